import References

/// What a query becomes: rows of `work_index` that match, conditions on `work`, and what to rank by.
struct CompiledQuery: Equatable {
  /// What ranks the hits: all text under no NOT, however much of it a hit must hold; nil where the
  /// query holds none.
  var scoring: RenderedMatch?
  /// Whether every hit matches what ranks; else SQL alone decides.
  var isRequired: Bool
  /// What else holds for every hit.
  var condition: SQLCondition

  /// Conditions that `condition` and one another name, in order.
  var definitions: [SQLCondition] = []

  /// What every hit matches.
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

  /// The query ranked by further text as well. Where nothing but text decides, that finds works too.
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

  /// SQLite reads a chain from the left, a level a part, and takes a thousand levels.
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
/// SQLite's parser has a small stack, so what is nested deeply becomes a definition of its own that
/// the rest names.
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
      // A work without a year is not of 2020, though SQL would call that unknown.
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

  /// The name under which the works that a predicate holds for are defined.
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
