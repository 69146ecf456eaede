import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceLibrary

/// Which library a command works with.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Library folder (default: IBID_LIBRARY, else the nearest parent folder with Index/index.yaml).",
      valueName: "dir"), completion: .directory)
  var library: String?

  /// The library, which need not exist.
  func located(_ settings: WholeSettings) -> Library {
    Library.located(
      explicit: library, environment: ProcessInfo.processInfo.environment,
      workingFolder: FileManager.default.currentDirectoryPath, usual: settings.said.library)
  }

  /// The library with its configuration.
  func opened(in context: Context) throws -> OpenLibrary {
    let library = located(context.settings)
    guard library.exists else {
      throw Failure.noLibrary(
        "no library found at '\(library.folder.path)'",
        hint: "create one with 'ibid init', or choose another with --library")
    }
    return try OpenLibrary(library, context.console)
  }
}

/// A library whose configuration has been read.
struct OpenLibrary {
  let library: Library
  let configuration: LibraryConfiguration
  /// The text of `index.yaml`, to which the places of its problems refer.
  let configurationText: SourceText
  /// Receives its notes.
  let console: any Console

  init(_ library: Library, _ console: any Console) throws {
    self.library = library
    self.console = console
    do {
      try library.requireOwnFilesInside()
    } catch {
      throw Failure.unwritten(library.configurationFile.path, error)
    }
    let file = library.configurationFile
    guard let bytes = try? Data(contentsOf: file) else {
      throw Failure.noLibrary("cannot read '\(file.path)': permission denied")
    }
    let text = SourceText(name: file.path, text: String(decoding: bytes, as: UTF8.self))
    configurationText = text
    do {
      configuration = try LibraryConfiguration(text)
    } catch {
      throw Failure(.wrongRequest, error.message(in: text))
    }
  }

  var indexer: Indexer { Indexer(library, configuration) }

  /// The index, to search it: built or brought up to date first where its sources have changed.
  func currentIndex() throws -> IndexDatabase {
    try index { tell throws(IndexError) in try indexer.currentIndex(tell) }
  }

  /// The index with what was just written, however long another process takes to change it: an index
  /// as it was would tell nothing about it.
  func changedIndex() throws -> IndexDatabase {
    try index { tell throws(IndexError) in try indexer.refreshedIndex(tell) }
  }

  private func index(
    _ body: ((Indexer.Event) -> Void) throws(IndexError) -> IndexDatabase
  ) throws -> IndexDatabase {
    do throws(IndexError) {
      return try telling(body)
    } catch {
      throw error.failure(at: library.databaseFile.path)
    }
  }

  /// Tells what happens while an index is brought up to date: what is wrong on standard error, how far
  /// it is on a line of the terminal, then what was read.
  func telling<Value>(
    _ body: ((Indexer.Event) -> Void) throws(IndexError) -> Value
  ) throws(IndexError) -> Value {
    var summary = IndexSummary()
    let value = try telling(counting: &summary, body)
    if summary.hasChanges { console.note(.note(summary.text)) }
    return value
  }

  /// As above, but what was read is only counted.
  ///
  /// - Parameter list: takes each report as well, where all of them are asked for; headings that were
  ///   passed over are then told, too.
  func telling<Value>(
    counting summary: inout IndexSummary, list: ((SourceReport) -> Void)? = nil,
    _ body: ((Indexer.Event) -> Void) throws(IndexError) -> Value
  ) throws(IndexError) -> Value {
    var line = ProgressLine()
    defer { line.clear() }
    return try body { event in
      switch event {
      case .advanced(let path, let citations):
        line.show("\(path): \(counted(citations, "citation"))")
      case .finished(let report):
        line.clear()
        IndexSummary.tellFaults(report, isListing: list != nil, console)
        summary.add(report)
        list?(report)
        line.show(summary.text)
      case .stateProblem(let problem): console.note(problem.message)
      case .rebuilding(let path):
        console.note(.note("'\(path)' is damaged; rebuilding it from the sources"))
      case .outdated(let error):
        console.note(.note("searching the existing index: \(error.reason)"))
      }
    }
  }
}

extension StateLogProblem {
  fileprivate var message: Message {
    switch self {
    case .notReadable(let path):
      .note("cannot read '\(path)'; works may get new keys and count as added today")
    case .notWritable(let path):
      .note("cannot write '\(path)'; keys and dates of new works are stored in the index only")
    case .damaged(let path, let lines, let first):
      .note(
        "ignored \(counted(lines, "line")) of '\(path)'; the first is line \(first)",
        hint: "delete these lines; the other lines remain in effect")
    }
  }
}

extension IndexError {
  /// Why the index could not be brought up to date, in a few words.
  fileprivate var reason: String {
    switch self {
    case .locked: "another process is writing it"
    case .diskFull: "no space left on the disk"
    case .fileTooLarge: "it would exceed the size that a file may have"
    default: "its folder is read-only"
    }
  }
}
