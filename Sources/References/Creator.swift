/// An author or editor.
public enum Creator: Hashable, Sendable {
  case person(PersonalName)
  /// A group, or a name whose parts are not known: `Lymphoma Program Investigators`.
  case literal(String)

  /// The name that lists sort by and keys start with: the family name, or the whole literal.
  public var familyName: String {
    switch self {
    case .person(let name): name.family
    case .literal(let name): name
    }
  }
}

extension Creator {
  /// `Powell, D.`: the part of a name that most citations print the same way.
  public var nameWithInitial: String {
    guard case .person(let name) = self, let initial = name.given?.first else { return familyName }
    return "\(name.family), \(initial)."
  }
}

/// The parts of a person's name, as printed.
public struct PersonalName: Hashable, Sendable {
  /// With its particles: `van Bruggen`.
  public var family: String
  /// Usually initials: `J. A. C.`
  public var given: String?
  /// `Jr`, `III`.
  public var suffix: String?

  /// Creates a person, or with a family name alone a group or a person of one name.
  public init(family: String, given: String? = nil, suffix: String? = nil) {
    self.family = family
    self.given = given
    self.suffix = suffix
  }
}

extension Creator: CustomStringConvertible {
  /// `Powell, D. J. Jr`
  public var description: String {
    switch self {
    case .literal(let name): name
    case .person(let name):
      [name.given.map { "\(name.family), \($0)" } ?? name.family, name.suffix]
        .compactMap(\.self).joined(separator: " ")
    }
  }
}
