import Diagnostics
import References

extension ReferenceFormat {
  static let list = ReferenceFormat(
    name: "list", fileExtensions: ["txt", "md"],
    summary: "a pasted list of references, as printed",
    recognizes: { _ in false },
    read: { source, emit in
      let reading = ReferenceList.read(source)
      for citation in reading.citations { emit(.citation(citation)) }
      for diagnostic in reading.diagnostics { emit(.diagnostic(diagnostic)) }
    })
}

/// Reads a pasted reference list: a page as people save it, with citations somewhere in it.
///
/// ```
/// page     = { noise | item }
/// item     = marker? citation annotation? { continuation } { labels }
/// marker   = "• " | "- " | "* " | "12. " | "[12] " | "1. 1 " …
/// labels   = "Article  CAS  PubMed  Google Scholar", on its own line or at the end of the item's
/// ```
///
/// Items are found by layout, then read; an item that reads as no citation is noise at the edges of
/// the list, and is kept with what it has in the middle of it.
public enum ReferenceList {
  public static func read(_ source: SourceText) -> Reading {
    var segmenter = ListSegmenter()
    var text = source.text
    let items = text.withUTF8 { segmenter.items(in: $0) }
    var reading = read(items)
    for range in segmenter.oversized {
      reading.diagnostics.append(
        Diagnostic(
          .warning, .tooLong(characters: range.count), at: range.lowerBound..<range.lowerBound + 1))
    }
    return reading
  }

  private static func read(_ items: [ListItem]) -> Reading {
    var entries = items.map { (item: $0, entry: NatureStyle().read($0.text[...])) }
    resolveAmbiguities(&entries)
    var reading = Reading()
    let marked = entries.count { $0.item.isMarked && $0.entry.isCitation }
    let isMarkedList = marked > entries.count { !$0.item.isMarked && $0.entry.isCitation }
    let region = citedRegion(entries, isMarkedList: isMarkedList)
    for (index, (item, entry)) in entries.enumerated() {
      let isCited = entry.isCitation && (item.isMarked || !isMarkedList)
      guard isCited || (region.contains(index) && (item.isMarked || entry.isCitation)) else {
        if item.isMarked {
          reading.diagnostics.append(Diagnostic(.note, .notACitation, at: item.range))
        }
        continue
      }
      append(item, entry, to: &reading)
    }
    return reading
  }

  private static func append(
    _ item: ListItem, _ entry: NatureStyle.Entry, to reading: inout Reading
  ) {
    reading.citations.append(
      Citation(
        position: reading.citations.count + 1, line: item.line, raw: item.text[...].string,
        reference: entry.reference, annotation: entry.annotation, labels: item.labels,
        confidence: entry.confidence))
    reading.diagnostics += entry.problems.map { Diagnostic(.warning, $0, at: item.range) }
  }

  /// Reads the citations whose title could end in several places again, with the journals that the
  /// others name beyond doubt.
  private static func resolveAmbiguities(
    _ entries: inout [(item: ListItem, entry: NatureStyle.Entry)]
  ) {
    let sure = entries.lazy.filter { !$0.entry.isAmbiguous && $0.entry.reference.volume != nil }
    var style = NatureStyle()
    style.containers.known = Set(sure.compactMap(\.entry.reference.container))
    for index in entries.indices where entries[index].entry.isAmbiguous {
      let entry = style.read(entries[index].item.text[...])
      let isKnown = entry.reference.container.map(style.containers.known.contains) ?? false
      entries[index].entry = entry
      if isKnown { entries[index].entry.isAmbiguous = false }
    }
  }

  /// From the first to the last item that surely is a citation; in a list with markers, one with a
  /// marker.
  private static func citedRegion(
    _ entries: [(item: ListItem, entry: NatureStyle.Entry)], isMarkedList: Bool
  ) -> Range<Int> {
    let cited = entries.indices.filter {
      entries[$0].entry.isCitation && (entries[$0].item.isMarked || !isMarkedList)
    }
    guard let first = cited.first, let last = cited.last else { return 0..<0 }
    return first..<(last + 1)
  }
}

extension NatureStyle.Entry {
  /// A year and, beside it, names or a place in a journal.
  fileprivate var isCitation: Bool {
    guard reference.year != nil else { return false }
    let hasPlace =
      reference.container != nil && (reference.volume ?? reference.locator?.text) != nil
    return !problems.contains(.noAuthors) || hasPlace
  }
}
