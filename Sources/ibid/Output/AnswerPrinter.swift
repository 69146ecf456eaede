import Diagnostics
import QueryLanguage
import ReferenceLibrary
import Search

/// Prints the answer to a query: works as they are found, then on standard error what is to be said of
/// them.
struct AnswerPrinter {
  let format: OutputFormat
  let options: WriterOptions
  let console: any Console
  var facets: [Facet] = []

  /// - Parameter saved: the saved query that is answered; nil for another.
  /// - Throws: `Failure` where options do not go together.
  init(_ saved: SavedQuery? = nil, in context: Context) throws(Failure) {
    let settings = saved.map(context.settings(of:)) ?? context.settings
    let printing = try Printing(context.typed, settings)
    (format, options, facets) = (printing.format, printing.options, printing.facets)
    console = context.console
  }

  /// Asks a question and prints the answer.
  ///
  /// - Parameters:
  ///   - text: what JSON calls the query; by default the whole of its source.
  ///   - nothing: what is said where no work is found.
  /// - Returns: how many works match, and which were printed.
  /// - Throws: as `Searcher.search`.
  @discardableResult
  func print(
    _ question: Question, _ searcher: Searcher, _ searchOptions: SearchOptions,
    text: String? = nil, nothing: String? = nil
  ) throws -> (total: Int, shown: [String]) {
    let tables = try facets.map { facet in
      var options = searchOptions
      options.limit = FacetTable.usualLimit(of: facet)
      return FacetTable(facet, try searcher.counts(of: facet, in: question, options))
    }
    let writer = format.writer(options, console)
    var result: SearchResult?
    var shown: [String] = []
    func begin(_ found: SearchResult) {
      result = found
      writer.begin(
        PrintedHead(
          query: text ?? question.source.text, source: question.source.name, result: found,
          count: min(found.total, searchOptions.limit), facets: tables))
    }
    func write(_ hit: Hit) -> Bool {
      writer.write(hit)
      shown.append(hit.work.key.description)
      return console.isWanted
    }
    try searcher.search(question, searchOptions, begin: begin, each: write)
    writer.end()
    let found = result!
    tell(found, shown: shown.count, question.source, nothing: nothing)
    return (found.total, shown)
  }

  /// Prints a result that has been read.
  func print(_ result: SearchResult, query: SourceText) {
    let writer = format.writer(options, console)
    writer.begin(PrintedHead(query: query.text, result: result, count: result.hits.count))
    for hit in result.hits { writer.write(hit) }
    writer.end()
    tell(result, shown: result.hits.count, query)
  }

  // MARK: Notes

  private func tell(
    _ result: SearchResult, shown: Int, _ query: SourceText, nothing: String? = nil
  ) {
    if format.holdsNotes { return }
    result.tellHowItWasRead(query, console)
    if result.total == 0 {
      console.note(Message(nothing ?? "no work matches"))
      result.nothingFound?.tell(console, matchingAnyBy: "--match any")
    } else if result.total > shown, console.isWanted {
      console.note("\(shown) of \(counted(result.total, "work")); --limit shows more")
    }
  }
}

extension SearchResult {
  /// Tells how the query was read, where that may surprise.
  func tellHowItWasRead(_ query: SourceText, _ console: any Console) {
    for note in notes { console.note(note.message(in: query)) }
    for correction in corrections {
      let word = correction.word
      console.note(
        .note(
          "no work holds '\(word)'; searched for '\(correction.replacement)' "
            + "(='\(word)' asks for the word itself)"))
    }
  }
}

extension NothingFound {
  /// Tells why nothing was found, and what to try.
  func tell(_ console: any Console, matchingAnyBy remedy: String) {
    for clause in clauses {
      console.note("  \(clause.text) alone: \(counted(clause.total, "work"))")
    }
    for suggestion in suggestions {
      let words = suggestion.replacements.map { "'\($0)'" }.joined(separator: ", ")
      console.note("  hint: no work holds '\(suggestion.word)'; did you mean \(words)?")
    }
    if let any = totalOfAny {
      console.note("  hint: \(counted(any, "work")) with some of the words: \(remedy)")
    }
  }
}
