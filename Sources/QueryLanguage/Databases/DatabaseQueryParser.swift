import Diagnostics

/// Reads a line of a search strategy, written for a database of references, as a query of our own.
///
/// ```
/// TI=(bees) NOT TI=(thermal)                      title:bees -title:thermal
/// TITLE-ABS-KEY ( bees W/3 "heat shock" )         tiab:(bees NEAR/3 "heat shock")
/// (heat or thermal) adj3 limit*.ti,ab.            …
/// 'honey bee'/exp AND limit*:ti,ab                keyword:"honey bee" tiab:limit*
/// ```
///
/// What a library cannot answer is refused with its place; a note says what is left out or read as
/// more than it is.
struct DatabaseQueryParser {
  let source: SourceText
  let dialect: DatabaseDialect
  let tokens: [DatabaseToken]
  var index = 0
  var notes: [QueryError]
  private var depth = 0
  /// Whether words side by side are a phrase in the field whose value is read.
  private(set) var joinsWords: Bool
  /// A number by itself, which in Ovid is another line unless a field's name follows.
  var lineNumber: DatabaseToken?

  /// The query that a database's line is; nil where the text is none.
  static func parse(_ source: SourceText) throws(QueryError) -> ParsedQuery? {
    let text = source.text
    let whole = 0..<text.utf8.count
    if let reference = lineReference(text) {
      throw QueryError(.error, .lineOfStrategy(reference), at: whole)
    }
    guard let (dialect, tokens, notes) = line(text) else { return nil }
    guard tokens.count <= QueryParser.mostWords else {
      throw QueryError(.error, .tooManyWords(limit: QueryParser.mostWords), at: whole)
    }
    var parser = DatabaseQueryParser(source, dialect, tokens, notes)
    let query = try parser.query()
    let note = QueryError(.note, .ofDatabase(dialect.name, read: query.text), at: whole)
    let others = parser.notes.sorted { $0.range.lowerBound < $1.range.lowerBound }
    return ParsedQuery(query: query, notes: [note] + others, hasConjunction: true)
  }

  /// Whether a text has a sign of a database: then what is wrong with it is meant.
  static func isLine(_ text: String) -> Bool { lineReference(text) != nil || line(text) != nil }

  private static func line(
    _ text: String
  ) -> (DatabaseDialect, [DatabaseToken], notes: [QueryError])? {
    // Most queries hold no sign of any.
    guard
      text.utf8.contains(where: { "=(./:<>".utf8.contains($0) })
        || text.lowercased().contains("adj")
    else { return nil }
    for dialect in DatabaseDialect.all {
      if let (tokens, notes) = DatabaseTokenizer.tokens(of: text, in: dialect) {
        return (dialect, tokens, notes)
      }
    }
    return nil
  }

  /// `#1 AND #2`, `or/1-5`, `9 not 10`, `limit 3 to yr="2010"`: lines of a strategy that name other
  /// lines.
  private static func lineReference(_ text: String) -> String? {
    let words = text.split { $0.isWhitespace || "()".contains($0) }
    guard let first = words.first else { return nil }
    if words.count >= 4, first.lowercased() == "limit", words[1].allSatisfy(\.isNumber),
      words[2].lowercased() == "to"
    {
      return "\(words[0]) \(words[1])"
    }
    if words.count == 4, words.prefix(3).joined(separator: " ") == "remove duplicates from",
      isLineNumber(words[3])
    {
      return String(words[3])
    }
    if isLineReference(first), first.first != "#" { return String(first) }
    let operators: Set = ["and", "or", "not"]
    let others = words.filter { !operators.contains($0.lowercased()) }
    if others.count < words.count, let other = others.first,
      others.allSatisfy(isLineReference) || others.count > 1 && others.allSatisfy(isLineNumber)
    {
      return String(other)
    }
    // Beside an operator in capitals, `#1` is no word.
    func isOperator(_ index: Int) -> Bool {
      words.indices.contains(index) && ["AND", "OR", "NOT"].contains(words[index])
    }
    return words.indices.first {
      words[$0].first == "#" && isLineReference(words[$0])
        && (isOperator($0 - 1) || isOperator($0 + 1))
    }.map { String(words[$0]) }
  }

