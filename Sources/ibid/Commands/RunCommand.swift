import ArgumentParser
import Diagnostics
import Foundation
import QueryLanguage
import ReferenceLibrary
import Search

struct RunCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run saved queries.",
    discussion: """
      ibid run antigen-loss since=2018 --format jsonl
      ibid run antigen-loss --new
      ibid run --all --count

      Options override the query's file. Exit status: as for 'search', and 4 if the results \
      differ from the file's expectations. With --all, an error in one query does not stop the \
      others.
      """)

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var printing: PrintingOptions
  @OptionGroup var display: DisplayOptions

  @Flag(help: "Run all saved queries whose parameters have values.")
  var all = false

  @Option(
    help: ArgumentHelp("JSON file of parameter values: {\"since\": 2018}.", valueName: "file.json"),
    completion: .file())
  var params: String?

  @Flag(help: "Show only works that earlier runs with --new and these values did not show.")
  var new = false

  @Flag(help: "With --new: do not record the works shown.")
  var dryRun = false

  @Argument(
    help: ArgumentHelp(
      "Names of saved queries, and parameter values: since=2018.", valueName: "saved-query"))
  var words: [String] = []

  func said() throws(Failure) -> Settings {
    try answer.said().over(printing.said()).over(display.said())
  }

  private func check() throws {
    if dryRun && !new { throw Failure.wrongRequest("--dry-run requires --new") }
    if all, let name = names.first {
      throw Failure.wrongRequest(
        "--all runs all saved queries", hint: "leave it out to run only '\(name)'")
    }
  }

  private var names: [String] { words.filter { !$0.contains("=") } }

  func run(in context: Context) throws {
    try check()
    let opened = try libraryOptions.opened(in: context)
    var faults = Faults(areTolerated: all, console: context.console)
    let asked = try Failure.translating { try runs(of: opened.savedQueries, &faults) }
    if asked.count > 1,
      let format = try asked.map({ try AnswerPrinter($0.query, in: context).format })
        .first(where: \.isOneDocument)
    {
      throw Failure.wrongRequest(
        "--format \(format.name) cannot print several queries",
        hint: "use --format jsonl, or run one query at a time")
    }
    let database = try opened.currentIndex()
    let searcher = opened.searcher(database)
    var outcomes: [SavedRun.Outcome] = []
    for run in asked {
      let isCounting = context.settings.isCounting
      if asked.count > 1, try AnswerPrinter(run.query, in: context).format == .text {
        if isCounting {
          context.console.write(run.query.name, end: "\t")
        } else {
          context.console.print(["# \(run.query.name)", ""])
        }
      }
      let answered = try faults.telling { try outcome(of: run, searcher, opened.library, context) }
      guard let outcome = answered else {
        if asked.count > 1, isCounting { context.console.write("", end: "\n") }
        continue
      }
      for failure in outcome.failures {
        context.console.note(.error("\(run.query.name): \(failure)"))
      }
      outcomes.append(outcome)
    }
    if faults.count > 0 { throw Failure(.wrongRequest) }
    try exit(outcomes)
  }

  /// Queries that cannot be run.
  private struct Faults {
    let areTolerated: Bool
    let console: any Console
    private(set) var count = 0

    init(areTolerated: Bool, console: any Console) {
      self.areTolerated = areTolerated
      self.console = console
    }

    /// - Returns: nil where what is wrong was told and is tolerated.
    mutating func telling<T>(_ body: () throws -> T) throws -> T? {
      do {
        return try Failure.translating(body)
      } catch let failure as Failure where areTolerated && failure.status == .wrongRequest {
        console.note(failure.messages)
        count += 1
        return nil
      }
    }
  }

  private func outcome(
    of run: SavedRun, _ searcher: Searcher, _ library: Library, _ context: Context
  ) throws -> SavedRun.Outcome {
    try Failure.translating {
      if new {
        return try run.runNew(searcher, library, isRemembered: !dryRun, in: context)
      }
      return try run.run(searcher, library, in: context)
    }
  }

  private func exit(_ outcomes: [SavedRun.Outcome]) throws {
    if outcomes.contains(where: { !$0.failures.isEmpty }) {
      throw Failure(.notAsExpected)
    }
    if outcomes.allSatisfy({ !$0.isFound }) {
      throw Failure(.nothingFound)
    }
  }

  // MARK: Queries and values

  private func runs(of folder: SavedQueryFolder, _ faults: inout Faults) throws -> [SavedRun] {
    let names = all ? folder.names() : names
    guard !names.isEmpty else {
      throw all
        ? Failure.wrongRequest(
          "there are no saved queries", hint: "save one with 'ibid queries save NAME QUERY'")
        : Failure.wrongRequest(
          "expected the name of a saved query",
          hint: "'ibid queries' lists them; --all runs all of them")
    }
    let queries = try loaded(names, folder, &faults)
    let values = try givenValues()
    for value in values where !queries.contains(where: { $0.takes(value) }) {
      let known = Set(queries.flatMap(\.parameters).map(\.name)).sorted()
      throw QueryError(.error, .unknownParameter(value.name ?? "", known: known), at: 0..<0)
        .plainFailure
    }
    var runs: [SavedRun] = []
    for query in queries {
      do {
        runs.append(try SavedRun(query, query.bind(values.filter(query.takes))))
      } catch let error as QueryError {
        guard all, case .missingParameter = error.kind else { throw error.plainFailure }
        faults.console.note(.note("not run: \(error.kind.message)"))
      }
    }
    return runs
  }

  private func loaded(
    _ names: [String], _ folder: SavedQueryFolder, _ faults: inout Faults
  ) throws -> [SavedQuery] {
    var queries: [SavedQuery] = []
    for name in names {
      let isParameter = queries.flatMap(\.parameters).contains { $0.name == name }
      let query = try faults.telling {
        do {
          return try folder.load(name)
        } catch SavedQueryFileError.unknown where isParameter {
          throw Failure.wrongRequest(
            "no saved query named '\(name)'", hint: "to set the parameter, type \(name)=VALUE")
        }
      }
      if let query { queries.append(query) }
    }
    return queries
  }

  /// Those of the file, then those of the command line, which overrule them.
  private func givenValues() throws -> [SavedQueryValue] {
    let typed = words.compactMap { word -> SavedQueryValue? in
      guard let sign = word.firstIndex(of: "=") else { return nil }
      return SavedQueryValue(
        name: String(word[..<sign]), text: String(word[word.index(after: sign)...]))
    }
    return try fileValues() + typed
  }

  private func fileValues() throws -> [SavedQueryValue] {
    guard let params else { return [] }
    guard let bytes = FileManager.default.contents(atPath: params) else {
      throw Failure.wrongRequest("cannot read '\(params)'")
    }
    do {
      let values = try JSONDecoder().decode([String: ParameterJSON].self, from: bytes)
      return values.sorted { $0.key < $1.key }.map {
        SavedQueryValue(name: $0.key, text: $0.value.text)
      }
    } catch {
      throw Failure.wrongRequest(
        "'\(params)' is not a JSON object with strings and integers as values",
        hint: #"for example: {"since": 2018, "topic": "antigen loss"}"#)
    }
  }
}

/// A text or a whole number.
private struct ParameterJSON: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
    } else {
      text = String(try container.decode(Int.self))
    }
  }
}

extension SavedQuery {
  fileprivate func takes(_ value: SavedQueryValue) -> Bool {
    parameters.contains { $0.name == value.name }
  }
}
