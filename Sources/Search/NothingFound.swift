import Diagnostics
import GRDB
import Index
import QueryLanguage
import References

/// Why a query found nothing, and what to try instead.
public struct NothingFound: Sendable {
  /// A required part of the query, with the number of works that it matches by itself.
  public struct Clause: Sendable {
    /// In the query language.
    public let text: String
    /// How many works the part matches by itself.
    public let total: Int
  }

  /// A word that no work contains, with the nearest words that some do.
  public struct Suggestion: Sendable {
    /// The word as typed.
    public let word: String
    /// Words of the index, nearest first; at most three for words of text.
    public let replacements: [String]
    /// The field whose value it is; nil for a word of text.
    public var field: String?
  }

  /// Empty if the query has one part.
  public let clauses: [Clause]
  /// Words of the query that no work contains, with replacements.
  public let suggestions: [Suggestion]
  /// A phrase that no work contains, and how many works contain its words otherwise.
  public struct Phrase: Sendable {
    /// The words of the phrase.
    public let text: String
    /// Works in which the words, in any inflection, stand side by side.
    public let inflected: Int
    /// Works with all of the words.
    public let apart: Int
  }

  /// Phrases that no work contains, if works contain their words.
  public let phrases: [Phrase]
  /// The number of works with any of the words; nil if there are none, or if any word was enough.
  public let totalOfAny: Int?
}

extension SearchSession {
  /// Why an answer is empty; nil if there was no query.
  func nothingFound(_ answer: SearchAnswer) throws -> NothingFound? {
    guard case .query(let question) = answer.request.subject,
      let criterion = answer.reading.criterion
    else { return nil }
    let options = answer.request.options
    if let since = options.since, answer.totalOfAnyTime > 0 {
      let added = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM work WHERE added >= ?", arguments: [since.seconds])
      return NothingFound(
        clauses: [
          .init(text: question.parsed.query.text, total: answer.totalOfAnyTime),
          .init(text: since.text, total: added ?? 0),
        ], suggestions: [], phrases: [], totalOfAny: nil)
    }
    let texts = criterion.requiredTexts
    return NothingFound(
      clauses: try clauses(question, options),
      suggestions: try vocabulary.suggestions(for: texts) + unknownValues(in: criterion),
      phrases: try texts.compactMap { try phrase($0, options) },
      totalOfAny: texts.count > 1 ? try totalOfAny(criterion, options) : nil)
  }

  /// Unknown values of fields, with the nearest known ones.
  private func unknownValues(in criterion: Criterion) throws -> [NothingFound.Suggestion] {
    try criterion.closedValues.compactMap { field, value, known in
      if try total(known, SearchOptions()) > 0 { return nil }
      let values = try searcher.database.values(of: field, db)
      let form = folded(value.filter { $0 != "*" && $0 != "?" })
      let near = values.map { (value: $0, distance: Self.distance(form, folded($0))) }
        .filter { $0.distance <= max(2, form.count / 3) }
        .sorted { ($0.distance, $0.value) < ($1.distance, $1.value) }.prefix(3).map(\.value)
      return NothingFound.Suggestion(
        word: "\(field):\(value)",
        replacements: (near.isEmpty && values.count <= 10 ? values : Array(near)), field: field)
    }
  }

  /// Edits between two values, or between one and a prefix of the other.
  private static func distance(_ value: String, _ known: String) -> Int {
    if known.contains(value) || value.contains(known) { return 1 }
    return min(
      editDistance(value, known), 1 + editDistance(value, String(known.prefix(value.count))))
  }

  /// What would find the words of a phrase that finds nothing.
  private func phrase(
    _ text: TextCriterion, _ options: SearchOptions
  ) throws -> NothingFound.Phrase? {
    guard text.wording == .phrase, text.anchor == nil, !text.asksForJournals,
      try total(.text(text), options) == 0
    else { return nil }
    let words = analyzer.compounds(in: text.text).map(text.worded).map(Criterion.text)
    let apart = try total(.all(words), options)
    if words.isEmpty || apart == 0 { return nil }
    var near = text
    near.wording = .near(
      analyzer.compounds(in: text.text).map(text.worded), distance: 0)
    let inflected = words.count > 1 ? try total(.text(near), options) : apart
    return NothingFound.Phrase(text: text.text, inflected: inflected, apart: apart)
  }

  private func clauses(
    _ question: Question, _ options: SearchOptions
  ) throws -> [NothingFound.Clause] {
    guard case .and(let parts) = question.parsed.query else { return [] }
    return try parts.compactMap { part in
      try criterion(part, of: question).map {
        .init(text: part.text, total: try total($0, options))
      }
    }
  }

  /// - Parameter since: only works added to the library since then.
  private func total(
    _ criterion: Criterion, _ options: SearchOptions, since: AdditionDate? = nil
  ) throws -> Int {
    var corrections: [Correction] = []
    let hits = try compile(criterion, options, &corrections).hits
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM (\(hits.sql)) JOIN work USING (id) WHERE added >= ?",
      arguments: hits.statementArguments + [since?.seconds ?? .min]) ?? 0
  }

  private func totalOfAny(_ criterion: Criterion, _ options: SearchOptions) throws -> Int? {
    guard options.matching == .all else { return nil }
    var options = options
    options.matching = .any
    let total = try total(criterion, options, since: options.since)
    return total > 0 ? total : nil
  }
}

extension Criterion {
  /// The values of fields with closed vocabularies, each with its criterion: keys, sources,
  /// annotators, grades, journals.
  fileprivate var closedValues: [(field: String, value: String, Criterion)] {
    fold { criterion, values in
      switch criterion {
      case .data(.key(let key)), .data(.keyLike(let key)): [("key", key, criterion)]
      case .data(.source(let name)): [("source", name, criterion)]
      case .data(.annotator(let name)): [("annotator", name, criterion)]
      case .data(.number(.grade, let grades)):
        [("grade", "\(grades.lowerBound)", criterion)]
      case .text(let text) where text.asksForJournals: [("journal", text.text, criterion)]
      case .not, .related: []
      default: values.flatMap(\.self)
      }
    }
  }

  /// Every text outside NOT, in order.
  var requiredTexts: [TextCriterion] {
    fold { criterion, texts in
      switch criterion {
      case .text(let text): if case .near(let parts, _) = text.wording { parts } else { [text] }
      case .not, .related: []
      default: texts.flatMap(\.self)
      }
    }
  }
}

extension Vocabulary {
  private static let mostSuggestions = 3

  /// Suggestions for the unknown words of some texts.
  func suggestions(for texts: [TextCriterion]) throws -> [NothingFound.Suggestion] {
    var seen: Set<String> = []
    return try texts.flatMap { text in
      try analyzer.compounds(in: text.text).compactMap { word in
        let form = folded(word)
        // Capitals abbreviate; what is near them means something else.
        let isAbbreviation = word.count < 6 && word.allSatisfy(\.isUppercase)
        guard form.count >= 4, form.allSatisfy(\.isLetter), !isAbbreviation,
          seen.insert(form).inserted, try works(with: form) == 0
        else { return nil }
        let words = try nearest(
          to: form, within: form.count < 6 ? 1 : 2, in: text.fields, limit: Self.mostSuggestions)
        return words.isEmpty ? nil : .init(word: word, replacements: words)
      }
    }
  }
}
