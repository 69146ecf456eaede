import Diagnostics

/// Words, phrases and other forms of text.
extension QueryParser {
  /// A phrase or a proximity search, in a field optionally followed by "$".
  mutating func phrase(inField: Bool) throws(QueryError) -> Query {
    let open = index
    index += 1
    while index < scalars.count, !Self.closesQuote(scalars[index]) { index += 1 }
    guard index < scalars.count else { throw unclosed("\"", text(open..<open + 1), from: open) }
    let inside = open + 1..<index
    index += 1
    try countWord(at: open..<index)
    let distance = distance(at: index)
    if let distance { index = distance.end }
    let range = bytes(open..<index)
    let words = exactWords(in: inside)
    if let distance, words.count > 1 {
      return .near(words, distance: distance.words, at: range)
    }
    return .leaf(.init(.init(text(inside), at: range), as: .phrase, at: lastAnchor(inField)))
  }

  /// The words of a phrase as they stand, without what else they stand for; in `journal:`, the whole
  /// name.
  func exact(_ phrase: Query) -> Query {
    guard case .leaf(let leaf) = phrase, leaf.form == .phrase else { return phrase }
    let range = leaf.text.range.lowerBound - 1..<leaf.text.range.upperBound
    return .leaf(.init(.init(leaf.text.text, at: range), as: .exact, at: leaf.anchor))
  }

  func isQuote(_ index: Int) -> Bool { ["\"", "“", "”", "„"].contains(scalars[index]) }

  /// The "~5" after a phrase.
  private func distance(at start: Int) -> (words: Int, end: Int)? {
    guard start < scalars.count, scalars[start] == "~" else { return nil }
    let digits = scalars[(start + 1)...].prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, isWordEnd(digits.endIndex) || scalars[digits.endIndex] == "^" else {
      return nil
    }
    let distance = Int(text(start + 1..<digits.endIndex)) ?? Self.longestDistance
    return (min(distance, Self.longestDistance), digits.endIndex)
  }

  private func exactWords(in range: Range<Int>) -> [Query.Leaf] {
    scalars[range].indices.split { isBlank($0) }.map { indices in
      let range = indices.first!..<indices.last! + 1
      return leaf(range, as: .exact, at: range)
    }
  }

  /// - Parameters:
  ///   - text: the scalars of its text.
  ///   - range: its range in the query, including its signs.
  private func leaf(
    _ text: Range<Int>, as form: Query.Form, at range: Range<Int>, _ anchor: Query.Anchor? = nil
  ) -> Query.Leaf {
    Query.Leaf(Query.Text(self.text(text), at: bytes(range)), as: form, at: anchor)
  }

  mutating func range() throws(QueryError) -> Query.Leaf {
    let open = index
    while index < scalars.count, scalars[index] != "]" { index += 1 }
    guard index < scalars.count else { throw unclosed("]", "[", from: open) }
    index += 1
    return leaf(open + 1..<index - 1, as: .range, at: open..<index)
  }

  /// Nil where no slash closes it before a blank or the end.
  mutating func regularExpression() -> Query.Leaf? {
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
    return leaf(open + 1..<end, as: .expression, at: open..<end + 1)
  }

  /// A word with the signs at its ends that tell what may stand for it.
  mutating func word(inField: Bool) throws(QueryError) -> Query.Leaf {
    let start = index
    index = taggedWordEnd(from: start) ?? bracketedWordEnd(from: start) ?? wordEnd(from: start)
    try countWord(at: start..<index)
    if boost(at: start) == nil, let end = boostStart(start..<index) { index = end }
    let word = start..<index
    let (first, last) = (scalars[start], scalars[index - 1])
    if word.count == 1, first == "*" { return leaf(word, as: .all, at: word) }
    let isLeading = first == "*" || first == "?"
    if reading == .query, isLeading, word.count > 1, isPatternLetter(start + 1),
      first == "*" || scalars[start + 1].isWordLetter
    {
      throw error(.leadingStar(text(word)), at: word)
    }
    if word.count > 1, first == "=" { return leaf(start + 1..<index, as: .exact, at: word) }
    if word.count > 1, inField, last == "$" {
      return leaf(start..<index - 1, as: .word, at: word, .last)
    }
    if let (letters, edits) = fuzzy(word) {
      return leaf(letters, as: .fuzzy(edits: edits), at: word)
    }
    if last == "*", !isPattern(start..<index - 1), let letters = try prefix(start..<index - 1) {
      return leaf(letters, as: .prefix, at: word)
    }
    return leaf(word, as: isPattern(word) ? .pattern : .word, at: word)
  }

