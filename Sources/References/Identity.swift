/// What a reference says about which work it is of, in the form in which references are compared.
///
/// Two references are compared only where they share a block: a number, or a few of the details that
/// the rules below ask for. Then
///
/// ```
/// same number                                  the same work, unless the titles have nothing in common,
///                                              or title, first author and page differ
/// a number of one scheme differs               two works; not a DOI of a part, `….g001`
/// pages, volume, container, issue, number,     two works; a container only where volume and pages
///   edition or chapter differ                  do not agree, neither it nor a volume where a long
///                                              title is on the same high page
/// a preprint and its article                   two works
/// a thesis, report, data set or program and    two works, as are a book and what stands in a journal
///   what stands in a journal or book
/// Part I and Part II, a paper and its erratum  two works, whatever else agrees
/// same title and first author                  the same, where year, volume or pages agree; people of
///                                              one family name and other initials are two, unless
///                                              the second author agrees
/// same title, no author on one side            the same, where the year and pages, volume or
///                                              container agree
/// a title that every journal has, `Editorial`  the same only where also pages, or volume and issue
///                                              agree
/// no title on either side                      the same, where first author, pages, year, container
///                                              and volume, if there is one, agree
/// nearly the same title, or a subtitle more    the same, where the pages agree, or volume and year
/// same year, volume and first page             the same, where an author or half of the words of
///                                              the title are shared; on a page of a supplement,
///                                              which has several abstracts, the first author and
///                                              most of the words
/// same first and last page, volume, container  the same, whatever the titles: one is translated
///   and first author
/// same title, year, first and last page,       the same, although the volume is misprinted
///   container and first author
/// a review of the Cochrane Library             two works, where year or issue differ
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
  /// The authors; where there are none, the editors.
  private let people: [Creator]
  /// Their folded family names, in order.
  let families: [String]
  let year: Int?
  let volume: VolumeForm?
  let issue: IssueForm?
  let page: PageForm?
  let container: ContainerName?
  /// Facts of which each is given or not, and tells works apart: edition, number, chapter.
  let details: [String: String]
  private let kind: WorkKind?
  /// Words of the publisher's name, folded.
  private let publisher: Set<Substring>
  /// A text that orders references whatever their source.
  public let canonicalText: String
  /// Hashes of what a reference must share with another to be compared with it.
  public let blocks: [Int64]

  /// Derives the compared forms of all facts; costs more than a comparison.
  public init(_ reference: Reference) {
    var numbers: [Identifier.Scheme: Set<String>] = [:]
    for (scheme, value) in Fact.identifying {
      let texts = reference.texts(of: value)
      if !texts.isEmpty { numbers[scheme] = Set(texts.map(scheme.normalized)) }
    }
    // A preprint's DOI is its number.
    if let preprint = numbers[.doi]?.lazy.compactMap(Self.arxivID).first {
      numbers[.arxiv, default: []].insert(preprint)
    }
    self.numbers = numbers
    type = reference.type
    title = TitleForm(reference.title)
    people = reference.authors.isEmpty ? reference.editors : reference.authors
    families = people.map { ComparedText.letters($0.familyName) }.filter { !$0.isEmpty }
    year = reference.year
    volume = reference.volume.flatMap { VolumeForm($0, year: reference.year) }
    issue = reference.issue.map(IssueForm.init)
    page = reference.locator.flatMap { PageForm($0.text) }
    container = reference.container.map(ContainerName.init)
    details = Self.details(of: reference)
    kind = WorkKind(reference)
    publisher = Set(
      folded(reference.publisher ?? "").split { !$0.isLetter }.filter { $0.count > 3 })
    let facts: [String?] = [
      title.letters, families.joined(separator: ";"), year.map(String.init),
      reference.volume.map { ComparedText.letters($0) },
      reference.issue.map { ComparedText.letters($0) }, page?.text,
      reference.container.map { ComparedText.letters($0) }, reference.doi,
      reference.url, reference.publisher, reference.abstract.map { "\(StableHash.of($0))" },
    ]
    canonicalText = facts.map { $0 ?? "" }.joined(separator: "|")
    blocks = Self.blocks(
      numbers, title.letters, families.first ?? "", year, volume?.text, page?.text, canonicalText)
  }

  private static func details(of reference: Reference) -> [String: String] {
    let isInJournal = reference.volume != nil || reference.locator != nil
    var texts: [String: String?] = [
      "edition": reference.edition.map(EditionNumber.form), "number": reference.number,
      "chapter": reference.chapter, "version": reference.version,
    ]
    // What appears daily is told apart by its day, pages of the web by their addresses. Of articles,
    // databases give the day of print or of the web.
    if !isInJournal, reference.doi == nil, let month = reference.month, let day = reference.day {
      texts["day"] = "\(month)-\(day)"
    }
    if reference.type == .webpage, reference.doi == nil {
      texts["url"] = reference.url.map { $0.trimmingPrefix("https://").trimmingPrefix("http://") }
        .map { String($0.trimmingPrefix("www.")) }
    }
    if reference.type == .thesis { texts["degree"] = reference.genre.flatMap(Self.degree) }
    return texts.compactMapValues { $0.map { ComparedText.letters($0) } }
  }

  /// Nil where a thesis does not say what it was for.
  private static func degree(_ genre: String) -> String? {
    let genre = folded(genre)
    let words = [
      "master": ["master", "msc", "m.sc", "magister", "diplom"], "bachelor": ["bachelor", "bsc"],
      "doctor": ["phd", "ph.d", "doctor", "dissertation", "dphil"],
    ]
    return words.first { $0.value.contains { genre.contains($0) } }?.key
  }

  /// `2101.00001` of `10.48550/arxiv.2101.00001`.
  private static func arxivID(_ doi: String) -> String? {
    let prefix = "10.48550/arxiv."
    return doi.hasPrefix(prefix)
      ? Identifier.arxivID(in: "arxiv " + doi.dropFirst(prefix.count)) : nil
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
    let words = title.count < TitleForm.tellingMain ? "\(start)|\(family)" : "\(start)"
    if !title.isEmpty {
      if let year { blocks.append("y|\(words)|\(year)") }
      if let page, family.isEmpty { blocks.append("p|\(start)|\(page)") }
      // Of another year, or none.
      if !family.isEmpty { blocks.append("t|\(title.prefix(2 * tellingTitle))|\(family)") }
      if year == nil, page == nil { blocks.append("t|\(text)") }
    }
    if let year, let page { blocks.append("v|\(year)|\(volume ?? "")|\(page)") }
    if let year, let volume, !family.isEmpty { blocks.append("a|\(family)|\(year)|\(volume)") }
    return Set(blocks).map(StableHash.of).sorted()
  }

  // MARK: Comparing

  /// A hash of all that is compared: references of one signature stand for each other.
  var signature: Int64 {
    var hash = StableHash()
    for text in [canonicalText, title.text, type.rawValue] { hash.add(text + "\u{1F}") }
    for person in people { hash.add("\(person.description)\u{1F}") }
    for (scheme, values) in numbers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      hash.add("\(scheme.rawValue):\(values.sorted().joined(separator: " "))\u{1F}")
    }
    for (name, value) in details.sorted(by: { $0.key < $1.key }) {
      hash.add("\(name)=\(value)\u{1F}")
    }
    return hash.value
  }

  /// Whether both are references to one work, with the evidence.
  public func verdict(on other: Identity) -> Verdict {
    if let scheme = sharedScheme(with: other) {
      return isOther(of: scheme, than: other)
        ? .different(isCertain: false) : .same(strength: 1000, evidence: scheme.name)
    }
    if hasConflictingNumber(with: other) {
      return isCut(other) || other.isCut(self)
        ? .same(strength: Self.strengthOfCut, evidence: "DOI, cut short")
        : .different(isCertain: true)
    }
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

  /// Whether two references share the number of what holds both: a book's chapters, the abstracts of
  /// a supplement.
  private func isOther(of scheme: Identifier.Scheme, than other: Identity) -> Bool {
    let first = firstAuthor(with: other)
    if title.hasNothingInCommon(with: other.title) {
      // One title may be a translation.
      let isOnPage = page.flatMap { page in other.page.flatMap(page.agrees) } == true
      return !(isOnPage && first.evidence != nil)
    }
    guard scheme == .doi, let page, let otherPage = other.page else { return false }
    return page.agrees(with: otherPage) == false && first == .other
      && !title.isEmpty && !other.title.isEmpty && title.fuzzyOverlap(with: other.title) < 0.6
  }

  private func hasConflictingNumber(with other: Identity) -> Bool {
    numbers.contains { scheme, values in
      guard let others = other.numbers[scheme], values.isDisjoint(with: others) else {
        return false
      }
      return scheme != .doi
        || !values.contains { value in
          others.contains { Self.isPart($0, of: value) || Self.isPart(value, of: $0) }
        }
    }
  }

  /// Whether the only number that differs is a DOI of which a program lost the end, and all else agrees.
  private func isCut(_ other: Identity) -> Bool {
    let differing = numbers.filter { other.numbers[$0.key]?.isDisjoint(with: $0.value) == true }
    guard Array(differing.keys) == [.doi] else { return false }
    let isBeginning = numbers[.doi]!.contains { doi in
      doi.count >= 10
        && other.numbers[.doi]!.contains { $0.hasPrefix(doi) && $0.count - doi.count <= 4 }
    }
    return isBeginning && title == other.title && !title.isEmpty
      && firstAuthor(with: other).evidence != nil
      && Set(Agreement(self, other).details).isSuperset(of: ["pages", "volume"])
  }

  /// As that of the same title, first author, pages and volume.
  private static let strengthOfCut = 64

  /// Whether a DOI is that of a figure, table or supplement: `10.1371/journal.pone.0012345.g001`.
  ///
  /// A version, `10.1002/14651858.CD001234.pub2`, is a work.
  private static func isPart(_ doi: String, of whole: String) -> Bool {
    guard doi.hasPrefix(whole) else { return false }
    let rest = doi.dropFirst(whole.count)
    guard let mark = rest.first, "./-".contains(mark) else { return false }
    let kind = rest.dropFirst().prefix(while: \.isLetter)
    let number = rest.dropFirst(1 + kind.count)
    return ["fig", "figure", "g", "s", "supp", "suppl", "t", "tab", "table"].contains(kind)
      && number.allSatisfy { $0.isNumber || $0 == "-" }
  }

  /// What agrees that makes both the same work; nil where that is not enough.
  private func evidence(for other: Identity, _ agreement: Agreement) -> [String]? {
    let details = agreement.details
    let first = firstAuthor(with: other)
    let isPlaced = !Set(details).isDisjoint(with: ["pages", "volume", "container"])
    let isTelling =
      !title.isGeneric || details.contains("pages")
      || Set(details).isSuperset(of: ["volume", "issue"])
    if !title.isEmpty, title == other.title {
      let isDetailed = !Set(details).isDisjoint(with: ["pages", "volume", "year"])
      if isTelling, isDetailed, let name = first.evidence { return ["title", name] + details }
      if isTelling, first == .unknown, details.contains("year"), isPlaced {
        return ["title"] + details
      }
      if canonicalText == other.canonicalText, first != .namesake {
        return ["everything that is given"]
      }
    }
    let isLocated =
      details.contains("pages") || (details.contains("volume") && details.contains("year"))
    if isTelling, isLocated, sharesAuthor(with: other), title.isNear(other.title) {
      return ["title nearly the same"] + [first.evidence].compactMap(\.self) + details
    }
    if title.isEmpty, other.title.isEmpty {
      let isPlaced = Set(details).isSuperset(of: ["pages", "year", "container"])
      let hasVolume = volume != nil || other.volume != nil
      guard first == .same, isPlaced, details.contains("volume") || !hasVolume else { return nil }
      return ["first author"] + details
    }
    if Set(details).isSuperset(of: ["pages", "volume", "year"]) {
      return evidenceOnPage(for: other, details, first)
    }
    return details.contains("volume") && isOnSamePages(as: other, first)
      ? ["author"] + details : nil
  }

  /// Whether two titles without a word in common stand on the same pages by the same first author: one is
  /// a translation.
  private func isOnSamePages(as other: Identity, _ first: FirstAuthor) -> Bool {
    guard first == .same, let page, let otherPage = other.page, !page.isOfSupplement else {
      return false
    }
    let isInOther = container.flatMap { name in other.container.map(name.isCompatible) } == false
    return page.isSameRange(as: otherPage) && !isInOther
  }

  /// What agrees of two references to one page.
  private func evidenceOnPage(
    for other: Identity, _ details: [String], _ first: FirstAuthor
  ) -> [String]? {
    if title.isEmpty != other.title.isEmpty {
      return first == .same ? ["first author"] + details : nil
    }
    if first == .same, title.begins(other.title) || other.title.begins(title) {
      return ["title nearly the same", "first author"] + details
    }
    let overlap = title.fuzzyOverlap(with: other.title)
    let isSameRange = page.flatMap { page in other.page.map(page.isSameRange) } == true
    if isOfSupplement || other.isOfSupplement {
      guard overlap >= (isSameRange ? 0.5 : 0.8), let name = first.evidence else { return nil }
      return ["half of the title", name] + details
    }
    let isTellingNumber = page?.isTellingNumber == true && details.contains("container")
    if isOnSamePages(as: other, first) || isTellingNumber && first == .same {
      return ["author"] + details
    }
    let hasOtherAuthors = !sharesAuthor(with: other) || first == .namesake
    if overlap >= (hasOtherAuthors ? 0.8 : 0.5) { return ["half of the title"] + details }
    let isTranslated = title.isTranslated || other.title.isTranslated
    return sharesAuthor(with: other) && (overlap >= 0.2 || isTranslated)
      ? ["author"] + details : nil
  }

  private var isOfSupplement: Bool {
    page?.isOfSupplement == true || issue?.isSupplement == true
  }

  /// Whether the first authors of two references are one person.
  private enum FirstAuthor {
    /// Where one side has no authors.
    case unknown
    case same
    /// A name misspelt, in part, or the wrong way round.
    case similar
    /// Another person of the name.
    case namesake
    case other

    /// As evidence; nil where nothing agrees.
    var evidence: String? {
      switch self {
      case .same: "first author"
      case .similar: "first author nearly the same"
      case .unknown, .namesake, .other: nil
      }
    }
  }

  private func firstAuthor(with other: Identity) -> FirstAuthor {
    guard let family = families.first, let otherFamily = other.families.first else {
      return .unknown
    }
    if family == otherFamily { return isNamesake(of: other) ? .namesake : .same }
    guard let name = people.first, let otherName = other.people.first else { return .other }
    return NameForm(name).resembles(NameForm(otherName)) ? .similar : .other
  }

  /// Whether two first authors have one family name and other given names, as far as initials tell.
  /// Where the second author is the same, one of them is misprinted.
  private func isNamesake(of other: Identity) -> Bool {
    guard let name = people.first, let otherName = other.people.first,
      NameForm(name).hasOtherInitials(than: NameForm(otherName))
    else { return false }
    return families.count < 2 || other.families.count < 2 || families[1] != other.families[1]
  }

  /// Whether one family name stands in both lists; also where one side has none.
  private func sharesAuthor(with other: Identity) -> Bool {
    if families.isEmpty || other.families.isEmpty { return true }
    return firstAuthor(with: other).evidence != nil
      || families.contains { name in
        other.families.contains { $0 == name || $0.hasSuffix(name) || name.hasSuffix($0) }
      }
  }

  /// Whether the words of two titles say that they are of two works.
  private func isTold(from other: Identity, pages: Bool?) -> Bool {
    switch title.distinction(from: other.title) {
    case nil: false
    case .number, .notice: true
    case .part: pages != true
    }
  }

  /// Which details of two references agree and which differ.
  private struct Agreement {
    /// `pages`, `volume`, `year`, `issue`, `container`.
    let details: [String]
    let isContradicted: Bool

    init(_ one: Identity, _ other: Identity) {
      func compare<T: Equatable>(_ one: T?, _ other: T?) -> Bool? {
        guard let one, let other else { return nil }
        return one == other
      }
      let pages = one.page.flatMap { page in other.page.flatMap(page.agrees) }
      let volume = one.volume.flatMap { volume in other.volume.flatMap(volume.agrees) }
      let issue = one.issue.flatMap { issue in other.issue.flatMap(issue.agrees) }
      let isOtherSupplement =
        one.issue.flatMap { issue in other.issue.map(issue.isOtherSupplement) } ?? false
      let year = compare(one.year, other.year)
      let container =
        if let name = one.container, let otherName = other.container {
          name.isCompatible(with: otherName)
        } else { nil as Bool? }
      details = [
        ("pages", pages), ("volume", volume), ("year", year), ("issue", issue),
        ("container", container),
      ].filter { $0.1 == true }.map(\.0)
      let isPlaced = pages == true && volume == true
      // A long title on the same high page is no other work, whatever volume is printed.
      let isSurePage =
        pages == true && one.page!.text.count >= 3 && one.title == other.title
        && one.title.letters.count >= Identity.tellingTitle
      // All else agrees, from the first page to the last: the volume is misprinted.
      let isMisprinted =
        volume == false && pages == true && one.page!.isSameRange(as: other.page!)
        && one.title == other.title && one.title.letters.count >= Identity.tellingTitle
        && year == true && container == true && issue != false
        && one.firstAuthor(with: other) == .same
      let isOtherVersion =
        pages == true && one.page!.isOfCochrane && (year == false || issue == false)
      let isToOtherIssue =
        pages != true
        && (one.issue.flatMap { issue in
          other.issue.map {
            issue.isSupplement(toOtherThan: $0) || $0.isSupplement(toOtherThan: issue)
          }
        } ?? false)
      let years = [one.year, other.year].compactMap(\.self)
      let isFarApart = years.count == 2 && abs(years[0] - years[1]) > 1
      let details = one.details.contains { name, text in
        other.details[name].map { $0 != text } ?? false
      }
      let isPart =
        (one.type == .chapter) != (other.type == .chapter)
        && one.type.isBookLike != other.type.isBookLike
      // Lists print a thesis and a report as they print a book of the same house.
      let areOfTwoKinds =
        one.kind != nil && other.kind != nil && one.kind != other.kind
        && one.publisher.isDisjoint(with: other.publisher)
      isContradicted =
        pages == false || isOtherVersion || isToOtherIssue
        || (volume == false && !isMisprinted && !(isSurePage && container != false)) || details
        || isPart || (areOfTwoKinds && pages != true)
        || (one.type == .preprint) != (other.type == .preprint)
        || (issue == false && pages != true) || isOtherSupplement
        || (container == false && !(isPlaced && year == true) && !(isSurePage && volume != false))
        || (isFarApart && !isPlaced)
        // The words of the titles last: they cost more than all before.
        || one.isTold(from: other, pages: pages)
    }

    /// More agreement is surer; the first words of evidence say how much of the title agrees.
    func strength(_ evidence: [String]) -> Int {
      let weights = ["pages": 16, "volume": 8, "year": 4, "container": 2, "issue": 1]
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

/// What a work surely is, which readers of lists do not guess: nil for what may be anything.
private enum WorkKind {
  case book, thesis, report, dataset, software
  /// What stands in a journal, a book or the papers of a meeting.
  case contribution

  init?(_ reference: Reference) {
    let isContained = reference.container != nil
    switch reference.type {
    case .thesis where !isContained: self = .thesis
    case .report where !isContained: self = .report
    case .dataset: self = .dataset
    case .software: self = .software
    case .book where !isContained && reference.publisher != nil && reference.locator == nil:
      self = .book
    case .conference where isContained, .chapter where isContained: self = .contribution
    case .article:
      guard isContained, reference.volume != nil || reference.locator != nil else { return nil }
      self = .contribution
    default: return nil
    }
  }
}
