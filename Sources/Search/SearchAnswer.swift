import GRDB
import Index
import QueryLanguage
import Ranking
import References
import TextAnalysis

/// What a request found, on the state of the index at which it was asked: valid while
/// `Searcher.answer` calls its body. Hits are read as they are asked for.
public struct SearchAnswer {
  let session: SearchSession
  private(set) var request: SearchRequest
  private(set) var reading: SearchSession.Reading
  let query: CompiledQuery
  /// Everything that matches, whenever it came into the library.
  private(set) var matches: RankedSearch
  /// Of these, what is shown.
  private var shown: RankedSearch
  private var isWhole = true
  /// What names the first works; nil where nothing does.
  private var naming: Naming?
  private var named: Set<Int> = []
  private var loosening: Loosening?
  /// Those of the matches that hold all words, where others are shown as well.
  private var exact: RankedSearch?
  /// What the query was taken for that the library does not have; its hits are only similar.
  public private(set) var missing: Naming.Reading?
  /// The part of the query that was read as years.
  private var years: BareYears?

  init(
    _ session: SearchSession, _ request: SearchRequest, _ reading: SearchSession.Reading,
    _ query: CompiledQuery, _ matches: RankedSearch
  ) throws {
    (self.session, self.request, self.reading, self.query) = (session, request, reading, query)
    self.matches = matches
    shown = try request.options.since.map { try matches.added(since: $0) } ?? matches
    if matches.total == 0 { try verifyConditions() }
  }

  /// Makes sure that conditions which no work meets were asked of sound values; of none where no text
  /// matched.
  private func verifyConditions() throws {
    if let match = query.match {
      let isAsked = try Int.fetchOne(
        session.db, sql: "SELECT 1 FROM work_index WHERE work_index MATCH ? LIMIT 1",
        arguments: [match.text])
      if isAsked == nil { return }
    }
    try session.db.verifyValues(askedIn: query.conditions)
  }

  /// The answer beside one whose works hold all words.
  ///
  /// - Parameter allFirst: whether these come first.
  func loosening(_ strict: SearchAnswer, allFirst: Bool) throws -> SearchAnswer {
    var answer = self
    answer.loosening = Loosening(totalOfAll: strict.total, allComeFirst: allFirst)
    answer.exact = strict.matches
    guard allFirst else { return answer }
    let works = try strict.matches.ordered(limit: strict.matches.total).map(\.work)
    try answer.begin(with: works)
    return answer
  }

  /// The answer with the works that its query names before all others.
  ///
  /// - Parameter required: what every hit must match.
  func beginning(with named: NamedWorks, _ required: [Criterion]) throws -> SearchAnswer {
    var works = named.works
    if !required.isEmpty {
      let allowed = try session.works(of: required)
      works.removeAll { !allowed.contains($0) }
    }
    if works.isEmpty { return self }
    var answer = self
    // What was said of the text as a query does not hold of what it names.
    answer.reading.notes = named.notes
    answer.naming = named.naming
    answer.named = Set(works)
    answer.exact = exact?.beginning(with: works)
    try answer.begin(with: works)
    return answer
  }

  /// The answer to a query of which a part was read as years.
  func reading(_ years: BareYears, at range: Range<Int>) -> SearchAnswer {
    var answer = self
    answer.years = years
    answer.reading.description = "(and \(reading.description) (\(years.query)))"
    answer.reading.notes.insert(
      QueryError(.note, .readAsYears(years.text, read: years.query), at: range), at: 0)
    return answer
  }

  /// The answer to a query that asks for one work, which the library does not have.
  func missing(_ reading: Naming.Reading) -> SearchAnswer {
    var answer = self
    answer.reading.notes = []
    answer.missing = reading
    return answer
  }

  private mutating func begin(with works: [Int]) throws {
    matches = matches.beginning(with: works)
    shown = try request.options.since.map { try matches.added(since: $0) } ?? matches
  }

  /// All works that match, also beyond the limit.
  public var total: Int { shown.total }

  /// Those of `total` that hold all words of the query, or that it names.
  public func exactTotal() throws -> Int {
    if missing != nil { return 0 }
    guard let exact else { return total }
    return try request.options.since.map { try exact.added(since: $0).total } ?? exact.total
  }

  /// All works that match, whenever they came into the library.
  var totalOfAnyTime: Int { matches.total }

  /// Everything but the hits.
  public func summary() throws -> SearchSummary {
    try session.db.within(request.options.timeLimit, madeSummary)
  }

  private func madeSummary() throws -> SearchSummary {
    SearchSummary(
      total: total, exactTotal: try exactTotal(), facets: try request.facets.map(shown.counts),
      notes: reading.notes,
      corrections: reading.corrections,
      years: years.map { Correction(word: $0.text, replacement: $0.query) }, naming: naming,
      named: shown.countOfFirst(in: named),
      loosening: loosening, unknownWords: try unknownWords(), missing: missing,
      nothingFound: total == 0 && isWhole ? try session.nothingFound(self) : nil,
      query: query, description: reading.description, analyzer: session.analyzer,
      languages: try session.stemmed)
  }

  private func unknownWords() throws -> [NothingFound.Suggestion] {
    guard loosening?.totalOfAll == 0, missing == nil, let criterion = reading.criterion else {
      return []
    }
    let corrected = Set(reading.corrections.map(\.word))
    return try session.vocabulary.suggestions(for: criterion.requiredTexts)
      .filter { !corrected.contains($0.word) }
  }

