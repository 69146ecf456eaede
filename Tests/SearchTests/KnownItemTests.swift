import Diagnostics
import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Search

/// What names a work finds it first, and says why; what names none is searched as it was.
@Suite struct KnownItemTests {
  nonisolated(unsafe) private static let index: TemporaryIndex = {
    func citation(
      _ position: Int, _ title: String, _ authors: [String], _ year: Int,
      _ fill: (inout Citation) -> Void = { _ in }
    ) -> Citation {
      var citation = Citation(
        title, position: position, authors: authors.map { Creator($0) }, year: year)
      fill(&citation)
      return citation
    }
    return try! TemporaryIndex([
      citation(1, "Soil acidity in beech woods", ["Keller, Ann", "Obst, B.", "Pfau, C."], 2014) {
        $0.reference.container = "New England Journal of Medicine"
        $0.reference.volume = "377"
        $0.reference.locator = .pages("2545–2554")
        $0.reference.doi = "10.1056/nejmoa1707447"
        $0.reference.pmid = "29226797"
        $0.reference.url = "https://www.example.org/papers/17/"
      },
      citation(2, "Soil salts in the coastal plain: a review", ["Keller, Ann"], 2016) {
        $0.reference.arxivID = "1706.03762"
        $0.sourceKey = "Kel16:salts"
      },
      citation(3, "Salts", ["van Bruggen, J. A. C.", "Li, Wei"], 2016) {
        $0.reference.isbn = ["0262033844"]
      },
      citation(4, "Salts and acidity of beech woods and of coastal plains", ["Roe, R."], 2017) {
        $0.annotations = [CitedAnnotation("Salts, salts; as Keller et al. (2014) say of soil.")]
      },
    ])
  }()

  private struct Row: CustomTestStringConvertible, Sendable {
    let query: String
    /// As it is read, and the first work's title.
    let expected: String
    init(_ query: String, _ expected: String) { (self.query, self.expected) = (query, expected) }
    var testDescription: String { query }
  }

  private func answer(_ query: String, as matching: Matching = .auto) throws -> SearchResult {
    var options = SearchOptions()
    options.matching = matching
    return try Self.index.search(query, options)
  }

  /// What the library does not have, and as what it is told so; the works that follow are similar.
  private static let missing = [
    Row("10.9999/nothing", "doi"), Row("https://doi.org/10.9999/nothing", "doi"),
    Row("doi:10.9999/nothing", "doi"), Row("arXiv:2101.00001", "arxiv"), Row("2101.00001", "arxiv"),
    Row("PMID: 12345678", "pmid"), Row("PMC1234567", "pmcid"), Row("978-3-16-148410-0", "isbn"),
    Row("Smith J. Deep learning for salts in soil. Nature 2022;600:1-5.", "reference"),
    Row(
      "Smith, J., & Jones, A. B. (2022). Salts of the deep sea: a view. Nature, 600(3), 1–5.",
      "reference"),
    Row("J. Smith, Salts of the deep sea, Nature 600 (2022) 1-5", "reference"),
    // Others are words.
    Row("salts", "-"), Row("Soil acidity in beech woods", "-"), Row("keller2014soil", "-"),
    Row("salts, soil, and acidity (2014), in coastal woods", "-"),
    Row("10.1056/nejmoa1707447", "-"),
    Row("Keller A, Obst B. Soil acidity in beech woods. NEJM 2014;377:2545.", "-"),
    Row("what is known of salts in soil, woods (and plains), since 2014?", "-"),
  ]

