import GRDB
import References

/// A DOI that citations of different titles have: one of them is wrong.
public struct SharedDOI: Equatable, Sendable {
  /// In lower case.
  public let doi: String
  /// One citation of each of two titles.
  public let citations: [Citation]

  /// A citation with the DOI.
  public struct Citation: Equatable, Sendable {
    /// Of its work.
    public let key: String
    /// As printed.
    public let title: String
    /// The path of its source.
    public let path: String
    /// Counted from 1.
    public let line: Int
  }
}

extension IndexDatabase {
  /// DOIs whose citations have titles that share less than half of their words, by DOI.
  public func sharedDOIs() throws(IndexError) -> [SharedDOI] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT value, key, title, path, line FROM identifier
          JOIN citation ON citation.id = citation_id
          JOIN work ON work.id = work_id JOIN source ON source.id = source_id
          WHERE scheme = 'doi' AND title IS NOT NULL AND value IN (
            SELECT value FROM identifier JOIN citation ON citation.id = citation_id
            WHERE scheme = 'doi' GROUP BY value HAVING count(DISTINCT title) > 1)
          ORDER BY value, path, citation.position
          """)
      var citations: [(doi: String, citation: SharedDOI.Citation)] = []
      for row in rows {
        citations.append(
          (
            try row.value("value"),
            SharedDOI.Citation(
              key: try row.value("key"), title: try row.value("title"),
              path: try row.value("path"), line: try row.value("line"))
          ))
      }
      return Dictionary(grouping: citations, by: \.doi).compactMap { doi, citations in
        let first = citations[0].citation
        let other = citations.dropFirst().first { Self.differ($0.citation.title, first.title) }
        return other.map { SharedDOI(doi: doi, citations: [first, $0.citation]) }
      }.sorted { $0.doi < $1.doi }
    }
  }

  /// Whether two titles are hardly of one work. Databases translate titles, and leave subtitles out.
  private static func differ(_ one: String, _ other: String) -> Bool {
    if one.hasPrefix("[") || other.hasPrefix("[") { return false }
    let (mine, others) = (words(one), words(other))
    return mine.intersection(others).count * 2 < min(mine.count, others.count)
  }

  private static func words(_ title: String) -> Set<Substring> {
    Set(folded(title).split { !$0.isLetter && !$0.isNumber })
  }
}