  /// The hits that were asked for, in the order that was asked for.
  public func hits() throws -> HitCursor {
    let (offset, limit) = (request.options.offset, request.options.limit)
    let last = offset.addingReportingOverflow(limit)
    return HitCursor(
      search: shown,
      rows: try shown.ordered(limit: last.overflow ? .max : last.partialValue).dropFirst(offset),
      store: WorkStore(session.db), detail: request.detail,
      isExplaining: request.options.isExplaining, naming: naming, named: named)
  }

  /// Returns at most this many hits; the total still counts all.
  public mutating func limit(to count: Int) {
    request.options.limit = min(request.options.limit, count)
  }

  /// The keys of all works that match, whenever they came into the library.
  public func keys() throws -> Set<String> { Set(try matches.keys()) }

  /// The answer without the works of these keys.
  public func leavingOut(_ keys: Set<String>) throws -> SearchAnswer {
    var answer = self
    answer.shown = try shown.leavingOut(keys)
    answer.exact = try exact?.leavingOut(keys)
    answer.isWhole = false
    return answer
  }
}

/// Reads hits one after another.
public struct HitCursor {
  let search: RankedSearch
  var rows: ArraySlice<Scorer.Row>
  let store: WorkStore
  let detail: SearchRequest.Detail
  let isExplaining: Bool
  let naming: Naming?
  let named: Set<Int>

  /// How many are left.
  public var count: Int { rows.count }

  /// The next hit; nil behind the last.
  public mutating func next() throws -> Hit? {
    guard let row = rows.popFirst() else { return nil }
    let id = Int64(row.work)
    let work = try detail == .key ? store.keyed(id) : store.work(id)
    guard let work else { throw IndexError.damaged }
    return Hit(
      work: work, score: row.score, scoreParts: isExplaining ? try search.scoreParts(of: row) : [],
      naming: named.contains(row.work) ? naming : nil)
  }

  mutating func rest() throws -> [Hit] {
    var hits: [Hit] = []
    while let hit = try next() { hits.append(hit) }
    return hits
  }
}

/// A work that matches a query.
public struct Hit: Sendable {
  /// The work, as far as `SearchRequest.detail` asks for it.
  public let work: Work
  /// Higher is better; 0 where the query holds nothing to rank by.
  public let score: Double
  /// What each word of the query brought to the score, in the order of the query.
  public let scoreParts: [ScorePart]
  /// Why the query names the work; nil where the work only matches.
  public let naming: Naming?

  /// Creates a hit, unranked by default.
  public init(
    work: Work, score: Double = 0, scoreParts: [ScorePart] = [], naming: Naming? = nil
  ) {
    self.work = work
    self.score = score
    self.scoreParts = scoreParts
    self.naming = naming
  }
}

/// Works with most of a query's words are found beside those with all of them.
public struct Loosening: Equatable, Sendable {
  /// How many works hold all words.
  public let totalOfAll: Int
  /// Whether these come before all others, rather than by rank.
  public let allComeFirst: Bool
}

/// What is to be said of an answer beside its hits.
public struct SearchSummary {
  /// All works that match, also beyond the limit.
  public let total: Int
  /// Those that hold all words of the query, or that it names; fewer than `total` where works with
  /// most of the words are shown as well.
  public let exactTotal: Int
  /// In the order of the request.
  public let facets: [FacetCounts]
  /// Notes on how the query was read, if that may surprise.
  public let notes: [QueryError]
  /// Misspelled words that were replaced, in the order of the query.
  public let corrections: [Correction]
  /// The part of the query that was read as years, and how.
  public let years: Correction?
  /// What the query was taken for that names the first works; nil where it names none.
  public let naming: Naming?
  /// How many works it names.
  public let named: Int
  /// Nil where works must hold all words.
  public let loosening: Loosening?
  /// Words that no work contains, too far from any to be corrected; of works with most words alone.
  public let unknownWords: [NothingFound.Suggestion]
  /// What the query was taken for that the library does not have; nil where it was found, or where
  /// the query asks for no one work.
  public let missing: Naming.Reading?
  /// Nil where something was found.
  public let nothingFound: NothingFound?
  let query: CompiledQuery
  let description: String
  let analyzer: Analyzer
  let languages: StemmingLanguages

  /// Finds the matched words in a hit's text.
  public var highlighter: Highlighter { Highlighter(query.scoring, analyzer, languages) }
  /// How the query was compiled, as `--explain` prints it.
  public var explanation: QueryExplanation { QueryExplanation(query: description, query) }
}

extension SearchSummary {
  /// A query's text with all that was read into it: misspelled words corrected, years with their
  /// field. Where works with all words were found, these are what it finds as it stands.
  public func spelledOut(_ text: String) -> String {
    (corrections + [years].compactMap(\.self)).reduce(text) { text, correction in
      let range = text.ranges(of: correction.word).first { range in
        let neighbours = [text[..<range.lowerBound].last, text[range.upperBound...].first]
        return neighbours.allSatisfy { !($0?.isLetter ?? false) && !($0?.isNumber ?? false) }
      }
      guard let range else { return text }
      return text[..<range.lowerBound] + correction.replacement + text[range.upperBound...]
    }
  }
}

/// An answer with its hits, read.
@dynamicMemberLookup
public struct SearchResult {
  /// The total, facets and notes of the answer.
  public let summary: SearchSummary
  /// The hits from `offset` on, at most `limit`, all read.
  public let hits: [Hit]

  /// Reads the summary's properties from the result.
  public subscript<Value>(dynamicMember path: KeyPath<SearchSummary, Value>) -> Value {
    summary[keyPath: path]
  }
}
