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

  /// Names and a year, which nothing but a citation of an author–date style begins with:
  ///
  /// ```
  /// Sereno PC, Forster CA (1993) Primitive dinosaur skeleton
  /// TAQUET P. 1976. — Géologie et paléontologie
  /// Sepp Hochreiter and Jürgen Schmidhuber. 1997.
  /// ```
  static func beginsDated(_ text: Printed) -> Bool {
    if beginsWithDatedGroup(text) { return true }
    let head = text.prefix(400)
    guard let year = PrintedDate.firstYear(in: head), head.first?.isUpper == true else {
      return false
    }
    let names = head[..<year.range.lowerBound].trimmed(of: "([.,:").withoutEditorWord
    guard names.count > 4, !names.contains(where: { "()[]:“\"".unicodeScalars.contains($0) }),
      let creators = people(in: names)
    else { return false }
    let areAbbreviated = creators.contains { PersonParts.initials($0.given) != nil }
    let title = head[year.range.upperBound...].words.dropFirst().prefix(3)
    // "Princeton, NJ, 1990. 345 pp." ends another.
    let isTitled =
      title.count == 3 && title.contains { $0.count > 3 && !$0.contains(where: \.isDigit) }
    return creators.count > 1
      ? isTitled || areAbbreviated || names.holdsConjunction
      : areAbbreviated && isTitled
  }

  /// "Centraal Bureau voor de Statistiek. (2021, 12 februari). Bevolking": a few words, a full stop,
  /// and a date in brackets with another. A sentence goes on behind its year: "Hayek (1945), who".
  private static func beginsWithDatedGroup(_ text: Printed) -> Bool {
    let head = text.prefix(160)
    guard head.first?.isUpper == true, let open = head.firstIndex(of: "("),
      let close = head[open...].firstIndex(of: ")"), text.at(close + 1) == ".",
      text.at(close + 2)?.isBlank == true,
      PrintedDate(filling: head[(open + 1)..<close])?.year != nil
    else { return false }
    let names = head[..<open].trimmed
    return names.last == "." && names.words.count < 14 && !names.contains(where: \.isDigit)
  }

  /// The given names of each person, if there is nothing else.
  private static func people(in text: Printed) -> [(given: Printed, family: String)]? {
    let names = PrintedNames(text).creators
    var people: [(given: Printed, family: String)] = []
    for case .person(let name) in names {
      guard let given = name.given,
        !Array(name.family.unicodeScalars)[...].words.contains(
          where: GroupName.words.containsFolded)
      else { return nil }
      people.append((Array(given.unicodeScalars)[...], name.family))
    }
    return people.count == names.count && !people.isEmpty ? people : nil
  }

  /// Whether more of a citation must follow: "Dodson P,", "edited by", "In:".
  static func isOpen(_ text: Printed) -> Bool {
    let text = text.trimmed
    guard let last = text.last else { return false }
    return ",&;:(".unicodeScalars.contains(last) || last.isDash
      || openWords.contains(text.lastWord)
  }

  private static let openWords: WordSet = [
    "and", "by", "in", "In", "of", "the", "for", "with", "from", "on", "to", "a", "an", "at", "as",
    "und",
    "et", "y", "e", "en", "von", "der", "die", "des", "du", "la", "le", "les", "del", "di",
  ]

  /// "Powell, D. J.", "Powell, Daniel".
  private static func isInverted(_ head: Printed) -> Bool {
    guard let comma = head.firstIndex(of: ","), PersonParts.isFamily(head[..<comma].trimmed) else {
      return false
    }
    let given = head[(comma + 1)...].prefix { !",(&;:".unicodeScalars.contains($0) }.trimmed
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

extension ArraySlice where Element == Unicode.Scalar {
  /// Without blanks and certain marks at its end.
  fileprivate func trimmed(of marks: String) -> Printed {
    var text = trimmed
    while let last = text.last, last.isBlank || marks.unicodeScalars.contains(last) {
      text.removeLast()
    }
    return text
  }

  /// "Weishampel DB, Dodson P (eds)" without its end.
  fileprivate var withoutEditorWord: Printed {
    guard last == ")", let bracket = lastIndex(of: "("), count - (bracket - startIndex) < 12 else {
      return self
    }
    return self[..<bracket].trimmed
  }

  fileprivate var holdsConjunction: Bool {
    words.contains { ["and", "&", "und", "et", "y"].contains($0.string) }
  }
}
