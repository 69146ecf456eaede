import References

/// Turns criteria into SQL over `work` and FTS5 expressions over `work_index`.
///
/// Text under one AND, OR or NOT becomes one FTS5 expression; what FTS5 cannot express (a year and
/// a word under OR, a bare NOT) becomes SQL around several. Values are arguments or quoted terms,
/// never SQL.
struct QueryCompiler {
  let terms: TermCompiler

  /// FTS5's parser has a small stack; deeper text is split between expressions.
  private static let deepestExpression = 10

  func compile(_ criterion: Criterion) -> CompiledQuery {
    let predicate = predicate(criterion)
    let scored = predicate.scoredText
    let (match, rest) = predicate.splittingMatch()
    var builder = SQLBuilder()
    let condition = builder.condition(rest)
    let scoring = match?.ranked(by: scored) ?? (scored.isEmpty ? nil : .any(scored).loosened)
    return CompiledQuery(
      scoring: scoring.map(RenderedMatch.init), isRequired: match != nil, condition: condition,
      definitions: builder.definitions)
  }

  // MARK: Predicates

  private func predicate(_ criterion: Criterion) -> Predicate {
    switch criterion {
    case .all: .all
    case .data(let data): .sql(data.sql)
    case .related(let relation, let others): .sql(related(relation, others))
    case .inOneAnnotation(let words): inOneAnnotation(words)
    case .text(let text): terms.term(text).map { .text(.term($0)) } ?? .sql(.never)
    case .spelledOut(let words, let texts): spelledOut(words, texts)
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
      let isOne = required.count == 1 && few.isEmpty
      others.insert(.text(isOne ? required[0] : .all(required, excluding: few)), at: 0)
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
    if !texts.isEmpty {
      others.insert(.text(texts.count == 1 ? texts[0] : .any(texts)), at: 0)
    }
    return others.count == 1 ? others[0] : .or(others)
  }

  private func related(_ relation: Field.Relation, _ others: Criterion) -> SQLCondition {
    let others = compile(others).hits
    let links = "FROM mention JOIN citation ON citation.id = mention.citation_id"
    let sql =
      switch relation {
      case .mentions: "SELECT citation.work_id \(links) WHERE mention.target_id IN (\(others.sql))"
      case .mentionedBy:
        "SELECT mention.target_id \(links) WHERE citation.work_id IN (\(others.sql))"
      }
    return SQLCondition("work.id IN (\(sql))", others.arguments)
  }

  /// The words rank the work; each annotation is checked separately for all of them.
  private func inOneAnnotation(_ words: Criterion) -> Predicate {
    let words = predicate(words)
    guard case .text(let expression) = words else { return words }
    let meeting = SQLCondition(
      """
      work.id IN (SELECT work_id FROM citation JOIN annotation ON citation.id = citation_id \
      WHERE annotation.id IN (SELECT rowid FROM annotation_index WHERE annotation_index MATCH ?))
      """, [.text(RenderedMatch(expression).text)])
    return conjunction([words, .sql(meeting)])
  }

  /// Words, or the abbreviations and synonyms of the whole phrase.
  private func spelledOut(_ words: Criterion, _ texts: [TextCriterion]) -> Predicate {
    let words = predicate(words)
    let forms = texts.compactMap(terms.term)
    guard case .text(let expression) = words, !forms.isEmpty else { return words }
    return .text(.either(expression, or: forms))
  }
}
