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
    reference.arxivID = "2101.\(page + 10000)"
    reference.url = "https://example.org/\(page)?a=1&b=2"
    var citation = Citation(position: 0, line: 0, raw: "", reference: reference)
    citation.sourceKey = "key\(page)"
    citation.annotations = [
      CitedAnnotation("\(words(3...9, &random)).\n\n\(words(2...5, &random))\nT2 - \(page)?")
    ]
    return citation
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
