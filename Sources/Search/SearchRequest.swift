import Diagnostics
import Index
import QueryLanguage
import References

/// What is asked of an index: which works, how they are found and ordered, and what of them is
/// wanted. `Searcher` answers it in one pass.
public struct SearchRequest: Sendable {
  /// Which works are found.
  public enum Subject: Sendable {
    case query(Question)
    /// Those most like one, which is not among them.
    case likeness(CitationKey)
  }

  /// What is read of each hit.
  public enum Detail: Sendable {
    /// Its key alone; everything else of the work is empty.
    case key
    case work
  }

  /// The query, or the work whose like is searched.
  public var subject: Subject
  /// Matching, order, limit and the rest.
  public var options: SearchOptions
  /// Queries that every hit must match as well, however the query reads.
  public var narrowing: [SourceText] = []
  /// By what the works that match are counted.
  public var facets: [FacetRequest] = []
  /// How much of each hit is read; less is faster.
  public var detail = Detail.work

  /// Creates a request for whole works without facets.
  public init(_ subject: Subject, _ options: SearchOptions = SearchOptions()) {
    (self.subject, self.options) = (subject, options)
  }

  /// Asks a query as it was typed.
  public init(
    _ source: SourceText, _ options: SearchOptions = SearchOptions()
  ) throws(QueryError) {
    self.init(.query(try Question(source, for: options.matching)), options)
  }
}

/// What is wrong with one of the queries that narrow a search, at its place in that query.
public struct NarrowingFault: Error {
  /// The words for it.
  public let message: Message
}

/// A query to be answered, with the text that its places refer to.
public struct Question: Sendable {
  /// The text that was typed, of a saved query its file; ranges refer to it.
  public let source: SourceText
  /// The query in it.
  public let text: String
  /// The tree, with notes on its reading.
  public let parsed: ParsedQuery
  /// The saved query that it is, which it may not name itself.
  public let savedName: String?
  /// Why it is no query but a text; nil where it is one.
  let refusal: QueryError?

  /// Whether it could only be read as text.
  public var isText: Bool { refusal != nil }

  /// Creates a question from a query that is parsed already.
  public init(
    _ source: SourceText, _ parsed: ParsedQuery, savedName: String? = nil,
    refusal: QueryError? = nil
  ) {
    self.source = source
    // A file holds more than its query, and has values for what stands in braces.
    text = savedName == nil ? source.text : parsed.query.text
    self.parsed = parsed
    self.savedName = savedName
    self.refusal = refusal
  }

  /// A question that is asked so that works match as is said. One that may name a work is read as
  /// text where it is no query; if it names none it is refused after all.
  init(_ source: SourceText, for matching: Matching) throws(QueryError) {
    switch matching {
    case .all: try self.init(source, as: .query)
    case .any: try self.init(source, as: .question)
    case .auto:
      do {
        try self.init(source, as: .query)
        if parsed.query.endsInFieldName, let text = Self.pasted(source) { self = text }
      } catch {
        // Who writes for a database means what is wrong with it.
        guard error.kind != .empty, !QueryParser.isOfDatabase(source) else { throw error }
        if error.isAccidental(in: source), let text = Self.pasted(source) {
          self = text
        } else {
          self.init(source, try QueryParser.parse(source, as: .text), refusal: error)
        }
      }
    }
  }

  /// Words that contain a stray bracket, quote or field name: `1) Dupont JP`, `the 5" disk`,
  /// `photons: title:`. Nil for a query with structure of its own.
  private static func pasted(_ source: SourceText) -> Question? {
    guard let question = try? Question(source, as: .question), question.isPasted else { return nil }
    return question
  }

  /// Parses a query; `reading` selects what becomes of stray punctuation.
  public init(
    _ source: SourceText, as reading: QueryParser.Reading = .query
  ) throws(QueryError) {
    self.init(source, try QueryParser.parse(source, as: reading))
  }
}

extension QueryError {
  /// Whether texts hold what is wrong: something closes that nothing opened, or nothing stands
  /// between brackets. Who opens a group or a phrase means it.
  fileprivate func isAccidental(in source: SourceText) -> Bool {
    switch kind {
    case .unexpectedClosingBracket, .emptyGroup: return true
    case .expected("\""):
      guard let quote = notes.first?.range else { return false }
      let before = source[0..<quote.lowerBound].last
      return before.map { !$0.isWhitespace && !"(:=^".contains($0) } ?? false
    default: return false
    }
  }
}

extension Query {
  /// Whether other words stand before the name of a field that nothing stands behind.
  fileprivate var endsInFieldName: Bool {
    guard case .and(let parts) = self, case .field(_, nil)? = parts.last else { return false }
    return true
  }
}

/// How a request is answered.
public struct SearchOptions: Sendable {
  /// How many words of the query a work must contain.
  public var matching = Matching.all
  /// Whether words also find their synonyms, and abbreviations what they stand for.
  public var isExpanding = true
  /// Whether works like the best ones are found and ranked as well.
  public var usesFeedback = false
  /// The order of the hits.
  public var sort = HitOrder.relevance
  /// How many hits are returned; the total counts all.
  public var limit = 20
  /// How many are passed over before the first that is shown.
  public var offset = 0
  /// From when on the hits came into the library; nil for any time.
  public var since: AdditionDate?
  /// How long works may be searched for, and what is said beside them; reading them takes as long as
  /// it takes. Nil is without end.
  public var timeLimit: Duration? = .seconds(10)
  /// Whether hits tell what each word brought to their score.
  public var isExplaining = false
  /// Whether the works that match are asked for as a set, rather than the best of those that match more
  /// or less: to be exported, counted by facets, or put in another order.
  public var asksForSet = false

  /// All words required, the 20 best hits.
  public init() {}
}

/// In which order hits come.
public enum HitOrder: String, CaseIterable, Sendable {
  /// Best first; newest first where the query holds nothing to rank by.
  case relevance
  case newest
  case oldest
  /// Latest addition first.
  case added
  case author
  case title
  case key
}

/// What a work must hold of the words that stand side by side in a query.
public enum Matching: String, CaseIterable, Sendable {
  /// All of them, and nothing is read into the query.
  case all
  /// One of them at least; function words of English are passed over, misspelled words corrected.
  /// For questions in plain language.
  case any
  /// What the query names comes first; of a query that is words, works with all of them, and where
  /// these are none or few those with most of them (`WordRequirement`).
  case auto
}

/// A facet and how many of its commonest values are wanted.
public struct FacetRequest: Equatable, Sendable {
  /// What to count.
  public var facet: Facet
  /// How many values are returned, most common first.
  public var limit: Int

  /// Asks for the `limit` most common values of a facet.
  public init(_ facet: Facet, limit: Int) {
    (self.facet, self.limit) = (facet, limit)
  }
}
