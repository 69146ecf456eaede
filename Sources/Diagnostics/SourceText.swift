/// A named text that places refer to: a query, a file.
///
/// A place is an offset in bytes of UTF-8 from the start of the text; lines and columns are derived
/// from it when a person is to read them.
public struct SourceText: Sendable {
  /// What a message calls the text: `query`, or a file's path as the user gave it.
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Line and column of an offset, both counted from 1; a column is one character as a person
  /// counts them.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let utf8 = text.utf8
    let end = utf8.index(utf8.startIndex, offsetBy: min(offset, utf8.count))
    let lineNumber = utf8[..<end].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let lineStart = utf8[..<end].lastIndex(of: UInt8(ascii: "\n")).map(utf8.index(after:))
    return (lineNumber, text[(lineStart ?? utf8.startIndex)..<end].count + 1)
  }

  /// The whole line that holds an offset, without its line end, and the offset at which it starts.
  public func line(at offset: Int) -> (start: Int, text: Substring) {
    let utf8 = text.utf8
    let place = utf8.index(utf8.startIndex, offsetBy: min(offset, utf8.count))
    let lineStart =
      utf8[..<place].lastIndex(of: UInt8(ascii: "\n")).map(utf8.index(after:)) ?? utf8.startIndex
    let lineEnd = utf8[place...].firstIndex(of: UInt8(ascii: "\n")) ?? utf8.endIndex
    return (utf8.distance(from: utf8.startIndex, to: lineStart), text[lineStart..<lineEnd])
  }

  /// The text in a range of offsets; empty where the range is not on character boundaries.
  public subscript(range: Range<Int>) -> Substring {
    let utf8 = text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
    let upper = utf8.index(utf8.startIndex, offsetBy: min(range.upperBound, utf8.count))
    return text[lower..<upper]
  }
}

extension SourceText {
  /// The offset of a line and column, both counted from 1; the nearest place that exists.
  public func offset(line: Int, column: Int) -> Int {
    var offset = 0
    var rest = max(line - 1, 0)
    for byte in text.utf8 {
      if rest == 0 { break }
      if byte == UInt8(ascii: "\n") { rest -= 1 }
      offset += 1
    }
    let lineText = self.line(at: offset).text
    return offset + lineText.unicodeScalars.prefix(max(column - 1, 0)).reduce(0) {
      $0 + UTF8.width($1)
    }
  }
}
