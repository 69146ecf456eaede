import GRDB

/// When a key came into a library first.
public struct Addition: Equatable, Sendable {
  public let key: String
  /// Seconds since 1970.
  public let added: Int

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

  public init(seconds: Int, text: String) {
    self.seconds = seconds
    self.text = text
  }
}

/// Dates of additions that are not kept elsewhere yet, in order.
public struct UnrecordedAdditions: Sendable {
  public let additions: [Addition]
  fileprivate let last: Int
}

extension IndexDatabase {
  /// Whether no work ever came into the index: it is being built from nothing.
  public func hasNoAdditions() throws(IndexError) -> Bool {
    try read(Self.hasNoAdditions)
  }

  private static func hasNoAdditions(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT 1 FROM addition LIMIT 1") == nil
  }

  /// Gives keys the dates that an index before this one had for them, of several the earliest.
  ///
  /// Does nothing where works came in already.
  public func restore(_ additions: [Addition]) throws(IndexError) {
    try write { db in
      guard try Self.hasNoAdditions(db) else { return }
      let insert = try db.makeStatement(
        sql: """
          INSERT INTO addition (key, added) VALUES (?, ?)
          ON CONFLICT (key) DO UPDATE SET added = min(added, excluded.added)
          """)
      for addition in additions { try insert.execute(arguments: [addition.key, addition.added]) }
      try db.execute(
        sql: "UPDATE library_state SET recorded = (SELECT coalesce(max(id), 0) FROM addition)")
    }
  }

  /// The next dates to be kept elsewhere; nil where all are.
  public func unrecordedAdditions(limit: Int) throws(IndexError) -> UnrecordedAdditions? {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, key, added FROM addition
          WHERE id > (SELECT recorded FROM library_state) ORDER BY id LIMIT ?
          """, arguments: [limit])
      guard let last = rows.last else { return nil }
      return UnrecordedAdditions(
        additions: rows.map { Addition(key: $0["key"], added: $0["added"]) }, last: last["id"])
    }
  }

  /// Notes that these dates are kept elsewhere.
  public func markRecorded(_ additions: UnrecordedAdditions) throws(IndexError) {
    try setRecorded(additions.last)
  }

  /// Notes that no date is kept elsewhere any more.
  public func markNoneRecorded() throws(IndexError) { try setRecorded(0) }

  private func setRecorded(_ id: Int) throws(IndexError) {
    try write { db in
      try db.execute(sql: "UPDATE library_state SET recorded = ?", arguments: [id])
    }
  }
}
