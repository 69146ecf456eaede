import Diagnostics
import GRDB
import Index
import QueryLanguage
import Ranking
import References
import TextAnalysis

/// In which order hits come.
public enum HitOrder: String, CaseIterable, Sendable {
  /// Best first; newest first where the query holds nothing to rank by.
  case relevance
  case newest
  case oldest
  case author
  case title
  case key
}

/// What a work must hold of the words that stand side by side in a query.
public enum Matching: String, CaseIterable, Sendable {
  case all
  /// One of them at least; function words of English are passed over, misspelled words corrected.
  /// For questions in plain language.
  case any
}

/// How a query is answered.
public struct SearchOptions: Sendable {
  public var matching = Matching.all
  /// Whether words also find their synonyms, and abbreviations what they stand for.
  public var isExpanding = true
  /// Whether works like the best ones are found and ranked as well.
  public var usesFeedback = false
  public var sort = HitOrder.relevance
  /// How many hits are returned; the total counts all.
  public var limit = 20
  /// Queries that every hit must match as well, however the query reads.
  public var narrowing: [SourceText] = []
  /// From when on the hits came into the library; nil for any time.
  public var since: AdditionDate?
  /// Whether hits tell what each word brought to their score.
  public var isExplaining = false
  /// The keys of the works to show of all that match; nil for all.
  public var only: Set<String>?

  public init() {}
}

/// A query to be answered, with the text that its places refer to.
public struct Question: Sendable {
  public let source: SourceText
  public let parsed: ParsedQuery
  /// The saved query that it is, which it may not name itself.
  public let savedName: String?

  public init(_ source: SourceText, _ parsed: ParsedQuery, savedName: String? = nil) {
    self.source = source
    self.parsed = parsed
    self.savedName = savedName
  }

  public init(_ source: SourceText) throws(QueryError) {
    self.init(source, try QueryParser.parse(source))
  }
}

/// A work that matches a query.
public struct Hit: Sendable {
  public let work: Work
  /// Higher is better; 0 where the query holds nothing to rank by.
  public let score: Double
  /// What each word of the query brought to the score, in the order of the query.
  public let scoreParts: [ScorePart]

  public init(work: Work, score: Double = 0, scoreParts: [ScorePart] = []) {
    self.work = work
    self.score = score
    self.scoreParts = scoreParts
  }
}

/// What a search found.
public struct SearchResult {
  /// All works that match, also beyond the limit.
  public let total: Int
  public internal(set) var hits: [Hit]
  /// How the query was read, where that may surprise.
  public let notes: [QueryError]
  public let corrections: [Correction]
  /// Nil where something was found.
  public let nothingFound: NothingFound?
  /// Finds the matched words in a hit's text.
  public let highlighter: Highlighter
  public let explanation: QueryExplanation
}

/// What became of a query.
public struct QueryExplanation: Sendable {
  /// A word or phrase, and every term under which it is looked for: `~` before the stems of prose,
  /// `@` before the words of names and journals.
  public struct Term: Sendable {
    public let text: String
    public let forms: [String]
  }

  /// The query as understood, as an s-expression.
  public let query: String
  public let terms: [Term]
  /// The FTS5 expression; empty where there is none.
  public let match: String
  public let sql: String
  /// Parts that no index answers, so that the text of every work is read.
  public let slowParts: [String]

  init(query: String, _ compiled: CompiledQuery) {
    self.query = query
    let scoring = compiled.scoring
    let all = (scoring?.terms ?? []) + (scoring?.substitutes.map(\.term) ?? [])
    terms = all.map { term in
      let forms = term.spellings.joined().map { number in
        let phrase = scoring!.phrases[number]
        return phrase.terms.map(visible).joined(separator: " ") + (phrase.isPrefix ? "*" : "")
      }
      return Term(text: term.text, forms: forms)
    }
    match = compiled.match?.text ?? ""
    sql = compiled.hits.sql
    slowParts = compiled.hits.sql.contains("ibid_matches") ? ["a regular expression"] : []
  }
}

/// Answers queries from an index.
public struct Searcher {
  public let database: IndexDatabase
  private let parameters: RankingParameters
  private let synonyms: [[String]]
  private let savedQueries: SavedQueryLookup?

  var analyzer: Analyzer { database.analyzer }

  /// - Parameters:
  ///   - synonyms: groups of words and phrases that mean the same.
  ///   - savedQueries: finds what `@name` stands for; where it is left out, there are none.
  public init(
    _ database: IndexDatabase, parameters: RankingParameters = RankingParameters(),
    synonyms: [[String]] = [], savedQueries: SavedQueryLookup? = nil
  ) {
    self.database = database
    self.parameters = parameters
    self.synonyms = synonyms
    self.savedQueries = savedQueries
  }

  /// Finds the works that match a query.
  ///
  /// - Throws: `QueryError` where the query is wrong, `SavedQueryFault` where a saved one is that it
  ///   names, `IndexError` where the index cannot be read.
  public func search(
    _ source: SourceText, _ options: SearchOptions = SearchOptions()
  ) throws -> SearchResult {
    try search(Question(source), options)
  }

