import Foundation

/// How many works have each value of a field, as bars that narrow the page: of years a histogram in
/// their order, of other fields the commonest values.
struct PageFacet {
  struct Bar {
    /// As the query language writes it: `2018`, `2010..2014`, `Nat. Med.`.
    let value: String
    let works: Int
  }

  /// What a click does.
  enum Action {
    /// A script of the page narrows it; without it nothing can be clicked.
    case script
    /// Another page is loaded.
    case link(to: (Bar) -> String, isChosen: (Bar) -> Bool)
  }

  private static let mostValues = 12
  private static let mostColumns = 36

  let field: String
  let bars: [Bar]

  init(_ field: String, _ counts: [String: Int]) {
    self.field = field
    bars =
      field == "year"
      ? Self.histogram(counts)
      : counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostValues)
        .map { Bar(value: $0.key, works: $0.value) }
  }

  private var isHistogram: Bool { field == "year" }

  /// A bar for every span of years between the first and the last, also where no work is of it.
  private static func histogram(_ counts: [String: Int]) -> [Bar] {
    let works = counts.reduce(into: [Int: Int]()) { works, count in
      if let year = Int(count.key) { works[year, default: 0] += count.value }
    }
    guard let first = works.keys.min(), let last = works.keys.max() else { return [] }
    let steps = [1, 2, 5, 10, 20, 50, 100, 200]
    let step = steps.first { last / $0 - first / $0 < mostColumns } ?? (last - first + 1)
    return stride(from: first / step, through: last / step, by: 1).map { span in
      let years = max(span * step, first)...min(span * step + step - 1, last)
      let value =
        years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)..\(years.upperBound)"
      return Bar(value: value, works: years.reduce(0) { $0 + works[$1, default: 0] })
    }
  }

  /// A heading and the bars; nothing where no work has a value.
  func html(_ action: Action) -> String {
    guard let first = bars.first, let last = bars.last else { return "" }
    let most = max(bars.map(\.works).max() ?? 1, 1)
    let items = bars.map { "<li>\(html($0, of: most, action))</li>" }
    let list =
      "<h2>\(field.capitalized)</h2>\n<ol\(isHistogram ? " class=\"years\"" : "")>\n"
      + items.joined(separator: "\n") + "\n</ol>"
    guard isHistogram else { return list }
    let ends = [first.years.first, bars.count > 1 ? last.years.last : nil].compactMap(\.self)
    return list + "\n<p class=\"ends\">\(ends.map { "<span>\($0)</span>" }.joined())</p>"
  }

  private func html(_ bar: Bar, of most: Int, _ action: Action) -> String {
    let name = bar.years.count > 1 ? bar.years.joined(separator: "–") : bar.value
    let title = isHistogram ? " title=\"\(name.html): \(counted(bar.works, "work"))\"" : ""
    let inside =
      "<i style=\"--share:\(100 * bar.works / most)%\"></i><span>\(name.html)</span><b>\(bar.works)</b>"
    switch action {
    case .script:
      return """
        <button type="button" disabled aria-pressed="false" data-field="\(field)" \
        data-value="\(bar.value.html)"\(title)>\(inside)</button>
        """
    case .link(let address, let isChosen):
      let chosen = isChosen(bar) ? " aria-current=\"true\"" : ""
      return "<a class=\"bar\" href=\"\(address(bar).html)\"\(chosen)\(title)>\(inside)</a>"
    }
  }
}

extension PageFacet.Bar {
  /// The years of a span.
  fileprivate var years: [String] { value.components(separatedBy: "..") }
}
