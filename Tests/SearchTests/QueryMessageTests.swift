import Diagnostics
import Foundation
import IndexTestSupport
import QueryLanguage
import References
import Testing

@testable import Search

/// Everything that is said about a query, as in `Resources/query-messages.txt`: a line with `$` and
/// the query, then the error or the notes.
@Suite struct QueryMessageTests {
  private struct Entry: CustomStringConvertible {
    let query: String
    let message: String

    var description: String { "$ \(query)\n\(message)" }
  }

  private static func golden() throws -> [Entry] {
    let file = try #require(
      Bundle.module.url(forResource: "query-messages", withExtension: "txt"))
    return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n\n$ ").map {
      let lines = $0.trimmingPrefix("$ ").split(
        separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let message = lines[1].trimmingCharacters(in: .newlines)
      return Entry(query: String(lines[0]), message: message)
    }
  }

  private func message(of query: String, _ index: TemporaryIndex) throws -> String {
    let source = SourceText(name: "query", text: query)
    do {
      let result = try Searcher(index.database).search(SearchRequest(source))
      return result.notes.map { $0.rendered(in: source) }.joined(separator: "\n")
    } catch let error as QueryError {
      return error.rendered(in: source)
    }
  }

  @Test func messagesAreAsWritten() throws {
    let index = try TemporaryIndex([Citation("One")])
    let golden = try Self.golden()
    #expect(golden.count > 30)
    for entry in golden {
      let printed = Entry(query: entry.query, message: try message(of: entry.query, index))
      #expect(printed.description == entry.description)
    }
  }

  /// Every query that the help shows can be asked.
  @Test func examplesAreRead() throws {
    let index = try TemporaryIndex([Citation("One")])
    let examples = QueryForm.all.flatMap(\.examples) + Field.all.map(\.example)
    // Saved queries belong to a library.
    for example in examples where !example.hasPrefix("@") {
      #expect(throws: Never.self, "\(example)") { try index.search(example) }
    }
  }
}
