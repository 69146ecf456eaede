import Diagnostics
import IndexTestSupport
import References
import Testing

@testable import Search

@Suite struct FeedbackTests {
  private func index() throws -> TemporaryIndex {
    try TemporaryIndex([
      Citation("Antigen escape after therapy", annotation: "Loss of the receptor from leukaemia"),
      Citation("Receptor loss in leukaemia", position: 2),
      Citation("Sheep farming", position: 3),
      Citation("Therapy of sheep", position: 4, year: 1999),
    ])
  }

  private func titles(_ result: SearchResult) -> [String] {
    result.hits.compactMap(\.work.reference.title)
  }

  @Test func worksLikeTheBestAreFound() throws {
    let index = try index()
    var options = SearchOptions()
    #expect(try titles(index.search("escape", options)) == ["Antigen escape after therapy"])
    options.usesFeedback = true
    #expect(
      try titles(index.search("escape", options)) == [
        "Antigen escape after therapy", "Receptor loss in leukaemia", "Therapy of sheep",
      ])
  }

  /// What is not text stays required.
  @Test func conditionsHold() throws {
    let index = try index()
    var options = SearchOptions()
    options.usesFeedback = true
    #expect(try titles(index.search("therapy year:1999", options)) == ["Therapy of sheep"])
  }

  /// Words that stand in every text tell nothing of what one is about.
  @Test func functionWordsBringNothing() throws {
    let index = try TemporaryIndex([
      Citation("Escape of the antigen"), Citation("The farming of the sheep", position: 2),
    ])
    var options = SearchOptions()
    options.usesFeedback = true
    #expect(try titles(index.search("escape", options)) == ["Escape of the antigen"])
  }

  @Test func aWorkIsNotSimilarToItself() throws {
    let index = try index()
    let searcher = Searcher(index.database)
    func similar(to key: String) throws -> SearchResult {
      try searcher.search(SearchRequest(.likeness(CitationKey(key))))
    }
    #expect(try titles(similar(to: "anonymousreceptor")) == ["Antigen escape after therapy"])
    #expect(throws: UnknownWork(key: CitationKey("nobody"))) { try similar(to: "nobody") }
  }
}

@Suite struct CorrectionTests {
  private let titles = ["Cancer relapse", "Long-term relapses", "Fault tolerance", "Merlin"]

  /// Words as a question gives them, and what was searched for in their place.
  @Test(arguments: [
    ("relaspe", "relapse"), ("relapsee", "relapse"), ("canser", "cancer"), ("xelapse", "relapse"),
    ("faulttolerance", "fault tolerance"), ("longterm", nil), ("relapse", nil), ("relapsing", nil),
    ("Relaspe", nil), ("fualt", "fault"), ("falt", nil), ("merlyn2", nil), ("qqqqqq", nil),
    ("=relaspe", nil), ("\"relaspe\"", nil), ("author:relaspe", nil), ("relaspe*", nil),
  ])
  func corrects(_ query: String, _ expected: String?) throws {
    let index = try TemporaryIndex(
      titles.enumerated().map { Citation($1, position: $0 + 1) })
    var options = SearchOptions()
    options.matching = .any
    let result = try index.search(query, options)
    #expect(result.corrections.map(\.replacement) == [expected].compactMap(\.self))
    #expect(result.corrections.isEmpty || result.total > 0)
  }

  /// Where every word is required, nothing is searched for that was not typed.
  @Test func allWordsAreAsTyped() throws {
    let index = try TemporaryIndex([Citation("Cancer relapse"), Citation("Cancer", position: 2)])
    let result = try index.search("cancer relaspe")
    #expect(result.total == 0)
    #expect(result.corrections.isEmpty)
    #expect(result.nothingFound?.totalOfAny == 2)
    #expect(try index.search("zzzz").nothingFound?.totalOfAny == nil)
    #expect(try index.search("cancer").nothingFound == nil)
  }

  @Test func namesAreNoCorrection() throws {
    let index = try TemporaryIndex([Citation("One", authors: [Creator("Berlin, A.")])])
    var options = SearchOptions()
    options.matching = .any
    #expect(try index.search("merlin", options).corrections == [])
  }
}

@Suite struct LikenessTests {
  /// What notes on citations have in common makes no works alike.
  @Test func worksAreAlikeByTellingWords() throws {
    func citation(_ title: String, _ position: Int, _ note: String? = nil) -> Citation {
      Citation(title, position: position, year: 2000 + position, annotation: note)
    }
    let index = try TemporaryIndex([
      citation("Zebra migration", 1, "Roe SS et al. vs. 57 on zebras"),
      citation("Rainfall", 2, "Poe SS et al. vs. 57"), citation("Herds of zebras", 3),
    ])
    let searcher = Searcher(index.database)
    let key = try #require(try index.search("migration").hits.first).work.key
    let hits = try searcher.search(SearchRequest(.likeness(key))).hits
    #expect(hits.compactMap(\.work.reference.year) == [2003])
  }
}
