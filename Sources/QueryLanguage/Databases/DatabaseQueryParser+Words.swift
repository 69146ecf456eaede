import Diagnostics

/// Words, their wildcards, and how near they are to each other.
extension DatabaseQueryParser {
  // MARK: Proximity

  /// Words near each other, of alternatives each with each: `heat W/3 bees W/3 cold` are two pairs.
  /// Names of fields behind the last are for all: `heat adj3 bees.ti,ab.`
  mutating func proximity() throws(QueryError) -> Query {
    let outer = lineNumber
    var operand = try nearOperand()
    var names = namesBehind()
    var pairs: [Query] = []
    var isJoined = false
    while let token = current, token.isNear {
      guard case .near(let words, let isOrdered) = token.kind else { throw foreign(token) }
      index += 1
      try expectOperand(after: token)
      let next = try nearOperand()
      // A phrase that has grown stands in the place of its words.
      if isJoined { pairs.removeLast() }
      let pair: Query
      (pair, isJoined) = try near(operand, next, words, isOrdered: isOrdered, token)
      pairs.append(pair)
      operand = isJoined ? pair : next
      let others = namesBehind()
      if !names.isEmpty, names.map(\.meaning) != others.map(\.meaning) {
        throw QueryError(.error, .notNear, at: token.range)
      }
      names = others
    }
    if !names.isEmpty || !pairs.isEmpty { lineNumber = outer }
    var query = pairs.isEmpty ? operand : pairs.count == 1 ? pairs[0] : .and(pairs)
    for (token, meaning) in names { query = try applied(meaning, token, to: query) }
    return query
  }

  func foreign(_ token: DatabaseToken) -> QueryError {
    let problem = QueryProblem.foreignOperator(
      token.text, database: dialect.name, example: dialect.nearExample)
    return QueryError(.error, problem, at: token.range)
  }

  /// - Returns: also whether it is phrases: words directly behind each other, in order.
  private mutating func near(
    _ left: Query, _ right: Query, _ words: Int, isOrdered: Bool, _ token: DatabaseToken
  ) throws(QueryError) -> (Query, isJoined: Bool) {
    let range = left.range.lowerBound..<max(left.range.upperBound, right.range.upperBound)
    guard let lefts = left.nearParts, let rights = right.nearParts else {
      throw QueryError(.error, .notNear, at: range)
    }
    guard lefts.count * rights.count <= QueryParser.mostWords else {
      throw QueryError(.error, .tooManyWords(limit: QueryParser.mostWords), at: range)
    }
    let pairs = lefts.flatMap { left in rights.map { (left, $0) } }
    if isOrdered, words == 0 {
      let phrases = pairs.compactMap { $0.phrase(before: $1) }
      if phrases.count == pairs.count { return (.any(of: phrases.map(Query.leaf)), true) }
    }
    if isOrdered { notes.append(QueryError(.note, .anyOrder(token.text), at: token.range)) }
    let distance = min(words, QueryParser.longestDistance)
    return (.any(of: pairs.map { $0.near($1, distance, at: range) }), false)
  }

  // MARK: Words

  /// A word, or several side by side that are a phrase here.
  mutating func words() throws(QueryError) -> Query {
    var words = [tokens[index]]
    index += 1
    while joinsWords, let token = current, token.kind == .word {
      words.append(token)
      index += 1
    }
    if words.count == 1, dialect.form == .dots, Self.isLineNumber(words[0].text) {
      lineNumber = lineNumber ?? words[0]
    }
    if words.count == 1, Self.isLineReference(words[0].text) {
      throw QueryError(.error, .lineOfStrategy(words[0].text), at: words[0].range)
    }
    return try joined(words.map { Query.Text($0.text, at: $0.range) }, isQuoted: false)
  }

