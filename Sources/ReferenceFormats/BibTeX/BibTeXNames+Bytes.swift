/// What the reader of names asks of the bytes of one name or list.
extension TextBytes {
  /// The place after "and" and the blank after it, where both follow the blank at `index`.
  func andEnd(at index: Int) -> Int? {
    guard at(index + 1) | 0x20 == UInt8(ascii: "a"), at(index + 2) | 0x20 == UInt8(ascii: "n"),
      at(index + 3) | 0x20 == UInt8(ascii: "d")
    else { return nil }
    if index + 4 == count { return count }
    return at(index + 4).isBlank ? index + 4 : nil
  }

  /// The ';' here ends an entity, `&uuml;`, and separates nothing.
  func endsEntity(at index: Int) -> Bool {
    var start = index - 1
    while start >= 0, index - start < 10,
      self[start].isASCIILetter || self[start].isASCIIDigit || self[start] == UInt8(ascii: "#")
    {
      start -= 1
    }
    return start >= 0 && start < index - 1 && self[start] == UInt8(ascii: "&")
  }

  /// The names between `&`s or `\&`s outside of braces, each of a comma or several words; nil if
  /// one is not: `Procter & Gamble` is a firm.
  var peopleAroundAmpersands: [Range<Int>]? {
    guard contains(UInt8(ascii: "&")) else { return nil }
    var names: [Range<Int>] = []
    var depth = 0
    var start = 0
    for index in 0..<count {
      switch self[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "&") where depth == 0 && at(index + 1).isBlank:
        let end = at(index - 1) == UInt8(ascii: "\\") ? index - 1 : index
        guard at(end - 1).isBlank else { break }
        names.append(trimmed(start..<end))
        start = index + 1
      default: break
      }
    }
    names.append(trimmed(start..<count))
    let arePeople = names.allSatisfy { name in
      self[name].contains(UInt8(ascii: ",")) || slice(name).words.count > 1
    }
    return names.count > 1 && arePeople ? names : nil
  }

  func isWord(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    return word.withBytes { word in indices.allSatisfy { self[$0].lowercased == word[$0] } }
  }

  /// Two neighbouring words are this text.
  func isWord(_ text: StaticString, in first: Range<Int>, _ last: Range<Int>) -> Bool {
    let end = last.upperBound
    return slice(first.lowerBound..<end).isWord(text)
      || slice(first.lowerBound..<end).isWord("et al")
  }

  /// One pair of braces contains it all, and is not the accent of a letter.
  var isOneGroup: Bool {
    guard count > 2, self[0] == UInt8(ascii: "{"), self[count - 1] == UInt8(ascii: "}"),
      self[1] != UInt8(ascii: "\\") || contains(32)
    else { return false }
    var depth = 0
    for index in 0..<count - 1 {
      if self[index] == UInt8(ascii: "{") { depth += 1 }
      if self[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return false }
    }
    return true
  }

  /// Several names with a comma each: a whole list that somebody put into braces.
  var isNameList: Bool {
    var start = 0
    var names = 0
    var index = 0
    while index < count {
      if self[index].isBlank, let end = andEnd(at: index) {
        if !self[start..<index].contains(UInt8(ascii: ",")) { return false }
        names += 1
        start = end
        index = end
      } else {
        index += 1
      }
    }
    return names > 0 && self[Swift.min(start, count)..<count].contains(UInt8(ascii: ","))
  }

  /// The pieces between separators outside of braces, without white space around them.
  func topLevelParts(_ separator: UInt8) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var depth = 0
    var start = 0
    for index in 0..<count {
      switch self[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case separator where depth <= 0:
        parts.append(trimmed(start..<index))
        start = index + 1
      default: break
      }
    }
    parts.append(trimmed(start..<count))
    return parts
  }

  /// The pieces between blanks and '~' outside of braces; what follows a command belongs to it.
  var words: [Range<Int>] {
    var words: [Range<Int>] = []
    var depth = 0
    var start = 0
    var index = 0
    while index <= count {
      let byte = at(index)
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\\") where at(index + 1).isASCIILetter:
        index += 1
        while at(index + 1).isASCIILetter { index += 1 }
        index = skippingBlanks(index + 1, count) - 1
      case UInt8(ascii: "\\"): index += 1
      default:
        if index == count || (depth <= 0 && (byte.isBlank || byte == UInt8(ascii: "~"))) {
          if index > start { words.append(start..<index) }
          start = index + 1
        }
      }
      index += 1
    }
    if start < count { words.append(start..<count) }
    return words
  }

  /// One to three capitals, with or without full stops: `JA`, `J.A.`
  func isInitials(_ range: Range<Int>) -> Bool {
    let letters = self[range].filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
    return (1...3).contains(letters.count) && letters.allSatisfy { (65...90).contains($0) }
  }

  /// `Smith J` or `J. Smith` or `Jane Smith`, and so on, each piece a name of two words or more.
  func isList(_ parts: [Range<Int>]) -> Bool {
    parts.allSatisfy { part in
      let words = slice(part).words
      return words.count > 1 && words.count < 5
    }
  }

  /// Every second piece contains nothing but initials, the others none.
  func isListOfPairs(_ parts: [Range<Int>]) -> Bool {
    parts.indices.allSatisfy { index in
      let piece = slice(parts[index])
      return !piece.isEmpty && piece.words.allSatisfy(piece.isInitials) == (index % 2 == 1)
    }
  }

  /// The words are those of a group: "The ATLAS Collaboration", "University of Oxford".
  func namesGroup(_ words: [Range<Int>]) -> Bool {
    if slice(words[words.count - 1]).isOneOf(Self.groupWords) { return true }
    guard words.count > 2 else { return false }
    return words.contains { slice($0).isOneOf(["of", "for"]) }
  }

  private func isOneOf(_ words: Set<String>) -> Bool {
    count < 16 && words.contains(lowercased(0..<count))
  }

  private static var groupWords: Set<String> { bibTeXGroupWords }
}

private let bibTeXGroupWords: Set<String> = [
  "agency", "alliance", "association", "centre", "center", "club", "collaboration", "commission",
  "committee", "consortium", "council", "federation", "foundation", "group", "inc", "inc.",
  "initiative", "institute", "investigators", "laboratory", "ltd", "ltd.", "gmbh", "ministry",
  "network", "organisation", "organization", "panel", "project", "society", "taskforce", "team",
  "trialists", "union", "university", "workgroup",
]
