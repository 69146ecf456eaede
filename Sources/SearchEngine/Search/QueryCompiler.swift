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
    let predicate = predicate(criterion)
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
    case .spelledOut(let words, let forms): spelledOut(words, forms)
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

  /// Words, or the abbreviations and synonyms of what they spell out together.
  private func spelledOut(_ words: Criterion, _ forms: [TextCriterion]) -> Predicate {
    let words = predicate(words)
    let forms = forms.compactMap(expression)
    guard case .text(let expression) = words, !forms.isEmpty else { return words }
    return .text(.either(expression, or: forms))
  }

  private func expression(_ criterion: TextCriterion) -> MatchExpression? {
    var builder = TermBuilder()
    let words = analyzer.words(in: criterion.text, as: .prose)
    let names = analyzer.words(in: criterion.text, as: .names)
    if criterion.fields == Field.indexed {
      addEverywhere(criterion, words, names, to: &builder)
    } else {
      addFields(criterion, words, names, to: &builder)
    }
    let statistic = criterion.form == .word ? statistic(of: words) : nil
    return builder.expression(for: criterion.text, statistic: statistic, fields: criterion.fields)
  }

  /// Asks for terms in no certain column, which is fastest: `~` stands in prose alone, `@` in names
  /// and journals, plain forms in all.
  private func addEverywhere(
    _ criterion: TextCriterion, _ words: [QueryWord], _ names: [QueryWord],
    to builder: inout TermBuilder
  ) {
    let exact = spellings(of: words)
    let named = spellings(of: names, initials: true)
    switch criterion.form {
    case .word:
      builder.add(exact.map(stemmed) + expandedTerms(criterion), in: Field.indexed)
      builder.add(named.map(marked), in: Field.indexed)
    case .phrase, .exact:
      let others = named.filter { !exact.contains($0) }.map(marked)
      builder.add(exact + expandedTerms(criterion) + others, in: Field.indexed)
    case .prefix:
      builder.add((exact + named).uniqued(), isPrefix: true, in: Field.indexed)
    }
  }

  private func addFields(
    _ criterion: TextCriterion, _ words: [QueryWord], _ names: [QueryWord],
    to builder: inout TermBuilder
  ) {
    let isPrefix = criterion.form == .prefix
    let exact = spellings(of: words)
    let prose = criterion.form == .word ? exact.map(stemmed) : exact
    builder.add(
      prose + expandedTerms(criterion), isPrefix: isPrefix,
      in: criterion.fields.filter { $0.textKind == .prose })
    builder.add(
      spellings(of: names, initials: true).map(marked), isPrefix: isPrefix,
      in: criterion.fields.filter { $0.textKind == .names })
    builder.add(
      containerTerms(criterion, names).map(marked), isPrefix: isPrefix,
      in: criterion.fields.filter { $0.textKind == .containers })
  }

  /// The phrases of everything that a word or phrase also stands for.
  private func expandedTerms(_ criterion: TextCriterion) -> [[String]] {
    guard criterion.isExpandable else { return [] }
    let forms = expansions.forms(of: Expansions.key(criterion.text, analyzer))
    return forms.flatMap { spellings(of: analyzer.words(in: $0, as: .prose)).map(stemmed) }
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

  /// The phrase that finds a spelling in prose, whatever the inflection of its last word.
  private func stemmed(_ spelling: [String]) -> [String] {
    guard let last = spelling.last else { return [] }
    return spelling.dropLast() + ["~" + (analyzer.stem(of: last) ?? last)]
  }

  /// The phrase that finds a spelling in names and journals.
  private func marked(_ spelling: [String]) -> [String] {
    spelling.map { $0.utf8.first == Analyzer.boundary ? $0 : "@" + $0 }
  }
}

extension Array where Element: Hashable {
  /// Without repetitions, in order.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
