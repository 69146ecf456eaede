/// The rows of a table in text: CSV with commas or semicolons, TSV.
///
/// ```
/// row  = cell { separator cell } line end
/// cell = '"' { any character, '""' for '"' } '"' | { any but separator and line end }
/// ```
///
/// Source: RFC 4180. A quote inside of a bare cell is a character; one that opens a cell and is never
/// closed is, too, so that it takes no other row with it.
struct DelimitedText {
  struct Row {
    var cells: [String] = []
    /// In bytes, without the line end.
    var range: Range<Int>
    /// Of its beginning, from 1.
    let line: Int
  }

  private let bytes: TextBytes
  private let separator: UInt8
  private var index: Int
  private var line = 1

  static let separators: [UInt8] = [
    UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"),
  ]

  init(_ bytes: TextBytes, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next row that is not empty.
  mutating func next() -> Row? {
    while index < bytes.count {
      var row = Row(range: index..<index, line: line)
      var isEnd = false
      while !isEnd { isEnd = readCell(into: &row) }
      if row.cells.contains(where: { !$0.isEmpty }) { return row }
    }
    return nil
  }

  /// - Returns: whether the row ends after the cell.
  private mutating func readCell(into row: inout Row) -> Bool {
    if index < bytes.count, bytes[index] == quote, let (text, end) = quoted(from: index) {
      line += text.utf8.count { $0 == lineFeed }
      index = end
      row.cells.append(text)
    } else {
      let start = index
      while index < bytes.count, bytes[index] != separator, bytes[index] != lineFeed { index += 1 }
      row.cells.append(bytes.string(start..<index))
    }
    row.range = row.range.lowerBound..<index
    guard index < bytes.count else { return true }
    let isEnd = bytes[index] == lineFeed
    if isEnd { line += 1 }
    index += 1
    return isEnd
  }

  /// The text between quotes and the index after them; nil if nothing ends the cell there.
  private func quoted(from start: Int) -> (String, Int)? {
    var text: [UInt8] = []
    var index = start + 1
    while index < bytes.count {
      guard bytes[index] == quote else {
        text.append(bytes[index])
        index += 1
        continue
      }
      if index + 1 < bytes.count, bytes[index + 1] == quote {
        text.append(quote)
        index += 2
        continue
      }
      let end = index + 1
      let isClosed = end == bytes.count || bytes[end] == separator || bytes[end] == lineFeed
      return isClosed ? (String(decoding: text, as: UTF8.self), end) : nil
    }
    return nil
  }

  private var quote: UInt8 { UInt8(ascii: "\"") }
  private var lineFeed: UInt8 { 0x0A }
}
