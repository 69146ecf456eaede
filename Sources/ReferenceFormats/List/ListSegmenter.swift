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