  /// Words in quotes, in which wildcards stand for letters, too.
  mutating func quoted(_ token: DatabaseToken) throws(QueryError) -> Query {
    let text = Query.Text(token.text, at: token.range)
    let words = token.text.split(whereSeparator: \.isWhitespace)
    // Scopus's braces hold what is meant literally.
    let isLiteral = dialect.form == .function && source[token.range].first == "{"
    if words.isEmpty || isLiteral { return .leaf(.init(text, as: .phrase)) }
    return try joined(words.map { .init(String($0), at: token.range) }, isQuoted: true)
  }

  /// Words in order: a phrase, or pairs of neighbours where one but the last has a wildcard.
  private mutating func joined(
    _ words: [Query.Text], isQuoted: Bool
  ) throws(QueryError) -> Query {
    if words.count == 1, let alternatives = alternatives(to: words[0]) {
      var queries: [Query] = []
      for word in alternatives { queries.append(try joined([word], isQuoted: isQuoted)) }
      return .or(queries)
    }
    let range = words[0].range.lowerBound..<words[words.count - 1].range.upperBound
    var leaves: [Query.Leaf] = []
    var isPhrase = true
    for (index, word) in words.enumerated() {
      let (parts, isPlain) = try self.leaves(word, isAlone: words.count == 1)
      leaves += parts
      let isLast = index == words.count - 1
      isPhrase = isPhrase && (isPlain || isLast && parts.count == 1 && parts[0].form == .prefix)
    }
    if leaves.count == 1, !isQuoted || !isPhrase || leaves[0].form == .prefix {
      return .leaf(leaves[0])
    }
    if isPhrase {
      let text = leaves.map { $0.text.text + $0.form.signs.after }.joined(separator: " ")
      return .leaf(.init(.init(text, at: range), as: .phrase))
    }
    notes.append(
      QueryError(.note, .anyOrder(words.map(\.text).joined(separator: " ")), at: range))
    let pairs = zip(leaves, leaves.dropFirst()).map {
      Query.near([$0, $1], distance: 0, at: range)
    }
    return pairs.count == 1 ? pairs[0] : .and(pairs)
  }

  /// `colo$r` with the letter and without it; nil where no letter inside the word may be missing, or
  /// several.
  private func alternatives(to word: Query.Text) -> [Query.Text]? {
    let stem = word.text.trimmingSuffix { dialect.wildcards[$0] != nil || $0.isNumber }
    let signs = stem.indices.filter { dialect.wildcards[stem[$0]] == .oneOrNone }
    guard signs.count == 1, signs[0] > stem.startIndex,
      let one = dialect.wildcards.first(where: { $0.value == .one })?.key
    else { return nil }
    return [String(one), ""].map { letter in
      let text = word.text[..<signs[0]] + letter + word.text[signs[0]...].dropFirst()
      return Query.Text(String(text), at: word.range)
    }
  }

  /// What a word with wildcards is in our language, in several parts where punctuation stands between
  /// them.
  ///
  /// - Returns: also whether it holds no wildcard.
  private mutating func leaves(
    _ word: Query.Text, isAlone: Bool
  ) throws(QueryError) -> ([Query.Leaf], isPlain: Bool) {
    func leaf(_ text: some StringProtocol, _ form: Query.Form) -> Query.Leaf {
      .init(.init(String(text), at: word.range), as: form)
    }
    let (text, limit) = unlimited(word.text)
    guard text.contains(where: { dialect.wildcards[$0] != nil && $0 != ":" }) || text.last == ":"
    else { return ([leaf(word.text, .word)], true) }
    guard let first = text.first, dialect.wildcards[first] == nil || first == ":" else {
      throw QueryError(.error, .leadingStar(word.text), at: word.range)
    }
    let stem = text.trimmingSuffix(while: { dialect.wildcards[$0] != nil })
    let ending = text[stem.endIndex...].compactMap { dialect.wildcards[$0] }
    guard !stem.contains(where: { dialect.wildcards[$0] != nil && $0 != ":" }),
      !ending.contains(.one)
    else {
      let parts = patterns(text).map { part in
        leaf(part, part.contains { "*?".contains($0) } ? .pattern : .word)
      }
      if stem.contains(where: { dialect.wildcards[$0] == .oneOrNone }) {
        let read = parts.map(\.text.text).joined(separator: " ")
        notes.append(QueryError(.note, .widened(word.text, read: read), at: word.range))
      }
      return (parts, false)
    }
    if ending.isEmpty { return ([leaf(word.text, .word)], true) }
    // The plural, which our words find by themselves.
    if ending == [.oneOrNone] { return ([leaf(stem, .word)], false) }
    guard !isAlone || stem.count(where: { $0.isLetter || $0.isNumber }) >= 2 else {
      throw QueryError(.error, .shortPrefix(String(stem)), at: word.range)
    }
    if limit || ending.count > 1 {
      notes.append(QueryError(.note, .widened(word.text, read: stem + "*"), at: word.range))
    }
    return ([leaf(stem, .prefix)], false)
  }

