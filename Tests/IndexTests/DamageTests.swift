import Diagnostics
import Foundation
import GRDB
import IndexTestSupport
import References
import Search
import TestSupport
import Testing

@testable import Index

/// An index that was damaged or that somebody made up: every reader answers or says that it is
/// damaged, none traps, and whatever a reader finds `verify` finds, too.
@Suite struct DamageTests {
  // MARK: Whole indexes

  @Test func whatWasWrittenIsVerified() throws {
    try index().database.verify()
    try TemporaryIndex().database.verify()
  }

  /// What is as it was written need not be verified again, until a reader meets damage or somebody
  /// changes the file.
  @Test func aFileIsKnownAsItWasWritten() throws {
    let index = try index()
    let database = index.database
    let file = URL(fileURLWithPath: database.path)
    #expect(!database.isAsWritten)
    database.noteAsWritten()
    #expect(database.isAsWritten)
    #expect(throws: IndexError.damaged) { try database.read { _ in throw IndexError.damaged } }
    #expect(!database.isAsWritten)
    database.noteAsWritten()
    try database.write { try $0.execute(sql: "UPDATE library_state SET generation = 7") }
    #expect(!database.isAsWritten)
    database.noteAsWritten()
    #expect(database.isAsWritten)
    let bytes = try Data(contentsOf: file)
    try bytes.write(to: file, options: .atomic)
    #expect(!database.isAsWritten)
  }

  @Test(arguments: [
    "CREATE TRIGGER t AFTER UPDATE ON work BEGIN SELECT ibid_add(work_index, 4096); END",
    "CREATE VIEW v AS SELECT 1", "CREATE TABLE work_index_content (id INTEGER PRIMARY KEY, c0)",
    "CREATE TRIGGER work_index_data AFTER UPDATE ON source BEGIN SELECT 1; END",
    "DROP TABLE abbreviation", "DROP INDEX citation_work", "DROP TABLE work_index_idx",
    "ALTER TABLE work ADD COLUMN extra TEXT", "CREATE INDEX i ON work (added)",
  ])
  func otherSchemasAreNoneOfOurs(_ sql: String) throws {
    let index = try index()
    try changing(index.database.path) { try $0.execute(sql: sql) }
    #expect(throws: IndexError.damaged) { try IndexDatabase(reading: index.database.path) }
  }

