import Diagnostics
import References

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

/// One item of a list, found by its layout alone.
struct ListItem {
  /// Of its first line, counted from 1.
  var line: Int
  /// Where it stands in the source, in bytes.
  var range: Range<Int>
  /// Without marker and labels; soft-wrapped lines joined by a space.
  var text: [Unicode.Scalar]
  var labels: [String]
  /// It began with a bullet or a number.
  var isMarked: Bool
  /// Blanks before the marker.
  var indent: Int
}

/// Cuts a page into items, line by line.
struct ListSegmenter {
  /// Lines too long for any citation, which were passed over.
  private(set) var oversized: [Range<Int>] = []

  private static let longestLine = 32_768

  private var items: [ListItem] = []
  /// The last item may go on in the next line.
  private var isOpen = false

  mutating func items(in bytes: UnsafeBufferPointer<UInt8>) -> [ListItem] {
    var line = 0
    var start = 0
    while start < bytes.count {
      let end = lineEnd(in: bytes, from: start)
      line += 1
      if end - start > Self.longestLine {
        oversized.append(start..<end)
        close()
      } else {
        add(scalars(bytes[start..<end])[...], range: start..<end, line: line)
      }
      let isCRLF = end + 1 < bytes.count && bytes[end] == 13 && bytes[end + 1] == 10
      start = end + (isCRLF ? 2 : 1)
    }
    close()
    return items
  }

