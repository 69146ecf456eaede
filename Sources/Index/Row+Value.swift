import GRDB

/// Values of a row with the types of the schema. GRDB's subscripts trap on other types, and read
/// `'abc'` as the number 0; a damaged file may contain anything.
extension Row {
  /// The value of a column.
  ///
  /// - Throws: `IndexError.damaged` if it has another type.
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
