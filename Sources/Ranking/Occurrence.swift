/// The place of a word: a column and a position in it.
///
/// One number, so that places are sorted and subtracted as such.
package struct Occurrence: Comparable {
  @usableFromInline static var columnShift: UInt64 { 32 }

  @usableFromInline let bits: UInt64

  private init(bits: UInt64) {
    self.bits = bits
  }

  @inlinable
  package init(column: Int, position: Int) {
    bits =
      UInt64(truncatingIfNeeded: column) << Self.columnShift
      | UInt64(UInt32(truncatingIfNeeded: position))
  }

  package var column: Int { Int(bits >> Self.columnShift) }
  package var position: Int { Int(UInt32(truncatingIfNeeded: bits)) }

  /// The distance to a later place; very large if it is in another column.
  func distance(to later: Occurrence) -> UInt64 { later.bits - bits }

  @inline(__always)
  package static func < (left: Occurrence, right: Occurrence) -> Bool { left.bits < right.bits }
}
