/// The place of a word: a column and a position in it.
///
/// One number, so that places are sorted and subtracted as such. Above column and position it has
/// room for the work, where the places of many are looked at together.
package struct Occurrence: Comparable {
  @usableFromInline static var columnShift: UInt64 { 32 }
  private static let workShift: UInt64 = 36
  /// More columns than an index has.
  package static let mostColumns = 16

  @usableFromInline let bits: UInt64

  private init(bits: UInt64) {
    self.bits = bits
  }

  /// - Parameter column: less than `mostColumns`.
  @inlinable
  package init(column: Int, position: Int) {
    bits =
      UInt64(truncatingIfNeeded: column) << Self.columnShift
      | UInt64(UInt32(truncatingIfNeeded: position))
  }

  /// The same place in a certain work.
  @inline(__always)
  func of(_ work: Int) -> Occurrence {
    Occurrence(bits: bits | UInt64(truncatingIfNeeded: work) << Self.workShift)
  }

  var work: Int { Int(bits >> Self.workShift) }
  var column: Int { Int(bits >> Self.columnShift) & (Self.mostColumns - 1) }

  /// The distance to a later place; very large if it is in another column or work.
  func distance(to later: Occurrence) -> UInt64 { later.bits - bits }

  @inline(__always)
  package static func < (left: Occurrence, right: Occurrence) -> Bool { left.bits < right.bits }
}
