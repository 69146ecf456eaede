import References

/// Names in a stretch of text that contains nothing else, in any of the orders of print:
///
/// ```
/// Powell, D. J., Jr., & June, C. H.        family first, initials after a comma
/// Powell DJ Jr, June CH, et al             family first, bare initials
/// D. J. Powell Jr. and C. H. June          initials first
/// Powell, Daniel J., and Carl H. June      the first inverted, full names
/// World Health Organization                groups
/// ```
struct NameList {
  private(set) var creators: [Creator] = []
  private(set) var hasMore = false
  private(set) var range: Range<Int>
  /// How many of the parts could be read as no person and no known group.
  private(set) var unsure = 0
  private var prefersFullNames = false

  /// - Parameter isInvertedFirst: the first name is "Family, Given Names", as Chicago prints it.
  init(_ text: Printed, isInvertedFirst: Bool = false) {
    let text = text.trimmed
    range = text.startIndex..<text.endIndex
    var parts = Self.parts(of: text)
    for index in parts.indices { trimMore(&parts[index]) }
    parts.removeAll(where: \.isEmpty)
    parts = Self.splitAtConjunctions(parts)
    prefersFullNames = isInvertedFirst
    read(parts, isInvertedFirst: isInvertedFirst)
  }

  private mutating func read(_ parts: [Printed], isInvertedFirst: Bool) {
    var index = 0
    while index < parts.count {
      let part = parts[index]
      index += 1
      if PersonParts.isSuffix(part), let last = creators.indices.last,
        case .person(var name) = creators[last]
      {
        name.suffix = PersonParts.suffixText(part)
        creators[last] = .person(name)
        continue
      }
      if index < parts.count,
        let name = inverted(part, parts[index], isFull: isInvertedFirst && index == 1)
      {
        creators.append(.person(name))
        index += 1
        continue
      }
      creators.append(single(part))
    }
  }

  /// "Powell" and "D. J." in two parts.
  private func inverted(_ family: Printed, _ given: Printed, isFull: Bool) -> PersonalName? {
    guard PersonParts.isFamily(family), given.contains(".") || PersonParts.bare(family) == nil
    else { return nil }
    if let (initials, suffix) = PersonParts.initials(given) {
      return PersonalName(family: family.collapsed, given: initials.collapsed, suffix: suffix)
    }
    guard isFull, PersonParts.isFullGiven(given) else { return nil }
    return PersonalName(family: family.collapsed, given: given.collapsed)
  }

  private mutating func single(_ part: Printed) -> Creator {
    let isGroup = part.words.count > 2 && GroupName.isKnown(part)
    if !isGroup, prefersFullNames, !GroupName.isKnown(part.lastWord),
      let name = PersonParts.full(part)
    {
      return .person(name)
    }
    if !isGroup, let name = PersonParts.direct(part) ?? PersonParts.bare(part) {
      return .person(name)
    }
    if !GroupName.isKnown(part) {
      if let name = PersonParts.full(part) { return .person(name) }
      unsure += 1
    }
    return .literal(GroupName.text(part))
  }

  /// Takes "et al.", "and others" and an ellipsis off a part's end.
  private mutating func trimMore(_ part: inout Printed) {
    part = part.trimmed
    guard let last = part.last else { return }
    if last == "…" || last == "." && part.suffix(3).allSatisfy({ $0 == "." || $0.isBlank }) {
      hasMore = true
      while let mark = part.last, mark == "." || mark == "…" || mark.isBlank { part.removeLast() }
    } else if let start = Self.moreStart(in: part) {
      hasMore = true
      part = part[..<start].trimmed
    }
    while let first = part.first, first == "." || first == "…" || first == "&" || first.isBlank {
      if first == "." || first == "…" { hasMore = true }
      part = part.dropFirst()
    }
  }

  /// Where "et al." or "and others" begins at the end of a part, or nil.
  private static func moreStart(in part: Printed) -> Int? {
    switch part.last {
    case ".", "l", "]", "i", ":", "s":
      for phrase: StaticString in [
        "et al.", "et al", "[et al.]", "[et al]", "et al.:", "and others", "and colleagues",
        "et alii", "& others",
      ] {
        let start = part.endIndex - phrase.utf8CodeUnitCount
        guard part.has(phrase, at: start) else { continue }
        if start == part.startIndex || part[start - 1].isBlank || part[start - 1] == "," {
          return start
        }
      }
      return nil
    default: return nil
    }
  }

  // MARK: Parts

  /// The text cut at commas and semicolons outside of brackets.
  private static func parts(of text: Printed) -> [Printed] {
    var parts: [Printed] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "(", "[": depth += 1
      case ")", "]": depth = max(0, depth - 1)
      case ",", ";":
        guard depth == 0 else { continue }
        parts.append(text[start..<index].trimmed)
        start = index + 1
      default: break
      }
    }
    parts.append(text[start...].trimmed)
    return parts
  }

  private static func splitAtConjunctions(_ parts: [Printed]) -> [Printed] {
    var result: [Printed] = []
    for (index, whole) in parts.enumerated() {
      var part = whole
      if let end = conjunctionEnd(at: part.startIndex, in: part) { part = part[end...].trimmed }
      let next = index + 1 < parts.count ? parts[index + 1] : part[part.endIndex...]
      while let (left, right) = conjunction(in: part, before: next) {
        result.append(left)
        part = right
      }
      result.append(part)
    }
    return result
  }

  /// The first " and " or " & " of a part with a person before it; groups have theirs within. A
  /// family name goes on in the next part.
  private static func conjunction(in part: Printed, before next: Printed) -> (Printed, Printed)? {
    var index = part.startIndex
    while let blank = part[index...].firstIndex(where: \.isBlank) {
      index = blank + 1
      guard let end = conjunctionEnd(at: index, in: part) else { continue }
      let left = part[..<blank].trimmed
      let right = part[end...].trimmed
      if left.isEmpty || right.isEmpty { continue }
      if PersonParts.initials(left) != nil || PersonParts.direct(left) != nil
        || PersonParts.bare(left) != nil && !GroupName.isKnown(left)
        || PersonParts.isFamily(right) && PersonParts.initials(next) != nil
        || GroupName.isKnown(left) && (PersonParts.direct(right) ?? PersonParts.bare(right)) != nil
        || PersonParts.full(left) != nil && PersonParts.full(right) != nil
          && !GroupName.isKnown(part)
      {
        return (left, right)
      }
    }
    return nil
  }

  private static func conjunctionEnd(at index: Int, in part: Printed) -> Int? {
    for word: StaticString in ["and ", "& ", "und ", "et ", "AND "] where part.has(word, at: index)
    {
      return part.has("et al", at: index) ? nil : index + word.utf8CodeUnitCount
    }
    return nil
  }
}
