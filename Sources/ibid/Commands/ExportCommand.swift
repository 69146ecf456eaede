import ArgumentParser
import Diagnostics
import Foundation
import References
import Search

struct ExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write every work that matches into a file for another program.",
    discussion: "ibid export reading-list.bib 'annotation:relapse'")

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(
    help: "The file; its ending names the format: \(OutputFormat.endings).", completion: .file())
  var file: String

  @Argument(help: "What to search for; by default everything.")
  var query: [String] = []

  func run(in context: Context) throws {
    let export = try Export(to: URL(fileURLWithPath: file), in: context)
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : query.joined(separator: " "))
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    var options = SearchOptions()
    options.limit = .max
    var found: SearchResult?
    try answered(source, database) {
      try export.write { writer in
        var count = 0
        let searcher = opened.searcher(database)
        try searcher.search(
          Question(source), options,
          begin: { result in
            found = result
            writer.begin(PrintedHead(count: result.total))
          },
          each: { hit in
            writer.write(hit)
            count += 1
            return true
          })
        writer.end()
        return count
      }
    }
    found?.tellHowItWasRead(source, context.console)
    guard let found, found.total == 0 else { return }
    context.console.note("no work matches; nothing was written")
    found.nothingFound?.tell(context.console, matchingAnyBy: "'ibid search --match any'")
    throw Failure(.nothingFound)
  }
}
