import References

/// An FTS5 query in which every term is quoted, with what its phrases mean.
struct MatchExpression: Equatable {
  /// Terms in order within some columns; FTS5 numbers them as they appear.
  struct Phrase: Equatable {
    var terms: [String]
    var isPrefix = false
    var fields: [Field]
  }

  /// A word or phrase of the query in all its spellings.
  struct Term: Equatable {
    /// As typed.
    var text: String
    /// Numbers of phrases; those of one spelling add up.
    var spellings: [[Int]]
    /// The part of the expression that finds this term alone.
    var match: String
    /// What the statistics count for a word; nil for phrases and prefixes, which are counted.
    var statistic: String?
    /// The fields in which it is looked for.
    var fields: [Field]
  }

  var text: String
  var phrases: [Phrase]
  /// What ranks; nothing under NOT does.
  var terms: [Term]
  /// Levels of brackets; FTS5's parser has a small stack.
  var depth = 1

  /// All of some expressions and none of others.
  ///
  /// - Precondition: `required` is not empty.
  static func all(_ required: [MatchExpression], excluding excluded: [MatchExpression])
    -> MatchExpression
  {
    var result = joined(required, by: " AND ")
    for other in excluded {
      result.text = "(\(result.text)) NOT (\(other.text))"
      result.phrases += other.phrases
      result.depth = max(result.depth + 1, other.depth + 1)
    }
    return result
  }

  /// Any of some expressions.
  static func any(_ alternatives: [MatchExpression]) -> MatchExpression {
    joined(alternatives, by: " OR ")
  }

  private static func joined(_ parts: [MatchExpression], by separator: String) -> MatchExpression {
    if parts.count == 1 { return parts[0] }
    var result = MatchExpression(text: "", phrases: [], terms: [])
    for part in parts {
      result.terms += part.terms.map { $0.shifted(by: result.phrases.count) }
      result.phrases += part.phrases
      result.depth = max(result.depth, part.depth + 1)
    }
    result.text = parts.map { "(\($0.text))" }.joined(separator: separator)
    return result
  }
}

extension MatchExpression.Term {
  fileprivate func shifted(by count: Int) -> Self {
    var shifted = self
    shifted.spellings = spellings.map { $0.map { $0 + count } }
    return shifted
  }
}

/// Builds the expression of one word or phrase, group of columns by group of columns.
struct TermBuilder {
  private var groups: [String] = []
  private var phrases: [MatchExpression.Phrase] = []
  private var spellings: [[Int]] = []

  /// Adds spellings that are looked for in some fields; the phrases of one spelling add up.
  mutating func add(_ alternatives: [[[String]]], isPrefix: Bool = false, in fields: [Field]) {
    guard !fields.isEmpty, !alternatives.isEmpty else { return }
    var texts: [String] = []
    for (index, spelling) in alternatives.enumerated() {
      var numbers: [Int] = []
      for terms in spelling {
        numbers.append(phrases.count)
        phrases.append(.init(terms: terms, isPrefix: isPrefix, fields: fields))
        texts.append(terms.map(Self.quoted).joined(separator: " + ") + (isPrefix ? " *" : ""))
      }
      // Names and prose are different columns, so their occurrences add up spelling by spelling.
      if index < spellings.count {
        spellings[index] += numbers
      } else {
        spellings.append(numbers)
      }
    }
    let any = texts.joined(separator: " OR ")
    let columns = fields.map(\.name).joined(separator: " ")
    groups.append(fields == Field.indexed ? "(\(any))" : "{\(columns)} : (\(any))")
  }

  func expression(
    for text: String, statistic: String?, fields: [Field]
  ) -> MatchExpression? {
    guard !groups.isEmpty else { return nil }
    let match = groups.joined(separator: " OR ")
    let term = MatchExpression.Term(
      text: text, spellings: spellings, match: match, statistic: statistic, fields: fields)
    return MatchExpression(text: match, phrases: phrases, terms: [term])
  }

  /// The only way by which text of a user enters an expression.
  private static func quoted(_ term: String) -> String {
    "\"" + term.replacing("\"", with: "\"\"") + "\""
  }
}
