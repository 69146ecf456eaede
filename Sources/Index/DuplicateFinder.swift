import GRDB
import References

/// Two works that may be one, and why.
public struct LikelyDuplicate: Equatable, Sendable {
  public let first: CitationKey
  public let second: CitationKey
  public let resemblance: Resemblance
}

/// Finds works that are likely one although no rule took them for one.
///
/// Only works that share a block (`Resemblance.Subject.blocks`) are compared, so that the time grows with
/// the works and not with their square.
struct DuplicateFinder {
  private struct Candidate {
    let key: CitationKey
    let subject: Resemblance.Subject
    /// The rulings that say the work is another than others, by number.
    let separations: Set<Int>
  }

  /// Works of a larger block are compared with those next to them in the order of what they print.
  private static let largestBlock = 50

  let db: Database
  let rulings: IdentityRulings

  /// The likeliest first, then by key.
  func pairs() throws -> [LikelyDuplicate] {
    let candidates = try candidates()
    var seen: Set<SIMD2<Int32>> = []
    var pairs: [LikelyDuplicate] = []
    for (first, second) in neighbours(candidates)
    where seen.insert(SIMD2(Int32(first), Int32(second))).inserted {
      let (one, other) = (candidates[first], candidates[second])
      guard one.separations.isDisjoint(with: other.separations) else { continue }
      let resemblance = Resemblance(one.subject, other.subject)
      guard resemblance.isLikely else { continue }
      pairs.append(LikelyDuplicate(first: one.key, second: other.key, resemblance: resemblance))
    }
    return pairs.sorted {
      (-$0.resemblance.likelihood, $0.first.description, $0.second.description)
        < (-$1.resemblance.likelihood, $1.first.description, $1.second.description)
    }
  }

  /// All works in the order of their keys.
  private func candidates() throws -> [Candidate] {
    let store = WorkStore(db)
    return try Int64.fetchAll(db, sql: "SELECT id FROM work ORDER BY key").compactMap { id in
      guard let work = try store.work(id) else { return nil }
      var reference = work.reference
      // What is not compared would only fill the memory.
      (reference.abstract, reference.keywords, reference.others) = (nil, [], [])
      return Candidate(
        key: work.key, subject: Resemblance.Subject(reference), separations: separations(of: work))
    }
  }

  private func separations(of work: Work) -> Set<Int> {
    if rulings.different.isEmpty { return [] }
    let names = Set([work.key.description] + work.places.map { "\($0.source):\($0.line)" })
    return Set(rulings.different.indices.filter { !names.isDisjoint(with: rulings.different[$0]) })
  }

  /// Pairs of works that share a block, the lower index first; some more than once.
  private func neighbours(_ candidates: [Candidate]) -> [(Int, Int)] {
    var entries: [(block: Int64, index: Int)] = []
    for (index, candidate) in candidates.enumerated() {
      entries += candidate.subject.blocks.map { ($0, index) }
    }
    entries.sort { $0 < $1 }
    var pairs: [(Int, Int)] = []
    var start = 0
    while start < entries.count {
      let block = entries[start...].prefix { $0.block == entries[start].block }.map(\.index)
      start += block.count
      if block.count <= Self.largestBlock {
        for (offset, first) in block.enumerated() {
          pairs += block[(offset + 1)...].map { (first, $0) }
        }
      } else {
        let sorted = block.sorted {
          candidates[$0].subject.canonicalText < candidates[$1].subject.canonicalText
        }
        pairs += zip(sorted, sorted.dropFirst()).map { (min($0, $1), max($0, $1)) }
      }
    }
    return pairs
  }
}

extension IndexDatabase {
  /// Pairs of works that are likely one and not surely, the likeliest first; nothing is changed.
  ///
  /// - Parameter rulings: pairs that these call different are left out.
  public func likelyDuplicates(
    except rulings: IdentityRulings = IdentityRulings()
  ) throws(IndexError) -> [LikelyDuplicate] {
    try read { db in try DuplicateFinder(db: db, rulings: rulings).pairs() }
  }
}
