import GRDB
import TextAnalysis

extension StemmingLanguages {
  /// The languages in the library's configuration.
  static func configured(in db: Database) throws -> StemmingLanguages {
    try value("languages", db)
  }

  /// All languages whose stems the index may contain.
  package static func stemmed(in db: Database) throws -> StemmingLanguages {
    try value("stemmed", db)
  }

  private static func value(_ column: String, _ db: Database) throws -> StemmingLanguages {
    let number = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT \(column) FROM library_state"))
    return StemmingLanguages(rawValue: UInt32(truncatingIfNeeded: number ?? 0))
  }

  /// Records that works contain stems of these languages.
  func recordStems(in db: Database) throws {
    try db.execute(
      sql: "UPDATE library_state SET stemmed = stemmed | ?", arguments: [Int64(rawValue)])
  }
}

extension IndexDatabase {
  /// Whether the index was built with these languages.
  package func isBuilt(for languages: StemmingLanguages) throws(IndexError) -> Bool {
    try read { db in try StemmingLanguages.configured(in: db) == languages }
  }

  /// Sets the languages of an empty index.
  package func build(for languages: StemmingLanguages) throws(IndexError) {
    try write { db in
      try db.execute(
        sql: "UPDATE library_state SET languages = ?, stemmed = ?",
        arguments: [Int64(languages.rawValue), Int64(languages.rawValue)])
    }
  }
}
