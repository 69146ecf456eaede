import Diagnostics
import Foundation

/// How likely two references are of one work where no rule of `Identity` decides it, and why.
///
/// Each fact that both give adds to the logarithm of the odds or takes from them, by how well it
/// agrees; what one side lacks says nothing.
///
/// Source: Fellegi and Sunter (1969), A theory for record linkage. The weights are natural logarithms
/// of odds, chosen by hand and not fitted, so that likelihoods order pairs and are not frequencies.
public struct Resemblance: Equatable, Sendable {
  /// From 0 to 1.
  public let likelihood: Double
  /// Whether a pair is worth a look.
  public var isLikely: Bool { likelihood >= 0.5 }
  /// What agrees: `nearly the same title`, `same first author`, `year 2018`.
  public let reasons: [String]
  /// What does not: `volume 3 and 4`.
  public let differences: [String]

  /// One fact of two references, compared.
  private struct Comparison {
    let weight: Double
    /// What agrees; nil if nothing does.
    var reason: String?
    var difference: String?
  }

  /// The odds of two references that share nothing but a block.
  private static let prior = -6.0

  /// Adds up the evidence of the facts that both give.
  public init(_ one: Subject, _ other: Subject) {
    let what = [
      Self.title(one, other), Self.authors(one, other), Self.year(one, other),
      Self.details(one, other), Self.type(one, other),
    ].compactMap(\.self)
    let place = [
      Self.volume(one, other), Self.pages(one, other), Self.container(one, other),
      Self.numbers(one, other), Self.address(one, other),
    ].compactMap(\.self)
    let comparisons = what + place
    let against = place.map(\.weight).reduce(0, +)
    var odds =
      what.map(\.weight).reduce(Self.prior, +)
      + (Self.isPrintedAgain(one, other) ? max(against, Self.elsewhere) : against)
    if Self.haveOneNumber(one, other) { odds = max(odds, Self.ofOneNumber) }
    likelihood = 1 / (1 + exp(-odds))
    reasons = comparisons.compactMap(\.reason)
    differences = comparisons.compactMap(\.difference)
  }

  /// What another place says at most against a work that may be printed twice.
  private static let elsewhere = -1.0

  /// Whether one may be the abstract of the other, or its reprint: a long title and its first author.
  private static func isPrintedAgain(_ one: Subject, _ other: Subject) -> Bool {
    one.identity.title == other.identity.title && one.identity.title.letters.count >= 24
      && one.names.first.flatMap { name in other.names.first.map { name.family == $0.family } }
        == true
  }

  /// What two works of one number are at least: one of them, or its number, is wrong.
  private static let ofOneNumber = 0.5

  /// Whether a DOI or another number is of both; chapters of a book and abstracts of a supplement may
  /// share that of the whole.
  private static func haveOneNumber(_ one: Subject, _ other: Subject) -> Bool {
    let isShared = one.identity.numbers.contains { scheme, values in
      scheme != .isbn && !(other.identity.numbers[scheme]?.isDisjoint(with: values) ?? true)
    }
    guard isShared else { return false }
    func isPart(_ subject: Subject) -> Bool {
      subject.identity.type == .chapter || subject.identity.page?.isOfSupplement == true
        || subject.identity.issue?.isSupplement == true
    }
    return !isPart(one) && !isPart(other)
  }

  // MARK: Facts

  private static func title(_ one: Subject, _ other: Subject) -> Comparison? {
    let (title, otherTitle) = (one.identity.title, other.identity.title)
    if title.isEmpty || otherTitle.isEmpty { return nil }
    if title != otherTitle,
      one.otherTitles.contains(otherTitle) || other.otherTitles.contains(title)
    {
      let letters = min(title.letters.count, otherTitle.letters.count)
      return Comparison(weight: letters < 12 ? 1 : 4, reason: "same title in translation")
    }
    if title == otherTitle {
      // `Editorial`, `Reply` name many works.
      let weight =
        title.isGeneric || title.letters.count < 12 ? 1.0 : title.letters.count < 24 ? 4 : 6
      return Comparison(weight: weight, reason: "same title")
    }
    switch title.distinction(from: otherTitle) {
    case .number?: return Comparison(weight: -5, difference: "numbers in the title")
    case .notice?:
      return Comparison(weight: -5, difference: "title, of which one is about the other")
    case .part?, nil: break
    }
    if title.isTranslated != otherTitle.isTranslated, title.overlap(with: otherTitle) < 0.5 {
      return Comparison(weight: 0, difference: "title, in translation")
    }
    let overlap = title.fuzzyOverlap(with: otherTitle)
    if title.isWithoutSubtitle(of: otherTitle) {
      return Comparison(weight: 4, reason: "same title but for the subtitle")
    }
    switch overlap {
    case 0.8...: return Comparison(weight: 5, reason: "nearly the same title")
    case 0.6..<0.8: return Comparison(weight: 3, reason: "most words of the title")
    case 0.4..<0.6: return Comparison(weight: 0, difference: "half of the title")
    default: return Comparison(weight: -5, difference: "title")
    }
  }

