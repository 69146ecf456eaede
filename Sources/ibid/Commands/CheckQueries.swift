import ArgumentParser
import Diagnostics
import Index
import QueryLanguage
import ReferenceLibrary
import Search

struct CheckQueries: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Run every saved query and compare its results with its 'expect' key.",
    discussion: """
      Exit status: 0 if all queries pass, 2 if one cannot be parsed, 4 if the results of one \
      differ from its expectations.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let searcher = opened.searcher(database)
    let statuses = try opened.savedQueries.names().map { name in
      do {
        return try check(name, opened, searcher, database)
      } catch let failure as Failure where failure.status == .wrongRequest {
        context.console.note(failure.messages)
        return failure.status
      }
    }
    for status in [Failure.Status.wrongRequest, .notAsExpected] where statuses.contains(status) {
      throw Failure(status)
    }
  }

  /// - Returns: nil if all is well.
  private func check(
    _ name: String, _ opened: OpenLibrary, _ searcher: Searcher, _ database: IndexDatabase
  ) throws -> Failure.Status? {
    let console = opened.console
    let query = try Failure.translating { try opened.savedQueries.load(name) }
    for parameter in query.unusedParameters {
      console.note(.note("\(name): the query does not use '{\(parameter)}'"))
    }
    let missing = query.requiredParameters
    guard missing.isEmpty else {
      console.print("\(name): valid; requires \(missing.joined(separator: ", "))")
      return nil
    }
    let run = try SavedRun(query, query.bind([]))
    let (total, failures) = try answered(query.source, database) {
      var request = SearchRequest(.query(run.question))
      request.options.matching = Settings(query).matching ?? .all
      return try searcher.answer(request) { answer in
        (answer.total, try run.failures(answer))
      }
    }
    for failure in failures { console.note(.error("\(name): \(failure)")) }
    if failures.isEmpty { console.print("\(name): \(counted(total, "work"))") }
    return failures.isEmpty ? nil : .notAsExpected
  }
}
