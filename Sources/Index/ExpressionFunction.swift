import GRDB
import References
import TextAnalysis

extension DatabaseFunction {
  /// `ibid_holds(text, words, isPrefix)`: whether a text contains words in sequence, ignoring case,
  /// accents and punctuation; the last may be a prefix.
  static func holdingWords() -> DatabaseFunction {
    DatabaseFunction("ibid_holds", argumentCount: 3, pure: true) { values in
      guard let text = String.fromDatabaseValue(values[0]),
        let words = String.fromDatabaseValue(values[1]),
        let isPrefix = Bool.fromDatabaseValue(values[2])
      else { return nil }
      let (known, sought) = (Self.words(of: text), Self.words(of: words))
      return known.indices.dropLast(max(0, sought.count - 1)).contains { start in
        zip(known[start...], sought).enumerated().allSatisfy { index, pair in
          isPrefix && index == sought.count - 1 ? pair.0.hasPrefix(pair.1) : pair.0 == pair.1
        }
      }
    }
  }

  private static func words(of text: String) -> [Substring] {
    folded(text).split { !$0.isLetter && !$0.isNumber }
  }

  /// `ibid_matches(pattern, text)`: whether a valid, folded regular expression matches within an
  /// item of a column's text.
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
