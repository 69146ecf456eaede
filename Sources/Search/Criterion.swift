import QueryLanguage
import References
import TextAnalysis

/// A query whose fields exist and whose values are values: what the compiler works on.
indirect enum Criterion: Equatable {
  case text(TextCriterion)
  /// Words that spell out together what the texts abbreviate, or one of these.
  case spelledOut(Criterion, as: [TextCriterion])
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
  /// How the index is asked for the words; several forms of a query come down to one of these.
  enum Wording: Equatable {
    /// By stem and in every spelling.
    case word
    /// Exact forms, in order.
    case phrase
    /// Exact forms, in order; asked of journals alone, the whole title.
    case exact
    /// The beginning of a word.
    case prefix
    /// Any of some forms, which are the index's own.
    case forms([String])
    /// Words and phrases in any order, with at most this many words between.
    case near([TextCriterion], distance: Int)
  }

  var wording: Wording
  /// As typed.
  var text: String
  /// In which fields; all that are indexed where the query names none.
  var fields: [Field]
  /// What its score is multiplied by.
  var boost = 1.0
  /// The required position in the field.
  var anchor: Query.Anchor?

  /// Whether it is looked for in journals alone.
  var asksForJournals: Bool { fields.allSatisfy { $0.textKind == .containers } }
}

extension Criterion {
  /// The criterion with each criterion of which it is made as `transform` makes it.
  func mapParts(_ transform: (Criterion) throws -> Criterion) rethrows -> Criterion {
    switch self {
    case .text, .data, .all: self
    case .spelledOut(let words, let texts): .spelledOut(try transform(words), as: texts)
    case .related(let relation, let part): .related(relation, try transform(part))
    case .inOneAnnotation(let part): .inOneAnnotation(try transform(part))
    case .and(let parts): .and(try parts.map(transform))
    case .or(let parts): .or(try parts.map(transform))
    case .not(let part): .not(try transform(part))
    }
  }

  /// What `combine` makes of the criterion and of what it made of its parts.
  func fold<Result>(_ combine: (Criterion, [Result]) -> Result) -> Result {
    combine(self, parts.map { $0.fold(combine) })
  }

  private var parts: [Criterion] {
    switch self {
    case .text, .data, .all: []
    case .spelledOut(let part, _), .related(_, let part), .inOneAnnotation(let part),
      .not(let part):
      [part]
    case .and(let parts), .or(let parts): parts
    }
  }

  /// What must all hold of a work; brackets around some of it do not matter.
  var conjuncts: [Criterion] {
    if case .and(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }

  /// All of some criteria.
  static func all(_ criteria: [Criterion]) -> Criterion {
    let parts = criteria.flatMap(\.conjuncts)
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  /// The criterion of a group of words in annotations, where those that are all required must meet
  /// in one.
  func meeting(in field: Field) -> Criterion {
    let parts = conjuncts.filter { $0.isText(of: field) }
    if parts.count < 2 { return self }
    return .all([.inOneAnnotation(.and(parts))] + conjuncts.filter { !$0.isText(of: field) })
  }

  /// Whether it asks for nothing but words of one field.
  private func isText(of field: Field) -> Bool {
    fold { criterion, answers in
      switch criterion {
      case .text(let text): text.fields == [field]
      case .and, .or, .not: answers.allSatisfy(\.self)
      case .spelledOut, .data, .related, .inOneAnnotation, .all: false
      }
    }
  }

  /// Whether some text is looked for in journals alone.
  var asksForJournals: Bool {
    fold { criterion, answers in
      if case .text(let text) = criterion { text.asksForJournals } else { answers.contains(true) }
    }
  }
}
