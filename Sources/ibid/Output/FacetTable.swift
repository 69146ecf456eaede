import Diagnostics
import Search

/// How many works have each value of a field.
struct FacetTable {
  private static let longestHistogram = 200
  private static let widestValue = 40

  let field: Facet
  let counts: [FacetCount]

  /// - Parameter isWhole: whether nothing was cut off; years then come in order, those between that
  ///   have no work included.
  init(_ field: Facet, _ counts: [FacetCount], isWhole: Bool = true) {
    self.field = field
    self.counts = field == .year && isWhole ? Self.everyYear(counts) : counts
  }

  /// The default number of values: a histogram needs all years.
  static func usualLimit(of field: Facet) -> Int { field == .year ? .max : 20 }

  private static func everyYear(_ counts: [FacetCount]) -> [FacetCount] {
    let works = Dictionary(
      uniqueKeysWithValues: counts.compactMap { count in Int(count.value).map { ($0, count.works) }
      })
    guard let first = works.keys.min(), let last = works.keys.max() else { return counts }
    let years = last - first <= longestHistogram ? Array(first...last) : works.keys.sorted()
    return years.map { FacetCount(value: String($0), works: works[$0] ?? 0) }
  }

  /// A line a value: the count, the value, on a terminal a bar that fits it.
  func lines(_ terminal: Terminal, indent: String = "") -> [StyledText] {
    let numberWidth = counts.map { "\($0.works)".count }.max() ?? 0
    let values = counts.map { cut($0.value, terminal) }
    let valueWidth = values.map(\.displayWidth).max() ?? 0
    let most = counts.map(\.works).max() ?? 1
    return zip(counts, values).map { count, value in
      let number = "\(count.works)"
      let line =
        indent + String(repeating: " ", count: numberWidth - number.count) + number + "  " + value
      guard let width = terminal.width else { return StyledText(line) }
      let room = max(width - indent.count - numberWidth - valueWidth - 4, 0)
      let padding = String(repeating: " ", count: valueWidth - value.displayWidth)
      let bar = Bar.text(count.works, of: most, width: room)
      return StyledText(bar.isEmpty ? line : line + padding + "  " + bar)
    }
  }

  /// Long values would leave no room for bars.
  private func cut(_ value: String, _ terminal: Terminal) -> String {
    guard let width = terminal.width else { return value }
    let most = min(Self.widestValue, max(width / 2, 8))
    if value.displayWidth <= most { return value }
    var shown = ""
    var columns = 0
    for character in value {
      columns += character.displayWidth
      if columns > most - 1 { break }
      shown.append(character)
    }
    return shown + "…"
  }
}

extension FacetCount {
  var json: JSON { ["value": .string(value), "works": .integer(works)] }
}

extension [FacetTable] {
  /// `{"year": [{"value": "2018", "works": 9}, …], …}`
  var json: JSON {
    .object(map { table in (table.field.rawValue, .array(table.counts.map(\.json))) })
  }
}
