import GRDB
import References

/// Two works that may be one, and why.
public struct LikelyDuplicate: Equatable, Sendable {
  /// The work that came into the index first.
  public let first: CitationKey
  /// The other work.
  public let second: CitationKey
  /// How likely the two are one work, with the reasons.
  public let resemblance: Resemblance
}

/// Finds likely duplicates that no rule of identity merged.
///
/// Only works that share a block (`Resemblance.Subject.blocks`) are compared, so that the time is
/// linear in the works, not quadratic. Of a library of any size only the hashes of blocks, the pairs
/// that share one and some ten thousands of works are in memory at a time; in a larger one works
/// are read again to be compared.
struct DuplicateFinder {
  /// Works of a larger block are compared with their neighbours in the order of their canonical
  /// texts.
  private static let largestBlock = 50

  private var candidates: Candidates

  init(_ db: Database, _ rulings: IdentityRulings) throws {
    candidates = try Candidates(db, rulings)
  }

  /// Most likely first, then by key.
  mutating func pairs() throws -> [LikelyDuplicate] {
    var likely: [LikelyDuplicate] = []
    for pair in try neighbours() {
      guard let one = try candidates[pair.first], let other = try candidates[pair.second],
        one.separations.isDisjoint(with: other.separations)
      else { continue }
      let resemblance = Resemblance(one.subject, other.subject)
      guard resemblance.isLikely else { continue }
      likely.append(LikelyDuplicate(first: one.key, second: other.key, resemblance: resemblance))
    }
    return likely.sorted {
      (-$0.resemblance.likelihood, $0.first.description, $0.second.description)
        < (-$1.resemblance.likelihood, $1.first.description, $1.second.description)
    }
  }

  /// Two works by their places among all, the lower first.
  private struct Pair: Comparable {
    let first: Int32
    let second: Int32

    init(_ one: Int32, _ other: Int32) { (first, second) = (min(one, other), max(one, other)) }

    static func < (one: Pair, other: Pair) -> Bool {
      (one.first, one.second) < (other.first, other.second)
    }
  }

  /// Pairs of works that share a block, in order, each once.
  private mutating func neighbours() throws -> [Pair] {
    let entries = try candidates.blockEntries()
    var pairs: [Pair] = []
    var start = 0
    while start < entries.count {
      let block = entries[start...].prefix { $0.block == entries[start].block }.map(\.index)
      start += block.count
      if block.count <= Self.largestBlock {
        for (offset, first) in block.enumerated() {
          pairs += block[(offset + 1)...].map { Pair(first, $0) }
        }
      } else {
        let texts = try block.map { (index: $0, text: try candidates[$0]?.subject.canonicalText) }
        let sorted = texts.sorted { ($0.text ?? "") < ($1.text ?? "") }.map(\.index)
        pairs += zip(sorted, sorted.dropFirst()).map { Pair($0, $1) }
      }
    }
    pairs.sort()
    var last: Pair?
    pairs.removeAll { pair in
      defer { last = pair }
      return pair == last
    }
    return pairs
  }
}

/// The works of an index in the order of their keys, so that works of one author are together, with
/// a cache of recent ones.
private struct Candidates {
  struct Candidate: Sendable {
    let key: CitationKey
    let subject: Resemblance.Subject
    /// The rulings that keep the work apart from others, by number.
    let separations: Set<Int>

    init(_ work: Work, _ rulings: IdentityRulings) {
      key = work.key
      var reference = work.reference
      // Fields that are not compared would only use memory.
      (reference.abstract, reference.keywords, reference.others) = (nil, [], [])
      subject = Resemblance.Subject(reference)
      separations = Self.separations(of: work, rulings)
    }

    private static func separations(of work: Work, _ rulings: IdentityRulings) -> Set<Int> {
      if rulings.different.isEmpty { return [] }
      let names = Set([work.key.description] + work.places.map { "\($0.source):\($0.line)" })
      return Set(
        rulings.different.indices.filter { !names.isDisjoint(with: rulings.different[$0]) })
    }
  }

  /// A block of a work, as one number that sorts by block. Of the block's hash one half is enough: a
  /// collision is a pair to compare in vain.
  struct BlockEntry: Comparable {
    private let bits: UInt64

    init(_ block: Int64, _ index: Int32) {
      bits = UInt64(truncatingIfNeeded: block) << 32 | UInt64(UInt32(bitPattern: index))
    }

    var block: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
    var index: Int32 { Int32(truncatingIfNeeded: bits) }

    static func < (one: BlockEntry, other: BlockEntry) -> Bool { one.bits < other.bits }
  }

  private static let most = 65_536
  private static let batchSize = 2_048

  private let db: Database
  private let rulings: IdentityRulings
  private let ids: [Int64]
  private var recent: [Int32: Candidate] = [:]

  init(_ db: Database, _ rulings: IdentityRulings) throws {
    (self.db, self.rulings) = (db, rulings)
    ids = try Int64.fetchAll(db, sql: "SELECT id FROM work ORDER BY key")
  }

  /// Nil if the work has no citation.
  subscript(index: Int32) -> Candidate? {
    mutating get throws {
      if let candidate = recent[index] { return candidate }
      guard let work = try work(index) else { return nil }
      let candidate = Candidate(work, rulings)
      remember(candidate, index)
      return candidate
    }
  }

  /// The blocks of all works, in order.
  mutating func blockEntries() throws -> [BlockEntry] {
    var entries: [BlockEntry] = []
    for start in stride(from: 0, to: ids.count, by: Self.batchSize) {
      let batch = Int32(start)..<Int32(min(start + Self.batchSize, ids.count))
      let works = try batch.compactMap { index in try work(index).map { (index, $0) } }
      let compared = works.concurrentMap { [rulings] index, work in
        let candidate = Candidate(work, rulings)
        return (index, candidate, candidate.subject.blocks)
      }
      for (index, candidate, blocks) in compared {
        remember(candidate, index)
        for block in blocks { entries.append(BlockEntry(block, index)) }
      }
    }
    entries.sort()
    return entries
  }

  private func work(_ index: Int32) throws -> Work? { try WorkStore(db).work(ids[Int(index)]) }

  private mutating func remember(_ candidate: Candidate, _ index: Int32) {
    if recent.count >= Self.most { recent.removeAll(keepingCapacity: true) }
    recent[index] = candidate
  }
}

extension IndexDatabase {
  /// Likely duplicates, most likely first; changes nothing.
  ///
  /// - Parameter rulings: pairs that these keep apart are omitted.
  public func likelyDuplicates(
    except rulings: IdentityRulings = IdentityRulings()
  ) throws(IndexError) -> [LikelyDuplicate] {
    try read { db in
      var finder = try DuplicateFinder(db, rulings)
      return try finder.pairs()
    }
  }
}
