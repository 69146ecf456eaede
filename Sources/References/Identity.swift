/// What a reference says about which work it is of, in the form in which references are compared.
///
/// Two references are compared only where they share a block: a number, or a few of the details that
/// the rules below ask for. Then
///
/// ```
/// same number                                  the same work, unless the titles have nothing in common
/// a number of one scheme differs               two works
/// pages, volume, container, issue, number,     two works; a container only where volume and pages
///   edition or chapter differ                  do not agree, a volume not where a long title is on
///                                              the same high page
/// a preprint and its article                   two works
/// same title and first author                  the same, where year, volume or pages agree
/// same title, no author on one side            the same, where the year and pages, volume or
///                                              container agree
/// no title on either side                      the same, where first author, pages, year, container
///                                              and volume, if there is one, agree
/// nearly the same title, or a subtitle more    the same, where the pages agree, or volume and year
/// same year, volume and first page             the same, where an author or half of the words of
///                                              the title are shared
/// ```
///
/// What is not known neither agrees nor differs.
public struct Identity: Sendable {
  /// What one reference says about another.
  public enum Verdict: Equatable, Sendable {
    /// - Parameters:
    ///   - strength: how much agrees; more is surer.
    ///   - evidence: what agrees: `title, first author, year`.
    case same(strength: Int, evidence: String)
    /// - Parameter isCertain: whether numbers differ, so that nothing else can outweigh it.
    case different(isCertain: Bool)
    case unknown
  }

  let numbers: [Identifier.Scheme: Set<String>]
  let type: ReferenceType
  let title: TitleForm
  /// Folded family names, in order.
  let families: [String]
  let year: Int?
  let volume: String?
  let issue: String?
  let page: PageForm?
  let container: ContainerName?
  /// Facts of which each is given or not, and tells works apart: edition, number, chapter.
  let details: [String: String]
  /// A text that orders references whatever their source.
  public let canonicalText: String
  /// Hashes of what a reference must share with another to be compared with it.
  public let blocks: [Int64]

  public init(_ reference: Reference) {
    var numbers: [Identifier.Scheme: Set<String>] = [:]
    for (scheme, value) in Fact.identifying {
      let texts = reference.texts(of: value)
      if !texts.isEmpty { numbers[scheme] = Set(texts.map(scheme.normalized)) }
    }
    self.numbers = numbers
    type = reference.type
    title = TitleForm(reference.title)
    let people = reference.authors.isEmpty ? reference.editors : reference.authors
    families = people.map { ComparedText.letters($0.familyName) }.filter { !$0.isEmpty }
    year = reference.year
    volume = reference.volume.map { ComparedText.letters($0) }
    issue = reference.issue.map { ComparedText.letters($0) }
    page = reference.locator.flatMap { PageForm($0.text) }
    container = reference.container.map(ContainerName.init)
    var details: [String: String] = [:]
    for (name, text) in [
      ("edition", reference.edition.map(EditionNumber.form)), ("number", reference.number),
      ("chapter", reference.chapter),
    ] { if let text { details[name] = ComparedText.letters(text) } }
    self.details = details
    let facts: [String?] = [
      title.letters, families.joined(separator: ";"), year.map(String.init), volume, issue,
      page?.text, reference.container.map { ComparedText.letters($0) }, reference.doi,
      reference.url, reference.publisher, reference.abstract,
    ]
    canonicalText = facts.map { $0 ?? "" }.joined(separator: "|")
    blocks = Self.blocks(
      numbers, title.letters, families.first ?? "", year, volume, page?.text, canonicalText)
  }

  // MARK: Blocks

  /// Titles of more letters seldom are of two works of a year.
  private static let tellingTitle = 24

  private static func blocks(
    _ numbers: [Identifier.Scheme: Set<String>], _ title: String, _ family: String, _ year: Int?,
    _ volume: String?, _ page: String?, _ text: String
  ) -> [Int64] {
    var blocks = numbers.flatMap { scheme, values in values.map { "\(scheme.rawValue):\($0)" } }
    let start = title.prefix(tellingTitle)
    let words = title.count < tellingTitle ? "\(start)|\(family)" : "\(start)"
    if !title.isEmpty {
      if let year { blocks.append("y|\(words)|\(year)") }
      if let page { blocks.append("p|\(start)|\(page)") }
      if year == nil, page == nil { blocks.append("t|\(text)") }
    }
    if let year, let page { blocks.append("v|\(year)|\(volume ?? "")|\(page)") }
    return Set(blocks).map(StableHash.of).sorted()
  }

  // MARK: Comparing

