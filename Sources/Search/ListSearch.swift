import Index
import Ranking

/// Finds the works of an expression by the posting lists of its phrases.
///
/// Terms are met in the order in which `RenderedMatch` numbered them.
struct ListSearch {
  private let match: RenderedMatch
  private let lists: PhraseLists
  private let pass: ListPass
  private let capacity: Int
  private var nextTerm = 0
  private var nextSubstitute = 0

  /// - Parameters:
  ///   - pass: over the phrases of `match`.
  ///   - capacity: above all ids of works.
  init(_ match: RenderedMatch, _ lists: PhraseLists, _ pass: ListPass, capacity: Int) {
    (self.match, self.lists, self.pass, self.capacity) = (match, lists, pass, capacity)
  }

  /// The works that match, ascending.
  mutating func works() throws -> [Int32] { try works(of: match.expression) }

  private mutating func works(of expression: MatchExpression) throws -> [Int32] {
    switch expression {
    case .term:
      nextTerm += 1
      return pass.lists[nextTerm - 1].works
    case .all(let required, let excluded):
      var sets: [[Int32]] = []
      for part in required { sets.append(try works(of: part)) }
      return try excluded.reduce(Self.intersection(sets)) {
        try $0.excluding(unranked($1))
      }
    case .any(let alternatives):
      var sets: [[Int32]] = []
      for part in alternatives { sets.append(try works(of: part)) }
      return .union(sets, capacity: capacity)
    case .either(let words, let forms):
      let spelledOut = try works(of: words)
      let first = pass.scorer.termCount + nextSubstitute
      nextSubstitute += forms.count
      let substitutes = pass.lists[first..<first + forms.count].map(\.works)
      return .union([spelledOut] + substitutes, capacity: capacity)
    case .ranked(let all, let ranking):
      return try unranked(all).intersecting(works(of: ranking))
    }
  }

  /// The works of an expression that ranks nothing.
  private func unranked(_ expression: MatchExpression) throws -> [Int32] {
    switch expression {
    case .term(let term):
      let sets = try term.columns.flatMap { columns in
        try columns.spellings.joined().map {
          try lists.places(of: $0, in: columns.fields).list.works
        }
      }
      return .union(sets, capacity: capacity)
    case .all(let required, let excluded):
      return try excluded.reduce(Self.intersection(required.map(unranked))) {
        try $0.excluding(unranked($1))
      }
    case .any(let alternatives):
      return try .union(alternatives.map(unranked), capacity: capacity)
    case .either(let words, let forms):
      return try .union(
        [unranked(words)] + forms.map { try unranked(.term($0)) }, capacity: capacity)
    case .ranked(let all, let ranking):
      return try unranked(all).intersecting(unranked(ranking))
    }
  }

  /// - Parameter sets: at least one.
  private static func intersection(_ sets: [[Int32]]) -> [Int32] {
    let sets = sets.sorted { $0.count < $1.count }
    return sets.dropFirst().reduce(sets[0]) { $0.intersecting($1) }
  }
}
