import Foundation

/// A work that nobody wrote: a title, names, a journal or publisher drawn separately, so that no
/// name goes with a subject.
struct InventedWork {
  enum Kind: String {
    case article = "article-journal"
    case chapter, book, thesis, report, webpage
    case conference = "paper-conference"
  }

  var kind: Kind
  var title: String
  var authors: [(family: String, given: String)] = []
  var group: String?
  var editors: [(family: String, given: String)] = []
  var container = ""
  var shortContainer = ""
  var volume: String?
  var issue: String?
  var pages: String?
  var year: Int
  var month: Int?
  var publisher: String?
  var place: String?
  var edition: Int?
  var series: String?
  var genre: String?
  var doi: String?
  var url: String?

  /// - Parameter initials: given names are known by their initials alone, as in many databases.
  init(from metadata: Metadata, initials: Bool, random: inout Random) {
    let roll = random.number(0...99)
    kind =
      switch roll {
      case ..<62: .article
      case ..<72: .conference
      case ..<80: .chapter
      case ..<92: .book
      case ..<95: .thesis
      case ..<98: .report
      default: .webpage
      }
    let isForeign = random.happens(0.22)
    title = isForeign ? Self.foreignTitle(&random) : random.pick(metadata.titles)
    if kind == .book, !isForeign, random.happens(0.6) { title = Self.shortened(title) }
    year = 2022 - Int(pow(Double.random(in: 0...1, using: &random), 2) * 70)
    if random.happens(0.03) { year = random.number(1700...1950) }
    if random.happens(0.35) { month = random.number(1...12) }
    if random.happens(0.04) {
      group = random.pick(Phrases.groups)
    } else {
      authors = Self.people(metadata, Self.authorCount(kind, &random), initials, &random)
    }
    let numbers = Self.numbers(&random)
    pages = numbers.pages
    switch kind {
    case .article:
      chooseJournal(metadata, isForeign: isForeign, &random)
      volume = numbers.volume
      if random.happens(0.6) { issue = numbers.issue }
      if random.happens(0.35) { doi = Self.doi(&random) }
      if random.happens(0.02) { pages = nil }
      if random.happens(0.02) { volume = nil }
    case .conference:
      container = Self.meeting(metadata, year: year, &random)
      if random.happens(0.4) {
        editors = Self.people(metadata, random.number(1...3), initials, &random)
      }
      if random.happens(0.5) { choosePublisher(&random) }
      if random.happens(0.2) { doi = Self.doi(&random) }
      if random.happens(0.2) {
        series = random.pick([
          "Lecture Notes in Computer Science", "LNCS", "Contemp. Math.", "ACM SIGPLAN Notices",
          "CEUR Workshop Proceedings",
        ])
      }
      if series != nil || random.happens(0.1) { volume = numbers.volume }
    case .chapter:
      container =
        isForeign ? Self.foreignTitle(&random) : Self.shortened(random.pick(metadata.titles))
      if random.happens(0.85) {
        editors = Self.people(metadata, random.number(1...3), initials, &random)
      }
      choosePublisher(&random)
      if random.happens(0.1) { edition = random.number(2...5) }
      if random.happens(0.1) { volume = String(random.number(1...6)) }
      if random.happens(0.1) { series = Self.shortened(random.pick(metadata.titles)) }
    case .book:
      choosePublisher(&random)
      pages = random.happens(0.15) ? String(random.number(90...700)) : nil
      if random.happens(0.18) { edition = random.number(2...6) }
      if random.happens(0.1) { volume = String(random.number(1...6)) }
      if random.happens(0.12) { series = Self.shortened(random.pick(metadata.titles)) }
      if authors.count > 0, random.happens(0.12) { swap(&authors, &editors) }
    case .thesis:
      genre = random.pick(Phrases.genres)
      publisher = random.pick(Phrases.schools)
      if random.happens(0.4) { place = random.pick(random.pick(Phrases.publishers).places) }
      pages = nil
    case .report:
      genre = random.pick([
        "Technical Report", "Tech. Rep.", "Working Paper", "Research Report", "Discussion Paper",
        "Report",
      ])
      issue = random.pick([
        "CS-\(random.number(70...99))-\(random.number(1...40))", "TR-\(random.number(100...999))",
        "No. \(random.number(100...9999))", "\(random.number(80...2010))",
      ])
      publisher = random.happens(0.6) ? random.pick(Phrases.schools) : random.pick(Phrases.groups)
      if random.happens(0.4) { place = random.pick(random.pick(Phrases.publishers).places) }
      pages = nil
    case .webpage:
      url =
        "https://www.\(random.pick(["example", "stats", "who", "gov", "unesco", "bbc", "news", "data"])).\(random.pick(["org", "int", "de", "com", "gov"]))/\(random.pick(["report", "en/page", "index.html", "2015/03/salt", "view"]))"
      if random.happens(0.5) { container = random.pick(Phrases.groups) }
      pages = nil
    }
  }

