import Foundation
import GRDB
import References

/// Tokens in each field of each work, read once and held in memory.
///
/// In the database the lengths are packed in blocks; a length above 65,535 is stored as that.
struct FieldLengths {
  /// Works in one row of `field_length`.
  static let blockSize = 1024
  private static let fieldCount = Field.indexed.count

  /// One length a field and work, in order of work id.
  private var lengths: [UInt16] = []
  /// Works that are in the index; ids may have gaps.
  let workCount: Int

  init(_ db: Database) throws {
    workCount = try Int.fetchOne(db, sql: "SELECT count(*) FROM work") ?? 0
    let rows = try Row.fetchCursor(
      db, sql: "SELECT block, lengths FROM field_length ORDER BY block")
    while let row = try rows.next() {
      let block: Int = row[0]
      let values: Data = row[1]
      let start = block * Self.blockSize * Self.fieldCount
      lengths += Array(repeating: 0, count: start - lengths.count)
      values.withUnsafeBytes {
        lengths += $0.bindMemory(to: UInt16.self).lazy.map(UInt16.init(littleEndian:))
      }
    }
  }

  /// Each work's length weighted by field, and the mean over all works.
  func weighted(by weights: [Double]) -> Scorer.Lengths {
    var weighted: [Float] = []
    weighted.reserveCapacity(lengths.count / Self.fieldCount)
    var total = 0.0
    for start in stride(from: 0, to: lengths.count, by: Self.fieldCount) {
      var length = 0.0
      for field in 0..<Self.fieldCount { length += weights[field] * Double(lengths[start + field]) }
      weighted.append(Float(length))
      total += length
    }
    let average = workCount > 0 ? max(total / Double(workCount), 1) : 1
    return Scorer.Lengths(works: weighted, average: average, workCount: workCount)
  }
}

/// Changes lengths within one transaction; blocks are read when first touched and written at its
/// end.
struct FieldLengthsEditor {
  private var blocks: [Int: Data] = [:]

  /// Sets the lengths of one work, given in `Field.indexed` order.
  mutating func set(_ lengths: [Int], of work: Int64, in db: Database) throws {
    let rowSize = Field.indexed.count * 2
    let block = Int(work) / FieldLengths.blockSize
    let start = Int(work) % FieldLengths.blockSize * rowSize
    var bytes =
      try blocks[block]
      ?? Data.fetchOne(
        db, sql: "SELECT lengths FROM field_length WHERE block = ?", arguments: [block])
      ?? Data(count: FieldLengths.blockSize * rowSize)
    blocks[block] = nil
    for (field, length) in lengths.enumerated() {
      let value = UInt16(clamping: length)
      bytes[start + 2 * field] = UInt8(value & 0xFF)
      bytes[start + 2 * field + 1] = UInt8(value >> 8)
    }
    blocks[block] = bytes
  }

  func save(in db: Database) throws {
    for (block, bytes) in blocks {
      try db.execute(sql: "REPLACE INTO field_length VALUES (?, ?)", arguments: [block, bytes])
    }
  }
}
