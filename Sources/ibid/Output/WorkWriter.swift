import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceFormats
import References
import Search

/// What a writer may heed.
struct WriterOptions: Sendable {
  /// Those that are printed of a work; empty for the usual ones.
  var fields: [OutputField] = []
  var style: any CitationStyle
  /// Whose keys records have.
  var keys = RecordKeys.source
  var isExplaining = false
  /// Whether only what identifies a work is printed.
  var isBrief = false
  /// The library's folder, which paths of sources are relative to; nil if there is none.
  var folder: URL?
  /// What the annotations of each work mention, where the format links it.
  var mentions: [CitationKey: [ResolvedMention]] = [:]
  /// The heading of a document; nil to use the query.
  var title: String?
  /// Whether documents omit citation keys.
  var hidesKeys = false
  /// Items end with a NUL instead of a line end.
  var isNullTerminated = false
  /// Cells that a spreadsheet would take for formulas are printed as they are.
  var keepsFormulas = false
  /// Of the first work, where people are to name works by numbers.
  var firstNumber: Int?

  init(style: any CitationStyle) { self.style = style }

  /// The path of a source, relative to the working folder.
  func path(of source: String) -> String {
    guard let folder else { return source }
    let here = FileManager.default.currentDirectoryPath
    return here == folder.path ? source : Self.path(of: source, in: folder.path, from: here)
  }

  /// A path relative to another folder.
  static func path(of source: String, in folder: String, from here: String) -> String {
    let target = URL(fileURLWithPath: source, relativeTo: URL(fileURLWithPath: folder + "/"))
      .standardizedFileURL.pathComponents
    let start = URL(fileURLWithPath: here).standardizedFileURL.pathComponents
    let common = zip(target, start).prefix { $0 == $1 }.count
    // If only the root is shared, the absolute path is easier to read.
    if common <= 1 { return "/" + target.dropFirst().joined(separator: "/") }
    let up = start.dropFirst(common).map { _ in ".." }
    return (up + target.dropFirst(common)).joined(separator: "/")
  }
}

/// Whose citation keys the records of an export have.
enum RecordKeys: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// Those that a source gives, where they name one work alone.
  case source
  case ibid
}

/// What is known before the first work is printed.
struct PrintedHead {
  /// The query as typed; nil if there was none.
  var query: String?
  /// The text that the places of notes refer to: the query, or the file of a saved one.
  var source = SourceText(name: "query", text: "")
  /// Nil if the works do not answer a query.
  var summary: SearchSummary?
  /// How many works follow.
  var count = 0
  /// Whether works were printed before, of which this is told already.
  var isContinued = false

  var facets: [FacetTable] {
    summary?.facets.map { FacetTable($0.facet, $0.counts) } ?? []
  }
}

/// Prints works, one by one as they are found, in one format.
protocol WorkWriter: AnyObject {
  /// Called once, before the first work.
  func begin(_ head: PrintedHead)
  func write(_ hit: Hit)
  /// Called once, after the last work.
  func end()
}

extension WorkWriter {
  func begin(_ head: PrintedHead) {}
  func end() {}

  /// Prints the works of an answer, in documents with the query as heading.
  ///
  /// - Returns: how many they are.
  func write(_ answer: SearchAnswer, to source: SourceText) throws -> Int {
    var hits = try answer.hits()
    let count = hits.count
    begin(
      PrintedHead(query: source.text, source: source, summary: try answer.summary(), count: count))
    while let hit = try hits.next() { write(hit) }
    end()
    return count
  }

  /// Prints works that no query found.
  func write(_ works: [Work]) {
    begin(PrintedHead(count: works.count))
    for work in works { write(Hit(work: work)) }
    end()
  }
}
