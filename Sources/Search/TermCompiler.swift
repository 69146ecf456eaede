import Index
import QueryLanguage
import References
import TextAnalysis

/// Turns the words of a query into what FTS5 is asked for: every spelling under which the index may
/// hold them, in the columns where it may stand.
struct TermCompiler {
  let analyzer: Analyzer
  let journals: JournalTitles
  let expansions: Expansions
  /// The stems of a word in languages other than English that the index holds; nil if it holds
  /// none.
  let inflections: ((String) -> [String])?
  /// The British or American spellings of a term that the index holds besides it.
  let otherSpellings: (String) -> [String]

  /// A phrase is looked for in no more spellings than this.
  private static let mostSpellings = 24

  /// Nil if no column can contain the text.
  func term(_ text: TextCriterion) -> MatchTerm? {
    var term = MatchTerm(text: text.text, fields: text.fields, columns: [], boost: text.boost)
    if case .near(_, let distance) = text.wording { term.distance = distance }
    if text.wording == .word && text.anchor == nil, inflected(text).isEmpty {
      term.statistic = statistic(of: text.text)
    }
    for group in Self.columnGroups(text.fields) {
      let spellings = spellings(of: text, in: group)
      if !spellings.isEmpty {
        term.columns.append(.init(fields: group.fields, spellings: spellings))
      }
    }
    return term.columns.isEmpty ? nil : term
  }

  // MARK: Columns

  /// Columns whose words are analyzed alike.
  private struct ColumnGroup {
    enum Kind {
      case prose, names, containers
      /// Every column, asked for stems and plain forms.
      case all
      /// Every column, asked for marked forms, which stand in names and containers alone.
      case allNames
      /// Containers beside every column, asked for words as they are spelled there.
      case allContainers
    }

    let kind: Kind
    let fields: [Field]
  }

  /// Where all columns are asked, none is named, which is fastest: `~` stands in prose alone, `@` in
  /// names and journals.
  private static func columnGroups(_ fields: [Field]) -> [ColumnGroup] {
    if fields == Field.indexed {
      return [
        .init(kind: .all, fields: fields), .init(kind: .allNames, fields: fields),
        .init(kind: .allContainers, fields: fields.filter { $0.textKind == .containers }),
      ]
    }
    func group(_ kind: ColumnGroup.Kind, _ textKind: Field.TextKind) -> ColumnGroup {
      .init(kind: kind, fields: fields.filter { $0.textKind == textKind })
    }
    return [group(.prose, .prose), group(.names, .names), group(.containers, .containers)]
      .filter { !$0.fields.isEmpty }
  }

  private func spellings(of text: TextCriterion, in group: ColumnGroup) -> [[FTS5Phrase]] {
    if case .near(let parts, _) = text.wording {
      return Self.combinations(parts.map { phrases(of: $0, in: group.kind) })
    }
    return anchored(phrases(of: text, in: group.kind), text, group.kind).map { [$0] }
  }

  // MARK: Wordings

  /// Under which phrases columns of one kind may contain a text.
  private func phrases(of text: TextCriterion, in kind: ColumnGroup.Kind) -> [FTS5Phrase] {
    switch text.wording {
    case .word:
      return switch kind {
      case .prose, .all: (stems(text) + inflected(text)).uniqued() + expanded(text)
      case .names: names(text)
      case .allNames: isLetter(text) ? [] : names(text)
      // As it is spelled, a word is looked for in all names.
      case .allContainers: spelledOtherwise(containers(text))
      case .containers: respelled(containers(text)) + titles(text)
      }
    case .phrase:
      return switch kind {
      case .prose: respelled(forms(text)) + expanded(text)
      case .names: (names(text) + people(text)).uniqued()
      case .containers: respelled(containers(text)) + titles(text)
      case .all: respelled(everywhere(text)) + expanded(text)
      case .allNames, .allContainers: []
      }
    case .exact:
      return switch kind {
      case .prose: forms(text)
      case .names: names(text)
      case .containers: text.asksForJournals ? containers(text).map(Self.whole) : containers(text)
      case .all: everywhere(text)
      case .allNames, .allContainers: []
      }
    case .prefix:
      let phrases =
        switch kind {
        case .prose: forms(text)
        case .names: names(text)
        case .containers: containers(text)
        case .all: everywhere(text)
        case .allNames, .allContainers: [FTS5Phrase]()
        }
      return phrases.map { FTS5Phrase(terms: $0.terms, isPrefix: true) }
    case .forms(let forms):
      return switch kind {
      case .prose, .all: forms.map { FTS5Phrase(terms: [$0]) }
      case .names, .containers: forms.map { FTS5Phrase(terms: marked([$0])) }
      case .allNames, .allContainers: []
      }
    case .near: return []
    }
  }

