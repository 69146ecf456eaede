import TextAnalysis

/// A person's name in one of the orders and lengths in which it may be printed.
struct NameSpelling: Equatable {
  /// Folded, in the order of the index: the family name first.
  var words: [String]
  /// The last word is the first letter of a given name.
  var endsInInitial = false

  /// How else a name that somebody typed may be printed: `Powell DJ`, `DJ Powell`, `Daniel Powell`,
  /// `van Bruggen J`.
  static func all(of words: [QueryWord]) -> [NameSpelling] {
    let parts = words.flatMap(\.parts)
    guard (2...6).contains(parts.count) else { return [] }
    let leading = parts.prefix(while: \.isInitials)
    let trailing = Array(parts.reversed().prefix(while: \.isInitials).reversed())
    var names: [NameSpelling] = []
    if !trailing.isEmpty, trailing.count < parts.count {
      names.append(family(parts.dropLast(trailing.count), given: trailing))
    } else if !leading.isEmpty, leading.count < parts.count {
      names.append(family(parts.dropFirst(leading.count), given: Array(leading)))
    } else if !particles.contains(parts[0].form) {
      names += spelledOut(parts)
    }
    return names + names.compactMap(\.withoutParticles)
  }

  private static func family(
    _ family: ArraySlice<QueryWord.Part>, given: [QueryWord.Part]
  ) -> NameSpelling {
    let initials = given.flatMap { $0.form.map(String.init) }
    return NameSpelling(words: family.map(\.form) + initials, endsInInitial: true)
  }

  /// A name without initials: either end may be the family name, and the given one an initial.
  private static func spelledOut(_ parts: [QueryWord.Part]) -> [NameSpelling] {
    let forms = parts.map(\.form)
    let rotated = [forms[forms.count - 1]] + forms.dropLast()
    return [
      NameSpelling(words: rotated),
      NameSpelling(words: [rotated[0], String(rotated[1].prefix(1))]),
      NameSpelling(words: [forms[0], String(forms[1].prefix(1))]),
    ]
  }

  private var withoutParticles: NameSpelling? {
    let rest = words.drop { Self.particles.contains($0) }
    guard rest.count < words.count, rest.count > 1 else { return nil }
    return NameSpelling(words: Array(rest), endsInInitial: endsInInitial)
  }

  private static let particles: Set<String> = [
    "af", "al", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zur",
  ]
}

extension QueryWord.Part {
  /// `D`, or `DJ` in capitals.
  fileprivate var isInitials: Bool {
    form.count == 1 || (isUpper && form.count <= 3 && form.allSatisfy(\.isLetter))
  }
}
