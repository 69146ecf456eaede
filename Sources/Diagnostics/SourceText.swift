/// A named text that places refer to: a query, a file.
///
/// A place is an offset in bytes of UTF-8 from the start of the text; lines and columns are derived
/// from it for display.
public struct SourceText: Sendable {
  /// What a message calls the text: `query`, or a file's path as the user gave it.
  public let name: String
  /// The text; every place is an offset into its UTF-8.
  public let text: String

  /// Offset of the first byte of each line.
  private let lineStarts: [Int]

  /// Creates a text and indexes its lines, in time linear in its length.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
    var starts = [0]
    var text = text
    text.withUTF8 { bytes in
      for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
        starts.append(offset + 1)
      }
    }
    lineStarts = starts
  }

  /// Line and column of an offset, both counted from 1; a column is one character as a person
  /// counts them.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let line = lineIndex(of: offset)
    return (line + 1, self[lineStarts[line]..<max(offset, lineStarts[line])].count + 1)
  }

  /// The line that contains an offset, counted from 1.
  public func line(of offset: Int) -> Int { lineIndex(of: offset) + 1 }

  /// The whole line that contains an offset, without its line end, and the offset of its start.
  public func line(at offset: Int) -> (start: Int, text: Substring) {
    let line = lineIndex(of: offset)
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : text.utf8.count
    let content = self[lineStarts[line]..<end]
    return (
      lineStarts[line], content.utf8.last == UInt8(ascii: "\r") ? content.dropLast() : content
    )
  }

  /// The offset of a line and column, both counted from 1; the nearest place that exists.
  public func offset(line: Int, column: Int) -> Int {
    let start = lineStarts[min(max(line - 1, 0), lineStarts.count - 1)]
    let before = self.line(at: start).text.unicodeScalars.prefix(max(column - 1, 0))
    return before.reduce(start) { $0 + UTF8.width($1) }
  }

  /// The last line that begins at or before an offset, by bisection.
  private func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The text in a range of offsets, as far as there is any.
  public subscript(range: Range<Int>) -> Substring {
    let utf8 = text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
    let upper = utf8.index(utf8.startIndex, offsetBy: min(range.upperBound, utf8.count))
    return text[lower..<upper]
  }
}