  private func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
    return end
  }

  private func scalars(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [Unicode.Scalar] {
    Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  private mutating func add(_ line: Printed, range: Range<Int>, line number: Int) {
    let text = line.trimmed
    guard !text.isEmpty else {
      close()
      return
    }
    let indent = text.startIndex - line.startIndex
    let body = ListMarker.end(in: text).map { text[$0...].trimmed }
    let isLabels = LinkLabels.all(in: text) != nil
    if body == nil, isOpen, isLabels || continues(text, indent: indent) {
      items[items.count - 1].text += [" "] + text
      let start = items[items.count - 1].range.lowerBound
      items[items.count - 1].range = start..<range.upperBound
      return
    }
    close()
    if let labels = LinkLabels.all(in: text) {
      if let last = items.indices.last { items[last].labels += labels }
      return
    }
    items.append(
      ListItem(
        line: number, range: range, text: Array(body ?? text), labels: [], isMarked: body != nil,
        indent: indent))
    isOpen = true
  }

  /// Whether an unmarked line belongs to the item above it: it is indented under a marker, or the
  /// item above has no year yet, or its annotation goes on.
  private func continues(_ text: Printed, indent: Int) -> Bool {
    guard let item = items.last else { return false }
    if item.isMarked && indent > item.indent { return true }
    let entry = NatureStyle().read(item.text[...])
    if !entry.isComplete { return item.isMarked || !entry.problems.contains(.noAuthors) }
    return item.isMarked && (entry.annotation != nil || text.first?.isLower == true)
  }

  /// Nothing more belongs to the last item's text; the labels that end it are taken off.
  private mutating func close() {
    if isOpen { moveTrailingLabels() }
    isOpen = false
  }

  private mutating func moveTrailingLabels() {
    let last = items.count - 1
    guard let (labels, end) = LinkLabels.trailing(in: items[last].text[...]) else { return }
    items[last].labels = labels
    items[last].text = Array(items[last].text[..<end])
  }
}

/// What begins an item of a list.
private enum ListMarker {
  /// The index after the marker and its blanks, or nil where the line begins with none.
  static func end(in text: Printed) -> Int? {
    guard let first = text.first else { return nil }
    if bullets.contains(first) {
      let after = text[text.startIndex...].drop { bullets.contains($0) }
      guard after.first?.isBlank == true || !(first.isDash || first == "*") else { return nil }
      return text.skippingBlanks(after.startIndex)
    }
    guard let end = number(at: text.startIndex, in: text) else { return nil }
    let next = text.skippingBlanks(end)
    guard next > end else { return nil }
    return repeatedNumber(at: next, in: text) ?? next
  }

  private static let bullets: Set<Unicode.Scalar> = [
    "•", "●", "▪", "‣", "◦", "·", "■", "○", "*", "-", "–", "—",
  ]

  /// "12." "12)" "[12]" "(12)".
  private static func number(at index: Int, in text: Printed) -> Int? {
    let isBracketed = text[index] == "[" || text[index] == "("
    let digits = text[(isBracketed ? index + 1 : index)...].prefix(5).prefix { $0.isDigit }
    guard (1...4).contains(digits.count), let mark = text.at(digits.endIndex) else { return nil }
    let isClosed = isBracketed ? mark == "]" || mark == ")" : mark == "." || mark == ")"
    return isClosed ? digits.endIndex + 1 : nil
  }

  /// Old pages print the number twice: "1. 1 Felten, S.Y. et al."
  private static func repeatedNumber(at index: Int, in text: Printed) -> Int? {
    let digits = text[index...].prefix(5).prefix { $0.isDigit }
    guard !digits.isEmpty, let mark = text.at(digits.endIndex) else { return nil }
    let end = mark == "." ? digits.endIndex + 1 : digits.endIndex
    let next = text.skippingBlanks(end)
    guard next > end, text.first.map({ $0.isDigit }) == true,
      text[text.startIndex...].prefix(digits.count).elementsEqual(digits)
    else { return nil }
    return next
  }
}

/// The labels of the links that pages print after a citation.
private enum LinkLabels {
  /// Every label of a line that holds nothing else, or nil.
  static func all(in text: Printed) -> [String]? {
    var labels: [String] = []
    var index = skippingSeparators(text.startIndex, in: text)
    while index < text.endIndex {
      guard let (label, end) = label(at: index, in: text) else { return nil }
      labels.append(label)
      index = skippingSeparators(end, in: text)
    }
    return labels.isEmpty ? nil : labels
  }

  /// The labels that end an item's line, and where its own text ends.
  static func trailing(in text: Printed) -> ([String], end: Int)? {
    guard lastWords.contains(text.droppingTrailingSeparators.lastWord.string) else { return nil }
    var start = text.endIndex
    var labels: [String]?
    for index in text.indices.reversed().prefix(160)
    where index > text.startIndex && text[index - 1].isBlank {
      guard let found = all(in: text[index...]) else { continue }
      labels = found
      start = index
    }
    let before = text[..<start].trimmed.droppingTrailingSeparators
    guard let labels, let mark = before.last,
      mark == "." || mark == ")" || mark.isClosingMark || mark == "?" || mark == "!",
      labels.count > 1 || labels == ["Google Scholar"] || before.suffix(2).first == ")"
    else { return nil }
    return (labels, before.endIndex)
  }

  private static func label(at index: Int, in text: Printed) -> (String, end: Int)? {
    for (label, scalars) in known where text[index] == scalars[0] {
      let end = index + scalars.count
      guard end <= text.endIndex, matches(text[index..<end], scalars),
        text.at(end).map({ $0.isBlank || isSeparator($0) }) ?? true
      else { continue }
      return (label, end)
    }
    return nil
  }

  /// White space of any kind stands for a label's space.
  private static func matches(_ text: Printed, _ label: [Unicode.Scalar]) -> Bool {
    zip(text, label).allSatisfy { $0 == $1 || ($1 == " " && $0.isBlank) }
  }

  private static func skippingSeparators(_ index: Int, in text: Printed) -> Int {
    var index = index
    while let scalar = text.at(index), scalar.isBlank || isSeparator(scalar) { index += 1 }
    return index
  }

  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "|" || scalar == "•" || scalar == "·" || scalar == "," || scalar == ";"
  }

  /// Longer labels before those that begin them.
  private static let known = [
    "Google Scholar", "PubMed Central", "PubMed", "Article", "ADS", "CAS", "MathSciNet", "MATH",
    "ChemPort", "ISI", "Web of Science", "Crossref", "CrossRef", "Full Text PDF", "Full Text",
    "PDF", "View Article", "Medline", "MEDLINE", "Scopus", "Abstract", "Book", "Chapter",
    "Preprint",
  ].map { (label: $0, scalars: Array($0.unicodeScalars)) }

  /// What the last word of a line must be for labels to end it.
  private static let lastWords = Set(
    known.compactMap { $0.label.split(separator: " ").last.map(String.init) })
}

extension ArraySlice where Element == Unicode.Scalar {
  fileprivate var droppingTrailingSeparators: Printed {
    var slice = self
    while let last = slice.last, last.isBlank || LinkLabels.isSeparator(last) { slice.removeLast() }
    return slice
  }
}