  /// Finds the works that match a query that has been read.
  ///
  /// - Throws: as `search(_:_:)` of a text.
  public func search(_ question: Question, _ options: SearchOptions) throws -> SearchResult {
    var result: SearchResult?
    var hits: [Hit] = []
    try search(
      question, options, begin: { result = $0 },
      each: {
        hits.append($0)
        return true
      })
    result!.hits = hits
    return result!
  }

  /// Finds the works that match a query, and hands them over one by one as they are read.
  ///
  /// - Parameters:
  ///   - begin: called once, before the first hit, with everything but the hits.
  ///   - each: called with each hit until it wants no more.
  /// - Throws: as `search(_:_:)` of a text.
  public func search(
    _ question: Question, _ options: SearchOptions, begin: (SearchResult) -> Void,
    each: (Hit) -> Bool
  ) throws {
    let (source, parsed) = (question.source, question.parsed)
    var resolver = QueryResolver(source, analyzer)
    let criterion = try resolver.resolve(expanded(question))
    let narrowed = try narrowed(criterion, by: options.narrowing)
    try database.read { db in
      let compiled = try compile(narrowed, options, db)
      let ranked = try rankedSearch(compiled.query, options, db).restricted(to: options.only)
      if ranked.total == 0 { try db.verifyTables(in: compiled.query.condition.sql) }
      begin(
        SearchResult(
          total: ranked.total, hits: [],
          notes: parsed.notes + resolver.notes + compiled.notes, corrections: compiled.corrections,
          nothingFound: ranked.total == 0 && options.only == nil
            ? try nothingFound(question, criterion, options, db) : nil,
          highlighter: Highlighter(compiled.query.scoring, analyzer),
          explanation: QueryExplanation(query: parsed.query.description, compiled.query)))
      try ranked.forEachHit(limit: options.limit, explaining: options.isExplaining, each)
    }
  }

  /// The keys and scores of the works that match a query, best first, and nothing else of them.
  ///
  /// - Throws: as `search`.
  public func keys(
    _ source: SourceText, _ options: SearchOptions = SearchOptions()
  ) throws -> [(key: String, score: Double)] {
    try keys(Question(source), options)
  }

  /// - Throws: as `search`.
  public func keys(
    _ question: Question, _ options: SearchOptions
  ) throws -> [(key: String, score: Double)] {
    var resolver = QueryResolver(question.source, analyzer)
    return try keys(resolver.resolve(expanded(question)), options)
  }

  /// The keys and scores of the works that hold any word of a question in plain language, best
  /// first; nothing in it is syntax.
  public func answers(
    to question: String, _ options: SearchOptions
  ) throws(IndexError) -> [(key: String, score: Double)] {
    let words = analyzer.compounds(in: question).map { word in
      TextCriterion(form: .word, text: word, fields: Field.indexed)
    }
    if words.isEmpty { return [] }
    var options = options
    options.matching = .any
    return try keys(.and(words.map(Criterion.text)), options)
  }

  /// The works most like one, which is not among them; nil where there is none of that key.
  public func similar(
    to key: CitationKey, _ options: SearchOptions
  ) throws(IndexError) -> SearchResult? {
    try database.read { db in
      guard let id = try WorkStore(db).id(of: key) else { return nil }
      let likeness = try feedback(db).likeness(to: Int(id))
      let isOther = SQLCondition("work.id <> ?", [.integer(Int(id))])
      let compiled =
        likeness.map {
          CompiledQuery(match: $0, condition: isOther, scoring: $0, definitions: [])
        } ?? CompiledQuery(match: nil, condition: .never, scoring: nil, definitions: [])
      let ranked = try rankedSearch(compiled, options, db)
      return SearchResult(
        total: ranked.total,
        hits: try ranked.hits(limit: options.limit, explaining: options.isExplaining),
        notes: [], corrections: [], nothingFound: nil,
        highlighter: Highlighter(nil, analyzer),
        explanation: QueryExplanation(query: "(similar \(key))", compiled))
    }
  }

  /// The work with a key, in any case; nil where there is none.
  public func work(_ key: CitationKey) throws(IndexError) -> Work? {
    try database.read { db in
      let store = WorkStore(db)
      return try store.id(of: key).flatMap(store.work)
    }
  }

  // MARK: Steps

  /// The query with saved ones in the place of their names, each of which is checked by itself.
  func expanded(_ question: Question, _ part: Query? = nil) throws -> Query {
    let query = part ?? question.parsed.query
    guard let savedQueries else { return query }
    var expander = QueryExpander(savedQueries) { query, source in
      var resolver = QueryResolver(source, analyzer)
      _ = try resolver.resolve(query)
    }
    return try expander.expand(query, within: question.savedName.map { [$0] } ?? [])
  }

