import Diagnostics

/// Reads a line of a search strategy, written for a database of references, as a query of our own.
///
/// ```
/// TI=(bees) NOT TI=(thermal)                      title:bees -title:thermal
/// TITLE-ABS-KEY(bees W/3 "heat shock")            tiab:(bees NEAR/3 "heat shock")
/// (heat or thermal) adj3 limit*.ti,ab.            …
/// 'honey bee'/exp AND limit*:ti,ab                keyword:"honey bee" tiab:limit*
/// ```
///
/// What a library cannot answer is refused with its place.
struct DatabaseQueryParser {
  private let source: SourceText
  private let dialect: DatabaseDialect
  private let tokens: [DatabaseToken]
  private var index = 0
  private var depth = 0
  /// Whether words side by side are a phrase in the field whose value is read.
  private var joinsWords: Bool

  /// The query that a database's line is; nil where the text is none.
  static func parse(_ source: SourceText) throws(QueryError) -> ParsedQuery? {
    let text = source.text
    if let reference = lineReference(text) {
      throw QueryError(.error, .lineOfStrategy(reference), at: 0..<text.utf8.count)
    }
    // Most queries hold no sign of any.
    guard text.utf8.contains(where: { "=(./:".utf8.contains($0) }) || text.contains("adj") else {
      return nil
    }
    for dialect in DatabaseDialect.all {
      guard let tokens = DatabaseTokenizer.tokens(of: text, in: dialect) else { continue }
      guard tokens.count <= QueryParser.mostWords else {
        throw QueryError(
          .error, .tooManyWords(limit: QueryParser.mostWords), at: 0..<text.utf8.count)
      }
      var parser = DatabaseQueryParser(source, dialect, tokens)
      let query = try parser.query()
      let note = QueryError(
        .note, .ofDatabase(dialect.name, read: query.text), at: 0..<text.utf8.count)
      return ParsedQuery(query: query, notes: [note], hasConjunction: true)
    }
    return nil
  }

  /// `#1 AND #2`, `or/1-5`, `limit 3 to yr="2010"`: lines of a strategy that name other lines.
  private static func lineReference(_ text: String) -> String? {
    let words = text.split { $0.isWhitespace || "()".contains($0) }
    guard let first = words.first?.lowercased() else { return nil }
    if words.count >= 4, first == "limit", words[1].allSatisfy(\.isNumber), words[2] == "to" {
      return "\(words[0]) \(words[1])"
    }
    if first.hasPrefix("or/") || first.hasPrefix("and/"),
      let digit = first.split(separator: "/").last?.first, digit.isNumber
    {
      return String(words[0])
    }
    func isLine(_ word: Substring) -> Bool {
      word.hasPrefix("#") && word.count > 1 && word.dropFirst().allSatisfy(\.isNumber)
    }
    let others = words.filter { !["and", "or", "not"].contains($0.lowercased()) }
    return !others.isEmpty && others.count < words.count && others.allSatisfy(isLine)
      ? String(others[0]) : nil
  }

  private init(
    _ source: SourceText, _ dialect: DatabaseDialect, _ tokens: [DatabaseToken]
  ) {
    (self.source, self.dialect, self.tokens) = (source, dialect, tokens)
    joinsWords = dialect.joinsWords
  }

  // MARK: Operators

  private mutating func query() throws(QueryError) -> Query {
    let query = try expression()
    if let token = current { throw QueryError(.error, .unexpectedClosingBracket, at: token.range) }
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
    var parts = [try alternatives()]
    while true {
      let next = index + 1 < tokens.count ? tokens[index + 1].kind : nil
      if current?.kind == .and, next != .not, let token = take(.and) {
        try expectOperand(after: token)
        parts.append(try alternatives())
      } else if startsOperand {
        parts.append(try alternatives())
      } else {
        return parts.count == 1 ? parts[0] : .and(parts)
      }
    }
  }

