import ArgumentParser
import Diagnostics
import Foundation

struct TagCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Add tags to a work, or remove them.",
    discussion: """
      ibid tag schuster2017chimeric +toread -skimmed
      ibid search tag:toread

      Tags are stored in the front matter of Index/Notes/KEY.md; 'tag:toread' finds them, 'ibid \
      facets tag' counts them. Without tags, prints the tags of the work.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Citation key, as printed by 'ibid search': schuster2017chimeric.")
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
