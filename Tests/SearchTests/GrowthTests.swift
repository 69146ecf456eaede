import Diagnostics
import Index
import IndexTestSupport
import References
import Search
import Testing

/// Twice as much takes about twice as long: counted in steps of SQLite's machine and in bytes, as no
/// clock is the same in two runs.
@Suite struct GrowthTests {
  /// At least this much is measured, so that what is the same for all sizes weighs little.
  private static let size = 400
  /// Twice, and as much again for sorting and for trees that become deeper.
  private static let most = 3.0

  private func expectGrowth(_ steps: (Int) throws -> Int) throws {
    let once = try steps(Self.size)
    let twice = try steps(Self.size * 2)
    #expect(Double(twice) < Self.most * Double(once), "\(once) steps, then \(twice)")
  }

  // MARK: Indexing

  struct Corpus: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let citations: @Sendable (Int) -> [Citation]
  }

  private static func mentions(_ count: Int) -> String {
    String(repeating: "Together with Doe et al. (2017), ", count: count)
  }

  @Test(arguments: [
    Corpus(testDescription: "works without author and year") { count in
      (1...count).map { Citation("x \($0)", position: $0) }
    },
    Corpus(testDescription: "works of one title and many years") { count in
      (1...count).map {
        Citation("The same", position: $0, authors: [Creator("Doe, J.")], year: 1000 + $0)
      }
    },
    Corpus(testDescription: "works of one author and year") { count in
      (1...count).map {
        Citation("Number \($0)", position: $0, authors: [Creator("Doe, J.")], year: 2001)
      }
    },
    Corpus(testDescription: "mentions in one annotation") { count in
      [Citation("x", authors: [Creator("Doe, J.")], year: 2017, annotation: mentions(count))]
    },
    Corpus(testDescription: "works that all mention one") { count in
      (1...count).map {
        Citation("Number \($0)", position: $0, year: 2017, annotation: "As Doe (2016) has it.")
      }
    },
    Corpus(testDescription: "authors of one work") { count in
      [Citation("x", authors: (1...count).map { Creator("Doe\($0), J.") }, year: 2017)]
    },
  ])
  func indexing(_ corpus: Corpus) throws {
    try expectGrowth { count in
      let index = try TemporaryIndex()
      let counter = try StepCounter(of: index.database)
      try index.replace("list.txt", with: corpus.citations(count))
      try IndexWriter(index.database).resolveMentionsIfDue()
      return counter.steps
    }
  }

  // MARK: Asking

  struct Asked: CustomTestStringConvertible, Sendable {
    let query: String
    let joined: String
    let matching: Matching
    var testDescription: String { "\(query)\(joined)… (\(matching))" }
  }

  @Test(arguments: [
    Asked(query: "antigen", joined: " ", matching: .auto),
    Asked(query: "the", joined: " ", matching: .auto),
    Asked(query: "antigne", joined: " ", matching: .auto),
    Asked(query: "antigne", joined: " ", matching: .any),
    Asked(query: "antigen", joined: " OR ", matching: .all),
    Asked(query: "antig*", joined: " ", matching: .all),
  ])
  func asking(_ asked: Asked) throws {
    let index = try TemporaryIndex(
      (1...60).map {
        Citation("Antigen loss number \($0)", position: $0, annotation: "The loss of the antigen.")
      })
    try expectGrowth { count in
      // Different words, as one that is said again is asked once.
      let words = (0..<count / 8).map { asked.query + String(repeating: "x", count: $0 % 3) }
      let source = SourceText(name: "query", text: words.joined(separator: asked.joined))
      var options = SearchOptions()
      (options.matching, options.timeLimit) = (asked.matching, nil)
      let counter = try StepCounter(of: index.database)
      _ = try? Searcher(index.database).search(SearchRequest(source, options))
      return counter.steps
    }
  }
}
