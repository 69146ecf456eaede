import Diagnostics
import References

/// What the word before the cursor may become.
struct Completion: Equatable {
  /// The word as typed so far.
  let word: String
  /// Whole words, each in place of the one typed.
  let candidates: [String]
  /// Whether there are more than these, so that nothing is sure of all.
  private let isCut: Bool

  /// As many values of a field are shown.
  static let mostValues = 50

  /// What can be typed for sure: the only candidate, or what all have in common; nil if that is
  /// no more than was typed.
  var replacement: String? {
    guard let first = candidates.first, !isCut else { return nil }
    if candidates.count == 1 {
      return first.hasSuffix(":") || first.hasSuffix("=") ? first : first + " "
    }
    let common = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    return common.count > word.count ? common : nil
  }

  /// - Parameters:
  ///   - line: the text before the cursor.
  ///   - values: values of a field that begin so.
  ///   - saved: names of saved queries, and what may follow those among some words.
  init(
    of line: String, saved: (_ words: [String]) -> [String],
    values: (_ field: String, _ prefix: String) -> [String]
  ) {
    if line.hasPrefix(":"), let space = line.firstIndex(of: " ") {
      let name = line[line.index(after: line.startIndex)..<space]
      let rest = String(line[line.index(after: space)...].drop { $0 == " " })
      switch ShellCommand.named(name)?.argument ?? .none {
      case .query: self.init(ofQuery: rest, saved: saved, values: values)
      case .key: self.init(rest, of: values("key", rest))
      case .savedQuery:
        let words = rest.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        self.init(words.last ?? "", among: saved(words.dropLast()))
      case .word(let words): self.init(rest, among: words())
      case .none, .text: self.init(rest, among: [])
      }
    } else if line.hasPrefix(":") {
      self.init(line, among: ShellCommand.all.map { ":" + $0.name })
    } else {
      self.init(ofQuery: line, saved: saved, values: values)
    }
  }

  private init(_ word: String, among words: [String]) {
    self.word = word
    candidates = words.filter { $0.hasPrefix(word) }
    isCut = false
  }

  /// - Parameter values: one more than are shown, where there are more.
  private init(_ word: String, of values: [String], in field: String = "") {
    self.word = word
    let shown = Array(values.prefix(Self.mostValues))
    candidates = field.isEmpty ? shown : Self.spelled(shown).map { field + $0 }
    isCut = values.count > Self.mostValues
  }

  private init(
    ofQuery query: String, saved: (_ words: [String]) -> [String],
    values: (_ field: String, _ prefix: String) -> [String]
  ) {
    let word = Self.lastWord(of: query)
    if word.hasPrefix("@") {
      self.init(word, among: saved([]).map { "@" + $0 })
    } else if let colon = word.firstIndex(of: ":") {
      let beginning = word[word.index(after: colon)...].filter { $0 != "\"" }
      let known = values(String(word[..<colon]), beginning)
      self.init(word, of: known, in: String(word[...colon]))
    } else {
      self.init(word, among: word.isEmpty ? [] : Field.all.map { $0.name + ":" })
    }
  }

  /// The word that is being typed: a quote that is open belongs to it, a bracket or sign before it
  /// does not.
  private static func lastWord(of query: String) -> String {
    var start = query.startIndex
    var isQuoted = false
    for index in query.indices {
      let character = query[index]
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == " " || character == "(" || character == ")" {
        start = query.index(after: index)
      }
    }
    let word = query[start...]
    return String(word.first == "-" || word.first == "!" ? word.dropFirst() : word)
  }

  /// Values as written in a query: all quoted if one needs quotes, so that they share a prefix.
  private static func spelled(_ values: [String]) -> [String] {
    let areWords = values.allSatisfy { value in
      value.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
    }
    return areWords ? values : values.map { "\"\($0.withoutMarks)\"" }
  }

  /// The candidates for people to choose from.
  func list(width: Int) -> String {
    Self.columns(of: candidates + (isCut ? ["…"] : []), width: width)
  }

  /// Words side by side, as many as fit, filled from left to right.
  private static func columns(of words: [String], width: Int) -> String {
    let words = words.map { visible($0) }
    let column = (words.map(\.displayWidth).max() ?? 0) + 2
    let perLine = max(1, width / column)
    return stride(from: 0, to: words.count, by: perLine).map { start in
      words[start..<min(start + perLine, words.count)].map { word in
        word + String(repeating: " ", count: column - word.displayWidth)
      }.joined()
    }.joined(separator: "\n")
  }
}

extension String {
  /// Between quotes: a quote, a line end and what else a terminal would obey part words as a space
  /// does.
  fileprivate var withoutMarks: String {
    let parts = unicodeScalars.split { scalar in
      scalar == "\"" || scalar.isObeyedByTerminals || scalar.properties.isWhitespace
    }
    return parts.map { String($0) }.joined(separator: " ")
  }
}
