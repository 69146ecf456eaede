import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

struct ShowQuery: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the file of a saved query.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: ArgumentHelp("Name of a saved query.", valueName: "saved-query"))
  var name: String

  func run(in context: Context) throws {
    let folder = try libraryOptions.opened(in: context).savedQueries
    let text = try Failure.translating { try folder.text(of: name) }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for line in lines.trimmingLast() {
      context.console.print(StyledText(line))
    }
  }
}

extension [Substring] {
  /// Without what follows the last line end.
  fileprivate func trimmingLast() -> ArraySlice<Substring> {
    last?.isEmpty == true ? dropLast() : self[...]
  }
}

struct SaveQuery: Command {
  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Save a query; without <query>, read the whole file from standard input.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: "Description of the query.")
  var description: String?

  @OptionGroup var matchOption: MatchOption

  @Flag(help: "Replace a saved query of that name.")
  var force = false

  @Argument(help: "Name of the query: letters, digits, '-', '_', and '/' for folders.")
  var name: String

  @Argument(help: "The query.")
  var query: [String] = []

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    if query.isEmpty {
      try opened.save(name, try file(opened.savedQueries), replacing: force)
    } else {
      try opened.save(
        name, query: query.joined(separator: " "), as: context.settings.matching,
        description: description, replacing: force)
    }
    context.console.print("saved '\(name)'")
  }

  func said() throws(Failure) -> Settings {
    var said = Settings()
    said.matching = matchOption.match
    return said
  }

  /// What standard input holds, with a head of what the options say.
  private func file(_ folder: SavedQueryFolder) throws -> String {
    let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
    let text = try Failure.translating { try folder.decoded(bytes, as: name) }
    return try said().frontMatter(description: description) + text
  }
}

struct RemoveQuery: Command {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a saved query.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: ArgumentHelp("Name of a saved query.", valueName: "saved-query"))
  var name: String

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    try Failure.translating {
      try opened.savedQueries.remove(name)
      try SeenWorks(opened.library).forget(name)
    }
    context.console.print("removed '\(name)'")
  }
}

struct RenameQuery: Command {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Rename a saved query.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: ArgumentHelp("Name of a saved query.", valueName: "saved-query"))
  var name: String
  @Argument(help: "Its new name.")
  var newName: String

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    try Failure.translating {
      try opened.savedQueries.rename(name, to: newName)
      try SeenWorks(opened.library).rename(name, to: newName)
    }
    context.console.print("renamed '\(name)' to '\(newName)'")
    for other in try users(of: name, opened.savedQueries) {
      context.console.note(.note("'\(other)' still uses '@\(name)'"))
    }
  }

  private func users(of name: String, _ folder: SavedQueryFolder) throws -> [String] {
    try folder.names().filter { other in
      try Failure.translating { try folder.load(other).uses(name) }
    }
  }
}
