import References

/// Recognises one person's name and the parts of it.
enum PersonParts {
  // MARK: Whole names

  /// "D. J. Powell Jr.", "J.-P. van der Berg": initials with full stops, then the family name.
  static func direct(_ text: Printed) -> PersonalName? {
    let words = text.words
    var count = 0
    while count < words.count, isInitialsWord(words[count]) { count += 1 }
    guard count > 0, count < words.count else { return nil }
    var given = text[words[0].startIndex..<words[count - 1].endIndex]
    if given.last?.isDash == true { given.removeLast() }
    return name(given: given, family: text[words[count].startIndex...])
  }

  /// "Powell DJ Jr", "de la Cruz M-A": the family name, then initials without full stops.
  static func bare(_ text: Printed) -> PersonalName? {
    var words = text.words
    guard words.count >= 2 else { return nil }
    var suffix: String?
    if words.count >= 3, isSuffix(words[words.count - 1]) {
      suffix = suffixText(words.removeLast())
    }
    var first = words.count - 1
    if isBareInitials(words[first]) {
      while first > 1, isBareInitials(words[first - 1]), words[first].count <= 2,
        words[first - 1].count <= 2
      {
        first -= 1
      }
    } else {
      guard isInitialsWord(words[first]),
        words[first].split(whereSeparator: { $0 == "." || $0.isDash }).allSatisfy({ $0.count <= 2 })
      else { return nil }
      while first > 1, isInitialsWord(words[first - 1]) { first -= 1 }
    }
    let family = text[words[0].startIndex..<words[first - 1].endIndex]
    guard first > 0, isFamily(family) else { return nil }
    let given = text[words[first].startIndex..<words[words.count - 1].endIndex]
    return PersonalName(family: family.collapsed, given: given.collapsed, suffix: suffix)
  }

  /// "Carl H. June", "Ludwig van der Berg III": full given names, then the family name.
  static func full(_ text: Printed) -> PersonalName? {
    let words = text.words
    guard (2...6).contains(words.count) else { return nil }
    var last = words.count - 1
    if last >= 2, isSuffix(words[last]) { last -= 1 }
    var first = last
    while first > 1, isParticle(words[first - 1]) || familyPrefixes.contains(words[first - 1]) {
      first -= 1
    }
    if first > 1, first < last, words[first].count == 1, words[first].first!.isLower { first -= 1 }
    while first > 1, isParticle(words[first - 1]) { first -= 1 }
    guard first > 0, words[..<first].allSatisfy(isGivenWord) else { return nil }
    let given = text[words[0].startIndex..<words[first - 1].endIndex]
    return name(given: given, family: text[words[first].startIndex...])
  }

  private static func name(given: Printed, family text: Printed) -> PersonalName? {
    var family = text.trimmed
    var suffix: String?
    let last = family.lastWord
    if last.startIndex > family.startIndex, isSuffix(last) {
      suffix = suffixText(last)
      family = family[..<last.startIndex].trimmed
    }
    guard isFamily(family) else { return nil }
    return PersonalName(family: family.collapsed, given: given.collapsed, suffix: suffix)
  }

  // MARK: Families

  /// One to five words of letters, capitalised ones or particles, and no digits.
  static func isFamily(_ text: Printed) -> Bool {
    guard text.count <= 60, let first = text.first, !first.isBlank else { return false }
    var words = 0
    var capitals = 0
    var index = text.startIndex
    while index < text.endIndex {
      var end = index
      var hasCapital = false
      while end < text.endIndex, !text[end].isBlank {
        guard belongsToName(text[end]) else { return false }
        if text[end] == ".", !isSaint(text[index...end]) { return false }
        if text[end].isUpper { hasCapital = true }
        end += 1
      }
      if hasCapital { capitals += 1 } else if !isParticle(text[index..<end]) { return false }
      words += 1
      index = text.skippingBlanks(end)
    }
    return capitals > 0 && words <= 6 && text.last != "."
  }

  /// The full stop of "St. Clair" is the name's own.
  private static func isSaint(_ word: Printed) -> Bool {
    word.count <= 4 && ["St.", "Ste.", "v.", "v.d."].contains(word.string)
  }

