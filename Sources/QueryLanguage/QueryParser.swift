import Diagnostics

/// Reads a query. Strict about structure, forgiving about text: punctuation inside a word is never
/// an operator and never an error.
///
/// ```
/// query   = and { ( "OR" | "|" | "||" ) and }
/// and     = not { [ "AND" | "&&" ] not }
/// not     = { "NOT" | "-" | "!" } primary
/// primary = "(" query ")" | "*" | [ field ":" ] ( "(" query ")" | phrase | range | word )
/// phrase  = '"' text '"' | "“" text "”"
/// word    = [ "=" ] characters other than white space, brackets and double quotes; "*" at its end
///           makes it a prefix, "=" before it an exact form
/// range   = "[" text "]", after a field only
/// ```
public struct QueryParser {
  /// Brackets deeper than this are refused, as are queries with more words.
  public static let deepestNesting = 200
  public static let mostWords = 1000

  private let source: SourceText
  private let scalars: [Unicode.Scalar]
  /// Byte offset of each scalar, and of the end.
  private let offsets: [Int]
  private var index = 0
  private var depth = 0
  private var words = 0

  public static func parse(_ source: SourceText) throws(QueryError) -> Query {
    var parser = QueryParser(source)
    return try parser.query()
  }

  private init(_ source: SourceText) {
    self.source = source
    scalars = Array(source.text.unicodeScalars)
    var offset = 0
    offsets =
      scalars.map { scalar in
        defer { offset += UTF8.width(scalar) }
        return offset
      } + [source.text.utf8.count]
  }

  private mutating func query() throws(QueryError) -> Query {
    skipBlanks()
    guard index < scalars.count else { throw error(.empty, at: index..<index) }
    let query = try disjunction()
    guard index == scalars.count else {
      throw error(.unexpectedClosingBracket, at: index..<index + 1)
    }
    return query
  }

  // MARK: Operators

  private mutating func disjunction() throws(QueryError) -> Query {
    var alternatives = [try conjunction()]
    while let operatorRange = takeOperator(["OR", "|", "||"]) {
      try expectOperand(after: operatorRange)
      alternatives.append(try conjunction())
    }
    return alternatives.count == 1 ? alternatives[0] : .or(alternatives)
  }

