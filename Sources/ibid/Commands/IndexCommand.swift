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
      ibid index ~/Downloads/pubmed.nbib --copy

      Without a path, reads new and changed sources listed in Index/index.yaml. With paths, adds \
      them to the sources first: --link (the default) reads a file where it is, also after it \
      changes; --copy reads a copy in Index/References. Creates a library if there is none. What a \
      library names outside its folder, or links to, is read after you have allowed it once, with \
      --trust. Exit status: 0 if everything was read, 1 if parts of a source were not, 2 if a source \
      could not be read at all.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: "Output format of the report on each source.")
  var format = ListFormat.text

  @Flag(help: "Allow the library to read files outside its folder that its sources name.")
  var trust = false

  @Flag(help: "Copy the files into Index/References.")
  var copy = false

  @Flag(help: "Read the files where they are (default).")
  var link = false

  @Flag(help: "Keep running and read sources whenever they change; Ctrl-C ends.")
  var watch = false

  @Argument(help: "Files or folders to add to the library's sources.", completion: .file())
  var paths: [String] = []

  func run(in context: Context) throws {
    let library = libraryOptions.located(context.settings)
    try checkOptions()
    try checkPaths()
    try Self.createIfMissing(library, context.console)
    if trust { try library.allow(library.targetsOutside) }
    let files = paths.map { URL(fileURLWithPath: $0) }
    try add(files, to: library, context.console)
    let opened = try OpenLibrary(library, context.console)
    let untrusted = trust ? opened.indexer.untrustedSources() : []
    try library.allow(files.map { $0.resolvingSymlinksInPath().path } + untrusted)
    if watch {
      return try SourceWatch(library, format, context.console).run()
    }
    let indexer = opened.indexer
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

  private func checkOptions() throws {
    if copy, link { throw Failure.wrongRequest("--copy and --link exclude each other") }
    if (copy || link) && paths.isEmpty {
      throw Failure.wrongRequest(
        "\(copy ? "--copy" : "--link") requires a path", hint: "ibid index references.bib --copy")
    }
    if watch, format == .json {
      throw Failure.wrongRequest(
        "--watch prints no JSON array, which never ends", hint: "use --format jsonl")
    }
  }

  private func add(_ files: [URL], to library: Library, _ console: any Console) throws {
    if files.isEmpty { return }
    let opened = try OpenLibrary(library, console)
    if copy { return try opened.copySources(files) }
    let unnamed = opened.indexer.unnamed(files)
    try opened.changingSources { try library.addSources(unnamed) }
    for file in unnamed
    where !link && !library.isKept(file) && ZoteroDatabase.found(at: file.path) == nil {
      let path = library.storedPath(of: file)
      console.note(
        .note(
          "'\(path)' is read where it is", hint: "to keep a copy, run 'ibid sources copy \(path)'"))
    }
  }
}
