import GRDB
import References
import TextAnalysis

extension DatabaseFunction {
  /// `ibid_matches(pattern, text)`: whether a regular expression, folded and known to be one, stands
  /// somewhere in an item of a column's text.
  static func matchingExpression() -> DatabaseFunction {
    nonisolated(unsafe) var known: (pattern: String, expression: RegularExpression)?
    return DatabaseFunction("ibid_matches", argumentCount: 2, pure: true) { values in
      guard let pattern = String.fromDatabaseValue(values[0]),
        let text = String.fromDatabaseValue(values[1])
      else { return nil }
      if known?.pattern != pattern { known = (pattern, try RegularExpression(pattern)) }
      let items = ColumnText.items(of: text)
      return items.contains { known?.expression.matches(folded($0)) ?? false }
    }
  }
}
