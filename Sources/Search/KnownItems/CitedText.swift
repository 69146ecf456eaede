import Diagnostics
import References

/// A text that somebody pasted, a reference in any style or a title, beside works that it may name.
///
/// The text is not parsed: the fields of a work are looked for in it. So every style works, and a
/// field counts even where a parser would misread it.
///
/// ```
/// the text is the title, but for a slip or the subtitle          named
/// the title, and one of first author, year, page                 named
/// nearly the title, and first author with year or page           named
/// no title: first author, year, volume and page                  named
/// ```
struct CitedText {
  private let letters: String
  private let words: [String]
  private let known: Set<String>

  init(_ text: String) {
    let form = folded(text)
    (words, letters) = Self.wordsAndLetters(form)
    known = Set(words)
  }

  /// The matching parts of a work, with the strength of the match.
  struct Agreement {
    let evidence: [String]
    /// Higher is more certain.
    let strength: Double
    /// Whether the text is the title and nothing else.
    var isTitleAlone = false
    /// Words of the text that occur in the work's title, names, journal or numbers.
    var coverage = 1.0
  }

  /// Whether the text has the shape of a reference: more than its words, with a year or a place.
  static func isReference(_ text: String, _ words: [String]) -> Bool {
    words.count >= 5 && text.count { ".,;:()".contains($0) } >= 2
      && (words.contains { Year($0) != nil } || text.contains(/\d+(\(\d+\))?:\s?e?\d+/))
  }

