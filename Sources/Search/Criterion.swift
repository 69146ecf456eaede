import QueryLanguage
import References
import TextAnalysis

/// A resolved query, with known fields and valid values: the input of the compiler.
indirect enum Criterion: Equatable {
  case text(TextCriterion)
  /// Words that together spell out the abbreviations, or one of these.
  case spelledOut(Criterion, as: [TextCriterion])
  case data(DataCriterion)
  /// Works linked by a mention to those of a criterion.
  case related(Field.Relation, Criterion)
  /// Words that must match within one annotation.
  case inOneAnnotation(Criterion)
  case and([Criterion])
  case or([Criterion])
  case not(Criterion)
  case all
}

/// Words to find in some fields of a work.
struct TextCriterion: Equatable {
  /// How the words match in the index; several forms of a query map to one of these.
  enum Wording: Equatable {
    /// By stem and in every spelling.
    case word
    /// Exact forms, in order.
    case phrase
    /// Exact forms, in order; in journals only, the whole title.
    case exact
    /// A prefix.
    case prefix
    /// Any of some forms of the index.
    case forms([String])
    /// Words and phrases in any order, with at most this many words between.
    case near([TextCriterion], distance: Int)
  }

  var wording: Wording
  /// As typed.
  var text: String
  /// The fields to search; all indexed fields if the query names none.
  var fields: [Field]
  /// The boost: a factor of its score.
  var boost = 1.0
  /// The required position in the field.
  var anchor: Query.Anchor?

  /// Whether only journals are searched.
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

  /// The conditions that a work must all meet, with nested brackets flattened.
  var conjuncts: [Criterion] {
    if case .and(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }

  /// All of some criteria.
  static func all(_ criteria: [Criterion]) -> Criterion {
    let parts = criteria.flatMap(\.conjuncts)
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  /// The criterion of a group of words in annotations: required words must match within one
  /// annotation.
  func meeting(in field: Field) -> Criterion {
    let parts = conjuncts.filter { $0.isText(of: field) }
    if parts.count < 2 { return self }
    return .all([.inOneAnnotation(.and(parts))] + conjuncts.filter { !$0.isText(of: field) })
  }

  /// Whether it consists only of words in one field.
  private func isText(of field: Field) -> Bool {
    fold { criterion, answers in
      switch criterion {
      case .text(let text): text.fields == [field]
      case .and, .or, .not: answers.allSatisfy(\.self)
      case .spelledOut, .data, .related, .inOneAnnotation, .all: false
      }
    }
  }

  /// Whether some text is searched in journals only.
  var asksForJournals: Bool {
    fold { criterion, answers in
      if case .text(let text) = criterion { text.asksForJournals } else { answers.contains(true) }
    }
  }
}
