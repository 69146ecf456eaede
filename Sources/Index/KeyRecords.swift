import GRDB
import References

/// Keys that nobody but the index knows yet, and to what they were given, in order.
public struct UnrecordedKeys: Sendable {
  /// Keys with the records that they were given to, in order.
  public let records: [(key: String, record: KeyRecord)]
  fileprivate let last: Int
}

extension IndexDatabase {
  /// The next keys to be recorded; nil if all are.
  public func unrecordedKeys(limit: Int) throws(IndexError) -> UnrecordedKeys? {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM key_record ORDER BY id LIMIT ?", arguments: [limit])
      guard let last = rows.last else { return nil }
      return UnrecordedKeys(
        records: try rows.map { row in
          guard let record = KeyRecord(text: try row.value("record")) else {
            throw IndexError.damaged
          }
          return (key: try row.value("key"), record: record)
        }, last: try last.value("id"))
    }
  }

  /// Notes that these keys are kept elsewhere.
  public func markRecorded(_ keys: UnrecordedKeys) throws(IndexError) {
    try write { db in
      try db.execute(sql: "DELETE FROM key_record WHERE id <= ?", arguments: [keys.last])
    }
  }

  /// Keeps the keys that an index before this one gave to works that this one does not have.
  public func restore(_ claims: KeyClaims) throws(IndexError) {
    try write { db in
      let known = Set(try String.fetchAll(db, sql: "SELECT key FROM work"))
      let insert = try db.makeStatement(
        sql: "INSERT OR REPLACE INTO former_record (record, key) VALUES (?, ?)")
      for (key, record) in claims.open(without: known) {
        try insert.execute(arguments: [record.text, key])
      }
    }
  }
}