  /// In prose, whatever the inflection of the last word.
  private func stems(_ text: TextCriterion) -> [FTS5Phrase] {
    phrases(of: analyzer.words(in: text.text, as: .prose), stemmed)
  }

  /// In prose, the inflections of one word in other languages than English.
  private func inflected(_ text: TextCriterion) -> [FTS5Phrase] {
    guard let inflections else { return [] }
    let words = analyzer.words(in: text.text, as: .prose)
    guard words.count == 1, words[0].parts.count == 1, !words[0].isPairs else { return [] }
    let word = analyzer.compounds(in: text.text).first ?? text.text
    let form = words[0].parts[0].form
    return inflections(word).filter { $0 != analyzer.stem(of: form) ?? form }
      .map { FTS5Phrase(terms: ["~" + $0]) }
  }

  /// In prose, verbatim.
  private func forms(_ text: TextCriterion) -> [FTS5Phrase] {
    phrases(of: analyzer.words(in: text.text, as: .prose)) { $0 }
  }

  /// In every column, verbatim. A letter is not an initial of a name.
  private func everywhere(_ text: TextCriterion) -> [FTS5Phrase] {
    if isLetter(text) { return stems(text) }
    return (forms(text) + names(text).map(Self.unmarked)).uniqued()
  }

  /// `R`: in text a name of its own, in names anybody's initial.
  private func isLetter(_ text: TextCriterion) -> Bool {
    let words = analyzer.words(in: text.text, as: .prose)
    guard text.wording != .prefix, words.count == 1, words[0].parts.count == 1 else { return false }
    return words[0].parts[0].form.count == 1 && words[0].parts[0].form.first!.isLetter
      && !words[0].isPairs
  }

  private func phrases(
    of words: [QueryWord], initials: Bool = false, _ terms: ([String]) -> [String]
  ) -> [FTS5Phrase] {
    let isPrefix = words.last?.isBeginning ?? false
    return spellings(of: words, initials: initials).map {
      FTS5Phrase(terms: terms($0), isPrefix: isPrefix)
    }
  }

  /// Everything that a word or phrase also stands for, in prose.
  private func expanded(_ text: TextCriterion) -> [FTS5Phrase] {
    guard text.isExpandable else { return [] }
    return expansions.forms(of: analyzer.joinedForms(in: text.text)).flatMap { form in
      spellings(of: analyzer.words(in: form, as: .prose)).map { FTS5Phrase(terms: stemmed($0)) }
    }
  }

  /// In names of people, initials apart.
  private func names(_ text: TextCriterion) -> [FTS5Phrase] {
    phrases(of: analyzer.words(in: text.text, as: .names), initials: true, marked)
  }

  /// A person in other orders and lengths of the name, where names alone are asked.
  private func people(_ text: TextCriterion) -> [FTS5Phrase] {
    guard text.fields.allSatisfy({ $0.textKind == .names }) else { return [] }
    return NameSpelling.all(of: analyzer.words(in: text.text, as: .names)).map {
      FTS5Phrase(terms: marked($0.words))
    }
  }

  /// As typed, and as journals are called without their article and what databases put after it.
  private func containers(_ text: TextCriterion) -> [FTS5Phrase] {
    let words = analyzer.words(in: text.text, as: .names)
    let hasArticle = words.count > 1 && words[0].joined == "the"
    let typed = phrases(of: hasArticle ? Array(words.dropFirst()) : words, marked)
    guard let bare = bareTitle(text) else { return typed }
    return (typed + [Self.whole(FTS5Phrase(terms: marked(bare.flatMap { $0.parts.map(\.form) })))])
      .uniqued()
  }

  /// The words of `Science` where `Science (New York, N.Y.)` is asked for among journals; nil for
  /// names that databases add nothing to.
  private func bareTitle(_ text: TextCriterion) -> [QueryWord]? {
    guard text.asksForJournals, text.text.contains(where: { "([".contains($0) }) else { return nil }
    return analyzer.words(in: ContainerName.bare(text.text), as: .names)
  }