  /// `#12`, `or/1-5`, `and/3,7`
  static func isLineReference(_ word: some StringProtocol) -> Bool {
    if word.first == "#" { return word.count > 1 && word.dropFirst().allSatisfy(\.isNumber) }
    guard let slash = word.firstIndex(of: "/"), let digit = word[slash...].dropFirst().first else {
      return false
    }
    return digit.isNumber && ["or", "and"].contains(word[..<slash].lowercased())
  }

  /// A strategy has no more lines than numbers of three digits count.
  static func isLineNumber(_ word: some StringProtocol) -> Bool {
    (1...3).contains(word.count) && word.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private init(
    _ source: SourceText, _ dialect: DatabaseDialect, _ tokens: [DatabaseToken],
    _ notes: [QueryError]
  ) {
    (self.source, self.dialect, self.tokens) = (source, dialect, tokens)
    self.notes = notes
    joinsWords = dialect.joinsWords
  }

  // MARK: Operators

  private mutating func query() throws(QueryError) -> Query {
    let query = try expression()
    if let token = current {
      let problem: QueryProblem = token.kind == .close ? .unexpectedClosingBracket : .notNear
      throw QueryError(.error, problem, at: token.range)
    }
    if let lineNumber {
      throw QueryError(.error, .lineOfStrategy(lineNumber.text), at: lineNumber.range)
    }
    return query
  }

  private mutating func expression() throws(QueryError) -> Query {
    dialect.bindsOrFirst ? try exclusion() : try disjunction()
  }

  /// OR of ANDs, in which NOT is one.
  private mutating func disjunction() throws(QueryError) -> Query {
    var parts = [try conjunction()]
    while let token = take(.or) {
      try expectOperand(after: token)
      parts.append(try conjunction())
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func conjunction() throws(QueryError) -> Query {
    var parts = [try negated()]
    while true {
      if let token = take(.and) {
        try expectOperand(after: token)
        parts.append(try negated())
      } else if current?.kind == .not || startsOperand {
        parts.append(try negated())
      } else {
        return parts.count == 1 ? parts[0] : .and(parts)
      }
    }
  }

  private mutating func negated() throws(QueryError) -> Query {
    if let token = take(.not) {
      try expectOperand(after: token)
      return .not(try proximity())
    }
    return try proximity()
  }

  /// AND NOT of ANDs of ORs, as Scopus reads them.
  private mutating func exclusion() throws(QueryError) -> Query {
    var parts = [try requirement()]
    while true {
      let start = index
      _ = take(.and)
      guard let token = take(.not) else {
        index = start
        return parts.count == 1 ? parts[0] : .and(parts)
      }
      try expectOperand(after: token)
      parts.append(.not(try requirement()))
    }
  }

  private mutating func requirement() throws(QueryError) -> Query {
    var parts = [try proximity()]
    while true {
      let next = index + 1 < tokens.count ? tokens[index + 1].kind : nil
      if current?.kind == .and, next != .not, let token = take(.and) {
        try expectOperand(after: token)
        parts.append(try proximity())
      } else if startsOperand {
        parts.append(try proximity())
      } else {
        return parts.count == 1 ? parts[0] : .and(parts)
      }
    }
  }

  /// What an operator of proximity stands between.
  mutating func nearOperand() throws(QueryError) -> Query {
    var parts = [try value()]
    while dialect.bindsOrFirst, let token = take(.or) {
      try expectOperand(after: token)
      parts.append(try value())
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  func expectOperand(after token: DatabaseToken) throws(QueryError) {
    guard startsOperand || current?.kind == .not else {
      throw QueryError(.error, .missingOperand(of: token.text, isLeft: false), at: token.range)
    }
  }

  // MARK: Fields

  /// A value with the name of its field before it, where one stands there.
  private mutating func value() throws(QueryError) -> Query {
    guard let token = current, case .field(let meaning, isBehind: false) = token.kind else {
      return try operand()
    }
    index += 1
    return try field(token, meaning)
  }

  mutating func namesBehind() -> [(token: DatabaseToken, meaning: DatabaseDialect.Meaning)] {
    var names: [(token: DatabaseToken, meaning: DatabaseDialect.Meaning)] = []
    while let token = current, case .field(let meaning, isBehind: true) = token.kind {
      names.append((token, meaning))
      index += 1
    }
    return names
  }

  private mutating func field(
    _ token: DatabaseToken, _ meaning: DatabaseDialect.Meaning
  ) throws(QueryError) -> Query {
    let sign = meaning == .year ? take(.sign)?.text : nil
    let outer = joinsWords
    if case .name = meaning { joinsWords = true }
    defer { joinsWords = outer }
    // What is refused may hold what cannot be read.
    if meaning == .unknown { throw unknown(token) }
    if case .limit(let isExcluding) = meaning { return try limit(token, isExcluding: isExcluding) }
    try expectOperand(after: token)
    let value = try fieldValue()
    guard let sign, sign != "=", case .leaf(var leaf) = value else {
      return try applied(meaning, token, to: value)
    }
    leaf.text.text = sign + leaf.text.text
    return try applied(meaning, token, to: .leaf(leaf))
  }

  /// Without brackets, a name of Web of Science is for all words up to the next AND, OR or NOT.
  private mutating func fieldValue() throws(QueryError) -> Query {
    guard dialect.form == .equalSign, startsWord else { return try operand() }
    var parts: [Query] = []
    while startsWord { parts.append(try proximity()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private var startsWord: Bool { current?.kind == .word || current?.kind == .phrase }

  /// `LIMIT-TO ( LANGUAGE , "English" )`; other limits are of data that libraries do not have.
  private mutating func limit(
    _ token: DatabaseToken, isExcluding: Bool
  ) throws(QueryError) -> Query {
    guard take(.open) != nil, let name = current else { throw unknown(token) }
    index += 1
    let field = name.text.prefix { $0 != "," }
    guard case .word = name.kind, let meaning = dialect.meaning(of: String(field)) else {
      guard name.kind == .field(.year, isBehind: false) else { throw unknown(token) }
      return try limited(token, .year, "", isExcluding: isExcluding)
    }
    return try limited(
      token, meaning, name.text.dropFirst(field.count), isExcluding: isExcluding)
  }

  /// - Parameter rest: what stands behind the field's name without a blank.
  private mutating func limited(
    _ token: DatabaseToken, _ meaning: DatabaseDialect.Meaning, _ rest: some StringProtocol,
    isExcluding: Bool
  ) throws(QueryError) -> Query {
    var text = String(rest.drop { $0 == "," })
    while let part = current, part.kind == .word || part.kind == .phrase {
      let value = part.kind == .word ? part.text.drop { $0 == "," } : part.text[...]
      text += (text.isEmpty || value.isEmpty ? "" : " ") + value
      index += 1
    }
    guard !text.isEmpty, meaning != .unknown, let close = take(.close) else { throw unknown(token) }
    let range = token.range.lowerBound..<close.range.upperBound
    let leaf = Query.Leaf(.init(text, at: range), as: meaning == .year ? .word : .phrase)
    let query = try applied(meaning, token, to: .leaf(leaf))
    return isExcluding ? .not(query) : query
  }

  mutating func applied(
    _ meaning: DatabaseDialect.Meaning, _ token: DatabaseToken, to query: Query
  ) throws(QueryError) -> Query {
    func named(_ field: String, _ query: Query) -> Query {
      .field(name: .init(field, at: token.range), query)
    }
    switch meaning {
    case .words(let fields):
      if fields.isEmpty { return query }
      return fields.count == 1
        ? named(fields[0], query) : .or(fields.map { named($0, query) })
    case .name(let field): return named(field, query)
    case .year: return named("year", years(query))
    case .code(let field, let words): return named(field, query.replacingCodes(words))
    case .limit, .unknown: throw unknown(token)
    }
  }

  /// Dates as years, with a note: works have no months.
  private mutating func years(_ query: Query) -> Query {
    guard case .leaf(var leaf) = query else {
      switch query {
      case .or(let parts): return .or(parts.map { years($0) })
      case .and(let parts): return .and(parts.map { years($0) })
      default: return query
      }
    }
    let typed = leaf.text.text.trimmingSuffix { ".,;".contains($0) }
    leaf.text.text = String(typed)
    if !typed.contains(" ") { leaf.form = .word }
    let dates = typed.split(separator: "/", omittingEmptySubsequences: false)
    if dates.count <= 2, dates.allSatisfy({ $0.isDate }) {
      leaf.text.text = dates.map { String($0.prefix(4)) }.joined(separator: "..")
    } else if typed.hasPrefix("<"), let dash = typed.firstIndex(of: "-"),
      typed[..<dash].dropFirst().allSatisfy(\.isNumber)
    {
      // Embase: `[<1966-2015]/py`.
      leaf.text.text = ".." + typed[dash...].dropFirst()
    }
    if typed.utf8.count(where: { $0 == UInt8(ascii: "-") }) > 1, typed != leaf.text.text {
      notes.append(
        QueryError(.note, .widened(String(typed), read: leaf.text.text), at: leaf.text.range))
    }
    return .leaf(leaf)
  }

  func unknown(_ token: DatabaseToken) -> QueryError {
    QueryError(.error, .notInLibraries(token.text, database: dialect.name), at: token.range)
  }

  // MARK: Operands

  var current: DatabaseToken? { index < tokens.count ? tokens[index] : nil }

  private var startsOperand: Bool {
    switch current?.kind {
    case .open, .word, .phrase, .heading, .filter, .field(_, isBehind: false): true
    default: false
    }
  }

  private mutating func take(_ kind: DatabaseToken.Kind) -> DatabaseToken? {
    guard let token = current, token.kind == kind else { return nil }
    index += 1
    return token
  }

  private mutating func operand() throws(QueryError) -> Query {
    guard let token = current else {
      let end = source.text.utf8.count
      throw QueryError(.error, .empty, at: end..<end)
    }
    switch token.kind {
    case .open: return try group(token)
    case .close: throw QueryError(.error, .unexpectedClosingBracket, at: token.range)
    case .heading:
      index += 1
      let form: Query.Form = token.text.contains(" ") ? .phrase : .word
      let leaf = Query.Leaf(.init(token.text, at: token.range), as: form)
      return .field(name: .init("keyword", at: token.range), .leaf(leaf))
    case .filter:
      index += 1
      return try filter(token)
    case .phrase:
      index += 1
      return try quoted(token)
    case .word, .sign: return try words()
    case .foreignNear: throw foreign(token)
    case .field: throw QueryError(.error, .nothingToSearch, at: token.range)
    case .and, .or, .not, .near:
      throw QueryError(.error, .missingOperand(of: token.text, isLeft: true), at: token.range)
    }
  }

  /// `[english]/lim`, as PubMed's filter of this name.
  private func filter(_ token: DatabaseToken) throws(QueryError) -> Query {
    let name = token.text.lowercased()
    guard let (field, value) = PubMedTag.filters[DatabaseHeading.filters[name] ?? name] else {
      let text = "[\(token.text)]/lim"
      throw QueryError(.error, .notInLibraries(text, database: dialect.name), at: token.range)
    }
    let leaf = Query.Leaf(.init(value, at: token.range), as: .word)
    return .field(name: .init(field, at: token.range), .leaf(leaf))
  }

  private mutating func group(_ open: DatabaseToken) throws(QueryError) -> Query {
    guard depth < QueryParser.deepestNesting else {
      throw QueryError(.error, .tooDeep(limit: QueryParser.deepestNesting), at: open.range)
    }
    depth += 1
    index += 1
    if let close = current, close.kind == .close {
      throw QueryError(
        .error, .emptyGroup, at: open.range.lowerBound..<close.range.upperBound)
    }
    let query = try expression()
    guard take(.close) != nil else {
      let end = source.text.utf8.count
      let note = QueryError.Note("to match this '('", at: open.range)
      throw QueryError(.error, .expected(")"), at: end..<end, notes: [note])
    }
    depth -= 1
    return query
  }
}

extension Substring {
  /// `2010-01-31`, `2010-01`, `2010`
  fileprivate var isDate: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return (1...3).contains(parts.count) && parts[0].count == 4
      && parts.dropFirst().allSatisfy { (1...2).contains($0.count) }
      && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
  }
}

extension Query {
  /// With the words that codes stand for.
  fileprivate func replacingCodes(_ words: [String: String]) -> Query {
    switch self {
    case .leaf(var leaf):
      guard let word = words[leaf.text.text.lowercased()] else { return self }
      leaf.text.text = word
      if word.contains(" ") { leaf.form = .phrase }
      return .leaf(leaf)
    case .and(let parts): return .and(parts.map { $0.replacingCodes(words) })
    case .or(let parts): return .or(parts.map { $0.replacingCodes(words) })
    case .not(let part): return .not(part.replacingCodes(words))
    default: return self
    }
  }
}
