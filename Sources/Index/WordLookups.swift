import GRDB

/// What was looked up of words for one question, which asks for each several times: as it was typed,
/// with all its words and with any, and in what is said of the answer.
package final class WordLookups {
  /// Words near one that may be misspelled.
  let near = Memo<Neighbourhood, [String]>()
  /// British and American spellings, by a term with its mark.
  package let spellings = Memo<String, [String]>()
  /// What abbreviations and phrases stand for, by their terms.
  package let expansions = Memo<[String], [String]>()
  private var works: Int?

  struct Neighbourhood: Hashable {
    let form: String
    let distance: Int
    let fields: FieldSet
    let works: Int
    let limit: Int
  }

  init() {}

  /// The number of works in the index.
  func workCount(_ db: Database) throws -> Int {
    let count = try works ?? db.workCount()
    works = count
    return count
  }
}

/// Values that are made once a key.
package final class Memo<Key: Hashable, Value> {
  private var values: [Key: Value] = [:]

  init() {}

  /// The value of a key, by `make` where it is asked for first.
  package func value(of key: Key, _ make: () throws -> Value) rethrows -> Value {
    if let value = values[key] { return value }
    let value = try make()
    values[key] = value
    return value
  }
}