  private mutating func conjunction() throws(QueryError) -> Query {
    var parts = [try negation()]
    while true {
      if let operatorRange = takeOperator(["AND", "&&"]) {
        try expectOperand(after: operatorRange)
      } else if !startsOperand() {
        break
      }
      parts.append(try negation())
    }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func negation() throws(QueryError) -> Query {
    var count = 0
    var last: Range<Int>?
    while let operatorRange = takeOperator(["NOT"]) ?? takeSign() {
      count += 1
      last = operatorRange
    }
    if let last { try expectOperand(after: last) }
    let query = try primary()
    return count.isMultiple(of: 2) ? query : .not(query)
  }

  /// Takes one of the operators where it stands as a word of its own.
  private mutating func takeOperator(_ names: [String]) -> Range<Int>? {
    skipBlanks()
    guard let end = operatorEnd(names) else { return nil }
    defer { index = end }
    return index..<end
  }

  /// The end of an operator that stands here as a word; looks no further than the longest.
  private func operatorEnd(_ names: [String]) -> Int? {
    let end = wordEnd(from: index, atMost: 4)
    return end > index && names.contains(text(index..<end)) ? end : nil
  }

  /// "-" or "!" directly before what it negates.
  private mutating func takeSign() -> Range<Int>? {
    skipBlanks()
    guard index + 1 < scalars.count, scalars[index] == "-" || scalars[index] == "!",
      !isBlank(index + 1), scalars[index + 1] != ")"
    else { return nil }
    index += 1
    return index - 1..<index
  }

  private mutating func expectOperand(after operatorRange: Range<Int>) throws(QueryError) {
    skipBlanks()
    guard index < scalars.count, scalars[index] != ")", !isBinaryOperator() else {
      throw error(.missingOperand(of: text(operatorRange), isLeft: false), at: operatorRange)
    }
  }

  private func startsOperand() -> Bool {
    index < scalars.count && scalars[index] != ")" && !isBinaryOperator()
  }

  private func isBinaryOperator() -> Bool {
    operatorEnd(["AND", "OR", "&&", "|", "||"]) != nil
  }

  // MARK: Operands

  private mutating func primary() throws(QueryError) -> Query {
    skipBlanks()
    if let end = operatorEnd(["AND", "OR", "&&", "|", "||"]) {
      throw error(.missingOperand(of: text(index..<end), isLeft: true), at: index..<end)
    }
    guard let (name, colon) = fieldName() else { return try value() }
    index = colon + 1
    let field = Query.Text(name, at: bytes(colon - name.unicodeScalars.count..<colon))
    guard index < scalars.count, !isBlank(index), scalars[index] != ")" else {
      return .field(name: field, nil)
    }
    if scalars[index] == "[" { return .field(name: field, try range()) }
    return .field(name: field, try value())
  }

  private mutating func value() throws(QueryError) -> Query {
    guard index < scalars.count else { throw error(.empty, at: index..<index) }
    switch scalars[index] {
    case "(": return try group()
    case ")": throw error(.unexpectedClosingBracket, at: index..<index + 1)
    case "\"", "“", "”", "„": return try phrase()
    default: return try word()
    }
  }

  private mutating func group() throws(QueryError) -> Query {
    let open = index
    guard depth < Self.deepestNesting else {
      throw error(.tooDeep(limit: Self.deepestNesting), at: open..<open + 1)
    }
    depth += 1
    index += 1
    skipBlanks()
    guard index < scalars.count else { throw unclosed(")", "(", from: open) }
    if scalars[index] == ")" { throw error(.emptyGroup, at: open..<index + 1) }
    let query = try disjunction()
    skipBlanks()
    guard index < scalars.count, scalars[index] == ")" else { throw unclosed(")", "(", from: open) }
    index += 1
    depth -= 1
    return query
  }

  private mutating func phrase() throws(QueryError) -> Query {
    let open = index
    index += 1
    while index < scalars.count, !["\"", "”", "“"].contains(scalars[index]) { index += 1 }
    guard index < scalars.count else { throw unclosed("\"", text(open..<open + 1), from: open) }
    let content = Query.Text(text(open + 1..<index), at: bytes(open..<index + 1))
    index += 1
    try countWord(at: open..<index)
    return .phrase(content)
  }

  private mutating func range() throws(QueryError) -> Query {
    let open = index
    while index < scalars.count, scalars[index] != "]" { index += 1 }
    guard index < scalars.count else { throw unclosed("]", "[", from: open) }
    index += 1
    return .range(Query.Text(text(open + 1..<index - 1), at: bytes(open..<index)))
  }

  private mutating func word() throws(QueryError) -> Query {
    let start = index
    index = wordEnd(from: start)
    try countWord(at: start..<index)
    let word = text(start..<index)
    if word == "*" { return .all(bytes(start..<index)) }
    if word.hasPrefix("="), index - start > 1 {
      return .exact(.init(text(start + 1..<index), at: bytes(start..<index)))
    }
    guard scalars[index - 1] == "*" else { return .word(.init(word, at: bytes(start..<index))) }
    let stem = text(start..<index - 1)
    guard stem.unicodeScalars.count(where: { $0.properties.isAlphabetic || $0.isNumber }) >= 2
    else { throw error(.shortPrefix(stem), at: start..<index) }
    return .prefix(.init(stem, at: bytes(start..<index)))
  }

  private mutating func countWord(at range: Range<Int>) throws(QueryError) {
    words += 1
    if words > Self.mostWords { throw error(.tooManyWords(limit: Self.mostWords), at: range) }
  }

  /// A name of letters and hyphens directly before a colon, and the colon's place.
  private func fieldName() -> (String, colon: Int)? {
    var end = index
    while end < scalars.count, isNameLetter(scalars[end], isFirst: end == index) { end += 1 }
    guard end > index, end < scalars.count, scalars[end] == ":" else { return nil }
    return (text(index..<end), end)
  }

  private func isNameLetter(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || (scalar == "-" && !isFirst)
  }

  // MARK: Text

  private mutating func skipBlanks() {
    while index < scalars.count, isBlank(index) { index += 1 }
  }

  private func isBlank(_ index: Int) -> Bool {
    scalars[index].properties.isWhitespace || scalars[index].value == 0
  }

  private func wordEnd(from start: Int, atMost length: Int = .max) -> Int {
    var end = start
    while end < scalars.count, end - start < length, !isBlank(end),
      !Self.delimiters.contains(scalars[end])
    { end += 1 }
    return end
  }

  private static let delimiters: Set<Unicode.Scalar> = ["(", ")", "\"", "“", "”", "„"]

  private func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  private func bytes(_ range: Range<Int>) -> Range<Int> {
    offsets[range.lowerBound]..<offsets[range.upperBound]
  }

  // MARK: Errors

  private func error(_ problem: QueryProblem, at range: Range<Int>) -> QueryError {
    QueryError(.error, problem, at: bytes(range))
  }

  private func unclosed(_ expected: String, _ opening: String, from open: Int) -> QueryError {
    let end = offsets[scalars.count]
    let note = QueryError.Note("to match this '\(opening)'", at: bytes(open..<open + 1))
    return QueryError(.error, .expected(expected), at: end..<end, notes: [note])
  }
}

extension Unicode.Scalar {
  fileprivate var isNumber: Bool { properties.numericType != nil }
}
