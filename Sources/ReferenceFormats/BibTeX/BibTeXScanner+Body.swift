/// Reads the text between an entry's delimiters, by the rules.
extension BibTeXScanner {
  /// False if the rules do not fit; the entry's body then holds nothing of use.
  ///
  /// BibTeX counts braces after a backslash too; `escapesBraces` is for files whose authors did
  /// not.
  mutating func readBody(_ entry: inout BibTeXEntry, hasKey: Bool, escapesBraces: Bool) -> Bool {
    entry.clearBody()
    var index = entry.opener + 1
    if hasKey { index = readKey(&entry, limit: bytes.count) }
    while true {
      index = skippingCommas(index, bytes.count)
      guard index < bytes.count else { return false }
      if bytes[index] == entry.closer { return close(&entry, at: index) }
      if bytes[index] == UInt8(ascii: "%") {
        index = leaveOutLine(index, &entry)
        continue
      }
      let name = fieldName(at: index, bytes.count)
      if name.isEmpty { return false }
      guard let value = valueStart(after: name, &entry) else { return false }
      index = value
      if bytes[index] == UInt8(ascii: ",") || bytes[index] == entry.closer { continue }
      guard let end = readValue(&entry, name: name, at: value, escapesBraces) else { return false }
      index = bytes.skippingBlanks(end, bytes.count)
      let next = bytes.at(index)
      if next == UInt8(ascii: ",") || next == entry.closer { continue }
      guard startsField(index, bytes.count) else { return false }
      entry.report(.noComma, at: end..<end + 1)
    }
  }

  /// Where the name of a field ends and its value begins; a name without a value is reported.
  private func valueStart(after name: Range<Int>, _ entry: inout BibTeXEntry) -> Int? {
    let index = bytes.skippingBlanks(name.upperBound, bytes.count)
    switch bytes.at(index) {
    case UInt8(ascii: "="):
      let start = bytes.skippingBlanks(index + 1, bytes.count)
      return start < bytes.count ? start : nil
    case UInt8(ascii: "{"), UInt8(ascii: "\""):
      entry.report(.noEquals(field: bytes.string(name)), at: name)
      return index
    case UInt8(ascii: ","), entry.closer:
      entry.report(.noValue(field: bytes.string(name)), at: name)
      return index
    default: return nil
    }
  }

  private func leaveOutLine(_ index: Int, _ entry: inout BibTeXEntry) -> Int {
    let end = bytes.endOfLine(index)
    if end - index > 1, bytes[index..<end].contains(UInt8(ascii: "=")) {
      entry.report(.commentedOut, at: index..<end, .note)
    }
    return end
  }

  /// Ends the entry, unless more of its fields follow: then a brace too many has closed it.
  private func close(_ entry: inout BibTeXEntry, at index: Int) -> Bool {
    entry.end = index + 1
    if entry.fields.isEmpty, entry.key == nil { return true }
    return !fieldFollows(closerAt: index, bytes.count)
  }

  /// `},` or `}}` and then `name = {`: the closer does not end the entry.
  func fieldFollows(closerAt index: Int, _ limit: Int) -> Bool {
    var next = index + 1
    while next < limit,
      bytes[next].isBlank || bytes[next] == UInt8(ascii: ",") || bytes[next] == UInt8(ascii: "}")
    {
      next += 1
    }
    return startsField(next, limit)
  }

  // MARK: Keys

