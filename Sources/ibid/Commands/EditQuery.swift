import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

struct EditQuery: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Open a saved query, or a new one, in VISUAL or EDITOR.",
    discussion: "What cannot be read is not saved; the draft is kept and named.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument var name: String

  func run() throws {
    let opened = try libraryOptions.opened()
    let draft = try draft(opened.savedQueries)
    do {
      try edit(draft)
      let bytes = try Data(contentsOf: draft)
      let text = try Failure.translating { try opened.savedQueries.decoded(bytes, as: name) }
      try opened.save(name, text, replacing: true)
    } catch let failure as Failure {
      throw Failure(
        status: failure.status,
        message: failure.message + "\nnote: not saved; the draft is '\(draft.path)'")
    }
    try? FileManager.default.removeItem(at: draft)
    emit("saved '\(name)'")
  }

  /// A copy to work on, so that a broken file never takes the place of one that can be read.
  private func draft(_ folder: SavedQueryFolder) throws -> URL {
    guard SavedQueryFolder.isValid(name) else { throw SavedQueryFileError.badName(name).failure }
    let isNew = !folder.names().contains(name)
    let text = try isNew ? Self.template : Failure.translating { try folder.text(of: name) }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).query")
    try Data(text.utf8).write(to: file)
    return file
  }

  /// The variable may hold arguments, so the shell reads it.
  private func edit(_ file: URL) throws {
    let environment = ProcessInfo.processInfo.environment
    let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
      .first { !$0.isEmpty }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec \(editor ?? "vi") \"$1\"", "sh", file.path]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure.wrongRequest(
        "error: the editor ended with status \(process.terminationStatus)")
    }
  }

  private static let template = """
    ---
    description:
    ---

    """
}
