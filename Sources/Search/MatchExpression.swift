import Index
import References

/// What FTS5 is asked: words and phrases joined by AND, OR and NOT. `RenderedMatch` is its text.
indirect enum MatchExpression: Equatable {
  case term(MatchTerm)
  /// All of some expressions, of which there is one at least, and none of others.
  case all([MatchExpression], excluding: [MatchExpression] = [])
  case any([MatchExpression])
  /// Words, or any of some terms that stand for all of them: the abbreviation of what they spell out.
  case either(MatchExpression, or: [MatchTerm])
}

/// A word or phrase of the query in all its spellings.
struct MatchTerm: Equatable {
  /// As typed.
  var text: String
  /// In which it is looked for.
  var fields: [Field]
  var columns: [Columns]
  /// The most words between the phrases of a spelling; nil where each has one phrase.
  var distance: Int?
  /// What the statistics count for a word; nil for phrases and prefixes, which are counted.
  var statistic: String?
  /// What its score is multiplied by.
  var boost = 1.0
  /// Is nobody's neighbour: no user put it beside another.
  var standsAlone = false

  /// How the term is spelled in columns that are analyzed alike. Names and prose are different
  /// columns, so the occurrences of spellings at the same place in both add up.
  struct Columns: Equatable {
    var fields: [Field]
    /// One phrase each, or several near each other, of which the first is counted.
    var spellings: [[FTS5Phrase]]
  }
}

extension MatchExpression {
  /// Levels of brackets; FTS5's parser has a small stack.
  var depth: Int {
    switch self {
    case .term: 1
    case .all(let required, let excluded):
      excluded.reduce(Self.depth(of: required)) { max($0, $1.depth) + 1 }
    case .any(let alternatives): Self.depth(of: alternatives)
    case .either(let words, _): words.depth + 1
    }
  }

  private static func depth(of joined: [MatchExpression]) -> Int {
    (joined.map(\.depth).max() ?? 0) + (joined.count > 1 ? 1 : 0)
  }

  /// Whether it holds of every work in which any of its phrases stands.
  var isUnion: Bool {
    switch self {
    case .term(let term): term.distance == nil
    case .all(let required, let excluded):
      required.count == 1 && excluded.isEmpty && required[0].isUnion
    case .any(let alternatives): alternatives.allSatisfy(\.isUnion)
    case .either(let words, let forms): words.isUnion && forms.allSatisfy { $0.distance == nil }
    }
  }
}
