import Diagnostics

/// A name as it is compared.
struct NameForm: Equatable, Sendable {
  let family: String
  /// Parts of a compound family name.
  private let parts: [String]
  private let given: String
  private let initials: Set<Character>
  /// As printed.
  private let name: String

  init(_ creator: Creator) {
    name = creator.familyName
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

  /// `Wang Xiaoming` of one piece and `Wang, Xiaoming`.
  func isWhole(of other: NameForm) -> Bool {
    !other.given.isEmpty && given.isEmpty
      && (family == other.family + other.given || family == other.given + other.family)
  }

  /// `WHO` and `World Health Organization`, small words apart.
  func isInitialism(of other: NameForm) -> Bool {
    guard given.isEmpty, other.given.isEmpty, (2...8).contains(family.count) else { return false }
    let words = folded(other.name).split { !$0.isLetter && !$0.isNumber }
    let telling = words.filter { !["of", "the", "for", "and", "on", "in"].contains($0) }
    return [words, telling].contains { String($0.compactMap(\.first)) == family }
  }

  func isSwapped(with other: NameForm) -> Bool {
    (family == other.given && !family.isEmpty) || (given == other.family && !given.isEmpty)
  }
}
