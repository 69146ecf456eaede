import GRDB
import GRDBSQLite
import Ranking

/// A pass over the index, bound to a statement as a pointer for the function that feeds it.
package protocol BoundPass: AnyObject {
  /// The type of its pointers, for SQLite's pointer-passing interface.
  static var pointerType: StaticString { get }
}

extension WorkPass: BoundPass {
  package static var pointerType: StaticString { "ibid.WorkPass" }
}

extension PhraseOccurrences: BoundPass {
  package static var pointerType: StaticString { "ibid.PhraseOccurrences" }
}

extension BoundPass {
  /// The pass that an SQL value points to; nil for any other value.
  static func bound(to value: OpaquePointer?) -> Unmanaged<Self>? {
    pointerType.withCharacters { type in
      sqlite3_value_pointer(value, type).map { Unmanaged.fromOpaque($0) }
    }
  }
}

extension Database {
  /// Runs a statement whose parameter `:pass` is a pass over the index, to its end.
  package func run(
    _ sql: String, arguments: StatementArguments, pass: some BoundPass
  ) throws {
    let statement = try cachedStatement(sql: sql)
    let cursor = try Row.fetchCursor(statement, arguments: arguments + ["pass": nil])
    let parameter = sqlite3_bind_parameter_index(statement.sqliteStatement, ":pass")
    defer { sqlite3_clear_bindings(statement.sqliteStatement) }
    try withExtendedLifetime(pass) {
      let code = type(of: pass).pointerType.withCharacters { type in
        sqlite3_bind_pointer(
          statement.sqliteStatement, parameter, Unmanaged.passUnretained(pass).toOpaque(), type, nil
        )
      }
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: .init(rawValue: code)) }
      while try cursor.next() != nil {}
    }
  }
}

extension StaticString {
  /// The text as C has it; SQLite keeps the pointer.
  fileprivate func withCharacters<T>(_ body: (UnsafePointer<CChar>) -> T) -> T {
    utf8Start.withMemoryRebound(to: CChar.self, capacity: utf8CodeUnitCount + 1, body)
  }
}
