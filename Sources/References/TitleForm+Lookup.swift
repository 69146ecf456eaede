extension TitleForm {
  /// The hashes under which an index knows a title: of all of it, and of the text before its
  /// subtitle where that tells enough by itself.
  public static func lookupForms(of title: some StringProtocol) -> [Int64] {
    let form = TitleForm(String(title))
    let texts = form.hasTellingMain ? [form.letters, form.main] : [form.letters]
    return Set(texts.filter { !$0.isEmpty }).map(StableHash.of)
  }

  /// The hash of a text that may be a title, or the text before a subtitle.
  public static func lookupForm(of text: some StringProtocol) -> Int64? {
    let letters = TitleForm(String(text)).letters
    return letters.isEmpty ? nil : StableHash.of(letters)
  }
}
