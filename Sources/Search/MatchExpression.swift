import Index
import References
import TextAnalysis

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
    /// What its score is multiplied by.
    var boost = 1.0
    /// Is nobody's neighbour: no user put it beside another.
    var standsAlone = false
  }

  /// A term that stands for several others: the abbreviation of what they spell out. The better of
  /// both counts.
  struct Substitute: Equatable {
    var term: Term
    /// In `terms`.
    var words: Range<Int>
  }

  var text: String
  var phrases: [Phrase]
  /// What ranks, in the order of the query; nothing under NOT does.
  var terms: [Term]
  var substitutes: [Substitute] = []
  /// Levels of brackets; FTS5's parser has a small stack.
  var depth = 1
  /// Whether it holds of every work in which any of its phrases stands.
  var isUnion = true

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
      result.isUnion = false
    }
    return result
  }

  /// Any of some expressions.
  static func any(_ alternatives: [MatchExpression]) -> MatchExpression {
    var result = joined(alternatives, by: " OR ")
    result.isUnion = alternatives.allSatisfy(\.isUnion)
    return result
  }

  /// An expression, or any of some others of one term each that stand for it.
  static func either(_ words: MatchExpression, or forms: [MatchExpression]) -> MatchExpression {
    var result = any([words] + forms)
    result.substitutes += result.terms[words.terms.count...].map {
      Substitute(term: $0, words: words.terms.indices)
    }
    result.terms.removeSubrange(words.terms.count...)
    return result
  }

  private static func joined(_ parts: [MatchExpression], by separator: String) -> MatchExpression {
    if parts.count == 1 { return parts[0] }
    var result = MatchExpression(text: "", phrases: [], terms: [])
    result.isUnion = false
    for part in parts {
      let (phrases, terms) = (result.phrases.count, result.terms.count)
      result.substitutes += part.substitutes.map {
        Substitute(
          term: $0.term.shifted(by: phrases),
          words: $0.words.lowerBound + terms..<$0.words.upperBound + terms)
      }
      result.terms += part.terms.map { $0.shifted(by: phrases) }
      result.phrases += part.phrases
      result.depth = max(result.depth, part.depth + 1)
    }
    result.text = parts.map { "(\($0.text))" }.joined(separator: separator)
    return result
  }
}

extension MatchExpression {
  /// Whether its posting lists are better read one by one. One list need not be; and those of a
  /// prefix are merged anew each time.
  var isCheaperByTerm: Bool {
    isUnion && substitutes.isEmpty && phrases.count > 1 && !phrases.contains(where: \.isPrefix)
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
  /// One way in which a word or phrase may stand in the index.
  typealias Spelling = FTS5Phrase

  private var groups: [String] = []
  private var phrases: [MatchExpression.Phrase] = []
  private var spellings: [[Int]] = []
  private var isUnion = true

  /// Adds spellings that are looked for in some fields. Names and prose are different columns, so
  /// the occurrences of the same spelling in both add up.
  mutating func add(_ alternatives: [Spelling], in fields: [Field]) {
    guard !fields.isEmpty, !alternatives.isEmpty else { return }
    for (index, spelling) in alternatives.enumerated() {
      if index < spellings.count {
        spellings[index].append(phrases.count)
      } else {
        spellings.append([phrases.count])
      }
      append(spelling, in: fields)
    }
    addGroup(alternatives.map(\.text), in: fields)
  }

  /// Adds combinations of phrases that are looked for near each other, in any order. The first
  /// phrase of each is what is counted.
  mutating func add(near combinations: [[Spelling]], distance: Int, in fields: [Field]) {
    guard !fields.isEmpty, !combinations.isEmpty else { return }
    for combination in combinations {
      spellings.append([phrases.count])
      for spelling in combination { append(spelling, in: fields) }
    }
    isUnion = false
    addGroup(
      combinations.map { "NEAR(\($0.map(\.text).joined(separator: " ")), \(distance))" },
      in: fields)
  }

  private mutating func append(_ spelling: Spelling, in fields: [Field]) {
    phrases.append(.init(terms: spelling.terms, isPrefix: spelling.isPrefix, fields: fields))
  }

  private mutating func addGroup(_ texts: [String], in fields: [Field]) {
    groups.append(FTS5Phrase.any(texts, in: fields))
  }

  func expression(
    for text: String, statistic: String?, fields: [Field], boost: Double = 1
  ) -> MatchExpression? {
    guard !groups.isEmpty else { return nil }
    let match = groups.joined(separator: " OR ")
    let term = MatchExpression.Term(
      text: text, spellings: spellings, match: match, statistic: statistic, fields: fields,
      boost: boost)
    return MatchExpression(text: match, phrases: phrases, terms: [term], isUnion: isUnion)
  }
}
