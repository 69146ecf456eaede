import References

/// Reads pages or article numbers from one field or two.
enum PageRange {
  /// `("280", "284")`, `("280-4", nil)`, `("280-284", "284")` and `("30", "30")` are pages;
  /// `("14316", "14316")` and `("e123", nil)` are a number. An end may be abbreviated, and stays so.
  static func locator(start: String?, end: String? = nil) -> Locator? {
    let start = (start ?? "").withoutPageWord.withoutPlaceholder.withoutOpenEnd
    let end = (end ?? "").withoutPageWord.withoutPlaceholder.withoutOpenEnd
    if start.isEmpty { return end.isEmpty ? nil : locator(start: end) }
    if let range = range(start) { return .pages(range) }
    // `101-9; discussion 110-2`
    if start.holds(";"),
      let range = start.split(separator: ";").first.flatMap({ range(String($0)) })
    {
      return .pages(range)
    }
    if let range = range(end), range.hasPrefix(start) { return .pages(range) }
    if end.isEmpty || end == start { return Locator(single: start) }
    return .pages("\(start)–\(end)")
  }

  /// Two ends with an en dash between them, or several such ranges; nil for anything else.
  private static func range(_ text: String) -> String? {
    let parts = text.split(separator: ",")
    var isRange = false
    let printed = parts.map { part in
      let ends = part.split(omittingEmptySubsequences: false) { $0.isPageDash }
        .map { String($0).singleSpaced }
      let full = ends.filter { !$0.isEmpty }
      guard ends.count == 2 || (ends.count == 3 && full.count == 2), full.count == 2,
        full.allSatisfy(isPage)
      else { return String(part).singleSpaced }
      isRange = true
      return full.joined(separator: "–")
    }
    return isRange ? printed.joined(separator: ", ") : nil
  }

  /// `12`, `e130`, `S12`, `iv`, `205; discussion 206`.
  private static func isPage(_ text: String) -> Bool {
    let isRoman = text.utf8.allSatisfy { "ivxlcdmIVXLCDM".utf8.contains($0) }
    return isRoman || text.utf8.contains { (48...57).contains($0) }
  }
}

extension Character {
  var isPageDash: Bool {
    unicodeScalars.count == 1 && unicodeScalars.first.map(\.isDash) ?? false
  }
}

extension String {
  /// `101-+` and `+` are pages that go on somewhere else.
  fileprivate var withoutOpenEnd: String {
    guard hasSuffix("+") else { return self }
    return String(dropLast().reversed().drop { $0.isPageDash || $0.isWhitespace }.reversed())
  }

  /// Empty for what programs write where there is no number: `n/a`, `n/a-n/a`, `0`.
  var withoutPlaceholder: String {
    let parts = lowercased().split { $0.isPageDash }.map { $0.filter { !$0.isWhitespace } }
    let isNone = parts.allSatisfy { part in
      ["n/a", "na", "none", "nan", "null"].contains(part) || part.allSatisfy { $0 == "0" }
    }
    return isNone ? "" : self
  }

  /// The pages of `pp. 12-15` are `12-15`.
  fileprivate var withoutPageWord: String {
    let text = singleSpaced
    for word in ["pp.", "pages", "p.", "pp "] where text.lowercased().hasPrefix(word) {
      return String(text.dropFirst(word.count)).singleSpaced
    }
    return text
  }
}
