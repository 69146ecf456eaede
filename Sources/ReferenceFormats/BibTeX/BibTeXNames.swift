import References

/// Reads the names of authors and editors.
///
/// ```
/// names    = name { " and " name } [ " and others" ]
/// name     = First von Last                Ludwig van Beethoven
///          | von Last, First               van Beethoven, Ludwig
///          | von Last, Jr, First           King, Jr., Martin Luther
///          | "{" anything "}"              a group
///          | family=…, given=…, …          biblatex
/// ```
///
/// "and" counts outside of braces alone, in any case. A list that is separated otherwise is read as
/// it was meant, and `separator` tells how.
struct BibTeXNames {
  var latex = LaTeXText()
  private(set) var creators: [Creator] = []
  /// The list ended in "and others".
  var hasMore = false
  /// The text between names in place of "and".
  private(set) var separator: String?

  mutating func read(_ value: TextBytes) {
    creators.removeAll(keepingCapacity: false)
    hasMore = false
    separator = nil
    append(value, isNested: false)
  }

  private mutating func append(_ value: TextBytes, isNested: Bool) {
    var start = 0
    var depth = 0
    var index = 0
    while index < value.count {
      switch value[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: ";") where depth == 0 && !value.endsEntity(at: index):
        separator = ";"
        appendName(value.slice(start..<index), isNested: isNested)
        start = index + 1
      case _ where depth == 0 && value[index].isBlank:
        if let end = value.andEnd(at: index) {
          appendName(value.slice(start..<index), isNested: isNested)
          start = end
          index = end - 1
          continue
        }
      default: break
      }
      index += 1
    }
    appendName(value.slice(min(start, value.count)..<value.count), isNested: isNested)
  }

  private mutating func appendName(_ text: TextBytes, isNested: Bool) {
    let range = text.trimmed(0..<text.count)
    if range.isEmpty { return }
    let name = text.slice(range).withoutNameAddenda
    if name.isWord("others") || name.isWord("et al.") || name.isWord("et al") || name.isWord("and")
    {
      hasMore = hasMore || !name.isWord("and")
      return
    }
    if name.isOneGroup {
      let inner = name.slice(1..<name.count - 1)
      if inner.isWord("et al.") || inner.isWord("et al") {
        hasMore = true
        return
      }
      if !isNested, inner.isNameList { return append(inner, isNested: true) }
      appendLiteral(inner)
      return
    }
    if let names = name.peopleAroundAmpersands {
      separator = "&"
      for part in names { appendName(name.slice(part), isNested: true) }
      return
    }
    var parts = name.topLevelParts(UInt8(ascii: ","))
    if parts.count > 2, parts[parts.count - 1].isEmpty {
      parts.removeLast()
      if name.isList(parts) { return appendList(name, parts) }
    }
    if name.contains(UInt8(ascii: "=")), let person = extendedName(name, parts) {
      creators.append(person)
      return
    }
    switch parts.count {
    case 1: appendUninverted(name)
    case 2: appendInverted(name, family: parts[0], given: parts[1...1], suffix: nil)
    default: appendManyParts(name, parts)
    }
  }

  private mutating func appendLiteral(_ name: TextBytes) {
    let text = latex.text(of: name)
    if !text.isEmpty { creators.append(.literal(text)) }
  }

  // MARK: With commas

  private mutating func appendInverted(
    _ name: TextBytes, family: Range<Int>, given: ArraySlice<Range<Int>>,
    suffix: Range<Int>?
  ) {
    var givenName = ""
    for part in given where !part.isEmpty {
      givenName += (givenName.isEmpty ? "" : ", ") + latex.text(of: name.slice(part))
    }
    var suffixText = suffix.map { latex.text(of: name.slice($0)) } ?? ""
    var familyName = latex.text(of: name.slice(family))
    if familyName.isEmpty {
      if !givenName.isEmpty { creators.append(.literal(givenName)) }
      return
    }
    if let shortened = removeEtAl(from: givenName) {
      givenName = shortened
      hasMore = true
    }
    if suffixText.isEmpty, let space = givenName.utf8.lastIndex(of: 32),
      Self.isSuffix(givenName[givenName.index(after: space)...], isAfterComma: false)
    {
      suffixText = String(givenName[givenName.index(after: space)...])
      givenName = String(givenName[..<space])
    } else if suffixText.isEmpty, Self.isSuffix(givenName[...], isAfterComma: false) {
      return appendUninverted(name.slice(family), suffix: givenName)
    }
    if suffixText.isEmpty, let space = familyName.utf8.lastIndex(of: 32),
      Self.isSuffix(familyName[familyName.index(after: space)...], isAfterComma: false)
    {
      suffixText = String(familyName[familyName.index(after: space)...])
      familyName = String(familyName[..<space])
    }
    creators.append(
      .person(
        PersonalName(
          family: familyName, given: givenName.isEmpty ? nil : givenName,
          suffix: suffixText.isEmpty ? nil : suffixText)))
  }

  /// `von Last, Jr, First`, whatever stands for the "Jr" but initials; also with the suffix last, and
  /// lists that are separated by commas.
  private mutating func appendManyParts(
    _ name: TextBytes, _ parts: [Range<Int>]
  ) {
    let isSuffix = parts.map {
      $0.count < 8 && Self.isSuffix(latex.text(of: name.slice($0))[...], isAfterComma: true)
    }
    if parts.count == 3, isSuffix[2], !isSuffix[1] {
      return appendInverted(name, family: parts[0], given: parts[1...1], suffix: parts[2])
    }
    if parts.count == 3, isSuffix[1] || parts[1].isEmpty {
      return appendInverted(name, family: parts[0], given: parts[2...2], suffix: parts[1])
    }
    if name.isList(parts) { return appendList(name, parts) }
    if parts.count == 3, !name.isInitials(parts[1]) {
      return appendInverted(name, family: parts[0], given: parts[2...2], suffix: parts[1])
    }
    if parts.count % 2 == 0, name.isListOfPairs(parts) {
      separator = ","
      for pair in stride(from: 0, to: parts.count, by: 2) {
        appendInverted(
          name, family: parts[pair], given: parts[pair + 1...pair + 1], suffix: nil)
      }
    } else {
      appendInverted(name, family: parts[0], given: parts[1...], suffix: nil)
    }
  }

  private mutating func appendList(_ name: TextBytes, _ parts: [Range<Int>]) {
    separator = ","
    for part in parts where !part.isEmpty { appendName(name.slice(part), isNested: true) }
  }

  private func removeEtAl(from given: String) -> String? {
    guard given.utf8.count > 6 else { return nil }
    for ending in [" et al.", " et al"] where given.hasSuffix(ending) {
      return String(given.dropLast(ending.count))
    }
    return nil
  }

  /// `Jr.`, `III`; single letters only where a comma sets them apart from initials.
  static func isSuffix(_ text: Substring, isAfterComma: Bool) -> Bool {
    guard text.utf8.count < 8, let first = text.utf8.first, "JSIVEjsive234".utf8.contains(first)
    else { return false }
    switch text.lowercased().filter({ $0 != "." }) {
    case "jr", "sr", "ii", "iii", "jnr", "2nd", "3rd", "4th": return true
    case "iv": return !text.utf8.contains(UInt8(ascii: "."))
    case "v", "vi", "vii", "viii", "junior", "senior", "esq":
      return isAfterComma && !text.utf8.dropLast().contains(UInt8(ascii: "."))
    default: return false
    }
  }

  // MARK: Without commas

  /// `First von Last`: what is small in the middle belongs to the family name, as in BibTeX.
  private mutating func appendUninverted(_ name: TextBytes, suffix known: String? = nil) {
    var words = name.words
    if words.count > 1, name.namesGroup(words) { return appendLiteral(name) }
    var suffix = known
    if words.count > 2, suffix == nil,
      Self.isSuffix(latex.text(of: name.slice(words[words.count - 1]))[...], isAfterComma: false)
    {
      suffix = latex.text(of: name.slice(words.removeLast()))
    }
    if words.count > 2, name.isWord("et al.", in: words[words.count - 2], words[words.count - 1]) {
      words.removeLast(2)
      hasMore = true
    }
    guard words.count > 1 else {
      guard let word = words.first else { return }
      let family = latex.text(of: name.slice(word))
      if !family.isEmpty { creators.append(.person(PersonalName(family: family, suffix: suffix))) }
      return
    }
    let first = familyStart(name, words)
    var familyRange = words[first].lowerBound..<words[words.count - 1].upperBound
    var givenRange = words[0].lowerBound..<(first > 0 ? words[first - 1].upperBound : 0)
    if name.isInitials(words[words.count - 1]), !name.isInitials(words[0]), first == words.count - 1
    {
      givenRange = words[words.count - 1]
      familyRange = words[0].lowerBound..<words[words.count - 2].upperBound
    }
    let given = givenRange.isEmpty ? "" : latex.text(of: name.slice(givenRange))
    let family = latex.text(of: name.slice(familyRange))
    creators.append(
      .person(PersonalName(family: family, given: given.isEmpty ? nil : given, suffix: suffix)))
  }

  /// The first word of the family name: the first small one before the last, else the last.
  private mutating func familyStart(
    _ name: TextBytes, _ words: [Range<Int>]
  ) -> Int {
    guard let small = words.indices.dropLast().first(where: { isSmall(name.slice(words[$0])) })
    else { return words.count - 1 }
    let isLargeParticle =
      small > 1
      && ["Van", "Von", "De"].contains(latex.text(of: name.slice(words[small - 1])))
    return isLargeParticle ? small - 1 : small
  }

  /// Begins with a small letter; a word in braces has no case.
  private mutating func isSmall(_ word: TextBytes) -> Bool {
    if word[0].isASCIILetter { return word[0] >= 97 }
    let isSpecial =
      word[0] == UInt8(ascii: "\\") || word[0] >= 0x80
      || (word[0] == UInt8(ascii: "{") && word.at(1) == UInt8(ascii: "\\"))
    guard isSpecial else { return false }
    return latex.text(of: word).unicodeScalars.first?.properties.isLowercase ?? false
  }

  // MARK: biblatex

  /// `family=Beethoven, given=Ludwig, prefix=van`; nil if it is an ordinary name with a '='.
  private mutating func extendedName(
    _ name: TextBytes, _ parts: [Range<Int>]
  ) -> Creator? {
    var values: [String: String] = [:]
    for part in parts {
      let text = name.slice(part)
      guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let key = text.lowercased(text.trimmed(0..<equals))
      var value = text.trimmed(equals + 1..<text.count)
      if value.count > 1, text[value.lowerBound] == UInt8(ascii: "\""),
        text[value.upperBound - 1] == UInt8(ascii: "\"")
      {
        value = value.lowerBound + 1..<value.upperBound - 1
      }
      values[key] = latex.text(of: text.slice(value))
    }
    guard let family = values["family"] ?? values["given"] else { return nil }
    guard values["family"] != nil else { return .literal(family) }
    let prefix = values["prefix"].map { $0 + " " } ?? ""
    return .person(
      PersonalName(
        family: prefix + family, given: values["given"] ?? values["given-i"],
        suffix: values["suffix"]))
  }
}
