import ArgumentParser
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
  /// Items end with a NUL instead of a line end.
  var isNullTerminated = false
  /// Cells that a spreadsheet would take for formulas are printed as they are.
  var keepsFormulas = false
  /// Of the first work, where people are to name works by numbers.
  var firstNumber: Int?

  init(style: any CitationStyle) { self.style = style }
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
  /// What the places of notes refer to: `query`, or the file of a saved one.
  var source = "query"
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

  /// Prints all works of an answer, and nothing else of it.
  ///
  /// - Returns: how many they are.
  func write(_ answer: SearchAnswer) throws -> Int {
    var hits = try answer.hits()
    let count = hits.count
    begin(PrintedHead(count: count))
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
