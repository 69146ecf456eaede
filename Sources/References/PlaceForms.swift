/// The first page of a locator: letters before it, and its number; and the last, if one is given.
struct PageForm: Equatable, Sendable {
  let text: String
  /// Whole: `54` of `45-54` and `45–54`; nil for a single page.
  let last: String?
  let isPlain: Bool

  /// Nil if there is no digit or letter.
  init?(_ locator: String) {
    text = ComparedText.firstPage(locator)
    if text.isEmpty { return nil }
    // An article's number, `e14019` or `1700312`, says nothing about pages.
    isPlain = text.count <= 5 && text.allSatisfy(\.isNumber)
    last = Self.last(of: locator, first: text)
  }

  private static func last(of locator: String, first: String) -> String? {
    let parts = folded(locator).split { "-–—".contains($0) }
    guard parts.count == 2 else { return nil }
    let last = ComparedText.letters(parts[1].prefix { $0 != "," && $0 != ";" })
    if last.isEmpty || last == first { return nil }
    // `45-9` ends on page 49.
    let isShort = last.count < first.count && (last + first).allSatisfy(\.isNumber)
    return isShort ? first.prefix(first.count - last.count) + last : last
  }

  /// Whether both are the same pages, from the first to the last.
  func isSameRange(as other: PageForm) -> Bool {
    text == other.text && last != nil && last == other.last
  }

  /// Nil if one counts pages and the other articles, or the pages of the article itself.
  func agrees(with other: PageForm) -> Bool? {
    if text == other.text { return true }
    if isPlain != other.isPlain {
      let (supplement, plain) = isPlain ? (other, self) : (self, other)
      return supplement.isOfSupplement && plain.isPlain
        && supplement.text.filter(\.isNumber) != plain.text ? false : nil
    }
    if isPlain, countsItself(before: other) || other.countsItself(before: self) { return nil }
    // `e0196716` and `196716`
    let (number, otherNumber) = (number, other.number)
    return number.count >= 4 && number == otherNumber
  }

  private var number: Substring {
    text.drop { $0.isLetter }.drop { $0 == "0" }
  }

  /// Whether an article counts its own pages, `1-12`, as it does on the web before it has those of an
  /// issue, of which the other is the first.
  private func countsItself(before other: PageForm) -> Bool {
    guard text == "1", let last = last.flatMap({ Int($0) }), last <= 60, other.last == nil else {
      return false
    }
    return Int(other.text).map { $0 > last } ?? false
  }

  /// Supplements print several abstracts on a page, `S123`, `A12`, `123S`.
  var isOfSupplement: Bool {
    guard text.count <= 5, let first = text.first, let last = text.last else { return false }
    let digits =
      "as".contains(first) ? text.dropFirst() : "as".contains(last) ? text.dropLast() : ""
    return !digits.isEmpty && digits.allSatisfy(\.isNumber)
  }

  /// The number of a review in the Cochrane Library, which keeps it through all its versions: `CD001234`.
  var isOfCochrane: Bool {
    text.count == 8 && text.hasPrefix("cd") && text.dropFirst(2).allSatisfy(\.isNumber)
  }

  /// Whether it is an article's number that is hardly another's of the same volume.
  var isTellingNumber: Bool { !isPlain && !isOfSupplement && number.count >= 4 }
}

/// A volume: its number, and what stands with it.
struct VolumeForm: Equatable, Sendable {
  /// `97` of `97-B`, `12` of `12 Suppl 1` and `12(3)`, else the letters of all.
  let text: String
  private let letters: String
  private let isYear: Bool
  /// That of `68 Suppl 1`.
  private let supplement: String?

  /// Nil if there is no digit or letter.
  init?(_ volume: String, year: Int?) {
    let name = folded(volume).prefix { $0 != "(" }
    var letters = ComparedText.letters(name)
    for word in ["volume", "vol"] where letters.hasPrefix(word) && letters != word {
      letters.removeFirst(word.count)
      break
    }
    var supplement: String?
    if let end = ["suppl", "pt"].compactMap({ letters.firstRange(of: $0)?.lowerBound }).min(),
      end > letters.startIndex
    {
      supplement = String(letters[end...].filter(\.isNumber))
      letters = String(letters[..<end])
    }
    self.supplement = supplement?.isEmpty == false ? supplement : nil
    if letters.isEmpty { return nil }
    if let value = RomanNumeral.value(of: letters[...]) { letters = String(value) }
    self.letters = letters
    let number = letters.prefix(while: \.isNumber)
    text = number.isEmpty ? letters : String(number)
    isYear = year.map(String.init) == text
  }

  /// Nil if one counts volumes by years and the other by themselves.
  func agrees(with other: VolumeForm) -> Bool? {
    if let supplement, let others = other.supplement, supplement != others { return false }
    if letters == other.letters { return true }
    // `97-B` and `97`
    if text == other.text { return letters == text || other.letters == other.text }
    return isYear == other.isYear ? false : nil
  }
}

/// An issue: its numbers, and whether it is a supplement.
struct IssueForm: Equatable, Sendable {
  private let letters: String
  private let numbers: Set<Substring>
  let isSupplement: Bool

  init(_ issue: String) {
    let text = folded(issue).prefix { $0 != "(" }
    letters = ComparedText.letters(text)
    numbers = Set(text.split { !$0.isNumber })
    isSupplement = letters.contains("sup") || letters.hasPrefix("s") && !numbers.isEmpty
  }

  /// Whether two supplements are counted, and not the same: each begins its pages again.
  func isOtherSupplement(than other: IssueForm) -> Bool {
    isSupplement && other.isSupplement && !numbers.isEmpty && !other.numbers.isEmpty
      && numbers.isDisjoint(with: other.numbers)
  }

  /// Whether one is the supplement to another issue than the other is: `15 Suppl 1` and `7`.
  func isSupplement(toOtherThan other: IssueForm) -> Bool {
    isSupplement && !other.isSupplement && letters.first?.isNumber == true
      && !other.numbers.isEmpty && numbers.isDisjoint(with: other.numbers)
  }

  /// `7-8` holds `7`. Nil if one is a supplement, which others count as an issue.
  func agrees(with other: IssueForm) -> Bool? {
    if letters == other.letters || !numbers.isDisjoint(with: other.numbers) { return true }
    if letters.isEmpty || other.letters.isEmpty { return nil }
    return isSupplement == other.isSupplement ? false : nil
  }
}

/// Editions as people print them: `2`, `2nd ed.`, `Second`.
enum EditionNumber {
  private static let words = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]

  static func form(_ text: String) -> String {
    let text = folded(text)
    let digits = text.drop { !$0.isNumber }.prefix(while: \.isNumber)
    if !digits.isEmpty { return String(digits) }
    return words.firstIndex { text.contains($0) }.map { String($0 + 1) } ?? text
  }
}

/// Numbers in Roman letters: `xii` is 12.
enum RomanNumeral {
  private static let values: [Character: Int] = ["i": 1, "v": 5, "x": 10]

  /// Of lower-case letters; nil for other words. Nobody counts volumes or parts beyond `xxxix`, and
  /// `ill` and `mild` are words.
  static func value(of word: Substring) -> Int? {
    guard (1...7).contains(word.utf8.count), word.allSatisfy({ values[$0] != nil }) else {
      return nil
    }
    var (sum, last) = (0, 0)
    for letter in word.reversed() {
      let value = values[letter]!
      sum += value < last ? -value : value
      last = max(last, value)
    }
    return sum
  }
}
