/// Assigns citation keys to works.
///
/// Earlier claims go first, strongest claim first; ties go to the work that sorts first by its
/// canonical text. New works get the key derived from their facts, in the same order, with a suffix
/// if the key was ever given.
public struct KeyAssignment {
  /// A work that needs a key.
  public struct Candidate: Sendable {
    /// The key derived from its facts.
    public let wanted: CitationKey
    /// The records of its citations, by which it may be known already.
    public let records: [KeyRecord]
    /// Orders works whatever their source (`Identity.canonicalText`).
    public let canonicalText: String

    /// Creates a candidate from the key that it asks for and its citations' records.
    public init(wanted: CitationKey, records: [KeyRecord], canonicalText: String) {
      (self.wanted, self.records, self.canonicalText) = (wanted, records, canonicalText)
    }
  }

  /// The key of a work, with its aliases.
  public struct Assigned: Equatable, Sendable {
    /// The key, unique in any case of its letters.
    public let key: String
    /// Former keys, which still find the work.
    public let aliases: [String]
    /// Whether the work already had a key.
    public let isKnown: Bool
  }

  /// - Parameters:
  ///   - claims: keys that were given before.
  ///   - isTaken: whether a key names a work already, in any case of its letters; of one that is taken
  ///     back by what it was given to, whether it is a work's own and not only leads to one.
  /// - Returns: by candidate.
  public static func keys(
    for candidates: [Candidate], claims: KeyClaims,
    isTaken: (String, _ isTakenBack: Bool) throws -> Bool
  ) rethrows -> [Assigned] {
    var assigned: [Int: Assigned] = [:]
    var used: Set<String> = []
    let votes = candidates.map { claims.votes(of: $0.records) }
    let claimed = votes.enumerated().flatMap { index, votes in
      votes.map { (index: index, key: $0.key, weight: $0.value) }
    }.sorted {
      ($1.weight, candidates[$0.index].canonicalText, $0.key.count, $0.key)
        < ($0.weight, candidates[$1.index].canonicalText, $1.key.count, $1.key)
    }
    for claim in claimed where assigned[claim.index] == nil && !used.contains(claim.key) {
      let isTakenBack = candidates[claim.index].records.contains {
        claims.gave(claim.key, to: $0)
      }
      if try isTaken(claim.key, isTakenBack) { continue }
      used.insert(claim.key)
      assigned[claim.index] = Assigned(
        key: claim.key, aliases: votes[claim.index].keys.filter { $0 != claim.key }.sorted(),
        isKnown: true)
    }
    var left: [KeyRecord: ArraySlice<String>] = [:]
    for index in candidates.indices where assigned[index] == nil {
      for record in candidates[index].records where assigned[index] == nil {
        var keys = left[record] ?? claims.interchangeableKeys(of: record)[...]
        while let key = keys.popFirst() {
          if try used.contains(key) || isTaken(key, true) { continue }
          used.insert(key)
          assigned[index] = Assigned(key: key, aliases: [], isKnown: true)
          break
        }
        left[record] = keys
      }
    }
    // What another work got names that one alone.
    for (index, known) in assigned {
      assigned[index] = Assigned(
        key: known.key, aliases: known.aliases.filter { !used.contains($0) }, isKnown: true)
    }
    let given = claims.given
    var ordinals: [CitationKey: Int] = [:]
    let others = candidates.indices.filter { assigned[$0] == nil }
      .sorted { candidates[$0].canonicalText < candidates[$1].canonicalText }
    for index in others {
      let wanted = candidates[index].wanted
      var ordinal = ordinals[wanted] ?? -1
      var key = ordinal < 0 ? wanted : wanted.disambiguated(ordinal)
      while try used.contains(key.description) || given.contains(key.description)
        || isTaken(key.description, false)
      {
        ordinal += 1
        key = wanted.disambiguated(ordinal)
      }
      ordinals[wanted] = ordinal
      used.insert(key.description)
      assigned[index] = Assigned(key: key.description, aliases: [], isKnown: false)
    }
    return candidates.indices.map { assigned[$0]! }
  }
}
