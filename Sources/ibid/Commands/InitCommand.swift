import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

struct InitCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a library: Index/, Queries/ and Index/index.yaml.")

  @Argument(
    help: "The folder to make it in; by default the working folder.", completion: .directory)
  var folder: String?

  @Option(help: ArgumentHelp("The same, as with other commands.", valueName: "dir"))
  var library: String?

  func run(in context: Context) throws {
    let path = folder ?? library ?? FileManager.default.currentDirectoryPath
    let library = Library(folder: URL(fileURLWithPath: path, isDirectory: true))
    let shown = library.folder.path
    if library.exists {
      context.console.print("'\(shown)' is a library already")
      return
    }
    do {
      try library.create()
    } catch {
      throw Failure.noLibrary(
        "no library can be made in '\(shown)'", hint: "check its permissions")
    }
    context.console.print("made a library in '\(shown)'")
    context.console.print(
      "next: put reference lists into '\(shown)/Index/References', or run 'ibid index FILE'")
  }
}