  private static func authors(_ one: Subject, _ other: Subject) -> Comparison? {
    guard let first = one.names.first, let otherFirst = other.names.first else { return nil }
    if first.family == otherFirst.family {
      if first.hasOtherInitial(than: otherFirst) {
        return Comparison(weight: 0, difference: "given name of the first author")
      }
      return Comparison(weight: 2, reason: "same first author")
    }
    if first.isWhole(of: otherFirst) || otherFirst.isWhole(of: first) {
      return Comparison(weight: 2, reason: "same first author")
    }
    if first.isInitialism(of: otherFirst) || otherFirst.isInitialism(of: first) {
      return Comparison(weight: 1.5, reason: "initials of the first author")
    }
    if first.isMisspelling(of: otherFirst) {
      return Comparison(weight: 1.5, reason: "nearly the same first author")
    }
    if first.isPart(of: otherFirst) {
      return Comparison(weight: 1.5, reason: "part of the first author's name")
    }
    if first.isSwapped(with: otherFirst) {
      return Comparison(weight: 1.5, reason: "family and given name of the first author exchanged")
    }
    let families = Set(one.names.map(\.family))
    if other.names.contains(where: { families.contains($0.family) }) {
      return Comparison(weight: 1, reason: "an author")
    }
    return Comparison(weight: -3, difference: "authors")
  }

  private static func year(_ one: Subject, _ other: Subject) -> Comparison? {
    guard let year = one.identity.year, let otherYear = other.identity.year else { return nil }
    let difference = "year \(year) and \(otherYear)"
    switch abs(year - otherYear) {
    case 0: return Comparison(weight: 1, reason: "year \(year)")
    case 1: return Comparison(weight: 0, difference: difference)
    default: return Comparison(weight: -2.5, difference: difference)
    }
  }

  private static func volume(_ one: Subject, _ other: Subject) -> Comparison? {
    compare(
      "volume", one.identity.volume?.text, other.identity.volume?.text, one.volume, other.volume,
      same: 1.5, different: -2.5)
  }

  private static func pages(_ one: Subject, _ other: Subject) -> Comparison? {
    guard let page = one.identity.page, let otherPage = other.identity.page,
      let isSame = page.agrees(with: otherPage)
    else { return nil }
    return isSame
      ? Comparison(weight: 3, reason: "pages \(one.locator ?? "")")
      : Comparison(
        weight: -3, difference: "pages \(one.locator ?? "") and \(other.locator ?? "")")
  }

  private static func container(_ one: Subject, _ other: Subject) -> Comparison? {
    guard let name = one.identity.container, let otherName = other.identity.container else {
      return nil
    }
    if name.isCompatible(with: otherName) { return Comparison(weight: 1, reason: "same container") }
    let isPreprint = one.identity.type == .preprint || other.identity.type == .preprint
    return Comparison(weight: isPreprint ? 0 : -1.5, difference: "container")
  }

  private static func numbers(_ one: Subject, _ other: Subject) -> Comparison? {
    if !one.isbn.isDisjoint(with: other.isbn) {
      return Comparison(weight: 4, reason: "same ISBN")
    }
    var differing: [String] = []
    for (scheme, values) in one.identity.numbers {
      guard let others = other.identity.numbers[scheme] else { continue }
      if !values.isDisjoint(with: others) {
        return Comparison(weight: 4, reason: "same \(scheme.name)")
      }
      let pair = [values, others].compactMap { $0.min() }.map { "\(scheme.name) \($0)" }
      differing.append(pair.joined(separator: " and "))
    }
    if differing.isEmpty { return nil }
    // A preprint and its article have a number each.
    let isVersion = (one.identity.type == .preprint) != (other.identity.type == .preprint)
    return Comparison(
      weight: isVersion ? 0 : -4, difference: differing.sorted().joined(separator: ", "))
  }

