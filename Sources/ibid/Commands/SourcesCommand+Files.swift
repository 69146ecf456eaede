import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceLibrary
import References

struct RemoveSource: Command {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a source from the library; its file stays.",
    discussion: """
      ibid sources remove thesis.bib

      Deletes the line in Index/index.yaml that names the source. A file in a folder that is a source \
      is excluded by a line '- "!References/thesis.bib"'. Your notes, tags and corrections stay; \
      'ibid index FILE' adds the source again.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Path of a source, or its end, as printed by 'ibid sources'.")
  var source: String

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let file = try opened.changeableSource(source)
    try opened.changingSources { try opened.library.removeSource(file) }
    let isThere = FileManager.default.fileExists(atPath: file.path)
    context.console.print(
      "removed '\(opened.library.storedPath(of: file))'\(isThere ? "; the file stays" : "")")
    _ = try OpenLibrary(opened.library, context.console).changedIndex()
  }
}

struct CopySource: Command {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Keep a copy of a source in the library, and read that.",
    discussion: """
      ibid sources copy thesis.bib

      Copies the file to Index/References. Changes of the original are no longer read.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Path of a source, or its end, as printed by 'ibid sources'.")
  var source: String

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    try opened.copySources([try opened.changeableSource(source)])
    _ = try OpenLibrary(opened.library, context.console).changedIndex()
  }
}

struct MoveSource: Command {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Tell where a source that was moved is now.",
    discussion: """
      mv thesis.bib ~/writing/ && ibid sources move thesis.bib ~/writing/thesis.bib

      Moves no file. Corrections and rulings about the source follow it.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Former path of the source, or its end, as printed by 'ibid sources'.")
  var source: String

  @Argument(help: "Where the file or folder is now.", completion: .file())
  var place: String

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let file = try opened.changeableSource(source)
    var new = URL(fileURLWithPath: place).standardizedFileURL
    if new.hasDirectoryPath, !file.hasDirectoryPath {
      let inside = new.appendingPathComponent(file.lastPathComponent)
      if FileManager.default.fileExists(atPath: inside.path) { new = inside }
    }
    guard FileManager.default.fileExists(atPath: new.path) else {
      throw Failure.wrongRequest("'\(place)' does not exist", hint: "move the file first")
    }
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw Failure.wrongRequest(
        "'\(opened.library.storedPath(of: file))' is still there",
        hint: "move the file first, or add the other with 'ibid index \(place)'")
    }
    try opened.library.allow([new.resolvingSymlinksInPath().path])
    try opened.changingSources { try opened.library.moveSource(file, to: new) }
    context.console.print(
      "'\(opened.library.storedPath(of: file))' is now '\(opened.library.storedPath(of: new))'")
    _ = try OpenLibrary(opened.library, context.console).changedIndex()
  }
}

extension OpenLibrary {
  /// A source that index.yaml may name otherwise: every one but the user's notes.
  fileprivate func changeableSource(_ name: String) throws -> URL {
    let file = try source(named: name)
    let path = library.storedPath(of: file)
    if path.hasPrefix(OwnNotes.folder) {
      throw Failure.wrongRequest(
        "'\(path)' is one of your notes", hint: "edit or delete the file itself")
    }
    return file
  }
}
