import Diagnostics

/// A parsed query, with notes on readings that may surprise.
public struct ParsedQuery: Sendable {
  /// The tree of what was typed.
  public let query: Query
  /// Notes on readings that may surprise, in the order of the text.
  public let notes: [QueryError]
  /// Whether an AND was typed: then every operand is required.
  public let hasConjunction: Bool

  /// Whether it was written for a bibliographic database.
  public var isOfDatabase: Bool {
    notes.contains { if case .ofDatabase = $0.kind { true } else { false } }
  }

  /// Creates the result of a parse.
  public init(query: Query, notes: [QueryError], hasConjunction: Bool = false) {
    self.query = query
    self.notes = notes
    self.hasConjunction = hasConjunction
  }
}

/// Parses a query. Strict about structure, forgiving about text: punctuation inside a word is never
/// an operator and never an error.
///
/// ```
/// query   = and { ( "OR" | "|" | "||" ) and }
/// and     = near { [ "AND" | "&&" ] near }
/// near    = not { "NEAR" [ "/" number ] not }
/// not     = { "NOT" | "-" | "!" } boosted
/// boosted = primary [ "^" number ]
/// primary = "*" | saved | [ field ":" ] value
/// value   = "(" query ")" | [ "^" ] ( phrase | word ) [ "$" ] [ tag ] | range | "/" text "/"
/// phrase  = [ "=" ] '"' text '"' [ "~" number ] | "“" text "”" [ "~" number ]
/// word    = [ "=" ] characters [ "*" | "~" [ number ] ]                  characters may hold brackets
/// range   = "[" text "]"
/// saved   = "@" name [ "(" [ parameter "=" ] text { "," [ parameter "=" ] text } ")" ]
/// tag     = "[" "au" | "ti" | … "]"
/// ```
///
/// A line in the syntax of a bibliographic database is read by `DatabaseQueryParser`.
///
/// A word is characters other than white space, brackets and double quotes; a bracket next to other
/// characters, and its contents if they have no space, are part of a word: `(R)-ketamine`,
/// `P(VDF-TrFE)`. Anchors, ranges and regular expressions are recognized after a field only;
/// elsewhere their signs are text, and so is a colon before a space.
public struct QueryParser {
  /// How to treat punctuation that could be structure but does not parse.
  public enum Reading: Sendable {
    /// As an error: the author of a query means it as structure.
    case query
    /// As text: an unmatched bracket or quote, an operator without an operand, `A*`, a boost of
    /// nothing.
    case question
    /// All punctuation is text; words are separated by spaces.
    case text
  }

  /// The greatest depth of nested brackets.
  public static let deepestNesting = 200
  /// The greatest number of words in a query.
  public static let mostWords = 1000
  /// The distance of a proximity search without a number, in words.
  public static let usualDistance = 10
  /// The greatest distance that a proximity search may ask for, in words.
  public static let longestDistance = 1000

  let source: SourceText
  let scalars: [Unicode.Scalar]
  /// Byte offset of each scalar, and of the end.
  private let offsets: [Int]
  let reading: Reading
  /// Unmatched brackets and quotes of a question, which are text.
  private var unpaired: Set<Int> = []
  var index = 0
  var notes: [QueryError] = []
  private var depth = 0
  private var words = 0
  /// Whether an AND was typed.
  private var hasConjunction = false
  /// The PubMed tag after the last word.
  var taggedRun: PubMedTag?

  /// Parses a query; what may surprise about the reading becomes a note.
  public static func parse(
    _ source: SourceText, as reading: Reading = .query
  ) throws(QueryError) -> ParsedQuery {
    var parser = QueryParser(source, reading)
    if reading == .text { return ParsedQuery(query: try parser.plainWords(), notes: []) }
    if let parsed = try DatabaseQueryParser.parse(source) { return parsed }
    if reading == .question { parser.findUnpaired() }
    let query = try parser.query()
    return ParsedQuery(
      query: query, notes: parser.notes, hasConjunction: parser.hasConjunction)
  }

  /// Whether a text is a line in the syntax of a bibliographic database, read or refused.
  public static func isOfDatabase(_ source: SourceText) -> Bool {
    DatabaseQueryParser.isLine(source.text)
  }

