import Diagnostics
import GRDB
import Index
import QueryLanguage
import Ranking
import References
import TextAnalysis

/// Takes a request through all stages on one state of the index: expand, resolve, compile, rank.
struct SearchSession {
  let searcher: Searcher
  let db: Database

  var analyzer: Analyzer { searcher.database.analyzer }
  var vocabulary: Vocabulary { searcher.database.vocabulary(db) }

  /// How the query was read.
  struct Reading {
    /// As an s-expression.
    var description: String
    var notes: [QueryError] = []
    var corrections: [Correction] = []
    /// The criterion; nil if there was no query.
    var criterion: Criterion?
  }

  func answer(_ request: SearchRequest) throws -> SearchAnswer {
    switch request.subject {
    case .query(let question): return try answer(request, question)
    case .likeness(let key):
      let reading = Reading(description: "(similar \(key))")
      let query = try likeness(to: key)
      return try SearchAnswer(self, request, reading, query, ranked(query, request.options))
    }
  }

  private func answer(_ request: SearchRequest, _ question: Question) throws -> SearchAnswer {
    let required = try request.narrowing.map { source in
      do {
        return try narrowing(source, request.options.matching)
      } catch let error as QueryError {
        throw NarrowingFault(message: error.message(in: source))
      }
    }
    let (question, matching) = try unwrapped(question, request.options.matching)
    guard matching == .auto else {
      return try answer(request, question, required, as: matching)
    }
    return try DefaultAnswer(
      session: self, request: request, question: question, required: required
    ).answer()
  }

  /// A saved query that is the whole question is asked as its file says.
  private func unwrapped(
    _ question: Question, _ matching: Matching
  ) throws -> (Question, Matching) {
    guard matching == .auto, case .saved(let name, let arguments) = question.parsed.query,
      let saved = try searcher.savedQueries?(name, arguments),
      let matching = saved.match.flatMap(Matching.init)
    else { return (question, matching) }
    guard matching == .auto else { return (question, matching) }
    let parsed = ParsedQuery(query: saved.query, notes: [])
    return (Question(saved.source, parsed, savedName: saved.name), .auto)
  }

  /// The answer to a question of whose words all or any are required.
  ///
  /// - Parameter isCorrecting: whether misspelled words are corrected; where any word is enough, they
  ///   always are.
  func answer(
    _ request: SearchRequest, _ question: Question, _ required: [Criterion],
    as matching: Matching, isCorrecting: Bool = false
  ) throws -> SearchAnswer {
    let (resolved, notes) = try resolved(question)
    var request = request
    request.options.matching = matching
    var corrections: [Correction] = []
    let criterion = isCorrecting ? try resolved.corrected(vocabulary, &corrections) : resolved
    let query = try compile(criterion, and: required, request.options, &corrections)
    let reading = Reading(
      description: question.parsed.query.description, notes: question.parsed.notes + notes,
      corrections: corrections, criterion: criterion)
    return try SearchAnswer(self, request, reading, query, ranked(query, request.options))
  }

  /// The condition for the works that a text matches by itself.
  private func narrowing(_ source: SourceText, _ matching: Matching) throws -> Criterion {
    let question = try Question(source, for: matching)
    let criterion = try resolved(question).criterion
    var corrections: [Correction] = []
    if matching == .auto, question.isPlain, let years = BareYears(in: source.text),
      try works(of: [criterion]).isEmpty
    {
      if years.rest.allSatisfy(\.isWhitespace) { return years.criterion }
      let words = try narrowing(SourceText(name: source.name, text: years.rest), matching)
      return .all([words, years.criterion])
    }
    if matching == .auto, question.shape != .structured, try works(of: [criterion]).isEmpty {
      let corrected = try criterion.corrected(vocabulary, &corrections)
      if !corrections.isEmpty, try !works(of: [corrected]).isEmpty { return corrected }
    } else if matching != .any {
      return criterion
    }
    return try criterion.cutIntoWords(analyzer).corrected(vocabulary, &corrections)
      .matchingAny(analyzer)
  }

  /// The works that all of some criteria hold of.
  func works(of criteria: [Criterion]) throws -> Set<Int> {
    var corrections: [Correction] = []
    let hits = try compile(.all(criteria), SearchOptions(), &corrections).hits
    return try Int.fetchSet(db, sql: hits.sql, arguments: hits.statementArguments)
  }

  // MARK: Reading

  private func resolved(
    _ question: Question
  ) throws -> (criterion: Criterion, notes: [QueryError]) {
    var resolver = QueryResolver(question.source, vocabulary)
    var notes: [QueryError] = []
    let criterion = try resolver.resolve(expanded(question, question.parsed.query, &notes))
    return (criterion, notes + resolver.notes)
  }

