import Foundation
import GRDB
import Ranking
import References

/// The number of tokens in each field of each work, and of sources that cite it; read once and kept
/// in memory.
///
/// In the database the numbers are packed in blocks, saturating at 65,535.
struct FieldLengths {
  /// Works in one row of `field_length`.
  static let blockSize = 1024
  /// Numbers per work: a length for each field, then the sources.
  fileprivate static let rowSize = Field.indexed.count + 1
  static let blockBytes = blockSize * rowSize * 2
  private static let annotation = Field.indexed.firstIndex { $0.name == "annotation" }!

  /// `rowSize` numbers a work, in order of work id.
  private var numbers: [UInt16] = []
  /// Works that are in the index; ids may have gaps.
  let workCount: Int

  init(_ db: Database) throws {
    workCount = try db.workCount()
    let rows = try Row.fetchCursor(
      db, sql: "SELECT block, lengths FROM field_length ORDER BY block")
    while let row = try rows.next() {
      let bytes: Data = try row.value("lengths")
      // Ids are given in order, so no block is left out.
      guard try row.value("block") == numbers.count / (Self.blockSize * Self.rowSize),
        bytes.count == Self.blockBytes
      else { throw IndexError.damaged }
      bytes.withUnsafeBytes { bytes in
        for offset in stride(from: 0, to: bytes.count, by: 2) {
          numbers.append(
            UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
        }
      }
    }
  }

  /// An upper bound of the works' ids, exclusive.
  var capacity: Int { numbers.count / Self.rowSize }

  /// Each work's length weighted by field and its prior, and the mean length over all works.
  func weighted(by parameters: RankingParameters) -> Scorer.Lengths {
    var weighted: [Float] = []
    var priors: [Float] = []
    weighted.reserveCapacity(numbers.count / Self.rowSize)
    priors.reserveCapacity(numbers.count / Self.rowSize)
    var total = 0.0
    for start in stride(from: 0, to: numbers.count, by: Self.rowSize) {
      var length = 0.0
      for (field, weight) in parameters.weights.enumerated() {
        length += weight * Double(numbers[start + field])
      }
      weighted.append(Float(length))
      total += length
      let sources = Int(numbers[start + Self.rowSize - 1])
      let isAnnotated = numbers[start + Self.annotation] > 0
      priors.append(Float(parameters.prior(isAnnotated: isAnnotated, sources: sources)))
    }
    let average = workCount > 0 ? max(total / Double(workCount), 1) : 1
    return Scorer.Lengths(
      works: weighted, priors: priors, average: average, workCount: workCount)
  }
}

/// Changes lengths within one transaction; blocks are read when first touched and written at its
/// end.
struct FieldLengthsEditor {
  private var blocks: [Int: Data] = [:]

  /// Sets the numbers of one work: lengths in `Field.indexed` order, then the sources that cite it.
  mutating func set(_ lengths: [Int], sources: Int, of work: Int64, in db: Database) throws {
    try set(lengths + [sources], from: 0, of: work, in: db)
  }

  /// Sets the number of sources that cite a work.
  mutating func set(sources: Int, of work: Int64, in db: Database) throws {
    try set([sources], from: Field.indexed.count, of: work, in: db)
  }

  private mutating func set(
    _ numbers: [Int], from first: Int, of work: Int64, in db: Database
  ) throws {
    guard work > 0 else { throw IndexError.damaged }
    let rowSize = FieldLengths.rowSize * 2
    let block = Int(work) / FieldLengths.blockSize
    let start = Int(work) % FieldLengths.blockSize * rowSize + 2 * first
    var bytes =
      try blocks.removeValue(forKey: block)
      ?? Data.fetchOne(
        db, sql: "SELECT lengths FROM field_length WHERE block = ?", arguments: [block])
      ?? Data(count: FieldLengths.blockBytes)
    guard bytes.count == FieldLengths.blockBytes else { throw IndexError.damaged }
    bytes.withUnsafeMutableBytes { bytes in
      for (index, number) in numbers.enumerated() {
        let value = UInt16(clamping: number).littleEndian
        bytes.storeBytes(of: value, toByteOffset: start + 2 * index, as: UInt16.self)
      }
    }
    blocks[block] = bytes
  }

  func save(in db: Database) throws {
    for (block, bytes) in blocks {
      try db.execute(sql: "REPLACE INTO field_length VALUES (?, ?)", arguments: [block, bytes])
    }
  }
}
