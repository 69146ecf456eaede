import References

/// Reads the names that begin a citation or stand after "(eds", family name first:
///
/// ```
/// names    = name { (", " | " & " | ", & " | " and ") name } [ " et al." ]
/// name     = family ", " given [ suffix ] | group
/// family   = particle* Capitalised+            van Bruggen, O’Reilly, Kankeu Fonkoua
/// given    = initial { [ " " | "-" ] initial } [ particle+ [ initial ] ]
///                                                J. A. C., H.-R., Yu. V., J. L. van der
/// suffix   = "Jr" | "Sr" | "II" | "III" | "IV" | "2nd" | "3rd" …
/// group    = [ "(" | "on behalf of the " | "for the " ]
///            Capitalised words up to the next ". ", ")", " & " or ", " name
/// ```
struct NameReader {
  let text: Printed

  struct Names {
    var creators: [Creator] = []
    var hasMore = false
    /// Where the names end and the title begins.
    var end: Int
  }

  /// The names at the start of the text; none where it begins with something else.
  func names() -> Names {
    var names = Names(end: text.startIndex)
    var index = text.startIndex
    while let (creator, end) = name(at: index, isFirst: names.creators.isEmpty) {
      names.creators.append(creator)
      names.end = end
      if let afterEtAl = etAl(at: end) {
        names.hasMore = true
        names.end = afterEtAl
        appendGroup(at: text.skippingBlanks(afterEtAl), to: &names)
        return names
      }
      guard let next = separator(at: end) else { break }
      index = next
    }
    names.end = givingBackInitial(before: names.end, creators: &names.creators)
    return names
  }

  /// A group announced after "et al.": "(ATLAS Collaboration)", "on behalf of the …".
  private func appendGroup(at index: Int, to names: inout Names) {
    guard text.at(index) == "(" || skippingAnnouncement(index) > index,
      let (group, end) = group(at: index, isFirst: false)
    else { return }
    names.creators.append(group)
    names.end = end
  }

  private func name(at index: Int, isFirst: Bool) -> (Creator, end: Int)? {
    if let (person, end) = person(at: index) { return (.person(person), end) }
    return group(at: index, isFirst: isFirst)
  }

  // MARK: People

  private func person(at start: Int) -> (PersonalName, end: Int)? {
    guard let comma = familyEnd(from: start) else { return nil }
    let given = text.skippingBlanks(comma + 1)
    guard let givenEnd = initialsEnd(from: given) else { return nil }
    var name = PersonalName(
      family: text[start..<comma].string, given: text[given..<givenEnd].string)
    guard let (suffix, end) = suffix(at: givenEnd) else { return (name, givenEnd) }
    name.suffix = suffix
    return (name, end)
  }

  /// The comma after a family name, or nil if no family name begins.
  private func familyEnd(from start: Int) -> Int? {
    guard let comma = text[start...].prefix(60).firstIndex(of: ",") else { return nil }
    let words = text[start..<comma].words
    guard words.first?.string != "in" || words.count > 1 else { return nil }
    guard (1...6).contains(words.count), text.at(start)?.isBlank == false else { return nil }
    var capitals = 0
    for word in words {
      guard word.allSatisfy(Self.belongsToName) else { return nil }
      if word.contains(where: \.isUpper) {
        capitals += 1
      } else if !Self.particles.contains(word) {
        guard text.has("in ", at: start), word.startIndex == start, words[1].first!.isApostrophe
        else { return nil }
      }
    }
    return capitals > 0 ? comma : nil
  }

  /// Letters, and the marks inside names: `O’Reilly`, `Garcia-Ortiz`, `St. John`.
  private static func belongsToName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLetter || scalar.isDash || scalar.isApostrophe || scalar == "."
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// The end of a run of initials, or nil if none begins.
  private func initialsEnd(from start: Int) -> Int? {
    var end: Int?
    var index = start
    while let next = initialEnd(from: index) {
      end = next
      let afterSpace = text.skippingBlanks(next)
      let dash = text.at(afterSpace)?.isDash == true ? afterSpace + 1 : afterSpace
      guard dash > next || text.at(next)?.isUpper == true else { break }
      if longInitialMayBeTitle(from: dash) { break }
      index = dash
    }
    return end.map(afterParticles)
  }

