import Diagnostics
import Foundation
import Index
import References
import Search

/// An index in a folder of its own, gone with the value that holds it.
package final class TemporaryIndex {
  package let folder: URL
  package let database: IndexDatabase

  package init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ibid-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    database = try IndexDatabase(writing: folder.appendingPathComponent("index.sqlite").path)
  }

  /// An index of one source.
  package convenience init(_ citations: [Citation]) throws {
    try self.init()
    try replace("list.txt", with: citations)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  package func replace(_ path: String, with citations: [Citation]) throws {
    let source = IndexedSource(path: path, size: 0, modified: 0, digest: "", problems: 0)
    try IndexWriter(database).replace(source, with: citations)
  }

  package func search(_ query: String, limit: Int = 1000, explaining: Bool = false) throws
    -> SearchResult
  {
    var options = SearchOptions()
    options.limit = limit
    options.isExplaining = explaining
    return try search(query, options)
  }

  package func search(_ query: String, _ options: SearchOptions) throws -> SearchResult {
    try Searcher(database).search(SearchRequest(SourceText(name: "query", text: query), options))
  }

  /// The titles of all works that match, in alphabetical order.
  package func titles(_ query: String) throws -> [String] {
    try search(query).hits.compactMap(\.work.reference.title).sorted()
  }
}

extension Citation {
  /// A citation with a title and what else a test is about.
  package init(
    _ title: String, position: Int = 1, authors: [Creator] = [], container: String? = nil,
    year: Int? = nil, annotation: String? = nil
  ) {
    var reference = Reference()
    reference.title = title
    reference.authors = authors
    reference.container = container
    reference.year = year
    self.init(
      position: position, line: position, raw: title, reference: reference, annotation: annotation)
  }
}

extension Creator {
  /// `Powell, D. J.`
  package init(_ text: String) {
    let parts = text.split(separator: ", ", maxSplits: 1).map(String.init)
    self =
      parts.count == 2 ? .person(PersonalName(family: parts[0], given: parts[1])) : .literal(text)
  }
}
