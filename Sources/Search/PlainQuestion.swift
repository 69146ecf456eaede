import QueryLanguage
import References
import TextAnalysis

/// Queries that are words and nothing else.
extension Question {
  /// Whether nothing is asked of its words but that they stand in a work.
  var isPlain: Bool { parsed.query.isPlain }

  /// Whether it is written as a sentence is, so that it does not matter whether a work holds all of
  /// its words.
  var isQuestion: Bool {
    guard isPlain else { return false }
    let words = source.text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
    let telling = words.filter { !StopWords.english.contains($0.lowercased()) }.count
    return telling >= 4 && words.count - telling >= 2
  }
}

extension Query {
  /// Whether it holds words alone, in brackets or not.
  fileprivate var isPlain: Bool {
    switch self {
    case .leaf(let leaf): leaf.form == .word && leaf.anchor == nil
    case .and(let parts): parts.allSatisfy(\.isPlain)
    case .field(let name, let query): Field.named(name.text) == nil && query?.isPlain ?? true
    case .near, .boosted, .saved, .or, .not: false
    }
  }
}
