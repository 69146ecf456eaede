import ArgumentParser
import Diagnostics
import Foundation

struct TagCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Add tags to works, or remove them.",
    discussion: """
      ibid tag schuster2017chimeric +toread -skimmed
      ibid tag schuster2017chimeric neelapu2017axicabtagene +talk
      ibid search tag:toread

      Tags are stored in the front matter of Index/Notes/KEY.md; 'tag:toread' finds them, 'ibid \
      facets tag' counts them. Without tags, prints the tags of the work.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(
    help: """
      Citation key, as printed by 'ibid search', or what surely names the work: an identifier, its \
      title, 'Schuster 2017'.
      """)
  var key: String

  @Argument(
    help: ArgumentHelp(
      "Further keys, then tags: '+toread' adds a tag, '-toread' removes it.", valueName: "tags"))
  var words: [String] = []

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let (keys, changes) = try opened.worksAndTags([key] + words, database)
    let works = try keys.map { try opened.notedWork($0, database) }
    guard changes.isEmpty else {
      for work in works { try opened.tag(work, changes, by: context.settings.name) }
      return
    }
    var isTagged = false
    for work in works {
      let tags = try opened.tags(of: work, database)
      isTagged = isTagged || !tags.isEmpty
      let head = works.count > 1 ? "\(work.key): " : ""
      for tag in tags { context.console.print("\(head)\(tag)") }
    }
    if !isTagged { throw Failure(.nothingFound) }
  }
}
