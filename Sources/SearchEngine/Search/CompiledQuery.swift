import References

/// What a query becomes: rows of `work_index` that match, conditions on `work`, and what to rank by.
struct CompiledQuery: Equatable {
  /// Every hit matches this; nil where SQL alone decides.
  var match: MatchExpression?
  /// What else holds for every hit.
  var condition: SQLCondition
  /// What ranks the hits; nil where the query holds no text to rank by.
  var scoring: MatchExpression?

  /// The ids of all hits.
  var hits: SQLCondition {
    guard let match else {
      return SQLCondition("SELECT work.id FROM work WHERE \(condition.sql)", condition.arguments)
    }
    if condition == .always {
      return SQLCondition(
        "SELECT rowid AS id FROM work_index WHERE work_index MATCH ?", [.text(match.text)])
    }
    return SQLCondition(
      """
      SELECT work.id FROM work_index JOIN work ON work.id = work_index.rowid \
      WHERE work_index MATCH ? AND \(condition.sql)
      """, [.text(match.text)] + condition.arguments)
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

  static func joined(_ parts: [SQLCondition], by operatorName: String) -> SQLCondition {
    SQLCondition(
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

  /// The condition as SQL over `work`.
  var sql: SQLCondition {
    switch self {
    case .all: .always
    case .sql(let condition): condition
    case .text(let expression):
      SQLCondition(
        "work.id IN (SELECT rowid FROM work_index WHERE work_index MATCH ?)",
        [.text(expression.text)])
    case .not(let predicate):
      // A work without a year is neither of a year nor not of it, as SQL has it; here it is not.
      SQLCondition("(\(predicate.sql.sql)) IS NOT TRUE", predicate.sql.arguments)
    case .and(let parts): .joined(parts.map(\.sql), by: "AND")
    case .or(let parts): .joined(parts.map(\.sql), by: "OR")
    }
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

  /// The text by which hits can be ranked: all that stands under no NOT.
  var scoredText: [MatchExpression] {
    switch self {
    case .text(let expression): [expression]
    case .and(let parts), .or(let parts): parts.flatMap(\.scoredText)
    case .sql, .not, .all: []
    }
  }
}
