import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary
import SearchEngine

/// Which library a command works with.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The library's folder; else IBID_LIBRARY, else the nearest folder upwards with Index/index.yaml.",
      valueName: "dir"))
  var library: String?

  /// The library, which need not exist.
  func located() -> Library {
    Library.located(
      explicit: library, environment: ProcessInfo.processInfo.environment,
      workingFolder: FileManager.default.currentDirectoryPath)
  }

  /// The library with its configuration.
  func opened() throws -> OpenLibrary {
    let library = located()
    guard library.exists else {
      throw Failure.noLibrary(
        "error: there is no library at '\(visible(library.folder.path))'\n"
          + "  hint: 'ibid init' makes one; --library names another")
    }
    return try OpenLibrary(library)
  }
}

/// A library whose configuration has been read.
struct OpenLibrary {
  let library: Library
  let configuration: LibraryConfiguration

  init(_ library: Library) throws {
    self.library = library
    let file = library.configurationFile
    guard let bytes = try? Data(contentsOf: file) else {
      throw Failure.noLibrary("error: '\(visible(file.path))' may not be read")
    }
    let text = SourceText(name: file.path, text: String(decoding: bytes, as: UTF8.self))
    do {
      configuration = try LibraryConfiguration(text)
    } catch {
      throw Failure.wrongRequest(error.rendered(in: text))
    }
  }

  var indexer: Indexer { Indexer(library, configuration) }

  /// The index, to search it: built or brought up to date first where its sources have changed.
  ///
  /// An index that cannot be written is searched as it is, with a note.
  func currentIndex() throws -> IndexDatabase {
    let path = library.databaseFile.path
    do {
      let database = try IndexDatabase(reading: path)
      guard try indexer.isStale(database) else { return database }
      do {
        return try refreshed()
      } catch let error where [.locked, .notPermitted, .diskFull].contains(error) {
        Terminal.note("note: searching the index as it was: \(error.reason)")
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

  /// Opens the index for writing and brings it up to date, telling what was read on standard error.
  private func refreshed() throws(IndexError) -> IndexDatabase {
    let database = try IndexDatabase(writing: library.databaseFile.path)
    var summary = IndexSummary()
    try indexer.refresh(database) { report in
      summary.add(report)
      IndexSummary.tellFaults(report)
    }
    if summary.hasChanges { Terminal.note("note: \(summary.text)") }
    return database
  }
}

extension IndexError {
  /// Why the index could not be brought up to date, in a few words.
  fileprivate var reason: String {
    switch self {
    case .locked: "another process is writing it"
    case .diskFull: "no space is left on the disk"
    default: "its folder is read-only"
    }
  }
}
