import References

/// Turns criteria into SQL over `work` and FTS5 expressions over `work_index`.
///
/// Text that stands together under AND, OR and NOT becomes one FTS5 expression; what FTS5 cannot
/// say (a year beside a word under OR, NOT alone) becomes SQL around several. Values are arguments
/// or quoted terms, never SQL.
struct QueryCompiler {
  let analyzer: Analyzer
  let journals: JournalTitles
  let expansions: Expansions

  /// FTS5's parser has a small stack; deeper text is split between expressions.
  private static let deepestExpression = 10
  /// A phrase is looked for in no more spellings than this.
  private static let mostSpellings = 24

  func compile(_ criterion: Criterion) -> CompiledQuery {
    let predicate = predicate(criterion.spelledOut(expansions, analyzer))
    let scored = predicate.scoredText
    let (match, rest) = predicate.splittingMatch()
    var builder = SQLBuilder()
    let condition = builder.condition(rest)
    return CompiledQuery(
      match: match, condition: condition,
      scoring: match ?? (scored.isEmpty ? nil : MatchExpression.any(scored)),
      definitions: builder.definitions)
  }

  // MARK: Predicates

  private func predicate(_ criterion: Criterion) -> Predicate {
    switch criterion {
    case .all: .all
    case .years(let years):
      .sql(
        SQLCondition(
          "work.year BETWEEN ? AND ?", [.integer(years.lowerBound), .integer(years.upperBound)]))
    case .source(let text):
      .sql(
        SQLCondition(
          """
          EXISTS (SELECT 1 FROM citation JOIN source ON source.id = citation.source_id \
          WHERE citation.work_id = work.id AND instr(lower(source.path), lower(?)))
          """, [.text(text)]))
    case .text(let text): expression(text).map(Predicate.text) ?? .all
    case .not(let criterion): predicate(criterion).negated
    case .and(let criteria): conjunction(criteria.map(predicate))
    case .or(let criteria): disjunction(criteria.map(predicate))
    }
  }

  private func conjunction(_ parts: [Predicate]) -> Predicate {
    let parts = parts.flatMap { if case .and(let inner) = $0 { inner } else { [$0] } }
    var required: [MatchExpression] = []
    var excluded: [MatchExpression] = []
    var others: [Predicate] = []
    for part in parts {
      switch part {
      case .text(let expression) where expression.depth < Self.deepestExpression:
        required.append(expression)
      case .not(.text(let expression)) where expression.depth < Self.deepestExpression:
        excluded.append(expression)
      case .all: continue
      default: others.append(part)
      }
    }
    if required.isEmpty {
      others += excluded.map { .not(.text($0)) }
    } else {
      let few = Array(excluded.prefix(Self.deepestExpression))
      others += excluded.dropFirst(few.count).map { .not(.text($0)) }
      others.insert(.text(.all(required, excluding: few)), at: 0)
    }
    return others.isEmpty ? .all : others.count == 1 ? others[0] : .and(others)
  }

  private func disjunction(_ parts: [Predicate]) -> Predicate {
    let parts = parts.flatMap { if case .or(let inner) = $0 { inner } else { [$0] } }
    if parts.contains(.all) { return .all }
    var texts: [MatchExpression] = []
    var others: [Predicate] = []
    for part in parts {
      if case .text(let expression) = part, expression.depth < Self.deepestExpression {
        texts.append(expression)
      } else {
        others.append(part)
      }
    }
    if !texts.isEmpty { others.insert(.text(.any(texts)), at: 0) }
    return others.count == 1 ? others[0] : .or(others)
  }

  // MARK: Text

