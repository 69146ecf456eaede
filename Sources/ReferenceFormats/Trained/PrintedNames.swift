import References

/// The names in a stretch of text, in any order and with anything between them: the form of the
/// whole is told by its separators and its first names.
///
/// ```
/// Norwood A. B., Ostrom C.                 family, initials; a comma between persons
/// Norwood, A. B., Ostrom, C.               family, comma, initials
/// Norwood, A. B.; Ostrom, C.               a semicolon or slash between persons
/// Edith Norwood, Carl Ostrom, and Paul Pell
/// Norwood, Edith, and Carl Ostrom          the first inverted
/// Norwood, Edith, Ostrom, Carl B           all inverted
/// ```
struct PrintedNames {
  private(set) var creators: [Creator] = []
  private(set) var hasMore = false
  /// Most have their first names in full: "L. Servaas Pell" is of the family "Pell".
  private var areWhole = false

  init(_ text: Printed) {
    var text = text.trimmed
    takeMore(off: &text)
    if Self.isOneGroup(text) {
      creators = [.literal(GroupName.text(text))]
    } else if let separator = Self.strongSeparator(in: text) {
      for part in text.split(separator: separator) { addPerson(part.trimmed) }
    } else {
      addPeople(Self.commaParts(of: text))
    }
  }

  /// Takes "et al.", "and others", "u. a." off the end.
  private mutating func takeMore(off text: inout Printed) {
    for _ in 0..<3 {
      while let last = text.last,
        last == "," || last == ";" || last == ":" || last.isBlank || last == "("
      { text.removeLast() }
      let lower = text.suffix(16).string.lowercased()
      guard let phrase = Self.morePhrases.first(where: lower.hasSuffix) else { break }
      hasMore = true
      text = text.dropLast(phrase.unicodeScalars.count).trimmed
      if text.last == "&" { text = text.dropLast().trimmed }
    }
  }

  private static let morePhrases = [
    "et al.", "et al", "et. al.", "etal.", "etal", "and others", "u. a.", "u.a.", "y otros",
    "et alii", "…", "and coauthors",
    "...", "[et al.]", "e outros", ", and", " and", "et .al", "et .al.", "и др.", "等",
  ]

  // MARK: Separators

  /// "National Academies of Sciences, Engineering, and Medicine": a group whose name has the marks
  /// that part persons.
  private static func isOneGroup(_ text: Printed) -> Bool {
    let words = text.words
    guard words.count > 2, GroupName.isKnown(text), !text.contains(";"), !text.contains("/"),
      !words.contains(where: {
        PersonParts.isInitialsWord($0) || PersonParts.isBareInitials($0) && $0.count < 3
      })
    else { return false }
    let parts = text.split { $0 == "," }.map(\.trimmed)
    guard GroupName.isKnown(parts[0]) else { return false }
    return parts.dropFirst().allSatisfy { part in
      let bare = part.has("and ", at: part.startIndex) ? part[(part.startIndex + 4)...] : part
      return bare.words.count == 1 || GroupName.isKnown(bare)
    }
  }

  /// A mark that stands between persons alone.
  private static func strongSeparator(in text: Printed) -> Unicode.Scalar? {
    if text.contains(";") { return ";" }
    if text.contains("/"), !text.contains("://") { return "/" }
    return nil
  }

  /// Parts between commas and words such as "and"; groups keep theirs.
  private static func commaParts(of text: Printed) -> [Part] {
    var parts: [Part] = []
    var start = text.startIndex
    var depth = 0
    var isAfterAnd = false
    func add(_ end: Int) {
      let part = text[start..<end].trimmed
      if !part.isEmpty { parts.append(Part(text: part, isAfterAnd: isAfterAnd)) }
    }
    var index = text.startIndex
    while index < text.endIndex {
      let scalar = text[index]
      if scalar == "(" || scalar == "[" { depth += 1 }
      if scalar == ")" || scalar == "]" { depth = max(0, depth - 1) }
      if depth == 0, scalar == "," || scalar == "，" || scalar == "、" {
        add(index)
        start = index + 1
        isAfterAnd = false
      } else if depth == 0,
        index == text.startIndex || text[index - 1].isBlank || text[index - 1] == ".",
        let end = conjunctionEnd(at: index, in: text)
      {
        let before = text[start..<index].trimmed
        if before.isEmpty || !GroupName.isKnown(before) || PersonParts.direct(before) != nil {
          add(index)
          start = end
          isAfterAnd = true
          index = end
          continue
        }
      }
      index += 1
    }
    add(text.endIndex)
    return parts
  }

