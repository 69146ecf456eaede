import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceLibrary
import ZoteroDatabase

struct IndexCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Read sources into the index.",
    discussion: """
      ibid index
      ibid index saved-page.txt ~/Zotero

      Without a path, reads new and changed sources listed in Index/index.yaml. With paths, adds \
      them to the sources first. Creates a library if there is none. What a library names outside \
      its folder, or links to, is read after you have allowed it once, with --trust. Exit status: 0 if everything \
      was read, 1 if parts of a source were not, 2 if a source could not be read at all.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: "Output format of the report on each source.")
  var format = ListFormat.text

  @Flag(help: "Allow the library to read files outside its folder that its sources name.")
  var trust = false

  @Argument(help: "Files or folders to add to the library's sources.", completion: .file())
  var paths: [String] = []

  func run(in context: Context) throws {
    let library = libraryOptions.located(context.settings)
    try checkPaths()
    try Self.createIfMissing(library, context.console)
    try add(paths.map { URL(fileURLWithPath: $0) }, to: library, context.console)
    let opened = try OpenLibrary(library, context.console)
    let indexer = try allowed(opened.indexer)
    var summary = IndexSummary()
    do throws(IndexError) {
      var reports: [SourceReport] = []
      let list = { (report: SourceReport) in
        // People read along.
        if format == .text { print([report], to: context.console) } else { reports.append(report) }
      }
      let database = try opened.telling(counting: &summary, list: list) {
        tell throws(IndexError) in
        try indexer.refreshedIndex(isVerifying: true, tell)
      }
      if format != .text { print(reports, to: context.console) }
      try opened.tellUnknownNames(database)
      try opened.tellLostFixes(database)
      let works = counted(try database.workCount(), "work")
      let total: Message = "\(summary.text); the library has \(works)"
      if format == .text { context.console.print("\(total)") } else { context.console.note(total) }
    } catch {
      throw error.failure(at: library.databaseFile.path)
    }
    if summary.unreadable > 0 { throw Failure(.wrongRequest) }
    if summary.isIncomplete { throw Failure(.nothingFound) }
  }

  private func print(_ reports: [SourceReport], to output: any Output) {
    format.print(
      reports, to: output, lines: { IndexSummary.line($0).map { ["\($0)"] } ?? [] }, json: \.json)
  }

  private static func createIfMissing(_ library: Library, _ console: any Console) throws {
    if library.exists { return }
    do {
      try library.create()
    } catch {
      throw Failure.noLibrary(
        "cannot create a library in '\(library.folder.path)'",
        hint: "check its permissions, or choose another folder with --library")
    }
    console.note(.note("created a library in '\(library.folder.path)'"))
  }

  /// Nothing that cannot be read becomes a source of the library.
  private func checkPaths() throws {
    for path in paths {
      if path == "-" {
        throw Failure.wrongRequest(
          "cannot index standard input: it cannot be read again",
          hint: "save it to a file, or preview it with 'ibid read -'")
      }
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if exists && isFolder.boolValue { continue }
      if exists, ZoteroDatabase.isOne(URL(fileURLWithPath: path)) { continue }
      do throws(SourceFault) {
        _ = try SourceFile(URL(fileURLWithPath: path), name: path)
      } catch {
        throw Failure(.wrongRequest, error.message(path))
      }
    }
  }

  /// What is typed by hand is read from now on, and with `--trust` whatever the sources name.
  private func allowed(_ indexer: Indexer) throws -> Indexer {
    var indexer = indexer
    let named = paths.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    do {
      try indexer.trust.allow(named + (trust ? indexer.untrustedSources() : []))
    } catch {
      throw Failure.wrongRequest(
        "cannot note in '\(indexer.trust.path)' what the library may read",
        hint: "check its permissions")
    }
    return indexer
  }

  private func add(_ files: [URL], to library: Library, _ console: any Console) throws {
    let opened = try OpenLibrary(library, console)
    let entries = opened.indexer.unnamed(files).map(library.entry)
    let isAdded: Bool
    do {
      isAdded = try library.addSources(entries)
    } catch {
      throw Failure.noLibrary(
        "cannot write '\(library.configurationFile.path)': permission denied")
    }
    guard isAdded else {
      throw Failure.wrongRequest(
        "the sources in '\(library.configurationFile.path)' are not a block list",
        hint: "add by hand: \(entries.joined(separator: ", "))")
    }
  }
}