  /// Everything up to the first comma, without white space around it. Returns where fields begin.
  func readKey(_ entry: inout BibTeXEntry, limit: Int) -> Int {
    let start = bytes.skippingBlanks(entry.opener + 1, limit)
    var index = start
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: ","): return setKey(&entry, start..<index, next: index + 1)
      case entry.closer, UInt8(ascii: "{"), UInt8(ascii: "\""):
        return setKey(&entry, start..<index, next: index)
      case 10, 13:
        let next = bytes.skippingBlanks(index, limit)
        if bytes.at(next) == UInt8(ascii: ",") {
          return setKey(&entry, start..<index, next: next + 1)
        }
        if bytes.at(next) != entry.closer { entry.report(.noComma, at: index..<index + 1) }
        return setKey(&entry, start..<index, next: next)
      case UInt8(ascii: "="):
        if let name = fieldName(before: index, from: start, limit) {
          if name > start { entry.report(.noComma, at: name - 1..<name) }
          return setKey(&entry, start..<name, next: name)
        }
      default: break
      }
      index += 1
    }
    return setKey(&entry, start..<index, next: index)
  }

  private func setKey(_ entry: inout BibTeXEntry, _ range: Range<Int>, next: Int) -> Int {
    let key = bytes.trimmed(range)
    entry.key = key.isEmpty ? nil : key
    if key.isEmpty { entry.report(.noKey, at: entry.start..<entry.opener + 1) }
    return next
  }

  /// The field whose name stands before this '=', in place of a key; nil if the '=' belongs to
  /// the key.
  private func fieldName(before equals: Int, from start: Int, _ limit: Int) -> Int? {
    let end = bytes.trimmed(start..<equals).upperBound
    var name = end
    while name > start, bytes[name - 1].isFieldNameByte { name -= 1 }
    return name < end && startsField(name, limit) ? name : nil
  }

  // MARK: Values

  /// Appends a field with its parts. Returns where the value ends, nil if its delimiters do not
  /// match.
  private mutating func readValue(
    _ entry: inout BibTeXEntry, name: Range<Int>, at start: Int, _ escapesBraces: Bool
  ) -> Int? {
    let firstPart = entry.parts.count
    var index = start
    while true {
      guard let end = readPart(&entry, at: index, escapesBraces) else { return nil }
      let next = bytes.skippingBlanks(end, bytes.count)
      guard bytes.at(next) == UInt8(ascii: "#") else {
        index = end
        break
      }
      index = bytes.skippingBlanks(next + 1, bytes.count)
    }
    if entry.parts.count == firstPart + 1, entry.parts[firstPart].isWord {
      index = extendWord(&entry, name: name, end: index)
    }
    append(&entry, name: name, firstPart: firstPart)
    return index
  }

  func append(_ entry: inout BibTeXEntry, name: Range<Int>, firstPart: Int) {
    entry.fields.append(
      BibTeXEntry.Field(
        name: name, meaning: BibTeXField.named(bytes.lowercased(name)),
        parts: firstPart..<entry.parts.count))
  }

  private mutating func readPart(
    _ entry: inout BibTeXEntry, at start: Int, _ escapesBraces: Bool
  ) -> Int? {
    switch bytes.at(start) {
    case UInt8(ascii: "{"):
      guard let end = matchingBrace(start, escapesBraces) else { return nil }
      entry.parts.append(BibTeXEntry.Part(range: start + 1..<end - 1, isWord: false))
      return end
    case UInt8(ascii: "\""):
      guard let end = matchingQuote(start, escapesBraces) else { return nil }
      entry.parts.append(BibTeXEntry.Part(range: start + 1..<end - 1, isWord: false))
      return end
    default:
      let end = wordEnd(start, closer: entry.closer)
      if end == start { return nil }
      entry.parts.append(BibTeXEntry.Part(range: start..<end, isWord: true))
      return end
    }
  }

  private func wordEnd(_ start: Int, closer: UInt8) -> Int {
    var index = start
    while index < bytes.count, !bytes[index].isBlank, bytes[index] != closer {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "#"), UInt8(ascii: "{"), UInt8(ascii: "}"),
        UInt8(ascii: "\""), UInt8(ascii: "="), UInt8(ascii: "@"):
        return index
      default: index += 1
      }
    }
    return index
  }

  /// `title = On Growth and Form,`: words that nothing holds together are one text.
  private func extendWord(_ entry: inout BibTeXEntry, name: Range<Int>, end: Int) -> Int {
    let start = entry.parts[entry.parts.count - 1].range.lowerBound
    let next = bytes.skippingBlanks(end, bytes.count)
    guard bytes.at(next).isFieldNameByte, !startsField(next, bytes.count) else { return end }
    var index = end
    while index < bytes.count, !bytes[index].isNewline, bytes[index] != UInt8(ascii: ","),
      bytes[index] != entry.closer, bytes[index] != UInt8(ascii: "{")
    {
      index += 1
    }
    let text = bytes.trimmed(start..<index)
    guard text.upperBound > end else { return end }
    entry.report(.noDelimiters(field: bytes.string(name)), at: text)
    entry.parts[entry.parts.count - 1] = BibTeXEntry.Part(range: text, isWord: false)
    return index
  }

  /// The offset after the brace that matches the one at `start`; nil if none does, or where
  /// entries begin before it: a value may quote one, but hardly two.
  private mutating func matchingBrace(_ start: Int, _ escapesBraces: Bool) -> Int? {
    let bytes = bytes
    var depth = 0
    var quoted = 0
    var index = start
    let limit = reach(from: start)
    defer { furthest = max(furthest, index) }
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case UInt8(ascii: "\\"): if escapesBraces { index += 1 }
      case UInt8(ascii: "@"):
        if isLineHead(index) {
          quoted += 1
          if quoted > 1 { return nil }
        }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The offset after the quote that closes the one at `start`: the next outside of braces.
  private mutating func matchingQuote(_ start: Int, _ escapesBraces: Bool) -> Int? {
    var depth = 0
    var index = start + 1
    let limit = reach(from: start)
    defer { furthest = max(furthest, index) }
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth < 0 { return nil }
      case UInt8(ascii: "\""): if depth == 0 { return index + 1 }
      case UInt8(ascii: "\\"): if escapesBraces { index += 1 }
      case UInt8(ascii: "@"): if isLineHead(index) { return nil }
      default: break
      }
      index += 1
    }
    return nil
  }

  // MARK: Fields

  func skippingCommas(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, bytes[index].isBlank || bytes[index] == UInt8(ascii: ",") { index += 1 }
    return index
  }

  func fieldName(at start: Int, _ limit: Int) -> Range<Int> {
    var index = start
    while index < limit, bytes[index].isFieldNameByte { index += 1 }
    return start..<index
  }

  /// `name = {`, `name = "`, or the name of a known field and '='.
  func startsField(_ start: Int, _ limit: Int) -> Bool {
    let name = fieldName(at: start, min(limit, start + 64))
    guard !name.isEmpty, bytes[start].isASCIILetter else { return false }
    let equals = bytes.skippingBlanks(name.upperBound, min(limit, name.upperBound + 64))
    guard equals < limit, bytes[equals] == UInt8(ascii: "=") else { return false }
    let value = bytes.skippingBlanks(equals + 1, min(limit, equals + 65))
    switch value < limit ? bytes[value] : 0 {
    case UInt8(ascii: "{"), UInt8(ascii: "\""): return true
    default: return BibTeXField.isKnown(bytes.lowercased(name))
    }
  }
}