  @Test(arguments: missing)
  private func tellsWhatTheLibraryDoesNotHave(_ row: Row) throws {
    let result = try answer(row.query)
    #expect(result.missing?.name ?? "-" == row.expected)
    if result.missing != nil { #expect(result.exactTotal == 0 && result.notes.isEmpty) }
  }

  /// What is said of a text as a query does not hold of a work that it names.
  @Test(arguments: ["PMID: 29226797", "doi: 10.1056/nejmoa1707447", "Bruggen and Li 2016"])
  func noNotesOnWhatNamesAWork(_ query: String) throws {
    let result = try answer(query)
    #expect(result.naming != nil && result.notes.isEmpty)
  }

  private static let naming = [
    Row("keller2014soil", "key 2014"), Row("Keller2014", "key 2014"),
    Row("kel16:salts", "key 2016"),
    Row("10.1056/NEJMoa1707447", "doi 2014"), Row("doi 10.1056/nejmoa1707447.", "doi 2014"),
    Row("https://doi.org/10.1056%2FNEJMoa1707447", "doi 2014"), Row("29226797", "pmid 2014"),
    Row("https://pubmed.ncbi.nlm.nih.gov/29226797/", "pmid 2014"),
    Row("arXiv:1706.03762v5", "- 2016"), Row("PMID29226797", "pmid 2014"),
    Row("[@keller2014soil]", "key 2014"), Row("\\citep[see][]{keller2014soil}", "key 2014"),
    Row("keller2014soil, Kel16:salts", "key 2014"), Row("Keller AB 2014", "citation 2014"),
    Row("Keller 2014 NAACL-HLT", "citation 2014"), Row("Bruggen JAC", "person 2016"),
    Row("W. Li", "person 2016"), Row("1706.03762v5", "arxiv 2016"),
    Row("https://arxiv.org/abs/1706.03762", "arxiv 2016"), Row("978-0-262-03384-8", "isbn 2016"),
    Row("http://example.org/papers/17", "address 2014"),
    Row("Keller 2014", "citation 2014"), Row("keller et al. (2014)", "citation 2014"),
    Row("(Keller et al., 2014a)", "citation 2014"), Row("Keller 2016 salt", "citation 2016"),
    Row("coastal keller 2016", "citation 2016"), Row("Bruggen and Li 2016", "citation 2016"),
    Row("van Bruggen 2016", "citation 2016"), Row("nejm 2014", "citation 2014"),
    Row("N. Engl. J. Med. 377, 2545", "citation 2014"),
    Row("N Engl J Med 2014;377(26):2545-54", "citation 2014"),
    Row("Soil acidity in beech woods.", "title 2014"), Row("\"salts\"", "title 2016"),
    Row("Soil salts in the coastal plain", "title 2016"),
    Row("Soil acidty in beech woods", "title 2014"),
    Row("Soil salts in the costal plain", "title 2016"),
    Row("Keller A, Obst B. Soil acidity in beech woods. NEJM 2014;377:2545.", "reference 2014"),
    Row("Keller, A. et al. N. Engl. J. Med. 377, 2545 (2014).", "reference 2014"),
    Row(
      "Roe R (2017) \"Salts & acidity of beech woods and coastal plains\", in press.",
      "reference 2017"),
  ]

  @Test(arguments: naming)
  private func names(_ row: Row) throws {
    let result = try answer(row.query)
    let hit = try #require(result.hits.first)
    #expect("\(result.naming?.reading.name ?? "-") \(hit.work.reference.year ?? 0)" == row.expected)
    #expect(result.naming == hit.naming)
    #expect(result.hits.count { $0.naming != nil } == result.named)
    #expect(result.total == result.hits.count)
  }

  /// Words, and whatever has a sign of the query language.
  @Test(arguments: [
    "soil", "soil salts", "soil 2016 -acidity", "author:keller 2014", "title:salts",
    "keller OR 2014",
    "soil acid*", "=soil", "the soil of woods", "2016", "salts~ soil", "year:2014",
  ])
  func namesNothing(_ query: String) throws {
    let result = try answer(query)
    #expect(result.naming == nil)
    let strict = try answer(query, as: .all)
    if strict.total > 0 { #expect(result.hits.map(\.work.key) == strict.hits.map(\.work.key)) }
  }

  /// A number that no work has finds none, not those that share a part of it.
  @Test(arguments: [
    "10.1056/none", "https://doi.org/10.1056/none", "arXiv:1706.99999", "PMID 37712",
  ])
  func unknownNumbersFindNothing(_ query: String) throws {
    #expect(try answer(query).total == 0)
  }

  @Test func numbersWithoutAWorkAreNamed() throws {
    let result = try answer("29226797 29226798")
    #expect(result.named == 1)
    #expect(result.notes.map(\.kind) == [.noWork("29226798")])
    #expect(result.notes.first?.range == 9..<17)
  }

  /// Whoever types AND asks for both.
  @Test(arguments: ["soil AND zebras AND salts AND what", "(soil) AND (zebras)", "soil && zebras"])
  func conjunctionsAreNotLoosened(_ query: String) throws {
    #expect(try answer(query).total == 0)
  }

  /// A strict query finds nothing but what it asks for.
  @Test func strictQueriesNameNothing() throws {
    for row in Self.naming where !row.query.contains("(") {
      guard let result = try? answer(row.query, as: .all) else { continue }
      #expect(result.naming == nil)
    }
  }

  /// A text that is not a query is refused unless it names a work.
  @Test func unpairedBracketsAreRefused() throws {
    #expect(throws: (any Error).self) { try answer("(soil salts") }
    #expect(try answer("Keller A. Soil acidity in beech woods) 2014").naming != nil)
  }

  @Test func questionsFindMostOfTheirWords() throws {
    let result = try answer("what is known of salts in the dessert")
    #expect(result.loosening?.totalOfAll == 0 && result.total == 3)
    #expect(try answer("acidity salts plains").loosening == nil)
    #expect(try answer("acidity dessert -soil").total == 0)
  }

  /// What is asked besides holds of named works, too.
  @Test func narrowingHolds() throws {
    var options = SearchOptions()
    options.matching = .auto
    var request = try SearchRequest(SourceText(name: "query", text: "keller 2014"), options)
    request.narrowing = [SourceText(name: "query", text: "salts")]
    let result = try Searcher(Self.index.database).search(request)
    #expect(result.hits.allSatisfy { $0.work.reference.title?.contains("cidity") == true })
    #expect(result.naming == nil)
  }

  @Test(arguments: [
    ("Keller A. Soil acidity in beech woods. N Engl J Med 2014;377:2545", "held"),
    ("Keller A. Soil salts of the coastal plain: a review. 2016.", "likely"),
    ("Other O. Something else entirely. Nature 2001;1:1.", "missing"),
  ])
  func looksUp(_ text: String, _ expected: String) throws {
    let found = try Searcher(Self.index.database).lookUp(Reference(), printed: text)
    #expect(found.verdict.rawValue == expected)
  }
}
