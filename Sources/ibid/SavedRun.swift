import Diagnostics
import QueryLanguage
import ReferenceLibrary
import Search

/// One saved query with values for its parameters, ready to be asked.
struct SavedRun {
  let query: SavedQuery
  let values: [String: String]
  let question: Question

  struct Outcome {
    /// Whether works were found; with `--new`, new ones.
    let isFound: Bool
    /// What was expected and found instead.
    let failures: [String]
  }

  init(_ query: SavedQuery, _ values: [String: String]) throws {
    self.query = query
    self.values = values
    do throws(QueryError) {
      question = try query.question(values)
    } catch {
      throw Failure(.wrongRequest, error.message(in: query.source))
    }
  }

  /// Finds and prints works.
  func run(
    _ searcher: Searcher, _ library: Library, in context: Context
  ) throws -> Outcome {
    let printer = try printer(library, context)
    return try answered(query.source, searcher.database) {
      try searcher.answer(request(printer, context)) { answer in
        try print(answer, printer)
        return Outcome(isFound: try printer.isFound(answer), failures: try failures(answer))
      }
    }
  }

  /// Finds and prints what was not in the result of the last such run, then remembers it.
  ///
  /// What a limit cuts off is shown by the next run. Nothing is remembered before it is printed.
  func runNew(
    _ searcher: Searcher, _ library: Library, isRemembered: Bool,
    in context: Context
  ) throws -> Outcome {
    let printer = try printer(library, context)
    let seenWorks = SeenWorks(library)
    return try seenWorks.locked(query.name, values) {
      try answered(query.source, searcher.database) {
        try searcher.answer(request(printer, context)) { answer in
          let found = try answer.keys()
          let remembered = try seenWorks.keys(of: query.name, values)
          let seen = remembered.intersection(found)
          let new = try answer.leavingOut(seen)
          let nothing = Self.nothingNew(seen: seen.count, earlier: found.count - seen.count)
          let shown = try print(new, printer, nothing: found.isEmpty ? nil : nothing)
          try context.console.flush()
          if isRemembered, context.console.isWanted {
            try seenWorks.remember(remembered.union(shown), of: query.name, values)
          }
          return Outcome(isFound: try printer.isFound(new), failures: try failures(answer))
        }
      }
    }
  }

  /// - Parameter earlier: works that came into the library before `--since`.
  private static func nothingNew(seen: Int, earlier: Int) -> String {
    "nothing new: \(counted(seen, "work")) seen before"
      + (earlier > 0 ? ", \(earlier) added earlier" : "")
  }

  /// What is not as expected of a result, whenever its works were added.
  func failures(_ answer: SearchAnswer) throws -> [String] {
    let expectation = query.expectation(values)
    if expectation.isEmpty { return [] }
    let keys = try answer.keys()
    return expectation.failures(total: keys.count, holds: keys.contains)
  }

  private func printer(_ library: Library, _ context: Context) throws(Failure) -> AnswerPrinter {
    var printer = try AnswerPrinter(query, in: context)
    printer.options.folder = library.folder
    return printer
  }

  private func request(
    _ printer: AnswerPrinter, _ context: Context
  ) -> SearchRequest {
    var request = SearchRequest(
      .query(question), context.settings(of: query).searchOptions)
    printer.prepare(&request)
    return request
  }

  @discardableResult
  private func print(
    _ answer: SearchAnswer, _ printer: AnswerPrinter, nothing: String? = nil
  ) throws -> [String] {
    try printer.print(
      answer, to: query.source, query: question.parsed.query.text, nothing: nothing)
  }
}