  public func verdict(on other: Identity) -> Verdict {
    if let scheme = sharedScheme(with: other) {
      guard !title.hasNothingInCommon(with: other.title) else {
        return .different(isCertain: false)
      }
      return .same(strength: 1000, evidence: scheme.name)
    }
    if hasConflictingNumber(with: other) { return .different(isCertain: true) }
    let agreement = Agreement(self, other)
    if agreement.isContradicted { return .different(isCertain: false) }
    guard let evidence = evidence(for: other, agreement) else { return .unknown }
    return .same(strength: agreement.strength(evidence), evidence: evidence.joined(separator: ", "))
  }

  private func sharedScheme(with other: Identity) -> Identifier.Scheme? {
    Identifier.Scheme.allCases.first { scheme in
      guard let mine = numbers[scheme], let others = other.numbers[scheme] else { return false }
      return !mine.isDisjoint(with: others)
    }
  }

  private func hasConflictingNumber(with other: Identity) -> Bool {
    numbers.contains { scheme, values in
      other.numbers[scheme].map { values.isDisjoint(with: $0) } ?? false
    }
  }

  /// What agrees that makes both the same work; nil where that is not enough.
  private func evidence(for other: Identity, _ agreement: Agreement) -> [String]? {
    let details = agreement.details
    let sharesFirst = families.first.flatMap { mine in other.families.first.map { $0 == mine } }
    if !title.isEmpty, title == other.title {
      if sharesFirst == true, !Set(details).isDisjoint(with: ["pages", "volume", "year"]) {
        return ["title", "first author"] + details
      }
      let isPlaced = !Set(details).isDisjoint(with: ["pages", "volume", "container"])
      if sharesFirst == nil, details.contains("year"), isPlaced { return ["title"] + details }
      if canonicalText == other.canonicalText { return ["everything that is given"] }
    }
    let isLocated =
      details.contains("pages") || (details.contains("volume") && details.contains("year"))
    if title.isNear(other.title), isLocated, sharesAuthor(with: other) {
      return ["title nearly the same"] + (sharesFirst == true ? ["first author"] : []) + details
    }
    if title.isEmpty, other.title.isEmpty {
      let isPlaced = Set(details).isSuperset(of: ["pages", "year", "container"])
      let hasVolume = volume != nil || other.volume != nil
      guard sharesFirst == true, isPlaced, details.contains("volume") || !hasVolume else {
        return nil
      }
      return ["first author"] + details
    }
    if Set(details).isSuperset(of: ["pages", "volume", "year"]) {
      let overlap = title.overlap(with: other.title)
      if title.isEmpty != other.title.isEmpty, sharesFirst == true {
        return ["first author"] + details
      }
      if overlap >= 0.5 { return ["half of the title"] + details }
      let isTranslated = title.isTranslated || other.title.isTranslated
      if sharesAuthor(with: other), overlap >= 0.2 || isTranslated { return ["author"] + details }
    }
    return nil
  }

  /// Whether one family name stands in both lists; also where one side has none.
  private func sharesAuthor(with other: Identity) -> Bool {
    if families.isEmpty || other.families.isEmpty { return true }
    return families.contains { name in
      other.families.contains { $0 == name || $0.hasSuffix(name) || name.hasSuffix($0) }
    }
  }

  /// Which details of two references agree and which differ.
  private struct Agreement {
    /// `pages`, `volume`, `year`, `container`.
    let details: [String]
    let isContradicted: Bool

    init(_ one: Identity, _ other: Identity) {
      func compare<T: Equatable>(_ one: T?, _ other: T?) -> Bool? {
        guard let one, let other else { return nil }
        return one == other
      }
      let pages =
        if let page = one.page, let otherPage = other.page { page.agrees(with: otherPage) } else {
          nil as Bool?
        }
      let volume = compare(one.volume, other.volume)
      let year = compare(one.year, other.year)
      let issue = compare(one.issue, other.issue)
      let container =
        if let name = one.container, let otherName = other.container {
          name.isCompatible(with: otherName)
        } else { nil as Bool? }
      details = [("pages", pages), ("volume", volume), ("year", year), ("container", container)]
        .filter { $0.1 == true }.map(\.0)
      let isPlaced = pages == true && volume == true
      // A long title on the same high page is no other work, whatever volume is printed.
      let isSurePage =
        pages == true && one.page!.text.count >= 3 && one.title == other.title
        && one.title.letters.count >= Identity.tellingTitle && container != false
      let years = [one.year, other.year].compactMap(\.self)
      let isFarApart = years.count == 2 && abs(years[0] - years[1]) > 1
      let details = one.details.contains { name, text in
        other.details[name].map { $0 != text } ?? false
      }
      let isPart =
        (one.type == .chapter) != (other.type == .chapter)
        && one.type.isBookLike != other.type.isBookLike
      isContradicted =
        pages == false || (volume == false && !isSurePage) || details || isPart
        || (one.type == .preprint) != (other.type == .preprint)
        || (issue == false && pages != true)
        || (container == false && !(isPlaced && year == true))
        || (isFarApart && !isPlaced)
    }

