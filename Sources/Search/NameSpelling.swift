import TextAnalysis

/// A person's name in one of the orders and lengths in which it may be printed, the family name first
/// as in the index.
///
/// | typed | asked | finds | and not |
/// |---|---|---|---|
/// | `Harlow JR`, `J. R. Harlow` | `harlow j' r'` | `Harlow, John Ronald`, `Harlow, J. R.` | `Harlow, J. X.` |
/// | `Jan van der Berg`, `Berg, Jan van der` | `berg jan`, `berg j` | `van der Berg, Jan` | |
/// | `OBrien S` | `o brien s'` | `O'Brien, Siobhán` | |
/// | `John Harlow`, `Harlow John` | `harlow john`, `harlow j` | `Harlow, John R.`, `Harlow, J.` | `Harlow, James` |
///
/// `j'` is the term of every given name that begins so (`Analyzer`), `j` that of a printed initial
/// alone.
struct NameSpelling: Equatable {
  /// Folded.
  let words: [String]

  /// Other printed forms of a typed name.
  static func all(of typed: [QueryWord]) -> [NameSpelling] {
    // `Berg, J. van der`, of which the index has the particles first.
    let particles = typed.reversed().prefix(while: \.isParticle).count
    let words = typed.count - particles > 1 ? Array(typed.dropLast(particles)) : typed
    guard (1...6).contains(words.count), words.flatMap(\.parts).count > 1 else { return [] }
    let leading = words.prefix(while: \.isGivenInitials).count
    let trailing = words.reversed().prefix(while: \.isGivenInitials).count
    var names: [NameSpelling] = []
    if trailing > 0, words.count > 1 {
      let given = min(trailing, words.count - 1)
      names += family(words.dropLast(given), words.suffix(given))
    }
    if leading > 0, leading < words.count || names.isEmpty {
      let given = min(leading, words.count - 1)
      names += family(words.dropFirst(given), words.prefix(given))
    }
    // Initials in small letters may be a name as well.
    if names.isEmpty, words.count > 1, words[words.count - 1].joined.count == 2 {
      names += family(words.dropLast(), words.suffix(1))
    }
    if leading + trailing == 0, words.count > 1, !words[0].isParticle {
      names += spelledOut(words)
    }
    return names + names.compactMap(\.withoutParticles) + names.compactMap(\.elided)
  }

  /// A family name and initials, which may be closed up in print.
  private static func family(
    _ family: ArraySlice<QueryWord>, _ given: ArraySlice<QueryWord>
  ) -> [NameSpelling] {
    let letters = given.flatMap(\.parts).flatMap { $0.form.map(String.init) }
    let forms = family.flatMap(\.parts).map(\.form)
    return [
      NameSpelling(words: forms + letters.map { $0 + "'" }),
      NameSpelling(words: forms + [letters.joined()]),
    ]
  }

  /// A name without initials at its ends: either end may be the family name, and each given name as
  /// typed or a printed initial.
  /// Particles between them begin the family name.
  private static func spelledOut(_ words: [QueryWord]) -> [NameSpelling] {
    var orders = [(words[words.count - 1], words.dropLast()), (words[0], words.dropFirst())]
    if let particle = words.firstIndex(where: \.isParticle) {
      let family = words[particle...].drop(while: \.isParticle)
      if family.count == 1 { orders = [(family.first!, words[..<particle])] }
    }
    return orders.flatMap { family, given in
      let choices = given.prefix(3).map { word -> [[String]] in
        let forms = word.parts.map(\.form)
        if word.isGivenInitials { return [forms.flatMap { $0.map { "\($0)'" } }] }
        return [forms, forms.map { String($0.prefix(1)) }]
      }
      let names = choices.reduce([family.parts.map(\.form)]) { names, choice in
        names.flatMap { name in choice.map { name + $0 } }
      }
      return names.map { NameSpelling(words: $0) }
    }
  }

  private var withoutParticles: NameSpelling? {
    let rest = words.drop { Self.particles.contains($0) }
    guard rest.count < words.count, rest.count > 1 else { return nil }
    return NameSpelling(words: Array(rest))
  }

  /// `o brien s'` of `OBrien S`: databases leave out the apostrophe that others print.
  private var elided: NameSpelling? {
    guard let first = words[0].first, "odlm".contains(first), words[0].count >= 5 else {
      return nil
    }
    return NameSpelling(words: [String(first), String(words[0].dropFirst())] + words.dropFirst())
  }

  fileprivate static let particles: Set<String> = [
    "af", "al", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zur",
  ]
}

extension QueryWord {
  fileprivate var isParticle: Bool {
    parts.count == 1 && NameSpelling.particles.contains(parts[0].form)
  }

  /// `D`, `S-H`, or `DJ` in capitals.
  fileprivate var isGivenInitials: Bool {
    parts.allSatisfy { part in
      part.form.allSatisfy(\.isLetter)
        && (part.form.count == 1 || part.isUpper && part.form.count <= 3)
    }
  }
}
