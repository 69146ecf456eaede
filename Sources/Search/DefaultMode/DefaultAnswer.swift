import Index
import QueryLanguage
import References

/// Answers a query in the default mode: works that it names first, then works with all of its
/// words, or with most of them.
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
    let named = try finder.named()
    let strict = try session.answer(request, question, required, as: .all)
    if let named { return try strict.beginning(with: named, required) }
    // An identifier asks for that work only, not for works that share a part of it.
    if finder.isIdentifier { return strict }
    if strict.matches.total == 0, let named = try finder.namedLoosely() {
      return try matchingAny(question).beginning(with: named, required)
    }

    let requirement = WordRequirement(
      question.shape, hits: strict.matches.total, library: try session.workCount)
    let loose = requirement == .all ? nil : try matchingAny(question)
    var answer = strict
    if let loose, loose.matches.total > 0 {
      answer = try loose.loosening(strict, allFirst: requirement == .allThenAny)
    }
    let candidates = try loose ?? candidates(strict, finder)
    if let candidates, let named = try finder.named(among: candidates.matches) {
      // A pasted reference asks for that work only, not for works with some of its words.
      return try (named.isWhole ? strict : answer).beginning(with: named, required)
    }
    if let refusal = question.refusal, question.shape == .structured { throw refusal }
    return answer
  }

  /// The works to search for one named by a reference or a quoted title, with apparent structure
  /// read as text. Nil for structured queries.
  private func candidates(_ strict: SearchAnswer, _ finder: NamedWorksFinder) throws
    -> SearchAnswer?
  {
    if question.isPlain { return finder.isReference ? strict : nil }
    let isTitle = strict.matches.total == 0 && question.isQuoted
    guard finder.isReference || isTitle else { return nil }
    return try matchingAny(Question(question.source, as: .text))
  }

  private func matchingAny(_ question: Question) throws -> SearchAnswer {
    try session.answer(request, question, required, as: .any)
  }
}
