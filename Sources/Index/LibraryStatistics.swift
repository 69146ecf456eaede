import GRDB

/// What an index holds, counted.
public struct LibraryStatistics: Equatable, Sendable {
  /// All works, annotated or not.
  public var works = 0
  /// Entries of all sources.
  public var citations = 0
  /// Sources in the index.
  public var sources = 0
  /// Works with at least one annotation.
  public var annotatedWorks = 0
  /// Of all sources; a work may have several.
  public var annotations = 0
  /// References to other works in annotations.
  public var mentions = 0
  /// Mentions that were resolved to a work of the library.
  public var resolvedMentions = 0
  /// Works with an abstract in at least one citation.
  public var worksWithAbstract = 0
  /// Works with a DOI in at least one citation.
  public var worksWithDOI = 0
  /// Works cited by two or more sources.
  public var sharedWorks = 0
  /// Journals, books and meetings, as printed.
  public var containers = 0
  /// Citations by confidence.
  public var confidence = Confidence()
  /// Seconds since 1970 of the source that changed last.
  public var newestSource: Double?

  /// Numbers of citations, by the confidence of their reading.
  public struct Confidence: Equatable, Sendable {
    /// 1: everything was understood.
    public var full = 0
    /// 0.9 and more.
    public var high = 0
    /// Less.
    public var low = 0
  }
}

extension IndexDatabase {
  /// Counts everything; reads whole tables.
  public func statistics() throws(IndexError) -> LibraryStatistics {
    try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT \(sql)") ?? 0 }
      let citations = "FROM citation WHERE subject IS NULL"
      let works = "count(DISTINCT work_id) \(citations)"
      var statistics = LibraryStatistics()
      statistics.works = try count("count(*) FROM work")
      statistics.citations = try count("count(*) \(citations)")
      statistics.sources = try count("count(*) FROM source")
      statistics.annotatedWorks = try count(
        """
        count(DISTINCT work_id) FROM annotation JOIN citation ON citation.id = citation_id
        WHERE work_id <> 0
        """)
      statistics.annotations = try count("count(*) FROM annotation")
      statistics.mentions = try count("count(*) FROM mention")
      statistics.resolvedMentions = try count("count(target_id) FROM mention")
      statistics.worksWithAbstract = try count("\(works) AND abstract IS NOT NULL")
      statistics.worksWithDOI = try count("\(works) AND doi IS NOT NULL")
      statistics.sharedWorks = try count(
        "count(*) FROM (SELECT 1 \(citations) GROUP BY work_id HAVING count(DISTINCT source_id) > 1)"
      )
      statistics.containers = try count("count(DISTINCT container) FROM citation")
      statistics.confidence.full = try count("count(*) \(citations) AND confidence >= 1")
      statistics.confidence.high = try count(
        "count(*) \(citations) AND confidence >= 0.9 AND confidence < 1")
      statistics.confidence.low = try count("count(*) \(citations) AND confidence < 0.9")
      statistics.newestSource = try Double.fetchOne(db, sql: "SELECT max(modified) FROM source")
      return statistics
    }
  }
}
