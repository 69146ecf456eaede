import References
import TestSupport

extension Citation {
  /// A citation with every field, or most; the same for the same random numbers.
  static func invented(using random: inout SplitMix64) -> Citation {
    var reference = Reference()
    reference.type = ReferenceType.allCases.randomElement(using: &random) ?? .article
    reference.authors = (0...Int.random(in: 0...4, using: &random)).map { _ in
      creator(&random)
    }
    reference.hasMoreAuthors = Bool.random(using: &random)
    reference.title = words(2...9, &random)
    reference.container = words(1...4, &random)
    reference.volume = "\(Int.random(in: 1...400, using: &random))"
    reference.issue = "\(Int.random(in: 1...12, using: &random))"
    let page = Int.random(in: 2...9000, using: &random)
    reference.locator =
      Bool.random(using: &random) ? .pages("\(page)–\(page + 9)") : .articleNumber("e\(page)")
    reference.year = Int.random(in: 1900...2030, using: &random)
    reference.editors = Bool.random(using: &random) ? [creator(&random)] : []
    reference.publisher = words(1...3, &random)
    reference.abstract = words(5...30, &random)
    reference.keywords = Array(
      Set(
        (0...3).map { _ in words(1...2, &random) + (Bool.random(using: &random) ? ", late" : "") })
    ).sorted()
    reference.doi = "10.1234/\(page).x"
    reference.pmid = "\(page)\(page)"
    // What has a number of arXiv's and no other type is read as a preprint.
    let isVague = reference.type == .other || reference.type == .webpage
    reference.arxivID = isVague ? nil : "2101.\(page + 10000)"
    addFactsOfType(to: &reference, page, &random)
    reference.url = "https://example.org/\(page)?a=1&b=2"
    var citation = Citation(position: 0, line: 0, raw: "", reference: reference)
    citation.sourceKey = "key\(page)"
    citation.annotations = [
      CitedAnnotation("\(words(3...9, &random)).\n\n\(words(2...5, &random))\nT2 - \(page)?")
    ]
    return citation
  }

  /// Facts that every format has a place for in references of this type.
  private static func addFactsOfType(
    to reference: inout Reference, _ page: Int, _ random: inout SplitMix64
  ) {
    reference.month = Int.random(in: 0...12, using: &random)
    if reference.month == 0 { reference.month = nil }
    reference.day = reference.month == nil || Bool.random(using: &random) ? nil : 28
    reference.place = Bool.random(using: &random) ? words(1...2, &random) : nil
    reference.language = Bool.random(using: &random) ? "Elvish" : nil
    reference.pmcid = "PMC\(page)"
    switch reference.type {
    case .article: reference.issn = ["1234-567X", "0000-0019"]
    case .book, .chapter, .conference:
      reference.series = words(1...3, &random)
      reference.seriesNumber = "\(page)"
      reference.edition = "2nd"
      reference.isbn = ["978-3-16-148410-0", "3-16-148410-0"]
      reference.translators = [creator(&random)]
      if reference.type == .chapter { reference.chapter = "\(page)" }
    case .report, .patent:
      (reference.issue, reference.number) = (nil, "TR-\(page)")
      if reference.type == .report { reference.genre = "Technical report" }
    case .thesis: reference.genre = "Master’s thesis"
    case .software, .dataset: reference.version = "\(page).1"
    case .webpage: reference.accessed = "2020-01-28"
    case .preprint, .presentation, .other: break
    }
  }

  private static func creator(_ random: inout SplitMix64) -> Creator {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: .literal("Group for \(words(1...2, &random))")
    case 1: .literal("Consortium AB")
    case 2: .person(PersonalName(family: "Powell", given: "D. J.", suffix: "Jr."))
    case 3: .person(PersonalName(family: "van der Berg", given: "Piet-Hein"))
    default: .person(PersonalName(family: "Ní Dhomhnaill", given: "Áine M."))
    }
  }

  private static let vocabulary = [
    "relapse", "of", "CD19⁺", "leukaemia", "β-catenin", "\"escape\"", "in", "Łódź", "C:\\cells",
    "100%",
    "{braced}", "T‑cell", "“quoted”", "O’Reilly’s", "細胞", "and", "p<0.05", "A&B", "naïve", "[sic]",
  ]

  private static func words(_ count: ClosedRange<Int>, _ random: inout SplitMix64) -> String {
    (0..<Int.random(in: count, using: &random))
      .map { _ in vocabulary.randomElement(using: &random) ?? "" }.joined(separator: " ")
  }
}
