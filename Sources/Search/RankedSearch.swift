import GRDB
import Index
import Ranking
import References

/// One compiled query on one state of the index: all its hits in order.
struct RankedSearch {
  private let db: Database
  private let query: CompiledQuery
  private let scorer: Scorer?
  /// What was counted to score the hits.
  private let tally: Scorer.Tally
  private let sort: HitOrder
  private var rows: [Scorer.Row]
  private var isRestricted = false

  /// All works that match.
  var total: Int { rows.count }
  /// Their ids, in no order.
  var ids: [Int] { rows.map(\.work) }

  init(
    _ db: Database, _ query: CompiledQuery, _ parameters: RankingParameters,
    _ lengths: Scorer.Lengths, _ table: TermPass.Table, sort: HitOrder
  ) throws {
    self.db = db
    self.query = query
    self.sort = query.scoring == nil && sort == .relevance ? .newest : sort
    scorer = try query.scoring.map { try Self.scorer(for: $0, parameters, lengths, db) }
    tally = try scorer.map { try Self.tally(query, $0, table, db) } ?? Scorer.Tally()
    rows = try Self.rows(query, scorer, tally, db)
  }

  /// The first hits with everything that is known of them, each as it is read, until `body` wants
  /// no more.
  func forEachHit(limit: Int, explaining: Bool, _ body: (Hit) -> Bool) throws {
    let store = WorkStore(db)
    for row in try ordered(limit: limit) {
      guard let work = try store.work(Int64(row.work)) else { throw IndexError.damaged }
      let parts = explaining ? try scoreParts(of: row) : []
      guard body(Hit(work: work, score: row.score, scoreParts: parts)) else { return }
    }
  }

  func hits(limit: Int, explaining: Bool) throws -> [Hit] {
    var hits: [Hit] = []
    try forEachHit(limit: limit, explaining: explaining) {
      hits.append($0)
      return true
    }
    return hits
  }

  /// The same hits without those of other keys; nil leaves out none.
  func restricted(to keys: Set<String>?) throws -> RankedSearch {
    guard let keys else { return self }
    let statement = try db.cachedStatement(sql: "SELECT key FROM work WHERE id = ?")
    var restricted = self
    restricted.isRestricted = true
    restricted.rows = try rows.filter { row in
      try String.fetchOne(statement, arguments: [row.work]).map(keys.contains) ?? false
    }
    return restricted
  }

  /// The keys and scores of the first hits.
  func keys(limit: Int) throws -> [(key: String, score: Double)] {
    let statement = try db.cachedStatement(sql: "SELECT key FROM work WHERE id = ?")
    return try ordered(limit: limit).map { row in
      (try String.fetchOne(statement, arguments: [row.work]) ?? "", row.score)
    }
  }

  /// The works that score best, with their scores.
  func best(_ count: Int) throws -> [Scorer.Row] { try orderedByScore(limit: count) }

  // MARK: Scoring

  private static func scorer(
    for expression: MatchExpression, _ parameters: RankingParameters, _ lengths: Scorer.Lengths,
    _ db: Database
  ) throws -> Scorer {
    func scored(_ term: MatchExpression.Term, hasNeighbour: Bool) throws -> Scorer.Term {
      Scorer.Term(
        text: term.text, spellings: term.spellings,
        documentFrequency: try documentFrequency(of: term, in: db),
        hasNeighbour: hasNeighbour, boost: term.boost)
    }
    return Scorer(
      terms: try expression.terms.enumerated().map { index, term in
        try scored(term, hasNeighbour: expression.areNeighbours(index, index + 1))
      },
      substitutes: try expression.substitutes.map {
        Scorer.Substitute(term: try scored($0.term, hasNeighbour: false), words: $0.words)
      },
      parameters: parameters, lengths: lengths)
  }

  private static func documentFrequency(
    of term: MatchExpression.Term, in db: Database
  ) throws -> Int {
    if let statistic = term.statistic {
      return try TermRecorder.documentFrequency(of: statistic, in: db)
    }
    return try Int.fetchOne(
      db.cachedStatement(sql: "SELECT count(*) FROM work_index WHERE work_index MATCH ?"),
      arguments: [term.match]) ?? 0
  }

  /// Counts the words of all hits, and where SQL alone decides of others that hold some.
  private static func tally(
    _ query: CompiledQuery, _ scorer: Scorer, _ table: TermPass.Table, _ db: Database
  ) throws -> Scorer.Tally {
    guard let scoring = query.scoring else { return Scorer.Tally() }
    let hasCondition = query.match != nil && query.condition != .always
    if !hasCondition && scoring.isCheaperByTerm {
      let pass = TermPass(scorer, table)
      try db.run(
        "SELECT ibid_run(work_index, :pass) FROM work_index WHERE work_index MATCH ? LIMIT 1",
        arguments: [scoring.text], pass: pass)
      return pass.tally
    }
    let pass = WorkPass(scorer)
    let statement = hasCondition ? conditional(query, scoring) : unconditional(scoring)
    try db.run(statement.sql, arguments: statement.statementArguments, pass: pass)
    return pass.tally
  }

  /// Adds every row that matches. It returns none, so that SQLite stays in its own loop.
  private static func unconditional(_ scoring: MatchExpression) -> SQLCondition {
    SQLCondition(
      "SELECT 1 FROM work_index WHERE work_index MATCH ? AND ibid_add(work_index, :pass) IS NULL",
      [.text(scoring.text)])
  }

