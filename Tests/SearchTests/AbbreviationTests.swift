import Diagnostics
import IndexTestSupport
import References
import Search
import Testing

@testable import Index

@Suite struct AbbreviationTests {
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
    var options = SearchOptions()
    options.isExpanding = false
    let plain = try index.search("axi-cel", options)
    #expect(plain.total == 2)
    #expect(
      try index.database.abbreviations() == [
        LearnedAbbreviation(
          short: "axi-cel", long: "axicabtagene ciloleucel", works: ["anonymouscytopenia"])
      ])
  }

  /// Words that spell out an abbreviation find it, and score as the better of the two.
  @Test func theBetterFormCounts() throws {
    let index = try TemporaryIndex([
      Citation("Graft versus host disease (GVHD)"), Citation("GVHD", position: 2),
      Citation("Host of a disease", position: 3), Citation("Disease", position: 4),
    ])
    var options = SearchOptions()
    options.matching = .any
    options.isExplaining = true
    let long = try index.search("graft versus host disease", options)
    let short = try index.search("gvhd", options)
    let hit = try #require(long.hits.first { $0.work.reference.title == "GVHD" })
    let same = try #require(short.hits.first { $0.work.reference.title == "GVHD" })
    #expect(abs(hit.score - same.score) < 1e-9)
    #expect(hit.scoreParts.map(\.text).last == "abbreviation")
    #expect(long.hits.first?.work.reference.title == "Graft versus host disease (GVHD)")
    for hit in long.hits {
      #expect(abs(hit.scoreParts.reduce(0) { $0 + $1.score } - hit.score) < 1e-9)
    }
    let all = try index.titles("graft versus host disease")
    #expect(all == ["GVHD", "Graft versus host disease (GVHD)"])
  }

  /// A short form of many meanings stands for the commonest of them.
  @Test func theCommonestMeaningsCount() throws {
    let meanings = [
      "Case report", "Cell receptor", "Clinical review", "Control rate", "Cost ratio",
      "Complete response", "Complete response", "Complete response",
    ]
    let index = try TemporaryIndex(
      meanings.enumerated().map {
        Citation("\($1) (CR), part \($0)", position: $0 + 1)
      } + [Citation("Complete response alone", position: 9)])
    #expect(try index.titles("cr").contains("Complete response alone"))
    #expect(try index.search("cr").total == 9)
  }

  @Test func synonymsOverrule() throws {
    let index = try TemporaryIndex([
      Citation("Graft versus host disease (GVHD)"), Citation("GVHD", position: 2),
    ])
    func count(_ synonyms: [[String]]) throws -> Int {
      try Searcher(index.database, synonyms: synonyms)
        .search(SearchRequest(SourceText(name: "query", text: "\"graft versus host disease\"")))
        .total
    }
    #expect(try count([]) == 2)
    #expect(try count([["graft versus host disease"]]) == 1)
    #expect(try count([["graft versus host disease", "nothing"]]) == 1)
  }

  @Test func synonymsFindEachOther() throws {
    let index = try TemporaryIndex([Citation("Yescarta"), Citation("Axi-cel", position: 2)])
    let searcher = Searcher(index.database, synonyms: [["axi-cel", "Yescarta"]])
    for query in ["yescarta", "axi-cel"] {
      #expect(try searcher.search(SearchRequest(SourceText(name: "query", text: query))).total == 2)
    }
  }
}
