import References

/// Pages and article numbers as citations print them, announced or not.
enum PrintedLocator {
  /// "pp. 12–34", "p. 5", "5", "12-34" are pages, "Article 123", "Art. no. 7", "e14019" numbers of
  /// articles: nil for anything else.
  ///
  /// A plain hyphen between two pages becomes an en dash; abbreviated ends stay.
  static func read(_ text: Printed) -> Locator? {
    let text = text.trimmed
    let (bare, isAnnounced) = withoutAnnouncement(text)
    guard !bare.isEmpty, bare.count <= 40 else { return nil }
    if bare.isPublisherItem { return .articleNumber(bare.string) }
    let words = bare.words
    guard
      words.count <= 1 || words.allSatisfy(isPart) || isSpacedRange(words)
        || (isAnnounced && words.count <= 3)
    else { return nil }
    guard bare.contains(where: \.isDigit) || bare.isRange || bare.isRoman && isAnnounced else {
      return nil
    }
    let belongs = bare.allSatisfy {
      $0.isDigit || $0.isLetter || $0.isDash || $0.isBlank || ",.&+/()".unicodeScalars.contains($0)
    }
    guard belongs else { return nil }
    if bare.isLooseRange { return .pages(withEnDashes(bare)) }
    return announcesArticle(text) ? .articleNumber(bare.string) : Locator(single: bare.string)
  }

  /// A range with white space at its dash: `528– 533`, `3197 -3208`.
  private static func isSpacedRange(_ words: [Printed]) -> Bool {
    guard let first = words.first, let last = words.last, words.count <= 3 else { return false }
    let isJoined =
      words.count == 2 ? first.last?.isDash != last.first?.isDash : words[1].allSatisfy(\.isDash)
    return isJoined && first.contains(where: \.isDigit) && last.contains(where: \.isDigit)
      && first.count < 10 && last.count < 10
  }

  /// One of several pages: `12`, `12–34`, `14,`, `&`.
  private static func isPart(_ word: Printed) -> Bool {
    let bare = word.last == "," || word.last == ";" ? word.dropLast() : word
    return bare.isLooseRange || bare.allSatisfy(\.isDigit) || bare.allSatisfy(\.isDash)
      || bare.count == 1 && bare.first == "&"
  }

  static func withoutAnnouncement(_ text: Printed) -> (Printed, isAnnounced: Bool) {
    for word in announcements where text.has(word, at: text.startIndex) {
      let rest = text[(text.startIndex + word.utf8CodeUnitCount)...].trimmed
      if rest.first?.isLower == true, !rest.contains(where: \.isDigit), !rest.isRange { continue }
      return (rest, true)
    }
    return (text, false)
  }

  /// Whether a word says that the number after it is an article's, not a page.
  static func announcesArticle(_ text: Printed) -> Bool {
    let (bare, isAnnounced) = withoutAnnouncement(text)
    let word = text[..<bare.startIndex].trimmed.string.lowercased()
    return isAnnounced && !["pages", "pp.", "pp", "p.", "p", "s."].contains(word)
  }

  /// Longer ones before those that begin them.
  private static let announcements: [StaticString] = [
    "Article number: ", "Article number ", "Article Number ", "article number ", "Article No. ",
    "Article no. ", "article no. ", "Article ID ", "article ", "Article ", "Art. no. ", "Art. No. ",
    "art. no. ", "Art. ", "art. ", "Paper No. ", "Paper no. ", "Paper ", "paper ", "ID ",
    "pages ", "Pages ", "pp. ", "pp.", "pp ", "Pp. ", "p. ", "p.", "p ", "S. ", "no. ", "No. ",
  ]

  private static func withEnDashes(_ text: Printed) -> String {
    var view = String.UnicodeScalarView()
    for (index, scalar) in zip(text.indices, text) {
      let isBetween = index > text.startIndex && index + 1 < text.endIndex
      if scalar.isDash, isBetween {
        // TeX's "47--55" is one dash.
        if view.last != "–" { view.append("–") }
      } else if !scalar.isBlank {
        view.append(scalar)
      }
      if scalar == "," { view.append(" ") }
    }
    return String(view)
  }
}

extension ArraySlice where Element == Unicode.Scalar {
  /// Two numbers around a dash, abbreviated or lettered ends allowed: `2545-54`, `S12–S5`, `i-x`.
  var isLooseRange: Bool {
    guard let dash = firstIndex(where: \.isDash), dash > startIndex, dash + 1 < endIndex else {
      return false
    }
    let from = self[..<dash].trimmed
    var to = self[(dash + 1)...].trimmed
    if to.first?.isDash == true { to = to.dropFirst().trimmed }
    guard let last = from.last, let first = to.first else { return false }
    if from.isRoman && to.isRoman { return true }
    guard from.contains(where: \.isDigit), to.contains(where: \.isDigit) else { return false }
    let isLettered = first.isLetter && from.first?.isLetter != true && !last.isLetter
    return !isLettered && from.count <= 12 && to.count <= 16
      && (self[dash] != "-" || to.filter(\.isDash).isEmpty || from.contains(where: \.isLetter))
  }

  /// Digits with a letter or two around them: `e14019`, `S12`, `215ra172`.
  var isLocatorLike: Bool { prefix(4).contains(where: \.isDigit) || isRange }
}
