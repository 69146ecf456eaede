import Diagnostics
import Foundation
import Index
import QueryLanguage
import ReferenceLibrary
import References
import Search

/// A folder of annotated references, indexed and searched.
///
/// Calls wait for one another. Other processes may read and write the same library meanwhile.
public actor AnnotatedLibrary {
  /// Holds `Index/index.yaml`.
  public nonisolated let folder: URL
  private let library: Library
  private let live: LiveIndex

  /// Opens the library in a folder.
  ///
  /// - Throws: `.noLibrary`, or `.configuration` where its `index.yaml` cannot be read.
  public init(at folder: URL) throws(LibraryError) {
    let library = Library(folder: folder)
    guard library.exists else { throw .noLibrary(library.folder) }
    do { try library.requireOwnFilesInside() } catch { throw .notWritable(library.folder) }
    self.folder = library.folder
    self.library = library
    live = LiveIndex(Indexer(library, try library.configuration()))
  }

  /// Opens the library in a folder, which is made one if it is none.
  ///
  /// - Throws: `.notWritable`, or as `init(at:)`.
  public static func create(at folder: URL) throws(LibraryError) -> AnnotatedLibrary {
    do {
      try Library(folder: folder).create()
    } catch {
      throw .notWritable(folder)
    }
    return try AnnotatedLibrary(at: folder)
  }

  /// Reads sources that are new or were changed, and forgets those that are gone. Searches do so by
  /// themselves; only here it is told what was read.
  ///
  /// - Throws: `.index`.
  @discardableResult
  public func index() throws(LibraryError) -> IndexingReport {
    var report = IndexingReport()
    _ = try reading { () throws(IndexError) in
      try live.refresh { event in
        if case .finished(let source) = event { report.add(source) }
      }
    }
    return report
  }

  /// Finds works.
  ///
  /// - Parameters:
  ///   - query: in the language of `ibid search`; `@name`, which names a saved query, is refused.
  ///   - options: how many hits are wanted, in which order, …
  /// - Throws: `.query` where the query is wrong, `.index`.
  public func search(
    _ query: String, _ options: SearchOptions = SearchOptions()
  ) throws(LibraryError) -> SearchHits {
    let source = SourceText(name: "query", text: query)
    let database = try current()
    do {
      let result = try searcher(database).search(SearchRequest(source, options))
      return SearchHits(
        total: result.total, hits: result.hits, notes: result.notes.map { $0.message(in: source) })
    } catch let error as QueryError {
      throw .query(error.message(in: source))
    } catch {
      live.close()
      throw .index(error as? IndexError ?? .failed(code: -1))
    }
  }

  /// The work with a key, in any case; nil if there is none.
  ///
  /// - Throws: `.index`.
  public func work(_ key: String) throws(LibraryError) -> Work? {
    let database = try current()
    return try reading { () throws(IndexError) in
      try searcher(database).work(CitationKey(key))
    }
  }

  private func searcher(_ database: IndexDatabase) -> Searcher {
    Searcher(
      database, parameters: live.indexer.configuration.ranking, synonyms: library.synonyms())
  }

  private func current() throws(LibraryError) -> IndexDatabase {
    guard library.exists else { throw .noLibrary(folder) }
    return try reading { () throws(IndexError) in try live.current { _ in } }
  }

  private func reading<Value>(_ body: () throws(IndexError) -> Value) throws(LibraryError) -> Value
  {
    // One that cannot be read may be half written.
    if live.indexer.isOutdated, let configuration = try? library.configuration() {
      live.indexer = Indexer(library, configuration)
    }
    do throws(IndexError) { return try body() } catch {
      live.close()
      throw .index(error)
    }
  }
}

/// What a search found.
public struct SearchHits: Sendable {
  /// All works that match, also beyond the limit.
  public let total: Int
  /// The hits from `offset` on, at most `limit`, in the order of `SearchOptions.sort`.
  public let hits: [Hit]
  /// How the query was read, where that may surprise.
  public let notes: [Message]
}

extension Library {
  fileprivate func configuration() throws(LibraryError) -> LibraryConfiguration {
    guard let bytes = try? Data(contentsOf: configurationFile) else {
      throw .noLibrary(folder)
    }
    let text = SourceText(
      name: configurationFile.path, text: String(decoding: bytes, as: UTF8.self))
    do throws(Diagnostic<ConfigurationProblem>) {
      return try LibraryConfiguration(text)
    } catch {
      throw .configuration(error.message(in: text))
    }
  }
}
