/// A date as files give it: a year, optionally with month and day.
///
/// | text | date |
/// |---|---|
/// | `2013 Sep 12`, `12 September 2013`, `2013-09-12T08:00`, `2013/09/12/`, `20130912` | 2013-9-12 |
/// | `2013 Sep-Oct`, `2013-09/2014-01`, `2013-09~` | 2013-9: a range begins there |
/// | `Spring 1998`, `1998-21`, `12/05/1998`, `[1998]` | 1998 |
/// | `44 BC`, `-0043` | -43, as ISO 8601 counts |
/// | `n.d.`, `in press` | none |
struct PublicationDate: Equatable {
  private(set) var year: Int?
  private(set) var month: Int?
  private(set) var day: Int?

  init(year: Int? = nil, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month.flatMap { (1...12).contains($0) ? $0 : nil }
    self.day = self.month == nil ? nil : day.flatMap { (1...31).contains($0) ? $0 : nil }
  }

  init(_ text: some StringProtocol) {
    if text.utf8.count == 4, let year = Int(text), PublicationYear.isYear(year) {
      self.init(year: year)
      return
    }
    let words = Word.all(in: text)
    self =
      Self.inOrder(words) ?? Self.ofEra(words) ?? Self.withNamedMonth(words)
      ?? Self(year: words.lazy.compactMap(\.year).first ?? words.wholeYear)
  }

  /// The first date that has a year.
  init(among texts: [String]) {
    self = texts.lazy.map { PublicationDate($0) }.first { $0.year != nil } ?? PublicationDate()
  }

  /// A date with the year in one place and month and day in another, which may repeat the year.
  ///
  /// `2013` and `Sep 12`, or `2013/09/12`, is `2013-9-12`.
  init(years: [String], days: [String]) {
    self.init(among: years + days)
    guard month == nil, let year else { return }
    let whole = days.lazy.map { day in
      let date = PublicationDate(day)
      return date.year == nil ? PublicationDate("\(year) \(day)") : date
    }.first { $0.year == year }
    if let whole { self = whole }
  }

  /// A run of digits or letters, and the text before it.
  fileprivate struct Word {
    let text: Substring
    let before: Character?
    var number: Int? { text.count < 9 ? Int(text) : nil }

    /// Four digits that can be a year; six or eight may begin with one.
    var year: Int? {
      guard [4, 6, 8].contains(text.count), let year = Int(text.prefix(4)),
        text.allSatisfy({ $0.isASCII && $0.isNumber }), (1000...2999).contains(year)
      else { return nil }
      return year
    }

    static func all(in text: some StringProtocol) -> [Word] {
      var words: [Word] = []
      var rest = Substring(text)
      var before: Character?
      while let first = rest.first {
        guard first.isLetter || first.isNumber else {
          before = first
          rest.removeFirst()
          continue
        }
        let isNumber = first.isNumber
        let word = rest.prefix { isNumber ? $0.isNumber : $0.isLetter }
        words.append(Word(text: word, before: before))
        (before, rest) = (nil, rest[word.endIndex...])
      }
      return words
    }
  }

  // MARK: Shapes

  /// `-0043`, `2013-09-12`, `2013/9/12`, `2013/09//`, `20130912`
  private static func inOrder(_ words: [Word]) -> PublicationDate? {
    guard let first = words.first, first.number != nil else { return nil }
    if first.before == "-", first.text.count <= 4, words.count == 1 || words[1].before == "-" {
      return isoDate(words, year: first.number.map { -$0 })
    }
    if let year = first.year, first.text.count > 4 {
      let rest = first.text.dropFirst(4)
      return Self(year: year, month: Int(rest.prefix(2)), day: Int(rest.dropFirst(2)))
    }
    guard first.text.count == 4, first.year != nil || first.text.hasPrefix("0"),
      first.number != 0, words.count > 1, let mark = words[1].before, mark == "-" || mark == "/"
    else { return nil }
    return isoDate(words, year: first.number)
  }

  private static func isoDate(_ words: [Word], year: Int?) -> PublicationDate? {
    var parts: [Int] = []
    for word in words.dropFirst().prefix(2) {
      guard let mark = word.before, mark == "-" || mark == "/", word.text.count <= 2,
        let number = word.number
      else { break }
      parts.append(number)
    }
    if parts.isEmpty, words.count > 1, month(words[1].text) != nil { return nil }
    return Self(year: year, month: parts.first, day: parts.count > 1 ? parts[1] : nil)
  }

  /// `44 BC`, `AD 800`, `384 v. Chr.`
  private static func ofEra(_ words: [Word]) -> PublicationDate? {
    let names = words.map { $0.text.lowercased() }
    for (index, word) in words.enumerated() {
      guard let number = word.number, (1...4).contains(word.text.count), number > 0 else {
        continue
      }
      let after = (1...3).map { names.dropFirst(index + 1).prefix($0).joined(separator: ".") }
      if after.contains(where: erasBefore.contains) { return Self(year: 1 - number) }
      let isCommon = index > 0 && names[index - 1] == "ad"
      if isCommon || after.contains(where: erasSince.contains) { return Self(year: number) }
    }
    return nil
  }

  private static let erasBefore: Set<String> = [
    "bc", "b.c", "bce", "b.c.e", "v.chr", "av.j.c", "a.c", "a.c.n",
  ]
  private static let erasSince: Set<String> = ["ad", "a.d", "ce", "c.e", "n.chr", "ap.j.c", "d.c"]

  /// `2013 Sep 12`, `12 Sept. 2013`, `September 12, 2013`
  private static func withNamedMonth(_ words: [Word]) -> PublicationDate? {
    guard let place = words.firstIndex(where: { month($0.text) != nil }),
      let year = words.firstIndex(where: { $0.year != nil && $0.text.count == 4 })
    else { return nil }
    let days = [place + 1, place - 1].filter { words.indices.contains($0) && $0 != year }
    let day = days.lazy.compactMap { place in
      words[place].text.count <= 2 ? words[place].number : nil
    }.first
    return Self(year: words[year].year, month: month(words[place].text), day: day)
  }

  /// The number of a month that a word names, in full or shortened to three letters or more, in
  /// English, German, French, Spanish or Italian.
  static func month(_ word: some StringProtocol) -> Int? {
    let name = word.lowercased()
    guard name.count >= 3 else { return nil }
    return monthNames.firstIndex { $0.contains { $0.hasPrefix(name) } }.map { $0 + 1 }
  }

  private static let monthNames: [[String]] = [
    ["january", "januar", "janvier", "enero", "gennaio"],
    ["february", "februar", "février", "febrero", "febbraio"],
    ["march", "märz", "maerz", "mars", "marzo"], ["april", "avril", "abril", "aprile"],
    ["may", "mai", "mayo", "maggio"], ["june", "juni", "juin", "junio", "giugno"],
    ["july", "juli", "juillet", "julio", "luglio"], ["august", "août", "agosto"],
    ["september", "septembre", "septiembre", "settembre"],
    ["october", "oktober", "octobre", "octubre", "ottobre"],
    ["november", "novembre", "noviembre"],
    ["december", "dezember", "décembre", "diciembre", "dicembre"],
  ]
}

extension [PublicationDate.Word] {
  /// `800`: three digits alone are a year.
  fileprivate var wholeYear: Int? {
    guard count == 1, self[0].text.count == 3 else { return nil }
    return self[0].number.flatMap { $0 > 99 ? $0 : nil }
  }
}
