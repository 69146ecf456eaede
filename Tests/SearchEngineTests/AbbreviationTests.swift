import Diagnostics
import References
import Testing

@testable import SearchEngine

@Suite struct AbbreviationTests {
  @Test(arguments: [
    ("axicabtagene ciloleucel (axi-cel) for lymphoma", "axi-cel = axicabtagene ciloleucel"),
    ("Chimeric antigen receptor (CAR) T cells", "CAR = Chimeric antigen receptor"),
    ("refractory large B-cell lymphoma (LBCL).", "LBCL = large B-cell lymphoma"),
    ("the GVHD (graft versus host disease) burden", "GVHD = graft versus host disease"),
    ("in the United States (US)", "US = United States"),
    (
      "treatment of chronic lymphocytic leukemia (CLL) and (2017)",
      "CLL = chronic lymphocytic leukemia"
    ),
    (
      "event-free survival (EFS), overall survival (OS)",
      "EFS = event-free survival; OS = overall survival"
    ),
    ("nothing here (see Smith) at all (n = 5) or (approximately 60%)", ""),
    ("((((", ""), ("()", ""), ("(A)", ""), ("word (", ""), (")(", ""),
  ])
  func findsWhatTextExplains(_ text: String, _ expected: String) {
    let pairs = AbbreviationFinder.pairs(in: text).map { "\($0.short) = \($0.long)" }
    #expect(pairs.joined(separator: "; ") == expected)
  }

  @Test func eitherFormFindsTheOther() throws {
    let index = try TemporaryIndex([
      Citation("Cytopenia after axicabtagene ciloleucel (axi-cel)"),
      Citation("Outcomes of axicabtagene ciloleucel", position: 2),
      Citation("Axi-Cel in practice", position: 3),
      Citation("Axicabtagene alone, ciloleucel apart", position: 4),
    ])
    let three = [
      "Axi-Cel in practice", "Cytopenia after axicabtagene ciloleucel (axi-cel)",
      "Outcomes of axicabtagene ciloleucel",
    ]
    #expect(try index.titles("axi-cel") == three)
    #expect(try index.titles("axicel") == three)
    #expect(try index.titles("\"axicabtagene ciloleucel\"") == three)
    #expect(try index.titles("axicabtagene ciloleucel").count == 4)
    let plain = try Searcher(index.database, isExpanding: false)
      .search(SourceText(name: "query", text: "axi-cel"), limit: 9)
    #expect(plain.total == 2)
    #expect(
      try index.database.abbreviations() == [
        LearnedAbbreviation(short: "axi-cel", long: "axicabtagene ciloleucel", works: 1)
      ])
  }

  @Test func synonymsFindEachOther() throws {
    let index = try TemporaryIndex([Citation("Yescarta"), Citation("Axi-cel", position: 2)])
    let searcher = Searcher(index.database, synonyms: [["axi-cel", "Yescarta"]])
    for query in ["yescarta", "axi-cel"] {
      #expect(try searcher.search(SourceText(name: "query", text: query), limit: 9).total == 2)
    }
  }
}
