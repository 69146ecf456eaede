/// Tells whether a line begins as citations do, with a name.
enum CitationStart {
  static func begins(_ text: Printed) -> Bool {
    let head = text.prefix(120)
    let words = head.words
    guard words.count > 1 else { return false }
    if PersonParts.isInitialsWord(words[0]) {
      return words[1].first!.isUpper || PersonParts.isParticle(words[1])
    }
    return isInverted(head) || isBare(head) || isGroup(head)
  }

  /// "Powell, D. J.", "Powell, Daniel".
  private static func isInverted(_ head: Printed) -> Bool {
    guard let comma = head.firstIndex(of: ","), PersonParts.isFamily(head[..<comma].trimmed) else {
      return false
    }
    let given = head[(comma + 1)...].prefix { $0 != "," && $0 != "(" && $0 != "&" }.trimmed
    guard let first = given.words.first else { return false }
    return PersonParts.isInitialsWord(first) || PersonParts.isBareInitials(first)
      || PersonParts.isFullGiven(given.prefix { $0 != "." }.trimmed)
  }

  /// "Powell DJ".
  private static func isBare(_ head: Printed) -> Bool {
    let name = head.prefix { !",.:;(".unicodeScalars.contains($0) }.trimmed
    return PersonParts.bare(name) != nil
  }

  /// "World Health Organization. (2017)".
  private static func isGroup(_ head: Printed) -> Bool {
    let name = head.prefix { !",.:;(".unicodeScalars.contains($0) }.trimmed
    let words = name.words
    return words.count > 1 && GroupName.isKnown(name)
      && words.allSatisfy { $0.first!.isUpper || $0.first!.isDigit || $0.count <= 3 }
  }
}
