import ArgumentParser
import Diagnostics
import Foundation
import Index
import References
import Search

struct OpenCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open the web page of a work, or the source that cites it.",
    discussion: """
      ibid open schuster2017chimeric
      ibid open schuster2017chimeric --source

      Opens the page of its DOI, PubMed ID, arXiv ID or URL, or, if it has none of them, a web \
      search for its title. Without a browser, prints the address.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Flag(help: "Open the source in VISUAL or EDITOR, at the line that cites the work.")
  var source = false

  @Flag(help: "Print the address, or file and line, without opening it.")
  var print = false

  @Argument(help: "Citation key, as printed by 'ibid search': schuster2017chimeric.")
  var key: String

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let work = try Searcher(opened.currentIndex()).work(named: key)
    if source { return try openSource(of: work, opened.library.folder, context.console) }
    let page = work.reference.page ?? work.reference.searchPage
    guard let page else {
      throw Failure(.nothingFound, .error("'\(key)' has no identifier, URL or title"))
    }
    if print || !ChildProgram.hasBrowser {
      context.console.write(page, end: "\n")
    } else {
      ChildProgram.openPage(page)
    }
  }

  private func openSource(of work: Work, _ folder: URL, _ console: any Console) throws {
    guard let place = work.places.first else { throw Failure(.nothingFound) }
    let file = URL(fileURLWithPath: place.source, relativeTo: folder)
    if print { return console.write("\(file.path):\(place.line)", end: "\n") }
    try Editor.edit(file, line: place.line)
  }
}
