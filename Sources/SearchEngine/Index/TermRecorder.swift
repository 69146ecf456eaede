import GRDB

/// Counts what the tokenizer sees of a work: the length of each column and in which works each term
/// stands.
///
/// A term is counted once a work, whatever its fields and inflections: by its stem where it has
/// one. Terms are told apart by a hash of 64 bits, so no text is kept.
struct TermRecorder {
  /// Tokens in each column so far; boundaries between items are none.
  private(set) var columnLengths: [Int] = []
  private var terms: Set<Int64> = []
  private var changes: [Int64: Int] = [:]
  /// The term of the last token, which a stem at its position takes the place of.
  private var pending: Int64?

  /// Before a work is put in or taken out.
  mutating func begin() {
    columnLengths.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
  }

  mutating func beginColumn() {
    columnLengths.append(0)
  }

  mutating func add(_ term: UnsafeBufferPointer<UInt8>, isColocated: Bool) {
    if term[0] == Analyzer.boundary { return }
    if term[0] == Stemmer.mark {
      pending = Self.hash(UnsafeBufferPointer(rebasing: term.dropFirst()))
      return
    }
    if !isColocated { columnLengths[columnLengths.count - 1] += 1 }
    flush()
    pending = Self.hash(term)
  }

  mutating func endColumn() {
    flush()
  }

  /// After a work was put in (1) or taken out (-1).
  mutating func finish(adding count: Int) {
    for term in terms { changes[term, default: 0] += count }
  }

  func save(in db: Database) throws {
    let change = try db.makeStatement(
      sql: """
        INSERT INTO term_statistic VALUES (?, ?)
        ON CONFLICT (term) DO UPDATE SET works = works + excluded.works
        """)
    for (term, count) in changes where count != 0 {
      try change.execute(arguments: [term, count])
    }
    try db.execute(sql: "DELETE FROM term_statistic WHERE works = 0")
  }

  /// In how many works a term stands; the term is a stem where it has one.
  static func documentFrequency(of term: String, in db: Database) throws -> Int {
    var term = term
    let hash = term.withUTF8(hash)
    return try Int.fetchOne(
      db.cachedStatement(sql: "SELECT works FROM term_statistic WHERE term = ?"), arguments: [hash])
      ?? 0
  }

  private mutating func flush() {
    if let pending { terms.insert(pending) }
    pending = nil
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64(bitPattern: hash)
  }
}
