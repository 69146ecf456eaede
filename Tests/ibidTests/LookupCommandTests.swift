import Foundation
import ProgramTestSupport
import Testing

/// `lookup`: which references of a list a library has.
@Suite struct LookupCommandTests {
  private static let sources = [
    "Index/References/a.bib": """
    @article{a1, author = {Keller, Ann and Obst, B.}, title = {Soil acidity in beech woods}, journal = {Soils}, volume = {9}, pages = {12--20}, year = {2019}, doi = {10.1000/soil.9}}
    @article{b1, author = {Roe, R.}, title = {Salts of the coastal plain and what becomes of them}, journal = {Tides}, volume = {1}, pages = {3--9}, year = {2018}}

    """
  ]
  private static let draft = """
    @article{x, author = {Keller, A.}, title = {Soil acidity in beech woods}, journal = {Soils}, volume = {9}, pages = {12--20}, year = {2018}, doi = {10.1000/SOIL.9}}
    @article{y, author = {Other, O.}, title = {Nothing of the kind}, journal = {Nowhere}, volume = {7}, pages = {1}, year = {2001}}

    """

  private func library() throws -> TemporaryLibrary {
    let library = try TemporaryLibrary.indexed(Self.sources)
    try library.write(Self.draft, to: "draft.bib")
    return library
  }

  @Test func eachReferenceIsToldWithItsPlaceAndWhatDiffers() throws {
    let result = try library().run("lookup", "draft.bib")
    #expect(result.status == 1)
    let lines = result.lines.map(String.init)
    #expect(lines.first?.hasPrefix("draft.bib:1: in the library: keller2019soil (") == true)
    #expect(lines.contains("  differs: year 2018, in the library 2019"))
    #expect(lines.contains("draft.bib:2: not in the library"))
    #expect(result.errors.contains("2 references: 1 in the library, 1 not in the library"))
  }

  @Test func statusTellsWhetherSomeAreMissing() throws {
    let library = try library()
    try library.write(Self.sources["Index/References/a.bib"]!, to: "same.bib")
    #expect(try library.run("lookup", "same.bib").status == 0)
    #expect(try library.run("lookup", "same.bib", "draft.bib").status == 1)
    #expect(try library.run("lookup", "nowhere.bib").status == 2)
    try library.write("nothing here\n", to: "empty.txt")
    #expect(try library.run("lookup", "empty.txt").status != 0)
  }

  @Test(arguments: [
    ("keys", "keller2019soil"),
    ("csv", "draft.bib,2,missing,,,,Nothing of the kind"),
    ("jsonl", #""verdict":"held","key":"keller2019soil""#),
    ("json", #""differences":["year 2018, in the library 2019"]"#),
    ("bibtex", "@article{keller2019soil,"),
  ])
  func formatsHoldTheVerdicts(_ format: String, _ expected: String) throws {
    let result = try library().run("lookup", "draft.bib", "--format", format)
    #expect(result.output.contains(expected))
  }

  @Test func missingReferencesArePrintedAsTheyAre() throws {
    let result = try library().run("lookup", "--missing", "--format", "bibtex", "draft.bib")
    #expect(result.output.contains("@article{y,"))
    #expect(!result.output.contains("Soil acidity"))
  }

  /// A list as somebody pastes it, in other styles than the library's, with a slip.
  @Test func printedListsAreLookedUp() throws {
    let library = try library()
    try library.write(
      """
      1. Keller A, Obst B. Soil acidity in beech woods. Soils 2019;9:12-20.
      2. Roe, R. Salts of the costal plain and what becomes of them. Tides 1, 3-9 (2018).
      3. Other O, Roe B. Something else entirely. Nature 2001;1:1-2.

      """, to: "list.txt")
    let result = try library.run("lookup", "--format", "csv", "list.txt")
    let verdicts = result.lines.dropFirst().map {
      $0.split(separator: ",")[2...3].joined(separator: " ")
    }
    #expect(verdicts.first == "held keller2019soil")
    #expect(verdicts.count == 3 && verdicts[1].hasSuffix("roe2018salts"))
    #expect(verdicts.last?.hasPrefix("missing") == true)
  }
}
