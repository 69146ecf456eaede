/// Arabic writes its article, and the text before it, as one word with the noun.
enum ArabicArticle {
  /// `ال`, alone or after `و`, `ف`, `ب`, `ك`; `لل`.
  private static let forms: [[UInt8]] = ["وال", "فال", "بال", "كال", "ال", "لل"].map {
    Array($0.utf8)
  }
  /// Three letters.
  private static let shortestNoun = 6

  /// Where the noun of a folded form begins, in bytes; nil if it has no article.
  static func noun(of form: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = form.first, first == 0xD8 || first == 0xD9 else { return nil }
    let article = forms.first { form.starts(with: $0) && form.count - $0.count >= shortestNoun }
    return article?.count
  }
}