  private struct Part {
    var text: Printed
    var isAfterAnd: Bool
  }

  private static func conjunctionEnd(at index: Int, in text: Printed) -> Int? {
    for word: StaticString in [
      "and ", "& ", "und ", "et ", "y ", "e ", "en ", "og ", "och ", "i ", "AND ", "And ", "&",
      "a ",
      "и ", "oraz ",
    ]
    where text.has(word, at: index) {
      return index + word.utf8CodeUnitCount
    }
    return nil
  }

  // MARK: Persons

  private mutating func addPeople(_ printed: [Part]) {
    let parts = printed.map { Part(text: Self.withoutRole($0.text), isAfterAnd: $0.isAfterAnd) }
    if Self.areAllInverted(parts) {
      for index in stride(from: 0, to: parts.count, by: 2) {
        creators.append(.person(Self.person(parts[index].text, parts[index + 1].text)))
      }
      return
    }
    areWhole = parts.count { Self.beginsWithWholeName($0.text) } * 2 > parts.count
    var index = 0
    while index < parts.count {
      let part = parts[index].text
      if PersonParts.isSuffix(part), addSuffix(part) {
        index += 1
        continue
      }
      if index + 1 < parts.count, !parts[index + 1].isAfterAnd,
        let name = inverted(
          part, parts[index + 1].text, isFirst: creators.isEmpty, in: parts, at: index)
      {
        creators.append(.person(name))
        index += 2
        continue
      }
      addPerson(part)
      index += 1
    }
  }

  /// "Moore, M. (Writer/Director)" is Moore, M.
  private static func withoutRole(_ text: Printed) -> Printed {
    guard text.last == ")", let open = text.lastIndex(of: "("), open > text.startIndex else {
      return text
    }
    let words = text[(open + 1)...].split { !$0.isLetter }
    return words.contains(where: roles.containsFolded) ? text[..<open].trimmed : text
  }

  private static let roles: WordSet = [
    "director", "directors", "producer", "producers", "writer", "writers", "host", "hosts",
    "expert", "narrator", "presenter", "composer", "photographer", "artist", "author", "creator",
    "speaker", "interviewer", "illustrator", "executive",
  ]

  /// Whether every second part is given names, and most others are families of one word; an "and" stands
  /// before a family.
  private static func areAllInverted(_ parts: [Part]) -> Bool {
    guard parts.count.isMultiple(of: 2), parts.count > 2 else { return false }
    let places = parts.indices
    let families = places.filter { $0.isMultiple(of: 2) }.map { parts[$0].text }
    guard families.allSatisfy(isFamily),
      places.allSatisfy({
        $0.isMultiple(of: 2) || isAnyGiven(parts[$0].text) && !parts[$0].isAfterAnd
      })
    else { return false }
    // "NORWOOD CD, OSTROM TM" are two.
    let areWhole = places.allSatisfy { place in
      place.isMultiple(of: 2) || parts[place].text.contains { $0.isLower || $0 == "." }
        || !isUpper(parts[place - 1].text)
    }
    guard areWhole else { return false }
    let single = families.count {
      $0.words.count { !PersonParts.isParticle($0) } == 1 || isUpper($0)
    }
    return single * 3 > families.count * 2
  }

  private static func isAnyGiven(_ text: Printed) -> Bool {
    PersonParts.initials(text) != nil || isGiven(text) && text.words.count <= 4
  }

  /// "Bruin, Pim de" is of the family "de Bruin".
  private static func person(_ family: Printed, _ given: Printed) -> PersonalName {
    var words = given.words
    while words.count > 1, PersonParts.isParticle(words[words.count - 1]) { words.removeLast() }
    let rest = given[words[words.count - 1].endIndex...].trimmed
    let family = rest.isEmpty ? family.collapsed : rest.collapsed + " " + family.collapsed
    let given = given[..<words[words.count - 1].endIndex]
    if let (initials, suffix) = PersonParts.initials(given) {
      return PersonalName(family: family, given: initials.collapsed, suffix: suffix)
    }
    return PersonalName(family: family, given: Self.given(given))
  }

