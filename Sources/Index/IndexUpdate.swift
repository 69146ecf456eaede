import Foundation
import GRDB
import References

/// One change of an index, in one transaction: sources are replaced and forgotten one by one, and at
/// its end works, keys and texts follow.
///
/// ```
/// replace, forget   citations that are gone, citations that are new; those still there stay
/// finish            the citations that may be of one work with these → groups → works with keys
///                   → rows → the works' own rows and texts
/// ```
public struct IndexUpdate {
  let db: Database
  private let ftsExtension: FTS5Extension
  private var table: CitationTable
  private let rulings: IdentityRulings
  /// Those that the index was built with.
  private let formerRulings: IdentityRulings
  private let claims: KeyClaims
  /// Seconds since 1970.
  private let now: Int
  private var arrivals: [Arrival] = []
  /// Citations that name a work and describe none.
  private var notes: [Arrival] = []
  /// Whether a source was replaced or forgotten, or rulings have changed.
  private(set) var hasChanges: Bool
  /// Works that lost a citation.
  private var bereaved: Set<Int64> = []
  private var due: DueMentions

  /// A citation that is not in the index yet.
  private struct Arrival: Sendable {
    let source: Int64
    let cited: SourcedCitation
    /// Of the citation.
    let digest: Int64
    /// The work of the citation that stood in its place before.
    let former: Int64?
  }

  init(
    _ db: Database, _ ftsExtension: FTS5Extension, _ rulings: IdentityRulings,
    _ claims: KeyClaims, _ now: Date
  ) throws {
    self.db = db
    self.rulings = rulings
    formerRulings = try IdentityRulings.stored(in: db)
    hasChanges = rulings != formerRulings
    self.claims = claims
    self.now = Int(now.timeIntervalSince1970)
    self.ftsExtension = ftsExtension
    table = try CitationTable(db, ftsExtension.analyzer)
    due = try DueMentions(db, ftsExtension.analyzer)
  }

  // MARK: Sources

  /// Puts a source's citations in the place of those that it had before.
  public mutating func replace(_ source: IndexedSource, with citations: [Citation]) throws {
    try replace(source, with: citations, old: storedCitations(of: source.path))
  }

  /// Puts some citations of a source in the place of those at their positions.
  ///
  /// - Parameter present: the positions of all citations that the source has now; what stood at others
  ///   goes.
  public mutating func revise(
    _ source: IndexedSource, with citations: [Citation], present: Set<Int>
  ) throws {
    let read = Set(citations.map(\.position))
    let old = try storedCitations(of: source.path).filter {
      read.contains($0.position) || !present.contains($0.position)
    }
    try replace(source, with: citations, old: old)
  }

  private mutating func replace(
    _ source: IndexedSource, with citations: [Citation], old: [StoredCitation]
  ) throws {
    hasChanges = true
    let id = try insert(source)
    due.add(source: id)
    let store = WorkStore(db)
    let digests = citations.concurrentMap(\.digest)
    var comparison = SourceComparison(old, citations, digests) {
      [path = source.path] old, new in
      // Whatever a person says that a citation means, it is the same citation.
      if !new.fixed.isEmpty, (try? store.raw(ofCitation: old.id)) == new.raw { return true }
      guard let reference = try? store.reference(ofCitation: old.id) else { return false }
      return KeyRecord(reference, source: path, sourceKey: nil, position: 0)
        .isCorrection(
          of: KeyRecord(new.reference, source: path, sourceKey: nil, position: 0))
    }
    comparison.compare()
    for (old, position, line) in comparison.moved {
      try db.cachedStatement(sql: "UPDATE citation SET position = ?, line = ? WHERE id = ?")
        .execute(arguments: [position, line, old])
    }
    try delete(comparison.removed, of: source.path)
    for addition in comparison.added {
      let citation = citations[addition.index]
      let arrival = Arrival(
        source: id, cited: SourcedCitation(source: source.path, citation),
        digest: digests[addition.index], former: addition.former)
      if citation.subject == nil { arrivals.append(arrival) } else { notes.append(arrival) }
    }
  }

  /// Forgets a source and the works that only it cites.
  public mutating func forget(_ path: String) throws {
    hasChanges = true
    try delete(storedCitations(of: path), of: path)
    try db.execute(sql: "DELETE FROM source WHERE path = ?", arguments: [path])
  }

  /// Notes that a source's file was touched but not changed.
  public func touch(_ source: IndexedSource) throws {
    try db.execute(
      sql: "UPDATE source SET size = ?, modified = ? WHERE path = ?",
      arguments: [source.size, source.modified, source.path])
  }