  /// Whether the text is a reference and nothing else: it also has initials, and where it was
  /// published.
  ///
  /// ```
  /// Smith J. Deep learning for fossil identification. Nature 2022;600:1-5.
  /// Smith, J. & Jones, A. (2022). Deep learning for fossils. Nature, 600(3), 1–5.
  /// ```
  static func isWholeReference(_ text: String, _ words: [String]) -> Bool {
    guard words.count >= 7, isReference(text, words) else { return false }
    let hasYear = words.contains { Year($0) != nil }
    // `600:1-5`, `600(3), 1–5`, `600 (2022) 1–5`.
    let hasPlace =
      text.contains(/\d+(\s?\(\d+([-–]\d+)?\))?[:,]\s?e?\d+/)
      || text.contains(/\d+\s?\(\d{4}\)\s?e?\d+/)
    // Names come first: `Smith J`, `Smith, J. A.`, `J. Smith`.
    let hasInitials =
      text.prefixMatch(
        of: /\W*(\p{Lu}\.[ -]?)*[\p{L}'’ -]{2,40},? \p{Lu}{1,3}[.,;:) ]|\W*(\p{Lu}\.[ -]?)+\p{Lu}/)
      != nil
    return hasInitials && hasYear && hasPlace || text.contains(/\b10\.\d{4,9}\//) && hasYear
  }

  /// Whether the text may name a work, as far as the titles tell under which the work is known: a text
  /// that holds none of them names the work by its numbers.
  func mayName(workTitled titles: [String]) -> Bool {
    hasNumber
      || titles.contains {
        let title = TitleAgreement(self, $0)
        return title.isAlone || title.isExact || title.isNear
      }
  }

  private var hasNumber: Bool { known.contains { $0.allSatisfy(\.isNumber) } }

  /// Nil if the text does not name the work.
  func agreement(with reference: Reference) -> Agreement? {
    let title = TitleAgreement(self, reference.title ?? "")
    if title.isAlone {
      return Agreement(
        evidence: title.isExact ? [] : ["nearly all of it"], strength: 8 + title.share,
        isTitleAlone: true)
    }
    let authors = reference.authors.isEmpty ? reference.editors : reference.authors
    let shares = authors.map { holds($0.familyName) }
    let isFirst = shares.first ?? false
    let isYear = reference.year.map { known.contains(String($0)) } ?? false
    let isVolume = reference.volume.map { holds($0) } ?? false
    let isPage = reference.firstPage.map { known.contains($0) } ?? false
    let isNamed =
      if title.isExact { isFirst || isYear || isPage } else if title.isNear {
        isFirst && (isYear || isPage)
      } else { isFirst && isYear && isVolume && isPage }
    guard isNamed else { return nil }
    let facts: [(isThere: Bool, name: String, strength: Double)] = [
      (title.isExact, "title", 4), (!title.isExact && title.isNear, "most of the title", 2),
      (isFirst, "first author", 2), (isYear, "year", 2), (isVolume, "volume", 1),
      (isPage, "page", 2),
    ]
    let others = Double(shares.count(where: \.self)) / Double(max(shares.count, 1))
    return Agreement(
      evidence: facts.filter(\.isThere).map(\.name),
      strength: facts.reduce(title.share + others) { $0 + ($1.isThere ? $1.strength : 0) },
      coverage: coverage(by: reference))
  }

  private func coverage(by reference: Reference) -> Double {
    let people = (reference.authors + reference.editors).map(\.familyName)
    let texts =
      [reference.title, reference.container, reference.volume, reference.locator?.text]
      .compactMap(\.self) + people + (reference.year.map { ["\($0)"] } ?? [])
    let held = Set(texts.flatMap { Self.words(folded($0)) })
    // Initials and abbreviated journals do not occur verbatim in a work.
    let whole = known.filter { $0.count > 3 }
    return Double(whole.count(where: held.contains)) / Double(max(whole.count, 1))
  }

  /// Whether all words of a name occur in the text.
  private func holds(_ name: String) -> Bool {
    let words = Self.words(folded(name))
    return !words.isEmpty && words.allSatisfy(known.contains)
  }

  // MARK: Titles

  private struct TitleAgreement {
    /// Occurs verbatim in the text.
    let isExact: Bool
    /// Four words or more, of which four in five occur in the text.
    let isNear: Bool
    /// Is the whole text, up to a typo.
    let isAlone: Bool
    /// Words of the title that occur in the text.
    let share: Double

    private static func isSlip(_ text: CitedText, ofMainTitle form: String) -> Bool {
      guard let end = form.utf8.firstIndex(where: { $0 == 0x3A || $0 == 0x3F }) else {
        return false
      }
      let main = CitedText.wordsAndLetters(String(form[..<end])).letters
      return main.count >= 16 && text.isSlip(of: main)
    }

    init(_ text: CitedText, _ title: String) {
      let form = folded(title)
      let (words, letters) = CitedText.wordsAndLetters(form)
      guard !words.isEmpty else {
        (isExact, isNear, isAlone, share) = (false, false, false, 0)
        return
      }
      share = Double(words.count(where: text.holdsNearly)) / Double(words.count)
      isExact = (words.count > 2 || letters.count >= 12) && text.letters.contains(letters)
      isNear = words.count >= 4 && share >= 0.8
      isAlone = text.isSlip(of: letters) || Self.isSlip(text, ofMainTitle: form)
    }
  }

  /// Whether the letters match a title, with up to one edit in ten letters, at least two.
  private func isSlip(of title: String) -> Bool {
    let most = max(title.count / 10, title.count < 10 ? 0 : 2)
    guard abs(letters.count - title.count) <= most else { return false }
    return editDistance(letters, title) <= most
  }

  /// Whether a word occurs in the text, a long one with up to one edit.
  private func holdsNearly(_ word: String) -> Bool {
    if known.contains(word) { return true }
    guard word.count >= 5 else { return false }
    return words.contains { abs($0.count - word.count) <= 1 && editDistance($0, word) <= 1 }
  }

  /// The runs of letters and digits of a folded text, and all of them joined.
  private static func wordsAndLetters(_ form: String) -> (words: [String], letters: String) {
    let plain = form.utf8.withContiguousStorageIfAvailable { bytes -> [String]? in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      return bytes.split { !(97...122).contains($0) && !(48...57).contains($0) }
        .map { String(decoding: $0, as: UTF8.self) }
    }
    let words =
      (plain ?? nil) ?? form.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return (words, words.joined())
  }

  private static func words(_ form: String) -> [String] { wordsAndLetters(form).words }
}

extension Reference {
  /// Folded, without the text after it.
  fileprivate var firstPage: String? {
    guard let text = locator?.text else { return nil }
    let page = folded(text).prefix { !"-,+;".contains($0) }.filter { $0.isLetter || $0.isNumber }
    return page.isEmpty ? nil : page
  }
}