  /// "J. L. van der" and "M. de A.": particles after initials belong to the name where the list of
  /// names goes on after them, or before a capital ("van der Waals" and the like begin titles).
  private func afterParticles(_ end: Int) -> Int {
    var index = end
    var count = 0
    while count < 3 {
      let start = text.skippingBlanks(index)
      let word = text[start...].prefix { !$0.isBlank && $0 != "," }
      guard start > index, Self.givenParticles.contains(word) else { break }
      index = word.endIndex
      count += 1
    }
    guard count > 0 else { return end }
    let next = text.skippingBlanks(index)
    if let initial = initialEnd(from: next) { return initial }
    if separator(at: index) != nil || etAl(at: index) != nil || next == text.endIndex {
      return index
    }
    let word = text[next...].prefix { $0.isLetter }
    let isEponym = Self.eponyms.contains(word)
    return text.at(next)?.isUpper == true && !isEponym ? index : end
  }

  /// One initial: a capital and up to three small letters, then a full stop, or a dash and the next
  /// (`J-P.`).
  private func initialEnd(from start: Int) -> Int? {
    guard let first = text.at(start) else { return nil }
    let followsDash = start > text.startIndex && text[start - 1].isDash
    guard first.isUpper || (first.isLower && followsDash) else {
      return particleInGivenName(at: start)
    }
    var index = start + 1
    if text.at(index)?.isApostrophe == true, text.at(index + 1)?.isUpper == true { index += 2 }
    while let scalar = text.at(index), index - start < 4,
      scalar.isLower || scalar.properties.generalCategory == .nonspacingMark
    {
      index += 1
    }
    switch text.at(index) {
    case "."?: return index + 1
    case let dash? where dash.isDash && index == start + 1 && text.at(index + 1)?.isUpper == true:
      return initialEnd(from: index + 1)
    default: return nil
    }
  }

  /// `d’A.`, as in "Smith, d’A. W."
  private func particleInGivenName(at start: Int) -> Int? {
    guard text.has("d", at: start), text.at(start + 1)?.isApostrophe == true else { return nil }
    return initialEnd(from: start + 2)
  }

  /// An initial of several letters after others is the first word of a title unless the list of
  /// names goes on after it: "Smith, J. Is. …".
  private func longInitialMayBeTitle(from start: Int) -> Bool {
    guard let end = initialEnd(from: start), end - start > 2 else { return false }
    let initial = text[start..<end].dropLast()
    guard initial.dropFirst().allSatisfy(\.isLower), !Self.longInitials.contains(initial)
    else { return false }
    return separator(at: end) == nil && etAl(at: end) == nil
  }

  private func suffix(at index: Int) -> (String, end: Int)? {
    var start = text.skippingBlanks(index)
    if text.at(start) == "," { start = text.skippingBlanks(start + 1) }
    let word = text[start...].prefix { !$0.isBlank && $0 != "," }
    let bare = word.last == "." ? word.dropLast() : word
    guard Self.suffixes.contains(bare) else { return nil }
    return (bare.string, word.endIndex)
  }

  // MARK: Groups

  /// A group's name: up to a full stop, an ampersand, "et al." or a comma before a person.
  private func group(at index: Int, isFirst: Bool) -> (Creator, end: Int)? {
    let isBracketed = text.at(index) == "("
    var start = isFirst ? index : skippingAnnouncement(isBracketed ? index + 1 : index)
    if isFirst && isBracketed { return nil }
    if !isFirst && text.has("the ", at: start) { start += 4 }
    guard let first = text.at(start),
      first.isUpper || first.isDigit || (!isFirst && first.isLetter),
      let end = isBracketed ? text[start...].firstIndex(of: ")") : groupEnd(from: start)
    else { return nil }
    let name = text[start..<end]
    guard (2...160).contains(name.count), isGroup(name, isFirst: isFirst, end: end) else {
      return nil
    }
    var after = isBracketed ? end + 1 : end
    if text.at(after) == "." { after += 1 }
    return (.literal(name.string), after)
  }

