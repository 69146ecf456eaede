import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceLibrary

/// Which library a command works with.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The library's folder; else IBID_LIBRARY, else the nearest folder upwards with Index/index.yaml.",
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
        "there is no library at '\(library.folder.path)'",
        hint: "'ibid init' makes one; --library names another")
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
  /// Takes what is noted of it.
  let console: any Console

  init(_ library: Library, _ console: any Console) throws {
    self.library = library
    self.console = console
    let file = library.configurationFile
    guard let bytes = try? Data(contentsOf: file) else {
      throw Failure.noLibrary("'\(file.path)' may not be read")
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
  ///
  /// An index that cannot be written is searched as it is, with a note; not one that another process
  /// only begins to build, which would find nothing.
  func currentIndex() throws -> IndexDatabase {
    let path = library.databaseFile.path
    do {
      let database = try IndexDatabase(reading: path)
      guard try indexer.isStale(database) else { return database }
      let isEmpty = try database.sourceStamps().isEmpty
      do {
        return try refreshed()
      } catch let error where error == .notPermitted || error == .locked && !isEmpty {
        console.note(.note("searching the index as it was: \(error.reason)"))
        return database
      }
    } catch let error where [.missing, .damaged, .otherVersion].contains(error) {
      do {
        return try refreshed()
      } catch {
        throw error.failure(at: path)
      }
    } catch {
      throw error.failure(at: path)
    }
  }

  /// Brings the index up to date and tells on standard error what was read.
  private func refreshed() throws(IndexError) -> IndexDatabase {
    var summary = IndexSummary()
    let database = try refreshedIndex(counting: &summary)
    if summary.hasChanges { console.note(.note(summary.text)) }
    return database
  }

  /// As below; a line on a terminal tells how far it is.
  func refreshedIndex(
    isVerifying: Bool = false, counting summary: inout IndexSummary
  ) throws(IndexError) -> IndexDatabase {
    var line = ProgressLine()
    defer { line.clear() }
    return try refreshedIndex(
      isVerifying: isVerifying,
      advance: { path, count in
        line.show("\(path): \(counted(count, "citation"))")
      },
      progress: { report in
        line.clear()
        summary.add(report)
      })
  }

  /// Opens the index for writing and brings it up to date, building it again where it turns out to
  /// be damaged.
  ///
  /// - Parameter isVerifying: whether all of it is read for damage, not only what is touched.
  func refreshedIndex(
    isVerifying: Bool = false, advance: (String, Int) -> Void = { _, _ in },
    progress: (SourceReport) -> Void
  ) throws(IndexError) -> IndexDatabase {
    let path = library.databaseFile.path
    func refresh(_ database: IndexDatabase) throws(IndexError) -> IndexDatabase {
      let problems = try indexer.refresh(database, advance: advance) { report in
        IndexSummary.tellFaults(report, console)
        progress(report)
      }
      for problem in problems { console.note(problem.message) }
      return database
    }
    var opened: IndexDatabase?
    do throws(IndexError) {
      let database = try IndexDatabase(writing: path)
      opened = database
      if isVerifying { try database.verify() }
      return try refresh(database)
    } catch {
      guard error == .damaged else { throw error }
      console.note(.note("'\(path)' was damaged; building it again from the sources"))
      if let opened { try? indexer.recordState(of: opened) }
      return try refresh(IndexDatabase(rebuilding: path))
    }
  }
}

extension StateLogProblem {
  fileprivate var message: Message {
    switch self {
    case .notReadable(let path):
      .note("'\(path)' cannot be read; works may get other keys and count as added now")
    case .notWritable(let path):
      .note("'\(path)' cannot be written; only the index knows keys and dates of new works")
    case .damaged(let path, let lines, let first):
      .note(
        "ignored \(counted(lines, "line")) of '\(path)'; the first is line \(first)",
        hint: "delete these lines; the others still hold")
    }
  }
}

extension IndexError {
  /// Why the index could not be brought up to date, in a few words.
  fileprivate var reason: String {
    switch self {
    case .locked: "another process is writing it"
    default: "its folder is read-only"
    }
  }
}
