import TestSupport

@testable import QueryLanguage

extension Query {
  /// Any query that somebody may write, its places left out.
  static func random(depth: Int, using random: inout SplitMix64) -> Query {
    switch Int.random(in: 0...(depth > 0 ? 12 : 5), using: &random) {
    case 0, 1, 2: return .leaf(using: &random)
    case 3: return .phrase(.invented(["antigen loss", "a", "IL-6 (x"], using: &random))
    case 4: return .all(0..<0)
    case 5: return .field(name: .invented(["title", "foo"], using: &random), value(using: &random))
    case 6: return .not(part(depth, using: &random) { !$0.isNegation })
    case 7: return .boosted(part(depth, using: &random, where: \.canBeBoosted), by: 2.5)
    case 8: return .saved(name: .invented(["since", "a/b"], using: &random), arguments: arguments)
    case 9: return .near(near(using: &random), distance: 7, at: 0..<0)
    case 10: return .and(parts(depth, using: &random))
    default: return .or(parts(depth, using: &random))
    }
  }

  private static let words = ["car", "COVID-19", "o'neill", "C++", "日本語", "10.1038/nrd", "why?"]

  private static func leaf(using random: inout SplitMix64) -> Query {
    let word = Text.invented(words, using: &random)
    switch Int.random(in: 0...4, using: &random) {
    case 0: return .exact(word)
    case 1: return .prefix(.invented(["immun", "b-ce"], using: &random))
    case 2: return .pattern(.invented(["leuk?mia", "tum?r"], using: &random))
    case 3: return .fuzzy(.invented(["relaspe", "a1"], using: &random), edits: 1)
    default: return .word(word)
    }
  }

  private static func value(using random: inout SplitMix64) -> Query? {
    switch Int.random(in: 0...4, using: &random) {
    case 0: .range(.init("2015 TO 2020", at: 0..<0))
    case 1: .regularExpression(.init("car[- ]?t", at: 0..<0))
    case 2: .anchored(.word(.init("june", at: 0..<0)), .first)
    case 3: .anchored(.phrase(.init("van B", at: 0..<0)), .last)
    default: .or([leaf(using: &random), leaf(using: &random)])
    }
  }

  private static var arguments: [Argument] {
    [
      .init(name: nil, value: .init("2020", at: 0..<0)),
      .init(name: "year", value: .init("a, (b)", at: 0..<0)),
    ]
  }

  private static func near(using random: inout SplitMix64) -> [Query] {
    let words = (0..<Int.random(in: 2...3, using: &random)).map { _ in
      Text.invented(["cd19", "loss"], using: &random)
    }
    return Bool.random(using: &random)
      ? words.map(Query.exact) : words.map(Query.word) + [.phrase(.init("a b", at: 0..<0))]
  }

  private static func parts(_ depth: Int, using random: inout SplitMix64) -> [Query] {
    (0..<Int.random(in: 2...3, using: &random)).map { _ in part(depth, using: &random) { _ in true }
    }
  }

  private static func part(
    _ depth: Int, using random: inout SplitMix64, where isWanted: (Query) -> Bool
  ) -> Query {
    while true {
      let query = Query.random(depth: depth - 1, using: &random)
      if isWanted(query) { return query }
    }
  }

  /// Two signs are none.
  private var isNegation: Bool { if case .not = self { true } else { false } }

  /// The weight of a word may be part of it, `10^6`.
  private var canBeBoosted: Bool {
    switch self {
    case .field, .all, .boosted, .saved, .word, .exact: false
    default: true
    }
  }
}

extension Query.Text {
  fileprivate static func invented(_ texts: [String], using random: inout SplitMix64) -> Self {
    .init(texts.randomElement(using: &random)!, at: 0..<0)
  }
}
