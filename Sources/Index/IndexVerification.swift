import GRDB
import References

extension IndexDatabase {
  /// Reads all of the index and makes sure that it is as it was written: pages and rows, posting
  /// lists and what they are of.
  ///
  /// A search notices damage only where it reads. Takes about a twentieth of the time that building
  /// the index does.
  ///
  /// - Throws: `IndexError.damaged`, also where SQLite cannot tell what is wrong.
  public func verify() throws(IndexError) {
    do throws(IndexError) {
      try write { db in
        guard try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") == ["ok"] else {
          throw IndexError.damaged
        }
        try Self.verifyPostings(db)
        for rows in Self.impossible where try Int.fetchOne(db, sql: rows) != nil {
          throw IndexError.damaged
        }
        try Self.verifyLengths(db)
        try PostingTable(db).verify()
        try Self.verifyRecords(db)
      }
    } catch {
      switch error {
      case .failed, .refused: throw .damaged
      default: break
      }
      throw error
    }
  }

  private static func verifyPostings(_ db: Database) throws {
    for index in ["work_index", "annotation_index"] {
      try db.execute(sql: "INSERT INTO \(index) (\(index), rank) VALUES ('integrity-check', 0)")
    }
    // Also reads in which column each term stands.
    try db.execute(
      sql: """
        CREATE VIRTUAL TABLE temp.verified_vocabulary
        USING fts5vocab (main, work_index, col)
        """)
    defer { try? db.execute(sql: "DROP TABLE temp.verified_vocabulary") }
    _ = try Int.fetchOne(db, sql: "SELECT sum(cnt) FROM temp.verified_vocabulary")
  }

  /// Selections of rows that no index of ours has.
  private static let impossible = [
    "SELECT 1 FROM work WHERE id NOT IN (SELECT work_id FROM citation WHERE subject IS NULL)",
    "SELECT 1 FROM work WHERE id NOT IN (SELECT id FROM work_text)",
    "SELECT 1 FROM work_text WHERE id NOT IN (SELECT id FROM work)",
    """
    SELECT 1 FROM citation WHERE work_id NOT IN (SELECT id FROM work)
      AND (work_id <> 0 OR subject IS NULL)
    """,
    "SELECT 1 FROM citation WHERE source_id NOT IN (SELECT id FROM source)",
    "SELECT 1 FROM creator WHERE citation_id NOT IN (SELECT id FROM citation)",
    "SELECT 1 FROM identifier WHERE citation_id NOT IN (SELECT id FROM citation)",
    "SELECT 1 FROM filing WHERE citation_id NOT IN (SELECT id FROM citation)",
    "SELECT 1 FROM addition WHERE added NOT BETWEEN 0 AND 253402300799",
    "SELECT 1 FROM annotation WHERE citation_id NOT IN (SELECT id FROM citation)",
    "SELECT 1 FROM block WHERE citation_id NOT IN (SELECT id FROM citation)",
    "SELECT 1 FROM other_year WHERE work_id NOT IN (SELECT id FROM work)",
    "SELECT 1 FROM mention WHERE citation_id NOT IN (SELECT id FROM citation)",
    "SELECT 1 FROM mention WHERE annotation_id NOT IN (SELECT id FROM annotation)",
    "SELECT 1 FROM title WHERE work_id NOT IN (SELECT id FROM work)",
    "SELECT 1 FROM abbreviation WHERE work_id NOT IN (SELECT id FROM work)",
    "SELECT 1 WHERE (SELECT count(*) FROM library_state) <> 1",
  ]

  private static func verifyLengths(_ db: Database) throws {
    let lengths = try FieldLengths(db)
    let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM work")
    guard last ?? -1 < lengths.capacity else { throw IndexError.damaged }
  }

  private static func verifyRecords(_ db: Database) throws {
    let records = try String.fetchAll(db, sql: "SELECT record FROM key_record")
    guard records.allSatisfy({ KeyRecord(text: $0) != nil }) else { throw IndexError.damaged }
  }
}

extension Database {
  /// Makes sure that a condition which no work meets is asked of values as they were written: SQL
  /// compares a year that is a text with any number and finds nothing.
  ///
  /// Only the values that the condition asks are looked at; all of a large table would take longer than
  /// the search.
  ///
  /// - Parameter sql: the condition.
  /// - Throws: `IndexError.damaged`.
  package func verifyValues(askedIn sql: String) throws {
    for table in Schema.conditionTables where sql.contains(table) {
      let faults = try columns(in: table).filter { sql.contains($0.name) }.map { column in
        let types = [column.type.lowercased()] + (column.isNotNull ? [] : ["null"])
        return "typeof(\(column.name)) NOT IN (\(types.map { "'\($0)'" }.joined(separator: ", ")))"
      }
      guard !faults.isEmpty else { continue }
      let isFaulty = "SELECT 1 FROM \(table) WHERE \(faults.joined(separator: " OR ")) LIMIT 1"
      if try Int.fetchOne(self, sql: isFaulty) != nil { throw IndexError.damaged }
    }
  }
}
