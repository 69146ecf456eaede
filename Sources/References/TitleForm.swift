import Diagnostics

/// A title as it is compared.
public struct TitleForm: Equatable, Sendable {
  let letters: String
  let text: String
  /// The letters before the first colon or question mark.
  let main: String
  /// Whether databases translated it, as their brackets around it tell: `[On boats of tin]`.
  let isTranslated: Bool

  /// Titles are equal if their letters and digits are.
  public static func == (one: TitleForm, other: TitleForm) -> Bool { one.letters == other.letters }

  init(_ text: String?) {
    var text = Self.withoutRemarks(folded(text ?? ""))
    if text.utf8.contains(UInt8(ascii: "&")) { text = text.replacing("&", with: " and ")[...] }
    self.text = String(text)
    letters = ComparedText.letters(text)
    let end = text.utf8.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "?") }
    main = end.map { ComparedText.letters(text[..<$0]) } ?? letters
    isTranslated = text.hasPrefix("[")
  }

  /// A folded title without what a database adds: `[see comments]`, `[Article in German]`, `RETRACTED:`.
  ///
  /// `[Abstract]` tells it from the paper, and stays.
  private static func withoutRemarks(_ title: String) -> Substring {
    let mark = retractions.first(where: title.hasPrefix)
    let text = title.dropFirst(mark?.count ?? 0)
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    let end = text.dropLast(while: { ". ".contains($0) })
    guard end.last == "]", let start = end.lastIndex(of: "["), start > end.startIndex else {
      return text
    }
    let remark = end[start...].dropFirst().dropLast()
    return noticeWords.contains(remark) ? text : text[..<start]
  }

  /// What a title says again in another language: `Die Uhr [The clock]`, `Die Uhr = The clock`.
  static func translations(in title: String) -> [TitleForm] {
    let text = title.trimmingPrefix { $0 == " " }
    if let sign = text.firstRange(of: " = ") {
      return [text[..<sign.lowerBound], text[sign.upperBound...]].map { TitleForm(String($0)) }
    }
    let end = text.dropLast(while: { ". ".contains($0) })
    guard end.last == "]", let open = end.lastIndex(of: "["), open > end.startIndex else {
      return []
    }
    // A remark, `[Article in German]`, is the title of nothing.
    return [TitleForm(String(end[open...].dropFirst().dropLast()))]
  }

  private static let retractions = ["retracted: ", "retracted article: ", "[retracted] "]

  /// Made where they are asked for: few titles are compared.
  var words: [Substring] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return text.utf8.split { !$0.isLetterOrDigit }.map { Substring($0) }
    }
    return text.split { character in
      character.asciiValue.map { !$0.isLetterOrDigit }
        ?? (!character.isLetter && !character.isNumber)
    }
  }

  /// The first letters of each word that tells something; the word itself in scripts without blanks,
  /// and where all are short.
  var wordBeginnings: Set<Substring> {
    let words = Set(words)
    let telling = words.filter { $0.utf8.count >= 4 }
    return Set((telling.isEmpty ? words : telling).map { $0.prefix(4) })
  }

  var isEmpty: Bool { letters.isEmpty }

  // MARK: Words in common

  /// Shared words, of those of the longer title; 0 where one has none.
  func overlap(with other: TitleForm) -> Double {
    let (one, two) = (Set(words), Set(other.words))
    let most = max(one.count, two.count)
    return most == 0 ? 0 : Double(one.intersection(two).count) / Double(most)
  }

  /// Shared words of those of the longer title, a word with a slip of the keys among them.
  func fuzzyOverlap(with other: TitleForm) -> Double {
    let (one, two) = (Set(words), Set(other.words))
    let most = max(one.count, two.count)
    if most == 0 { return 0 }
    var rest = two.subtracting(one)
    var shared = one.intersection(two).count
    for word in one.subtracting(two) where word.count >= 4 {
      let allowed = word.count < 8 ? 1 : 2
      let alike = rest.first { candidate in
        // A slip at both ends of a word is rare, and comparing costs.
        abs(candidate.utf8.count - word.utf8.count) <= 2 * allowed
          && (candidate.utf8.first == word.utf8.first || candidate.utf8.last == word.utf8.last)
          && editDistance(String(word), String(candidate)) <= allowed
      }
      guard let alike else { continue }
      rest.remove(alike)
      shared += 1
    }
    return Double(shared) / Double(most)
  }

  /// Whether two titles are of chapters that share their book's number: few words of the shorter
  /// stand in the longer.
  func hasNothingInCommon(with other: TitleForm) -> Bool {
    let (mine, others) = (words, other.words)
    let few = min(mine.count, others.count)
    if few == 0 || isTranslated || other.isTranslated { return false }
    return Set(mine).intersection(others).count * 4 < few
  }

  /// A title of fewer letters is no evidence without its subtitle.
  static let tellingMain = 16

  var hasTellingMain: Bool { main.count >= Self.tellingMain }

  /// Whether one goes on where the other ends, or a few words differ.
  func isNear(_ other: TitleForm) -> Bool {
    if isEmpty || other.isEmpty { return false }
    if begins(other) && letters.count >= Self.tellingMain { return true }
    if other.begins(self) && other.letters.count >= Self.tellingMain { return true }
    return fuzzyOverlap(with: other) >= 0.8
  }

  /// Whether another title goes on where this one ends.
  func begins(_ other: TitleForm) -> Bool {
    !isEmpty && other.letters.hasPrefix(letters)
  }

  /// Whether one of two titles is the other without what follows a colon or question mark.
  func isWithoutSubtitle(of other: TitleForm) -> Bool {
    let shorter = min(letters.count, other.letters.count)
    return shorter >= 12 && (main == other.letters || letters == other.main)
  }

  // MARK: Words that tell apart

  /// How two titles that are much alike are of two works.
  enum Distinction {
    /// One is about the other: `Erratum: …`, `Reply to …`, `… [abstract]`.
    case notice
    /// `Part I` and `Part II`, `vitamin C` and `vitamin D`.
    case number
    /// `…` and `…, Part II`.
    case part
  }

  /// What tells two titles apart that share most of their words; nil where nothing does.
  func distinction(from other: TitleForm) -> Distinction? {
    if letters == other.letters { return nil }
    let (one, two) = (Set(words), Set(other.words))
    guard one.intersection(two).count * 2 >= min(one.count, two.count) else { return nil }
    let (mine, others) = (one.subtracting(two), two.subtracting(one))
    let (values, otherValues) = (
      Self.numbers(mine.subtracting(Self.smallWords)),
      Self.numbers(others.subtracting(Self.smallWords))
    )
    if !values.isEmpty, !otherValues.isEmpty { return values == otherValues ? nil : .number }
    // Words that only one has tell what it is where the other has nothing of its own.
    guard mine.isEmpty || others.isEmpty else { return nil }
    let more = mine.union(others).subtracting(Self.smallWords)
    if more.isEmpty { return nil }
    if more.isSubset(of: Self.noticeWords) { return .notice }
    let rest = more.filter { Self.number($0) == nil && !Self.partWords.contains($0) }
    return rest.isEmpty ? .part : nil
  }

  /// Whether a title names a kind of text that every journal has: `Editorial`, `In this issue`.
  var isGeneric: Bool {
    !isEmpty && letters.utf8.count <= 40
      && words.allSatisfy { Self.genericWords.contains($0) || Self.smallWords.contains($0) }
  }

  private static func numbers(_ words: Set<Substring>) -> Set<String> {
    Set(words.compactMap(number))
  }

  /// What a word counts, or the single letter that stands for a number.
  private static func number(_ word: Substring) -> String? {
    if word.allSatisfy(\.isNumber) { return String(word.drop { $0 == "0" }) }
    if let value = RomanNumeral.value(of: word) { return String(value) }
    if let place = ordinals.firstIndex(of: word) { return String(place + 1) }
    return word.count == 1 ? greekLetters[word] ?? String(word) : nil
  }

  /// Those for which databases write a Latin one.
  private static let greekLetters: [Substring: String] = [
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "κ": "k", "μ": "m",
  ]

  private static let ordinals: [Substring] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]

  private static let noticeWords: Set<Substring> = [
    "abstract", "addendum", "author", "authors", "comment", "commentary", "comments", "correction",
    "corrections", "corrigenda", "corrigendum", "discussion", "editorial", "errata", "erratum",
    "invited", "letter", "notice", "publisher", "publishers", "re", "rejoinder", "reply",
    "response", "retraction", "withdrawal",
  ]

  private static let partWords: Set<Substring> = [
    "no", "number", "part", "partie", "pg", "pt", "teil", "vol", "volume",
  ]

  private static let genericWords = noticeWords.union([
    "acknowledgements", "acknowledgments", "announcement", "announcements", "book", "books",
    "conclusion", "conclusions", "contents", "correspondence", "editor", "editors", "epilogue",
    "foreword", "guest", "index", "introduction", "issue", "letters", "news", "note", "notes",
    "obituary", "overview", "preface", "prologue", "review", "reviews", "summary", "table", "this",
    "untitled",
  ])

  private static let smallWords: Set<Substring> = [
    "a", "an", "and", "by", "for", "from", "in", "of", "on", "s", "the", "to", "with",
  ]
}

extension StringProtocol {
  /// Without the characters at its end that satisfy a condition.
  fileprivate func dropLast(while isDropped: (Character) -> Bool) -> SubSequence {
    var rest = self[...]
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
