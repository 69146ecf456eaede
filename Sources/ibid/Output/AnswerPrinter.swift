import Diagnostics
import QueryLanguage
import Search

/// Prints the answer to a query: works as they are found, then on standard error what is to be said of
/// them.
struct AnswerPrinter {
  let format: OutputFormat
  let options: WriterOptions
  var facets: [Facet] = []

  /// Adds to a request what is printed of its answer.
  func prepare(_ request: inout SearchRequest) {
    request.detail = format.detail
    request.facets = facets.map { FacetRequest($0, limit: FacetTable.usualLimit(of: $0)) }
  }

  /// Prints the answer to a prepared request.
  ///
  /// - Parameters:
  ///   - source: what was asked, to which the places of notes refer.
  ///   - query: what JSON calls the query; by default all of the source.
  ///   - nothing: what is said where no work is found.
  /// - Returns: the keys of the works that were printed.
  @discardableResult
  func print(
    _ answer: SearchAnswer, to source: SourceText, query: String? = nil, nothing: String? = nil
  ) throws -> [String] {
    let summary = try answer.summary()
    let writer = format.writer(options)
    writer.begin(
      PrintedHead(query: query ?? source.text, source: source.name, summary: summary))
    var shown: [String] = []
    var hits = try answer.hits()
    while Output.isWanted, let hit = try hits.next() {
      writer.write(hit)
      shown.append(hit.work.key.description)
    }
    writer.end()
    if !format.holdsNotes { summary.tell(shown: shown.count, source, nothing: nothing) }
    return shown
  }
}

extension SearchSummary {
  fileprivate func tell(shown: Int, _ query: SourceText, nothing: String?) {
    tellHowItWasRead(query)
    if total == 0 {
      Terminal.note(Message(nothing ?? "no work matches"))
      nothingFound?.tell(matchingAnyBy: "--match any")
    } else if total > shown, Output.isWanted {
      Terminal.note("\(shown) of \(counted(total, "work")); --limit shows more")
    }
  }

  /// Tells how the query was read, where that may surprise.
  func tellHowItWasRead(_ query: SourceText) {
    for note in notes { Terminal.note(note.message(in: query)) }
    for correction in corrections {
      let word = correction.word
      Terminal.note(
        .note(
          "no work holds '\(word)'; searched for '\(correction.replacement)' "
            + "(='\(word)' asks for the word itself)"))
    }
  }
}

extension NothingFound {
  /// Tells why nothing was found, and what to try.
  func tell(matchingAnyBy remedy: String) {
    for clause in clauses {
      Terminal.note("  \(clause.text) alone: \(counted(clause.total, "work"))")
    }
    for suggestion in suggestions {
      let words = suggestion.replacements.map { "'\($0)'" }.joined(separator: ", ")
      Terminal.note("  hint: no work holds '\(suggestion.word)'; did you mean \(words)?")
    }
    if let any = totalOfAny {
      Terminal.note("  hint: \(counted(any, "work")) with some of the words: \(remedy)")
    }
  }
}
