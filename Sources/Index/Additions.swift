import GRDB

/// When a key came into a library first.
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

/// A time that parts the works of a library in those that came in earlier, and the others.
public struct AdditionDate: Equatable, Sendable {
  /// Since 1970.
  public let seconds: Int
  /// What messages call the time, as the user gave it: `--since 7d`.
  public let text: String

  /// Creates a date from seconds since 1970 and the text that the user typed for it.
  public init(seconds: Int, text: String) {
    self.seconds = seconds
    self.text = text
  }
}

/// Dates that nobody but the index knows yet, in order.
public struct UnrecordedAdditions: Sendable {
  /// The dates, in the order in which the works were added.
  public let additions: [Addition]
  fileprivate let last: Int
}

extension IndexDatabase {
  /// Whether no work ever came into the index: it is being built from nothing.
  public func hasNoAdditions() throws(IndexError) -> Bool {
    try read(Self.hasNoAdditions)
  }

  private static func hasNoAdditions(_ db: Database) throws -> Bool {
    try Int.fetchOne(
      db, sql: "SELECT 1 WHERE EXISTS (SELECT 1 FROM work) OR EXISTS (SELECT 1 FROM former_work)")
      == nil
  }

  /// Gives keys the dates that an index before this one had for them, of several the earliest.
  ///
  /// Does nothing where works came in already.
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

  /// The next dates to be recorded; nil where all are.
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

  /// Notes that these dates are kept elsewhere.
  public func markRecorded(_ additions: UnrecordedAdditions) throws(IndexError) {
    try write { db in
      try db.execute(sql: "DELETE FROM addition WHERE id <= ?", arguments: [additions.last])
    }
  }

  /// Notes that what was kept elsewhere is lost.
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