  /// One part of a question; nil if it matches nothing, such as bare punctuation.
  func criterion(_ part: Query, of question: Question) throws -> Criterion? {
    var resolver = QueryResolver(question.source, vocabulary)
    var notes: [QueryError] = []
    do {
      return try resolver.resolve(expanded(question, part, &notes))
    } catch is QueryError {
      return nil
    }
  }

  /// The query with saved ones in the place of their names, each of which is checked by itself.
  ///
  /// - Parameter notes: gets those that alone are answered with fewer of their words.
  private func expanded(
    _ question: Question, _ query: Query, _ notes: inout [QueryError]
  ) throws -> Query {
    guard let savedQueries = searcher.savedQueries else { return query }
    var loose: [QueryError] = []
    defer { notes += loose }
    let isWhole = if case .saved = query { true } else { false }
    var expander = QueryExpander { name, arguments in
      let saved = try savedQueries(name, arguments)
      if !isWhole, let match = saved.match, match != Matching.all.rawValue,
        question.source[name.range].contains(name.text)
      {
        loose.append(
          QueryError(.note, .savedStrictly(saved.name, match: match), at: name.range))
      }
      return saved
    } check: { query, source in
      var resolver = QueryResolver(source, vocabulary)
      _ = try resolver.resolve(query)
    }
    return try expander.expand(query, within: question.savedName.map { [$0] } ?? [])
  }

  // MARK: Compiling

  /// A criterion, and what every hit must match as well, as the index is asked.
  ///
  /// - Parameter corrections: gets the words that were misspelled.
  func compile(
    _ criterion: Criterion, and required: [Criterion] = [], _ options: SearchOptions,
    _ corrections: inout [Correction]
  ) throws -> CompiledQuery {
    let isAny = options.matching == .any
    let lookups = searcher.database.wordLookups()
    var asked = criterion
    if isAny {
      asked = try asked.cutIntoWords(analyzer).corrected(vocabulary, &corrections)
    } else {
      asked = try joiningNames(asked)
    }
    let expansions =
      options.isExpanding
      ? try Expansions(
        .and([asked] + required), db, analyzer, lookups, synonyms: searcher.synonyms) : .none
    asked = asked.spelledOut(expansions, analyzer)
    if isAny { asked = asked.matchingAny(analyzer) }
    let all = Criterion.all([asked] + required.map { $0.spelledOut(expansions, analyzer) })
    let terms = TermCompiler(
      analyzer: analyzer,
      journals: all.asksForJournals ? try searcher.database.journals(db) : .none,
      expansions: expansions, inflections: try inflections(),
      // A table that cannot be read fails the search itself.
      otherSpellings: { [spellings = OtherSpellings(db: db, analyzer: analyzer)] term in
        (try? lookups.spellings.value(of: term) { try spellings.spellings(of: term) }) ?? []
      })
    return QueryCompiler(terms: terms).compile(all)
  }

  /// Nil for most indexes, which contain English alone.
  private func inflections() throws -> ((String) -> [String])? {
    if try stemmed.isEmpty { return nil }
    let vocabulary = vocabulary
    // A table that cannot be read fails the search itself.
    return { word in (try? vocabulary.stems(of: word)) ?? [] }
  }

  /// All languages whose stems the index may contain.
  var stemmed: StemmingLanguages { get throws { try searcher.database.stemmed(db) } }

  /// - Throws: `UnknownWork`.
  private func likeness(to key: CitationKey) throws -> CompiledQuery {
    guard let id = try WorkStore(db).id(of: key) else { throw UnknownWork(key: key) }
    guard let likeness = try feedback.likeness(to: Int(id)) else {
      return CompiledQuery(scoring: nil, isRequired: false, condition: .never)
    }
    return CompiledQuery(
      scoring: RenderedMatch(likeness), isRequired: true,
      condition: SQLCondition("work.id <> ?", [.integer(Int(id))]))
  }

  // MARK: Ranking

  func ranked(_ query: CompiledQuery, _ options: SearchOptions) throws -> RankedSearch {
    let ranked = try ranked(query, sort: options.sort)
    guard options.usesFeedback, query.scoring != nil, ranked.total > 0 else { return ranked }
    guard let broadening = try feedback.broadening(ranked.best(Feedback.workCount)) else {
      return ranked
    }
    return try self.ranked(query.broadened(by: broadening), sort: options.sort)
  }

  private func ranked(_ query: CompiledQuery, sort: HitOrder) throws -> RankedSearch {
    try RankedSearch(
      db, query, in: searcher.database, searcher.parameters, sort: sort)
  }

  var workCount: Int { get throws { try lengths.workCount } }

  private var lengths: Scorer.Lengths {
    get throws { try searcher.database.lengths(searcher.parameters, db) }
  }

  private var feedback: Feedback {
    get throws {
      Feedback(
        db: db, analyzer: analyzer, parameters: searcher.parameters, lengths: try lengths)
    }
  }
}
