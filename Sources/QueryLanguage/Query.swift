/// A question as its author wrote it: structure is understood, text is not interpreted yet.
///
/// Ranges are offsets in bytes of UTF-8 into the query's text.
public indirect enum Query: Equatable, Sendable {
  /// A piece of text: a word, a phrase, a value of a field.
  case leaf(Leaf)
  /// Words and phrases in any order, with at most this many words between two of them: `"a b"~5`,
  /// `a NEAR/5 b`. Words in quotes are exact.
  case near([Leaf], distance: Int, at: Range<Int>)
  /// `author:june`, `annotation:(escape OR loss)`; no query if nothing follows the colon.
  case field(name: Text, Query?)
  /// A part that counts more or less than others: `cd19^3`.
  case boosted(Query, by: Double)
  /// A saved query: `@antigen-loss`, `@since(2020)`, `@since(year=2020)`.
  case saved(name: Text, arguments: [Argument])
  case and([Query])
  case or([Query])
  case not(Query)

  /// Text, how it is to be found, and where in its field.
  public struct Leaf: Equatable, Sendable {
    /// What was typed, without the signs of its form.
    public var text: Text
    /// How the text matches: as a word, phrase, prefix, range.
    public var form: Form
    /// Nil for anywhere.
    public var anchor: Anchor?

    /// Creates a leaf of a query; `anchor` is nil if the text may match anywhere in its field.
    public init(_ text: Text, as form: Form, at anchor: Anchor? = nil) {
      (self.text, self.form, self.anchor) = (text, form, anchor)
    }
  }

  /// Text of the user with its place.
  public struct Text: Equatable, Sendable {
    /// The characters as typed, without quotes.
    public var text: String
    /// Offsets in bytes of UTF-8.
    public var range: Range<Int>

    /// Creates a text at a range of UTF-8 bytes.
    public init(_ text: String, at range: Range<Int>) {
      self.text = text
      self.range = range
    }
  }

  /// The position of words in a list of names or in a text: `author:^june`, `author:june$`,
  /// `author:^june$`.
  public enum Anchor: String, CaseIterable, Equatable, Sendable {
    /// The first author; the beginning of a text.
    case first
    /// The last author.
    case last
    /// The first author, who is the last.
    case only
  }

  /// A value for a parameter of a saved query.
  public struct Argument: Equatable, Sendable {
    /// Nil if the position selects the parameter.
    public let name: String?
    /// The value as typed, without quotes.
    public var value: Text

    /// Creates an argument; a nil `name` means that its position selects the parameter.
    public init(name: String?, value: Text) {
      self.name = name
      self.value = value
    }
  }

  /// The range of the query in its text.
  public var range: Range<Int> {
    switch self {
    case .leaf(let leaf): leaf.text.range
    case .near(_, _, let range): range
    case .field(let name, let query):
      Self.span(name.range, query?.range ?? name.range.upperBound..<name.range.upperBound + 1)
    case .saved(let name, _): name.range
    case .and(let queries), .or(let queries):
      Self.span(queries[0].range, queries[queries.count - 1].range)
    case .not(let query), .boosted(let query, _): query.range
    }
  }

  /// A PubMed tag follows the value with the name of the field.
  private static func span(_ one: Range<Int>, _ other: Range<Int>) -> Range<Int> {
    min(one.lowerBound, other.lowerBound)..<max(one.upperBound, other.upperBound)
  }
}