  /// "on behalf of", "for": words between people and a group.
  private func skippingAnnouncement(_ index: Int) -> Int {
    for phrase: StaticString in ["on behalf of ", "for the ", "and the "]
    where text.has(phrase, at: index) {
      return index + phrase.utf8CodeUnitCount
    }
    return index
  }

  private func groupEnd(from start: Int) -> Int? {
    var index = start
    while index < text.endIndex {
      switch text[index] {
      case "."
      where text.at(index + 1)?.isBlank == true && !isAbbreviation(before: index, from: start):
        return index
      case "." where index + 1 == text.endIndex: return nil
      case "," where person(at: text.skippingBlanks(index + 1)) != nil: return index
      case "?", "!", ":": return nil
      case let blank where blank.isBlank && index > start:
        if text.has(" & ", at: index) || etAl(at: index) != nil { return index }
      default: break
      }
      index += 1
    }
    return nil
  }

  private func isAbbreviation(before index: Int, from start: Int) -> Bool {
    let word = text[start..<index].lastWord
    return word.count == 1 || word.string == "St" || word.contains(".")
  }

  private func isGroup(_ name: Printed, isFirst: Bool, end: Int) -> Bool {
    let words = name.words
    let bare = words.map(\.letters)
    let namesGroup = bare.contains(where: Self.groupWords.containsFolded)
    let namesGroupLast = bare.last { !$0.isEmpty }.map(Self.groupWords.containsFolded) ?? false
    let isTitled =
      namesGroupLast
      || zip(words, bare).allSatisfy { word, bare in
        !word.first!.isLower || word.first == "&" || Self.smallWords.contains(bare)
          || Self.groupWords.contains(bare)
      }
    guard isTitled, words.count <= 16, namesGroup || words.first?.first?.isDigit == false else {
      return false
    }
    guard isFirst else { return namesGroup || words.count > 1 || isAcronym(name) }
    if text.has(" & ", at: end) || etAl(at: end) != nil { return true }
    if text.at(end) == "," { return namesGroup || isAcronym(name) }
    let rest = text[min(end + 1, text.endIndex)...].trimmed
    if namesGroup { return rest.words.count > 2 }
    return hasTitleAndContainer(rest) && words.count <= 14 && (words.count > 1 || isAcronym(name))
  }

  private func isAcronym(_ name: Printed) -> Bool {
    name.count >= 3 && name.allSatisfy(\.isUpper)
  }

  /// What follows a group that stands alone must still contain a title and a journal.
  private func hasTitleAndContainer(_ rest: Printed) -> Bool {
    guard let first = rest.first, first.isUpper || first.isDigit else { return false }
    guard rest.first(". ") != nil || rest.first("? ") != nil else { return false }
    return !rest.words.prefix(3).allSatisfy { $0.last == "." }
  }

  // MARK: Between names

  /// The index of the next name after a separator, or nil if the list of names ends.
  private func separator(at index: Int) -> Int? {
    var next = index
    if text.at(next) == "," { next += 1 }
    let afterSpace = text.skippingBlanks(next)
    if text.at(afterSpace) == "&" { return text.skippingBlanks(afterSpace + 1) }
    if text.has("and ", at: afterSpace), afterSpace > index { return afterSpace + 4 }
    if afterSpace > index, skippingAnnouncement(afterSpace) > afterSpace { return afterSpace }
    if text.at(afterSpace) == "(", !text.has("ed", at: afterSpace + 1),
      !text.has("Ed", at: afterSpace + 1),
      group(at: afterSpace, isFirst: false) != nil
    {
      return afterSpace
    }
    return next > index && afterSpace > next ? afterSpace : nil
  }

