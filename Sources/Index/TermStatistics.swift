import GRDB
import References
import TextAnalysis

/// In how many works each term stands, and how that changes in one transaction.
///
/// A term is counted once a work, whatever its fields and inflections: of the terms at a position,
/// those that plain words ask for, without their marks. Terms are told apart by a hash of 64 bits,
/// so no text is kept.
package struct TermStatistics: Sendable {
  private var table = TermTable()

  /// Counts the terms of a work: once as it is put in, -1 times as it is taken out.
  mutating func add(_ analysis: WorkAnalysis, times change: Int) {
    table.beginWork()
    for column in analysis.columns {
      column.terms.forEachPlainTerm { table.add(Self.hash($0), change) }
    }
  }

  /// Adds what was counted elsewhere, of other works.
  mutating func add(_ other: TermStatistics) {
    if table.isEmpty {
      table = other.table
    } else {
      table.beginWork()
      for (term, change) in other.table.changes { table.add(term, change) }
    }
  }

  func save(in db: Database) throws {
    let change = try BoundStatement(
      db,
      """
      INSERT INTO term_statistic VALUES (?, ?)
      ON CONFLICT (term) DO UPDATE SET works = works + excluded.works
      """)
    for (term, count) in table.changes.sorted(by: <) where count != 0 {
      change.bind(term)
      change.bind(count)
      try change.execute()
    }
    try db.execute(sql: "DELETE FROM term_statistic WHERE works = 0")
  }

  /// In how many works a term stands; the term is a stem where it has one.
  package static func documentFrequency(of term: String, in db: Database) throws -> Int {
    var term = term
    let hash = term.withUTF8(hash)
    return try Int.fetchOne(
      db.cachedStatement(sql: "SELECT works FROM term_statistic WHERE term = ?"), arguments: [hash])
      ?? 0
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
    StableHash.of(UnsafeRawBufferPointer(bytes).bytes)
  }
}

/// How the counts of terms change; each term counts once a work.
///
/// A hash table of its own: the terms are hashes already, and it is asked once for every token.
private struct TermTable: Sendable {
  private struct Slot: Sendable {
    var term: Int64 = 0
    var change: Int32 = 0
    /// The last work that held the term; 0 where the slot is free.
    var work: Int32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1 << 10)
  private var used = 0
  private var work: Int32 = 0

  var isEmpty: Bool { used == 0 }

  var changes: [(term: Int64, change: Int)] {
    slots.filter { $0.work > 0 }.map { ($0.term, Int($0.change)) }
  }

  mutating func beginWork() {
    work += 1
  }

  mutating func add(_ term: Int64, _ change: Int) {
    if used * 2 > slots.count { grow() }
    let index = place(of: term)
    if slots[index].work == work { return }
    if slots[index].work == 0 {
      used += 1
      slots[index].term = term
    }
    slots[index].work = work
    slots[index].change += Int32(change)
  }

  private func place(of term: Int64) -> Int {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: term ^ (term >> 29)) & mask
    while slots[index].work > 0, slots[index].term != term { index = (index + 1) & mask }
    return index
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.work > 0 { slots[place(of: slot.term)] = slot }
  }
}
