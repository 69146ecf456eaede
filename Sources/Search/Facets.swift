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

/// What a request asked to count.
public struct FacetCounts: Equatable, Sendable {
  public let facet: Facet
  /// Commonest first.
  public let counts: [FacetCount]
}

extension RankedSearch {
  /// The values that most of the hits have.
  func counts(_ request: FacetRequest) throws -> FacetCounts {
    let counts = try request.facet == .keyword ? keywords() : values(of: request)
    return FacetCounts(facet: request.facet, counts: Array(counts.prefix(request.limit)))
  }

  private func values(of request: FacetRequest) throws -> [FacetCount] {
    try Row.fetchAll(
      db,
      sql: """
        \(Self.withHits)
        SELECT CAST(value AS TEXT) AS value, count(DISTINCT id) AS works
        FROM (\(request.facet.rows))
        WHERE value IS NOT NULL GROUP BY value ORDER BY works DESC, value LIMIT ?
        """, arguments: [ids, request.limit]
    ).map { FacetCount(value: try $0.value("value"), works: try $0.value("works")) }
  }

  /// Keywords that differ in case or accents alone are one, as most of the works print it.
  private func keywords() throws -> [FacetCount] {
    var spellings: [String: [String: Int]] = [:]
    let rows = try String.fetchCursor(
      db,
      sql: """
        \(Self.withHits) SELECT group_concat(value, char(31)) FROM (\(Facet.keyword.rows))
        WHERE value IS NOT NULL GROUP BY id
        """, arguments: [ids])
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
    return counts.sorted { ($1.works, $0.value) < ($0.works, $1.value) }
  }
}
