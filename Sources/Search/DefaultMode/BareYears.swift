import QueryLanguage
import References

/// A range of years that stands beside words without the name of its field.
///
/// ```
/// dinosaur 2015..2020        year:2015..2020     also 2015-2020, 2015 to 2020
/// dinosaur >2015             year:>2015          also ≥2015, 2015.., ..2015
/// dinosaur since 2020        year:>=2020         also after, before, until, from … to, between … and
/// ```
struct BareYears: Equatable {
  /// As typed.
  let text: String
  /// Offsets of it in bytes of UTF-8.
  let range: Range<Int>
  /// In the query language: `year:2015..2020`.
  let query: String
  let criterion: Criterion
  /// The whole text with blanks in its place.
  let rest: String

  /// Nil for a text with no range, or with another year besides.
  init?(in text: String) {
    // Most queries hold no year; they do not pay for compiling patterns.
    guard text.utf8.count < 500, Self.mayHoldYear(text), let found = Self.found(in: text) else {
      return nil
    }
    let typed = text[found.range]
    let blanks = String(repeating: " ", count: typed.utf8.count)
    let others = text[..<found.range.lowerBound] + blanks + text[found.range.upperBound...]
    if others.split(whereSeparator: { !$0.isNumber && !$0.isLetter })
      .contains(where: { Year($0) != nil })
    {
      return nil
    }
    guard let years = NumberRange.parse(found.value, of: .year), years.from <= years.to else {
      return nil
    }
    let start = text.utf8.distance(from: text.startIndex, to: found.range.lowerBound)
    self.text = String(typed)
    range = start..<start + typed.utf8.count
    query = "year:\(found.value)"
    criterion = .data(.number(.year, years.from...years.to))
    rest = String(others)
  }

  private static func mayHoldYear(_ text: String) -> Bool {
    var digits = 0
    for byte in text.utf8 {
      digits = (48...57).contains(byte) ? digits + 1 : 0
      if digits == 4 { return true }
    }
    return false
  }

  /// Where the range stands, and as the value of a field.
  private static func found(in text: String) -> (range: Range<String.Index>, value: String)? {
    if let match = text.firstMatch(of: twoYears) ?? text.firstMatch(of: spokenTwoYears) {
      return (match.1.place, "\(match.2)..\(match.3)")
    }
    if let match = text.firstMatch(of: openEnded) {
      return (match.1.place, "\(match.2)..")
    }
    if let match = text.firstMatch(of: openBegun) {
      return (match.1.place, "..\(match.2)")
    }
    guard let match = text.firstMatch(of: compared), let sign = signs[match.2.lowercased()] else {
      return nil
    }
    return (match.1.place, "\(sign)\(match.3)")
  }

  private static let signs = [
    ">": ">", "<": "<", ">=": ">=", "<=": "<=", "≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=",
    "since": ">=", "from": ">=", "after": ">", "before": "<", "until": "<=", "till": "<=",
  ]

  // A Regex cannot be shared; each is compiled where a text holds four digits. All stand between
  // blanks: the first capture is the range, the others are its parts.
  private static var twoYears: Regex<(Substring, Substring, Substring, Substring)> {
    /(?:^|\s)(((?:1[5-9]|20)\d\d)\s?(?:\.\.\.?|…|[\-–—])\s?((?:1[5-9]|20)\d\d))(?=\s|$)/
  }
  private static var spokenTwoYears: Regex<(Substring, Substring, Substring, Substring)> {
    /(?:^|\s)((?i:from\s+|between\s+)?((?:1[5-9]|20)\d\d)\s+(?i:to|until|till|and)\s+((?:1[5-9]|20)\d\d))(?=\s|$)/
  }
  private static var openEnded: Regex<(Substring, Substring, Substring)> {
    /(?:^|\s)(((?:1[5-9]|20)\d\d)(?:\.\.\.?|…|[\-–]))(?=\s|$)/
  }
  private static var openBegun: Regex<(Substring, Substring, Substring)> {
    /(?:^|\s)((?:\.\.\.?|…)((?:1[5-9]|20)\d\d))(?=\s|$)/
  }
  private static var compared: Regex<(Substring, Substring, Substring, Substring)> {
    /(?:^|\s)((>=|<=|=>|=<|[><≥≤]|(?i:since|from|after|before|until|till)(?=\s))\s*((?:1[5-9]|20)\d\d)(?i:\s+on(?:wards?)?)?)(?=\s|$)/
  }
}

extension Substring {
  /// Its place in the text that it is a part of.
  fileprivate var place: Range<String.Index> { startIndex..<endIndex }
}
