import GRDB

/// Values of a row as the schema promises them. GRDB's subscripts trap on what is none, and read
/// `'abc'` as 0 where a number is asked for; a file that was damaged may hold anything.
extension Row {
  /// The value of a column.
  ///
  /// - Throws: `IndexError.damaged` where it is of another kind.
  package func value<Value: DatabaseValueConvertible>(
    _ column: String, as type: Value.Type = Value.self
  ) throws(IndexError) -> Value {
    guard let value: DatabaseValue = self[column], let value = Value.fromDatabaseValue(value)
    else { throw .damaged }
    return value
  }

  /// The value of the column of that number.
  ///
  /// - Throws: as `value(_:as:)`.
  package func value<Value: DatabaseValueConvertible>(
    at index: Int, as type: Value.Type = Value.self
  ) throws(IndexError) -> Value {
    guard let value = Value.fromDatabaseValue(self[index]) else { throw .damaged }
    return value
  }
}