  /// Adds every row that matches and meets the conditions; a row is returned for each, as only then
  /// the conditions are surely met.
  private static func conditional(
    _ query: CompiledQuery, _ scoring: MatchExpression
  ) -> SQLCondition {
    SQLCondition(
      """
      \(query.prologue) SELECT ibid_add(work_index, :pass) \
      FROM work_index JOIN work ON work.id = work_index.rowid \
      WHERE work_index MATCH ? AND \(query.condition.sql)
      """,
      query.definitions.flatMap(\.arguments) + [.text(scoring.text)] + query.condition.arguments)
  }

  /// Every hit with its score, in no order.
  private static func rows(
    _ query: CompiledQuery, _ scorer: Scorer?, _ tally: Scorer.Tally, _ db: Database
  ) throws -> [Scorer.Row] {
    guard let scorer else { return try ids(query, db).map { Scorer.Row(work: $0, score: 0) } }
    let scored = scorer.scored(tally)
    if query.match != nil { return scored }
    let scores = Dictionary(scored.map { ($0.work, $0.score) }) { first, _ in first }
    return try ids(query, db).map { Scorer.Row(work: $0, score: scores[$0] ?? 0) }
  }

  private static func ids(_ query: CompiledQuery, _ db: Database) throws -> [Int] {
    try Int.fetchAll(db, sql: query.hits.sql, arguments: query.hits.statementArguments)
  }

  /// What each part of the query brings to the score of one work.
  private func scoreParts(of row: Scorer.Row) throws -> [ScorePart] {
    guard let scorer, let scoring = query.scoring else { return [] }
    let pass = WorkPass(scorer)
    try db.run(
      """
      SELECT ibid_add(work_index, :pass) FROM work_index WHERE work_index MATCH ? AND rowid = ?
      """, arguments: [scoring.text, row.work], pass: pass)
    return pass.parts(in: tally)
  }

  // MARK: Order

  /// The first rows in the order asked for. Ties are broken by year and key, so that a result is
  /// always in the same order.
  private func ordered(limit: Int) throws -> [Scorer.Row] {
    if limit <= 0 { return [] }
    return try sort == .relevance ? orderedByScore(limit: limit) : orderedByField(limit: limit)
  }

  private func orderedByScore(limit: Int) throws -> [Scorer.Row] {
    let candidates = atLeast(kthScore(limit))
    let keys = try tieBreakers(of: candidates)
    let sorted = candidates.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      let (l, r) = (keys[left.work], keys[right.work])
      return (r?.year ?? 0, l?.key ?? "") < (l?.year ?? 0, r?.key ?? "")
    }
    return Array(sorted.prefix(limit))
  }

  /// The score of the last hit that is shown.
  private func kthScore(_ k: Int) -> Double {
    if rows.count <= k { return -.infinity }
    var heap = BoundedHeap(capacity: k)
    for row in rows { heap.insert(row.score) }
    return heap.smallest
  }

  private func atLeast(_ score: Double) -> [Scorer.Row] { rows.filter { $0.score >= score } }

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
    let hits = query.hits
    let scores = Dictionary(rows.map { ($0.work, $0.score) }) { first, _ in first }
    let ids = try Int.fetchAll(
      db,
      sql: """
        SELECT hit.id FROM (\(hits.sql)) AS hit JOIN work ON work.id = hit.id
        ORDER BY \(Self.order[sort]!) LIMIT ?
        """, arguments: hits.statementArguments + [isRestricted ? -1 : limit])
    let shown = isRestricted ? ids.filter { scores[$0] != nil }.prefix(limit) : ids[...]
    return shown.map { Scorer.Row(work: $0, score: scores[$0] ?? 0) }
  }

  private static let order: [HitOrder: String] = [
    .newest: "work.year DESC, work.key",
    .oldest: "work.year IS NULL, work.year, work.key",
    .author: "work.author_order IS NULL, work.author_order, work.year, work.key",
    .title: "work.title_order IS NULL, work.title_order, work.key",
    .key: "work.key",
  ]
}

extension MatchExpression {
  /// Whether two terms are words beside each other that are looked for in the same fields.
  func areNeighbours(_ index: Int, _ next: Int) -> Bool {
    next < terms.count && terms[index].statistic != nil && terms[next].statistic != nil
      && terms[index].fields == terms[next].fields && !terms[next].standsAlone
  }
}

extension SQLCondition {
  var statementArguments: StatementArguments {
    StatementArguments(
      arguments.map { argument -> any DatabaseValueConvertible in
        switch argument {
        case .text(let text): text
        case .integer(let number): number
        }
      })
  }
}

/// The largest of many numbers.
private struct BoundedHeap {
  private let capacity: Int
  private var values: [Double] = []

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The smallest of those kept.
  var smallest: Double { values.first ?? -.infinity }

  mutating func insert(_ value: Double) {
    if values.count < capacity {
      values.append(value)
      siftUp(values.count - 1)
    } else if value > values[0] {
      values[0] = value
      siftDown(0)
    }
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0, values[child] < values[(child - 1) / 2] {
      values.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func siftDown(_ start: Int) {
    var parent = start
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < values.count }
      guard let least = children.min(by: { values[$0] < values[$1] }),
        values[least] < values[parent]
      else { return }
      values.swapAt(parent, least)
      parent = least
    }
  }
}
