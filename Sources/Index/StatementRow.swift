import GRDB
import GRDBSQLite

/// The row at which a statement stands, read in place, with the types of the schema.
///
/// Each value throws `IndexError.damaged` if the row has another type, as those of `Row` do: a damaged
/// file may contain anything.
struct StatementRow {
  private let pointer: SQLiteStatement

  init(_ pointer: SQLiteStatement) {
    self.pointer = pointer
  }

  /// Text; invalid UTF-8 is repaired.
  func value(at index: Int) throws(IndexError) -> String {
    guard let text: String = try value(at: index) else { throw .damaged }
    return text
  }

  /// Text or NULL.
  func value(at index: Int) throws(IndexError) -> String? {
    switch sqlite3_column_type(pointer, CInt(index)) {
    case SQLITE_NULL: return nil
    case SQLITE_TEXT:
      let bytes = UnsafeBufferPointer(
        start: sqlite3_column_text(pointer, CInt(index)),
        count: Int(sqlite3_column_bytes(pointer, CInt(index))))
      return String(decoding: bytes, as: UTF8.self)
    default: throw .damaged
    }
  }

  /// An integer or NULL.
  func value(at index: Int) throws(IndexError) -> Int64? {
    switch sqlite3_column_type(pointer, CInt(index)) {
    case SQLITE_NULL: return nil
    case SQLITE_INTEGER: return sqlite3_column_int64(pointer, CInt(index))
    default: throw .damaged
    }
  }

  func value(at index: Int) throws(IndexError) -> Int64 {
    guard let number: Int64 = try value(at: index) else { throw .damaged }
    return number
  }

  func value(at index: Int) throws(IndexError) -> Int? {
    try (value(at: index) as Int64?).map(Int.init)
  }

  func value(at index: Int) throws(IndexError) -> Int { Int(try value(at: index) as Int64) }

  func value(at index: Int) throws(IndexError) -> Bool { try value(at: index) as Int64 != 0 }

  /// A number with or without a fraction.
  func value(at index: Int) throws(IndexError) -> Double {
    switch sqlite3_column_type(pointer, CInt(index)) {
    case SQLITE_FLOAT, SQLITE_INTEGER: return sqlite3_column_double(pointer, CInt(index))
    default: throw .damaged
    }
  }

  /// Calls `body` with the bytes of a column.
  func withBytes<Value>(
    at index: Int, _ body: (RawSpan) throws -> Value
  ) throws -> Value {
    guard sqlite3_column_type(pointer, CInt(index)) == SQLITE_BLOB else {
      throw IndexError.damaged
    }
    let bytes = UnsafeRawBufferPointer(
      start: sqlite3_column_blob(pointer, CInt(index)),
      count: Int(sqlite3_column_bytes(pointer, CInt(index))))
    return try body(bytes.bytes)
  }
}
