/// The parentheses that end a citation: `(2017)`, `(Elsevier, 2022)`.
struct CitationIssue {
  let year: Int
  let publisher: String?
  let start: Int
  /// After the full stop.
  let end: Int
  let isStopped: Bool

  /// The first parentheses that end in a year and are followed by a full stop; failing that, the
  /// last that contain just a year.
  static func find(in text: Printed) -> CitationIssue? {
    var fallback: CitationIssue?
    for open in text.indices where text[open] == "(" {
      guard let close = text[open...].prefix(160).firstIndex(of: ")"),
        let (year, publisher) = contents(text[(open + 1)..<close])
      else { continue }
      let isStopped = text.at(close + 1) == "."
      let end = isStopped ? close + 2 : close + 1
      let found = CitationIssue(
        year: year, publisher: publisher, start: open, end: end, isStopped: isStopped)
      if isStopped || text[end...].allSatisfy(\.isBlank) { return found }
      if publisher == nil { fallback = found }
    }
    return fallback
  }

  /// A year, alone or after a publisher and a comma; a letter may follow it (`2017a`).
  private static func contents(_ text: Printed) -> (Int, publisher: String?)? {
    var digits = text.trimmed
    if let last = digits.last, last.isLower { digits.removeLast() }
    let yearText = digits.suffix(4)
    guard yearText.count == 4, yearText.allSatisfy(\.isDigit),
      let year = Int(yearText.string), (1450...2199).contains(year)
    else { return nil }
    let before = digits[..<yearText.startIndex].trimmed
    if before.isEmpty { return (year, nil) }
    guard before.last == ",", before.first?.isUpper == true else {
      return Self.months.contains(before.string) ? (year, nil) : nil
    }
    return (year, before.dropLast().trimmed.string)
  }

  private static let months: Set<String> = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
