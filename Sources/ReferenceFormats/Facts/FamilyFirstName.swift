import References

extension Creator {
  /// Reads a name as databases print it: with a comma, `Powell, Daniel J Jr`, or with initials after
  /// the family name, `van Bruggen AHC`; with initials before it, `J. Q. Public`, as IEEE has it. Any
  /// other name is a literal.
  init(familyFirst text: String) {
    let text = text.singleSpaced
    if text.holds(",") {
      self = GroupName.hasOwnCommas(text) ? .literal(text) : Creator(inverted: text).withSuffixApart
      return
    }
    if text.isGivenFirst {
      self = Creator(givenFirst: text)
      return
    }
    var words = text.split(separator: " ").map(String.init)
    let suffix = words.count > 2 ? words.last.flatMap(Self.suffix) : nil
    if suffix != nil { words.removeLast() }
    guard words.count > 1, let initials = words.last, initials.isInitials else {
      self = .literal(text)
      return
    }
    let family = words.dropLast().joined(separator: " ")
    self = .person(PersonalName(family: family, given: initials, suffix: suffix))
  }

  /// Reads a name as people say it: `Brian W. Kernighan`, `Arie van Bruggen`.
  package init(givenFirst text: String) {
    let words = text.singleSpaced.split(separator: " ").map(String.init)
    if text.holds(",") || words.count < 2 {
      self = Creator(familyFirst: text)
      return
    }
    let suffix = words.count > 2 ? words.last.flatMap(Self.suffix) : nil
    let parts = suffix == nil ? words : words.dropLast()
    let start =
      parts.dropFirst().firstIndex { $0.first?.isLowercase ?? false } ?? parts.count - 1
    self = .person(
      PersonalName(
        family: parts[start...].joined(separator: " "),
        given: parts[..<start].joined(separator: " "), suffix: suffix))
  }

  /// `Daniel J Jr` after the comma is a given name and a suffix.
  private var withSuffixApart: Creator {
    guard case .person(var name) = self, name.suffix == nil, let given = name.given else {
      return self
    }
    let words = given.split(separator: " ")
    guard words.count > 1, let suffix = words.last.flatMap({ Self.suffix(String($0)) }) else {
      return self
    }
    name.given = words.dropLast().joined(separator: " ")
    name.suffix = suffix
    return .person(name)
  }

  private static func suffix(_ word: String) -> String? {
    ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "2nd", "3rd", "4th"].contains(word) ? word : nil
  }
}

extension String {
  /// Whether a name without a comma begins with initials, or has a particle before its last part.
  fileprivate var isGivenFirst: Bool {
    let words = split(separator: " ").map(String.init)
    guard words.count > 1, !words[words.count - 1].isInitials, !GroupName.holds(self) else {
      return false
    }
    let beginsInInitials = words[0].isInitials && words[0].hasSuffix(".")
    let particles: Set = ["van", "von", "der", "den", "ter"]
    return beginsInInitials || words.dropFirst().dropLast().contains(where: particles.contains)
  }

  /// One to four capitals, with full stops or hyphens or without: `AHC`, `J.-S.`.
  fileprivate var isInitials: Bool {
    let letters = filter { $0 != "." && $0 != "-" }
    return (1...4).contains(letters.count) && letters.allSatisfy(\.isUppercase)
  }
}
