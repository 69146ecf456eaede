/// A piece of a database's query.
struct DatabaseToken {
  enum Kind: Equatable {
    case open, close
    case and, or, not
    case near(words: Int?)
    case word
    /// Words in quotes or braces.
    case phrase
    /// A field's name before its value, or behind it.
    case field(DatabaseDialect.Meaning, isBehind: Bool)
    /// A subject heading: `exp Bees/`, `'bee'/exp`.
    case heading
    /// What compares a year: `>`, `<`, `=`.
    case sign
  }

  var kind: Kind
  /// Without quotes and signs.
  var text: String
  /// In bytes, in the query.
  var range: Range<Int>
}

/// Cuts a query into the tokens of a dialect.
struct DatabaseTokenizer {
  private let dialect: DatabaseDialect
  private let text: String
  private let bytes: [UInt8]
  private var index = 0
  private var tokens: [DatabaseToken] = []
  /// Whether something stands there that only this dialect writes.
  private var isMarked = false
  /// What opens quotes and is closed nowhere behind.
  private var unclosed: Set<UInt8> = []

  /// Words; longer headings there are none.
  private static let longestHeading = 16

  /// The tokens of a text; nil where nothing in it is this dialect's own.
  static func tokens(of text: String, in dialect: DatabaseDialect) -> [DatabaseToken]? {
    var tokenizer = DatabaseTokenizer(dialect, text)
    tokenizer.run()
    return tokenizer.isMarked ? tokenizer.tokens : nil
  }

  private init(_ dialect: DatabaseDialect, _ text: String) {
    (self.dialect, self.text) = (dialect, text)
    bytes = Array(text.utf8)
  }

