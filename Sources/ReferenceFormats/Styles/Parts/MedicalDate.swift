/// The date before a volume, `2017 Dec 28;377(26):2545-54.`, with all that follows it.
struct MedicalDate {
  enum Kind { case article, book }

  private(set) var kind = Kind.article
  let date: PrintedDate
  /// Where the date begins.
  let start: Int
  private(set) var volume: Printed?
  private(set) var issue: Printed?
  private(set) var locator: Printed?
  /// After the full stop.
  private(set) var end: Int
  private(set) var strangeness = 0.0

  /// The last date of the text with a volume or pages after it; failing that, the last after a
  /// publisher and a semicolon.
  static func find(in text: Printed) -> MedicalDate? {
    var index = text.startIndex + 4
    var found: MedicalDate?
    var book: MedicalDate?
    while index + 4 <= text.endIndex {
      defer { index += 1 }
      guard text[index].isDigit, let date = PrintedDate(at: index, in: text) else { continue }
      let isPublished = text[..<index].prefix(index).trimmed.last == ";"
      if text[index - 1].isBlank, !isPublished, let article = MedicalDate(articleAt: date, in: text)
      {
        if found == nil || article.locator != nil { found = article }
      } else if let published = MedicalDate(bookAt: date, in: text) {
        book = published
      }
    }
    return found ?? book
  }

  /// `2017 Dec 28;377(26):2545-54`, `2017, 35:12-15`, `2020:e123`, `2017;(3):12`.
  private init?(articleAt date: PrintedDate, in text: Printed) {
    self.date = date
    start = date.range.lowerBound
    var mark = date.range.upperBound
    while let scalar = text.at(mark), mark - start < 32, scalar != ";", scalar != ":", scalar != ","
    {
      mark += 1
    }
    guard let scalar = text.at(mark), scalar == ";" || scalar == ":" || scalar == ",",
      PrintedDate.isDateMatter(text[date.range.upperBound..<mark]),
      !text[date.range.upperBound..<mark].contains("."),
      Self.mayPrecede(text[..<start].trimmed)
    else { return nil }
    end = mark
    let rest = text[(mark + 1)...]
    switch scalar {
    case ";": readVolume(rest)
    case ",":
      readVolume(rest)
      guard volume != nil, locator != nil else { return nil }
      strangeness = 0.05
    default: readLocator(rest)
    }
    guard volume != nil || locator != nil else { return nil }
  }

  /// `; 2002.`, `; c2002`, `;2002:93-113.`
  private init?(bookAt date: PrintedDate, in text: Printed) {
    var first = date.range.lowerBound
    if text.at(first - 1) == "c" || text.at(first - 1) == "©" { first -= 1 }
    let before = text[..<first].trimmed
    guard before.last == ";" else { return nil }
    self.date = date
    kind = .book
    start = before.endIndex - 1
    end = date.range.upperBound
    if text.at(end) == ":" { readLocator(text[(end + 1)...]) }
    let tail = text[end...].prefix(10)
    if let stop = tail.firstIndex(of: "."), PrintedDate.isDateMatter(text[end..<stop]) {
      end = stop + 1
    }
  }

  /// A journal, not a word of a title.
  private static func mayPrecede(_ before: Printed) -> Bool {
    guard let last = before.last else { return false }
    return last == "." || last == ")" || last == "]" || last.isLetter || last == ";" || last.isDigit
      || last == ","
  }

  private mutating func readVolume(_ text: Printed) {
    var index = text.skippingBlanks(text.startIndex)
    let start = index
    while let scalar = text.at(index), scalar != ":", scalar != "(", scalar != ".", scalar != ";",
      scalar != ",", index - start < 28
    {
      index += 1
    }
    let word = text[start..<index].trimmed
    if word.isPlainVolume || word.isSupplementedVolume { volume = word }
    guard volume != nil || (word.isEmpty && text.at(index) == "(") else { return }
    end = index
    if text.at(index) == "(", let close = text[index...].prefix(44).firstIndex(of: ")") {
      issue = text[(index + 1)..<close].trimmed
      index = close + 1
      end = index
      if volume == nil && issue?.isEmpty == true { issue = nil }
    }
    index = text.skippingBlanks(index)
    if text.at(index) == ":" || text.at(index) == "," {
      readLocator(text[(index + 1)...])
    } else if text.at(end) == "." {
      end += 1
    }
  }

  private mutating func readLocator(_ text: Printed) {
    let start = text.skippingBlanks(text.startIndex)
    var index = start
    while let scalar = text.at(index), index - start < 48 {
      if scalar == "." {
        guard let next = text.at(index + 1), !next.isBlank else { break }
      } else if scalar == ";" {
        break
      } else if scalar.isBlank, !isInsidePages(at: index, from: start, in: text) {
        break
      }
      index += 1
    }
    var found = text[start..<index].trimmed
    if found.last == "," { found = found.dropLast() }
    guard found.contains(where: \.isDigit) || found.isLooseRange, PrintedLocator.read(found) != nil
    else { return }
    locator = found
    end = text.at(index) == "." || text.at(index) == ";" ? index + 1 : index
  }

  /// "12, 14-6", "12 - 14" and "Article 5" go on after a space.
  private func isInsidePages(at index: Int, from start: Int, in text: Printed) -> Bool {
    let next = text.skippingBlanks(index)
    if text[index - 1] == "," { return text.at(next)?.isDigit == true }
    return text[index - 1].isDash || text.at(next)?.isDash == true
      || text[start..<index].allSatisfy { $0.isLetter || $0 == "." }
        && text.at(next)?.isDigit == true
  }
}

extension ArraySlice where Element == Unicode.Scalar {
  /// `12 Suppl 1`, `Suppl 3`, `38 Pt 2`.
  fileprivate var isSupplementedVolume: Bool {
    let words = words
    guard (2...5).contains(words.count) || words.count == 1,
      words.contains(where: { Self.supplements.contains($0) })
    else { return false }
    return words.allSatisfy { $0.isPlainVolume || Self.supplements.contains($0) || $0.count <= 2 }
  }
}
