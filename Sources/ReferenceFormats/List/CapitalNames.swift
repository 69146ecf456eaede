import References

/// Prints the names of a list that has them in capitals as other lists do.
///
/// ```
/// JI, Q.            Ji, Q.              MCDONALD, A.    McDonald, A.
/// VON HUENE, F.     von Huene, F.       O'BRIEN, JOHN   O'Brien, John
/// SEPKOSKI, J. J. JR   Sepkoski, J. J., Jr   LAPPARENT A.-F. DE   de Lapparent, A.-F.
/// ```
///
/// A short name may be an acronym; so it is changed where most names of the list are in capitals.
struct CapitalNames {
  private let areUsual: Bool

  init(_ citations: [Citation]) {
    let families = citations.lazy.flatMap { $0.reference.authors }.compactMap {
      creator -> String? in
      guard case .person(let name) = creator, name.family.count > 2 else { return nil }
      return name.family
    }
    let count = families.count
    areUsual = count > 0 && families.count(where: Self.isInCapitals) * 10 >= count * 6
  }

  func rewrite(_ reference: inout Reference) {
    guard areUsual else { return }
    reference.authors = reference.authors.map(Self.inMixedCase)
    reference.editors = reference.editors.map(Self.inMixedCase)
    reference.translators = reference.translators.map(Self.inMixedCase)
  }

  private static func isInCapitals(_ name: String) -> Bool {
    !name.contains(where: \.isLowercase) && name.contains(where: \.isUppercase)
  }

  private static func inMixedCase(_ creator: Creator) -> Creator {
    guard case .person(var name) = creator, isInCapitals(name.family) else { return creator }
    var family = name.family.split(separator: " ").map(String.init)
    var given = (name.given ?? "").split(separator: " ").map(String.init)
    if given.count > 1, let suffix = given.last, suffixes.contains(suffix) {
      name.suffix = suffix.capitalizedWord
      given.removeLast()
    }
    let particles = given.reversed().prefix {
      Self.particles.contains($0.lowercased()) && $0.count > 1
    }
    if particles.count < given.count {
      family = particles.reversed() + family
      given.removeLast(particles.count)
    }
    name.family = family.enumerated().map { index, word in
      index + 1 < family.count && Self.particles.contains(word.lowercased())
        ? word.lowercased() : word.capitalizedName
    }.joined(separator: " ")
    let isWhole = { (word: String) in
      word.count > 3 && isInCapitals(word)
        && word.allSatisfy { $0.isLetter || $0 == "-" || $0 == "’" }
    }
    name.given =
      given.isEmpty
      ? nil : given.map { isWhole($0) ? $0.capitalizedName : $0 }.joined(separator: " ")
    return .person(name)
  }

  private static let suffixes: Set<String> = ["JR", "JR.", "SR", "SR.", "JNR", "SNR"]

  private static let particles: Set<String> = [
    "af", "av", "da", "das", "de", "dei", "del", "della", "dem", "den", "der", "des", "di", "do",
    "dos", "la", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur", "y", "e",
  ]
}

extension String {
  /// `Huene` of `HUENE`.
  fileprivate var capitalizedWord: String { prefix(1) + dropFirst().lowercased() }

  /// `O'Brien`, `Lloyd-Jones`, `McDonald`.
  fileprivate var capitalizedName: String {
    var name = ""
    var word = ""
    for character in self {
      word.append(character)
      guard "-‐–'’".contains(character) else { continue }
      name += word.capitalizedWord
      word = ""
    }
    name += word.capitalizedWord
    if name.hasPrefix("Mc"), name.count > 4 {
      name = "Mc" + String(name.dropFirst(2)).uppercasedFirst
    }
    return name
  }

  private var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
