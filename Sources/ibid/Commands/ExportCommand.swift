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

  @OptionGroup var matchOption: MatchOption

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
    (said.matching, said.sort) = (matchOption.match, sort)
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
    options.matching = context.settings.matching
    options.asksForSet = true
    options.sort = context.typed.sort ?? .relevance
    options.since = context.typed.since
    options.timeLimit = context.settings.timeLimit
    let summary = try answered(source, database) {
      try opened.searcher(database).answer(SearchRequest(source, options)) { answer in
        let summary = try answer.summary()
        var answer = answer
        answer.limit(summary, context.relaxedLimit())
        // Works like one that was asked for are not it.
        if summary.missing == nil {
          try export.write { writer in
            let count = try writer.write(answer, to: source)
            tellLimit(count, of: summary, context)
            return count
          }
        }
        return summary
      }
    }
    summary.tellHowItWasRead(source, context.console)
    guard summary.total == 0 || summary.missing != nil else { return }
    let nothing = summary.total == 0 ? "no works match; nothing was written" : "nothing was written"
    context.console.note(summary.nothing(nothing, remedy: .option))
    throw Failure(.nothingFound)
  }

  /// Tells where works with only some of the words are left out.
  private func tellLimit(_ count: Int, of summary: SearchSummary, _ context: Context) {
    guard context.typed.limit == nil, count < summary.total else { return }
    context.console.note(
      "\(count) of \(counted(summary.total, "work")); --limit writes more")
  }
}
