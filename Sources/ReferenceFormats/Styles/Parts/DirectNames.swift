import References

/// Names with their initials first that begin a text and end where the title begins, with nothing
/// but commas between: "D.J. Powell, C.H. June Jr., Title, …".
enum DirectNames {
  /// The index after the names and their comma; the text's start where it begins with none.
  static func end(in text: Printed) -> Int {
    var index = text.startIndex
    var end = index
    var isFirst = true
    while index < text.endIndex {
      let stop = partEnd(from: index, in: text)
      let part = text[index..<stop].trimmed
      guard isName(part, isFirst: isFirst, rest: text[stop...]) else { break }
      isFirst = false
      end = min(stop + 1, text.endIndex)
      index = end
      if isMore(part) { break }
    }
    return end
  }

  /// The next comma outside of brackets; a colon or full stop after "et al" ends a part, too.
  private static func partEnd(from start: Int, in text: Printed) -> Int {
    var depth = 0
    for index in start..<text.endIndex {
      switch text[index] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case ",": if depth <= 0 { return index }
      case ";", ":":
        let isClosed = depth <= 0 && text.at(index + 1)?.isBlank == true
        if isClosed, text[index] == ";" || text[..<index].hasSuffix("al.") { return index }
      default: break
      }
    }
    return text.endIndex
  }

  private static func isMore(_ part: Printed) -> Bool {
    part.hasSuffix("et al.") || part.hasSuffix("et al")
  }

  private static func isName(_ part: Printed, isFirst: Bool, rest: Printed) -> Bool {
    if PersonParts.isSuffix(part) { return !isFirst }
    if part.has("et al", at: part.startIndex) { return !isFirst && part.count <= 6 }
    var part = part
    if isMore(part) { part = part[..<part.lastWord.startIndex].trimmed.dropLast(2).trimmed }
    if part.has("and ", at: part.startIndex) { part = part.dropFirst(4).trimmed }
    if part.has("& ", at: part.startIndex) { part = part.dropFirst(2).trimmed }
    if PersonParts.direct(part) != nil { return true }
    if let cut = part.first(" and ") ?? part.first(" & ") {
      let after = text(part, afterWordAt: cut)
      if PersonParts.direct(part[..<cut]) != nil, PersonParts.direct(after) != nil { return true }
    }
    return GroupName.isKnown(part) && isTitled(part) && rest.contains(",")
  }

  private static let groupEnds: WordSet = [
    "collaboration", "consortium", "group", "groups", "investigators", "collaborators",
    "organization", "organisation", "members", "society", "association", "committee", "team",
    "initiative", "trialists", "project", "council", "commission", "academy", "agency",
    "institute", "ministry", "foundation", "partners", "authors", "developers", "federation",
    "collaborations", "participants", "partnership", "panel",
  ]

  private static let institutions: WordSet = [
    "Centers", "Centre", "Center", "Department", "Ministry", "Institute", "Office", "University",
    "Agency", "Bureau", "Commission", "Council", "Academy", "Association", "Committee", "Society",
  ]

  private static func text(_ part: Printed, afterWordAt cut: Int) -> Printed {
    let word = part.skippingBlanks(cut)
    return part[word...].drop { !$0.isBlank }.trimmed
  }

  private static func isTitled(_ part: Printed) -> Bool {
    let words = part.words
    if part.contains(where: { $0 == ":" || $0 == "?" }) { return false }
    let small = words.count { $0.first!.isLower && $0.count > 3 }
    guard (2...14).contains(words.count), small <= 1, words[0].count > 1, words[0].string != "An"
    else { return words.count == 1 && part.count < 8 && part.allSatisfy(\.isUpper) }
    return groupEnds.containsFolded(words[words.count - 1])
      || institutions.contains(words[words[0].string == "The" && words.count > 1 ? 1 : 0])
  }
}