  /// The titles that a text abbreviates or that abbreviate it, as a whole, where journals alone are
  /// asked.
  private func titles(_ text: TextCriterion) -> [FTS5Phrase] {
    guard text.asksForJournals else { return [] }
    return journals.matching(bareTitle(text) ?? analyzer.words(in: text.text, as: .names))
      .map { Self.whole(FTS5Phrase(terms: marked($0))) }
  }

  /// All of an item, from its beginning to its end.
  private static func whole(_ phrase: FTS5Phrase) -> FTS5Phrase {
    if phrase.terms.first == boundary { return phrase }
    return FTS5Phrase(terms: [boundary] + phrase.terms + [boundary])
  }

  private static let boundary = String(UnicodeScalar(Analyzer.boundary))
  private static let lastBoundary = String(UnicodeScalar(Analyzer.lastBoundary))

  // MARK: Places

  /// Phrases that must begin their column, or follow the boundary before the first or last name.
  private func anchored(
    _ phrases: [FTS5Phrase], _ text: TextCriterion, _ kind: ColumnGroup.Kind
  ) -> [FTS5Phrase] {
    guard let anchor = text.anchor else { return phrases }
    let (boundary, last) = (Self.boundary, Self.lastBoundary)
    let before = kind != .names ? [[]] : anchor == .first ? [[boundary], [last]] : [[last]]
    return phrases.flatMap { phrase in
      before.map { before in
        FTS5Phrase(
          terms: before + phrase.terms, isPrefix: phrase.isPrefix, isFirst: anchor != .last)
      }
    }
  }

  /// One of each list, in every way.
  private static func combinations(_ lists: [[FTS5Phrase]]) -> [[FTS5Phrase]] {
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

  /// `"PD 1"` is also `pd1`, `"5 mm"` also `5mm`.
  private func joiningLettersAndDigits(_ words: [QueryWord]) -> [[String]] {
    let forms = words.flatMap { $0.parts.map(\.form) }
    return forms.indices.dropLast().compactMap { index in
      let (one, next) = (forms[index], forms[index + 1])
      let isUnit = one.allSatisfy(\.isNumber) && next.count <= 5 && next.allSatisfy(\.isLetter)
      guard isUnit || one.allSatisfy(\.isLetter) && next.allSatisfy(\.isNumber) else { return nil }
      return Array(forms[..<index]) + [forms[index] + forms[index + 1]] + forms[(index + 2)...]
    }
  }

  /// Phrases, then the same with words in their other British or American spellings.
  private func respelled(_ phrases: [FTS5Phrase]) -> [FTS5Phrase] {
    (phrases + spelledOtherwise(phrases)).uniqued()
  }

  /// Phrases with words in their other British or American spellings; none as it is.
  private func spelledOtherwise(_ phrases: [FTS5Phrase]) -> [FTS5Phrase] {
    let others = phrases.flatMap { phrase -> [FTS5Phrase] in
      // What a prefix may begin is found as it is spelled.
      let fixed = phrase.isPrefix ? phrase.terms.count - 1 : phrase.terms.count
      var results: [[String]] = [[]]
      for (index, term) in phrase.terms.enumerated() {
        let spellings = [term] + (index < fixed ? otherSpellings(term) : [])
        let combined = results.flatMap { result in spellings.map { result + [$0] } }
        results = Array(combined.prefix(Self.mostSpellings))
      }
      return results.dropFirst().map { FTS5Phrase(terms: $0, isPrefix: phrase.isPrefix) }
    }
    return others.uniqued().filter { !phrases.contains($0) }
  }

  /// The phrase that finds a spelling in prose, whatever the inflection of its last word.
  private func stemmed(_ spelling: [String]) -> [String] {
    guard let last = spelling.last else { return [] }
    return spelling.dropLast() + ["~" + (analyzer.stem(of: last) ?? last)]
  }

  /// The phrase that finds a spelling in names and journals alone.
  private func marked(_ spelling: [String]) -> [String] { spelling.map { "@" + $0 } }

  /// The same in every column.
  private static func unmarked(_ phrase: FTS5Phrase) -> FTS5Phrase {
    FTS5Phrase(terms: phrase.terms.map { String($0.dropFirst()) }, isPrefix: phrase.isPrefix)
  }
}

extension Array where Element: Hashable {
  /// Without repetitions, in order.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
