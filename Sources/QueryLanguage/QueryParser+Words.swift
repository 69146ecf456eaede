import Diagnostics

/// Words, phrases and what else stands for text.
extension QueryParser {
  mutating func phrase() throws(QueryError) -> Query {
    let open = index
    index += 1
    while index < scalars.count, !["\"", "”", "“"].contains(scalars[index]) { index += 1 }
    guard index < scalars.count else { throw unclosed("\"", text(open..<open + 1), from: open) }
    let inside = open + 1..<index
    index += 1
    try countWord(at: open..<index)
    guard let (distance, end) = distance(at: index) else {
      return .phrase(Query.Text(text(inside), at: bytes(open..<index)))
    }
    index = end
    let parts = exactWords(in: inside)
    let range = bytes(open..<end)
    return parts.count > 1
      ? .near(parts, distance: distance, at: range)
      : .phrase(Query.Text(text(inside), at: range))
  }

  /// The "~5" after a phrase.
  private func distance(at start: Int) -> (Int, end: Int)? {
    guard start < scalars.count, scalars[start] == "~" else { return nil }
    let digits = scalars[(start + 1)...].prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, isWordEnd(digits.endIndex) || scalars[digits.endIndex] == "^" else {
      return nil
    }
    let distance = Int(text(start + 1..<digits.endIndex)) ?? Self.longestDistance
    return (min(distance, Self.longestDistance), digits.endIndex)
  }

  private func exactWords(in range: Range<Int>) -> [Query] {
    scalars[range].indices.split { isBlank($0) }.map { indices in
      let range = indices.first!..<indices.last! + 1
      return .exact(Query.Text(text(range), at: bytes(range)))
    }
  }

  mutating func range() throws(QueryError) -> Query {
    let open = index
    while index < scalars.count, scalars[index] != "]" { index += 1 }
    guard index < scalars.count else { throw unclosed("]", "[", from: open) }
    index += 1
    return .range(Query.Text(text(open + 1..<index - 1), at: bytes(open..<index)))
  }

  /// Nil where no slash closes it before a blank or the end.
  mutating func regularExpression() -> Query? {
    let open = index
    var end = open + 1
    while end < scalars.count {
      if scalars[end] == "\\" {
        end += 2
        continue
      }
      if scalars[end] == "/", isWordEnd(end + 1) { break }
      end += 1
    }
    guard end < scalars.count, end > open + 1 else { return nil }
    index = end + 1
    return .regularExpression(Query.Text(text(open + 1..<end), at: bytes(open..<end + 1)))
  }

  /// A word with the signs at its ends that tell what may stand for it.
  mutating func word(inField: Bool) throws(QueryError) -> Query {
    let start = index
    index = wordEnd(from: start)
    try countWord(at: start..<index)
    if boost(at: start) == nil, let end = boostStart(start..<index) { index = end }
    let word = text(start..<index)
    let range = bytes(start..<index)
    if word == "*" { return .all(range) }
    if word.hasPrefix("="), index - start > 1 {
      return .exact(.init(text(start + 1..<index), at: range))
    }
    if inField, word.hasSuffix("$"), index - start > 1 {
      return .anchored(.word(.init(text(start..<index - 1), at: range)), .last)
    }
    if let (letters, edits) = fuzzy(start..<index) {
      return .fuzzy(.init(text(letters), at: range), edits: edits)
    }
    if scalars[index - 1] == "*" { return try prefix(start..<index - 1) }
    return isPattern(start..<index)
      ? .pattern(.init(word, at: range)) : .word(.init(word, at: range))
  }

  private func prefix(_ letters: Range<Int>) throws(QueryError) -> Query {
    let range = letters.lowerBound..<letters.upperBound + 1
    // A placeholder's value is counted when it is there.
    let isOpen = scalars[letters].contains("{")
    guard isOpen || scalars[letters].count(where: \.isWordLetter) >= 2 else {
      throw error(.shortPrefix(text(letters)), at: range)
    }
    return .prefix(.init(text(letters), at: bytes(range)))
  }

  /// `word~`, `word~1`, `word~2`: the word and the most edits.
  private func fuzzy(_ word: Range<Int>) -> (Range<Int>, edits: Int)? {
    let last = scalars[word.upperBound - 1]
    let hasDigit = last == "1" || last == "2"
    let tilde = word.upperBound - (hasDigit ? 2 : 1)
    let letters = word.lowerBound..<max(tilde, word.lowerBound)
    guard tilde > word.lowerBound, scalars[tilde] == "~",
      scalars[letters].contains(where: \.isWordLetter)
    else { return nil }
    // One edit for short words: two turn most of them into others.
    let usual = scalars[letters].count > 5 ? 2 : 1
    return (letters, hasDigit ? (last == "1" ? 1 : 2) : usual)
  }

  /// A question mark between letters stands for one.
  private func isPattern(_ word: Range<Int>) -> Bool {
    let inner = word.dropFirst().dropLast()
    let isMark = inner.contains { index in
      scalars[index] == "?" && isPatternLetter(index - 1) && isPatternLetter(index + 1)
    }
    return isMark && scalars[word].allSatisfy { $0.isWordLetter || $0 == "?" }
      && scalars[word].prefix(2).allSatisfy(\.isWordLetter)
  }