  private func expression(_ criterion: TextCriterion) -> MatchExpression? {
    var builder = TermBuilder()
    let prose = criterion.fields.filter { $0.textKind == .prose }
    let names = criterion.fields.filter { $0.textKind == .names }
    let containers = criterion.fields.filter { $0.textKind == .containers }
    let isPrefix = criterion.form == .prefix
    let proseWords = analyzer.words(in: criterion.text, as: .prose)
    let nameWords = analyzer.words(in: criterion.text, as: .names)
    let exact = spellings(of: proseWords)
    let expanded = expandedTerms(criterion)
    let prosePhrases =
      (criterion.form == .word ? exact.map(stemmed) : exact.map { [$0] }) + expanded
    let namePhrases = spellings(of: nameWords, initials: true).map { [$0] }
    let containerPhrases = containerTerms(criterion, nameWords).map { [$0] }
    // Where a word is its own stem, one set of terms serves all fields; `~` stems stand in prose
    // alone.
    let firstForms = prosePhrases.map { [$0[0]] }
    if criterion.fields == Field.indexed, firstForms == namePhrases,
      firstForms == containerPhrases
    {
      builder.add(prosePhrases, isPrefix: isPrefix, in: criterion.fields)
    } else {
      builder.add(prosePhrases, isPrefix: isPrefix, in: prose)
      builder.add(namePhrases, isPrefix: isPrefix, in: names)
      builder.add(containerPhrases, isPrefix: isPrefix, in: containers)
    }
    let statistic = criterion.form == .word ? statistic(of: proseWords) : nil
    return builder.expression(
      for: criterion.text, statistic: statistic, fields: criterion.fields)
  }

  /// The phrases of everything that a word or phrase also stands for.
  private func expandedTerms(_ criterion: TextCriterion) -> [[[String]]] {
    guard criterion.form == .word || criterion.form == .phrase else { return [] }
    let forms = expansions.forms(of: Expansions.key(criterion.text, analyzer))
    return forms.map { [$0] }
  }

  /// What finds a journal: its words; where the query asks for journals alone, also the titles that
  /// it abbreviates or that abbreviate it, as a whole.
  private func containerTerms(_ criterion: TextCriterion, _ words: [QueryWord]) -> [[String]] {
    let boundary = String(UnicodeScalar(Analyzer.boundary))
    let asksForJournals = criterion.fields.allSatisfy { $0.textKind == .containers }
    if criterion.form == .exact && asksForJournals {
      return spellings(of: words).map { [boundary] + $0 + [boundary] }
    }
    let named = asksForJournals && criterion.form != .prefix ? journals.matching(words) : []
    return spellings(of: words) + named.map { [boundary] + $0 + [boundary] }
  }

  /// The term by which the statistics know a word: its stem, its parts joined; nil for several.
  private func statistic(of words: [QueryWord]) -> String? {
    guard words.count == 1, !words[0].isPairs else { return nil }
    return analyzer.stem(of: words[0].joined) ?? words[0].joined
  }

  /// Every way to spell the words one after another.
  private func spellings(of words: [QueryWord], initials: Bool = false) -> [[String]] {
    var results: [[String]] = [[]]
    for word in words {
      var alternatives = word.spellings
      if initials, words.count > 1, let initials = word.initials { alternatives.append(initials) }
      let combined = results.flatMap { result in alternatives.map { result + $0 } }
      results = Array(combined.prefix(Self.mostSpellings))
    }
    results += joiningLettersAndDigits(words)
    return results.filter { !$0.isEmpty }.uniqued()
  }

  /// `"PD 1"` is also `pd1`.
  private func joiningLettersAndDigits(_ words: [QueryWord]) -> [[String]] {
    let forms = words.flatMap { $0.parts.map(\.form) }
    return forms.indices.dropLast().compactMap { index in
      guard forms[index].allSatisfy(\.isLetter), forms[index + 1].allSatisfy(\.isNumber) else {
        return nil
      }
      return Array(forms[..<index]) + [forms[index] + forms[index + 1]] + forms[(index + 2)...]
    }
  }

  /// The phrases that find a spelling by stems: the last term's stem, as a form of its own and as
  /// the stem of others.
  private func stemmed(_ spelling: [String]) -> [[String]] {
    guard let last = spelling.last, let stem = analyzer.stem(of: last) else { return [spelling] }
    let front = Array(spelling.dropLast())
    return [front + [stem], front + ["~" + stem]]
  }
}

extension Array where Element: Hashable {
  /// Without repetitions, in order.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