  private mutating func addSuffix(_ part: Printed) -> Bool {
    guard let last = creators.indices.last, case .person(var name) = creators[last] else {
      return false
    }
    name.suffix = PersonParts.suffixText(part)
    creators[last] = .person(name)
    return true
  }

  /// "Norwood" and "A. B." or "Edith" in two parts.
  private func inverted(
    _ family: Printed, _ given: Printed, isFirst: Bool, in parts: [Part], at index: Int
  ) -> PersonalName? {
    let isStopped = given.words.allSatisfy(PersonParts.isInitialsWord)
    let isUpperFamily = Self.isUpper(family) && family.lastWord.count > 2
    let mayBeBare = PersonParts.bare(family) != nil && !isUpperFamily
    guard Self.isFamily(family), !mayBeBare || isStopped else { return nil }
    if let (initials, suffix) = PersonParts.initials(given) {
      return PersonalName(family: family.collapsed, given: initials.collapsed, suffix: suffix)
    }
    // "Norwood, Edith, and Carl Ostrom"; but "Edith Norwood, Carl Ostrom".
    let words = given.words
    guard (1...3).contains(words.count), Self.isGiven(given) else { return nil }
    let isSurelyFamily =
      family.words.count == 1 || PersonParts.isParticle(family.words[0])
      || isUpperFamily
    guard isSurelyFamily else { return nil }
    if isFirst || words.count == 1 || PersonParts.isInitialsWord(words[words.count - 1])
      || isUpperFamily && !Self.isUpper(given)
    {
      return Self.person(family, given)
    }
    return nil
  }

  private mutating func addPerson(_ text: Printed) {
    var text = text.trimmed
    takeMore(off: &text)
    while let first = text.first, first == "&" || first == "." || first == "," {
      text = text.dropFirst().trimmed
    }
    guard text.contains(where: \.isLetter) else { return }
    let pieces = text.split(separator: ",", maxSplits: 1)
    if pieces.count == 2 {
      let family = pieces[0].trimmed
      let given = pieces[1].trimmed
      if let (initials, suffix) = PersonParts.initials(given), Self.isFamily(family) {
        creators.append(
          .person(PersonalName(family: family.collapsed, given: initials.collapsed, suffix: suffix))
        )
        return
      }
      if Self.isFamily(family), Self.isGiven(given) {
        creators.append(.person(Self.person(family, given)))
        return
      }
      // "Quill, F. and Rask, G." inside one part of a list with semicolons.
      let parts = Self.commaParts(of: text)
      if parts.count > 1 {
        addPeople(parts)
        return
      }
    }
    creators.append(single(text))
  }

  private func single(_ text: Printed) -> Creator {
    let isState = text.has("U.S. ", at: text.startIndex) || text.has("U.K. ", at: text.startIndex)
    if GroupName.isKnown(text), text.words.count > 1, isState || PersonParts.direct(text) == nil {
      return .literal(GroupName.text(text))
    }
    if let name = Self.withCapitals(text) { return .person(name) }
    if areWhole, let name = PersonParts.full(text) { return .person(name) }
    if let name = Self.particleBehind(text) ?? Self.inCapitals(text) ?? PersonParts.direct(text)
      ?? Self.tight(text)
      ?? PersonParts.bare(text) ?? PersonParts.full(text)
    {
      return .person(name)
    }
    let bare = text.last == "." ? text.dropLast() : text
    if bare.words.count == 1, Self.isFamily(bare) {
      return .person(PersonalName(family: bare.collapsed))
    }
    return .literal(GroupName.text(text))
  }

  /// "BOURDIEU Pierre", "Réka ALBERT": the family is the part in capitals.
  private static func withCapitals(_ text: Printed) -> PersonalName? {
    let words = text.words
    guard (2...5).contains(words.count) else { return nil }
    let areCapitals = words.indices.map { index in
      let word = words[index]
      let mayBeInitials = PersonParts.isBareInitials(word)
      return word.count > 2 && isUpper(word)
        && (!mayBeInitials || index == 0 && word.contains(where: isVowel))
    }
    let given = { (words: ArraySlice<Printed>) in
      words.allSatisfy {
        ($0.first?.isUpper == true || $0.first?.isLetter == false)
          && ($0.contains(where: \.isLower) || $0.last == ".")
      }
    }
    let leading = areCapitals.prefix { $0 }.count
    if leading > 0, leading < words.count, given(words[leading...]),
      words[leading].contains(where: \.isLower)
    {
      return PersonalName(
        family: text[words[0].startIndex..<words[leading - 1].endIndex].collapsed,
        given: text[words[leading].startIndex...].collapsed)
    }
    let trailing = areCapitals.reversed().prefix { $0 }.count
    guard trailing > 0, trailing < words.count, given(words[..<(words.count - trailing)]),
      words[0].contains(where: \.isLower)
    else { return nil }
    return PersonalName(
      family: text[words[words.count - trailing].startIndex...].collapsed,
      given: text[words[0].startIndex..<words[words.count - trailing - 1].endIndex].collapsed)
  }

