import ArgumentParser
import Diagnostics
import Foundation
import References
import Search

struct ExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all matching works to a file for another program.",
    discussion: """
      ibid export reading-list.bib 'annotation:relapse'
      ibid export new.html --since 30d --sort added --style apa --title 'New in November'
      """)

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var printing: PrintingOptions

  @Option(help: ArgumentHelp("Write at most <n> works.", valueName: "n"))
  var limit: String?

  @Option(help: "Order of the works.")
  var sort: HitOrder?

  @Option(
    help: ArgumentHelp("Only works added since this date.", valueName: "date"))
  var since: String?

  @Flag(help: "Replace an existing file, also one that 'ibid export' did not write.")
  var force = false

  @Argument(
    help: "Output file; its extension selects the format: \(OutputFormat.endings).",
    completion: .file())
  var file: String

  @Argument(help: "Query (default: every work).")
  var query: [String] = []

  func said() throws(Failure) -> Settings {
    var said = try printing.said()
    try said.say("limit", limit)
    try said.say("since", since)
    said.sort = sort
    return said
  }

  func run(in context: Context) throws {
    var export = try Export(
      to: URL(fileURLWithPath: file), title: query.isEmpty ? "References" : nil, isForced: force,
      in: context)
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : query.joined(separator: " "))
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    try export.prepare(for: opened.library, database)
    var options = SearchOptions()
    options.limit = context.typed.limit ?? .max
    options.sort = context.typed.sort ?? .relevance
    options.since = context.typed.since
    options.timeLimit = context.settings.timeLimit
    let summary = try answered(source, database) {
      try opened.searcher(database).answer(SearchRequest(source, options)) { answer in
        try export.write { try $0.write(answer, to: source) }
        return try answer.summary()
      }
    }
    summary.tellHowItWasRead(source, context.console)
    guard summary.total == 0 else { return }
    context.console.note(
      summary.nothing(
        "no works match; nothing was written", matchingAnyBy: "'ibid search --match any'"))
    throw Failure(.nothingFound)
  }
}
