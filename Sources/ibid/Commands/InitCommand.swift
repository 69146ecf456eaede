import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a library: Index/, Queries/ and Index/index.yaml.")

  @Argument(
    help: "The folder to make it in; by default the working folder.", completion: .directory)
  var folder: String?

  @Option(help: ArgumentHelp("The same, as with other commands.", valueName: "dir"))
  var library: String?

  func run() throws {
    let path = folder ?? library ?? FileManager.default.currentDirectoryPath
    let library = Library(folder: URL(fileURLWithPath: path, isDirectory: true))
    let shown = visible(library.folder.path)
    if library.exists {
      emit("'\(shown)' is a library already")
      return
    }
    do {
      try library.create()
    } catch {
      throw Failure.noLibrary(
        "no library can be made in '\(library.folder.path)'", hint: "check its permissions")
    }
    emit("made a library in '\(shown)'")
    emit("next: put reference lists into '\(shown)/Index/References', or run 'ibid index FILE'")
  }
}
