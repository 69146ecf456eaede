/// What RIS, MEDLINE and Refer share: lines that begin with a tag, lines that go on with the value
/// before them, and records of both.
///
/// ```
/// TY  - JOUR                 PMID- 29385370           %0 Journal Article
/// AU  - Maude, Shannon L.    TI  - A title that       %A Maude, Shannon L.
/// TI  - A title that               goes on            %T A title that
/// goes on                                             goes on
/// ER  -
/// ```

/// The name of a field in a tagged file: up to four letters, digits or marks, `TY`, `PMID`, `%A`.
struct Tag: Hashable, Sendable, ExpressibleByStringLiteral {
  private let code: UInt32

  init(stringLiteral text: StaticString) {
    code = text.withBytes { Self.code(of: $0) }
  }

  init(_ bytes: Slice<TextBytes>) { code = Self.code(of: bytes) }

  /// The tag as it is written.
  var name: String {
    let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) }
    return String(decoding: bytes.filter { $0 > 0 }, as: UTF8.self)
  }

  private static func code(of bytes: some Collection<UInt8>) -> UInt32 {
    bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// One line of a text, without its end.
struct TextLine {
  /// Offsets in bytes.
  var range: Range<Int>
  /// Counted from 1.
  let number: Int
}

/// The lines of a text, which end in LF, CR LF or CR.
struct TextLines: Sequence, IteratorProtocol {
  let bytes: TextBytes
  private var offset = 0
  private var number = 0

  init(_ bytes: TextBytes) { self.bytes = bytes }

  mutating func next() -> TextLine? {
    guard offset < bytes.count else { return nil }
    let start = offset
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
    offset = Swift.min(end + (isPair ? 2 : 1), bytes.count)
    number += 1
    return TextLine(range: bytes.skippingByteOrderMark(start)..<end, number: number)
  }
}

extension TextBytes {
  /// The length of the white space at an index, in bytes; 0 where there is none. Spaces, tabs and
  /// no-break spaces are white space here.
  func blankLength(at index: Int) -> Int {
    guard index < count else { return 0 }
    switch self[index] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2: return index + 1 < count && self[index + 1] == 0xA0 ? 2 : 0
    default: return 0
    }
  }

  /// The length of a hyphen or dash at an index, in bytes: word processors turn one into the other.
  func dashLength(at index: Int) -> Int {
    guard index < count else { return 0 }
    if self[index] == UInt8(ascii: "-") { return 1 }
    let isDash =
      index + 2 < count && self[index] == 0xE2 && self[index + 1] == 0x80
      && (0x90...0x95).contains(self[index + 2])
    return isDash ? 3 : 0
  }

  /// The part of a range without white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      let length = blankLength(at: start)
      if length == 0 { break }
      start = Swift.min(start + length, end)
    }
    while end > start {
      if (0x09...0x0D).contains(self[end - 1]) || self[end - 1] == 0x20 {
        end -= 1
      } else if self[end - 1] == 0xA0, end - 2 >= start, self[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// A file made of others keeps their byte order marks, at the beginnings of lines.
  fileprivate func skippingByteOrderMark(_ index: Int) -> Int {
    let hasMark =
      index + 2 < count && self[index] == 0xEF && self[index + 1] == 0xBB
      && self[index + 2] == 0xBF
    return hasMark ? index + 3 : index
  }
}

extension Substring {
  /// Whether a line fulfils a condition before another one fulfils a second.
  func hasLine(
    where condition: (TextBytes, Range<Int>) -> Bool,
    before other: (TextBytes, Range<Int>) -> Bool = { _, _ in false }
  ) -> Bool {
    String(self).withBytes { bytes in
      for line in TextLines(bytes) {
        if condition(bytes, line.range) { return true }
        if other(bytes, line.range) { return false }
      }
      return false
    }
  }
}
