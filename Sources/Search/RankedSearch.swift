import GRDB
import Index
import Ranking
import References

/// One compiled query on one state of the index: all hits with their scores.
struct RankedSearch {
  let db: Database
  let sort: HitOrder
  /// Hits that precede all others in the order of relevance, in order.
  private var first: [Scorer.Row] = []
  /// All other hits, unordered.
  private var others: [Scorer.Row]
  private let query: CompiledQuery
  private let scorer: Scorer?
  /// What was counted to score the hits.
  private let tally: Scorer.Tally
  private let isByRelevance: Bool

  /// All works that match.
  var total: Int { first.count + others.count }

  var rows: [Scorer.Row] { first.isEmpty ? others : first + others }

  init(
    _ db: Database, _ query: CompiledQuery, in database: IndexDatabase,
    _ parameters: RankingParameters, sort: HitOrder
  ) throws {
    self.db = db
    self.query = query
    isByRelevance = sort == .relevance
    self.sort = query.scoring == nil && sort == .relevance ? .newest : sort
    guard let scoring = query.scoring else {
      (scorer, tally) = (nil, Scorer.Tally())
      others = try Self.ids(query, db).map { Scorer.Row(work: $0, score: 0) }
      return
    }
    let scorer = try Self.scorer(
      for: scoring, parameters, database.lengths(parameters, db), db)
    self.scorer = scorer
    tally =
      scoring.isCheaperByList
      ? try Self.tallyByLists(query, scoring, scorer, parameters.weights, database, db)
      : scorer.settled(try Self.tallyByWorks(query, scoring, scorer, db))
    others = scorer.scored(tally)
  }

  // MARK: Hits

  /// The hits that come first, and the search without them; nil if there are none.
  func splittingFirst() -> ([Scorer.Row], rest: RankedSearch)? {
    guard isByRelevance, !first.isEmpty else { return nil }
    var rest = self
    rest.first = []
    return (first, rest)
  }

  /// How many of some works, which come first, are hits.
  func countOfFirst(in works: Set<Int>) -> Int { first.count { works.contains($0.work) } }

  /// The beginning of a statement in which `hit` is a table of the ids of all hits; its argument is
  /// `ids`. The query does not run again.
  static let withHits = "WITH hit (id) AS (SELECT value FROM json_each(?))"

  /// The ids of all hits, as JSON.
  var ids: String { "[\(rows.map { String($0.work) }.joined(separator: ","))]" }

  /// The keys of all hits, unordered.
  func keys() throws -> [String] {
    try String.fetchAll(
      db, sql: "\(Self.withHits) SELECT key FROM hit JOIN work USING (id)", arguments: [ids])
  }

  func leavingOut(_ keys: Set<String>) throws -> RankedSearch {
    try filtered(
      Row.fetchAll(
        db, sql: "\(Self.withHits) SELECT id, key FROM hit JOIN work USING (id)", arguments: [ids]
      ).filter { !keys.contains(try $0.value("key")) }.map { try $0.value("id") })
  }

  /// Works added to the library at a time or later.
  func added(since date: AdditionDate) throws -> RankedSearch {
    try filtered(
      Int.fetchAll(
        db, sql: "\(Self.withHits) SELECT id FROM hit JOIN work USING (id) WHERE added >= ?",
        arguments: [ids, date.seconds]))
  }

  private func filtered(_ works: [Int]) -> RankedSearch {
    let works = WorkSet(works)
    var filtered = self
    filtered.first.removeAll { !works.contains($0.work) }
    filtered.others.removeAll { !works.contains($0.work) }
    return filtered
  }

  /// The same with some works, whether they match or not, before all others.
  func beginning(with works: [Int]) -> RankedSearch {
    let moved = WorkSet(works)
    let matching = rows.filter { moved.contains($0.work) }
    let scored = Dictionary(matching.map { ($0.work, $0) }) { first, _ in first }
    var search = self
    search.first.removeAll { moved.contains($0.work) }
    search.others.removeAll { moved.contains($0.work) }
    var seen: Set<Int> = []
    search.first.insert(
      contentsOf: works.filter { seen.insert($0).inserted }
        .map { scored[$0] ?? Scorer.Row(work: $0, score: 0) }, at: 0)
    return search
  }

  // MARK: Scoring