  private static func isVowel(_ scalar: Unicode.Scalar) -> Bool {
    "AEIOUYÁÉÍÓÚÄÖÜÀÈÊÔÅ".unicodeScalars.contains(scalar)
  }

  private static func beginsWithWholeName(_ text: Printed) -> Bool {
    let words = text.words
    return words.count > 1 && words[0].count > 2 && !PersonParts.isInitialsWord(words[0])
      && words[0].contains(where: \.isLower) && PersonParts.full(text) != nil
      && PersonParts.bare(text) == nil
  }

  /// "LAPPARENT A.-F. DE", "Beethoven L. van": the particle stands behind the initials.
  private static func particleBehind(_ text: Printed) -> PersonalName? {
    let words = text.words
    guard words.count > 2, let last = words.last, last.count > 1,
      words[words.count - 2].last == ".",
      PersonParts.isParticle(Array(last.string.lowercased().unicodeScalars)[...]),
      var name = PersonParts.bare(text[..<words[words.count - 2].endIndex])
    else { return nil }
    name.family = last.string + " " + name.family
    return name
  }

  /// "BROWNSTEIN C D", "VAN LOON K": a family in capitals, and initials of one letter each.
  private static func inCapitals(_ text: Printed) -> PersonalName? {
    let text = text.last == "." ? text.dropLast() : text
    let words = text.words
    guard let first = words.firstIndex(where: { $0.count == 1 }), first > 0, isUpper(text),
      words[first...].allSatisfy({ $0.count == 1 || $0.count == 3 && $0[$0.startIndex + 1].isDash })
    else { return nil }
    let family = text[words[0].startIndex..<words[first - 1].endIndex]
    let given = text[words[first].startIndex..<words[words.count - 1].endIndex]
    return PersonalName(family: family.collapsed, given: given.collapsed)
  }

  /// "A.B.Norwood", with no space behind the initials.
  private static func tight(_ text: Printed) -> PersonalName? {
    guard let stop = text.lastIndex(of: "."), stop + 1 < text.endIndex else { return nil }
    let given = text[...stop]
    let family = text[(stop + 1)...].trimmed
    guard PersonParts.isInitialsWord(given.filter { !$0.isBlank }[...]), isFamily(family) else {
      return nil
    }
    return PersonalName(
      family: family.collapsed, given: given.filter { !$0.isBlank }[...].collapsed)
  }

  private static func isFamily(_ text: Printed) -> Bool {
    PersonParts.isFamily(text) || text.count > 3 && isUpper(text)
  }

  private static func isUpper(_ text: Printed) -> Bool {
    text.allSatisfy { $0.isUpper || $0.isDash || $0.isBlank || $0.isApostrophe }
  }

  private static func isGiven(_ text: Printed) -> Bool {
    isInCapitals(text) || PersonParts.isFullGiven(text)
      || PersonParts.isFullGiven(text.last == "." ? text.dropLast() : text)
  }

  /// "NICOLAI R.", as German lists print names.
  private static func isInCapitals(_ text: Printed) -> Bool {
    let words = text.words
    return (1...3).contains(words.count) && words[0].count > 2
      && words.allSatisfy { word in
        PersonParts.isInitialsWord(word) || word.allSatisfy { $0.isUpper || $0.isDash }
      }
  }

  /// The full stop behind a whole given name ends the list of names.
  private static func given(_ text: Printed) -> String {
    let last = text.lastWord
    let isInitial = last.count <= 2 || PersonParts.isInitialsWord(last) && last.count <= 4
    return (text.last == "." && !isInitial ? text.dropLast() : text).collapsed
  }
}
