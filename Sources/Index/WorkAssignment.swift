import GRDB
import References

/// Decides which works citations are of, and which keys these have.
///
/// The partition of the citations depends on what they say alone (`WorkPartition`). A group goes on
/// being the work that most of its citations were of; of several works that became one, the one that
/// came in first, and the keys of the others name it, too. Groups that were none get the key that
/// was given to them before, in this index or one before it (`KeyAssignment`).
struct WorkAssignment {
  /// The work of a citation.
  struct Place {
    let id: Int64
    let key: String
    /// Why the citation was taken for it; nil for the first.
    let evidence: String?
    /// Whether the work was made for it.
    let isNew: Bool
    /// The key of the work that it was of before.
    let formerKey: String?
  }

  private struct FormerWork {
    let id: Int64
    let key: String
    let added: Int
  }

  private let db: Database
  private let rulings: IdentityRulings
  private let claims: KeyClaims
  private let now: Int

  init(_ db: Database, _ rulings: IdentityRulings, _ claims: KeyClaims, _ now: Int) {
    (self.db, self.rulings, self.claims, self.now) = (db, rulings, claims, now)
  }

  /// - Returns: by member.
  mutating func works(of members: [WorkMember]) throws -> [Place] {
    let former = try formerWorks(of: members)
    let groups = try partition(members, former)
    let heirs = heirs(of: former, groups, members)
    var works: [Int: (id: Int64, key: String)] = [:]
    var orphans: [Int] = []
    for index in groups.indices {
      let inherited = heirs.filter { $0.value == index }.compactMap { former[$0.key] }
      guard let kept = inherited.min(by: Self.cameInEarlier) else {
        orphans.append(index)
        continue
      }
      works[index] = (kept.id, kept.key)
      for other in inherited where other.id != kept.id { try merge(other, into: kept) }
    }
    let made = try makeWorks(for: orphans.map { groups[$0].members }, members)
    for (index, work) in zip(orphans, made) { works[index] = work }
    for (index, work) in works where groups[index].evidence.values.contains("index.yaml") {
      try addRuledNames(groups[index].members.map { members[$0] }, of: work.key)
    }
    let isNew = Set(orphans)
    var places = [Place?](repeating: nil, count: members.count)
    for (index, group) in groups.enumerated() {
      for member in group.members {
        places[member] = Place(
          id: works[index]!.id, key: works[index]!.key, evidence: group.evidence[member],
          isNew: isNew.contains(index),
          formerKey: members[member].work.flatMap { former[$0]?.key })
      }
    }
    return places.map { $0! }
  }

  private static func cameInEarlier(_ one: FormerWork, _ other: FormerWork) -> Bool {
    (one.added, one.key.count, one.key) < (other.added, other.key.count, other.key)
  }

  private func formerWorks(of members: [WorkMember]) throws -> [Int64: FormerWork] {
    var works: [Int64: FormerWork] = [:]
    for id in Set(members.compactMap(\.work)) {
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT key, added FROM work WHERE id = ?"), arguments: [id])
      guard let row else { continue }
      works[id] = FormerWork(id: id, key: try row.value("key"), added: try row.value("added"))
    }
    return works
  }

  // MARK: Groups

  private func partition(
    _ members: [WorkMember], _ former: [Int64: FormerWork]
  ) throws -> [WorkPartition.Group] {
    let identities = members.map(\.identity)
    if rulings == IdentityRulings() { return WorkPartition.groups(of: identities) }
    let names = try members.map { member in try self.names(of: member, former) }
    let ruled = rulings.pairs(named: names)
    return WorkPartition.groups(of: identities, ruled: ruled.map { ($0.first, $0.second) }) {
      first, second in
      let pair = RuledPair(first: min(first, second), second: max(first, second), isSame: true)
      if ruled.contains(pair.opposite) { return .different }
      return ruled.contains(pair) ? .same : nil
    }
  }

  /// What a ruling may call a citation: its place, the key of its source, and its work's keys.
  private func names(
    of member: WorkMember, _ former: [Int64: FormerWork]
  ) throws -> CitationNames {
    let citation = member.cited.citation
    var names = CitationNames(
      own: Set([citation.sourceKey, "\(member.cited.source):\(citation.line)"].compactMap(\.self)))
    if let work = member.work.flatMap({ former[$0] }) {
      names.own.insert(work.key)
      names.others = Set(
        try String.fetchAll(
          db, sql: "SELECT alias FROM alias WHERE key = ?", arguments: [work.key]))
    }
    let claimed = claims.keys(claimedBy: member.record)
    if member.work == nil, let key = claims.key(of: member.record) ?? claimed.first {
      names.own.insert(key)
    }
    names.others.formUnion(claimed)
    let first = claims.firstKey(of: member.record) ?? member.work.flatMap { former[$0]?.key }
    names.alone = Set(
      [citation.sourceKey, "\(member.cited.source):\(citation.line)", first].compactMap(\.self))
    if claimed.isEmpty, member.work == nil {
      names.others.insert(CitationKey(for: citation.reference).description)
    }
    return names
  }

