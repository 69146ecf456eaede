import Diagnostics
import GRDB
import QueryLanguage

/// By what the works that match a query can be counted.
public enum Facet: String, CaseIterable, Sendable {
  case year, author, journal, source, type

  /// Rows of a value and a work; `hit` holds the works.
  fileprivate var rows: String {
    switch self {
    case .year: "SELECT year AS value, work.id AS id FROM hit JOIN work USING (id)"
    case .author:
      """
      SELECT coalesce(family, literal) AS value, work.id AS id FROM hit JOIN work USING (id)
      JOIN creator ON creator.citation_id = work.citation_id AND role = 'author'
      """
    case .journal: "SELECT container AS value, work.id AS id FROM \(Self.surestCitation)"
    case .type: "SELECT type AS value, work.id AS id FROM \(Self.surestCitation)"
    case .source:
      """
      SELECT path AS value, hit.id AS id FROM hit JOIN citation ON citation.work_id = hit.id
      JOIN source ON source.id = citation.source_id
      """
    }
  }

  private static let surestCitation =
    "hit JOIN work USING (id) JOIN citation ON citation.id = work.citation_id"
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
    var resolver = QueryResolver(source, analyzer)
    let criterion = try narrowed(
      resolver.resolve(expanded(Question(source))), by: options.narrowing)
    return try database.read { db in
      let hits = try compile(criterion, options, db).query.hits
      return try Row.fetchAll(
        db,
        sql: """
          WITH hit AS (SELECT id FROM (\(hits.sql)))
          SELECT CAST(value AS TEXT) AS value, count(DISTINCT id) AS works FROM (\(facet.rows))
          WHERE value IS NOT NULL GROUP BY value ORDER BY works DESC, value LIMIT ?
          """, arguments: hits.statementArguments + [options.limit]
      ).map { FacetCount(value: $0["value"], works: $0["works"]) }
    }
  }
}