  static func belongsToName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLetter || scalar.isDash || scalar.isApostrophe || scalar == "."
      || !scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark
  }

  static func isParticle(_ word: Printed) -> Bool { particles.contains(word) }

  // MARK: Given names

  /// "D. J.", "DJ", "J.-P.", "Yu. V.", "J. L. van der", with a suffix or without.
  static func initials(_ text: Printed) -> (given: Printed, suffix: String?)? {
    guard !text.isEmpty, text.count <= 40 else { return nil }
    var words = text.words
    var suffix: String?
    if words.count > 1, isSuffix(words[words.count - 1]) {
      suffix = suffixText(words.removeLast())
    }
    guard let first = words.first, isInitialsWord(first) || isBareInitials(first) else {
      return nil
    }
    for word in words.dropFirst()
    where !isInitialsWord(word) && !isParticle(word) && !isBareInitials(word) { return nil }
    return (text[first.startIndex..<words[words.count - 1].endIndex], suffix)
  }

  /// `J.`, `D.J.`, `J.-P.`, `Yu.`, `O’D.`: groups of a capital and up to three small letters, each
  /// with its full stop.
  static func isInitialsWord(_ word: Printed) -> Bool {
    guard word.count >= 2, word.last == ".", word.count <= 16, !isSaint(word) else { return false }
    var letters = 0
    var isFirst = true
    for (index, scalar) in zip(word.indices, word) {
      if scalar == "." {
        guard letters > 0 else { return false }
        letters = 0
        isFirst = true
      } else if scalar.isDash {
        letters = 0
        isFirst = true
      } else if scalar.isApostrophe {
        letters = 0
      } else if scalar.isLetter || !scalar.isASCII {
        let followsDash = index > word.startIndex && word[index - 1].isDash
        let isParticle = index == word.startIndex && word.at(index + 1)?.isApostrophe == true
        if isFirst && !scalar.isUpper && !followsDash && !isParticle { return false }
        isFirst = false
        letters += 1
        if letters > 4 { return false }
      } else {
        return false
      }
    }
    return true
  }

  /// Initials of one letter each: `J.`, `H.-R.`, not `Ng.` at a sentence's end.
  static func isPlainInitialsWord(_ word: Printed) -> Bool {
    isInitialsWord(word)
      && word.split(whereSeparator: { $0 == "." || $0.isDash }).allSatisfy { $0.count <= 1 }
  }

  /// `D`, `DJ`, `J-P`, `MAC`, `YaB`: capitals without full stops, or letters of other scripts that
  /// take two of ours.
  static func isBareInitials(_ word: Printed) -> Bool {
    guard (1...6).contains(word.count), word.first!.isUpper else { return false }
    if word.count > 1, word.contains(where: \.isLower), isTransliterated(word) { return true }
    var capitals = 0
    for (index, scalar) in zip(word.indices, word) {
      if scalar.isUpper {
        capitals += 1
      } else if scalar.isDash || scalar.isApostrophe {
        guard index > word.startIndex, index + 1 < word.endIndex else { return false }
      } else if !(scalar.isLower && index > word.startIndex && word[index - 1].isDash) {
        guard !scalar.isASCII, scalar.properties.generalCategory == .nonspacingMark else {
          return false
        }
      }
    }
    return (1...4).contains(capitals)
  }

  private static func isTransliterated(_ word: Printed) -> Bool {
    var index = word.startIndex
    while index < word.endIndex {
      var end = index + 1
      while end < word.endIndex, word[end].isLower { end += 1 }
      guard word[index].isUpper, end == index + 1 || digraphs.contains(word[index..<end]) else {
        return false
      }
      index = end
    }
    return true
  }

  private static let digraphs: WordSet = [
    "Yu", "Ya", "Ye", "Zh", "Kh", "Ch", "Sh", "Ts", "Th", "Ph", "Iu", "Ia", "Ju", "Ja", "Fr", "Chr",
    "Dzh", "Cs", "Gy", "Sz", "Zs",
  ]

  /// The given names of an inverted full name: "Daniel J.", "Jean-Pierre".
  static func isFullGiven(_ text: Printed) -> Bool {
    let words = text.words
    return (1...5).contains(words.count) && words[0].first!.isUpper
      && words.allSatisfy { isGivenWord($0) || isParticle($0) }
  }

  private static func isGivenWord(_ word: Printed) -> Bool {
    isInitialsWord(word)
      || word.first!.isUpper && word.allSatisfy { $0 != "." && belongsToName($0) }
        && (word.count < 3 || word.contains(where: \.isLower))
  }

  // MARK: Suffixes

  static func isSuffix(_ word: Printed) -> Bool {
    guard (2...4).contains(word.count) else { return false }
    return suffixes.contains(word.last == "." ? word.dropLast() : word)
  }

  /// Without its full stop: `Jr`.
  static func suffixText(_ word: Printed) -> String {
    (word.last == "." ? word.dropLast() : word).string
  }

  private static let suffixes: WordSet = [
    "Jr", "Sr", "II", "III", "IV", "2nd", "3rd", "4th", "Jnr", "Snr", "Esq", "jr", "sr",
  ]

  private static let particles: WordSet = [
    "af", "al", "am", "ap", "auf", "av", "bin", "ben", "da", "dal", "dalla", "das", "de", "degli",
    "del", "dela", "della", "delle", "dem", "den", "der", "des", "di", "do", "dos", "du", "e", "el",
    "en", "i", "ibn", "la", "las", "le", "les", "li", "lo", "los", "op", "st", "'t", "’t", "te",
    "ten", "ter", "het", "the", "und", "van", "vande", "vanden", "vander", "vom", "von", "y", "zu",
    "zum", "zur", "'s", "’s", "d’", "d'", "in", "‘t",
    "v.", "v.d.",
  ]

  /// Particles that are capitals in some families: "Keiko Al Maruf".
  private static let familyPrefixes: WordSet = [
    "Vander", "Vanden", "Nic", "Mc", "Abou", "Al", "El", "Van", "De", "Le", "La", "Ben", "Abu",
    "Bin", "Mac", "Ó", "Di", "Da", "Du", "St",
    "St.", "San", "Santa", "Von", "Del", "Dos", "Della", "Ter", "Ibn", "Den", "Der", "Saint", "Ní",
  ]
}