  private func keys(
    _ criterion: Criterion, _ options: SearchOptions
  ) throws(IndexError) -> [(key: String, score: Double)] {
    try database.read { db in
      let compiled = try compile(criterion, options, db)
      return try rankedSearch(compiled.query, options, db).keys(limit: options.limit)
    }
  }

  /// Each query of the narrowing is a part of its own, so that `Matching.any` requires it as a whole.
  func narrowed(_ criterion: Criterion, by queries: [SourceText]) throws -> Criterion {
    if queries.isEmpty { return criterion }
    let required = try queries.map { source in
      var resolver = QueryResolver(source, analyzer)
      return Criterion.and([try resolver.resolve(expanded(Question(source)))])
    }
    let parts = if case .and(let parts) = criterion { parts } else { [criterion] }
    return .and(parts + required)
  }

  struct Compiled {
    let query: CompiledQuery
    let corrections: [Correction]
    let notes: [QueryError]
  }

  func compile(
    _ criterion: Criterion, _ options: SearchOptions, _ db: Database
  ) throws -> Compiled {
    let vocabulary = Vocabulary(db: db, analyzer: analyzer)
    var notes: [QueryError] = []
    var criterion = try criterion.withVariants(vocabulary) { word in
      let problem = QueryProblem.tooManyForms(word, limit: TextCriterion.mostForms)
      notes.append(QueryError(.note, problem, at: 0..<0))
    }
    var corrections: [Correction] = []
    if options.matching == .any {
      criterion = try criterion.corrected(vocabulary, &corrections)
    }
    let expansions =
      options.isExpanding ? try Expansions(criterion, db, analyzer, synonyms: synonyms) : .none
    criterion = criterion.spelledOut(expansions, analyzer)
    if options.matching == .any { criterion = criterion.matchingAny(analyzer) }
    if let since = options.since {
      criterion = .and([criterion, .data(.addedSince(since.seconds))])
    }
    let terms = TermCompiler(
      analyzer: analyzer,
      journals: criterion.asksForJournals ? try database.journals(db) : .none,
      expansions: expansions)
    return Compiled(
      query: QueryCompiler(terms: terms).compile(criterion), corrections: corrections, notes: notes)
  }

  func rankedSearch(
    _ compiled: CompiledQuery, _ options: SearchOptions, _ db: Database
  ) throws -> RankedSearch {
    func search(_ query: CompiledQuery) throws -> RankedSearch {
      try RankedSearch(
        db, query, parameters, database.lengths(parameters, db), database.passTable,
        sort: options.sort)
    }
    let ranked = try search(compiled)
    guard options.usesFeedback, compiled.scoring != nil, ranked.total > 0 else { return ranked }
    let best = try ranked.best(Feedback.workCount)
    guard let broadening = try feedback(db).broadening(best) else { return ranked }
    return try search(compiled.broadened(by: broadening))
  }

  private func feedback(_ db: Database) throws -> Feedback {
    Feedback(
      db: db, analyzer: analyzer, parameters: parameters,
      lengths: try database.lengths(parameters, db))
  }

  // MARK: Nothing found

  private func nothingFound(
    _ question: Question, _ criterion: Criterion, _ options: SearchOptions, _ db: Database
  ) throws -> NothingFound {
    var anyTime = options
    anyTime.since = nil
    if let since = options.since, case let total = try total(criterion, anyTime, db), total > 0 {
      let added = try self.total(.all, options, db)
      return NothingFound(
        clauses: [
          .init(text: question.parsed.query.text, total: total),
          .init(text: since.text, total: added),
        ], suggestions: [], totalOfAny: nil)
    }
    return NothingFound(
      clauses: try clauses(question, anyTime, db),
      suggestions: try Vocabulary(db: db, analyzer: analyzer)
        .suggestions(for: criterion.requiredTexts),
      totalOfAny: criterion.requiredTexts.count > 1
        ? try totalOfAny(criterion, options, db) : nil)
  }

  private func clauses(
    _ question: Question, _ options: SearchOptions, _ db: Database
  ) throws -> [NothingFound.Clause] {
    guard case .and(let parts) = question.parsed.query else { return [] }
    return try parts.compactMap { part in
      var resolver = QueryResolver(question.source, analyzer)
      // A part of punctuation alone asks for nothing.
      guard let criterion = try? resolver.resolve(expanded(question, part)) else { return nil }
      return .init(text: part.text, total: try total(criterion, options, db))
    }
  }

  private func total(
    _ criterion: Criterion, _ options: SearchOptions, _ db: Database
  ) throws -> Int {
    let hits = try compile(criterion, options, db).query.hits
    let sql = "SELECT count(*) FROM (\(hits.sql))"
    return try Int.fetchOne(db, sql: sql, arguments: hits.statementArguments) ?? 0
  }

  private func totalOfAny(
    _ criterion: Criterion, _ options: SearchOptions, _ db: Database
  ) throws -> Int? {
    guard options.matching == .all else { return nil }
    var options = options
    options.matching = .any
    options.usesFeedback = false
    let total = try rankedSearch(compile(criterion, options, db).query, options, db).total
    return total > 0 ? total : nil
  }
}
