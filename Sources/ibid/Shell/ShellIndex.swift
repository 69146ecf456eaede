import Diagnostics
import Foundation
import Index
import ReferenceLibrary
import Search

/// The index as it is at each query: another process may have changed, replaced or removed it.
final class ShellIndex {
  private(set) var opened: OpenLibrary
  private var database: IndexDatabase?
  private var fileNumber: UInt64?
  /// Until then an index that could not be brought up to date is read as it is: each attempt waits
  /// for the process that writes it.
  private var nextAttempt = ContinuousClock.now
  /// Stops what is being read at the moment.
  let interruption = Interruption()

  init(_ opened: OpenLibrary) {
    self.opened = opened
  }

  var library: Library { opened.library }

  /// The index, brought up to date where its sources have changed.
  func current() throws -> IndexDatabase {
    if let database, isSameFile, !isStale(database) || ContinuousClock.now < nextAttempt {
      return database
    }
    database = nil
    try requireLibrary()
    let current = keep(try opened.currentIndex())
    if isStale(current) { nextAttempt = .now + .seconds(30) }
    return current
  }

  private func isStale(_ database: IndexDatabase) -> Bool {
    (try? opened.indexer.isStale(database)) != false
  }

  /// - Throws: `Failure` where the library's folder was moved or removed meanwhile.
  func requireLibrary() throws {
    guard library.exists else {
      throw Failure.noLibrary(
        "the library at '\(library.folder.path)' is gone",
        hint: "the next query finds it again where it comes back")
    }
  }

  /// Reads the configuration and every changed source again.
  func refresh() throws -> IndexSummary {
    try requireLibrary()
    opened = try OpenLibrary(library, opened.console)
    var summary = IndexSummary()
    database = nil
    do throws(IndexError) {
      _ = try opened.refreshedIndex(isVerifying: true, counting: &summary)
    } catch {
      throw error.failure(at: library.databaseFile.path)
    }
    _ = keep(try opened.currentIndex())
    return summary
  }

  /// Of the index as it was read last; nil where it cannot be.
  var workCount: Int? { try? database?.workCount() }

  /// Values to complete, one more than is shown where there are many; none where the index cannot be
  /// read.
  func values(of field: String, beginning prefix: String) -> [String] {
    let limit = Completion.mostValues + 1
    return (try? database?.values(of: field, beginning: prefix, limit: limit)) ?? []
  }

  /// Asks the index; a failure names it.
  func asking<T>(_ body: (Searcher) throws -> T) throws -> T {
    try reading { database in
      try body(opened.searcher(database))
    }
  }

  /// Reads the index; a failure names it.
  func reading<T>(_ body: (IndexDatabase) throws -> T) throws -> T {
    let database = try current()
    do {
      return try interruption.during { try body(database) }
    } catch let error as IndexError {
      if error != .interrupted { self.database = nil }
      throw error.failure(at: library.databaseFile.path)
    }
  }

  private func keep(_ database: IndexDatabase) -> IndexDatabase {
    self.database = database
    fileNumber = Self.fileNumber(library.databaseFile.path)
    interruption.action = database.interrupter
    return database
  }

  private var isSameFile: Bool {
    fileNumber != nil && fileNumber == Self.fileNumber(library.databaseFile.path)
  }

  private static func fileNumber(_ path: String) -> UInt64? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.systemFileNumber] as? NSNumber)?.uint64Value
  }
}