  private static func address(_ one: Subject, _ other: Subject) -> Comparison? {
    guard let address = one.address, address == other.address else { return nil }
    return Comparison(weight: 2, reason: "same address")
  }

  private static func details(_ one: Subject, _ other: Subject) -> Comparison? {
    let differing = one.identity.details.compactMap { name, value in
      other.identity.details[name].flatMap { $0 == value ? nil : "\(name) \(value) and \($0)" }
    }
    if differing.isEmpty { return nil }
    return Comparison(weight: -4, difference: differing.sorted().joined(separator: "; "))
  }

  private static func type(_ one: Subject, _ other: Subject) -> Comparison? {
    let (type, otherType) = (one.identity.type, other.identity.type)
    if type == otherType { return nil }
    let isPart =
      (type == .chapter) != (otherType == .chapter) && type.isBookLike != otherType.isBookLike
    return Comparison(
      weight: isPart ? -4 : 0, difference: "type \(type.rawValue) and \(otherType.rawValue)")
  }

  private static func compare(
    _ name: String, _ value: String?, _ otherValue: String?, _ text: String?, _ otherText: String?,
    same: Double, different: Double
  ) -> Comparison? {
    guard let value, let otherValue, let text, let otherText else { return nil }
    return value == otherValue
      ? Comparison(weight: same, reason: "\(name) \(text)")
      : Comparison(weight: different, difference: "\(name) \(text) and \(otherText)")
  }
}

extension Resemblance {
  /// A reference in the form in which it is compared.
  public struct Subject: Sendable {
    let identity: Identity
    let names: [NameForm]
    /// As printed.
    let volume: String?
    /// As printed.
    let locator: String?
    /// What a title says in another language, in brackets or behind an equals sign.
    let otherTitles: [TitleForm]
    /// Of thirteen digits.
    let isbn: Set<String>
    /// Letters and digits of the address where the work has no number.
    let address: String?

    /// Prepares a reference for many comparisons.
    public init(_ printed: Reference) {
      let reference = printed.inLatinLetters
      (volume, locator) = (reference.volume, reference.locator?.text)
      identity = Identity(reference)
      let people = reference.authors.isEmpty ? reference.editors : reference.authors
      names = people.map(NameForm.init)
      otherTitles = TitleForm.translations(in: reference.title ?? "")
      isbn = Set(reference.isbn.map(Identifier.Scheme.isbn.normalized))
      address =
        identity.numbers.isEmpty
        ? reference.url.map {
          ComparedText.letters(
            $0.trimmingPrefix("https://").trimmingPrefix("http://").trimmingPrefix("www."))
        }
        : nil
    }

    /// Hashes of what two references must share to be compared: the beginning or the end of the
    /// title, volume and page, a number, or the first author, the year and the page or the beginning
    /// of a word of the title.
    public var blocks: [Int64] {
      var blocks: [String] = []
      let titles = [identity.title] + otherTitles
      for letters in titles.map(\.letters) where letters.count >= 8 {
        blocks.append("beginning|\(letters.prefix(16))")
        blocks.append("end|\(letters.suffix(16))")
      }
      blocks += isbn.map { "isbn|\($0)" }
      blocks += identity.numbers.flatMap { scheme, values in
        values.map { "\(scheme.rawValue)|\($0)" }
      }
      if let volume = identity.volume, let page = identity.page {
        blocks.append("place|\(volume.text)|\(page.text)")
      }
      if let year = identity.year, let first = names.first {
        let author = "author|\(first.family)|\(year)|"
        blocks += identity.page.map { [author + "p" + $0.text] } ?? []
        blocks += titles.flatMap(\.wordBeginnings).map { author + $0 }
      }
      return Set(blocks).map(StableHash.of)
    }

    /// A text that orders references whatever their source.
    public var canonicalText: String { identity.canonicalText }
  }
}
