import Diagnostics
import Index
import IndexTestSupport
import QueryLanguage
import References
import TestSupport
import Testing

@testable import Search

/// Queries damaged at random, asked of an index: whatever is wrong is wrong with the query, never with
/// the index or the disk.
@Suite struct QueryFuzzTests {
  private let index: TemporaryIndex

  init() throws {
    index = try TemporaryIndex([
      Citation(
        "Loss of antigen (LOA)", authors: [Creator("June, C."), Creator("Lee, B.")],
        container: "Nature", year: 2017,
        annotation: "Together with Smith (2018): loss of CD19, a honey bee."),
      Citation("Heat and thermal limits", position: 2, authors: [Creator("Smith, J.")], year: 2018),
      Citation("Relapse", position: 3, authors: [Creator("Lee, B.")], container: "Blood"),
    ])
  }

  @Test(.timeLimit(.minutes(10)))
  func theIndexIsNeverBlamed() throws {
    let searcher = Searcher(index.database)
    var texts = MutatedText.queries(seed: 5)
    for number in 0..<3_000 {
      let text = texts.next()
      var options = SearchOptions()
      options.matching = [.auto, .all, .any][number % 3]
      options.isExplaining = number.isMultiple(of: 5)
      do {
        _ = try searcher.search(SearchRequest(SourceText(name: "query", text: text), options))
      } catch let error as IndexError {
        guard case .refused = error else {
          Issue.record("\(text.debugDescription): \(error)")
          continue
        }
      } catch is QueryError {}
    }
  }

  @Test func aQueryEndsWithItsTime() throws {
    let database = index.database
    var request = try SearchRequest(SourceText(name: "query", text: "loss OR heat OR relapse"))
    request.options.timeLimit = .zero
    #expect(throws: IndexError.timedOut(.zero)) { try Searcher(database).search(request) }
    // The next one has its own.
    request.options.timeLimit = .seconds(60)
    #expect(try Searcher(database).search(request).total == 3)
  }

  /// Reading what was found may take as long as its reader.
  @Test func timePassesWhileItIsSearchedAlone() throws {
    let database = index.database
    var request = try SearchRequest(SourceText(name: "query", text: "loss OR heat OR relapse"))
    request.options.timeLimit = .milliseconds(500)
    let clock = ContinuousClock.now
    let titles = try Searcher(database).answer(request) { answer in
      var hits = try answer.hits()
      while ContinuousClock.now - clock < .milliseconds(600) {}
      return try hits.rest().count
    }
    #expect(titles == 3)
  }
}
