import References

/// Converts the printed form of a fact to its form in a reference: `978-3-16-148410-0 (pbk.)` is an
/// ISBN and a word.
enum FactText {
  /// Nothing where a text contains no value of the fact.
  static func cleaned(_ text: String, of fact: Fact) -> [String] {
    guard let clean = cleaners[fact.name] else { return text.isEmpty ? [] : [text] }
    return clean(text)
  }

  private static let cleaners: [String: @Sendable (String) -> [String]] = [
    "doi": { Identifier.doi(in: $0).map { [$0] } ?? ($0.isEmpty ? [] : [$0]) },
    "arxiv": { Identifier.arxivID(in: "arxiv \($0)").map { [$0] } ?? ($0.isEmpty ? [] : [$0]) },
    "isbn": { numbers(in: $0, lengths: [10, 13]) },
    "issn": { numbers(in: $0, lengths: [8]) },
    "pmid": { pmid($0).map { [$0] } ?? ($0.isEmpty ? [] : [$0]) },
    "pmcid": { pmcid($0).map { [$0] } ?? [] },
    "accessed": { [PublicationDate($0).iso ?? $0] },
    // EndNote keeps the day of electronic publication there: `2019/03/05`.
    "edition": { $0.wholeMatch(of: /\d{4}\/\d\d?\/\d\d?/) == nil ? [withoutWord($0)] : [] },
    "publisher": { part($0) },
    "place": { part($0) },
    "volume": { number($0) },
    "issue": { number($0) },
    "publication_types": { text in
      text.split(separator: ";").map { String($0).singleSpaced }
        .filter { !$0.isEmpty && Identifier.doi(in: $0) == nil }
    },
    "genre": { $0.isEmpty || Identifier.doi(in: $0) != nil ? [] : [$0] },
  ]

  private static func part(_ text: String) -> [String] {
    let part = text.withoutCatalogueMark
    return part.isEmpty ? [] : [part]
  }

  /// Nothing where a program writes that there is none, `n/a`, or when it was looked at, `4 May 2016`.
  private static func number(_ text: String) -> [String] {
    let date = PublicationDate(text)
    let isDay = date.year != nil && date.month != nil && date.day != nil
    return text.withoutPlaceholder.isEmpty || isDay ? [] : [text]
  }

  /// The numbers with this many digits, of which the last may be an X; hyphens are kept.
  private static func numbers(in text: String, lengths: Set<Int>) -> [String] {
    let words = text.split { !($0.isASCII && ($0.isNumber || $0 == "-" || $0 == "X" || $0 == "x")) }
    let numbers = words.filter { lengths.contains($0.count { $0 != "-" }) }.map(String.init)
    if !numbers.isEmpty { return numbers }
    // Blanks for hyphens: `978 3 16 148410 0`.
    let joined = words.joined(separator: "-")
    return lengths.contains(joined.count { $0 != "-" }) ? [joined] : []
  }

  /// `29385370`, also with its name, `PMID: 29385370`, or in the address of a record.
  static func pmid(_ text: String) -> String? {
    let name = text.prefix { $0.isLetter || ": ".contains($0) }
    let isNamed = name.isEmpty || name.lowercased().hasPrefix("pmid")
    return isNamed ? PubMedID.number(text[name.endIndex...]) : PubMedID.inAddress(text)
  }

  /// `PMC5739361`, also without the letters, or after a URL.
  static func pmcid(_ text: some StringProtocol) -> String? {
    let text = text.uppercased()
    let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
    guard (1...9).contains(digits.count), text == digits || text.contains("PMC\(digits)") else {
      return nil
    }
    return "PMC\(digits)"
  }

  /// `Second edition`, `2nd ed.` are `Second`, `2nd`.
  private static func withoutWord(_ text: String) -> String {
    for word in [" edition", " ed.", " ed", " edn", " edn."] where text.lowercased().hasSuffix(word)
    {
      return String(text.dropLast(word.count))
    }
    return text
  }
}

extension PublicationDate {
  /// `2019-05-06`, `2019-05`, `-0043`; nil without a year.
  var iso: String? {
    guard let year else { return nil }
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(abs(number))
      return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, count - text.count))
        + text
    }
    return ([digits(year, 4)] + [month, day].compactMap(\.self).map { digits($0, 2) })
      .joined(separator: "-")
  }

  init(of reference: Reference) {
    self.init(year: reference.year, month: reference.month, day: reference.day)
  }
}

extension Reference {
  mutating func set(_ date: PublicationDate) {
    (year, month, day) = (date.year, date.month, date.day)
  }
}