  /// Ovid's `relaps$2` without the number of letters.
  private func unlimited(_ word: String) -> (Substring, isLimited: Bool) {
    let digits = word.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let rest = word.dropLast(digits)
    guard dialect.form == .dots, digits > 0, let sign = rest.last, sign == "$" || sign == "*" else {
      return (word[...], false)
    }
    return (rest, true)
  }

  /// The parts of a word as our patterns write them, which hold letters and marks alone.
  private func patterns(_ text: Substring) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber && dialect.wildcards[$0] == nil }.map { part in
      String(
        part.map { sign in
          switch dialect.wildcards[sign] {
          case .any, .oneOrNone: "*"
          case .one: "?"
          case nil: sign
          }
        })
    }
  }
}

extension DatabaseToken {
  fileprivate var isNear: Bool {
    switch kind {
    case .near, .foreignNear: true
    default: false
    }
  }
}

/// What can be near others: a word or phrase, or several that are near each other themselves.
private struct NearPart {
  let leaves: [Query.Leaf]
  /// What holds of several.
  var condition: Query?

  /// Any of the words near any of the other's.
  func near(_ other: NearPart, _ distance: Int, at range: Range<Int>) -> Query {
    let pairs = leaves.flatMap { leaf in
      other.leaves.map { Query.near([leaf, $0], distance: distance, at: range) }
    }
    let conditions = [condition, other.condition].compactMap(\.self)
    return conditions.isEmpty ? .any(of: pairs) : .and(conditions + [.any(of: pairs)])
  }

  /// Both words as one phrase; nil where phrases have no such words.
  func phrase(before other: NearPart) -> Query.Leaf? {
    guard leaves.count == 1, other.leaves.count == 1 else { return nil }
    let (left, right) = (leaves[0], other.leaves[0])
    guard left.form == .word || left.form == .phrase, !left.text.text.hasSuffix("*"),
      [.word, .phrase, .prefix].contains(right.form)
    else { return nil }
    let text = left.text.text + " " + right.text.text + (right.form == .prefix ? "*" : "")
    let range = left.text.range.lowerBound..<right.text.range.upperBound
    return .init(.init(text, at: range), as: .phrase)
  }
}

extension Query {
  fileprivate static func any(of queries: [Query]) -> Query {
    queries.count == 1 ? queries[0] : .or(queries)
  }

  /// What can be near others, each alternative by itself; nil where something else stands there.
  fileprivate var nearParts: [NearPart]? {
    switch self {
    case .leaf(let leaf): leaf.form.canBeNear ? [NearPart(leaves: [leaf])] : nil
    case .near(let leaves, _, _): [NearPart(leaves: leaves, condition: self)]
    case .or(let parts):
      parts.reduce(into: [NearPart]?.some([])) { all, part in
        all = part.nearParts.flatMap { parts in all.map { $0 + parts } }
      }
    default: nil
    }
  }
}