  /// The group that each former work lives on in: that which holds most of its citations.
  private func heirs(
    of former: [Int64: FormerWork], _ groups: [WorkPartition.Group], _ members: [WorkMember]
  ) -> [Int64: Int] {
    var votes: [Int64: [Int: Int]] = [:]
    for (index, group) in groups.enumerated() {
      for member in group.members {
        guard let work = members[member].work, former[work] != nil else { continue }
        votes[work, default: [:]][index, default: 0] += weight(
          of: members[member], in: former[work]!)
      }
    }
    return votes.mapValues { votes in
      votes.max {
        ($0.value, text(groups[$1.key], members), $1.key)
          < ($1.value, text(groups[$0.key], members), $0.key)
      }!.key
    }
  }

  /// What is still there counts more than what came into its place, and what claims another key, which
  /// it had before the work took it over, counts nothing.
  private func weight(of member: WorkMember, in work: FormerWork) -> Int {
    if let claimed = claims.key(of: member.record), claimed != work.key { return 0 }
    return member.id == nil ? 1 : 4
  }

  private func text(_ group: WorkPartition.Group, _ members: [WorkMember]) -> String {
    group.members.map { members[$0].identity.canonicalText }.min() ?? ""
  }

  // MARK: Works

  /// What all citations together ask for, or where they are only said to be one what most of them do.
  private static func wantedKey(of group: [Int], _ members: [WorkMember]) -> CitationKey {
    let keys = group.map { CitationKey(for: members[$0].cited.citation.reference) }
    if keys.count == 1 { return keys[0] }
    let together = CitationKey(for: UnitedFacts(group.map { members[$0].cited.citation }).reference)
    if Set(keys).contains(together) { return together }
    let counts = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max {
      ($0.value, $1.key.description) < ($1.value, $0.key.description)
    }!.key
  }

  private func merge(_ work: FormerWork, into kept: FormerWork) throws {
    try addAlias(work.key, of: kept.key)
    try db.execute(sql: "UPDATE alias SET key = ? WHERE key = ?", arguments: [kept.key, work.key])
  }

  /// A ruling goes on naming the works that it made one by the keys that they would have.
  private func addRuledNames(_ members: [WorkMember], of key: String) throws {
    for member in members {
      let wanted = CitationKey(for: member.cited.citation.reference).description
      guard wanted != key, rulings.same.joined().contains(wanted) else { continue }
      try addAlias(wanted, of: key)
    }
  }

  private func addAlias(_ alias: String, of key: String) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO alias (alias, key) VALUES (?, ?)")
      .execute(arguments: [alias, key])
  }

  private func makeWorks(
    for groups: [[Int]], _ members: [WorkMember]
  ) throws -> [(id: Int64, key: String)] {
    let candidates = groups.concurrentMap { group in
      KeyAssignment.Candidate(
        wanted: Self.wantedKey(of: group, members), records: group.map { members[$0].record },
        canonicalText: group.map { members[$0].identity.canonicalText }.min() ?? "")
    }
    let taken = try BoundStatement(db, "SELECT 1 FROM work WHERE key = ?")
    // What a ruling alone calls a work is free for the work that would have it without the ruling.
    let named = try BoundStatement(
      db,
      """
      SELECT 1 FROM alias WHERE alias = ?1
        AND EXISTS (SELECT 1 FROM former_record WHERE former_record.key = ?1)
      """)
    let keys = try KeyAssignment.keys(for: candidates, claims: claims) { key, isTakenBack in
      taken.bind(key)
      if try taken.integer() != nil { return true }
      if isTakenBack { return false }
      named.bind(key)
      return try named.integer() != nil
    }
    return try insertWorks(keys)
  }

  private func insertWorks(_ keys: [KeyAssignment.Assigned]) throws -> [(id: Int64, key: String)] {
    let formerDate = try BoundStatement(db, "SELECT added FROM former_work WHERE key = ?")
    let works = try BoundStatement(db, into: "work", ["key", "added"])
    let settle = try BoundStatement(db, "DELETE FROM alias WHERE alias = ?")
    let additions = try BoundStatement(db, into: "addition", ["key", "added"])
    return try keys.map { assigned in
      formerDate.bind(assigned.key)
      let former = try formerDate.integer()
      works.bind(assigned.key)
      works.bind(former ?? Int64(now))
      try works.execute()
      let id = db.lastInsertedRowID
      settle.bind(assigned.key)
      try settle.execute()
      if former == nil {
        additions.bind(assigned.key)
        additions.bind(Int64(now))
        try additions.execute()
      }
      for alias in assigned.aliases { try addAlias(alias, of: assigned.key) }
      return (id, assigned.key)
    }
  }
}