    /// More agreement is surer; the first words of evidence say how much of the title agrees.
    func strength(_ evidence: [String]) -> Int {
      let weights = ["pages": 16, "volume": 8, "year": 4, "container": 2]
      let titles = ["title": 32, "everything that is given": 64, "title nearly the same": 16]
      return details.reduce(titles[evidence[0]] ?? 1) { $0 + weights[$1]! }
        + (evidence.contains("first author") ? 8 : 0)
    }
  }
}

extension Identifier.Scheme {
  /// As evidence names it.
  var name: String {
    switch self {
    case .doi: "DOI"
    case .pmid: "PubMed"
    case .pmcid: "PubMed Central"
    case .arxiv: "arXiv"
    case .isbn: "ISBN"
    case .issn: "ISSN"
    }
  }
}

extension ReferenceType {
  /// A whole that has parts.
  var isBookLike: Bool { self == .book || self == .thesis || self == .report }
}

/// A title as it is compared.
public struct TitleForm: Equatable, Sendable {
  let letters: String
  private let text: String
  /// Letters before the first colon or question mark; all where there is none.
  let main: String
  /// In square brackets, as databases print the translation of a title.
  let isTranslated: Bool

  public static func == (one: TitleForm, other: TitleForm) -> Bool { one.letters == other.letters }

  init(_ text: String?) {
    var text = folded(text ?? "")
    if text.utf8.contains(UInt8(ascii: "&")) { text = text.replacing("&", with: " and ") }
    self.text = text
    letters = ComparedText.letters(text)
    let end = text.utf8.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "?") }
    main = end.map { ComparedText.letters(text[..<$0]) } ?? letters
    isTranslated = text.hasPrefix("[")
  }

  /// Made where they are asked for: few titles are compared.
  var words: [Substring] {
    text.split { character in
      character.asciiValue.map { !$0.isLetterOrDigit }
        ?? (!character.isLetter && !character.isNumber)
    }
  }

  var isEmpty: Bool { letters.isEmpty }

  /// Shared words, of those of the longer title; 0 where one has none.
  func overlap(with other: TitleForm) -> Double {
    let (one, two) = (Set(words), Set(other.words))
    let most = max(one.count, two.count)
    return most == 0 ? 0 : Double(one.intersection(two).count) / Double(most)
  }

  /// Whether two titles are of chapters that share their book's number: few words of the shorter
  /// stand in the longer.
  func hasNothingInCommon(with other: TitleForm) -> Bool {
    let (mine, others) = (words, other.words)
    let few = min(mine.count, others.count)
    if few == 0 || isTranslated || other.isTranslated { return false }
    return Set(mine).intersection(others).count * 4 < few
  }

  /// A title of fewer letters is no evidence without its subtitle.
  private static let tellingMain = 16

  var hasTellingMain: Bool { main.count >= Self.tellingMain }

  /// Whether one has a subtitle more, or a few words differ.
  func isNear(_ other: TitleForm) -> Bool {
    if isEmpty || other.isEmpty { return false }
    if main == other.letters || letters == other.main { return letters.count >= Self.tellingMain }
    return overlap(with: other) >= 0.8
  }
}

/// The first page of a locator: letters before it, and its number.
struct PageForm: Equatable, Sendable {
  let text: String
  private let isPlain: Bool

  /// Nil where there is no digit or letter.
  init?(_ locator: String) {
    text = ComparedText.firstPage(locator)
    if text.isEmpty { return nil }
    // An article's number, `e14019` or `1700312`, says nothing about pages.
    isPlain = text.count <= 5 && text.allSatisfy(\.isNumber)
  }

  /// Nil where one counts pages and the other articles.
  func agrees(with other: PageForm) -> Bool? {
    if text == other.text { return true }
    return isPlain == other.isPlain ? false : nil
  }
}

/// Editions as people print them: `2`, `2nd ed.`, `Second`.
enum EditionNumber {
  private static let words = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]

  static func form(_ text: String) -> String {
    let text = folded(text)
    let digits = text.drop { !$0.isNumber }.prefix(while: \.isNumber)
    if !digits.isEmpty { return String(digits) }
    return words.firstIndex { text.contains($0) }.map { String($0 + 1) } ?? text
  }
}

/// FNV-1a, 64 bits: the same in every process.
public struct StableHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
  }

  public var value: Int64 { Int64(bitPattern: state) }

  public static func of(_ text: String) -> Int64 {
    var hash = StableHash()
    hash.add(text)
    return hash.value
  }
}