  private func isPatternLetter(_ index: Int) -> Bool {
    scalars[index].isWordLetter || scalars[index] == "?"
  }

  /// The factor after "^" where one stands here, and its end.
  func boost(at start: Int) -> (Double, end: Int)? {
    guard start < scalars.count, scalars[start] == "^" else { return nil }
    let digits = scalars[(start + 1)...].prefix { ("0"..."9").contains($0) || $0 == "." }
    guard let factor = Double(text(start + 1..<digits.endIndex)), isWordEnd(digits.endIndex) else {
      return nil
    }
    return (factor, digits.endIndex)
  }

  /// Where the boost of a word begins; that of a number is its exponent.
  private func boostStart(_ word: Range<Int>) -> Int? {
    guard let caret = scalars[word].lastIndex(of: "^"), caret > word.lowerBound,
      boost(at: caret)?.end == word.upperBound,
      scalars[word.lowerBound..<caret].contains(where: \.isWordLetterNotDigit)
    else { return nil }
    return caret
  }

  private func isWordEnd(_ index: Int) -> Bool {
    index >= scalars.count || isBlank(index) || scalars[index] == ")"
  }

  /// A phrase with "$" behind it.
  mutating func anchored(_ query: Query, inField: Bool) -> Query {
    guard inField, index < scalars.count, scalars[index] == "$", isWordEnd(index + 1) else {
      return query
    }
    index += 1
    return .anchored(query, .last)
  }

  /// A name of letters and hyphens directly before a colon, and the colon's place.
  func fieldName() -> (String, colon: Int)? {
    var end = index
    while end < scalars.count, isNameLetter(scalars[end], isFirst: end == index) { end += 1 }
    guard end > index, end < scalars.count, scalars[end] == ":" else { return nil }
    return (text(index..<end), end)
  }

  private func isNameLetter(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || (scalar == "-" && !isFirst)
  }

  // MARK: Saved queries

  mutating func saved() throws(QueryError) -> Query? {
    guard scalars[index] == "@" else { return nil }
    let start = index
    let name = scalars[(start + 1)...].prefix { $0.isSavedName }
    let isCall = name.endIndex < scalars.count && scalars[name.endIndex] == "("
    guard !name.isEmpty, isCall || isWordEnd(name.endIndex) else { return nil }
    index = name.endIndex
    let arguments = isCall ? try arguments() : []
    try countWord(at: start..<index)
    return .saved(
      name: Query.Text(text(start + 1..<name.endIndex), at: bytes(start..<index)),
      arguments: arguments)
  }

  private mutating func arguments() throws(QueryError) -> [Query.Argument] {
    let open = index
    var arguments: [Query.Argument] = []
    index += 1
    while true {
      skipBlanks()
      guard index < scalars.count else { throw unclosed(")", "(", from: open) }
      if scalars[index] == ")" { break }
      if scalars[index] == "," {
        index += 1
        continue
      }
      arguments.append(try argument())
    }
    index += 1
    return arguments
  }

  private mutating func argument() throws(QueryError) -> Query.Argument {
    let name = scalars[index...].prefix { $0.isSavedName }
    var parameter: String?
    if !name.isEmpty, name.endIndex < scalars.count, scalars[name.endIndex] == "=" {
      parameter = text(index..<name.endIndex)
      index = name.endIndex + 1
    }
    if index < scalars.count, scalars[index] == "\"" {
      let open = index
      index += 1
      while index < scalars.count, scalars[index] != "\"" { index += 1 }
      guard index < scalars.count else { throw unclosed("\"", "\"", from: open) }
      index += 1
      return .init(
        name: parameter, value: .init(text(open + 1..<index - 1), at: bytes(open..<index)))
    }
    let start = index
    while index < scalars.count, scalars[index] != ",", scalars[index] != ")" { index += 1 }
    var end = index
    while end > start, isBlank(end - 1) { end -= 1 }
    return .init(name: parameter, value: .init(text(start..<end), at: bytes(start..<end)))
  }

  // MARK: PubMed's tags

  /// `june[au]` is `author:june`, with a note of our own form.
  mutating func tagged(_ query: Query) throws(QueryError) -> Query {
    let start = query.range.lowerBound
    switch query {
    case .word(let value):
      guard value.text.hasSuffix("]"), let open = value.text.lastIndex(of: "["),
        let tag = PubMedTag.named(value.text[value.text.index(after: open)...].dropLast())
      else { return query }
      let text = String(value.text[..<open])
      guard !text.isEmpty else { return query }
      let end = start + text.utf8.count
      return tag.applied(
        to: .word(.init(text, at: start..<end)), name: end..<value.range.upperBound, &notes)
    case .phrase:
      guard index < scalars.count, scalars[index] == "[",
        let close = scalars[index...].prefix(30).firstIndex(of: "]"),
        let tag = PubMedTag.named(text(index + 1..<close))
      else { return query }
      let name = bytes(index..<close + 1)
      index = close + 1
      return tag.applied(to: query, name: name, &notes)
    default: return query
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isWordLetterNotDigit: Bool { properties.isAlphabetic }
  fileprivate var isWordLetter: Bool { properties.isAlphabetic || properties.numericType != nil }
  fileprivate var isSavedName: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
      || self == "-" || self == "_" || self == "/"
  }
}
