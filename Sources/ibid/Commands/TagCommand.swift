import ArgumentParser
import Diagnostics
import Foundation

struct TagCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "File a work under tags, or take it out.",
    discussion: """
      ibid tag schuster2017chimeric +toread -skimmed

      Tags stand in the head of Index/Notes/KEY.md; 'tag:toread' finds them, 'ibid facets tag' counts \
      them. Without tags, prints those of the work.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Key of a work, as 'ibid search' prints it: schuster2017chimeric.")
  var key: String

  @Argument(help: ArgumentHelp("'+toread' adds a tag, '-toread' removes it.", valueName: "tags"))
  var changes: [String] = []

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let work = try opened.notedWork(key, database)
    guard changes.isEmpty else {
      return try opened.tag(work, try changes.map(TagChange.init), by: context.settings.name)
    }
    let tags = try opened.tags(of: work, database)
    for tag in tags { context.console.print("\(tag)") }
    if tags.isEmpty { throw Failure(.nothingFound) }
  }
}
