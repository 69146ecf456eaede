import ArgumentParser
import Diagnostics
import Foundation
import Index
import References
import Search

struct OpenCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open the page of a work, or the source that cites it.",
    discussion: """
      The page is that of its DOI, its PubMed or arXiv number, or its address; of a work without \
      these, a search for its title. Where no browser can be opened, the address is printed.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Flag(help: "Open the source in VISUAL or EDITOR, at the line that cites the work.")
  var source = false

  @Flag(help: "Print the address, or file and line, and open nothing.")
  var print = false

  @Argument(help: "Key of a work, as 'ibid search' prints it: schuster2017chimeric.")
  var key: String

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let work = try work(in: opened.currentIndex())
    if source { return try openSource(of: work, opened.library.folder, context.console) }
    let page = work.reference.page ?? work.reference.searchPage
    guard let page else {
      throw Failure(.nothingFound, .error("'\(key)' has neither a page nor a title to search for"))
    }
    if print || !ChildProgram.hasBrowser {
      context.console.write(page, end: "\n")
    } else {
      ChildProgram.openPage(page)
    }
  }

  private func work(in database: IndexDatabase) throws -> Work {
    let works: [Work]
    do throws(IndexError) {
      works = try Searcher(database).works(CitationKey(key))
    } catch {
      throw error.failure(at: database.path)
    }
    guard let work = works.first else { throw Failure.unknownKey(key, database) }
    guard works.count == 1 else {
      let keys = works.map(\.key.description).joined(separator: ", ")
      throw Failure.wrongRequest(
        "'\(key)' names \(works.count) works", hint: "name one by its own key: \(keys)")
    }
    return work
  }

  private func openSource(of work: Work, _ folder: URL, _ console: any Console) throws {
    guard let place = work.places.first else { throw Failure(.nothingFound) }
    let file = URL(fileURLWithPath: place.source, relativeTo: folder)
    if print { return console.write("\(file.path):\(place.line)", end: "\n") }
    try Editor.edit(file, line: place.line)
  }
}
