import Diagnostics
import References

/// The passage of a work that shows best why it was found.
public struct Snippet: Equatable, Sendable {
  /// The name of the field that the passage is of.
  public let field: String
  /// On one line, with `…` where it was cut.
  public let text: String
  /// What the query matched in it, in bytes of UTF-8; in order, none overlapping.
  public let marks: [Range<Int>]
}

extension Highlighter {
  /// Where passages are looked for: people's words first, then the work's own, then databases'.
  public static let snippetFields = ["annotation", "abstract", "keyword", "title", "note"]
    .compactMap { Field.named($0) }

  /// The best passage of a work: that which contains most of the query's words, then most of their
  /// occurrences. Among equals, what people wrote about the work comes before what it says itself.
  ///
  /// - Parameters:
  ///   - width: columns of a terminal that the passage may take; more where one match alone does.
  ///   - fields: where it is looked for, in the order in which equals are preferred.
  /// - Returns: nil if no text of these fields contains a word of the query.
  public func snippet(
    of work: Work, width: Int, fields: [Field] = snippetFields
  ) -> Snippet? {
    var best: (passage: Passage, field: String, text: String)?
    for field in fields {
      for text in work.texts(of: field).map(\.onOneLine) {
        guard let passage = Passage(matches(in: text, of: field.name), in: text, width: width),
          best.map({ $0.passage < passage }) ?? true
        else { continue }
        best = (passage, field.name, text)
      }
    }
    return best.map { $0.passage.snippet(of: $0.text, field: $0.field) }
  }

  /// The best passage of one text; nil if it contains no word of the query.
  public func passage(of text: String, field: String, width: Int) -> Snippet? {
    let text = text.onOneLine
    return Passage(matches(in: text, of: field), in: text, width: width)?
      .snippet(of: text, field: field)
  }

  /// The numbers of the query's words of which a text contains a form.
  public func words(in text: String, of field: String) -> Set<Int> {
    Set(matches(in: text, of: field).map(\.word))
  }
}

/// A stretch of a text around some of the query's words, not wider than asked for.
private struct Passage {
  private static let ellipsis = "…"

  /// All matches of the text, and those for which the passage was chosen.
  private let marks: [Range<Int>]
  private let core: Range<Int>
  private let words: Int
  private let width: Int

  /// The window over the matches that contains most words, then most matches; the first of equals.
  init?(_ matches: [Highlighter.Match], in text: String, width: Int) {
    if matches.isEmpty { return nil }
    let matches = matches.sorted { $0.place.lowerBound < $1.place.lowerBound }
    let columns = Columns(of: text)
    var best: (words: Int, matches: ArraySlice<Highlighter.Match>)?
    var end = 0
    for start in matches.indices {
      end = max(end, start + 1)
      let left = columns[matches[start].place.lowerBound]
      while end < matches.count, columns[matches[end].place.upperBound] - left <= width - 2 {
        end += 1
      }
      let window = matches[start..<end]
      let words = Set(window.map(\.word)).count
      if let best, (best.words, best.matches.count) >= (words, window.count) { continue }
      best = (words, window)
    }
    guard let best else { return nil }
    marks = Highlighter.merged(matches.map(\.place))
    let chosen = Highlighter.merged(best.matches.map(\.place))
    core = chosen[0].lowerBound..<chosen[chosen.count - 1].upperBound
    words = best.words
    self.width = width
  }

  static func < (left: Passage, right: Passage) -> Bool { left.words < right.words }

  /// The passage with the text around it: a third of the room that is left before it, the rest
  /// after; whole words where there are any.
  func snippet(of text: String, field: String) -> Snippet {
    let columns = Columns(of: text)
    if columns.width <= width {
      return Snippet(field: field, text: text, marks: marks)
    }
    let (first, last) = (core.lowerBound, core.upperBound)
    let room = max(0, width - 2 - (columns[last] - columns[first]))
    var start = columns.offset(ofColumn: columns[first] - room / 3)
    let end = columns.offset(ofColumn: max(columns[start] + width - 2, columns[last]))
    // What is not needed after is given to the text before.
    if end == text.utf8.count {
      start = min(first, columns.offset(ofColumn: columns.width - (width - 1)))
    }
    return cut(
      text, text.wordStart(from: start, upTo: first)..<text.wordEnd(from: end, downTo: last), field)
  }

  private func cut(_ text: String, _ range: Range<Int>, _ field: String) -> Snippet {
    let head = range.lowerBound > 0 ? Self.ellipsis : ""
    let tail = range.upperBound < text.utf8.count ? Self.ellipsis : ""
    let shift = head.utf8.count - range.lowerBound
    let passage = String(decoding: Array(text.utf8)[range], as: UTF8.self)
    return Snippet(
      field: field, text: head + passage + tail,
      marks: marks(in: range).map { $0.lowerBound + shift..<$0.upperBound + shift })
  }

  private func marks(in range: Range<Int>) -> [Range<Int>] {
    marks.filter { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound }
  }
}

/// The columns of a terminal at which the characters of a text stand.
private struct Columns {
  /// By byte of UTF-8; that of the next character inside one.
  private var columns: [Int] = []

  init(of text: String) {
    columns.reserveCapacity(text.utf8.count + 1)
    var column = 0
    for character in text {
      columns.append(column)
      column += character.displayWidth
      columns.append(contentsOf: repeatElement(column, count: character.utf8.count - 1))
    }
    columns.append(column)
  }

  var width: Int { columns[columns.count - 1] }

  subscript(offset: Int) -> Int { columns[offset] }

  /// The first byte that stands at a column or after it.
  func offset(ofColumn column: Int) -> Int {
    var (low, high) = (0, columns.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension String {
  /// With as many spaces as bytes in the place of tabs and of every kind of line end, so that places
  /// in it stay what they were.
  fileprivate var onOneLine: String {
    guard unicodeScalars.contains(where: \.endsLine) else { return self }
    return unicodeScalars.reduce(into: "") { line, scalar in
      if scalar.endsLine {
        line += String(repeating: " ", count: UTF8.width(scalar))
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
  }

  /// The beginning of a word at or after an offset; a scalar's, where no word begins before
  /// `limit`.
  fileprivate func wordStart(from offset: Int, upTo limit: Int) -> Int {
    if offset == 0 { return 0 }
    let bytes = Array(utf8)
    let isSpace = { (index: Int) in bytes[index] == UInt8(ascii: " ") }
    let word = (offset...max(offset, limit)).first { isSpace($0 - 1) }
    return word ?? (offset...max(offset, limit)).first { bytes[$0] & 0xC0 != 0x80 } ?? limit
  }

  /// The end of a word at or before an offset; a scalar's, where none ends after `limit`.
  fileprivate func wordEnd(from offset: Int, downTo limit: Int) -> Int {
    let bytes = Array(utf8)
    if offset >= bytes.count { return bytes.count }
    let isSpace = { (index: Int) in bytes[index] == UInt8(ascii: " ") }
    let range = min(limit, offset)...offset
    return range.last(where: isSpace) ?? range.last { bytes[$0] & 0xC0 != 0x80 } ?? limit
  }
}

extension Unicode.Scalar {
  fileprivate var endsLine: Bool {
    (9...13).contains(value) || value == 0x85 || value == 0x2028 || value == 0x2029
  }
}
