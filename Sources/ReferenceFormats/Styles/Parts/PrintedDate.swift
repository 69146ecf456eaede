/// A date as citations print it, of which the year is kept: `2017`, `2017a`, `2017 Dec 28`,
/// `March 3, 2020`, `in press`.
struct PrintedDate {
  /// Nil for "in press", "n.d." and the like.
  var year: Int?
  var yearRange: Range<Int>
  /// The whole of it.
  var range: Range<Int>

  /// The date that fills the text, or nil: the content of parentheses after the authors.
  init?(filling text: Printed) {
    let text = text.trimmed
    guard !text.isEmpty, text.count <= 40 else { return nil }
    range = text.startIndex..<text.endIndex
    if Self.isWithoutYear(text) {
      yearRange = text.startIndex..<text.startIndex
      return
    }
    guard let found = Self.firstYear(in: text), Self.isDateMatter(text[..<found.range.lowerBound]),
      Self.isDateMatter(text[found.range.upperBound...])
    else { return nil }
    year = found.year
    yearRange = found.range
  }

  private init(year: Int, range: Range<Int>) {
    self.year = year
    yearRange = range
    self.range = range
  }

  /// The year whose four digits begin at an index, a letter after them allowed: `2017a`.
  init?(at index: Int, in text: Printed) {
    guard let year = Self.year(at: index, in: text) else { return nil }
    self.init(year: year, range: index..<index + 4)
    if let letter = text.at(index + 4), letter.isLower, text.at(index + 5)?.isLetter != true {
      range = index..<index + 5
    }
  }

  static func year(at index: Int, in text: Printed) -> Int? {
    guard index >= text.startIndex, index + 4 <= text.endIndex else { return nil }
    var year = 0
    for place in index..<index + 4 {
      guard text[place].isDigit else { return nil }
      year = year * 10 + Int(text[place].value - 48)
    }
    guard (1450...2199).contains(year), text.at(index + 4)?.isDigit != true,
      index == text.startIndex || !text[index - 1].isDigit
    else { return nil }
    return year
  }

  static func firstYear(in text: Printed) -> (year: Int, range: Range<Int>)? {
    var index = text.startIndex
    while index + 4 <= text.endIndex {
      if text[index].isDigit, let year = year(at: index, in: text) {
        return (year, index..<index + 4)
      }
      index += 1
    }
    return nil
  }

  /// Whether a stretch beside a year belongs to its date: months, days, seasons, another year.
  static func isDateMatter(_ text: Printed) -> Bool {
    var word = text.startIndex
    var index = text.startIndex
    while index <= text.endIndex {
      let scalar = index < text.endIndex ? text[index] : " "
      if !scalar.isLetter {
        if word < index, !isDateWord(text[word..<index]) { return false }
        let isMark =
          scalar.isBlank || scalar.isDigit || scalar.isDash
          || ",./©".unicodeScalars.contains(scalar)
        guard isMark else { return false }
        word = index + 1
      }
      index += 1
    }
    return true
  }

  static func isDateWord(_ word: Printed) -> Bool {
    word.count == 1 && word.first!.isLower || months.containsFolded(word)
      || ["st", "nd", "rd", "th"].contains(word.string)
  }

  private static func isWithoutYear(_ text: Printed) -> Bool {
    withoutYear.contains { text.count == $0.utf8CodeUnitCount && text.has($0, at: text.startIndex) }
  }

  private static let withoutYear: [StaticString] = [
    "in press", "In press", "n.d.", "n.d", "no date", "forthcoming", "Forthcoming", "submitted",
    "in preparation", "under review", "accepted", "nd",
  ]

  static let months: WordSet = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "spring", "summer", "autumn", "fall", "winter", "original", "work",
    "published", "circa", "ca",
  ]
}
