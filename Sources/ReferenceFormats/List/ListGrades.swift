/// The grades of lists that mark what to read first: `•` or `*` for works of interest, `••` or `**`
/// for works of outstanding interest, before the citation or before what is said about it.
struct ListGrades {
  private let areGraded: Bool

  /// Bullets grade where two kinds of them are used, or beside numbers.
  init(items: [ListItem]) {
    let stars = items.compactMap(\.marker).filter { $0.number == nil }.map(\.stars)
    areGraded = stars.contains(2)
  }

  func grade(of item: ListItem) -> Int? {
    guard let marker = item.marker, marker.stars > 0 else { return item.annotationGrade }
    return marker.number != nil || areGraded ? marker.stars : item.annotationGrade
  }

  /// An item that begins with the bullets of a grade and is no citation is about the one above it,
  /// where that has a number or no marker: "•• This study was the first to …".
  static func joiningAnnotations(
    _ entries: [(item: ListItem, entry: CitationEntry)]
  ) -> [(item: ListItem, entry: CitationEntry)] {
    guard entries.contains(where: { isBulleted($0.item) }) else { return entries }
    var joined: [(item: ListItem, entry: CitationEntry)] = []
    joined.reserveCapacity(entries.count)
    for next in entries {
      guard !next.entry.isCitation || next.entry.confidence < 0.6, let last = joined.indices.last,
        joined[last].entry.isCitation, isAbout(next.item, joined[last].item)
      else {
        joined.append(next)
        continue
      }
      if !joined[last].item.annotation.isEmpty { joined[last].item.annotation += ["\n", "\n"] }
      joined[last].item.annotation += next.item.text
      joined[last].item.labels += next.item.labels
      if isGraded(next.item) { joined[last].item.annotationGrade = next.item.marker?.stars }
      joined[last].item.range = joined[last].item.range.lowerBound..<next.item.range.upperBound
    }
    return joined
  }

  /// Whether a bulleted line is about the item above: it stands deeper under a number, or has a grade's
  /// bullets where that item has none.
  private static func isAbout(_ item: ListItem, _ above: ListItem) -> Bool {
    if isBulleted(item), item.indent > above.indent, above.marker?.number != nil { return true }
    guard isGraded(item), isProse(item.text[...]) else { return false }
    return above.marker?.number != nil || above.marker == nil
      || item.marker?.stars == 2 && above.marker?.stars == 0
  }

  private static func isBulleted(_ item: ListItem) -> Bool {
    item.marker != nil && item.marker?.number == nil
  }

  /// A sentence; the menus of a page are none.
  private static func isProse(_ text: Printed) -> Bool {
    guard let last = text.trimmed.last else { return false }
    return text.words.count > 4 && (".!?)".unicodeScalars.contains(last) || last.isClosingMark)
  }

  private static func isGraded(_ item: ListItem) -> Bool {
    item.marker.map { $0.number == nil && $0.stars > 0 } ?? false
  }
}
