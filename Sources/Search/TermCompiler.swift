import QueryLanguage
import References
import TextAnalysis

/// Turns the words of a query into FTS5 expressions: every spelling under which the index may hold
/// them, in the columns where it may stand.
struct TermCompiler {
  typealias Spelling = TermBuilder.Spelling

  let analyzer: Analyzer
  let journals: JournalTitles
  let expansions: Expansions

  /// A phrase is looked for in no more spellings than this.
  private static let mostSpellings = 24

  func expression(_ criterion: TextCriterion) -> MatchExpression? {
    var builder = TermBuilder()
    for group in Self.columnGroups(criterion.fields) {
      if case .near(let parts, let distance) = criterion.form {
        let lists = parts.map { spellings(of: $0, in: group) }
        builder.add(near: Self.combinations(lists), distance: distance, in: group.fields)
      } else {
        let spellings = spellings(of: criterion, in: group)
        builder.add(anchored(spellings, criterion, group), in: group.fields)
      }
    }
    let isPlain = criterion.form == .word && criterion.anchor == nil
    return builder.expression(
      for: criterion.text, statistic: isPlain ? statistic(of: criterion.text) : nil,
      fields: criterion.fields, boost: criterion.boost)
  }

  // MARK: Columns

  /// Columns whose words are analyzed alike.
  private struct ColumnGroup {
    enum Kind { case prose, names, containers, plainForms, marked }

    let kind: Kind
    let fields: [Field]
  }

  /// Where all columns are asked, none is named, which is fastest: `~` stands in prose alone, `@` in
  /// names and journals.
  private static func columnGroups(_ fields: [Field]) -> [ColumnGroup] {
    if fields == Field.indexed {
      return [.init(kind: .plainForms, fields: fields), .init(kind: .marked, fields: fields)]
    }
    func group(_ kind: ColumnGroup.Kind, _ textKind: Field.TextKind) -> ColumnGroup {
      .init(kind: kind, fields: fields.filter { $0.textKind == textKind })
    }
    return [group(.prose, .prose), group(.names, .names), group(.containers, .containers)]
      .filter { !$0.fields.isEmpty }
  }

  private func spellings(of criterion: TextCriterion, in group: ColumnGroup) -> [Spelling] {
    switch group.kind {
    case .plainForms: return everywhere(criterion)
    case .marked: return inNamesOfAll(criterion)
    case .prose: return inProse(criterion)
    case .names: return inNames(criterion)
    case .containers: return inContainers(criterion)
    }
  }

  /// Stems for words, plain forms for what is to stand exactly so, in every column.
  private func everywhere(_ criterion: TextCriterion) -> [Spelling] {
    switch criterion.form {
    case .phrase, .exact, .prefix:
      let spellings = inProse(criterion) + inNames(criterion).map(Self.unmarked)
      return spellings.uniqued()
    default: return inProse(criterion)
    }
  }

  /// What `everywhere` does not find: words of names and journals.
  private func inNamesOfAll(_ criterion: TextCriterion) -> [Spelling] {
    switch criterion.form {
    case .word, .fuzzy, .pattern:
      let words = analyzer.words(in: criterion.text, as: .names)
      return spellings(of: words, initials: true).map { Spelling(terms: marked($0)) }
    case .phrase, .exact, .prefix, .forms, .near: return []
    }
  }

  private func inProse(_ criterion: TextCriterion) -> [Spelling] {
    if case .forms(let forms) = criterion.form { return forms.map { Spelling(terms: [$0]) } }
    let exact = spellings(of: analyzer.words(in: criterion.text, as: .prose))
    switch criterion.form {
    case .prefix: return exact.map { Spelling(terms: $0, isPrefix: true) }
    case .phrase, .exact: return exact.map { Spelling(terms: $0) } + expanded(criterion)
    default: return exact.map { Spelling(terms: stemmed($0)) } + expanded(criterion)
    }
  }

