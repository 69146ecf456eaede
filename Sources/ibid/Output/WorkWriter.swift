import ReferenceFormats
import References
import Search

/// What a writer may heed.
struct WriterOptions: Sendable {
  var terminal: Terminal
  /// Those that are printed of a work; empty for the usual ones.
  var fields: [OutputField] = []
  /// Nil for the person's own, in formats that need one.
  var style: (any CitationStyle)?
  var isExplaining = false
  /// Items end with a NUL instead of a line end.
  var isNullTerminated = false
}

/// What is known before the first work is printed.
struct PrintedHead {
  /// As it was asked; nil where no query was.
  var query: String?
  /// What the places of notes refer to: `query`, or the file of a saved one.
  var source = "query"
  /// Without its hits.
  var result: SearchResult?
  var facets: [FacetTable] = []
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

  /// Prints works that no query found.
  func write(_ works: [Work]) {
    begin(PrintedHead())
    for work in works { write(Hit(work: work)) }
    end()
  }
}
