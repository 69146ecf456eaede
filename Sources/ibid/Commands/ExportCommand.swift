import ArgumentParser
import Diagnostics
import Foundation
import References
import Search

struct ExportCommand: ParsableCommand {
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

  func run() throws {
    let export = try Export(to: URL(fileURLWithPath: file))
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : query.joined(separator: " "))
    let opened = try libraryOptions.opened()
    let database = try opened.currentIndex()
    var options = SearchOptions()
    options.limit = .max
    let result = try answered(source, database) {
      try opened.searcher(database).search(source, options)
    }
    result.tellHowItWasRead(source)
    guard result.total > 0 else {
      Terminal.note("no work matches; nothing was written")
      result.nothingFound?.tell(matchingAnyBy: "'ibid search --match any'")
      throw ExitCode(Failure.Status.nothingFound.rawValue)
    }
    try export.write(result.hits.map(\.work))
  }
}