  /// SQL of an index cannot make up the pointer that the functions take.
  @Test func functionsTakeNoNumber() throws {
    let index = try index()
    for function in ["ibid_add", "ibid_run"] {
      for value in ["4096", "'abc'", "NULL", "x'00'"] {
        #expect(throws: IndexError.self) {
          try index.database.read { db in
            try Row.fetchOne(
              db,
              sql: """
                SELECT \(function)(work_index, \(value)) FROM work_index
                WHERE work_index MATCH 'loss'
                """)
          }
        }
      }
    }
  }

  // MARK: Values

  /// Values that no writer of ours puts in, one in each column of each table.
  @Test func wrongValuesAreDamage() throws {
    var random = SplitMix64(seed: 12)
    let loose = try LooseIndex(index())
    let columns = try loose.index.database.read { db in
      try loose.definitions.keys.sorted().flatMap { table in
        try db.columns(in: table).map { (table, $0.name) }
      }
    }
    #expect(loose.definitions.count > 10)
    for (table, column) in columns {
      let value = ["'abc'", "-5", "x'fffe00'", "NULL"].randomElement(using: &random)!
      let path = try loose.changed("UPDATE OR IGNORE \"\(table)\" SET \"\(column)\" = \(value)")
      let found = readers(path)
      #expect(found.isEmpty || isDamaged(path), "\(table).\(column) = \(value): \(found)")
    }
  }

  @Test(arguments: [
    ("UPDATE field_length SET lengths = 'abc'", "loss"),
    ("UPDATE field_length SET lengths = x'0001'", "loss"),
    ("UPDATE field_length SET block = -5", "loss"),
    ("UPDATE field_length SET block = 2000000000", "loss"),
    ("DELETE FROM field_length", "loss"), ("DELETE FROM work", "loss"),
    ("DELETE FROM citation", "loss"), ("UPDATE source SET modified = 'x'", "loss"),
    ("UPDATE posting SET works = x'0105'", "loss"),
    ("UPDATE posting SET works = x'ffffffffff'", "loss"),
    ("UPDATE posting SET places = x''", "loss antigen"),
    ("UPDATE library_state SET profiles = x'00'", "loss"),
    ("UPDATE library_state SET covered = 1", "loss"),
    ("INSERT INTO posting_due VALUES (1099511627776)", "loss"),
    ("UPDATE citation SET position = 'x'", "loss"), ("UPDATE work SET year = 'x'", "year:2017"),
  ])
  func searchesSayThatAnIndexIsDamaged(_ sql: String, _ query: String) throws {
    let loose = try LooseIndex(index())
    let path = try loose.changed(sql)
    #expect(readers(path).contains(.damaged))
    #expect(isDamaged(path))
    #expect(throws: IndexError.damaged) {
      let database = try IndexDatabase(reading: path)
      _ = try database.sourceStamps()
      _ = try Searcher(database).search(SearchRequest(SourceText(name: "query", text: query)))
    }
  }

  // MARK: Bytes

  @Test func damagedBytesAreFound() throws {
    var random = SplitMix64(seed: 11)
    let index = try index()
    try changing(index.database.path) { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    let whole = try Data(contentsOf: URL(fileURLWithPath: index.database.path))
    let path = index.folder.appendingPathComponent("damaged.sqlite").path
    for _ in 0..<60 {
      var bytes = whole
      let start = Int.random(in: 0..<bytes.count, using: &random)
      for offset
        in start..<min(start + [1, 1, 8, 4096].randomElement(using: &random)!, bytes.count)
      {
        bytes[offset] ^= UInt8.random(in: 1...255, using: &random)
      }
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      try bytes.write(to: URL(fileURLWithPath: path))
      let found = readers(path)
      #expect(found.isEmpty || isDamaged(path), "byte \(start): \(found)")
    }
  }

  // MARK: Tools

  private func index() throws -> TemporaryIndex {
    let index = try TemporaryIndex([
      Citation(
        "Loss of antigen (LOA)", authors: [Creator("Smith, A."), Creator("Lee, B.")],
        container: "Blood", year: 2017,
        annotation: "Together with Jones (2018): loss of the antigen."),
      Citation("Antigen gain", position: 2, authors: [Creator("Jones, C.")], year: 2018),
      Citation("Loss", position: 3, authors: [Creator("Lee, B.")], container: "Blood"),
    ])
    try index.replace("other.txt", with: [Citation("Loss", authors: [Creator("Lee, B.")])])
    try IndexWriter(index.database).resolveMentionsIfDue()
    try index.database.write { try PostingTable($0).write(fewestWorks: 1) }
    return index
  }

  /// The errors of everything that reads an index.
  private func readers(_ path: String) -> [IndexError] {
    var errors: [IndexError] = []
    func read(_ body: () throws -> Void) {
      do { try body() } catch is UnknownWork {} catch {
        errors.append(error as? IndexError ?? .failed(code: -2))
      }
    }
    guard let database = try? IndexDatabase(reading: path) else { return [.damaged] }
    let searcher = Searcher(database)
    func search(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) {
      read {
        var options = SearchOptions()
        options.isExplaining = true
        var request = try SearchRequest(SourceText(name: "query", text: query), options)
        // Works are read whole once, below.
        request.detail = .key
        change(&request)
        _ = try searcher.search(request)
      }
    }
    for query in [
      "loss", "loss OR gain", "\"loss of\"", "anti*", "lossa~", "LOA", "year:2017",
      "author:lee year:2017..", "mentions:*", "journal:blood", "gai?", "annotation:(loss antigen)",
    ] {
      search(query)
    }
    search("*") { $0.detail = .work }
    for order in HitOrder.allCases {
      search("loss") { ($0.options.sort, $0.options.usesFeedback) = (order, true) }
    }
    search("*") { request in
      request.facets = Facet.allCases.map { FacetRequest($0, limit: 20) }
    }
    read { _ = try searcher.search(SearchRequest(.likeness(CitationKey("smith2017loss")))) }
    read { _ = try database.sources() }
    read { _ = try database.sourceStamps() }
    read { _ = try database.keys(ofSource: "list.txt") }
    read { _ = try database.abbreviations() }
    read { _ = try database.mentions() }
    read { _ = try database.links(of: CitationKey("smith2017loss")) }
    read { _ = try database.evidence(of: CitationKey("lee")) }
    read { _ = try database.statistics() }
    read { _ = try database.likelyDuplicates() }
    read { _ = try database.unrecordedAdditions(limit: 10) }
    read { _ = try database.unrecordedKeys(limit: 10) }
    for field in Field.all {
      read { _ = try database.values(of: field.name, beginning: "l") }
    }
    return errors
  }

  private func isDamaged(_ path: String) -> Bool {
    do throws(IndexError) {
      let database = try IndexDatabase(reading: path)
      _ = database
    } catch {
      return true
    }
    do throws(IndexError) {
      try IndexDatabase(writing: path).verify()
      return false
    } catch {
      return error == .damaged
    }
  }
}

/// An index of which copies are made whose tables hold what they would refuse.
private struct LooseIndex {
  let index: TemporaryIndex
  /// What each table is defined as in an index of ours.
  let definitions: [String: String]

  /// - Parameter index: is made loose.
  init(_ index: TemporaryIndex) throws {
    self.index = index
    let path = index.database.path
    var definitions: [String: String] = [:]
    try changing(path) { db in
      for row in try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema") {
        if let sql: String = row["sql"], sql.hasSuffix(" STRICT") { definitions[row["name"]] = sql }
      }
      try define(
        definitions.mapValues { sql in
          sql.replacing(#/,? STRICT$/#, with: "").replacing(
            #/ NOT NULL| CHECK \([^,\n]*\)(?=,|\n)/#, with: "")
        }, in: db)
    }
    try changing(path) { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    self.definitions = definitions
  }

  /// Changes a copy, whose tables are then defined as in an index of ours.
  ///
  /// - Returns: its path; the next one takes its place.
  func changed(_ sql: String) throws -> String {
    let path = index.folder.appendingPathComponent("changed.sqlite").path
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    try FileManager.default.copyItem(atPath: index.database.path, toPath: path)
    try changing(path) { db in
      try? db.execute(sql: sql)
      try define(definitions, in: db)
    }
    return path
  }
}

private func changing(_ path: String, _ body: (Database) throws -> Void) throws {
  let queue = try DatabaseQueue(path: path)
  try queue.inDatabase { db in
    _ = try FTS5Extension.register(in: db)
    try db.execute(sql: "PRAGMA synchronous = OFF")
    try body(db)
  }
}

private func define(_ tables: [String: String], in db: Database) throws {
  try db.execute(sql: "PRAGMA writable_schema = ON")
  for (name, sql) in tables {
    try db.execute(sql: "UPDATE sqlite_schema SET sql = ? WHERE name = ?", arguments: [sql, name])
  }
}
