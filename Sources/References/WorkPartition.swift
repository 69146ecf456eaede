/// Groups references into works by the evidence between them.
///
/// The pairs that share a block are processed by decreasing strength, ties by their canonical
/// texts, and merged unless a reference of one group is certainly a different work than one of the
/// other. So the groups depend on the references alone, not on their order.
public struct WorkPartition {
  /// The user's ruling on two references, which overrides the evidence.
  public enum Ruling: Sendable { case same, different }

  /// The members of one work, with the evidence for each.
  public struct Group: Equatable, Sendable {
    /// Indices of the citations, ascending.
    public var members: [Int] = []
    /// The evidence for each member; nil for the first.
    public var evidence: [Int: String] = [:]
  }

  private struct Pair {
    let first: Int
    let second: Int
    let strength: Int
    let evidence: String
  }

  private let identities: [Identity]
  private let ruling: (Int, Int) -> Ruling?
  /// By index: the group it is in.
  private var groupOf: [Int]
  private var members: [[Int]]
  /// By group: members that stand for all, one of those that are equal and each that a ruling names.
  private var representatives: [[Int]]
  /// Those that a ruling names.
  private let ruled: Set<Int>
  private var signatures: [Int: Int64] = [:]
  private var evidence: [Int: String] = [:]

  /// - Parameters:
  ///   - ruled: pairs that a ruling names, which need not share a block.
  ///   - ruling: the user's ruling on two references.
  /// - Returns: groups in the order of their first members.
  public static func groups(
    of identities: [Identity], ruled: [(Int, Int)] = [],
    ruling: @escaping (Int, Int) -> Ruling? = { _, _ in nil }
  ) -> [Group] {
    var partition = WorkPartition(identities, Set(ruled.flatMap { [$0.0, $0.1] }), ruling)
    for pair in partition.pairs(ruled) { partition.join(pair) }
    return partition.groups
  }

  private init(
    _ identities: [Identity], _ ruled: Set<Int>, _ ruling: @escaping (Int, Int) -> Ruling?
  ) {
    self.identities = identities
    self.ruled = ruled
    self.ruling = ruling
    groupOf = Array(identities.indices)
    members = identities.indices.map { [$0] }
    representatives = members
  }

  /// A larger block is not evidence: a page may list the same line a thousand times.
  private static let largestBlock = 200

  private func pairs(_ ruled: [(Int, Int)]) -> [Pair] {
    var seen: Set<SIMD2<Int>> = []
    var pairs: [Pair] = []
    func add(_ first: Int, _ second: Int) {
      guard seen.insert(SIMD2(min(first, second), max(first, second))).inserted else { return }
      switch (ruling(first, second), identities[first].verdict(on: identities[second])) {
      case (.same?, _):
        pairs.append(Pair(first: first, second: second, strength: .max, evidence: "index.yaml"))
      case (.different?, _), (nil, .different), (nil, .unknown): return
      case (nil, .same(let strength, let evidence)):
        pairs.append(Pair(first: first, second: second, strength: strength, evidence: evidence))
      }
    }
    for (first, second) in ruled { add(first, second) }
    for block in blocks {
      let block = block.count > Self.largestBlock ? nearest(block) : [block]
      for block in block {
        for (offset, first) in block.enumerated() {
          for second in block[(offset + 1)...] { add(first, second) }
        }
      }
    }
    return pairs.sorted { ($1.strength, text($0)) < ($0.strength, text($1)) }
  }

  /// The references of each block that several share.
  private var blocks: [[Int]] {
    let shared = identities.indices.flatMap { index in
      identities[index].blocks.map { (hash: $0, index: index) }
    }.sorted { ($0.hash, $0.index) < ($1.hash, $1.index) }
    var blocks: [[Int]] = []
    var start = 0
    while start < shared.count {
      let end = shared[start...].firstIndex { $0.hash != shared[start].hash } ?? shared.count
      if end - start > 1 { blocks.append(shared[start..<end].map(\.index)) }
      start = end
    }
    return blocks
  }

  /// Pairs of a large block: equal references, and each reference with the next in order.
  private func nearest(_ block: [Int]) -> [[Int]] {
    let sorted = block.sorted { identities[$0].canonicalText < identities[$1].canonicalText }
    return zip(sorted, sorted.dropFirst()).map { [$0, $1] }
  }

  private func text(_ pair: Pair) -> String {
    let texts = [identities[pair.first].canonicalText, identities[pair.second].canonicalText]
    return texts.min()! + "\u{1F}" + texts.max()!
  }

  private mutating func join(_ pair: Pair) {
    let (one, other) = (groupOf[pair.first], groupOf[pair.second])
    if one == other { return }
    for first in representatives[one] {
      for second in representatives[other] where isContradicted(first, second, by: pair) { return }
    }
    let (kept, moved) = (min(one, other), max(one, other))
    for index in members[moved] { groupOf[index] = kept }
    members[kept] += members[moved]
    members[moved] = []
    representatives[kept] = distinct(representatives[kept] + representatives[moved])
    representatives[moved] = []
    for index in [pair.first, pair.second] where evidence[index] == nil {
      evidence[index] = pair.evidence
    }
  }

  /// In so small a group, comparing all is cheaper than seeing which are equal.
  private static let fewMembers = 8

  private mutating func distinct(_ group: [Int]) -> [Int] {
    if group.count <= Self.fewMembers { return group }
    var seen: Set<Int64> = []
    return group.filter { ruled.contains($0) || seen.insert(signature(of: $0)).inserted }
  }

  private mutating func signature(of index: Int) -> Int64 {
    if let known = signatures[index] { return known }
    let signature = identities[index].signature
    signatures[index] = signature
    return signature
  }

  /// Only a ruling overrides a ruling, only identifiers override a shared identifier; anything
  /// overrides the rest.
  private func isContradicted(_ first: Int, _ second: Int, by pair: Pair) -> Bool {
    switch ruling(first, second) {
    case .different?: return true
    case .same?: return false
    case nil: break
    }
    if pair.strength == .max { return false }
    guard case .different(let isCertain) = identities[first].verdict(on: identities[second]) else {
      return false
    }
    return isCertain || pair.strength < 1000
  }

  private var groups: [Group] {
    members.filter { !$0.isEmpty }.map { $0.sorted() }.map { members in
      var group = Group(members: members)
      for index in members.dropFirst() { group.evidence[index] = evidence[index] }
      return group
    }
  }
}
