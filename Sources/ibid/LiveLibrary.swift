import Diagnostics
import Foundation
import Index
import ReferenceLibrary
import Search

/// A library and its index, brought up to date before each question of a session.
final class LiveLibrary {
  private(set) var opened: OpenLibrary
  private let index: LiveIndex
  /// Interrupts the current query.
  let interruption = Interruption()

  init(_ opened: OpenLibrary) {
    self.opened = opened
    index = LiveIndex(opened.indexer)
  }

  var library: Library { opened.library }

  /// The index, brought up to date where its sources have changed, with the configuration as it is now:
  /// another process may have written it, and the index by it.
  func current() throws -> IndexDatabase {
    try requireLibrary()
    // One that cannot be read may be half written.
    if index.indexer.isOutdated, let reopened = try? OpenLibrary(library, opened.console) {
      reopen(reopened)
    }
    return try telling { tell throws(IndexError) in try index.current(tell) }
  }

  /// - Throws: `Failure` where the library's folder was moved or removed meanwhile.
  func requireLibrary() throws {
    guard library.exists else {
      index.close()
      throw Failure.noLibrary(
        "the library at '\(library.folder.path)' no longer exists",
        hint: "put it back and search again")
    }
  }

  /// Reads the configuration and every changed source again.
  func refresh() throws -> IndexSummary {
    try requireLibrary()
    reopen(try OpenLibrary(library, opened.console))
    var summary = IndexSummary()
    do throws(IndexError) {
      interruption.action = try opened.telling(counting: &summary) { tell throws(IndexError) in
        try index.refresh(tell)
      }.interrupter
    } catch {
      throw error.failure(at: library.databaseFile.path)
    }
    return summary
  }

  private func reopen(_ reopened: OpenLibrary) {
    opened = reopened
    index.indexer = reopened.indexer
  }

  /// Of the index as it was read last; nil if it cannot be.
  var workCount: Int? { try? index.database?.workCount() }

  /// Values to complete, one more than is shown where there are many; none where the index cannot be
  /// read.
  func values(of field: String, beginning prefix: String) -> [String] {
    let limit = Completion.mostValues + 1
    return (try? index.database?.values(of: field, beginning: prefix, limit: limit)) ?? []
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
      if !error.isOfQuery { index.close() }
      throw error.failure(at: library.databaseFile.path)
    }
  }

  private func telling(
    _ body: ((Indexer.Event) -> Void) throws(IndexError) -> IndexDatabase
  ) throws -> IndexDatabase {
    do throws(IndexError) {
      let database = try opened.telling(body)
      interruption.action = database.interrupter
      return database
    } catch {
      throw error.failure(at: library.databaseFile.path)
    }
  }
}
