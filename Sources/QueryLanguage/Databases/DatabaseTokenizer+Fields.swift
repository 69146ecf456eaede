/// Names of fields and headings, as each dialect writes them.
extension DatabaseTokenizer {
  // MARK: Web of Science

  /// `TI=bees`, `TI =`, `TOPIC: (bees)`
  mutating func equalSign(_ word: Substring, _ start: Int) {
    guard let sign = word.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
      return add(.word, start..<index)
    }
    let rest = word[sign...].dropFirst()
    var name = word[..<sign]
    if takeScope(name, rest, start) { return }
    var from = start
    if name.isEmpty, let last = tokens.last, last.kind == .word {
      (name, from) = (last.text[...], last.range.lowerBound)
    }
    let isColon = word[sign] == ":"
    guard
      let field = label(name, from, rest) ?? (isColon ? nil : named(name, from, rest))
    else { return add(.word, start..<index) }
    while let last = tokens.last, last.range.lowerBound >= field.from { removeTokens(1) }
    let place = field.from..<index - rest.utf8.count
    add(.field(field.meaning, isBehind: false), place, self[place].dropLast().trimmed)
    if !rest.isEmpty { add(.word, place.upperBound..<index) }
  }

  /// `Indexes=SCI-EXPANDED, SSCI`, `Timespan: All years`: which parts of the database were searched.
  /// It prints them with every line, and no work has any of it.
  private mutating func takeScope(
    _ name: Substring, _ rest: Substring, _ start: Int
  ) -> Bool {
    guard !isInField else { return false }
    var end = index
    switch name.uppercased() {
    case "INDEXES":
      while let word = nextWord(), word.allSatisfy({ $0.isUppercase || "-,.&;".contains($0) }),
        !["AND", "OR", "NOT"].contains(word)
      {
        end = index
      }
    case "TIMESPAN":
      guard (rest.isEmpty ? nextWord() ?? "" : rest).lowercased() == "all",
        nextWord()?.lowercased().hasPrefix("years") == true
      else {
        index = end
        return false
      }
      end = index
    default: return false
    }
    index = end
    if tokens.last?.kind == .and { removeTokens(1) }
    ignore(start..<end)
    return true
  }

  /// The word behind blanks, which is taken; nil at the end and before a bracket.
  private mutating func nextWord() -> Substring? {
    index = nextPlace(from: index)
    let start = index
    skipWord()
    return start < index ? self[start..<index] : nil
  }

  /// In small letters, a name needs something that delimits its value.
  private mutating func named(
    _ name: Substring, _ from: Int, _ rest: Substring
  ) -> (meaning: DatabaseDialect.Meaning, from: Int)? {
    let next = nextPlace(from: index)
    let hasBrackets = rest.isEmpty && isByte("(", at: next)
    let isDelimited = hasBrackets || rest.isEmpty && isByte("\"", at: next)
    let upper = name.uppercased()
    let isUpper = name == upper
    guard (2...5).contains(name.count), name.allSatisfy({ $0.isLetter && $0.isASCII }),
      isUpper || isDelimited
    else { return nil }
    guard let meaning = dialect.meaning(of: upper) else {
      // Inside a field's brackets it is text: `TS=(odds OR=2)`.
      return isInField || ["AND", "OR", "NOT"].contains(upper) ? nil : (.unknown, from)
    }
    let isDOI = upper == "DO" && rest.hasPrefix("10.")
    mark(upper, hasBrackets: isUpper && (hasBrackets || isDOI))
    return (meaning, from)
  }

  /// `TOPIC: (bees)`, `Title=(bees)`, `Timespan=1990-2015`
  private mutating func label(
    _ name: Substring, _ from: Int, _ rest: Substring
  ) -> (meaning: DatabaseDialect.Meaning, from: Int)? {
    guard name.first?.isUppercase == true, !isInField else { return nil }
    var (name, from) = (name.uppercased(), from)
    var meaning = dialect.labels[name]
    for token in tokens.reversed().prefix(3) where meaning == nil {
      guard token.kind == .word, token.range.upperBound <= from else { break }
      (name, from) = (token.text.uppercased() + " " + name, token.range.lowerBound)
      meaning = dialect.labels[name]
    }
    guard let meaning else { return nil }
    let hasBrackets = rest.isEmpty && isByte("(", at: nextPlace(from: index))
    guard hasBrackets || ["TIMESPAN", "REFINED BY"].contains(name) else { return nil }
    if hasBrackets { isMarked = true }
    return (meaning, from)
  }

  // MARK: Scopus

  /// `TITLE(`, `TITLE-ABS-KEY (`, `PUBYEAR > 2010`
  mutating func function(_ word: Substring, _ start: Int) {
    let name = word.prefix { $0.isLetter || $0 == "-" }
    let upper = name.uppercased()
    if upper == "PUBYEAR" { return year(name, start) }
    if let last = tokens.last, last.kind == .field(.year, isBehind: false) {
      return comparison(start)
    }
    let next = nextPlace(from: index)
    guard name == word, isByte("(", at: next),
      let meaning = function(upper, isUpper: name == upper, isAttached: next == index)
    else { return add(.word, start..<index) }
    if dialect.meaning(of: upper) != nil,
      name.contains("-") || name == upper && isTelling(upper, next)
    {
      mark(upper)
    }
    add(.field(DatabaseDialect.union(of: [meaning]), isBehind: false), start..<index)
  }

  /// Whether capitals before a bracket are no word of a text: it stands directly behind them, or has
  /// blanks on both sides, as Scopus itself writes it.
  private func isTelling(_ upper: String, _ bracket: Int) -> Bool {
    let isSpaced = bracket + 1 < bytes.count && Self.isBlank(bytes[bracket + 1])
    return bracket == index || isSpaced
      || ["TITLE", "ABS", "AUTH", "AUTHKEY", "INDEXTERMS", "SRCTITLE"].contains(upper)
  }

  private func function(
    _ upper: String, isUpper: Bool, isAttached: Bool
  ) -> DatabaseDialect.Meaning? {
    if let meaning = dialect.meaning(of: upper) {
      let isWord = !isUpper && !upper.contains("-") || dialect.ambiguous.contains(upper)
      return isWord && isInField ? nil : meaning
    }
    guard isUpper, upper.count >= 3, !isInField, isAttached || upper.contains("-") || startsPart
    else { return nil }
    return .unknown
  }

  /// Whether nothing, a bracket or an operator stands before.
  private var startsPart: Bool {
    switch tokens.last?.kind {
    case nil, .open, .and, .or, .not: true
    default: false
    }
  }

  private mutating func year(_ name: Substring, _ start: Int) {
    let end = start + name.utf8.count
    let next = nextPlace(from: end)
    let hasSign = next < bytes.count && "<>=".utf8.contains(bytes[next])
    if name == "PUBYEAR" || hasSign { isMarked = true }
    add(.field(.year, isBehind: false), start..<end, "PUBYEAR")
    comparison(end)
  }

  private mutating func comparison(_ start: Int) {
    let word = self[start..<index]
    if word.isEmpty { return }
    let signs = ["AFT": ">", "BEF": "<", "IS": "="]
    let name = signs[word.uppercased()]
    let sign = name ?? String(word.prefix { "<>=".contains($0) })
    let length = name == nil ? sign.utf8.count : word.utf8.count
    if length > 0 { add(.sign, start..<start + length, sign) }
    if start + length < index { add(.word, start + length..<index) }
  }

  // MARK: Ovid

  /// `bees.ti,ab.`, `bees.ti, ab.`, `exp Bees/`
  mutating func dotted(_ typed: Substring, _ start: Int) {
    if takeHeading(typed, start) { return }
    if typed.hasPrefix("/"), typed.contains("=") {
      return add(.field(.unknown, isBehind: true), start..<index)
    }
    joinNames(start)
    let word = self[start..<index]
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    // `.ti,ab` is often typed without its last full stop.
    let isClosed = parts.count >= 3 && parts.last?.isEmpty == true
    guard parts.count >= 2, !word.contains("@"),
      let tags = isClosed ? parts.dropLast().last : parts.last
    else {
      return add(.word, start..<index)
    }
    let isWhole = isClosed || tags.contains(",")
    let names = names(tags)
    guard names.allSatisfy({ isFieldCode($0.text) }),
      isWhole || names.count == 1 && isPlainName(names[0].text)
    else { return add(.word, start..<index) }
    if !isWhole, parts.count == 2, dialect.fields[String(tags)] != nil { faintSigns += 1 }
    behind(names, index - tags.utf8.count - (isClosed ? 2 : 1), start, mayMark: isWhole)
  }

  /// A name that needs no full stop behind it in a line that is Ovid's.
  private func isPlainName(_ name: String) -> Bool {
    dialect.meaning(of: name) != nil && !dialect.ambiguous.contains(name)
  }

  /// In small letters or capitals.
  private func isFieldCode(_ name: String) -> Bool {
    let isCode = name.count == 2 && name.allSatisfy { $0.isLetter && $0.isASCII }
    return (isCode || name == "m_titl") && (name == name.lowercased() || name == name.uppercased())
  }

  /// Goes on behind a comma and a blank where more names follow.
  private mutating func joinNames(_ start: Int) {
    guard isByte(",", at: index - 1), let dot = self[start..<index].lastIndex(of: "."),
      names(self[start..<index][dot...].dropFirst().dropLast()).allSatisfy({ isFieldCode($0.text) })
    else { return }
    while isByte(",", at: index - 1) {
      let end = index
      index = nextPlace(from: index)
      let next = index
      skipWord()
      let following = self[next..<index].trimmingSuffix(while: { ".,".contains($0) })
      guard !following.isEmpty, names(following).allSatisfy({ isFieldCode($0.text) }) else {
        index = end
        return
      }
    }
  }

  /// A word with a slash behind it, which makes a heading of the words before: `exp Bees/`,
  /// `*Diabetes Mellitus, Type 2/dt, pc`.
  private mutating func takeHeading(_ word: Substring, _ start: Int) -> Bool {
    let wordEnd = index
    guard let slash = word.lastIndex(of: "/"), isHeading(word[..<slash]),
      slash > word.startIndex || tokens.last?.kind == .phrase,
      let subheadings = subheadings(word[slash...].dropFirst())
    else { return false }
    let (count, isExploded) = headingStart()
    var words = tokens.suffix(count).map(\.text) + [String(word[..<slash])]
    if isExploded { words.removeFirst() }
    let text = words.filter { !$0.isEmpty }.joined(separator: " ")
    let name = String(text.drop { $0 == "*" })
    let isOwn = isExploded || text.hasPrefix("*")
    let letters = name.count(where: \.isLetter)
    guard let first = name.first, isOwn || subheadings.isEmpty || letters > 3 else {
      index = wordEnd
      return false
    }
    let begin = count > 0 ? tokens[tokens.count - count].range.lowerBound : start
    let isCommented = isByte("[", at: nextPlace(from: index))
    // Texts hold slashes as well: `Index/References/`, `Y2  - 2017//`, `3.6 / 5`.
    let isAlone = isCommented || endsPart && !name.contains { "/:.".contains($0) }
    if isOwn {
      isMarked = true
    } else if subheadings.isEmpty, isAlone {
      if first.isUppercase { isMarked = true } else if letters > 2 { faintSigns += 1 }
    } else if isCommented || isAlone && first.isUppercase && begin == 0 {
      isMarked = true
    }
    removeTokens(count)
    add(.heading, begin..<index, name)
    if !subheadings.isEmpty { ignore(subheadings) }
    return true
  }

  private func isHeading(_ name: Substring) -> Bool {
    name.allSatisfy { $0.isLetter || $0.isNumber || "-,*'’&+/".contains($0) }
  }

  /// The place of the codes behind a heading's slash, which go on behind blanks: `dt, pc`. Empty where
  /// there are none; nil where what stands there are none.
  private mutating func subheadings(_ codes: Substring) -> Range<Int>? {
    func areCodes(_ text: Substring) -> Bool {
      text.split(separator: ",").allSatisfy { DatabaseHeading.subheadings.contains($0) }
    }
    guard areCodes(codes) else { return nil }
    let start = index - codes.utf8.count
    var end = index
    while isByte(",", at: end - 1), end > start {
      index = nextPlace(from: end)
      let next = index
      skipWord()
      guard next < index, areCodes(self[next..<index]) else { break }
      end = index
    }
    index = end
    return start..<end
  }

  /// Words; longer headings there are none.
  private static let longestHeading = 16

  /// How many of the last tokens are words of a heading, and whether `exp` is the first, which holds
  /// operators together: `exp Head and Neck Neoplasms/`.
  private func headingStart() -> (count: Int, isExploded: Bool) {
    var words = 0
    for (index, token) in tokens.reversed().prefix(Self.longestHeading).enumerated() {
      switch token.kind {
      case .word where token.text.lowercased() == "exp": return (index + 1, true)
      case .word, .phrase: if words == index { words += 1 }
      case .and, .or, .not: break
      default: return (words, false)
      }
    }
    return (words, false)
  }

  /// Whether an operator, a bracket or the end follows.
  private var endsPart: Bool {
    let next = nextPlace(from: index)
    if next == bytes.count || bytes[next] == UInt8(ascii: ")") { return true }
    var end = next
    while end < bytes.count, end - next < 4, !endsWord(end) { end += 1 }
    return ["and", "or", "not"].contains(self[next..<end].lowercased())
  }

  // MARK: Embase

  /// `'bees':ti,ab`, `(bees):ti`, `bees:ti`, `'bee'/exp`, `[english]/lim`
  mutating func coloned(_ word: Substring, _ start: Int) {
    if takeSlashes(word, start) { return }
    guard let colon = word.lastIndex(of: ":"), case let tags = word[colon...].dropFirst(),
      case let names = names(tags), !names.isEmpty,
      names.allSatisfy({ (2...3).contains($0.text.count) && $0.text.allSatisfy(\.isLetter) })
    else { return add(.word, start..<index) }
    let isAttached = colon == word.startIndex
    // A colon stands inside words as well.
    let isKnown = names.contains { dialect.meaning(of: $0.text) != nil }
    guard isAttached || isKnown else { return add(.word, start..<index) }
    behind(
      names, index - tags.utf8.count - 1, start, mayMark: isAttached || tags.contains(","))
  }

  /// Signs behind a value: of a heading, a filter, a year or another field.
  private mutating func takeSlashes(_ word: Substring, _ start: Int) -> Bool {
    guard let slash = word.firstIndex(of: "/") else { return false }
    let isAttached = slash == word.startIndex
    let parts = word[slash...].split(separator: "/").map { $0.lowercased() }
    let isSign = parts.allSatisfy {
      DatabaseHeading.signs.contains($0) || DatabaseHeading.isSubheading($0)
    }
    guard !parts.isEmpty, isAttached ? tokens.last?.kind == .phrase : isSign else { return false }
    let value: DatabaseToken
    if isAttached {
      value = tokens[tokens.count - 1]
      removeTokens(1)
    } else {
      let end = start + word[..<slash].utf8.count
      value = DatabaseToken(kind: .word, text: String(word[..<slash]), range: start..<end)
    }
    let range = value.range.lowerBound..<index
    let meaning = parts.count == 1 ? dialect.meaning(of: parts[0]) : nil
    let isFilter = isByte("[", at: value.range.lowerBound) && parts == ["lim"]
    let isOwn = isSign ? isAttached || parts.contains("exp") || parts.contains("mj") : isFilter
    if isOwn || meaning != nil { isMarked = true }
    if isSign {
      add(.heading, range, value.text)
      let subheadings = parts.drop { DatabaseHeading.signs.contains($0) }
      if !subheadings.isEmpty { ignore(value.range.upperBound..<index) }
    } else if isFilter {
      add(.filter, range, value.text)
    } else {
      add(.phrase, value.range, value.text)
      add(.field(meaning ?? .unknown, isBehind: true), value.range.upperBound..<index)
    }
    return true
  }

  // MARK: Names behind a value

  private struct Name {
    /// In small letters.
    let text: String
    /// In bytes, from the first of all names.
    let offset: Int
  }

  private func names(_ tags: Substring) -> [Name] {
    tags.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let blanks = part.prefix(while: \.isWhitespace)
      let offset = tags[..<part.startIndex].utf8.count + blanks.utf8.count
      let text = part.trimmed
      return Name(text: text == text.uppercased() ? text.lowercased() : text, offset: offset)
    }
  }

  /// Names of fields behind a value, of which the last word may be part of theirs.
  private mutating func behind(_ names: [Name], _ end: Int, _ start: Int, mayMark: Bool) {
    let closes = tokens.last.map { [.close, .phrase].contains($0.kind) } ?? false
    guard end > start || closes else { return add(.word, start..<index) }
    let meanings = names.map { dialect.meaning(of: $0.text) }
    for (name, meaning) in zip(names, meanings) where mayMark && meaning != nil { mark(name.text) }
    if end > start { add(.word, start..<end) }
    let all = DatabaseDialect.union(of: meanings.map { $0 ?? .unknown })
    if all == .unknown,
      let first = zip(names, meanings).first(where: { ($1 ?? .unknown) == .unknown })?.0
    {
      let from = end + 1 + first.offset
      return add(
        .field(.unknown, isBehind: true), from..<from + first.text.utf8.count, first.text)
    }
    let text = names.map(\.text).joined(separator: ",")
    add(.field(all, isBehind: true), end..<index, text)
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace))
  }

  func trimmingSuffix(while isCut: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex, isCut(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
