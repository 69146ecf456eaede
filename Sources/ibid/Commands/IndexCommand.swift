import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceLibrary

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Read sources into the index.",
    discussion: """
      Without a path, reads what has changed among the sources that Index/index.yaml names. With \
      paths, adds them to those first. Makes a library where there is none.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Files or folders to add to the library's sources.", completion: .file())
  var paths: [String] = []

  func run() throws {
    let library = libraryOptions.located()
    try checkPaths()
    try Self.createIfMissing(library)
    try add(paths.map { URL(fileURLWithPath: $0) }, to: library)
    let opened = try OpenLibrary(library)
    var summary = IndexSummary()
    do throws(IndexError) {
      var progress = ProgressLine()
      let database = try opened.refreshedIndex(
        advance: { path, count in
          progress.show("\(visible(path)): \(counted(count, "citation"))")
        },
        progress: { report in
          summary.add(report)
          progress.clear()
          if let line = IndexSummary.line(report) { emit(line) }
          progress.show(summary.text)
        })
      progress.clear()
      emit("\(summary.text); the library has \(counted(try database.workCount(), "work"))")
    } catch {
      throw error.failure(at: library.databaseFile.path)
    }
    if summary.unreadable > 0 { throw Failure.wrongRequest("") }
  }

  private static func createIfMissing(_ library: Library) throws {
    if library.exists { return }
    do {
      try library.create()
    } catch {
      throw Failure.noLibrary(
        "error: no library can be made in '\(visible(library.folder.path))'\n"
          + "  hint: check its permissions, or name another folder with --library")
    }
    Terminal.note("note: made a library in '\(visible(library.folder.path))'")
  }

  /// Nothing that cannot be read becomes a source of the library.
  private func checkPaths() throws {
    for path in paths {
      if path == "-" {
        throw Failure.wrongRequest(
          "error: standard input cannot be indexed, as it cannot be read again\n"
            + "  hint: save it to a file; 'ibid read -' shows what is understood of it")
      }
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if exists && isFolder.boolValue { continue }
      do throws(SourceFault) {
        _ = try SourceFile(URL(fileURLWithPath: path), name: path)
      } catch {
        throw Failure.wrongRequest(error.message(path))
      }
    }
  }

  private func add(_ files: [URL], to library: Library) throws {
    let opened = try OpenLibrary(library)
    let entries = opened.indexer.unnamed(files).map(library.entry)
    let isAdded: Bool
    do {
      isAdded = try library.addSources(entries)
    } catch {
      throw Failure.noLibrary(
        "error: '\(visible(library.configurationFile.path))' may not be written")
    }
    guard isAdded else {
      throw Failure.wrongRequest(
        "error: the sources in '\(visible(library.configurationFile.path))' are not a list of lines\n"
          + "  hint: add there: \(entries.map(visible).joined(separator: ", "))")
    }
  }
}
