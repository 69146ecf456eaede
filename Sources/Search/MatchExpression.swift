import Index
import References

/// An expression for FTS5: words and phrases joined by AND, OR and NOT. `RenderedMatch` is its
/// text.
indirect enum MatchExpression: Equatable {
  case term(MatchTerm)
  /// All of some expressions (at least one), and none of others.
  case all([MatchExpression], excluding: [MatchExpression] = [])
  case any([MatchExpression])
  /// Words, or any term that is equivalent to all of them: the abbreviation of a phrase.
  case either(MatchExpression, or: [MatchTerm])
  /// The works of one expression, ranked by the terms of another that they all match.
  case ranked(MatchExpression, by: MatchExpression)
}

/// A word or phrase of the query in all its spellings.
struct MatchTerm: Equatable {
  /// As typed.
  var text: String
  /// The fields to search.
  var fields: [Field]
  var columns: [Columns]
  /// The greatest number of words between the phrases of a spelling; nil if each has one phrase.
  var distance: Int?
  /// The term in the statistics; nil for phrases and prefixes, which are counted on the fly.
  var statistic: String?
  /// The boost: a factor of its score.
  var boost = 1.0
  /// Excluded from neighbour-pair scoring: it was not typed next to another term.
  var standsAlone = false

  /// The spelling of the term in columns with the same analysis. Names and prose are different
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
    case .ranked(let works, let ranking): max(works.depth, ranking.depth) + 1
    }
  }

  private static func depth(of joined: [MatchExpression]) -> Int {
    (joined.map(\.depth).max() ?? 0) + (joined.count > 1 ? 1 : 0)
  }

  /// Whether words of some term must stand near each other.
  var hasDistance: Bool {
    switch self {
    case .term(let term): term.distance != nil
    case .all(let required, let excluded): (required + excluded).contains(where: \.hasDistance)
    case .any(let alternatives): alternatives.contains(where: \.hasDistance)
    case .either(let words, let forms):
      words.hasDistance || forms.contains { $0.distance != nil }
    case .ranked(let works, let ranking): works.hasDistance || ranking.hasDistance
    }
  }

  /// Whether every work that contains any of its phrases matches.
  var isUnion: Bool {
    switch self {
    case .term(let term): term.distance == nil
    case .all(let required, let excluded):
      required.count == 1 && excluded.isEmpty && required[0].isUnion
    case .any(let alternatives): alternatives.allSatisfy(\.isUnion)
    case .either(let words, let forms): words.isUnion && forms.allSatisfy { $0.distance == nil }
    case .ranked: false
    }
  }

  /// Whether FTS5 reports every matching term of a work that it finds. It reports no term of an
  /// alternative whose conjunction fails.
  var showsEveryTerm: Bool {
    switch self {
    case .term: true
    case .all(let required, _): required.allSatisfy(\.showsEveryTerm)
    case .any(let alternatives): alternatives.count == 1 ? alternatives[0].showsEveryTerm : isFlat
    case .either: isFlat
    case .ranked(_, let ranking): ranking.showsEveryTerm
    }
  }

  /// Whether it has no conjunction and no exclusion.
  private var isFlat: Bool {
    switch self {
    case .term: true
    case .all(let required, let excluded):
      required.count == 1 && excluded.isEmpty && required[0].isFlat
    case .any(let alternatives): alternatives.allSatisfy(\.isFlat)
    case .either(let words, _): words.isFlat
    case .ranked: false
    }
  }

  /// The expression with conjunctions as alternatives, and nothing excluded.
  var loosened: MatchExpression {
    switch self {
    case .term: self
    case .all(let required, _): .any(required.map(\.loosened))
    case .any(let alternatives): .any(alternatives.map(\.loosened))
    case .either(let words, let forms): .either(words.loosened, or: forms)
    case .ranked(_, let ranking): ranking.loosened
    }
  }

  /// The works of this expression, ranked by the terms of some texts, which may include its own.
  func ranked(by texts: [MatchExpression]) -> MatchExpression {
    if texts == [self], showsEveryTerm { return self }
    return .ranked(self, by: .any(texts).loosened)
  }
}