  private static func scorer(
    for expression: RenderedMatch, _ parameters: RankingParameters, _ lengths: Scorer.Lengths,
    _ db: Database
  ) throws -> Scorer {
    func scored(_ term: RenderedMatch.Term, hasNeighbour: Bool) throws -> Scorer.Term {
      Scorer.Term(
        text: term.term.text, spellings: term.spellings,
        documentFrequency: try documentFrequency(of: term, in: db),
        hasNeighbour: hasNeighbour, boost: term.term.boost)
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
    of term: RenderedMatch.Term, in db: Database
  ) throws -> Int {
    if let statistic = term.term.statistic {
      return try TermStatistics.documentFrequency(of: statistic, in: db)
    }
    return try Int.fetchOne(
      db.cachedStatement(sql: "SELECT count(*) FROM work_index WHERE work_index MATCH ?"),
      arguments: [term.match]) ?? 0
  }

  // MARK: Counting

  /// Counts the words of all hits in the posting lists of the words.
  private static func tallyByLists(
    _ query: CompiledQuery, _ scoring: RenderedMatch, _ scorer: Scorer, _ weights: [Double],
    _ database: IndexDatabase, _ db: Database
  ) throws -> Scorer.Tally {
    let lists = try database.lists(weights, db)
    let phrases = try scoring.phrases.map { try lists.places(of: $0.phrase, in: $0.fields) }
    let capacity = scorer.lengths.works.count
    guard phrases.allSatisfy({ $0.list.works.last ?? -1 < capacity }) else {
      throw IndexError.damaged
    }
    let pass = ListPass(scorer, phrases: phrases.map(\.list))
    var works: [Int32]
    if query.isRequired {
      var search = ListSearch(scoring, lists, pass, capacity: capacity)
      works = try search.works()
      if query.condition != .always { works = try meeting(query, works, db) }
    } else {
      let ids = try ids(query, db)
      guard ids.allSatisfy((0..<capacity).contains) else { throw IndexError.damaged }
      works = ids.map { Int32($0) }.sorted()
    }
    return try pass.tally(of: works, database.passTable) { phrase, work, places in
      try phrases[phrase].append(of: work, to: &places)
    }
  }

  /// Those of some works that meet the conditions besides the text, ascending.
  private static func meeting(
    _ query: CompiledQuery, _ works: [Int32], _ db: Database
  ) throws -> [Int32] {
    let met = SQLCondition(
      """
      \(query.prologue) SELECT work.id FROM json_each(?) AS hit JOIN work ON work.id = hit.value \
      WHERE \(query.condition.sql)
      """,
      query.definitions.flatMap(\.arguments)
        + [.text("[\(works.map(String.init).joined(separator: ","))]")] + query.condition.arguments)
    return try Int32.fetchAll(db, sql: met.sql, arguments: met.statementArguments).sorted()
  }

  /// Counts the words of all hits where FTS5 stops at them.
  private static func tallyByWorks(
    _ query: CompiledQuery, _ scoring: RenderedMatch, _ scorer: Scorer, _ db: Database
  ) throws -> Scorer.Tally {
    let pass = WorkPass(scorer)
    let hasCondition = query.isRequired && query.condition != .always
    let statement = hasCondition ? conditional(query, scoring) : unconditional(scoring)
    try db.run(statement.sql, arguments: statement.statementArguments, pass: pass)
    if query.isRequired { return pass.tally }
    return pass.tally.of(try ids(query, db))
  }

  /// Adds every row that matches. It returns none, so that SQLite stays in its own loop.
  private static func unconditional(_ scoring: RenderedMatch) -> SQLCondition {
    SQLCondition(
      "SELECT 1 FROM work_index WHERE work_index MATCH ? AND ibid_add(work_index, :pass) IS NULL",
      [.text(scoring.text)])
  }

  /// Adds every row that matches and meets the conditions; a row is returned for each, as only then
  /// the conditions are surely met.
  private static func conditional(
    _ query: CompiledQuery, _ scoring: RenderedMatch
  ) -> SQLCondition {
    SQLCondition(
      """
      \(query.prologue) SELECT ibid_add(work_index, :pass) \
      FROM work_index JOIN work ON work.id = work_index.rowid \
      WHERE work_index MATCH ? AND \(query.condition.sql)
      """,
      query.definitions.flatMap(\.arguments) + [.text(scoring.text)] + query.condition.arguments)
  }

  private static func ids(_ query: CompiledQuery, _ db: Database) throws -> [Int] {
    try Int.fetchAll(db, sql: query.hits.sql, arguments: query.hits.statementArguments)
  }

  /// What each part of the query brings to the score of one work.
  func scoreParts(of row: Scorer.Row) throws -> [ScorePart] {
    guard let scorer, let scoring = query.scoring else { return [] }
    let pass = WorkPass(scorer)
    try db.run(
      """
      SELECT ibid_add(work_index, :pass) FROM work_index WHERE work_index MATCH ? AND rowid = ?
      """, arguments: [scoring.text, row.work], pass: pass)
    return pass.parts(in: tally)
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

/// Ids of works in which all hits of a query are looked up; a few are compared faster than hashed.
private struct WorkSet {
  private static let few = 8
  private let list: [Int]
  private let set: Set<Int>

  init(_ works: [Int]) {
    (list, set) = works.count <= Self.few ? (works, []) : ([], Set(works))
  }

  func contains(_ work: Int) -> Bool { set.isEmpty ? list.contains(work) : set.contains(work) }
}