  private func prefix(_ letters: Range<Int>) throws(QueryError) -> Range<Int>? {
    // A placeholder's value is counted when it is there.
    let isOpen = scalars[letters].contains("{")
    guard isOpen || scalars[letters].count(where: \.isWordLetter) >= 2 else {
      if reading == .question { return nil }
      throw error(.shortPrefix(text(letters)), at: letters.lowerBound..<letters.upperBound + 1)
    }
    return letters
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

  /// A question mark within a word matches one letter, a star any number of letters.
  private func isPattern(_ word: Range<Int>) -> Bool {
    let inner = word.dropFirst().dropLast()
    let hasMark = inner.contains { index in
      isMark(scalars[index]) && isPatternLetter(index - 1) && isPatternLetter(index + 1)
    }
    return hasMark && scalars[word].allSatisfy { $0.isWordLetter || isMark($0) }
      && scalars[word].prefix(2).allSatisfy(\.isWordLetter)
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar == "?" || scalar == "*" }

  private func isPatternLetter(_ index: Int) -> Bool {
    scalars[index].isWordLetter || isMark(scalars[index])
  }

  private static let longestBracketedWord = 500

  /// The end of a word in which brackets stand against other characters: `(R)-ketamine`, `f(x)`. Nil
  /// where there is none, or where blanks or quotes stand between them.
  func bracketedWordEnd(from start: Int) -> Int? {
    var depth = 0
    var end = start
    var isAttached = false
    while end < scalars.count, end - start < Self.longestBracketedWord, !isBlank(end),
      !isQuote(end)
    {
      if scalars[end] == "(" {
        isAttached = isAttached || (depth == 0 && end > start && scalars[end - 1] != ")")
        depth += 1
      } else if scalars[end] == ")" {
        if depth == 0 { break }
        depth -= 1
        if depth == 0, end + 1 < scalars.count {
          let next = scalars[end + 1]
          isAttached = isAttached || next.isWordLetter || "-−–+′'".unicodeScalars.contains(next)
        }
      }
      end += 1
    }
    return depth == 0 && isAttached ? end : nil
  }

  /// The end of a word with a PubMed tag that contains spaces: `smith[Author - First]`.
  private func taggedWordEnd(from start: Int) -> Int? {
    let end = wordEnd(from: start)
    guard let open = scalars[start..<end].firstIndex(of: "["), open > start,
      !scalars[open..<end].contains("]"),
      let close = scalars[open...].prefix(40).firstIndex(of: "]"),
      PubMedTag.named(text(open + 1..<close)) != nil
    else { return nil }
    return close + 1
  }

  /// The factor after "^", if there is one here, and its end.
  func boost(at start: Int) -> (Double, end: Int)? {
    guard start < scalars.count, scalars[start] == "^" else { return nil }
    let digits = scalars[(start + 1)...].prefix { ("0"..."9").contains($0) || $0 == "." }
    guard let factor = Double(text(start + 1..<digits.endIndex)), isWordEnd(digits.endIndex) else {
      return nil
    }
    return (factor, digits.endIndex)
  }

  /// The start of a word's boost; after a number, "^" is an exponent.
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

  /// Consumes the "$" after a phrase.
  private mutating func lastAnchor(_ inField: Bool) -> Query.Anchor? {
    guard inField, index < scalars.count, scalars[index] == "$", isWordEnd(index + 1) else {
      return nil
    }
    index += 1
    return .last
  }

  /// The text after a "^".
  func anchoredFirst(_ query: Query) throws(QueryError) -> Query {
    guard case .leaf(var leaf) = query else {
      throw QueryError(.error, .anchoredNear, at: query.range)
    }
    leaf.anchor = leaf.anchor == .last ? .only : .first
    return .leaf(leaf)
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
    guard case .leaf(let leaf) = query, leaf.anchor == nil else { return query }
    if leaf.form == .word {
      guard let (text, tag) = split(leaf) else { return query }
      taggedRun = tag
      return try tag.applied(
        to: text, name: text.text.range.upperBound..<leaf.text.range.upperBound, &notes)
    }
    guard leaf.form == .phrase, let (tag, end) = tag(at: index) else { return query }
    let name = bytes(index..<end)
    index = end
    if tag.field == "year", let last = try lastOfRange() {
      let years = leaf.text.text.prefix(4) + ".." + last.text.prefix(4)
      let text = Query.Text(String(years), at: leaf.text.range.lowerBound..<last.range.upperBound)
      return try tag.applied(to: .init(text, as: .word), name: name, &notes)
    }
    return try tag.applied(to: leaf, name: name, &notes)
  }

  /// A word and the tag at its end; noted where the tag is not known.
  private mutating func split(_ leaf: Query.Leaf) -> (Query.Leaf, PubMedTag)? {
    let word = leaf.text.text
    guard word.hasSuffix("]"), let open = word.lastIndex(of: "["), open > word.startIndex else {
      return nil
    }
    let name = word[open...].dropFirst().dropLast()
    let end = leaf.text.range.lowerBound + word[..<open].utf8.count
    guard let tag = PubMedTag.named(name) else {
      if !name.isEmpty, name.allSatisfy({ $0.isLetter && $0.isASCII }) {
        notes.append(
          QueryError(.note, .unknownTag(String(name)), at: end..<leaf.text.range.upperBound))
      }
      return nil
    }
    let text = Query.Text(String(word[..<open]), at: leaf.text.range.lowerBound..<end)
    if text.text.hasSuffix("*"), text.text.count > 2 {
      let letters = Query.Text(String(text.text.dropLast()), at: text.range)
      return (Query.Leaf(letters, as: .prefix), tag)
    }
    return (Query.Leaf(text, as: .word), tag)
  }

  private func tag(at start: Int) -> (PubMedTag, end: Int)? {
    guard start < scalars.count, scalars[start] == "[",
      let close = scalars[start...].prefix(40).firstIndex(of: "]"),
      let tag = PubMedTag.named(text(start + 1..<close))
    else { return nil }
    return (tag, close + 1)
  }

  /// The last year of `"2018/01/01"[dp] : "2020/12/31"[dp]`, with its tag.
  private mutating func lastOfRange() throws(QueryError) -> Query.Text? {
    let start = index
    skipBlanks()
    guard index < scalars.count, scalars[index] == ":" else {
      index = start
      return nil
    }
    index += 1
    skipBlanks()
    guard index < scalars.count, isQuote(index), case .leaf(let leaf) = try phrase(inField: false),
      let (tag, end) = tag(at: index), tag.field == "year"
    else {
      index = start
      return nil
    }
    index = end
    return leaf.text
  }

  /// Words followed by a tag that applies to all of them: `Woodes N[au]`.
  mutating func untagged(
    _ words: ArraySlice<Query>, _ tagged: Query, _ tag: PubMedTag
  ) throws(QueryError) -> Query {
    let (name, last): (Query.Text, Query.Leaf)
    switch tagged {
    case .field(let field, .leaf(let leaf)?): (name, last) = (field, leaf)
    case .leaf(let leaf): (name, last) = (leaf.text, leaf)
    default: return tagged
    }
    if words.isEmpty { return tagged }
    notes.removeLast()
    let range = words.first!.range.lowerBound..<last.text.range.upperBound
    let leaf = Query.Leaf(.init(text(inBytes: range), at: range), as: tag.isName ? .phrase : .word)
    guard !tag.isName else { return try tag.applied(to: leaf, name: name.range, &notes) }
    return tag.applied(toAll: Array(words) + [.leaf(last)], name: name.range, &notes)
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