  /// Notes who wrote the annotations of a source that do not say so themselves.
  public func state(annotator: String?, of path: String) throws {
    try db.execute(
      sql: "UPDATE source SET stated_annotator = ? WHERE path = ?", arguments: [annotator, path])
  }

  private func storedCitations(of path: String) throws -> [StoredCitation] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT citation.id, work_id, citation.digest, citation.position, line, source_key, subject
        FROM citation
        JOIN source ON source.id = source_id WHERE source.path = ? ORDER BY citation.position
        """, arguments: [path]
    ).map(StoredCitation.init)
  }

  private mutating func delete(_ citations: [StoredCitation], of path: String) throws {
    let store = WorkStore(db)
    for citation in citations {
      guard let reference = try store.reference(ofCitation: citation.id) else { continue }
      if citation.work != 0 { bereaved.insert(citation.work) }
      due.add(key: citation.sourceKey)
      if citation.subject != nil {
        try table.delete(citation.id, blocks: [])
        continue
      }
      try keepRecord(
        KeyRecord(
          reference, source: path, sourceKey: citation.sourceKey, position: citation.position),
        of: citation.work)
      try table.delete(citation.id, blocks: Identity(reference).blocks)
    }
  }

  /// A work that comes back is known by what its citations were.
  private func keepRecord(_ record: KeyRecord, of work: Int64) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO former_record (record, key) SELECT ?, key FROM work WHERE id = ?
        """
    ).execute(arguments: [record.text, work])
  }

  private func insert(_ source: IndexedSource) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO source
          (path, size, modified, digest, problems, unread, is_faulty, fixes, annotator)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
          digest = excluded.digest, problems = excluded.problems, unread = excluded.unread,
          is_faulty = excluded.is_faulty, fixes = excluded.fixes,
          annotator = excluded.annotator
        """,
      arguments: [
        source.path, source.size, source.modified, source.digest, source.problems,
        source.unread, source.isFaulty, source.fixes, source.annotator,
      ])
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM source WHERE path = ?", arguments: [source.path])
    guard let id else { throw IndexError.damaged }
    return id
  }

  // MARK: Works

  /// Brings works, keys, rows and texts up to date with the citations.
  ///
  /// - Parameter advance: called now and then with a source and how many citations are put in.
  mutating func finish(_ advance: (String, Int) -> Void) throws {
    var texts = try TextTable(db, ftsExtension)
    let citations = try assigned(&texts)
    try insertArrivals(citations, advance)
    for note in notes {
      // Of which work it is follows when all are there (`SubjectResolver`).
      try table.insert(
        note.cited.citation, digest: note.digest, source: note.source, work: 0, evidence: nil,
        blocks: [])
    }
    for citation in citations {
      guard let id = citation.id, citation.isReassigned else { continue }
      try db.cachedStatement(sql: "UPDATE citation SET work_id = ?, evidence = ? WHERE id = ?")
        .execute(arguments: [citation.place.id, citation.place.evidence, id])
    }
    try finishWorks(citations, &texts)
    for work in Set(citations.map(\.place.id)) { try due.add(work: work) }
    try due.mark()
    try db.execute(
      sql: """
        UPDATE library_state
        SET generation = generation + 1, mentions_due = TRUE, rulings = ?
        """, arguments: [try rulings.text])
  }

  /// The arrivals, in order, and the citations that may be of one work with them, each with its work.
  /// Works without any citation depart.
  private mutating func assigned(_ texts: inout TextTable) throws -> [AssignedCitation] {
    var members = arrivals.concurrentMap { arrival in
      WorkMember(cited: arrival.cited, work: arrival.former, id: nil)
    }
    var named = try rulings.works(in: db)
    if rulings != formerRulings { named.formUnion(try formerRulings.works(in: db)) }
    members += try NeighbourFinder(db).members(near: members, and: bereaved.union(named))
    for work in bereaved.union(members.compactMap(\.work)) { try due.add(work: work) }
    // Before keys are given: what moved to another source claims the key of what is gone from this.
    for id in bereaved.subtracting(members.compactMap(\.work)).sorted() {
      try texts.remove(id)
      try depart(id)
    }
    var assignment = WorkAssignment(db, rulings, try allClaims(), now)
    return zip(members, try assignment.works(of: members)).map(AssignedCitation.init)
  }

  private mutating func insertArrivals(
    _ citations: [AssignedCitation], _ advance: (String, Int) -> Void
  ) throws {
    for (index, arrival) in arrivals.enumerated() {
      try table.insert(
        arrival.cited.citation, digest: arrival.digest, source: arrival.source,
        work: citations[index].place.id, evidence: citations[index].place.evidence,
        blocks: citations[index].blocks)
      if index.isMultiple(of: 200) { advance(arrival.cited.source, index) }
    }
    try table.save()
  }

  private func allClaims() throws -> KeyClaims {
    if !claims.isEmpty { return claims }
    let rows = try Row.fetchAll(db, sql: "SELECT key, record FROM former_record")
    return KeyClaims(
      try rows.compactMap { row in
        guard let record = KeyRecord(text: try row.value("record")) else { return nil }
        return (key: try row.value("key"), record: record)
      })
  }

  private func finishWorks(_ citations: [AssignedCitation], _ texts: inout TextTable) throws {
    var groups: [Int64: [Int]] = [:]
    for (index, citation) in citations.enumerated() {
      groups[citation.place.id, default: []].append(index)
    }
    let touched = Set(groups.keys).union(citations.compactMap(\.former)).sorted()
    let order = try BoundStatement(
      db, "UPDATE work SET year = ?, author_order = ?, title_order = ? WHERE id = ?")
    let store = WorkStore(db)
    let newWorks = NewWorks(
      touched.map { id in
        guard let group = groups[id], group.count == 1, citations[group[0]].isOfNewWork else {
          return nil
        }
        return citations[group[0]].cited
      }, in: texts.languages)
    try newWorks.visit { place, new in
      let id = touched[place]
      if let new {
        try set(new.order, of: id, order)
        return try texts.insert(new, of: id)
      }
      guard let work = try store.work(id) else {
        try texts.remove(id)
        return try depart(id)
      }
      try set(WorkOrder(work.reference), of: id, order)
      try replaceYears(of: work, id)
      try texts.replace(with: work, id)
    }
    texts.count(newWorks.statistics)
    try texts.save()
    try record(citations)
  }

  /// A work that no source cites any more keeps its date and its key for when it comes back.
  private func depart(_ work: Int64) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO former_work SELECT key, added FROM work WHERE id = ?",
      arguments: [work])
    try db.execute(sql: "UPDATE citation SET work_id = 0 WHERE work_id = ?", arguments: [work])
    try db.execute(sql: "DELETE FROM work WHERE id = ?", arguments: [work])
    try db.execute(sql: "DELETE FROM other_year WHERE work_id = ?", arguments: [work])
  }

  /// Notes the keys of citations that are new or have another key now, to be recorded.
  private func record(_ citations: [AssignedCitation]) throws {
    let insert = try BoundStatement(db, into: "key_record", ["key", "record"])
    let settle = try BoundStatement(db, "DELETE FROM former_record WHERE record = ?")
    // A citation that another work took over claims the key back when it becomes one again.
    let keep = try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO former_record (record, key) SELECT ?, alias FROM alias WHERE alias = ?
        """)
    for citation in citations
    where citation.id == nil || citation.place.id != citation.former {
      let (record, place) = (citation.record, citation.place)
      settle.bind(record.text)
      try settle.execute()
      if let former = place.formerKey { try keep.execute(arguments: [record.text, former]) }
      if claims.key(of: record) != place.key {
        insert.bind(place.key)
        insert.bind(record.text)
        try insert.execute()
      }
    }
  }

  private func set(_ order: WorkOrder, of work: Int64, _ statement: BoundStatement) throws {
    statement.bind(order.year)
    statement.bind(order.author)
    statement.bind(order.title)
    statement.bind(work)
    try statement.execute()
  }

  /// The years that some citation of a work prints and the work does not show.
  private func replaceYears(of work: Work, _ id: Int64) throws {
    try db.cachedStatement(sql: "DELETE FROM other_year WHERE work_id = ?").execute(arguments: [id])
    for year in work.conflicts where year.fact == "year" {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO other_year VALUES (?, ?)")
        .execute(arguments: [Int(year.value), id])
    }
  }
}

/// A citation with the work that it is of now. What it was compared by is needed no more.
private struct AssignedCitation {
  let cited: SourcedCitation
  /// Its row; nil where it has none yet.
  let id: Int64?
  /// The work that it was of before, or that what stood in its place was of.
  let former: Int64?
  let place: WorkAssignment.Place
  let blocks: [Int64]
  let record: KeyRecord
  private let formerEvidence: String?

  init(_ member: WorkMember, _ place: WorkAssignment.Place) {
    (cited, id, former, self.place) = (member.cited, member.id, member.work, place)
    (blocks, record) = (member.identity.blocks, member.record)
    formerEvidence = member.evidence
  }

  var isReassigned: Bool { place.id != former || place.evidence != formerEvidence }

  var isOfNewWork: Bool { place.isNew && id == nil }
}