  private mutating func choosePublisher(_ random: inout Random) {
    let choice = random.pick(Phrases.publishers)
    publisher = choice.name
    if random.happens(0.85) { place = random.pick(choice.places) }
  }

  private mutating func chooseJournal(
    _ metadata: Metadata, isForeign: Bool, _ random: inout Random
  ) {
    if isForeign, random.happens(0.6) {
      container = random.pick(Phrases.foreignJournals)
      shortContainer = container
      return
    }
    // Half of the journals that are cited are the few that everybody cites.
    let place = random.number(0...metadata.journals.count - 1)
    let journal = metadata.journals[random.happens(0.25) ? place / 97 * 97 : place]
    container = journal.full
    shortContainer = journal.short
    if random.happens(0.12) {
      (container, shortContainer) = random.pick(Self.frequentJournals)
    }
  }

  private static let frequentJournals = [
    ("Nature", "Nature"), ("Science", "Science"), ("Cell", "Cell"), ("Blood", "Blood"),
    ("The Lancet", "Lancet"),
    ("Proceedings of the National Academy of Sciences", "Proc. Natl. Acad. Sci. U.S.A."),
    (
      "Proceedings of the National Academy of Sciences of the United States of America",
      "Proc Natl Acad Sci USA"
    ),
    ("New England Journal of Medicine", "N. Engl. J. Med."),
    ("Physical Review Letters", "Phys. Rev. Lett."),
    ("Journal of Biological Chemistry", "J. Biol. Chem."), ("PLoS ONE", "PLoS One"),
    ("eLife", "Elife"),
    ("Communications of the ACM", "Commun. ACM"), ("Physical Review D", "Phys. Rev. D"),
    ("The Astrophysical Journal", "ApJ"),
    ("Monthly Notices of the Royal Astronomical Society", "MNRAS"),
    ("Astronomy & Astrophysics", "A&A"),
    ("Journal of High Energy Physics", "JHEP"), ("Nuclear Physics B", "Nucl. Phys. B"),
    ("Physics Letters B", "Phys. Lett. B"),
    ("Journal of the American Chemical Society", "J. Am. Chem. Soc."),
    ("Angewandte Chemie International Edition", "Angew. Chem. Int. Ed."),
    ("Chemical Communications", "Chem. Commun."), ("Inventiones Mathematicae", "Invent. Math."),
    ("Annals of Mathematics", "Ann. of Math."),
    ("Genes & Development", "Genes Dev."), ("The EMBO Journal", "EMBO J."),
    ("Machine Learning", "Mach. Learn."), ("Neuron", "Neuron"),
    ("American Economic Review", "Am. Econ. Rev."), ("Econometrica", "Econometrica"),
    ("Critical Inquiry", "Crit. Inq."), ("PMLA", "PMLA"),
    ("JAMA", "JAMA"), ("BMJ", "BMJ"), ("Psychological Review", "Psychol. Rev."),
    ("Geophysical Research Letters", "Geophys. Res. Lett."),
    ("Journal of Climate", "J. Climate"), ("Theoretical Computer Science", "Theor. Comput. Sci."),
    ("Sensors", "Sensors"),
    ("International Journal of Molecular Sciences", "Int. J. Mol. Sci."),
    ("Acta Materialia", "Acta Mater."), ("arXiv preprint", "arXiv"),
  ]

  // MARK: Parts

  private static func authorCount(_ kind: Kind, _ random: inout Random) -> Int {
    let most = kind == .article ? 9 : 4
    let count = 1 + Int(pow(Double.random(in: 0..<1, using: &random), 1.7) * Double(most))
    return random.happens(0.04) && kind == .article ? random.number(10...24) : count
  }

  private static func people(
    _ metadata: Metadata, _ count: Int, _ initials: Bool, _ random: inout Random
  ) -> [(family: String, given: String)] {
    (0..<count).map { _ in
      // A family with the given name of somebody else, where both are of one tradition or not.
      var name = random.pick(metadata.names)
      if random.happens(0.3) { name.given = random.pick(metadata.names).given }
      if random.happens(0.25), !name.given.contains(" "), name.given.count > 2 {
        name.given += " \(random.pick(Array("ABCDEFGHJKLMNPRSTW")))."
      }
      if random.happens(0.04) {
        name.family =
          random.pick(["van ", "de ", "von ", "van der ", "de la ", "Di ", "Van ", "da "])
          + name.family
      }
      if initials {
        name.given = name.given.split(whereSeparator: { $0 == " " || $0 == "-" })
          .compactMap { $0.first.map { "\($0)." } }.joined(separator: " ")
      }
      return name
    }
  }

