import Diagnostics
import GRDB
import Index
import QueryLanguage
import References

/// By what the works that match a query can be counted. Authors by family name and first initial, keywords in any
/// case, grades by the highest of a work.
public enum Facet: String, CaseIterable, Sendable {
  case year, author, journal, source, type, grade, keyword

  /// Rows of a value and a work; `hit` holds the works. Keywords stand in one row, tabs between them.
  fileprivate var rows: String {
    switch self {
    case .year:
      """
      SELECT year AS value, work.id AS id FROM hit JOIN work USING (id)
      UNION ALL SELECT year, work_id FROM hit JOIN other_year ON work_id = hit.id
      """
    case .author:
      """
      SELECT coalesce(family || coalesce(', ' || substr(given, 1, 1) || '.', ''), literal) AS value,
        hit.id AS id FROM \(Self.citations)
      JOIN creator ON creator.citation_id = citation.id AND role = 'authors'
      """
    case .journal: "SELECT container AS value, hit.id AS id FROM \(Self.citations)"
    case .type: "SELECT type AS value, hit.id AS id FROM \(Self.citations)"
    case .source:
      """
      SELECT path AS value, hit.id AS id FROM hit JOIN citation ON citation.work_id = hit.id
      JOIN source ON source.id = citation.source_id
      """
    case .grade:
      """
      SELECT max(grade) AS value, hit.id AS id FROM hit JOIN citation ON citation.work_id = hit.id
      GROUP BY hit.id
      """
    case .keyword: "SELECT keywords AS value, hit.id AS id FROM \(Self.citations)"
    }
  }

  private static let citations = "hit JOIN citation ON citation.work_id = hit.id"
}

/// A value of a facet and how many works have it.
public struct FacetCount: Equatable, Sendable {
  public let value: String
  public let works: Int

  public init(value: String, works: Int) {
    self.value = value
    self.works = works
  }
}

extension Searcher {
  /// The values that most of the works matching a query have, commonest first.
  ///
  /// - Throws: as `search`.
  public func counts(
    of facet: Facet, in source: SourceText, _ options: SearchOptions
  ) throws -> [FacetCount] {
    try counts(of: facet, in: Question(source), options)
  }

  /// - Throws: as `search`.
  public func counts(
    of facet: Facet, in question: Question, _ options: SearchOptions
  ) throws -> [FacetCount] {
    var resolver = QueryResolver(question.source, analyzer)
    let criterion = try narrowed(
      resolver.resolve(expanded(question)), by: options.narrowing)
    return try database.read { db in
      let hits = try hits(compile(criterion, options, db).query, options, db)
      if facet == .keyword { return try keywords(of: hits, limit: options.limit, db) }
      return try Row.fetchAll(
        db,
        sql: """
          WITH hit AS (SELECT id FROM (\(hits.sql)))
          SELECT CAST(value AS TEXT) AS value, count(DISTINCT id) AS works FROM (\(facet.rows))
          WHERE value IS NOT NULL GROUP BY value ORDER BY works DESC, value LIMIT ?
          """, arguments: hits.statementArguments + [options.limit]
      ).map { FacetCount(value: try $0.value("value"), works: try $0.value("works")) }
    }
  }

  /// The ids of the works that a search with these options finds.
  private func hits(
    _ query: CompiledQuery, _ options: SearchOptions, _ db: Database
  ) throws -> SQLCondition {
    guard options.usesFeedback || options.only != nil else { return query.hits }
    let ids = try rankedSearch(query, options, db).restricted(to: options.only).ids
    let list = ids.map(String.init).joined(separator: ",")
    return SQLCondition("SELECT value AS id FROM json_each(?)", [.text("[\(list)]")])
  }

  /// Keywords that differ in case or accents alone are one, as most of the works print it.
  private func keywords(
    of hits: SQLCondition, limit: Int, _ db: Database
  ) throws -> [FacetCount] {
    var spellings: [String: [String: Int]] = [:]
    let rows = try String.fetchCursor(
      db,
      sql: """
        WITH hit AS (SELECT id FROM (\(hits.sql)))
        SELECT group_concat(value, char(31)) FROM (\(Facet.keyword.rows))
        WHERE value IS NOT NULL GROUP BY id
        """, arguments: hits.statementArguments)
    while let row = try rows.next() {
      let keywords = FactColumns.items(row).map { (folded($0), $0) }
      for (key, keyword) in Dictionary(keywords, uniquingKeysWith: { first, _ in first }) {
        spellings[key, default: [:]][keyword, default: 0] += 1
      }
    }
    let counts = spellings.values.map { spellings in
      FacetCount(
        value: spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }!.key,
        works: spellings.values.reduce(0, +))
    }
    return Array(counts.sorted { ($1.works, $0.value) < ($0.works, $1.value) }.prefix(limit))
  }
}