  private mutating func run() {
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case let byte where Self.isBlank(byte): index += 1
      case UInt8(ascii: "("):
        index += 1
        add(.open, start..<index)
      case UInt8(ascii: ")"):
        index += 1
        add(.close, start..<index)
      case UInt8(ascii: "{") where dialect.form == .function: quoted(until: ["}"])
      case UInt8(ascii: "\""): quoted(until: ["\""])
      case UInt8(ascii: "'") where dialect.form == .colon: quoted(until: ["'"])
      case 0xE2 where begins(with: "“"): quoted(until: ["”", "“", "\""])
      // A closing quote or brace that nothing opened.
      case let byte where endsWord(index): index += byte == 0xE2 ? 3 : 1
      default: word()
      }
    }
  }

  // MARK: Words

  private mutating func word() {
    let start = index
    while index < bytes.count, !endsWord(index) { index += 1 }
    let word = self[start..<index]
    if takeOperator(word, start..<index) { return }
    switch dialect.form {
    case .equalSign: equalSign(word, start)
    case .function: function(word, start)
    case .dots: dotted(word, start)
    case .colon: coloned(word, start)
    }
  }

  private func endsWord(_ index: Int) -> Bool {
    let byte = bytes[index]
    return Self.isBlank(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
      || byte == UInt8(ascii: "\"")
      || (byte == 0xE2 && (begins(with: "“", at: index) || begins(with: "”", at: index)))
      || (dialect.form == .function && (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")))
  }

  private mutating func takeOperator(_ word: Substring, _ range: Range<Int>) -> Bool {
    switch word.lowercased() {
    case "and", "same": add(.and, range)
    case "or": add(.or, range)
    case "not": add(.not, range)
    default:
      guard let near = near(word) else { return false }
      add(near, range)
    }
    return true
  }

  /// `NEAR/3`, `W/3`, `PRE/3`, `adj3`, `NEXT`.
  private mutating func near(_ word: Substring) -> DatabaseToken.Kind? {
    let name = word.prefix { $0.isLetter }
    let digits = word.dropFirst(name.count).drop { $0 == "/" }
    guard digits.allSatisfy(\.isNumber) else { return nil }
    let isAdjacent = dialect.form == .dots && name.lowercased() == "adj"
    let names = ["NEAR", "ONEAR", "NEXT", "W", "PRE"]
    guard isAdjacent || names.contains(String(name)), !digits.isEmpty || word.count == name.count,
      isAdjacent || !digits.isEmpty || !["W", "PRE"].contains(name)
    else { return nil }
    if isAdjacent, !digits.isEmpty { isMarked = true }
    if dialect.form == .function, ["W", "PRE"].contains(name) { isMarked = true }
    return .near(words: Int(digits).map { max($0 - dialect.nearOffset, 0) })
  }

  // MARK: Fields

  /// `TI=bees`, `TI =`
  private mutating func equalSign(_ word: Substring, _ start: Int) {
    guard let sign = word.firstIndex(of: "=") else { return add(.word, start..<index) }
    let rest = word[sign...].dropFirst()
    var name = word[..<sign]
    var from = start
    if name.isEmpty, let last = tokens.last, last.kind == .word {
      (name, from) = (last.text[...], last.range.lowerBound)
    }
    guard name.allSatisfy({ $0.isUppercase && $0.isASCII }), let meaning = dialect.meaning([name])
    else { return add(.word, start..<index) }
    if from < start { tokens.removeLast() }
    mark(name, hasBrackets: rest.isEmpty && bytes[index...].first == UInt8(ascii: "("))
    let end = index - rest.utf8.count
    add(.field(meaning, isBehind: false), from..<end, String(name))
    if !rest.isEmpty { add(.word, end..<index) }
  }

  /// `TITLE(`, `PUBYEAR > 2010`
  private mutating func function(_ word: Substring, _ start: Int) {
    let name = word.prefix { $0.isUppercase || $0 == "-" }
    let next = bytes[index...].first
    if name == "PUBYEAR" {
      isMarked = true
      let end = start + name.utf8.count
      add(.field(.year, isBehind: false), start..<end, "PUBYEAR")
      return comparison(end)
    }
    if let last = tokens.last, last.kind == .field(.year, isBehind: false) {
      return comparison(start)
    }
    guard name == word, next == UInt8(ascii: "("), let meaning = dialect.meaning([name]) else {
      return add(.word, start..<index)
    }
    mark(name)
    add(.field(meaning, isBehind: false), start..<index, String(name))
  }

  private mutating func mark(_ name: Substring, hasBrackets: Bool = false) {
    if hasBrackets || !dialect.ambiguous.contains(String(name)) { isMarked = true }
  }

  private mutating func comparison(_ start: Int) {
    let word = self[start..<index]
    if word.isEmpty { return }
    let signs = ["AFT": ">", "BEF": "<", "IS": "="]
    let sign = signs[String(word)] ?? String(word.prefix { "<>=".contains($0) })
    let length = signs[String(word)] == nil ? sign.utf8.count : word.utf8.count
    if length > 0 { add(.sign, start..<start + length, sign) }
    if start + length < index { add(.word, start + length..<index) }
  }

  /// `bees.ti,ab.`, `exp Bees/`
  private mutating func dotted(_ word: Substring, _ start: Int) {
    if takeHeading(word, start) { return }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    // `.ti,ab` is often typed without its last full stop.
    let isClosed = parts.count >= 3 && parts.last?.isEmpty == true
    let tags = isClosed ? parts.dropLast().last : parts.last
    guard parts.count >= 2, let tags, isClosed || tags.contains(",") else {
      return add(.word, start..<index)
    }
    behind(tags, index - tags.utf8.count - (isClosed ? 2 : 1), start)
  }

  /// `'bees':ti,ab`, `(bees):ti`, `'bee'/exp`
  private mutating func coloned(_ word: Substring, _ start: Int) {
    if word.hasPrefix("/"), tokens.last?.kind == .phrase,
      ["/exp", "/de", "/exp/mj", "/mj", "/br"].contains(word)
    {
      let phrase = tokens.removeLast()
      isMarked = true
      return add(.heading, phrase.range.lowerBound..<index, phrase.text)
    }
    guard let colon = word.lastIndex(of: ":"),
      case let tags = word[colon...].dropFirst(), tags.contains(",") || colon == word.startIndex
    else { return add(.word, start..<index) }
    behind(tags, index - tags.utf8.count - 1, start)
  }

  /// Names of fields behind a value, of which the last word may be part of theirs.
  private mutating func behind(_ tags: Substring, _ end: Int, _ start: Int) {
    guard let meaning = dialect.meaning(tags.split(separator: ",")) else {
      return add(.word, start..<index)
    }
    let closes = tokens.last.map { [.close, .phrase].contains($0.kind) } ?? false
    guard end > start || closes else { return add(.word, start..<index) }
    mark(tags)
    if end > start { add(.word, start..<end) }
    add(.field(meaning, isBehind: true), end..<index, String(tags))
  }

  /// A word with a slash behind it, which makes a heading of the words before.
  private mutating func takeHeading(_ word: Substring, _ start: Int) -> Bool {
    guard word.hasSuffix("/"), word.allSatisfy({ $0.isLetter || "-,*'/".contains($0) }) else {
      return false
    }
    let count = tokens.suffix(Self.longestHeading).reversed().prefix {
      [.word, .phrase].contains($0.kind)
    }.count
    var words = tokens.suffix(count).map(\.text) + [String(word.dropLast())]
    let isExploded = words[0].lowercased() == "exp"
    if isExploded { words.removeFirst() }
    let text = words.filter { !$0.isEmpty }.joined(separator: " ")
    let name = text.drop { $0 == "*" }
    guard let first = name.first, isExploded || text.hasPrefix("*") || first.isUppercase else {
      return false
    }
    let begin = count > 0 ? tokens[tokens.count - count].range.lowerBound : start
    tokens.removeLast(count)
    isMarked = true
    add(.heading, begin..<index, String(name))
    return true
  }

  // MARK: Quotes

  private mutating func quoted(until closings: [String]) {
    let start = index
    if unclosed.contains(bytes[start]) {
      index += begins(with: "“") ? 3 : 1
      return
    }
    let opening = begins(with: "“") ? "“" : self[index..<index + 1]
    index += opening.utf8.count
    let inside = index
    while index < bytes.count {
      if let closing = closings.first(where: { begins(with: $0) }), closesQuote(closing) {
        let text = String(self[inside..<index])
        index += closing.utf8.count
        return add(.phrase, start..<index, text)
      }
      index += 1
    }
    unclosed.insert(bytes[start])
    index = inside
  }

  /// An apostrophe inside a word closes nothing.
  private func closesQuote(_ closing: String) -> Bool {
    guard closing == "'" else { return true }
    let next = index + 1
    return next >= bytes.count || endsWord(next) || "/:".utf8.contains(bytes[next])
  }

  // MARK: Text

  private subscript(range: Range<Int>) -> Substring {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: range.count)]
  }

  private func begins(with part: String, at place: Int? = nil) -> Bool {
    bytes[(place ?? index)...].starts(with: part.utf8)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private mutating func add(
    _ kind: DatabaseToken.Kind, _ range: Range<Int>, _ text: String? = nil
  ) {
    tokens.append(DatabaseToken(kind: kind, text: text ?? String(self[range]), range: range))
  }
}
