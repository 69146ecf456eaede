import References

/// Consecutive terms in a column of `work_index`.
package struct FTS5Phrase: Hashable {
  package var terms: [String]
  package var isPrefix: Bool
  /// Anchored at the start of its column.
  package var isFirst: Bool

  package init(terms: [String], isPrefix: Bool = false, isFirst: Bool = false) {
    self.terms = terms
    self.isPrefix = isPrefix
    self.isFirst = isFirst
  }

  /// The phrase in FTS5's syntax, the only way in which a user's text enters an expression.
  package var text: String {
    let quoted = terms.map { term in
      // Nearly no term has one, and every query comes by here.
      let escaped = term.utf8.contains(0x22) ? term.replacing("\"", with: "\"\"") : term
      return "\"" + escaped + "\""
    }
    return (isFirst ? "^ " : "") + quoted.joined(separator: " + ") + (isPrefix ? " *" : "")
  }

  /// Any of some phrases in any of some columns.
  package static func any(_ phrases: [FTS5Phrase], in fields: [Field]) -> String {
    any(phrases.map(\.text), in: fields)
  }

  /// Any of some expressions in any of some columns. All columns are expressed by naming none,
  /// which is fastest.
  package static func any(_ expressions: [String], in fields: [Field]) -> String {
    let any = expressions.joined(separator: " OR ")
    let columns = fields.map(\.name).joined(separator: " ")
    return fields == Field.indexed ? "(\(any))" : "{\(columns)} : (\(any))"
  }
}