  private static func foreignTitle(_ random: inout Random) -> String {
    let language = random.pick(Phrases.languages)
    var title =
      "\(random.pick(language.openings)) \(random.pick(language.subjects)) \(random.pick(language.relations))"
      .trimmingCharacters(in: .whitespaces)
    if random.happens(0.35) {
      title += random.pick([": ", ". ", " : "]) + random.pick(language.others)
    }
    return title
  }

  /// The text before a colon, or the first words: a book's title.
  static func shortened(_ title: String) -> String {
    if let colon = title.firstIndex(of: ":") { return String(title[..<colon]) }
    return title.split(separator: " ").prefix(6).joined(separator: " ")
      .trimmingCharacters(in: .punctuationCharacters)
  }

  private static func meeting(_ metadata: Metadata, year: Int, _ random: inout Random) -> String {
    let subject = shortened(random.pick(metadata.titles))
    let ordinal = [
      "", "First ", "2nd ", "Third ", "12th ", "24th ", "\(year) ", "Twentieth ", "35th Annual ",
    ]
    let kind = [
      "Conference", "Symposium", "Workshop", "International Conference", "Meeting", "ACM Symposium",
      "IEEE Conference", "Congress",
    ]
    return switch random.number(0...5) {
    case 0: "Proceedings of the \(random.pick(ordinal))\(random.pick(kind)) on \(subject)"
    case 1:
      "Proc. \(random.pick(ordinal))\(random.pick(["Conf.", "Symp.", "IEEE Conf.", "ACM Symp.", "Int. Conf.", "Workshop"])) on \(subject)"
    case 2:
      "\(random.pick(ordinal))\(random.pick(kind)) on \(subject) (\(random.pick(["ICML", "POPL", "VLDB", "CHI", "SODA", "IJCAI", "ACL", "SIGIR"])))"
    case 3:
      "Proceedings of \(random.pick(["ICML", "POPL", "VLDB", "CHI", "SODA", "IJCAI", "ACL", "SIGIR", "NIPS", "CVPR"]))\(random.pick(["", " '95", "-\(year)", " \(year)"]))"
    case 4: "Advances in \(subject)"
    default: "Proceedings of the \(random.pick(metadata.journals).full)"
    }
  }

  private static func numbers(_ random: inout Random) -> (
    volume: String, issue: String, pages: String
  ) {
    let volume = random.happens(0.1) ? random.number(1...9) : random.number(1...600)
    let issue =
      random.happens(0.05)
      ? "\(random.number(1...5))-\(random.number(6...8))" : String(random.number(1...24))
    let first = random.happens(0.2) ? random.number(1...99) : random.number(100...9999)
    let last = first + random.number(1...40)
    let pages: String =
      switch random.number(0...19) {
      case 0: "e\(random.number(1000...99999))"
      case 1: String(random.number(10000...999999))
      case 2: "L\(random.number(1...99))"
      case 3: "S\(random.number(1...99))–S\(random.number(100...199))"
      case 4, 5, 6: String(first)
      case 7: "\(first)–\(last % 100)"
      default: "\(first)-\(last)"
      }
    return (String(volume), issue, pages)
  }

  private static func doi(_ random: inout Random) -> String {
    "10.\(random.number(1000...9999))/\(random.pick(["j.", "s", "nature", "acs.", "journal.pone.", "cb", "", "science."]))\(random.number(1000...999999))\(random.pick(["", ".01", "-x", ".\(random.number(100...999))"]))"
  }

  // MARK: CSL

  /// The item as CSL-JSON.
  func item(id: Int) -> [String: Any] {
    var item: [String: Any] = ["id": "r\(id)", "type": kind.rawValue, "title": title]
    let json = { (names: [(family: String, given: String)]) in
      names.map { ["family": $0.family, "given": $0.given] }
    }
    item["author"] = group.map { [["literal": $0]] } ?? (authors.isEmpty ? nil : json(authors))
    if !editors.isEmpty { item["editor"] = json(editors) }
    if !container.isEmpty {
      item["container-title"] = container
      item["container-title-short"] = shortContainer.isEmpty ? container : shortContainer
    }
    item["volume"] = volume
    item[kind == .report ? "number" : "issue"] = issue
    item[kind == .book ? "number-of-pages" : "page"] = pages
    item["publisher"] = publisher
    item["publisher-place"] = place
    item["edition"] = edition.map(String.init)
    item["collection-title"] = series
    item["genre"] = genre
    item["DOI"] = doi
    item["URL"] = url
    item["issued"] = ["date-parts": [[year] + (month.map { [$0] } ?? [])]]
    if url != nil { item["accessed"] = ["date-parts": [[2019, 4, 12]]] }
    return item
  }
}
