import Diagnostics
import Index
import QueryLanguage
import References

/// Answers a query in the default mode: works that it names first, then works with all of its
/// words, misspelled ones corrected, or with most of them.
struct DefaultAnswer {
  let session: SearchSession
  let request: SearchRequest
  let question: Question
  /// What every hit must match.
  let required: [Criterion]

  /// - Throws: the parser's error, if the question neither parses nor names a work nor is a
  ///   sentence.
  func answer() throws -> SearchAnswer {
    let finder = NamedWorksFinder(session, question)
    if let answer = try answerWithinYears(finder) { return answer }
    let named = try finder.named()
    let typed = try session.answer(request, question, required, as: .all)
    if let named { return try typed.beginning(with: named, required) }
    // An identifier asks for that work only, not for works that share a part of it.
    if let reading = finder.identifier {
      return typed.matches.total == 0 ? typed.missing(reading) : typed
    }
    let strict = try corrected(typed) ?? typed
    let requirement = WordRequirement(
      question.shape, hits: strict.matches.total, library: try session.workCount,
      asksForSet: request.options.asksForSet)
    let loose = requirement == .all ? nil : try matchingAny(question)
    var answer = strict
    if let loose, loose.matches.total > 0 {
      answer = try loose.loosening(strict, allFirst: requirement == .allThenAny)
    }
    if typed.matches.total == 0, let named = try finder.namedLoosely() {
      return try answer.beginning(with: named, required)
    }
    let candidates = try loose ?? candidates(strict, finder)
    if let candidates, let named = try finder.named(among: candidates.matches) {
      // A pasted reference asks for that work only, not for works with some of its words.
      return try (named.isWhole ? strict : answer).beginning(with: named, required)
    }
    if let refusal = question.refusal, question.shape == .structured { throw refusal }
    return finder.isWholeReference ? answer.missing(.reference) : answer
  }

  /// The answer to the question with its misspelled words corrected; nil where no word is, or where
  /// no work has all words even so.
  private func corrected(_ typed: SearchAnswer) throws -> SearchAnswer? {
    guard typed.matches.total == 0, question.shape != .structured else { return nil }
    let answer = try session.answer(
      request, question, required, as: .all, isCorrecting: true)
    return answer.reading.corrections.isEmpty || answer.matches.total == 0 ? nil : answer
  }

  /// The answer to the words beside a range of years, of works of these years; nil where there is no
  /// range, where it belongs to a title or a reference, or where no work is found so.
  private func answerWithinYears(_ finder: NamedWorksFinder) throws -> SearchAnswer? {
    guard question.isPlain, let years = BareYears(in: question.text), !finder.isReference,
      try !holdsTitle(years, finder)
    else { return nil }
    let isAlone = years.rest.allSatisfy(\.isWhitespace)
    let source = SourceText(
      name: question.source.name, text: isAlone ? "*" : years.rest)
    guard let words = try? Question(source, for: .auto) else { return nil }
    let answer = try DefaultAnswer(
      session: session, request: request, question: words,
      required: required + [years.criterion]
    ).answer()
    guard answer.matches.total > 0, answer.missing == nil else { return nil }
    // Of a saved query, places are those of its file.
    let range = question.savedName == nil ? years.range : question.parsed.query.range
    return answer.reading(years, at: range)
  }

  /// Whether the question is a title, or all of its words stand in one, that holds the range.
  private func holdsTitle(_ years: BareYears, _ finder: NamedWorksFinder) throws -> Bool {
    if try finder.isTitle { return true }
    let words = session.analyzer.compounds(in: years.rest).map { TextCriterion($0, in: "title") }
    let range = TextCriterion(years.text, in: "title", as: .phrase)
    if try !session.works(of: (words + [range]).map(Criterion.text)).isEmpty { return true }
    return try words.count >= 4 && finder.named(among: matchingAny(question).matches) != nil
  }

  /// The works to search for one named by a reference, a misspelled or a quoted title, with apparent
  /// structure read as text. Nil for other queries.
  private func candidates(_ strict: SearchAnswer, _ finder: NamedWorksFinder) throws
    -> SearchAnswer?
  {
    if question.isPlain {
      let isMisspelled = !strict.reading.corrections.isEmpty
      return finder.isReference || isMisspelled ? strict : nil
    }
    let isTitle = strict.matches.total == 0 && question.isQuoted
    guard finder.isReference || isTitle else { return nil }
    return try matchingAny(Question(question.source, as: .text))
  }

  private func matchingAny(_ question: Question) throws -> SearchAnswer {
    try session.answer(request, question, required, as: .any)
  }
}
