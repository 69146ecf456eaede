/// A question as its author wrote it: structure is understood, text is not interpreted yet.
///
/// Ranges are offsets in bytes of UTF-8 into the query's text.
public indirect enum Query: Equatable, Sendable {
  /// One word, punctuation and all: `COVID-19`, `o'neill`, `C++`.
  case word(Text)
  /// A word that is to stand exactly so: `=tumor`.
  case exact(Text)
  /// The first letters of a word: `immun*`.
  case prefix(Text)
  /// Words in quotes, in order.
  case phrase(Text)
  /// `author:june`, `annotation:(escape OR loss)`; no query where nothing stands after the colon.
  case field(name: Text, Query?)
  /// A value in square brackets, only after a field: `[2015 TO 2020]`.
  case range(Text)
  case and([Query])
  case or([Query])
  case not(Query)
  /// Every work: `*`.
  case all(Range<Int>)

  /// Text of the user with its place.
  public struct Text: Equatable, Sendable {
    public let text: String
    public let range: Range<Int>

    public init(_ text: String, at range: Range<Int>) {
      self.text = text
      self.range = range
    }
  }

  /// Where the query stands in its text.
  public var range: Range<Int> {
    switch self {
    case .word(let text), .exact(let text), .prefix(let text), .phrase(let text), .range(let text):
      text.range
    case .field(let name, let query):
      name.range.lowerBound..<(query?.range.upperBound ?? name.range.upperBound + 1)
    case .and(let queries), .or(let queries):
      queries[0].range.lowerBound..<queries[queries.count - 1].range.upperBound
    case .not(let query): query.range
    case .all(let range): range
    }
  }
}

/// `(and car (not (field year "2017..2020")))`
extension Query: CustomStringConvertible {
  public var description: String {
    switch self {
    case .word(let text): quotedUnlessPlain(text.text)
    case .exact(let text): "(exact \(quotedUnlessPlain(text.text)))"
    case .prefix(let text): "(prefix \(quotedUnlessPlain(text.text)))"
    case .phrase(let text): "(phrase \(quoted(text.text)))"
    case .range(let text): "(range \(quoted(text.text)))"
    case .field(let name, let query): "(field \(name.text) \(query?.description ?? "nothing"))"
    case .and(let queries): "(and \(queries.map(\.description).joined(separator: " ")))"
    case .or(let queries): "(or \(queries.map(\.description).joined(separator: " ")))"
    case .not(let query): "(not \(query))"
    case .all: "all"
    }
  }

  private func quotedUnlessPlain(_ text: String) -> String {
    text.contains { " ()\"".contains($0) } || text.isEmpty ? quoted(text) : text
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