  private mutating func alternatives() throws(QueryError) -> Query {
    var parts = [try proximity()]
    while let token = take(.or) {
      try expectOperand(after: token)
      parts.append(try proximity())
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private func expectOperand(after token: DatabaseToken) throws(QueryError) {
    guard startsOperand || current?.kind == .not else {
      throw QueryError(.error, .missingOperand(of: token.text, isLeft: false), at: token.range)
    }
  }

  /// Words near each other, of alternatives each with each. Names of fields behind the last are for
  /// all: `heat adj3 bees.ti,ab.`
  private mutating func proximity() throws(QueryError) -> Query {
    var query = try value()
    var names = namesBehind()
    while let token = current, case .near(let words) = token.kind {
      index += 1
      try expectOperand(after: token)
      query = try near(query, try value(), words ?? dialect.usualDistance)
      let others = namesBehind()
      if !names.isEmpty, names.map(\.meaning) != others.map(\.meaning) {
        throw QueryError(.error, .notNear, at: token.range)
      }
      names = others
    }
    for (token, meaning) in names { query = try applied(meaning, token, to: query) }
    return query
  }

  private func near(
    _ left: Query, _ right: Query, _ distance: Int
  ) throws(QueryError) -> Query {
    let range = left.range.lowerBound..<max(left.range.upperBound, right.range.upperBound)
    guard let lefts = left.nearLeaves, let rights = right.nearLeaves else {
      throw QueryError(.error, .notNear, at: range)
    }
    guard lefts.count * rights.count <= QueryParser.mostWords else {
      throw QueryError(.error, .tooManyWords(limit: QueryParser.mostWords), at: range)
    }
    let distance = min(distance, QueryParser.longestDistance)
    let pairs = lefts.flatMap { left in
      rights.map { Query.near(left + $0, distance: distance, at: range) }
    }
    return pairs.count == 1 ? pairs[0] : .or(pairs)
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

  private mutating func namesBehind()
    -> [(token: DatabaseToken, meaning: DatabaseDialect.Meaning)]
  {
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
    try expectOperand(after: token)
    let value = try operand()
    guard let sign, sign != "=", case .leaf(var leaf) = value else {
      return try applied(meaning, token, to: value)
    }
    leaf.text.text = sign + leaf.text.text
    return try applied(meaning, token, to: .leaf(leaf))
  }

  private func applied(
    _ meaning: DatabaseDialect.Meaning, _ token: DatabaseToken, to query: Query
  ) throws(QueryError) -> Query {
    func named(_ field: String) -> Query { .field(name: .init(field, at: token.range), query) }
    switch meaning {
    case .words(let fields):
      if fields.isEmpty { return query }
      return fields.count == 1 ? named(fields[0]) : .or(fields.map(named))
    case .name(let field): return named(field)
    case .year: return named("year")
    case .code(let field, let words):
      return .field(name: .init(field, at: token.range), query.replacingCodes(words))
    case .unknown: throw unknown(token)
    }
  }

  private func unknown(_ token: DatabaseToken) -> QueryError {
    QueryError(.error, .notInLibraries(token.text, database: dialect.name), at: token.range)
  }

  // MARK: Operands

  private var current: DatabaseToken? { index < tokens.count ? tokens[index] : nil }

  private var startsOperand: Bool {
    switch current?.kind {
    case .open, .word, .phrase, .heading, .field(_, isBehind: false): true
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
    case .phrase:
      index += 1
      return .leaf(.init(.init(token.text, at: token.range), as: .phrase))
    case .word, .sign, .field: return try words()
    case .and, .or, .not, .near:
      throw QueryError(.error, .missingOperand(of: token.text, isLeft: true), at: token.range)
    }
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

  /// A word, or several side by side that are a phrase here.
  private mutating func words() throws(QueryError) -> Query {
    var words = [tokens[index]]
    index += 1
    while joinsWords, let token = current, token.kind == .word {
      words.append(token)
      index += 1
    }
    if words.count == 1 { return try word(words[0]) }
    let range = words[0].range.lowerBound..<words[words.count - 1].range.upperBound
    let text = words.map { plain($0.text) }.joined(separator: " ")
    return .leaf(.init(.init(text, at: range), as: .phrase))
  }

  /// Truncation as our phrases write it.
  private func plain(_ word: String) -> String {
    if let stem = truncated(word) { return stem + "*" }
    return word.replacing("$", with: "")
  }

  /// What stands before a sign for any letters; nil where none stands at the end.
  private func truncated(_ word: String) -> String? {
    let stem = word.prefix { !"*$".contains($0) }
    let signs = word[stem.endIndex...]
    guard let sign = signs.first, signs.dropFirst().allSatisfy(\.isNumber), !stem.isEmpty else {
      return nil
    }
    // In Web of Science, '$' is one letter or none, as the plural has.
    return sign == "$" && dialect.form == .equalSign ? nil : String(stem)
  }

  private func word(_ token: DatabaseToken) throws(QueryError) -> Query {
    func leaf(_ text: String, _ form: Query.Form) -> Query {
      .leaf(.init(.init(text, at: token.range), as: form))
    }
    let text = token.text
    if let first = text.first, "*?$#".contains(first), text.count > 1 {
      throw QueryError(.error, .leadingStar(text), at: token.range)
    }
    if let stem = truncated(text) {
      guard stem.count(where: { $0.isLetter || $0.isNumber }) >= 2 else {
        throw QueryError(.error, .shortPrefix(stem), at: token.range)
      }
      return leaf(stem, .prefix)
    }
    let isPattern = text.dropLast().contains { "*?$#".contains($0) }
    guard isPattern else { return leaf(text.filter { !"$?".contains($0) }, .word) }
    return leaf(pattern(text), .pattern)
  }

  /// `?` and `$` may be no letter at all, where `#` is one.
  private func pattern(_ text: String) -> String {
    let mayBeNone: Set<Character> = dialect.form == .dots ? ["$", "?"] : ["$"]
    return String(text.map { mayBeNone.contains($0) ? "*" : $0 == "#" ? "?" : $0 })
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

  /// What can be near others, each alternative by itself; nil where something else stands there.
  fileprivate var nearLeaves: [[Leaf]]? {
    switch self {
    case .leaf(let leaf): leaf.form.canBeNear ? [[leaf]] : nil
    case .near(let leaves, _, _): [leaves]
    case .or(let parts):
      parts.reduce(into: [[Leaf]]?.some([])) { all, part in
        all = part.nearLeaves.flatMap { leaves in all.map { $0 + leaves } }
      }
    default: nil
    }
  }
}