  /// The index after "et al.", or nil.
  private func etAl(at index: Int) -> Int? {
    var start = index
    if text.at(start) == "," { start += 1 }
    start = text.skippingBlanks(start)
    guard text.has("et al", at: start) else { return nil }
    let end = start + 5
    guard let next = text.at(end) else { return end }
    return next == "." || next == "," || next == ":" ? end + 1 : next.isBlank ? end : nil
  }

  /// "Wei, J. C. elegans genes": a last initial before a plain lower-case word is a genus, and
  /// belongs to the title.
  private func givingBackInitial(before end: Int, creators: inout [Creator]) -> Int {
    guard case .person(var name)? = creators.last, name.suffix == nil,
      let given = name.given, let lastSpace = given.unicodeScalars.lastIndex(where: \.isBlank)
    else { return end }
    let next = text[text.skippingBlanks(end)...].prefix { !$0.isBlank }
    guard next.count >= 3, next.allSatisfy(\.isLower), !Self.givenParticles.contains(next)
    else { return end }
    let initial = given.unicodeScalars[given.unicodeScalars.index(after: lastSpace)...]
    name.given = String(given[..<lastSpace])
    creators[creators.count - 1] = .person(name)
    return end - initial.count
  }

  // MARK: Words

  /// Initials of several letters, one letter of another script each.
  private static let longInitials: WordSet = [
    "Yu", "Ya", "Ye", "Yo", "Zh", "Kh", "Ch", "Sh", "Shch", "Ts", "Th", "Ph", "Iu", "Ia", "Ju",
    "Ja", "St", "Sz", "Cs", "Gy", "Zs", "Ny", "Ly", "Dz", "Dzh", "Ll", "Chr",
  ]

  private static let eponyms: WordSet = [
    "Waals", "Broglie", "Sitter", "Rham", "Neumann", "Willebrand", "Hippel", "Hove", "Novo",
  ]

  private static let givenParticles: WordSet = [
    "van", "der", "den", "de", "la", "von", "da", "di", "du", "dos", "do", "del", "ter", "ten",
    "het", "'t", "’t",
  ]

  private static let suffixes: WordSet = [
    "Jr", "Sr", "II", "III", "IV", "2nd", "3rd", "4th", "Jnr", "Snr", "Esq",
  ]

  private static let particles: WordSet = [
    "af", "al", "am", "ap", "auf", "av", "bin", "ben", "da", "dal", "dalla", "das", "de", "degli",
    "del",
    "dela", "della", "delle", "dem", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "en",
    "i", "ibn", "la", "las", "le", "les", "li", "lo", "los", "op", "st", "'t", "te", "ten", "ter",
    "the", "und", "van", "vande", "vanden", "vander", "vom", "von", "y", "zu", "zum", "zur", "'s",
    "’s", "’t",
  ]

  private static let smallWords: WordSet = [
    "a", "and", "at", "by", "de", "des", "du", "for", "from", "in", "la", "le", "of",
    "on", "the", "to", "und", "with", "&", "van", "der", "für",
  ]

  private static let groupWords: WordSet = [
    "academy", "administration", "agency", "alliance", "association", "authors", "board", "bureau",
    "center", "centers", "centre", "centres", "club", "collaboration", "collaborations",
    "collaborative",
    "collaborators", "collective", "college", "commission", "committee", "community", "company",
    "conference", "consortium", "cooperative", "council", "department", "division", "federation",
    "force", "foundation", "fund", "group", "groups", "developers", "initiative", "institute",
    "institutes",
    "institution", "investigators", "laboratory", "members", "ministry", "network", "office",
    "organisation", "organization", "panel", "participants", "partners", "partnership", "platform",
    "program",
    "programme", "project", "registry", "researchers", "scientists", "secretariat", "service",
    "services", "society", "study", "survey", "system", "task", "team", "trial", "trialists",
    "trials", "union", "university", "workgroup", "workshop", "writing",
  ]
}
