import GRDB

/// When a key was first added to a library.
public struct Addition: Equatable, Sendable {
  /// The citation key, as it was first given.
  public let key: String
  /// Seconds since 1970.
  public let added: Int

  /// Creates an addition at a time in seconds since 1970.
  public init(key: String, added: Int) {
    self.key = key
    self.added = added
  }
}

/// A time that separates newer works of a library from earlier ones.
public struct AdditionDate: Equatable, Sendable {
  /// Since 1970.
  public let seconds: Int
  /// The time in the user's words, for messages: `--since 7d`.
  public let text: String

  /// Creates a date from seconds since 1970 and the text that the user typed for it.
  public init(seconds: Int, text: String) {
    self.seconds = seconds
    self.text = text
  }
}

/// Dates that are not yet recorded outside the index, in order.
public struct UnrecordedAdditions: Sendable {
  /// The dates, in the order in which the works were added.
  public let additions: [Addition]
  fileprivate let last: Int
}

extension IndexDatabase {
  /// Whether the index is being built from scratch: no work was ever added.
  public func hasNoAdditions() throws(IndexError) -> Bool {
    try read(Self.hasNoAdditions)
  }

  /// Whether nothing was ever put into the index: it is as good as none.
  package func isNew() throws(IndexError) -> Bool {
    try read { db in
      try Self.hasNoAdditions(db) && Int.fetchOne(db, sql: "SELECT 1 FROM source") == nil
    }
  }

  private static func hasNoAdditions(_ db: Database) throws -> Bool {
    try Int.fetchOne(
      db, sql: "SELECT 1 WHERE EXISTS (SELECT 1 FROM work) OR EXISTS (SELECT 1 FROM former_work)")
      == nil
  }

  /// Restores the dates of keys from an earlier index; the earliest wins.
  ///
  /// Does nothing if works were already added.
  public func restore(_ additions: [Addition]) throws(IndexError) {
    try write { db in
      guard try Self.hasNoAdditions(db) else { return }
      let insert = try db.makeStatement(
        sql: """
          INSERT INTO former_work VALUES (?, ?)
          ON CONFLICT (key) DO UPDATE SET added = min(added, excluded.added)
          """)
      for addition in additions { try insert.execute(arguments: [addition.key, addition.added]) }
    }
  }

  /// The next dates to record; nil if all are recorded.
  public func unrecordedAdditions(limit: Int) throws(IndexError) -> UnrecordedAdditions? {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM addition ORDER BY id LIMIT ?", arguments: [limit])
      guard let last = rows.last else { return nil }
      return UnrecordedAdditions(
        additions: try rows.map(Addition.init),
        last: try last.value("id"))
    }
  }

  /// Marks these dates as recorded.
  public func markRecorded(_ additions: UnrecordedAdditions) throws(IndexError) {
    try write { db in
      try db.execute(sql: "DELETE FROM addition WHERE id <= ?", arguments: [additions.last])
    }
  }

  /// Marks all dates as unrecorded, because the record is lost.
  public func markNoneRecorded() throws(IndexError) {
    try write { db in
      try db.execute(
        sql: """
          DELETE FROM addition;
          INSERT INTO addition (key, added) SELECT key, added FROM work;
          INSERT INTO addition (key, added)
          SELECT key, added FROM former_work WHERE key NOT IN (SELECT key FROM work)
          """)
    }
  }
}

extension Addition {
  fileprivate init(_ row: Row) throws(IndexError) {
    self.init(key: try row.value("key"), added: try row.value("added"))
  }
}
