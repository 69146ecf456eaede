import GRDB
import References

/// A mention of a work in an annotation of another, with its resolution.
public struct ResolvedMention: Equatable, Sendable {
  /// As printed: `Schuster et al. (2017)`.
  public let text: String
  /// The annotated work.
  public let work: CitationKey
  /// The path of the source with the annotation.
  public let source: String
  /// The line of the annotation, from 1.
  public let line: Int
  /// Nil if no work of the library matches.
  public let target: CitationKey?
  /// Other works that it may mean.
  public let candidates: [CitationKey]
}

/// The evidence that a citation belongs to its work, and how it was read.
public struct CitationEvidence: Equatable, Sendable {
  /// Where the citation is in its source.
  public let place: Place
  /// Why the citation was merged into this work: `DOI`, `title, first author, year`; nil for the
  /// first.
  public let evidence: String?
  /// Of the reading.
  public let confidence: Double
  /// Warnings about the entry.
  public let warnings: [String]
  /// Names of corrected facts.
  public let fixed: [String]
  /// Where it differs from the work's facts: `year 2018`.
  public let differences: [String]
}

extension IndexDatabase {
  /// Every mention, in the order of sources and lines.
  public func mentions() throws(IndexError) -> [ResolvedMention] {
    try read { db in try ResolvedMention.fetch(db, where: "1", []) }
  }

  /// What the annotations of a work mention, and the mentions of it elsewhere.
  public func links(
    of key: CitationKey
  ) throws(IndexError) -> (mentions: [ResolvedMention], mentionedBy: [ResolvedMention]) {
    try read { db in
      guard let id = try WorkStore(db).id(of: key) else { return ([], []) }
      return (
        try ResolvedMention.fetch(db, where: "citation.work_id = ?", [id]),
        try ResolvedMention.fetch(db, where: "mention.target_id = ?", [id])
      )
    }
  }

  /// The citations of a work, each with its evidence.
  public func evidence(of key: CitationKey) throws(IndexError) -> [CitationEvidence] {
    try read { db in
      let store = WorkStore(db)
      guard let id = try store.id(of: key), let work = try store.work(id) else { return [] }
      return zip(
        work.places, try store.citations(of: id).filter { $0.cited.citation.subject == nil }
      ).enumerated().map { index, pair in
        CitationEvidence(
          place: pair.0, evidence: pair.1.evidence, confidence: pair.1.cited.citation.confidence,
          warnings: pair.1.cited.citation.warnings, fixed: pair.1.cited.citation.fixed,
          differences: work.conflicts.filter { $0.citations.contains(index) }
            .map { "\($0.fact) \($0.value)" })
      }
    }
  }
}

extension ResolvedMention {
  fileprivate static func fetch(
    _ db: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [ResolvedMention] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT mention.text, mention.candidates, work.key, source.path, citation.line,
          target.key AS target
        FROM mention JOIN citation ON citation.id = mention.citation_id
        JOIN work ON work.id = citation.work_id JOIN source ON source.id = citation.source_id
        LEFT JOIN work AS target ON target.id = mention.target_id
        WHERE \(condition) ORDER BY source.path, citation.position, mention.start
        """, arguments: arguments)
    return try rows.map { row in
      let ids = try row.value("candidates", as: String.self).split(separator: " ").compactMap {
        Int64($0)
      }
      let candidates = try ids.compactMap {
        try String.fetchOne(db, sql: "SELECT key FROM work WHERE id = ?", arguments: [$0])
      }
      return ResolvedMention(
        text: try row.value("text"), work: CitationKey(try row.value("key")),
        source: try row.value("path"), line: try row.value("line"),
        target: try row.value("target", as: String?.self).map { CitationKey($0) },
        candidates: candidates.map { CitationKey($0) })
    }
  }
}