  private func inNames(_ criterion: TextCriterion) -> [Spelling] {
    if case .forms(let forms) = criterion.form { return forms.map { Spelling(terms: ["@" + $0]) } }
    let words = analyzer.words(in: criterion.text, as: .names)
    let spellings = spellings(of: words, initials: true).map { Spelling(terms: marked($0)) }
    switch criterion.form {
    case .prefix:
      return spellings.map { Spelling(terms: $0.terms, isPrefix: true) }
    case .phrase where criterion.fields.allSatisfy { $0.textKind == .names }:
      let people = NameSpelling.all(of: words).map {
        Spelling(terms: marked($0.words), isPrefix: $0.endsInInitial)
      }
      return (spellings + people).uniqued()
    default: return spellings
    }
  }

  /// What finds a journal: its words; where the query asks for journals alone, also the titles that
  /// it abbreviates or that abbreviate it, as a whole.
  private func inContainers(_ criterion: TextCriterion) -> [Spelling] {
    if case .forms(let forms) = criterion.form { return forms.map { Spelling(terms: ["@" + $0]) } }
    let boundary = String(UnicodeScalar(Analyzer.boundary))
    let words = analyzer.words(in: criterion.text, as: .names)
    let spellings = spellings(of: words).map(marked)
    let asksForJournals = criterion.fields.allSatisfy { $0.textKind == .containers }
    if criterion.form == .exact && asksForJournals {
      return spellings.map { Spelling(terms: [boundary] + $0 + [boundary]) }
    }
    let named = asksForJournals && criterion.form != .prefix ? journals.matching(words) : []
    return spellings.map { Spelling(terms: $0, isPrefix: criterion.form == .prefix) }
      + named.map { Spelling(terms: [boundary] + marked($0) + [boundary]) }
  }

  // MARK: Places

  /// Spellings that must begin their column, or follow the boundary before the first or last name.
  private func anchored(
    _ spellings: [Spelling], _ criterion: TextCriterion, _ group: ColumnGroup
  ) -> [Spelling] {
    guard let anchor = criterion.anchor else { return spellings }
    let boundary = String(UnicodeScalar(Analyzer.boundary))
    let last = String(UnicodeScalar(Analyzer.lastBoundary))
    let isNames = group.kind == .names
    let before = !isNames ? [[]] : anchor == .first ? [[boundary], [last]] : [[last]]
    return spellings.flatMap { spelling in
      before.map { before in
        Spelling(
          terms: before + spelling.terms, isPrefix: spelling.isPrefix, isFirst: anchor != .last)
      }
    }
  }

  /// One of each list, in every way.
  private static func combinations(_ lists: [[Spelling]]) -> [[Spelling]] {
    if lists.contains(where: \.isEmpty) { return [] }
    return lists.reduce([[]]) { combinations, list in
      let longer = combinations.flatMap { combination in list.map { combination + [$0] } }
      return Array(longer.prefix(mostSpellings))
    }
  }

  // MARK: Spellings

  /// The term by which the statistics know a word: its stem, its parts joined; nil for several.
  private func statistic(of text: String) -> String? {
    let words = analyzer.words(in: text, as: .prose)
    guard words.count == 1, !words[0].isPairs else { return nil }
    return analyzer.stem(of: words[0].joined) ?? words[0].joined
  }

  /// Everything that a word or phrase also stands for.
  private func expanded(_ criterion: TextCriterion) -> [Spelling] {
    guard criterion.isExpandable else { return [] }
    let forms = expansions.forms(of: analyzer.joinedForms(in: criterion.text))
    return forms.flatMap { form in
      spellings(of: analyzer.words(in: form, as: .prose)).map { Spelling(terms: stemmed($0)) }
    }
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

  /// The phrase that finds a spelling in names and journals alone.
  private func marked(_ spelling: [String]) -> [String] { spelling.map { "@" + $0 } }

  /// The same in every column.
  private static func unmarked(_ spelling: Spelling) -> Spelling {
    Spelling(terms: spelling.terms.map { String($0.dropFirst()) }, isPrefix: spelling.isPrefix)
  }
}

extension Array where Element: Hashable {
  /// Without repetitions, in order.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
