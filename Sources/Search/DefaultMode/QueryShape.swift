import QueryLanguage
import References
import TextAnalysis

/// What a query is, as far as the default mode goes by it: structure, which is meant, or words.
enum QueryShape: Equatable {
  /// It asks by a field, an operator or in quotes.
  case structured
  /// It is words, so many of which are no function words. A sentence may quote some of them, and a
  /// long query exclude some.
  ///
  /// ```
  /// cancer therapy resistance                          3
  /// the role of PD-1 in (checkpoint blockade)          4, a sentence
  /// who can say what "outer product expansion" means   5, a sentence
  /// ```
  case words(telling: Int, isSentence: Bool)

  /// Words that tell something in a long query; in a sentence, function words stand between them.
  private static let fewestOfSentence = (telling: 4, function: 2)

  init(_ query: Query, _ text: String) {
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
      .filter { $0 != "-" }
    let telling = words.count { !StopWords.english.contains($0.lowercased()) }
    let isLong = telling >= Self.fewestOfSentence.telling
    let isSentence = isLong && words.count - telling >= Self.fewestOfSentence.function
    let isWords = query.isWords(mayQuote: isSentence, mayExclude: isLong)
    self = isWords ? .words(telling: telling, isSentence: isSentence) : .structured
  }

  var isSentence: Bool { if case .words(_, true) = self { true } else { false } }
}

extension Question {
  /// That of a text which is no query, where it is a sentence.
  var shape: QueryShape {
    // A title in capitals has its own.
    if parsed.hasConjunction, text.contains(where: \.isLowercase) { return .structured }
    let shape = QueryShape(parsed.query, text)
    return refusal == nil || shape.isSentence ? shape : .structured
  }

  /// Whether nothing is asked of its words but that they stand in a work.
  var isPlain: Bool { parsed.query.isWords(mayQuote: false, mayExclude: false) }

  /// Whether it may be text from elsewhere: words, some perhaps in quotes.
  var isPasted: Bool {
    !parsed.hasConjunction && parsed.query.isWords(mayQuote: true, mayExclude: false)
  }

  /// Whether it is words and quotes, enough of them for a title.
  var isQuoted: Bool {
    parsed.query.isWords(mayQuote: true, mayExclude: false)
      && text.split(separator: " ").count >= 4
  }
}

extension Query {
  /// Whether it holds words alone, in brackets or not.
  fileprivate func isWords(mayQuote: Bool, mayExclude: Bool) -> Bool {
    switch self {
    case .leaf(let leaf):
      leaf.anchor == nil && (leaf.form == .word || mayQuote && leaf.form == .phrase)
    case .and(let parts):
      parts.allSatisfy { $0.isWords(mayQuote: mayQuote, mayExclude: mayExclude) }
    case .not(let part):
      mayExclude && part.isWords(mayQuote: mayQuote, mayExclude: false)
    case .field(let name, let query):
      Field.named(name.text) == nil
        && query?.isWords(mayQuote: mayQuote, mayExclude: mayExclude) ?? true
    case .near, .boosted, .saved, .or: false
    }
  }
}
