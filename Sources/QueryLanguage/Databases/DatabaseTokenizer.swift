import Diagnostics

/// Cuts a query into the tokens of a dialect.
struct DatabaseTokenizer {
  let dialect: DatabaseDialect
  private let text: String
  let bytes: [UInt8]
  var index = 0
  private(set) var tokens: [DatabaseToken] = []
  /// What was left out.
  private(set) var notes: [QueryError] = []
  /// Whether something stands there that only this dialect writes.
  var isMarked = false
  /// What opens quotes and is closed nowhere behind.
  private var unclosed: Set<UInt8> = []
  /// Of each open bracket, whether a field's name stands before it.
  private var brackets: [Bool] = []
  private var openFields = 0
  /// Headings in small letters and names without their last full stop, which texts hold as well: one
  /// alone tells nothing.
  var faintSigns = 0

  /// The tokens of a text, and notes of what is left out; nil where nothing in it is this dialect's
  /// own.
  static func tokens(
    of text: String, in dialect: DatabaseDialect
  ) -> (tokens: [DatabaseToken], notes: [QueryError])? {
    var tokenizer = DatabaseTokenizer(dialect, text)
    tokenizer.run()
    guard tokenizer.isMarked || tokenizer.faintSigns > 1 else { return nil }
    return (tokenizer.tokens, tokenizer.notes)
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
      case UInt8(ascii: "("): open()
      case UInt8(ascii: ")"): close()
      case UInt8(ascii: "{") where dialect.form == .function: quoted(until: ["}"])
      case UInt8(ascii: "\""): quoted(until: ["\""])
      case UInt8(ascii: "'") where dialect.form == .colon: quoted(until: ["'"])
      case UInt8(ascii: "[") where dialect.form == .dots && squareBracket(): comment()
      case UInt8(ascii: "[") where dialect.form == .colon && squareBracket(): filtered()
      case 0xE2 where begins(with: "“"): quoted(until: ["”", "“", "\""])
      case 0xE2 where begins(with: "‘") && dialect.form == .colon: quoted(until: ["’", "'"])
      // A closing quote or brace that nothing opened.
      case let byte where endsWord(index): index += byte == 0xE2 ? 3 : 1
      default: word()
      }
      assert(index > start)
    }
  }

  // MARK: Brackets

  /// Whether a token stands inside the brackets of a field: there, names are words.
  var isInField: Bool { openFields > 0 }

  private mutating func open() {
    var isOfField = false
    if case .field(_, isBehind: false)? = tokens.last?.kind { isOfField = true }
    brackets.append(isOfField)
    if isOfField { openFields += 1 }
    index += 1
    add(.open, index - 1..<index)
  }

  private mutating func close() {
    if brackets.popLast() == true { openFields -= 1 }
    index += 1
    add(.close, index - 1..<index)
  }

  /// Whether a square bracket is closed.
  private mutating func squareBracket() -> Bool {
    let open = UInt8(ascii: "[")
    guard !unclosed.contains(open) else { return false }
    if bytes[index...].contains(UInt8(ascii: "]")) { return true }
    unclosed.insert(open)
    return false
  }

  /// What Ovid appends to a line: `[mp=title, abstract]`, `[Drug Therapy]`.
  private mutating func comment() {
    let start = index
    index = bytes[index...].firstIndex(of: UInt8(ascii: "]"))! + 1
    ignore(start..<index)
  }

  /// Embase's `[english]/lim`, `[2010-2015]/py`; elsewhere it writes no square brackets.
  private mutating func filtered() {
    let start = index
    index = bytes[index...].firstIndex(of: UInt8(ascii: "]"))! + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "/") {
      return add(.phrase, start..<index, String(self[start + 1..<index - 1]))
    }
    add(.field(.unknown, isBehind: false), start..<index)
  }

  // MARK: Words

  private mutating func word() {
    let start = index
    skipWord()
    let word = self[start..<index]
    if takeOperator(word, start..<index) { return }
    switch dialect.form {
    case .equalSign: equalSign(word, start)
    case .function: function(word, start)
    case .dots: dotted(word, start)
    case .colon: coloned(word, start)
    }
  }

  mutating func skipWord() {
    while index < bytes.count, !endsWord(index) { index += 1 }
  }

  func endsWord(_ index: Int) -> Bool {
    let byte = bytes[index]
    return Self.isBlank(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
      || byte == UInt8(ascii: "\"")
      || (byte == 0xE2 && (begins(with: "“", at: index) || begins(with: "”", at: index)))
      || (dialect.form == .function && (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")))
  }

  private mutating func takeOperator(_ word: Substring, _ range: Range<Int>) -> Bool {
    switch word.lowercased() {
    case "and": add(.and, range)
    case "or": add(.or, range)
    case "not": add(.not, range)
    case "same" where word == "SAME" && dialect.form == .equalSign: add(.and, range)
    default:
      guard let near = near(word) else { return false }
      add(near, range)
    }
    return true
  }

  /// `NEAR/3`, `W/3`, `PRE/3`, `adj3`, `NEXT/1`; without a number, in capitals, where the dialect has
  /// it.
  private mutating func near(_ word: Substring) -> DatabaseToken.Kind? {
    let letters = word.prefix(while: \.isLetter)
    let rest = word[letters.endIndex...]
    let hasSlash = rest.first == "/"
    let digits = hasSlash ? rest.dropFirst() : rest
    guard digits.allSatisfy(\.isNumber) else { return nil }
    let name = letters.lowercased()
    if let proximity = dialect.proximity[name] {
      if rest.isEmpty, let usual = proximity.usual,
        dialect.form == .dots || letters == letters.uppercased()
      {
        return .near(words: usual, isOrdered: proximity.order != .any)
      }
      guard !digits.isEmpty, hasSlash == dialect.nearHasSlash else { return nil }
      if ["W", "PRE", "NEXT"].contains(letters) || dialect.form == .dots { isMarked = true }
      let words = max((Int(digits) ?? .max) - dialect.nearOffset, 0)
      return .near(words: words, isOrdered: proximity.order == .asWritten)
    }
    return !digits.isEmpty && DatabaseDialect.isProximity(name, hasSlash: hasSlash)
      ? .foreignNear : nil
  }

  mutating func mark(_ name: some StringProtocol, hasBrackets: Bool = false) {
    if hasBrackets || !dialect.ambiguous.contains(String(name)) { isMarked = true }
  }

  // MARK: Quotes

  private mutating func quoted(until closings: [String]) {
    let start = index
    let sign = bytes[start] == 0xE2 ? bytes[start + 2] : bytes[start]
    let opening = String(self[index..<index + (bytes[start] == 0xE2 ? 3 : 1)])
    index += opening.utf8.count
    if unclosed.contains(sign) { return }
    let inside = index
    while index < bytes.count {
      if let closing = closings.first(where: { begins(with: $0) }), closesQuote(closing) {
        let text = String(self[inside..<index])
        index += closing.utf8.count
        return add(.phrase, start..<index, text)
      }
      index += 1
    }
    unclosed.insert(sign)
    index = inside
  }

  /// An apostrophe inside a word closes nothing.
  private func closesQuote(_ closing: String) -> Bool {
    guard closing == "'" || closing == "’" else { return true }
    let next = index + closing.utf8.count
    return next >= bytes.count || endsWord(next) || "/:".utf8.contains(bytes[next])
  }

  // MARK: Text

  subscript(range: Range<Int>) -> Substring {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: range.count)]
  }

  /// The place of the next byte that is no blank; the end where there is none.
  func nextPlace(from start: Int) -> Int {
    bytes[start...].firstIndex { !Self.isBlank($0) } ?? bytes.count
  }

  func isByte(_ sign: Unicode.Scalar, at place: Int) -> Bool {
    place < bytes.count && bytes[place] == UInt8(ascii: sign)
  }

  private func begins(with part: String, at place: Int? = nil) -> Bool {
    bytes[(place ?? index)...].starts(with: part.utf8)
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  mutating func add(
    _ kind: DatabaseToken.Kind, _ range: Range<Int>, _ text: String? = nil
  ) {
    tokens.append(DatabaseToken(kind: kind, text: text ?? String(self[range]), range: range))
  }

  /// Takes the last tokens back, which are part of what follows.
  mutating func removeTokens(_ count: Int) { tokens.removeLast(count) }

  /// Leaves a part of the line out, with a note.
  mutating func ignore(_ range: Range<Int>) {
    notes.append(QueryError(.note, .ignoredPart(String(self[range])), at: range))
  }
}
