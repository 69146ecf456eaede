/// Cuts a page into items, line by line.
struct ListSegmenter {
  /// Tells where a citation is complete, where layout does not.
  let style: any ReadableStyle
  /// Lines too long for any citation, which were passed over.
  private(set) var oversized: [Range<Int>] = []

  private static let longestLine = 32_768

  /// No item is longer, in scalars.
  private static let longestItem = 65_536

  private var items: [ListItem] = []
  /// The last item may go on in the next line.
  private var isOpen = false
  /// The last item goes on with what was written about it.
  private var isInAnnotation = false
  private(set) var joint = LineJoint()
  private var lastNumber: Int?
  private var hasRemarkBullets = false

  init(style: any ReadableStyle) {
    self.style = style
  }

  mutating func items(in bytes: TextBytes) -> [ListItem] {
    if Self.endsLinesInHyphens(bytes) { joint.learn(String(decoding: bytes, as: UTF8.self)) }
    hasRemarkBullets = Self.hasRemarkBullets(bytes)
    var line = 0
    var start = 0
    while start < bytes.count {
      let end = lineEnd(in: bytes, from: start)
      line += 1
      if end - start > Self.longestLine {
        oversized.append(start..<end)
        close()
      } else {
        add(Self.scalars(bytes, start..<end)[...], range: start..<end, line: line)
      }
      let isCRLF = end + 1 < bytes.count && bytes[end] == 13 && bytes[end + 1] == 10
      start = end + (isCRLF ? 2 : 1)
    }
    close()
    return items
  }

  private static func hasRemarkBullets(_ bytes: TextBytes) -> Bool {
    var lines: [[Unicode.Scalar]] = []
    var start = 0
    while start < bytes.count, lines.count < mostLinesOfBullets {
      var end = start
      while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
      // The beginning of a line is enough.
      let text = scalars(bytes, start..<min(end, start + 200))[...].trimmed
      if !text.isEmpty { lines.append(Array(text)) }
      start = end + 1
    }
    return RemarkBullets.areUsed(in: lines.lazy.map { $0[...] })
  }

  private static let mostLinesOfBullets = 400

  private func lineEnd(in bytes: TextBytes, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
    return end
  }

  private static func endsLinesInHyphens(_ bytes: TextBytes) -> Bool {
    bytes.indices.dropLast().contains {
      bytes[$0] == 0x2D && (bytes[$0 + 1] == 10 || bytes[$0 + 1] == 13)
    }
  }

