import TestSupport

@testable import QueryLanguage

extension Query {
  /// Any query that can be written, its places left out.
  static func random(depth: Int, using random: inout SplitMix64) -> Query {
    if depth == 0 { return .leaf(.random(anyForm, using: &random)) }
    func part() -> Query { Query.random(depth: depth - 1, using: &random) }
    func parts() -> [Query] { (0..<Int.random(in: 2...3, using: &random)).map { _ in part() } }
    switch Int.random(in: 0...8, using: &random) {
    case 0: return .field(name: .invented(["title", "foo"], using: &random), part())
    case 1: return .field(name: .invented(["author"], using: &random), value(using: &random))
    case 2: return .not(part())
    case 3: return .boosted(part(), by: [0.5, 3].randomElement(using: &random)!)
    case 4:
      return .saved(
        name: .invented(["since", "a/b"], using: &random), arguments: arguments(using: &random))
    case 5: return .near(near(using: &random), distance: 7, at: 0..<0)
    case 6, 7: return .and(parts())
    default: return .or(parts())
    }
  }

  private static let anyForm: [Form] = [
    .word, .word, .exact, .phrase, .prefix, .pattern, .fuzzy(edits: 1), .fuzzy(edits: 2), .all,
  ]

  /// What stands right after a field's colon alone.
  private static func value(using random: inout SplitMix64) -> Query {
    let isAnchored = Bool.random(using: &random)
    var leaf = Leaf.random(isAnchored ? [.word, .phrase] : [.expression, .range], using: &random)
    if isAnchored { leaf.anchor = Anchor.allCases.randomElement(using: &random) }
    return .leaf(leaf)
  }

  private static func arguments(using random: inout SplitMix64) -> [Argument] {
    let arguments: [Argument] = [
      .init(name: nil, value: .init("2020", at: 0..<0)),
      .init(name: "year", value: .init("a, (b)", at: 0..<0)),
    ]
    return Array(arguments.prefix(Int.random(in: 0...2, using: &random)))
  }

  private static func near(using random: inout SplitMix64) -> [Leaf] {
    let forms: [Form] = Bool.random(using: &random) ? [.exact] : [.word, .exact, .phrase, .prefix]
    return (0..<Int.random(in: 2...3, using: &random)).map { _ in .random(forms, using: &random) }
  }
}

extension Query.Leaf {
  fileprivate static func random(_ forms: [Query.Form], using random: inout SplitMix64) -> Self {
    let form = forms.randomElement(using: &random)!
    return .init(.invented(texts(of: form), using: &random), as: form)
  }

  private static func texts(of form: Query.Form) -> [String] {
    switch form {
    case .word, .exact:
      ["car", "COVID-19", "o'neill", "C++", "日本語", "10.1038/nrd", "10", "why?", "or", "a|b", "+"]
    case .phrase: ["antigen loss", "a", "IL-6 (x", "NOT a:b^2"]
    case .prefix: ["immun", "b-ce", "10"]
    case .pattern: ["leuk?mia", "tum?r"]
    case .fuzzy: ["relaspe", "a1"]
    case .expression: ["car[- ]?t", #"a\/b"#, "a|b c"]
    case .range: ["2015 TO 2020"]
    case .all: ["*"]
    }
  }
}

extension Query.Text {
  fileprivate static func invented(_ texts: [String], using random: inout SplitMix64) -> Self {
    .init(texts.randomElement(using: &random)!, at: 0..<0)
  }
}
