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
    /// Works that were found; with `--new`, the new ones.
    let shown: Int
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
    _ searcher: Searcher, in context: Context
  ) throws -> Outcome {
    let options = context.settings(of: query).searchOptions
    return try answered(query.source, searcher.database) {
      let total = try print(searcher, options, in: context).total
      return Outcome(shown: total, failures: try failures(total: total, searcher, options))
    }
  }

  /// Finds and prints what was not in the result of the last such run, then remembers it.
  ///
  /// What a limit cuts off is shown by the next run. Nothing is remembered before it is printed.
  func runNew(
    _ searcher: Searcher, _ library: Library, isRemembered: Bool,
    in context: Context
  ) throws -> Outcome {
    var options = context.settings(of: query).searchOptions
    let seenWorks = SeenWorks(library)
    return try seenWorks.locked {
      try answered(query.source, searcher.database) {
        let found = Set(try allKeys(searcher, options))
        let seen = try seenWorks.keys(of: query.name, values).intersection(found)
        options.only = found.subtracting(seen)
        let failures = query.expectation(values).failures(total: found.count, holds: found.contains)
        let nothing = Self.nothingNew(seen: seen.count, earlier: found.count - seen.count)
        let (total, shown) = try print(
          searcher, options, nothing: found.isEmpty ? nil : nothing, in: context)
        try context.console.flush()
        if isRemembered, context.console.isWanted {
          try seenWorks.remember(seen.union(shown), of: query.name, values)
        }
        return Outcome(shown: total, failures: failures)
      }
    }
  }

  /// - Parameter earlier: works that came into the library before `--since`.
  private static func nothingNew(seen: Int, earlier: Int) -> String {
    "nothing new: \(counted(seen, "work")) seen before"
      + (earlier > 0 ? ", \(earlier) added earlier" : "")
  }

  /// What is not as expected of a result, whenever its works were added.
  func failures(
    total: Int, _ searcher: Searcher, _ options: SearchOptions
  ) throws -> [String] {
    let expectation = query.expectation(values)
    if expectation.isEmpty { return [] }
    let needsKeys = !expectation.includes.isEmpty || options.since != nil
    let keys = needsKeys ? Set(try allKeys(searcher, options)) : []
    return expectation.failures(total: needsKeys ? keys.count : total, holds: keys.contains)
  }

  /// The keys of the works that were found, whenever they were added.
  private func allKeys(_ searcher: Searcher, _ options: SearchOptions) throws -> [String] {
    var options = options
    options.since = nil
    options.limit = .max
    return try searcher.keys(question, options).map(\.key)
  }

  private func print(
    _ searcher: Searcher, _ options: SearchOptions,
    nothing: String? = nil, in context: Context
  ) throws -> (total: Int, shown: [String]) {
    try AnswerPrinter(query, in: context).print(
      question, searcher, options, text: question.parsed.query.text, nothing: nothing)
  }
}
