import GRDB
import Index
import Ranking

extension RankedSearch {
  /// The first rows in the order asked for. Ties are broken by year and key, so that a result is
  /// always in the same order.
  func ordered(limit: Int) throws -> [Scorer.Row] {
    if limit <= 0 { return [] }
    if let (first, rest) = splittingFirst() {
      return try Array(first.prefix(limit)) + rest.ordered(limit: limit - first.count)
    }
    return try sort == .relevance ? orderedByScore(limit: limit) : orderedByField(limit: limit)
  }

  /// The works that score best, with their scores.
  func best(_ count: Int) throws -> [Scorer.Row] { try orderedByScore(limit: count) }

  private func orderedByScore(limit: Int) throws -> [Scorer.Row] {
    let rows = rows
    let least = kthScore(limit, of: rows)
    let candidates = rows.filter { $0.score >= least }
    let keys = try tieBreakers(of: candidates)
    let sorted = candidates.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      let (l, r) = (keys[left.work], keys[right.work])
      return (r?.year ?? 0, l?.key ?? "") < (l?.year ?? 0, r?.key ?? "")
    }
    return Array(sorted.prefix(limit))
  }

  /// The score of the last hit that is shown.
  private func kthScore(_ k: Int, of rows: [Scorer.Row]) -> Double {
    if rows.count <= k { return -.infinity }
    var heap = BoundedHeap(capacity: k)
    for row in rows { heap.insert(row.score) }
    return heap.smallest
  }

  private func tieBreakers(of rows: [Scorer.Row]) throws -> [Int: (year: Int, key: String)] {
    let scores = Set(rows.map(\.score))
    if scores.count == rows.count { return [:] }
    let statement = try db.cachedStatement(sql: "SELECT year, key FROM work WHERE id = ?")
    var keys: [Int: (year: Int, key: String)] = [:]
    for row in rows {
      guard let found = try Row.fetchOne(statement, arguments: [row.work]) else {
        throw IndexError.damaged
      }
      keys[row.work] = (try found.value("year", as: Int?.self) ?? 0, try found.value("key"))
    }
    return keys
  }

  private func orderedByField(limit: Int) throws -> [Scorer.Row] {
    let scores = Dictionary(rows.map { ($0.work, $0.score) }) { first, _ in first }
    let works = try Int.fetchAll(
      db,
      sql: """
        \(Self.withHits) SELECT id FROM hit JOIN work USING (id)
        ORDER BY \(Self.order[sort]!) LIMIT ?
        """, arguments: [ids, limit])
    return works.map { Scorer.Row(work: $0, score: scores[$0] ?? 0) }
  }

  static let order: [HitOrder: String] = [
    .newest: "work.year DESC, work.key",
    .oldest: "work.year IS NULL, work.year, work.key",
    .added: "work.added DESC, work.key",
    .author: "work.author_order IS NULL, work.author_order, work.year, work.key",
    .title: "work.title_order IS NULL, work.title_order, work.key",
    .key: "work.key",
  ]
}
