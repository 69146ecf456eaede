import Ranking
import References

/// How many times a term can stand in each field of a work, numbered: most terms of most works stand
/// in one of a few ways, so that a posting needs a byte for it.
struct OccurrenceProfiles: Equatable {
  /// Counts by field, in `Field.indexed` order.
  struct Profile: Hashable {
    /// Of the count of a field, for `Occurrence.mostInField`; all fit into 64.
    static var bits: UInt64 { 7 }

    /// The first field in the lowest bits.
    fileprivate(set) var packed: UInt64 = 0

    subscript(field: Int) -> Int {
      Int(packed >> (UInt64(field) * Self.bits)) & Occurrence.mostInField
    }

    /// Counts one more occurrence; false where no more are counted.
    mutating func add(_ field: Int) -> Bool {
      if self[field] == Occurrence.mostInField { return false }
      packed += 1 << (UInt64(field) * Self.bits)
      return true
    }

  }

  private(set) var all: [Profile] = []
  /// Of each profile, in all fields.
  private(set) var totals: [Int] = []
  private var numbers: [Profile: Int32] = [:]

  init() {}

  /// The number of a profile, a new one if need be.
  mutating func number(of profile: Profile) -> Int32 {
    if let number = numbers[profile] { return number }
    let number = Int32(all.count)
    numbers[profile] = number
    append(profile)
    return number
  }

  private mutating func append(_ profile: Profile) {
    all.append(profile)
    totals.append(Field.indexed.indices.reduce(0) { $0 + profile[$1] })
  }

  /// What each profile counts in some fields; less than 0 where the term stands in none of them.
  func frequencies(in fields: FieldSet, _ weights: [Double]) -> [Double] {
    let indices = Field.indexed.indices.filter(fields.contains)
    return all.map { profile in
      var frequency = -1.0
      for index in indices where profile[index] > 0 {
        frequency = max(frequency, 0) + weights[index] * Double(profile[index])
      }
      return frequency
    }
  }

  // MARK: Bytes

  /// Eight bytes a profile, little-endian.
  var bytes: [UInt8] {
    all.flatMap { profile in (0..<8).map { UInt8(truncatingIfNeeded: profile.packed >> (8 * $0)) } }
  }

  /// Nil where they are none that were written.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count.isMultiple(of: 8) else { return nil }
    var packed: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      packed |= UInt64(byte) << UInt64(index % 8 * 8)
      guard index % 8 == 7 else { continue }
      var profile = Profile()
      profile.packed = packed
      append(profile)
      packed = 0
    }
  }
}
