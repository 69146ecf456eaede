import GRDB
import GRDBSQLite

/// A prepared statement with values bound in sequence, to write or read the rows of a whole library.
///
/// GRDB's `execute(arguments:)` makes an array of its arguments each time, and its rows are copied
/// before they are asked for a value; both take longer than SQLite does to write or find the row.
final class BoundStatement {
  /// Keeps the prepared statement.
  private let statement: Statement
  private let pointer: SQLiteStatement
  private let connection: SQLiteConnection?
  private var parameter: CInt = 0

  convenience init(_ db: Database, _ sql: String) throws {
    self.init(db, try db.makeStatement(sql: sql))
  }

  /// A statement that the connection keeps prepared for the next time.
  convenience init(_ db: Database, cached sql: String) throws {
    self.init(db, try db.cachedStatement(sql: sql))
  }

  private init(_ db: Database, _ statement: Statement) {
    self.statement = statement
    pointer = statement.sqliteStatement
    connection = db.sqliteConnection
  }

  /// - Parameter conflict: how to treat an existing row, as in `INSERT OR IGNORE`.
  convenience init(
    _ db: Database, into table: String, _ columns: [String], otherwise conflict: String = "ABORT"
  ) throws {
    try self.init(
      db,
      """
      INSERT OR \(conflict) INTO \(table) (\(columns.joined(separator: ", ")))
      VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
      """)
  }

  func bind(_ value: Int64) {
    parameter += 1
    sqlite3_bind_int64(pointer, parameter, value)
  }

  func bind(_ value: Int?) {
    if let value { bind(Int64(value)) } else { bindNull() }
  }

  func bind(_ value: Double) {
    parameter += 1
    sqlite3_bind_double(pointer, parameter, value)
  }

  func bind(_ text: String?) {
    guard var text else { return bindNull() }
    parameter += 1
    // SQLite copies the text: it may move before the row is written.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // A null pointer would be NULL, not an empty text.
        _ = withUnsafePointer(to: 0 as CChar) { empty in
          sqlite3_bind_text(
            pointer, parameter, characters.baseAddress ?? empty, CInt(characters.count), copied)
        }
      }
    }
  }

  func bind(_ bytes: [UInt8]) {
    parameter += 1
    // SQLite copies the bytes; a null pointer would be NULL.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    bytes.withUnsafeBytes { bytes in
      _ = withUnsafePointer(to: 0 as CChar) { empty in
        sqlite3_bind_blob(
          pointer, parameter, bytes.baseAddress ?? UnsafeRawPointer(empty), CInt(bytes.count),
          copied)
      }
    }
  }

  func bindNull() {
    parameter += 1
    sqlite3_bind_null(pointer, parameter)
  }

  /// Runs the statement with the bound values.
  func execute() throws {
    defer { reset() }
    guard try !step() else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
  }

  /// Calls `body` with each row; no row is valid after its call.
  func forEachRow(_ body: (StatementRow) throws -> Void) throws {
    defer { reset() }
    while try step() { try body(StatementRow(pointer)) }
  }

  /// The first column of the first row; nil if there is none.
  func integer() throws -> Int64? {
    defer { reset() }
    return try step() ? sqlite3_column_int64(pointer, 0) : nil
  }

  /// Whether there is a row.
  private func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: connection.map { String(cString: sqlite3_errmsg($0)) })
    }
  }

  private func reset() {
    parameter = 0
    sqlite3_reset(pointer)
  }
}
