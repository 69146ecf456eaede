import GRDB
import References

/// A citation as its row has it: enough to see whether its source still has it.
struct StoredCitation {
  let id: Int64
  let work: Int64
  let digest: Int64
  let position: Int
  let line: Int
  let sourceKey: String?
  let subject: String?

  init(_ row: Row) throws(IndexError) {
    id = try row.value("id")
    work = try row.value("work_id")
    digest = try row.value("digest")
    position = try row.value("position")
    line = try row.value("line")
    sourceKey = try row.value("source_key")
    subject = try row.value("subject")
  }
}

/// What became of a source's citations since it was read before.
///
/// A citation that says the same keeps its row, wherever it stands now. Of the others, a new one is
/// what became of an old one where the source gives both the same key, or where as many are new as
/// are gone between two that stayed and both have something in common.
struct SourceComparison {
  struct Addition {
    /// In the source's new citations.
    let index: Int
    /// The work of what stood in its place.
    let former: Int64?
  }

  private let old: [StoredCitation]
  private let new: [Citation]
  /// Of the new citations.
  private let digests: [Int64]
  /// Whether a new citation may be an old one corrected.
  private let isCorrection: (StoredCitation, Citation) -> Bool
  /// Rows that stay with another place: id, position, line.
  private(set) var moved: [(Int64, Int, Int)] = []
  private(set) var removed: [StoredCitation] = []
  private(set) var added: [Addition] = []

  init(
    _ old: [StoredCitation], _ new: [Citation], _ digests: [Int64],
    isCorrection: @escaping (StoredCitation, Citation) -> Bool
  ) {
    (self.old, self.new, self.digests) = (old, new, digests)
    self.isCorrection = isCorrection
  }

  mutating func compare() {
    if old.isEmpty {
      added = new.indices.map { Addition(index: $0, former: nil) }
      return
    }
    let kept = keptRows()
    let isKept = Set(kept.compactMap(\.self))
    removed = old.indices.filter { !isKept.contains($0) }.map { old[$0] }
    for (index, row) in kept.enumerated() {
      guard let row, old[row].position != new[index].position || old[row].line != new[index].line
      else { continue }
      moved.append((old[row].id, new[index].position, new[index].line))
    }
    pairAdditions(kept, isKept)
  }

  /// By new citation, the old one that says the same; each is taken once, in order.
  private func keptRows() -> [Int?] {
    var rows: [Int64: [Int]] = [:]
    for (index, citation) in old.enumerated().reversed() {
      rows[citation.digest, default: []].append(index)
    }
    return digests.map { rows[$0]?.popLast() }
  }

  private mutating func pairAdditions(_ kept: [Int?], _ isKept: Set<Int>) {
    let byKey = Dictionary(
      removed.compactMap { row in row.sourceKey.map { ($0, row.work) } },
      uniquingKeysWith: { first, _ in first })
    var next = 0
    var index = 0
    while index < new.count {
      if let row = kept[index] {
        next = row + 1
        index += 1
        continue
      }
      let end = kept[index...].firstIndex { $0 != nil } ?? new.count
      let gone = old[min(next, old.count)...].indices.prefix { !isKept.contains($0) }
      let start = index
      func inPlace(_ place: Int) -> Int64? {
        guard gone.count == end - start else { return nil }
        let row = old[gone.startIndex + place - start]
        return isCorrection(row, new[place]) ? row.work : nil
      }
      for place in index..<end {
        let former = new[place].sourceKey.map { byKey[$0] } ?? inPlace(place)
        added.append(Addition(index: place, former: former))
      }
      index = end
    }
  }
}
