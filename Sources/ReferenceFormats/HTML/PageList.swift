import Diagnostics
import References

/// The reference list of a page: its items, and what the reader of pasted lists makes of each.
struct PageList {
  typealias Problem = (Severity, ReadingProblem)

  private(set) var items: [PageItem]
  /// One an item; nil if it does not read as a citation.
  private(set) var citations: [Citation?]
  private(set) var problems: [[Problem]]

  static func find(in tree: MarkupTree) -> PageList {
    let marked = tree.elements.indices.filter {
      tree.elements[$0].has(class: "c-article-references__item")
    }
    if !marked.isEmpty { return PageList(marked.compactMap { PageItem(tree, $0) }) }
    let groups = PageGroups(tree).likeliest.map { group in
      PageList(group.compactMap { PageItem(tree, $0) })
    }
    let best = groups.max { $0.certain < $1.certain }
    if let best, best.certain >= 3 { return best }
    let lines = PageList(Self.lines(of: tree))
    guard let best, best.certain >= lines.certain, best.certain > 0 else {
      return lines.certain > 0 ? lines : PageList([])
    }
    return best
  }

  /// Reads each item as a line of a pasted list, which comes back with the number of its line.
  private init(_ items: [PageItem]) {
    self.items = items
    citations = Array(repeating: nil, count: items.count)
    problems = Array(repeating: [], count: items.count)
    let text = items.map { "• \($0.citation)\n" }.joined()
    let list = SourceText(name: "list", text: text)
    let reading = ReferenceList.read(list, areItemsKnown: true)
    for citation in reading.citations where citations.indices.contains(citation.line - 1) {
      citations[citation.line - 1] = citation
    }
    for diagnostic in reading.diagnostics {
      if case .passedOver = diagnostic.kind { continue }
      let line = list.position(of: diagnostic.range.lowerBound).line
      guard problems.indices.contains(line - 1) else { continue }
      problems[line - 1].append((diagnostic.severity, diagnostic.kind))
    }
  }

  /// How many of the items surely are citations.
  private var certain: Int { citations.count { $0.map { $0.confidence >= 0.6 } ?? false } }

  /// The lines of a page as they are shown, each as an item.
  private static func lines(of tree: MarkupTree) -> [PageItem] {
    var items: [PageItem] = []
    var start = 0
    var element = 0
    while start < tree.text.count {
      let end = tree.text[start...].firstIndex(of: 0x0A) ?? tree.text.count
      while element + 1 < tree.elements.count,
        tree.elements[element + 1].text.lowerBound <= start
      { element += 1 }
      if (20...PageItem.longest).contains(end - start),
        let line = MarkupText.line(tree.text[start..<end])
      {
        let place = tree.elements[element].source.lowerBound
        items.append(PageItem(line: line.withoutMarker, source: place..<place))
      }
      start = end + 1
    }
    return items
  }
}

extension String {
  /// Without a list's bullet or number.
  fileprivate var withoutMarker: String {
    let scalars = Array(unicodeScalars)
    return ListMarker.read(scalars[...], last: nil).map { scalars[$0.end...].string } ?? self
  }
}
