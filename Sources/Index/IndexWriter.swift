import Foundation
import GRDB
import References
import TextAnalysis

/// A source as the index knows it: enough to tell whether the file has changed.
public struct IndexedSource: Equatable, Sendable {
  /// Relative to the library's folder where the file lies inside.
  public var path: String
  /// In bytes.
  public var size: Int
  /// Seconds since 1970.
  public var modified: Double
  /// Of the file's bytes.
  public var digest: String
  /// Entries that were not fully understood.
  public var problems: Int
  /// Whether nothing could be read of it: it contains no text.
  public var isFaulty = false
  /// Tells with which corrections of its readings it was read; 0 for none.
  public var fixes: Int64 = 0
  /// Lines that are in no citation.
  public var unread = 0
  /// Citations of which some field is not certain.
  public var doubtful = 0
  /// Who wrote its annotations, where it says so.
  public var annotator: String?
  /// Who wrote them as the library's configuration has it.
  public var statedAnnotator: String?
  /// The number of its citations in the index; 0 before the first reading.
  public var citations: Int
  /// The number of its annotations in the index; 0 before the first reading.
  public var annotations: Int

  /// Creates a source without citations; `modified` is in seconds since 1970, `size` in bytes.
  public init(path: String, size: Int, modified: Double, digest: String, problems: Int) {
    self.path = path
    self.size = size
    self.modified = modified
    self.digest = digest
    self.problems = problems
    annotator = nil
    citations = 0
    annotations = 0
  }
}

/// An abbreviation, what it stands for, and which works say so.
public struct LearnedAbbreviation: Equatable, Sendable {
  /// The abbreviation as printed: `axi-cel`.
  public let short: String
  /// The phrase that it abbreviates, as printed: `axicabtagene ciloleucel`.
  public let long: String
  /// Keys, in alphabetical order.
  public let works: [String]
}

/// Changes an index, in one transaction a change: a process that dies leaves what was there before.
public struct IndexWriter {
  private let database: IndexDatabase
  private let rulings: IdentityRulings
  private let now: Date

  /// - Parameter now: when works that are new come in.
  public init(
    _ database: IndexDatabase, rulings: IdentityRulings = IdentityRulings(), now: Date = Date()
  ) {
    self.database = database
    self.rulings = rulings
    self.now = now
  }

  /// Replaces and forgets sources; works, keys and texts follow at the end.
  ///
  /// - Parameters:
  ///   - claims: keys that an index before this one gave, where this one is built from nothing.
  ///   - advance: called now and then with a source and how many citations are put in.
  ///   - body: what is changed.
  public func update(
    claims: KeyClaims = KeyClaims(), advance: (String, Int) -> Void = { _, _ in },
    _ body: (inout IndexUpdate) throws -> Void
  ) throws(IndexError) {
    try database.write { db in
      var update = try IndexUpdate(db, database.ftsExtension, rulings, claims, now)
      try body(&update)
      if update.hasChanges { try update.finish(advance) }
    }
  }

  /// Puts a source's citations in the place of those that it had before.
  public func replace(
    _ source: IndexedSource, with citations: [Citation]
  ) throws(IndexError) {
    try update { try $0.replace(source, with: citations) }
  }

  /// Forgets a source and the works that only it cites.
  public func forget(_ path: String) throws(IndexError) {
    try update { try $0.forget(path) }
  }

  /// Finds out again of which works notes are and what the annotations' mentions mean, if sources
  /// have changed since that was done last, by this process or one that ended too early.
  public func resolveMentionsIfDue() throws(IndexError) {
    guard try database.hasMentionsDue() else { return }
    try database.write { db in
      try SubjectResolver(db: db, ftsExtension: database.ftsExtension).resolveAll()
      var resolver = MentionResolver(db: db, analyzer: database.ftsExtension.analyzer)
      try resolver.resolveDue()
      try db.execute(
        sql: "UPDATE library_state SET generation = generation + 1, mentions_due = FALSE")
    }
  }
}

extension IndexDatabase {
  /// Every source of the index, by path, with its counts.
  public func sources() throws(IndexError) -> [IndexedSource] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT source.*, count(DISTINCT citation.id) AS citations,
            count(DISTINCT annotation.citation_id) AS annotations,
            count(DISTINCT citation.id) FILTER (WHERE confidence < \(Citation.certain)) AS doubtful
          FROM source LEFT JOIN citation ON citation.source_id = source.id
            LEFT JOIN annotation ON annotation.citation_id = citation.id
          GROUP BY source.id ORDER BY path
          """
      ).map { row in
        var source = try IndexedSource(row)
        source.citations = try row.value("citations")
        source.doubtful = try row.value("doubtful")
        source.annotations = try row.value("annotations")
        return source
      }
    }
  }

  /// The citations of a source as printed; nil if the index has no such source.
  public func printedCitations(of path: String) throws(IndexError) -> Set<String>? {
    try read { db in
      guard
        let id = try Int64.fetchOne(
          db, sql: "SELECT id FROM source WHERE path = ?", arguments: [path])
      else { return nil }
      return try String.fetchSet(
        db, sql: "SELECT raw FROM citation WHERE source_id = ?", arguments: [id])
    }
  }

  /// Every source of the index without its counts: what tells whether files have changed.
  public func sourceStamps() throws(IndexError) -> [IndexedSource] {
    try read { db in try Row.fetchAll(db, sql: "SELECT * FROM source").map(IndexedSource.init) }
  }

  /// The key of the work that each citation of a source cites, by the citation's position.
  public func keys(ofSource path: String) throws(IndexError) -> [Int: String] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT position, key FROM citation JOIN work ON work.id = work_id
          JOIN source ON source.id = source_id WHERE path = ?
          """, arguments: [path])
      let keys: [(Int, String)] = try rows.map { (try $0.value("position"), try $0.value("key")) }
      return Dictionary(keys) { first, _ in first }
    }
  }

  /// The abbreviations that the works' own texts explain, commonest first.
  public func abbreviations() throws(IndexError) -> [LearnedAbbreviation] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT min(short) AS short, min(long) AS long, group_concat(key, ' ') AS keys
          FROM abbreviation JOIN work ON work.id = work_id
          GROUP BY short_terms, long_terms ORDER BY count(*) DESC, short_terms, long_terms
          """
      ).map { row in
        LearnedAbbreviation(
          short: try row.value("short"), long: try row.value("long"),
          works: try row.value("keys", as: String.self).split(separator: " ").map(String.init)
            .sorted())
      }
    }
  }

  /// Whether sources have changed since mentions were resolved, so that any may mean another work.
  public func hasMentionsDue() throws(IndexError) -> Bool {
    try read { db in
      try Bool.fetchOne(db, sql: "SELECT mentions_due FROM library_state") ?? false
    }
  }

  /// The number of works in the index.
  public func workCount() throws(IndexError) -> Int {
    try read { db in try db.workCount() }
  }
}

extension IndexedSource {
  fileprivate init(_ row: Row) throws(IndexError) {
    self.init(
      path: try row.value("path"), size: try row.value("size"),
      modified: try row.value("modified"), digest: try row.value("digest"),
      problems: try row.value("problems"))
    unread = try row.value("unread")
    isFaulty = try row.value("is_faulty")
    fixes = try row.value("fixes")
    annotator = try row.value("annotator")
    statedAnnotator = try row.value("stated_annotator")
  }
}

extension Database {
  func workCount() throws -> Int { try Int.fetchOne(self, sql: "SELECT count(*) FROM work") ?? 0 }
}
