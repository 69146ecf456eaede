import References

/// A compiled query: rows of `work_index` that match, conditions on `work`, and an expression to
/// rank by.
struct CompiledQuery: Equatable {
  /// The expression that ranks the hits: all text outside NOT, required or not; nil if there is
  /// none.
  var scoring: RenderedMatch?
  /// Whether every hit matches the ranking expression; else SQL alone decides.
  var isRequired: Bool
  /// Further conditions on every hit.
  var condition: SQLCondition

  /// Named conditions that `condition` and later ones refer to, in order.
  var definitions: [SQLCondition] = []

  /// The condition on every hit.
  var match: RenderedMatch? { isRequired ? scoring : nil }

  /// All conditions as SQL.
  var conditions: String { (definitions + [condition]).map(\.sql).joined(separator: " ") }

  /// The ids of all hits.
  var hits: SQLCondition {
    guard let match else { return defined("SELECT work.id FROM work WHERE") }
    if condition == .always {
      return SQLCondition(
        "SELECT rowid AS id FROM work_index WHERE work_index MATCH ?", [.text(match.text)])
    }
    return defined(
      """
      SELECT work.id FROM work_index JOIN work ON work.id = work_index.rowid \
      WHERE work_index MATCH ? AND
      """, [.text(match.text)])
  }

  /// The definitions as SQL, to precede a statement; empty if there are none.
  var prologue: String {
    if definitions.isEmpty { return "" }
    let named = definitions.enumerated().map { index, definition in
      "\(SQLBuilder.name(index)) AS (SELECT work.id FROM work WHERE \(definition.sql))"
    }
    return "WITH \(named.joined(separator: ", "))"
  }

  /// The query, also ranked by further text. If only text decides, that also finds more works.
  func broadened(by text: MatchExpression) -> CompiledQuery {
    var broadened = self
    let texts = [scoring?.expression, text].compactMap(\.self)
    guard let match else {
      broadened.scoring = RenderedMatch(.any(texts).loosened)
      return broadened
    }
    if condition == .always {
      broadened.scoring = RenderedMatch(MatchExpression.any(texts).ranked(by: texts))
    } else {
      broadened.scoring = RenderedMatch(.any(texts).loosened)
      broadened.isRequired = false
      broadened.condition = .joined([.matching(match.expression), condition], by: "AND")
    }
    return broadened
  }

  private func defined(_ select: String, _ arguments: [SQLCondition.Argument] = []) -> SQLCondition
  {
    var hits = SQLCondition("\(select) \(condition.sql)", arguments + condition.arguments)
    if definitions.isEmpty { return hits }
    hits.sql = "\(prologue) \(hits.sql)"
    hits.arguments = definitions.flatMap(\.arguments) + hits.arguments
    return hits
  }
}

/// A piece of SQL and the values of its question marks.
struct SQLCondition: Equatable {
  enum Argument: Equatable {
    case text(String)
    case integer(Int)
  }

  var sql: String
  var arguments: [Argument]

  init(_ sql: String, _ arguments: [Argument] = []) {
    self.sql = sql
    self.arguments = arguments
  }

  static let always = SQLCondition("1")
  static let never = SQLCondition("0")

  static func matching(_ expression: MatchExpression) -> SQLCondition {
    SQLCondition(
      "work.id IN (SELECT rowid FROM work_index WHERE work_index MATCH ?)",
      [.text(RenderedMatch(expression).text)])
  }

  /// SQLite nests a chain to the left, one level per part, up to a thousand levels.
  private static let longestChain = 32

  static func joined(_ parts: [SQLCondition], by operatorName: String) -> SQLCondition {
    if parts.count > longestChain {
      let middle = parts.count / 2
      return joined(
        [
          joined(Array(parts[..<middle]), by: operatorName),
          joined(Array(parts[middle...]), by: operatorName),
        ], by: operatorName)
    }
    return SQLCondition(
      "(" + parts.map(\.sql).joined(separator: " \(operatorName) ") + ")",
      parts.flatMap(\.arguments))
  }
}

/// A condition on a work, in part text and in part data.
indirect enum Predicate: Equatable {
  case text(MatchExpression)
  case sql(SQLCondition)
  case and([Predicate])
  case or([Predicate])
  case not(Predicate)
  case all

  var negated: Predicate {
    if case .not(let predicate) = self { predicate } else { .not(self) }
  }

  /// The text that every hit matches, if there is such, and what remains.
  func splittingMatch() -> (MatchExpression?, Predicate) {
    switch self {
    case .text(let expression): return (expression, .all)
    case .and(let parts):
      guard case .text(let expression)? = parts.first else { return (nil, self) }
      let rest = Array(parts.dropFirst())
      return (expression, rest.count == 1 ? rest[0] : .and(rest))
    default: return (nil, self)
    }
  }

  /// The text that hits can be ranked by: everything outside NOT.
  var scoredText: [MatchExpression] {
    switch self {
    case .text(let expression): [expression]
    case .and(let parts), .or(let parts): parts.flatMap(\.scoredText)
    case .sql, .not, .all: []
    }
  }
}

/// Writes predicates as SQL over `work`.
///
/// SQLite's parser has a small stack, so deeply nested parts become named definitions.
struct SQLBuilder {
  private(set) var definitions: [SQLCondition] = []

  private static let deepestNesting = 16

  static func name(_ index: Int) -> String { "part_\(index)" }

  mutating func condition(_ predicate: Predicate, depth: Int = 0) -> SQLCondition {
    if depth > Self.deepestNesting { return SQLCondition("work.id IN \(named(predicate))") }
    switch predicate {
    case .all: return .always
    case .sql(let condition): return condition
    case .text(let expression): return .matching(expression)
    case .not(.sql(let condition)):
      // A work without a year does not match year:2020, though SQL would call that unknown.
      return SQLCondition("(\(condition.sql)) IS NOT TRUE", condition.arguments)
    case .not(.text(let expression)):
      return SQLCondition(
        "work.id NOT IN (SELECT rowid FROM work_index WHERE work_index MATCH ?)",
        [.text(RenderedMatch(expression).text)])
    case .not(let predicate): return SQLCondition("work.id NOT IN \(named(predicate))")
    case .and(let parts): return joined(parts, by: "AND", depth)
    case .or(let parts): return joined(parts, by: "OR", depth)
    }
  }

  /// The name of the definition of the works that match a predicate.
  private mutating func named(_ predicate: Predicate) -> String {
    let definition = condition(predicate)
    definitions.append(definition)
    return Self.name(definitions.count - 1)
  }

  private mutating func joined(_ parts: [Predicate], by name: String, _ depth: Int) -> SQLCondition
  {
    var conditions: [SQLCondition] = []
    for part in parts { conditions.append(condition(part, depth: depth + 1)) }
    return .joined(conditions, by: name)
  }
}
