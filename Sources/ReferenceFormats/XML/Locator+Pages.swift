import References

extension Locator {
  /// Reads the pages that a field gives: `623-31`, `S2-7`, `152-153.e1`, `e1002224`, `3‐`.
  ///
  /// A letter before a number that begins with a zero is not a page but one item's own number:
  /// `e00011-19`.
  init?(pages text: String) {
    if text.withoutPlaceholder.isEmpty { return nil }
    // `101-9; discussion 110-2`
    let parts = text.split(separator: ";")
    let first = parts.count > 1 && parts[0].contains(where: \.isPageDash) ? String(parts[0]) : text
    var scalars = Array(first.unicodeScalars)[...].trimmed
    for word: StaticString in ["pp. ", "pp.", "pp ", "p. ", "p."]
    where scalars.has(word, at: scalars.startIndex) {
      scalars = scalars[(scalars.startIndex + word.utf8CodeUnitCount)...].trimmed
      break
    }
    while let last = scalars.last, last.isDash || last == "," || last == "." || last == ";" {
      scalars = scalars.dropLast().trimmed
    }
    guard !scalars.isEmpty else { return nil }
    guard let dash = scalars.firstIndex(where: \.isDash), dash > scalars.startIndex else {
      self.init(single: scalars.string)
      return
    }
    let from = scalars[..<dash].trimmed
    let to = scalars[dash...].drop { $0.isDash || $0.isBlank }
    guard Self.isPage(from), Self.isPage(to) || scalars.isRange, !Self.isItemNumber(from) else {
      self = .articleNumber(scalars.string)
      return
    }
    self = .pages(from.string + "–" + to.string)
  }

  /// Digits, with up to three letters before them or a few after, or a Roman number.
  private static func isPage(_ text: Printed) -> Bool {
    if text.isRoman { return true }
    let letters = text.prefix { $0.isLetter }
    let digits = text[letters.endIndex...].prefix { $0.isDigit }
    return letters.count <= 3 && !digits.isEmpty && text.endIndex - digits.endIndex <= 4
  }

  private static func isItemNumber(_ text: Printed) -> Bool {
    let letters = text.prefix { $0.isLetter }
    return !letters.isEmpty && text.at(letters.endIndex) == "0"
  }
}
