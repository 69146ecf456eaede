import Diagnostics
import Index
import References

extension Criterion {
  /// The criterion with words that stand for several, `leuk?mia` and `relaspe~`, as the words of the
  /// index that they stand for.
  ///
  /// - Parameter truncated: called with words that stand for more than are looked for.
  func withVariants(
    _ vocabulary: Vocabulary, truncated: (String) -> Void
  ) throws -> Criterion {
    try mapTexts { text in
      switch text.form {
      case .fuzzy(let edits): try text.orNear(edits, vocabulary)
      case .pattern: try text.matchingForms(vocabulary, truncated: truncated)
      default: .text(text)
      }
    }
  }
}

extension TextCriterion {
  /// The most forms that one word stands for.
  static let mostForms = 100
  private static let mostNearForms = 20
  /// What a word spelled alike counts beside the word itself, so that exact hits come first.
  private static let nearBoost = 0.2

  /// The word, or less, words that are spelled alike.
  fileprivate func orNear(_ edits: Int, _ vocabulary: Vocabulary) throws -> Criterion {
    var word = self
    word.form = .word
    let forms = try vocabulary.nearest(
      to: folded(text), within: edits, in: fields, limit: Self.mostNearForms)
    if forms.isEmpty { return .text(word) }
    var near = self
    near.form = .forms(forms)
    near.boost = boost * Self.nearBoost
    return .or([.text(word), .text(near)])
  }

  fileprivate func matchingForms(
    _ vocabulary: Vocabulary, truncated: (String) -> Void
  ) throws -> Criterion {
    let pattern = Array(folded(text))
    let forms = try vocabulary.beginning(with: String(pattern.prefix { $0 != "?" }))
      .filter { item in
        item.form.count == pattern.count
          && zip(item.form, pattern).allSatisfy { $1 == "?" || $0 == $1 }
      }
      .sorted { ($1.works, $0.form) < ($0.works, $1.form) }
    if forms.count > Self.mostForms { truncated(text) }
    var matching = self
    matching.form = .forms(forms.prefix(Self.mostForms).map(\.form))
    return .text(matching)
  }
}
