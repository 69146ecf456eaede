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

extension Occurrence {
  /// More occurrences of a phrase in one field of a work are not counted: a posting has seven bits for
  /// them.
  package static let mostInField = 127
}

extension Sequence<Occurrence> {
  /// How many occurrences of a phrase these are, each with the weight of its field.
  ///
  /// They are in order, so that those of a field follow one another.
  package func frequency(_ weights: [Double]) -> Double {
    var (frequency, column, count) = (0.0, -1, 0)
    for place in self {
      (column, count) = place.column == column ? (column, count + 1) : (place.column, 1)
      if count <= Occurrence.mostInField { frequency += weights[column] }
    }
    return frequency
  }
}
