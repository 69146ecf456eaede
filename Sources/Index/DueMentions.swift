import GRDB
import References
import TextAnalysis

/// Marks the mentions whose meaning a change of the index may alter (`mention.is_due`), so that
/// `MentionResolver` leaves all others as they are.
///
/// Due are the mentions
///
/// - of a source that was read again: places in its list have moved;
/// - that meant a work which changed, or stand in what is written about one;
/// - that call a work by a key, or by a family name and a year, that a changed work has or had.
///
/// Works are added before they change and after.
struct DueMentions {
  private struct Name: Hashable {
    let hash: Int64
    let year: Int
  }

  private let db: Database
  private let analyzer: Analyzer
  /// 0 where no mention was there before the change: those that come with it are due by themselves.
  private let mostMentions: Int
  private var sources: Set<Int64> = []
  private var works: Set<Int64> = []
  private var keys: Set<Int64> = []
  private var names: Set<Name> = []

  init(_ db: Database, _ analyzer: Analyzer) throws {
    (self.db, self.analyzer) = (db, analyzer)
    mostMentions = try Int.fetchOne(db, sql: "SELECT max(id) FROM mention") ?? 0
  }

  /// What a mention is found by: the first word of the first author's family name, or its key.
  static func name(of target: Mention.Target, _ analyzer: Analyzer) -> Int64? {
    switch target {
    case .numbered: nil
    case .keyed(let key): hash(ofKey: key)
    case .named(let families, _, _):
      families.first.flatMap { analyzer.words(in: $0, as: .names).first?.parts.first }
        .map { StableHash.of($0.form) }
    }
  }

  private static func hash(ofKey key: String) -> Int64 { StableHash.of(key.lowercased()) }

  /// Adds a source that is read again.
  mutating func add(source: Int64) { sources.insert(source) }

  /// Adds a key that a citation had which is gone.
  mutating func add(key: String?) {
    if let key { keys.insert(Self.hash(ofKey: key)) }
  }

  /// Adds a work with what it is called now.
  mutating func add(work: Int64) throws {
    guard mostMentions > 0 else { return }
    works.insert(work)
    // Where so much changes all mentions are due; what works are called matters no more.
    guard works.count <= mostMentions else { return }
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT key, year, author FROM work JOIN work_text USING (id) WHERE id = ?"),
      arguments: [work])
    guard let row else { return }
    let key: String = try row.value("key")
    let others = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT alias FROM alias WHERE key = ?
          UNION SELECT source_key FROM citation WHERE work_id = ? AND source_key IS NOT NULL
          """), arguments: [key, work])
    for key in [key] + others { add(key: key) }
    guard let year: Int = try row.value("year") else { return }
    AnalyzedText(column: try row.value("author"), analyzer).forEachPlainTerm { term in
      names.insert(Name(hash: StableHash.of(String(decoding: term, as: UTF8.self)), year: year))
    }
  }

  /// Marks the mentions that are due; to be called once, at the end.
  func mark() throws {
    guard mostMentions > 0 else { return }
    if works.count > mostMentions { return try db.execute(sql: "UPDATE mention SET is_due = 1") }
    let update = "UPDATE mention SET is_due = 1 WHERE"
    let ofSource = try BoundStatement(
      db, "\(update) citation_id IN (SELECT id FROM citation WHERE source_id = ?)")
    for source in sources {
      ofSource.bind(source)
      try ofSource.execute()
    }
    let ofWork = try BoundStatement(
      db,
      """
      \(update) target_id = ?1 OR citation_id IN (SELECT id FROM citation WHERE work_id = ?1)
      """)
    for work in works {
      ofWork.bind(work)
      try ofWork.execute()
    }
    let ofKey = try BoundStatement(db, "\(update) name = ? AND year IS NULL")
    for key in keys {
      ofKey.bind(key)
      try ofKey.execute()
    }
    // Online one year, in print the next.
    let ofName = try BoundStatement(db, "\(update) name = ?1 AND year BETWEEN ?2 - 1 AND ?2 + 1")
    for name in names {
      ofName.bind(name.hash)
      ofName.bind(Int64(name.year))
      try ofName.execute()
    }
  }
}
