import Diagnostics
import QueryLanguage
import References

/// Checks a query against the table of fields: names become fields, text after `year:` becomes
/// years, words get the fields in which they are looked for.
struct QueryResolver {
  /// In words; a longer phrase is no question.
  private static let longestPhrase = 100

  private let source: SourceText
  private let analyzer: Analyzer
  private(set) var notes: [QueryError] = []

  init(_ source: SourceText, _ analyzer: Analyzer) {
    self.source = source
    self.analyzer = analyzer
  }

  mutating func resolve(_ query: Query) throws(QueryError) -> Criterion {
    guard let criterion = try resolve(query, in: nil) else {
      throw QueryError(.error, .nothingToSearch, at: query.range)
    }
    return criterion
  }

  /// Nil where the query holds nothing that could be searched for.
  private mutating func resolve(_ query: Query, in field: Field?) throws(QueryError) -> Criterion? {
    switch query {
    case .word(let text): return try value(text, .word, in: field)
    case .phrase(let text): return try value(text, .phrase, in: field)
    case .prefix(let text): return try value(text, .prefix, in: field)
    case .exact(let text): return try value(text, .exact, in: field)
    case .range(let text): return try rangeValue(text, in: field)
    case .field(let name, let query): return try resolve(fieldNamed: name, query)
    case .not(let query): return try resolve(query, in: field).map(Criterion.not)
    case .and(let queries): return try combine(queries, in: field, Criterion.and)
    case .or(let queries): return try combine(queries, in: field, Criterion.or)
    case .all: return .all
    }
  }

  private mutating func combine(
    _ queries: [Query], in field: Field?, _ make: ([Criterion]) -> Criterion
  ) throws(QueryError) -> Criterion? {
    var criteria: [Criterion] = []
    for query in queries {
      if let criterion = try resolve(query, in: field) { criteria.append(criterion) }
    }
    return criteria.count > 1 ? make(criteria) : criteria.first
  }

  // MARK: Fields

  private mutating func resolve(
    fieldNamed name: Query.Text, _ query: Query?
  ) throws(QueryError) -> Criterion? {
    if let field = Field.named(name.text) {
      guard let query else {
        let range = name.range.lowerBound..<name.range.upperBound + 1
        throw QueryError(
          .error, .missingValue(field: name.text, example: field.example), at: range)
      }
      return try resolve(query, in: field)
    }
    if let near = Field.nearest(to: name.text) {
      throw QueryError(
        .error, .unknownField(name.text, suggestion: near.name), at: name.range)
    }
    return try resolveLiteral(name, query)
  }

  /// `http://example.org`, `Immunity: a review`: text before a colon that is no field's name.
  private mutating func resolveLiteral(
    _ name: Query.Text, _ query: Query?
  ) throws(QueryError) -> Criterion? {
    notes.append(QueryError(.note, .literalColon(name.text), at: name.range))
    switch query {
    case nil: return try value(name, .word, in: nil)
    case .word(let text)?, .exact(let text)?:
      let range = name.range.lowerBound..<text.range.upperBound
      return try value(Query.Text(String(source[range]), at: range), .word, in: nil)
    case let query?: return try combine([.word(name), query], in: nil, Criterion.and)
    }
  }

  // MARK: Values

  private mutating func value(
    _ text: Query.Text, _ form: TextCriterion.Form, in field: Field?
  ) throws(QueryError) -> Criterion? {
    switch field?.kind {
    case .year?:
      guard form != .prefix else {
        throw QueryError(.error, .notAYear(text.text + "*"), at: text.range)
      }
      return .years(try years(text))
    case .source?: return .source(text.text)
    case .text?, nil:
      let words = analyzer.words(in: text.text, as: .names)
      guard words.count <= Self.longestPhrase else {
        throw QueryError(.error, .tooManyWords(limit: Self.longestPhrase), at: text.range)
      }
      guard !words.isEmpty else {
        notes.append(QueryError(.note, .ignoredPunctuation(text.text), at: text.range))
        return nil
      }
      return .text(
        TextCriterion(form: form, text: text.text, fields: field.map { [$0] } ?? Field.indexed))
    }
  }

  private func rangeValue(_ text: Query.Text, in field: Field?) throws(QueryError) -> Criterion? {
    guard field?.kind == .year else {
      throw QueryError(
        .error, .notAText(field: field?.name ?? "", example: field?.example ?? ""), at: text.range)
    }
    return .years(try years(text))
  }

  private func years(_ text: Query.Text) throws(QueryError) -> ClosedRange<Int> {
    guard let (from, to) = YearRange.parse(text.text) else {
      throw QueryError(.error, .notAYear(text.text), at: text.range)
    }
    guard from <= to else {
      throw QueryError(.error, .reversedRange(from: from, to: to), at: text.range)
    }
    return from...to
  }
}

/// Years as people write them: `2017`, `2015..2020`, `..2015`, `2019..`, `>=2019`, `2015-2020`,
/// `2015 TO 2020`.
enum YearRange {
  private static let first = 0
  private static let last = 9999

  /// The first and the last year, perhaps reversed; nil where the text is no year.
  static func parse(_ text: String) -> (from: Int, to: Int)? {
    let text = text.trimmingPrefix { $0.isWhitespace }
    for (sign, offset) in [(">=", 0), ("<=", 0), (">", 1), ("<", -1)] where text.hasPrefix(sign) {
      guard let year = year(text.dropFirst(sign.count)) else { return nil }
      return sign.hasPrefix(">") ? (year + offset, last) : (first, year + offset)
    }
    for separator in ["..", " TO ", " to ", "–", "-"] {
      guard let range = text.firstRange(of: separator) else { continue }
      let (left, right) = (text[..<range.lowerBound], text[range.upperBound...])
      if left.isEmpty && right.isEmpty { return nil }
      guard let from = left.isEmpty ? first : year(left),
        let to = right.isEmpty ? last : year(right)
      else { return nil }
      return (from, to)
    }
    return year(text).map { ($0, $0) }
  }

  private static func year(_ text: Substring) -> Int? {
    let digits = text.filter { !$0.isWhitespace }
    guard (1...4).contains(digits.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(digits)
  }
}

extension Field {
  /// The field whose name or alias a mistyped name is near; nil where none is.
  ///
  /// Near is one edit (a letter more, less, other, or two exchanged), two for names of six letters
  /// or more, with the first letter kept or one letter lost at the front.
  static func nearest(to name: String) -> Field? {
    let name = name.lowercased()
    guard name.count >= 3 else { return nil }
    let distances = all.flatMap { field in
      ([field.name] + field.aliases).filter { $0.count >= 3 }
        .map { (field, distance: editDistance(name, $0), limit: $0.count >= 6 ? 2 : 1) }
    }
    return distances.filter { $0.distance <= $0.limit }.min { $0.distance < $1.distance }?.0
  }
}
