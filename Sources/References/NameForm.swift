import Diagnostics

/// A name as it is compared.
struct NameForm: Equatable, Sendable {
  let family: String
  /// Parts of a compound family name.
  private let parts: [String]
  private let given: String
  private let initials: Set<Character>

  init(_ creator: Creator) {
    family = ComparedText.letters(creator.familyName)
    parts = folded(creator.familyName).split { $0 == "-" || $0.isWhitespace }
      .map { ComparedText.letters($0) }.filter { $0.count > 2 }
    if case .person(let name) = creator {
      given = ComparedText.letters(name.given ?? "")
      initials = Self.initials(of: name.given ?? "")
    } else {
      given = ""
      initials = []
    }
  }

  /// `J. Smith` and `P. Smith` are two people.
  func hasOtherInitial(than other: NameForm) -> Bool {
    guard let initial = given.first, let otherInitial = other.given.first else { return false }
    return initial != otherInitial
  }

  /// `Lei Wang` and `Yu Wang`; `X. Lei Wang` may be `L. Wang`.
  func hasOtherInitials(than other: NameForm) -> Bool {
    !initials.isEmpty && !other.initials.isEmpty && initials.isDisjoint(with: other.initials)
  }

  /// Letters in capitals alone are initials, `JR`.
  private static func initials(of given: String) -> Set<Character> {
    let words = given.split { !$0.isLetter }
    let letters = words.flatMap { word in
      word.count <= 3 && word.allSatisfy(\.isUppercase) ? Array(word) : Array(word.prefix(1))
    }
    return Set(folded(String(letters)).filter(\.isLetter))
  }

  /// Whether two names may be one person's, although the family names are not the same.
  func resembles(_ other: NameForm) -> Bool {
    isMisspelling(of: other) || isPart(of: other) || isSwapped(with: other)
  }

  func isMisspelling(of other: NameForm) -> Bool {
    let shorter = min(family.count, other.family.count)
    return shorter >= 4 && editDistance(family, other.family) <= (shorter < 8 ? 1 : 2)
  }

  /// `García-López` and `López`; `Plaks V` and `Plaks`.
  func isPart(of other: NameForm) -> Bool {
    !Set(parts + [family]).isDisjoint(with: other.parts + [other.family])
  }

  func isSwapped(with other: NameForm) -> Bool {
    (family == other.given && !family.isEmpty) || (given == other.family && !given.isEmpty)
  }
}
