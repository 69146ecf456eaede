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

  public init(_ database: IndexDatabase, parameters: RankingParameters = RankingParameters()) {
    self.database = database
    self.parameters = parameters
  }

  /// Finds the works that match a query.
  ///
  /// - Parameters:
  ///   - limit: how many hits to return; the total counts all.
  ///   - explaining: whether hits tell what each word brought to their score.
  /// - Throws: `QueryError` where the query is wrong, `IndexError` where the index cannot be read.
  public func search(
    _ source: SourceText, sort: HitOrder = .relevance, limit: Int, explaining: Bool = false
  ) throws -> SearchResult {
    let query = try QueryParser.parse(source)
    var resolver = QueryResolver(source, database.ftsExtension.analyzer)
    let criterion = try resolver.resolve(query)
    let compiled = QueryCompiler(analyzer: database.ftsExtension.analyzer).compile(criterion)
    return try database.read { db in
      let ranked = try RankedSearch(db, compiled, parameters)
      let sort = compiled.scoring == nil && sort == .relevance ? .newest : sort
      return SearchResult(
        total: try ranked.count(),
        hits: try ranked.hits(sort: sort, limit: limit, explaining: explaining),
        notes: resolver.notes,
        highlighter: Highlighter(compiled.scoring, database.ftsExtension.analyzer),
        explanation: QueryExplanation(
          query: query.description, match: compiled.match?.text ?? "", sql: compiled.hits.sql))
    }
  }

  /// The work with a key, in any case; nil where there is none.
  public func work(_ key: CitationKey) throws(IndexError) -> Work? {
    try database.read { db in
      let store = WorkStore(db)
      return try store.id(of: key).flatMap(store.work)
    }
  }
}

/// One compiled query on one state of the index.
private struct RankedSearch {
  private let db: Database
  private let query: CompiledQuery
  private let scorer: Scorer?

  init(_ db: Database, _ query: CompiledQuery, _ parameters: RankingParameters) throws {
    self.db = db
    self.query = query
    scorer = try query.scoring.map { try Self.scorer(for: $0, parameters, db) }
  }

  private static func scorer(
    for expression: MatchExpression, _ parameters: RankingParameters, _ db: Database
  ) throws -> Scorer {
    let fieldLengths = try FieldLengths(db)
    let (lengths, average) = fieldLengths.weighted(by: parameters.weights)
    let frequencies = try db.cachedStatement(
      sql: "SELECT count(*) FROM work_index WHERE work_index MATCH ?")
    let terms = try expression.terms.map { term in
      let n = try Int.fetchOne(frequencies, arguments: [term.match]) ?? 0
      return Scorer.Term(
        text: term.text, spellings: term.spellings, documentFrequency: n,
        idf: BM25.idf(documentFrequency: n, workCount: fieldLengths.workCount))
    }
    return Scorer(terms: terms, parameters: parameters, lengths: lengths, averageLength: average)
  }

  func count() throws -> Int {
    let hits = query.hits
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM (\(hits.sql))", arguments: hits.statementArguments) ?? 0
  }

  func hits(sort: HitOrder, limit: Int, explaining: Bool) throws -> [Hit] {
    let statement = ranking(sort: sort, limit: limit)
    let rows = try withExtendedLifetime(scorer) {
      try Row.fetchAll(db, sql: statement.sql, arguments: statement.statementArguments)
    }
    let store = WorkStore(db)
    return try rows.compactMap { row in
      guard let work = try store.work(row["id"]) else { return nil }
      let parts = explaining ? try scoreParts(of: row["id"]) : []
      return Hit(work: work, score: row["score"] ?? 0, scoreParts: parts)
    }
  }

  /// What each term brings to the score of one work, term by term.
  private func scoreParts(of work: Int64) throws -> [ScorePart] {
    guard let scorer, let scoring = query.scoring else { return [] }
    return try zip(scoring.terms, scorer.terms).map { expression, term in
      let single = scorer.alone(term)
      let score = try withExtendedLifetime(single) {
        try Double.fetchOne(
          db,
          sql:
            "SELECT ibid_score(work_index, ?) FROM work_index WHERE work_index MATCH ? AND rowid = ?",
          arguments: [single.address, expression.match, work])
      }
      return ScorePart(
        text: term.text, documentFrequency: term.documentFrequency, idf: term.idf,
        score: score ?? 0)
    }
  }

  /// The statement that yields the id and score of each hit in order.
  private func ranking(sort: HitOrder, limit: Int) -> SQLCondition {
    let scored = scoredHits()
    return SQLCondition(
      """
      SELECT hit.id, hit.score FROM (\(scored.sql)) AS hit JOIN work ON work.id = hit.id \
      JOIN citation ON citation.id = work.citation_id ORDER BY \(Self.order[sort]!) LIMIT ?
      """, scored.arguments + [.integer(limit)])
  }

  private func scoredHits() -> SQLCondition {
    guard let scorer, let scoring = query.scoring else {
      return SQLCondition("SELECT id, 0.0 AS score FROM (\(query.hits.sql))", query.hits.arguments)
    }
    let scores = SQLCondition(
      """
      SELECT rowid AS id, ibid_score(work_index, ?) AS score FROM work_index \
      WHERE work_index MATCH ?
      """, [.integer(scorer.address), .text(scoring.text)])
    if query.match != nil && query.condition == .always { return scores }
    let hits = query.hits
    return SQLCondition(
      """
      SELECT found.id, coalesce(ranked.score, 0.0) AS score FROM (\(hits.sql)) AS found \
      LEFT JOIN (\(scores.sql)) AS ranked ON ranked.id = found.id
      """, hits.arguments + scores.arguments)
  }

  /// Ties are broken by year and key, so that a result is always in the same order.
  private static let order: [HitOrder: String] = [
    .relevance: "hit.score DESC, work.year DESC, work.key",
    .newest: "work.year DESC, hit.score DESC, work.key",
    .oldest: "work.year IS NULL, work.year, hit.score DESC, work.key",
    .author: """
    (SELECT lower(coalesce(family, literal)) FROM creator WHERE citation_id = citation.id \
    ORDER BY role, position LIMIT 1) IS NULL, (SELECT lower(coalesce(family, literal)) \
    FROM creator WHERE citation_id = citation.id ORDER BY role, position LIMIT 1), work.year, work.key
    """,
    .title: "citation.title IS NULL, lower(citation.title), work.key",
    .key: "work.key",
  ]
}

extension SQLCondition {
  fileprivate var statementArguments: StatementArguments {
    StatementArguments(
      arguments.map { argument -> any DatabaseValueConvertible in
        switch argument {
        case .text(let text): text
        case .integer(let number): number
        }
      })
  }
}
