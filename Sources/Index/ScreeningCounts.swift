import GRDB
import References

/// How many records a review identified, screened and included, as the PRISMA statement counts them.
///
/// Source: Page et al. (2021), The PRISMA 2020 statement, figure 1.
public struct ScreeningCounts: Equatable, Sendable {
  /// A name and how many there are.
  public struct Count: Equatable, Sendable {
    /// A path or a reason.
    public let name: String
    /// Records or works.
    public let count: Int
  }

  /// Records identified, by source.
  public var records: [Count] = []
  /// Works: records without their duplicates.
  public var works = 0
  /// Works that were decided on, by verdict.
  public var decided: [ScreeningDecision.Verdict: Int] = [:]
  /// Works excluded for a reason, most common first.
  public var reasons: [Count] = []

  /// All records of all sources.
  public var identified: Int { records.reduce(0) { $0 + $1.count } }
  /// Records beyond the first of each work.
  public var duplicates: Int { identified - works }
  /// Works with any decision.
  public var screened: Int { decided.values.reduce(0, +) }
}

extension Field.Filing {
  /// The condition on `filing` that it is of this kind, and on `citation` that it counts: of several
  /// decisions on one work the last one does.
  package var condition: String {
    let isOfKind = "filing.kind = '\(rawValue)'"
    guard self == .decision else { return isOfKind }
    return """
      \(isOfKind) AND NOT EXISTS (SELECT 1 FROM citation AS later \
      JOIN filing AS other ON other.citation_id = later.id \
      WHERE other.kind = 'decision' AND later.work_id = citation.work_id \
      AND later.position > citation.position)
      """
  }
}

extension IndexDatabase {
  /// Counts records, works and decisions.
  public func screeningCounts() throws(IndexError) -> ScreeningCounts {
    try read { db in
      var counts = ScreeningCounts()
      counts.records = try Row.fetchAll(
        db,
        sql: """
          SELECT path, count(*) AS records FROM citation JOIN source ON source.id = source_id
          WHERE subject IS NULL GROUP BY path ORDER BY path
          """
      ).map { .init(name: try $0.value("path"), count: try $0.value("records")) }
      counts.works = try Int.fetchOne(db, sql: "SELECT count(*) FROM work") ?? 0
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT min(name) AS name, count(DISTINCT work_id) AS works
          FROM citation JOIN filing ON filing.citation_id = citation.id
          WHERE \(Field.Filing.decision.condition) AND work_id <> 0
          GROUP BY form ORDER BY works DESC, form
          """)
      for row in rows {
        let works: Int = try row.value("works")
        guard let decision = ScreeningDecision(name: try row.value("name")) else { continue }
        counts.decided[decision.verdict, default: 0] += works
        if decision.verdict == .exclude, let reason = decision.reason {
          counts.reasons.append(.init(name: reason, count: works))
        }
      }
      return counts
    }
  }
}
