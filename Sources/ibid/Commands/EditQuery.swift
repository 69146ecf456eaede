import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

struct EditQuery: Command {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Open a saved query, or a new one, in VISUAL or EDITOR.",
    discussion:
      "A query that cannot be parsed is not saved; its draft is kept, and its path printed.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: ArgumentHelp("Name of the query.", valueName: "saved-query"))
  var name: String

  func run(in context: Context) throws {
    try Self.edit(name, in: libraryOptions.opened(in: context))
    context.console.print("saved '\(name)'")
  }

  /// Lets a saved query, or a new one, be edited and saves it.
  static func edit(_ name: String, in opened: OpenLibrary) throws {
    let draft = try draft(name, opened.savedQueries)
    do {
      try Editor.edit(draft)
      let bytes = try Data(contentsOf: draft)
      let text = try Failure.translating { try opened.savedQueries.decoded(bytes, as: name) }
      try opened.save(name, text, replacing: true)
    } catch let failure as Failure {
      var failure = failure
      failure.messages.append(.note("not saved; the draft is '\(draft.path)'"))
      throw failure
    }
    try? FileManager.default.removeItem(at: draft)
  }

  /// A copy to work on, so that a broken file never takes the place of one that can be read.
  private static func draft(_ name: String, _ folder: SavedQueryFolder) throws -> URL {
    guard SavedQueryFolder.isValid(name) else { throw SavedQueryFileError.badName(name).failure }
    let isNew = !folder.names().contains(name)
    let text = try isNew ? template : Failure.translating { try folder.text(of: name) }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).query")
    try Data(text.utf8).write(to: file)
    return file
  }

  private static let template = """
    ---
    description:
    ---

    """
}
