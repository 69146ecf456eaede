import QueryLanguage
import References
import TextAnalysis

/// A query whose fields exist and whose values are values: what the compiler works on.
indirect enum Criterion: Equatable {
  case text(TextCriterion)
  /// Words that spell out together what the forms abbreviate, or one of these.
  case spelledOut(Criterion, [TextCriterion])
  case data(DataCriterion)
  /// Works that a mention links with those of a criterion.
  case related(Field.Relation, Criterion)
  /// Words of annotations that must meet in one.
  case inOneAnnotation(Criterion)
  case and([Criterion])
  case or([Criterion])
  case not(Criterion)
  case all
}

/// Words to be found in some of a work's fields.
struct TextCriterion: Equatable {
  enum Form: Equatable {
    /// Found by stem and in every spelling.
    case word
    /// Exact forms, in order.
    case phrase
    /// Exact forms, in order; asked of journals alone, the whole title.
    case exact
    /// The beginning of a word.
    case prefix
    /// The word and known words so many edits away.
    case fuzzy(edits: Int)
    /// Known words in which each question mark stands for a letter.
    case pattern
    /// Any of some exact forms, which are the index's own.
    case forms([String])
    /// Words and phrases in any order, at most so many words between.
    case near([TextCriterion], distance: Int)
  }

  var form: Form
  /// As typed.
  var text: String
  /// In which fields; all that are indexed where the query names none.
  var fields: [Field]
  /// What its score is multiplied by.
  var boost = 1.0
  /// Where in a field it must stand.
  var anchor: Query.Anchor?
}

extension Criterion {
  /// The criterion with the words that it all requires as alternatives, function words left out and
  /// the parts of compounds added; what is no text stays required.
  func matchingAny(_ analyzer: Analyzer) -> Criterion {
    let parts = if case .and(let parts) = self { parts } else { [self] }
    var texts: [Criterion] = []
    var others: [Criterion] = []
    for part in parts {
      switch part {
      case .text(let text): texts += text.alternatives(analyzer).map(Criterion.text)
      case .spelledOut(let words, let forms):
        texts.append(.spelledOut(words.matchingAny(analyzer), forms))
      case .or where part.isText: texts.append(part)
      case .inOneAnnotation(let words):
        others.append(.inOneAnnotation(words.matchingAny(analyzer)))
      default: others.append(part)
      }
    }
    let telling = texts.filter { !$0.isStopWord }
    let words = telling.isEmpty ? texts : telling
    if words.isEmpty { return self }
    let any = words.count == 1 ? words[0] : .or(words)
    return others.isEmpty ? any : .and([any] + others)
  }

  private var isStopWord: Bool {
    if case .text(let text) = self { text.isStopWord } else { false }
  }

  /// Whether it asks for nothing but text.
  private var isText: Bool {
    switch self {
    case .text, .spelledOut: true
    case .or(let parts), .and(let parts): parts.allSatisfy(\.isText)
    case .data, .related, .inOneAnnotation, .not, .all: false
    }
  }

  /// The criterion with each of its texts as `body` makes it.
  func mapTexts(_ body: (TextCriterion) throws -> Criterion) rethrows -> Criterion {
    switch self {
    case .text(let text): try body(text)
    case .and(let parts): .and(try parts.map { try $0.mapTexts(body) })
    case .or(let parts): .or(try parts.map { try $0.mapTexts(body) })
    case .not(let part): .not(try part.mapTexts(body))
    case .related(let relation, let part): .related(relation, try part.mapTexts(body))
    case .inOneAnnotation(let part): .inOneAnnotation(try part.mapTexts(body))
    case .spelledOut, .data, .all: self
    }
  }

  /// Whether some text is looked for in journals alone.
  var asksForJournals: Bool {
    switch self {
    case .text(let text): text.fields.allSatisfy { $0.textKind == .containers }
    case .and(let parts), .or(let parts): parts.contains(where: \.asksForJournals)
    case .not(let part), .related(_, let part), .inOneAnnotation(let part): part.asksForJournals
    case .spelledOut(let words, _): words.asksForJournals
    case .data, .all: false
    }
  }
}

extension TextCriterion {
  /// The parts of a compound, `fault` and `tolerance` of `fault-tolerance`; of one that is a name,
  /// `PD-1`, itself and what parts are words.
  fileprivate func alternatives(_ analyzer: Analyzer) -> [TextCriterion] {
    let parts = analyzer.words(in: text, as: .prose).flatMap(\.parts)
    guard form == .word, parts.count > 1 else { return [self] }
    // A contraction, "I'd", "it's", holds function words alone.
    if StopWords.english.contains(parts[0].form),
      parts.dropFirst().allSatisfy({ $0.form.count <= 2 })
    {
      return []
    }
    let words = parts.filter { $0.form.count > 2 && $0.form.allSatisfy(\.isLetter) }
    let criteria = words.map { part in
      var criterion = self
      criterion.text = part.form
      return criterion
    }
    return words.count == parts.count || criteria.contains(where: \.isStopWord)
      ? criteria : [self] + criteria
  }
}

extension TextCriterion {
  /// A word that tells nothing of what is asked; dropped from a question, never from the index.
  var isStopWord: Bool {
    form == .word && StopWords.english.contains(text.lowercased())
  }
}
