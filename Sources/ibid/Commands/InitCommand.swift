import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

struct InitCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Create a library: Index/, Queries/ and Index/index.yaml.",
    discussion: """
      ibid init ~/papers
      ibid init

      Next: 'ibid index FILE' adds a list.
      """)

  @Argument(
    help: "Folder to create it in (default: the working folder).", completion: .directory)
  var folder: String?

  @Option(help: ArgumentHelp("Same as <folder>, as in other commands.", valueName: "dir"))
  var library: String?

  func run(in context: Context) throws {
    let path = folder ?? library ?? FileManager.default.currentDirectoryPath
    let library = Library(folder: URL(fileURLWithPath: path, isDirectory: true))
    let shown = library.folder.path
    if library.exists {
      context.console.print("'\(shown)' is already a library")
      return
    }
    do {
      try library.create()
    } catch {
      throw Failure.noLibrary(
        "cannot create a library in '\(shown)'", hint: "check its permissions")
    }
    context.console.print("created a library in '\(shown)'")
    context.console.print(
      "next: copy reference lists to '\(shown)/Index/References', or run 'ibid index FILE'")
  }
}
