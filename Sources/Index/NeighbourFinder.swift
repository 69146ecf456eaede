import GRDB
import References

/// A citation whose work is to be found out: one that is new, or one of the index that may be of
/// one work with it.
struct WorkMember: Sendable {
  let cited: SourcedCitation
  /// The work that it is of now, or that what stood in its place was of.
  let work: Int64?
  /// Its row; nil where it has none yet.
  let id: Int64?
  let evidence: String?
  let identity: Identity
  let record: KeyRecord

  init(cited: SourcedCitation, work: Int64?, id: Int64?, evidence: String? = nil) {
    (self.cited, self.work, self.id, self.evidence) = (cited, work, id, evidence)
    let citation = cited.citation
    identity = Identity(citation.reference)
    record = KeyRecord(
      citation.reference, source: cited.source, sourceKey: citation.sourceKey,
      position: citation.position)
  }
}

/// Finds the citations of an index that new ones may be of one work with: those that share a block
/// with them, those of the same works, and so on, until nothing is added.
struct NeighbourFinder {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// - Parameter works: whose citations are wanted, too.
  func members(near arrivals: [WorkMember], and works: Set<Int64>) throws -> [WorkMember] {
    guard try Int.fetchOne(db, sql: "SELECT 1 FROM citation LIMIT 1") != nil else { return [] }
    var found: [Int64: WorkMember] = [:]
    var seenBlocks: Set<Int64> = []
    var seenWorks: Set<Int64> = []
    var blocks = arrivals.flatMap(\.identity.blocks)
    var pending = Array(works) + arrivals.compactMap(\.work)
    while !blocks.isEmpty || !pending.isEmpty {
      var ids: [Int64] = []
      for block in blocks where seenBlocks.insert(block).inserted {
        ids += try Int64.fetchAll(
          db.cachedStatement(sql: "SELECT citation_id FROM block WHERE hash = ?"),
          arguments: [block])
      }
      for work in pending where seenWorks.insert(work).inserted {
        ids += try Int64.fetchAll(
          db.cachedStatement(sql: "SELECT id FROM citation WHERE work_id = ? AND subject IS NULL"),
          arguments: [work])
      }
      (blocks, pending) = ([], [])
      for id in ids where found[id] == nil {
        guard let member = try WorkStore(db).member(id) else { continue }
        found[id] = member
        blocks += member.identity.blocks
        pending += [member.work].compactMap(\.self)
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension WorkStore {
  fileprivate func member(_ id: Int64) throws -> WorkMember? {
    try citation(id).map {
      WorkMember(cited: $0.cited, work: $0.work, id: $0.id, evidence: $0.evidence)
    }
  }
}
