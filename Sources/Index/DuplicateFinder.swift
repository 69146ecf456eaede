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
/// linear in the works, not quadratic. Works are read twice, once for their blocks and once to be
/// compared; of a library of any size only the hashes of blocks, the pairs that share one and a few
/// thousand works are in memory at a time.
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
    let entries = try blockEntries()
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

  private mutating func blockEntries() throws -> [(block: Int64, index: Int32)] {
    var entries: [(block: Int64, index: Int32)] = []
    for index in 0..<candidates.count {
      entries += try candidates[index]?.subject.blocks.map { ($0, index) } ?? []
    }
    return entries.sorted { $0 < $1 }
  }
}

/// The works of an index in the order of their keys, so that works of one author are together, with
/// a cache of recent ones.
private struct Candidates {
  struct Candidate {
    let key: CitationKey
    let subject: Resemblance.Subject
    /// The rulings that keep the work apart from others, by number.
    let separations: Set<Int>
  }

  private static let most = 4096

  private let db: Database
  private let rulings: IdentityRulings
  private let ids: [Int64]
  private var recent: [Int32: Candidate] = [:]

  init(_ db: Database, _ rulings: IdentityRulings) throws {
    (self.db, self.rulings) = (db, rulings)
    ids = try Int64.fetchAll(db, sql: "SELECT id FROM work ORDER BY key")
  }

  var count: Int32 { Int32(ids.count) }

  /// Nil if the work has no citation.
  subscript(index: Int32) -> Candidate? {
    mutating get throws {
      if let candidate = recent[index] { return candidate }
      guard let work = try WorkStore(db).work(ids[Int(index)]) else { return nil }
      var reference = work.reference
      // Fields that are not compared would only use memory.
      (reference.abstract, reference.keywords, reference.others) = (nil, [], [])
      let candidate = Candidate(
        key: work.key, subject: Resemblance.Subject(reference), separations: separations(of: work))
      if recent.count >= Self.most { recent.removeAll(keepingCapacity: true) }
      recent[index] = candidate
      return candidate
    }
  }

  private func separations(of work: Work) -> Set<Int> {
    if rulings.different.isEmpty { return [] }
    let names = Set([work.key.description] + work.places.map { "\($0.source):\($0.line)" })
    return Set(rulings.different.indices.filter { !names.isDisjoint(with: rulings.different[$0]) })
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