  private init(_ source: SourceText, _ reading: Reading) {
    self.source = source
    self.reading = reading
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

  private mutating func plainWords() throws(QueryError) -> Query {
    let words = scalars.indices.split(whereSeparator: isBlank).map { word in
      let range = word.first!..<word.last! + 1
      return Query.leaf(Query.Leaf(Query.Text(text(range), at: bytes(range)), as: .word))
    }
    guard words.count <= Self.mostWords else {
      throw error(.tooManyWords(limit: Self.mostWords), at: 0..<scalars.count)
    }
    guard let first = words.first else { throw error(.empty, at: index..<index) }
    return words.count == 1 ? first : .and(words)
  }

  // MARK: Operators

  private mutating func disjunction() throws(QueryError) -> Query {
    var alternatives: [Query] = []
    var firstOperator: Range<Int>?
    var isUnwritten = false
    repeat {
      let (part, isJoinedUnwritten) = try conjunction()
      alternatives.append(part)
      isUnwritten = isUnwritten || isJoinedUnwritten
      guard let operatorRange = takeOperator(["OR", "|", "||"]) else { break }
      firstOperator = firstOperator ?? operatorRange
      try expectOperand(after: operatorRange)
    } while true
    if alternatives.count == 1 { return alternatives[0] }
    let query = Query.or(alternatives)
    if isUnwritten, let firstOperator {
      notes.append(
        QueryError(.note, .mixedOperators(read: query.grouped), at: bytes(firstOperator)))
    }
    return query
  }

  /// - Returns: also whether words were joined by an implicit AND.
  private mutating func conjunction() throws(QueryError) -> (Query, isUnwritten: Bool) {
    var parts: [Query] = []
    var isUnwritten = false
    /// Start of the words that a following PubMed tag also applies to.
    var run = 0
    repeat {
      taggedRun = nil
      let part = try proximity()
      if let tag = taggedRun, tag.isForRun {
        parts = Array(parts[..<run]) + [try untagged(parts[run...], part, tag)]
      } else {
        parts.append(part)
      }
      if taggedRun != nil || !parts[parts.count - 1].isBareWord { run = parts.count }
      if let operatorRange = takeOperator(["AND", "&&"]) {
        hasConjunction = true
        try expectOperand(after: operatorRange)
        run = parts.count
      } else if startsOperand() {
        isUnwritten = true
      } else {
        break
      }
    } while true
    noteLowercaseOperators(parts)
    return (parts.count == 1 ? parts[0] : .and(parts), isUnwritten)
  }

  /// In a longer query, `and` is a word of a sentence or a title.
  private static let shortQuery = 5

  /// `or` between words is a word, but may have been meant as the operator; so may `and` and `not`
  /// in a short query.
  private mutating func noteLowercaseOperators(_ parts: [Query]) {
    let operators = parts.count <= Self.shortQuery ? ["or", "and", "not"] : ["or"]
    for (index, part) in parts.enumerated().dropLast() {
      guard case .leaf(let leaf) = part, leaf.form == .word, operators.contains(leaf.text.text),
        index > 0 || leaf.text.text == "not"
      else { continue }
      notes.append(QueryError(.note, .lowercaseOperator(leaf.text.text), at: leaf.text.range))
    }
  }

  private mutating func proximity() throws(QueryError) -> Query {
    var parts = [try negation()]
    var distance = 0
    while let (operatorRange, words) = takeNear() {
      try expectOperand(after: operatorRange)
      parts.append(try negation())
      distance = max(distance, words)
    }
    if parts.count == 1 { return parts[0] }
    let range = parts[0].range.lowerBound..<parts[parts.count - 1].range.upperBound
    let leaves = try parts.map { part throws(QueryError) in
      guard case .leaf(let leaf) = part, leaf.form.canBeNear else {
        throw QueryError(.error, .notNear, at: part.range)
      }
      return leaf
    }
    return .near(leaves, distance: distance, at: range)
  }

  private mutating func negation() throws(QueryError) -> Query {
    var count = 0
    var last: Range<Int>?
    while let operatorRange = takeOperator(["NOT"]) ?? takeSign() {
      count += 1
      last = operatorRange
    }
    if let last { try expectOperand(after: last) }
    let query = try boosted()
    return count.isMultiple(of: 2) ? query : .not(query)
  }

  private mutating func boosted() throws(QueryError) -> Query {
    let start = index
    let query = try primary()
    guard let (factor, end) = boost(at: index) else { return query }
    guard factor > 0, factor <= 1000 else {
      if reading == .question { return query }
      throw error(.badBoost, at: start..<end)
    }
    index = end
    return .boosted(query, by: factor)
  }

  /// Consumes one of the operators if it is a separate word.
  private mutating func takeOperator(_ names: [String]) -> Range<Int>? {
    skipBlanks()
    guard let end = operatorEnd(names) else { return nil }
    defer { index = end }
    return index..<end
  }

  /// `NEAR` or `NEAR/5`, with its distance in words.
  private mutating func takeNear() -> (Range<Int>, distance: Int)? {
    skipBlanks()
    let start = index
    guard let distance = nearDistance() else { return nil }
    index = wordEnd(from: start)
    return (start..<index, distance)
  }

  private func nearDistance() -> Int? {
    let end = wordEnd(from: index, atMost: 10)
    let word = text(index..<end)
    if word == "NEAR" {
      // Without an operand, it is a word.
      let next = scalars[end...].firstIndex { !$0.properties.isWhitespace }
      return next.map { scalars[$0] != ")" } ?? false ? Self.usualDistance : nil
    }
    guard word.hasPrefix("NEAR/"), let distance = Int(word.dropFirst(5)), distance >= 0,
      isOperator(endingAt: end)
    else { return nil }
    return min(distance, Self.longestDistance)
  }

  /// The end of an operator that is a separate word here; looks no further than the longest
  /// operator.
  private func operatorEnd(_ names: [String]) -> Int? {
    let end = wordEnd(from: index, atMost: 4)
    return end > index && names.contains(text(index..<end)) && isOperator(endingAt: end)
      ? end : nil
  }

  /// Whether a word that may be an operator is one: in questions, where it has an operand.
  private func isOperator(endingAt end: Int) -> Bool {
    if reading == .query { return true }
    guard let next = scalars.indices[end...].first(where: { !isBlank($0) }), scalars[next] != ")"
    else { return false }
    return !Self.binaryOperators.contains(text(next..<wordEnd(from: next, atMost: 4)))
  }

  private static let binaryOperators: [String] = ["AND", "OR", "&&", "|", "||"]

  /// "-" or "!" directly before what it negates.
  private mutating func takeSign() -> Range<Int>? {
    skipBlanks()
    guard index + 1 < scalars.count, scalars[index] == "-" || scalars[index] == "!",
      !isBlank(index + 1), scalars[index + 1] != ")", index == 0 || scalars[index - 1] != ")"
    else { return nil }
    index += 1
    return index - 1..<index
  }

  private mutating func expectOperand(after operatorRange: Range<Int>) throws(QueryError) {
    skipBlanks()
    guard index < scalars.count, scalars[index] != ")",
      reading == .question || !isBinaryOperator()
    else {
      throw error(.missingOperand(of: text(operatorRange), isLeft: false), at: operatorRange)
    }
  }

  private func startsOperand() -> Bool {
    index < scalars.count && scalars[index] != ")" && !isBinaryOperator()
  }

  private func isBinaryOperator() -> Bool {
    operatorEnd(Self.binaryOperators) != nil || nearDistance() != nil
  }

  // MARK: Operands

  private mutating func primary() throws(QueryError) -> Query {
    skipBlanks()
    if reading == .query, isBinaryOperator(), text(index..<wordEnd(from: index)) != "NEAR" {
      let end = wordEnd(from: index)
      throw error(.missingOperand(of: text(index..<end), isLeft: true), at: index..<end)
    }
    if let saved = try saved() { return saved }
    guard let (name, colon) = fieldName(), !isText(colon: colon) else {
      return try value(inField: false)
    }
    index = colon + 1
    let field = Query.Text(name, at: bytes(colon - name.unicodeScalars.count..<colon))
    guard index < scalars.count, !isBlank(index), scalars[index] != ")" else {
      return .field(name: field, nil)
    }
    if takeSignOfValue() { return .field(name: field, .not(try value(inField: true))) }
    return .field(name: field, try value(inField: true))
  }

  /// Whether a colon behind a name is part of a text: something stands behind a blank after it, or
  /// the slashes of an address.
  private func isText(colon: Int) -> Bool {
    if scalars[colon...].dropFirst().prefix(2).elementsEqual("//".unicodeScalars) { return true }
    let next = scalars.indices[(colon + 1)...].first { !isBlank($0) }
    guard let next, scalars[next] != ")" else { return reading == .question }
    return next > colon + 1
  }

  /// `title:-cell`; before a digit, the sign is a number's or stands for a range.
  private mutating func takeSignOfValue() -> Bool {
    guard scalars[index] == "-" || scalars[index] == "!", index + 1 < scalars.count,
      case let next = scalars[index + 1],
      next.properties.isAlphabetic || next == "(" || isQuote(index + 1)
    else { return false }
    index += 1
    return true
  }

  private mutating func value(inField: Bool) throws(QueryError) -> Query {
    guard index < scalars.count else { throw error(.empty, at: index..<index) }
    switch scalars[index] {
    case "(" where bracketedWordEnd(from: index) == nil: return try group()
    case ")": throw error(.unexpectedClosingBracket, at: index..<index + 1)
    case _ where isQuote(index): return try tagged(phrase(inField: inField))
    case "=" where index + 1 < scalars.count && isQuote(index + 1):
      index += 1
      return try exact(phrase(inField: inField))
    case "[" where inField: return .leaf(try range())
    case "/" where inField:
      if let expression = regularExpression() { return .leaf(expression) }
    case "^" where inField && index + 1 < scalars.count && !isBlank(index + 1):
      index += 1
      return try anchoredFirst(isQuote(index) ? phrase(inField: true) : .leaf(word(inField: true)))
    default: break
    }
    return try tagged(.leaf(word(inField: inField)))
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

  mutating func countWord(at range: Range<Int>) throws(QueryError) {
    words += 1
    if words > Self.mostWords { throw error(.tooManyWords(limit: Self.mostWords), at: range) }
  }

  // MARK: Text

  mutating func skipBlanks() {
    while index < scalars.count, isBlank(index) { index += 1 }
  }

  func isBlank(_ index: Int) -> Bool {
    scalars[index].properties.isWhitespace || scalars[index].value == 0
      || (!unpaired.isEmpty && unpaired.contains(index))
  }

  func wordEnd(from start: Int, atMost length: Int = .max) -> Int {
    var end = start
    while end < scalars.count, end - start < length, !isBlank(end),
      !Self.delimiters.contains(scalars[end])
    { end += 1 }
    return end
  }

  private static let delimiters: Set<Unicode.Scalar> = ["(", ")", "\"", "“", "”", "„"]

  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  func text(inBytes range: Range<Int>) -> String { String(source[range]) }

  func bytes(_ range: Range<Int>) -> Range<Int> {
    offsets[range.lowerBound]..<offsets[range.upperBound]
  }

  // MARK: Questions

  /// Collects the unmatched brackets and quotes. Brackets within quotes are always text.
  private mutating func findUnpaired() {
    /// Each with the character before it.
    var opened: [(index: Int, before: Int?)] = []
    var last: Int?
    var index = 0
    while index < scalars.count {
      if scalars[index] == "(" {
        opened.append((index, last))
      } else if scalars[index] == ")" {
        let open = opened.popLast()
        if open == nil || open?.index == last {
          unpaired.formUnion([open?.index, index].compactMap(\.self))
          last = open?.before ?? last
        }
      } else if isQuote(index) {
        let end = scalars[(index + 1)...].firstIndex(where: Self.closesQuote)
        if end == nil { unpaired.insert(index) }
        index = end ?? index
      }
      if !isBlank(index) { last = index }
      index += 1
    }
    unpaired.formUnion(opened.map(\.index))
    notes = unpaired.sorted().map {
      QueryError(.note, .unpaired(text($0..<$0 + 1)), at: bytes($0..<$0 + 1))
    }
  }

  static func closesQuote(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar == "”" || scalar == "“"
  }

  // MARK: Errors

  func error(_ problem: QueryProblem, at range: Range<Int>) -> QueryError {
    QueryError(.error, problem, at: bytes(range))
  }

  func unclosed(_ expected: String, _ opening: String, from open: Int) -> QueryError {
    let end = offsets[scalars.count]
    let note = QueryError.Note("to match this '\(opening)'", at: bytes(open..<open + 1))
    return QueryError(.error, .expected(expected), at: end..<end, notes: [note])
  }
}

extension Query {
  /// Whether it is a plain word, which a following tag can apply to.
  fileprivate var isBareWord: Bool {
    if case .leaf(let leaf) = self { leaf.form == .word && leaf.anchor == nil } else { false }
  }

  /// The alternatives, with brackets around those of several parts.
  fileprivate var grouped: String {
    guard case .or(let parts) = self else { return text }
    return parts.map { part in
      if case .and = part { "(\(part.text))" } else { part.text }
    }.joined(separator: " OR ")
  }
}
