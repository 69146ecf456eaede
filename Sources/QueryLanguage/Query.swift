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
  /// A word in which each `?` stands for one letter: `leuk?mia`.
  case pattern(Text)
  /// A word and those spelled like it, one or two edits away: `tisagenlecluecel~2`.
  case fuzzy(Text, edits: Int)
  /// Words in quotes, in order.
  case phrase(Text)
  /// Words and phrases in any order, at most so many words between two of them: `"a b"~5`,
  /// `a NEAR/5 b`. Words in quotes are exact.
  case near([Query], distance: Int, at: Range<Int>)
  /// A regular expression, only in a field: `title:/car[- ]?t/`.
  case regularExpression(Text)
  /// Where in a list of names, or in a text, words stand: `author:^june`, `author:june$`.
  case anchored(Query, Anchor)
  /// `author:june`, `annotation:(escape OR loss)`; no query where nothing stands after the colon.
  case field(name: Text, Query?)
  /// A value in square brackets, only after a field: `[2015 TO 2020]`.
  case range(Text)
  /// A part that counts more or less than others: `cd19^3`.
  case boosted(Query, by: Double)
  /// A saved query: `@antigen-loss`, `@since(2020)`, `@since(year=2020)`.
  case saved(name: Text, arguments: [Argument])
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

  public enum Anchor: String, Equatable, Sendable {
    /// The first author; the beginning of a text.
    case first
    /// The last author.
    case last
  }

  /// A value for a parameter of a saved query.
  public struct Argument: Equatable, Sendable {
    /// Nil where the place in the list tells.
    public let name: String?
    public let value: Text
  }

  /// Where the query stands in its text.
  public var range: Range<Int> {
    switch self {
    case .word(let text), .exact(let text), .prefix(let text), .phrase(let text), .range(let text),
      .pattern(let text), .fuzzy(let text, _), .regularExpression(let text), .saved(let text, _):
      text.range
    case .field(let name, let query):
      Self.span(name.range, query?.range ?? name.range.upperBound..<name.range.upperBound + 1)
    case .and(let queries), .or(let queries):
      Self.span(queries[0].range, queries[queries.count - 1].range)
    case .not(let query), .anchored(let query, _), .boosted(let query, _): query.range
    case .near(_, _, let range), .all(let range): range
    }
  }

  /// A tag of PubMed puts a field's name behind its value.
  private static func span(_ one: Range<Int>, _ other: Range<Int>) -> Range<Int> {
    min(one.lowerBound, other.lowerBound)..<max(one.upperBound, other.upperBound)
  }
}
