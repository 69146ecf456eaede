import ArgumentParser
import Diagnostics
import Foundation
import References
import Search

struct ExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all matching works to a file for another program.",
    discussion: "ibid export reading-list.bib 'annotation:relapse'")

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(
    help: "Output file; its extension selects the format: \(OutputFormat.endings).",
    completion: .file())
  var file: String

  @Option(help: "Citation keys of the records.")
  var keys: RecordKeys?

  @Argument(help: "Query (default: every work).")
  var query: [String] = []

  func said() throws(Failure) -> Settings {
    var said = Settings()
    said.keys = keys
    return said
  }

  func run(in context: Context) throws {
    let export = try Export(to: URL(fileURLWithPath: file), in: context)
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : query.joined(separator: " "))
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    var options = SearchOptions()
    options.limit = .max
    let summary = try answered(source, database) {
      try opened.searcher(database).answer(SearchRequest(source, options)) { answer in
        try export.write { try $0.write(answer) }
        return try answer.summary()
      }
    }
    summary.tellHowItWasRead(source, context.console)
    guard summary.total == 0 else { return }
    context.console.note("no works match; nothing was written")
    summary.nothingFound?.tell(context.console, matchingAnyBy: "'ibid search --match any'")
    throw Failure(.nothingFound)
  }
}
