extension Creator {
  /// Reads a name as bibliographic files print it, the family name first: `Powell, Daniel J., Jr.`,
  /// `van Bruggen, A. H. C.`; a name without a comma is a literal, but for one with initials at its
  /// end, `van Bruggen AHC`.
  public init(inverted text: some StringProtocol) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingBlanks }
    guard parts.count > 1, !parts[0].isEmpty,
      parts.dropFirst().contains(where: { !$0.isEmpty && $0 != "null" })
    else {
      let name = parts.first { !$0.isEmpty } ?? ""
      self = Self.withInitials(name) ?? .literal(name)
      return
    }
    let rest = parts.dropFirst().filter { !$0.isEmpty && $0 != "null" }
    var suffix: String?
    var given = rest
    if rest.count > 1, let place = rest.firstIndex(where: Self.isSuffix) {
      suffix = given.remove(at: place)
    }
    self = .person(
      PersonalName(family: parts[0], given: given.joined(separator: ", "), suffix: suffix))
  }

  /// A person whose initials follow the name without a comma, as MEDLINE has it.
  private static func withInitials(_ name: String) -> Creator? {
    let words = name.split(separator: " ")
    guard (2...4).contains(words.count), let initials = words.last,
      (1...3).contains(initials.count { $0 != "." }),
      initials.allSatisfy({ $0.isUppercase || $0 == "." })
    else { return nil }
    let family = words.dropLast()
    let isGroup = family.contains { groupWords.contains($0.lowercased()) }
    let isName = family.last!.first!.isUppercase && family.last!.contains(where: \.isLowercase)
    guard isName, !isGroup,
      family.allSatisfy({ $0.allSatisfy { $0.isLetter || "-'’".contains($0) } })
    else { return nil }
    return .person(
      PersonalName(family: family.joined(separator: " "), given: String(initials), suffix: nil))
  }

  /// What is called by a letter: `Study Group B`, `Hepatitis C`.
  private static let groupWords: Set<String> = [
    "arm", "association", "center", "centre", "class", "cohort", "collaboration", "committee",
    "consortium", "department", "division", "group", "hepatitis", "influenza", "institute",
    "investigators", "network", "panel", "project", "section", "society", "study", "team", "trial",
    "unit", "vitamin",
  ]

  private static func isSuffix(_ text: String) -> Bool {
    ["jr", "sr", "ii", "iii", "iv", "v", "2nd", "3rd", "4th"].contains(
      text.lowercased().filter { $0 != "." })
  }
}

extension StringProtocol {
  /// The text with single spaces for every run of white space, none at its ends.
  fileprivate var trimmingBlanks: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
