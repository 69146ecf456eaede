import References

/// Some of `Field.indexed`, by their numbers there.
struct FieldSet: Hashable {
  /// The number of fields that there are.
  static let capacity = Field.indexed.count
  private let bits: UInt32

  private static let numbers = Dictionary(
    uniqueKeysWithValues: Field.indexed.enumerated().map { ($1.name, $0) })

  init(_ fields: [Field]) {
    bits = fields.reduce(0) { bits, field in
      Self.numbers[field.name].map { bits | 1 << UInt32($0) } ?? bits
    }
  }

  static let all = FieldSet(Field.indexed)

  func contains(_ field: Int) -> Bool { bits >> UInt32(field) & 1 == 1 }
}
