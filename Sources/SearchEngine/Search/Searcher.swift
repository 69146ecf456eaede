import Diagnostics
import GRDB
import QueryLanguage
import References

/// In which order hits come.
public enum HitOrder: String, CaseIterable, Sendable {
  /// Best first; newest first where the query holds nothing to rank by.
  case relevance
  case newest
  case oldest
  case author
  case title
  case key
}

/// What a work must hold of the words that stand side by side in a query.
public enum Matching: String, CaseIterable, Sendable {
  case all
  /// One of them at least; function words of English are passed over. For questions in plain
  /// language.
  case any
}

/// A work that matches a query.
public struct Hit: Sendable {
  public let work: Work
  /// Higher is better; 0 where the query holds nothing to rank by.
  public let score: Double
  /// What each word of the query brought to the score, in the order of the query.
  public let scoreParts: [ScorePart]
}

/// One line of a score's explanation.
public struct ScorePart: Sendable {
  /// As typed.
  public let text: String
  public let documentFrequency: Int
  public let idf: Double
  public let score: Double
}

/// What a search found.
public struct SearchResult {
  /// All works that match, also beyond the limit.
  public let total: Int
  public let hits: [Hit]
  /// How the query was read, where that may surprise.
  public let notes: [QueryError]
  /// Finds the matched words in a hit's text.
  public let highlighter: Highlighter
  public let explanation: QueryExplanation
}

/// What became of a query.
public struct QueryExplanation: Sendable {
  /// The query as understood, as an s-expression.
  public let query: String
  /// The FTS5 expression; empty where there is none.
  public let match: String
  public let sql: String
}

/// Answers queries from an index.
public struct Searcher {
  private let database: IndexDatabase
  private let parameters: RankingParameters
  private let synonyms: [[String]]
  private let isExpanding: Bool

  /// - Parameters:
  ///   - synonyms: groups of words and phrases that mean the same.
  ///   - isExpanding: whether words also find their synonyms, and abbreviations what they stand for.
  public init(
    _ database: IndexDatabase, parameters: RankingParameters = RankingParameters(),
    synonyms: [[String]] = [], isExpanding: Bool = true
  ) {
    self.database = database
    self.parameters = parameters
    self.synonyms = synonyms
    self.isExpanding = isExpanding
  }

  /// Finds the works that match a query.
  ///
  /// - Parameters:
  ///   - matching: whether a work must hold all words that stand side by side, or any.
  ///   - limit: how many hits to return; the total counts all.
  ///   - explaining: whether hits tell what each word brought to their score.
  /// - Throws: `QueryError` where the query is wrong, `IndexError` where the index cannot be read.
  public func search(
    _ source: SourceText, matching: Matching = .all, sort: HitOrder = .relevance, limit: Int,
    explaining: Bool = false
  ) throws -> SearchResult {
    var notes: [QueryError] = []
    let (query, criterion) = try understand(source, matching, &notes)
    return try database.read { db in
      let compiled = try compile(criterion, db)
      let ranked = try rankedSearch(compiled, sort, db)
      return SearchResult(
        total: ranked.total, hits: try ranked.hits(limit: limit, explaining: explaining),
        notes: notes, highlighter: Highlighter(compiled.scoring, database.ftsExtension.analyzer),
        explanation: QueryExplanation(
          query: query.description, match: compiled.match?.text ?? "", sql: compiled.hits.sql))
    }
  }

  /// The keys and scores of the works that match a query, best first, and nothing else of them.
  ///
  /// - Throws: as `search`.
  public func keys(
    _ source: SourceText, matching: Matching = .all, limit: Int
  ) throws -> [(key: String, score: Double)] {
    var notes: [QueryError] = []
    let (_, criterion) = try understand(source, matching, &notes)
    return try database.read { db in
      let compiled = try compile(criterion, db)
      return try rankedSearch(compiled, .relevance, db).keys(limit: limit)
    }
  }

  /// The keys and scores of the works that hold any word of a question in plain language, best
  /// first; nothing in it is syntax.
  public func answers(
    to question: String, limit: Int
  ) throws(IndexError) -> [(key: String, score: Double)] {
    let analyzer = database.ftsExtension.analyzer
    let words = analyzer.words(in: question, as: .prose).map { word in
      TextCriterion(
        form: .word, text: word.parts.map(\.form).joined(separator: "-"), fields: Field.indexed)
    }
    if words.isEmpty { return [] }
    let criterion = Criterion.and(words.map(Criterion.text)).matchingAny(analyzer)
    return try database.read { db in
      let compiled = try compile(criterion, db)
      return try rankedSearch(compiled, .relevance, db).keys(limit: limit)
    }
  }

  private func understand(
    _ source: SourceText, _ matching: Matching, _ notes: inout [QueryError]
  ) throws(QueryError) -> (Query, Criterion) {
    let analyzer = database.ftsExtension.analyzer
    let query = try QueryParser.parse(source)
    var resolver = QueryResolver(source, analyzer)
    let resolved = try resolver.resolve(query)
    notes = resolver.notes
    let criterion = matching == .any ? resolved.matchingAny(analyzer) : resolved
    return (query, criterion)
  }

  private func compile(_ criterion: Criterion, _ db: Database) throws -> CompiledQuery {
    let analyzer = database.ftsExtension.analyzer
    let compiler = QueryCompiler(
      analyzer: analyzer,
      journals: criterion.asksForJournals ? try database.journals(db) : .none,
      expansions: isExpanding
        ? try Expansions(criterion, db, analyzer, synonyms: synonyms) : .none)
    return compiler.compile(criterion)
  }

  private func rankedSearch(
    _ compiled: CompiledQuery, _ sort: HitOrder, _ db: Database
  ) throws -> RankedSearch {
    let lengths = try database.lengths(weights: parameters.weights, db)
    return try RankedSearch(db, compiled, parameters, lengths, sort: sort)
  }

  /// The work with a key, in any case; nil where there is none.
  public func work(_ key: CitationKey) throws(IndexError) -> Work? {
    try database.read { db in
      let store = WorkStore(db)
      return try store.id(of: key).flatMap(store.work)
    }
  }
}