  /// Valid UTF-8 as scalars, without soft hyphens.
  private static func scalars(
    _ bytes: TextBytes, _ range: Range<Int>
  ) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = UInt32(bytes[index])
      let (length, bits): (Int, UInt32) =
        byte < 0x80
        ? (1, byte)
        : byte < 0xE0 ? (2, byte & 0x1F) : byte < 0xF0 ? (3, byte & 0x0F) : (4, byte & 0x07)
      var value = bits
      for next in index + 1..<max(index + length, index + 1) where next < range.upperBound {
        value = value << 6 | UInt32(bytes[next] & 0x3F)
      }
      if value != 0xAD { scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
      index += length
    }
    return scalars
  }

  private mutating func add(_ line: Printed, range: Range<Int>, line number: Int) {
    let text = line.trimmed
    guard !text.isEmpty else {
      close()
      return
    }
    let indent = text.startIndex - line.startIndex
    if hasRemarkBullets, let last = items.indices.last, let end = RemarkBullets.end(in: text) {
      close()
      if !items[last].annotation.isEmpty { items[last].annotation += ["\n", "\n"] }
      isInAnnotation = true
      isOpen = true
      append(text[end...], range)
      return
    }
    var marker = ListMarker.read(text, last: lastNumber)
    if let found = marker, let number = found.number, isOpen,
      !mayMark(number, before: text[found.end...], indent: indent)
    {
      marker = nil
    }
    if marker?.number == nil, isOpen, text[text.startIndex].isDash, items.last?.marker == nil,
      CitationStart.begins(items[items.count - 1].text[...]), !isTooLongToAsk,
      !reading().isComplete
    {
      marker = nil
    }
    if marker == nil, ListWords.isHeading(text) { close() }
    let labels = marker == nil ? LinkLabels.all(in: text) : nil
    if marker == nil, isOpen, labels != nil || continues(text, indent: indent) {
      append(text, range)
      return
    }
    close()
    if let labels {
      if let last = items.indices.last { items[last].labels += labels }
      return
    }
    if marker == nil, isAnnotation(text, indent: indent) {
      isInAnnotation = true
      isOpen = true
      append(text, range)
      return
    }
    if let found = marker?.number { lastNumber = found }
    items.append(
      ListItem(
        line: number, range: range, text: Array(marker.map { text[$0.end...].trimmed } ?? text),
        marker: marker, indent: indent))
    isOpen = marker != nil || !ListWords.isHeading(text)
  }

  /// Whether a number begins an item, or a line that goes on with a year or an issue: "2009. Title",
  /// "(3): 735–745". Lists may count down, or begin again.
  private func mayMark(_ number: Int, before rest: Printed, indent: Int) -> Bool {
    guard let item = items.last, CitationStart.begins(item.text[...]) else { return true }
    if let last = lastNumber {
      if number == last + 1 { return true }
      guard number < 1450, indent <= item.indent else { return false }
      return number > last || ((number == last - 1 || number == 1) && CitationStart.begins(rest))
    }
    return number < 1450 && indent <= item.indent
  }

  private mutating func append(_ text: Printed, _ range: Range<Int>) {
    let last = items.count - 1
    items[last].lineCount += 1
    items[last].range = items[last].range.lowerBound..<range.upperBound
    if isInAnnotation {
      if items[last].annotation.isEmpty || items[last].annotation.last == "\n" {
        items[last].annotation += text
      } else {
        joint.append(text, to: &items[last].annotation)
      }
    } else {
      joint.append(text, to: &items[last].text)
      items[last].entry = nil
    }
  }

  /// An item of more lines, or a longer one, is not read again for each further line; so reading
  /// stays linear in what was pasted.
  private var isTooLongToAsk: Bool {
    let item = items[items.count - 1]
    return item.lineCount > 40 || item.text.count > 8_192
  }

  private mutating func reading() -> CitationEntry {
    let last = items.count - 1
    if let entry = items[last].entry { return entry }
    let entry = style.read(items[last].text[...])
    items[last].entry = entry
    return entry
  }

  /// Whether an unmarked line belongs to the item above it: it is indented under its first line, or
  /// the item above is not complete, or its annotation goes on.
  private mutating func continues(_ text: Printed, indent: Int) -> Bool {
    guard let item = items.last, item.text.count + item.annotation.count < Self.longestItem else {
      return false
    }
    if Self.beginsWithIdentifier(text) { return !isInAnnotation }
    if !isInAnnotation, LineJoint.isCut(item.text[...], before: text) { return true }
    if isInAnnotation { return item.isMarked ? indent >= item.indent : indent > item.indent }
    if indent > item.indent {
      beginAnnotationIfComplete(text)
      if item.isMarked || isInAnnotation { return true }
      return CitationStart.begins(item.text[...])
        && (!CitationStart.begins(text) || !reading().isComplete)
    }
    if isTooLongToAsk { return false }
    let entry = reading()
    if !entry.isComplete {
      // Two lines that both begin as citations do are two.
      if CitationStart.beginsDated(text), CitationStart.beginsDated(item.text[...]),
        !CitationStart.isOpen(item.text[...])
      {
        return false
      }
      if Self.endsSentence(item), CitationStart.begins(text) { return false }
      return item.isMarked || !entry.problems.contains(.noAuthors)
        || CitationStart.begins(item.text[...])
    }
    if CitationStart.begins(text) { return CitationStart.isOpen(item.text[...]) }
    return item.isMarked && (entry.annotation != nil || text.first?.isLower == true)
  }

  /// Whether an item is words that no citation begins with, and that end.
  private static func endsSentence(_ item: ListItem) -> Bool {
    guard !item.isMarked, let mark = item.text.last else { return false }
    return (mark == "." || mark == "!" || mark == "?") && !CitationStart.begins(item.text[...])
  }

  /// An indented line below a complete citation is about it, in the styles that do not tell by the
  /// words alone where a citation ends.
  private mutating func beginAnnotationIfComplete(_ text: Printed) {
    guard !style.endsCitationsItself, !isTooLongToAsk, let mark = items[items.count - 1].text.last,
      mark == "." || mark == ")" || mark == "]" || mark.isDigit || lastWordIsLink,
      text.first?.isUpper == true || text.first?.isDigit != true && text.first?.isLower != true,
      text.words.count > 2
    else { return }
    if reading().isComplete { isInAnnotation = true }
  }

  private static func beginsWithIdentifier(_ text: Printed) -> Bool {
    for word: StaticString in [
      "doi", "DOI", "http", "www.", "PMID", "PMCID", "arXiv:", "10.", "Available ", "Accessed ",
      "Retrieved ",
    ] where text.has(word, at: text.startIndex) {
      return text.words.count < 12
    }
    return false
  }

  private var lastWordIsLink: Bool {
    let word = items[items.count - 1].text[...].lastWord
    return word.contains("://") || word.contains("10.")
  }

  /// Whether a paragraph of its own, deeper than the citation above it, is about that.
  private mutating func isAnnotation(_ text: Printed, indent: Int) -> Bool {
    guard let item = items.last, indent > item.indent, text.words.count > 3,
      !CitationStart.begins(text),
      item.text.count + item.annotation.count < Self.longestItem
    else { return false }
    let entry = reading()
    guard entry.isComplete, entry.reference.year != nil, !entry.problems.contains(.noAuthors) else {
      return false
    }
    if !item.annotation.isEmpty { items[items.count - 1].annotation += ["\n", "\n"] }
    return true
  }

  /// Nothing more belongs to the last item's text; the labels that end it are taken off.
  private mutating func close() {
    if isOpen, !isInAnnotation {
      moveTrailingLabels()
      moveTrailingRemark()
    }
    isOpen = false
    isInAnnotation = false
  }

  private mutating func moveTrailingRemark() {
    let last = items.count - 1
    guard let remark = TrailingRemark(in: items[last].text[...]) else { return }
    items[last].remark = Array(items[last].text[remark.citationEnd...])
    items[last].annotation = Array(remark.words)
    items[last].text = Array(items[last].text[..<remark.citationEnd])
    items[last].entry = nil
  }

  private mutating func moveTrailingLabels() {
    let last = items.count - 1
    guard let (labels, end) = LinkLabels.trailing(in: items[last].text[...]) else { return }
    items[last].labels = labels
    items[last].text = Array(items[last].text[..<end])
    items[last].entry = nil
  }
}
