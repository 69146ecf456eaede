import ArgumentParser
import Diagnostics
import References
import SearchEngine

/// How works are printed.
enum HitFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, jsonl, keys, bibtex, ris
  case cslJSON = "csl-json"

  /// The file format that it is, if it is one.
  var export: ExportFormat? { ExportFormat(rawValue: rawValue) }
}

/// Prints the result of a search.
struct HitWriter {
  let format: HitFormat
  let terminal: Terminal
  let isExplaining: Bool
  /// Keys that JSON is to have of a work; all where there are none.
  var fields: [String] = []
  /// What JSON calls the query; by default the whole of its text.
  var queryText: String?

  func write(_ result: SearchResult, query: SourceText) {
    switch format {
    case .text: writeText(result, query)
    case .json: emit(json(result, query).line)
    case .jsonl:
      for item in result.hits { emit(item.json(isExplaining: isExplaining, fields).line) }
    case .keys: for item in result.hits { emit(item.work.key) }
    case .bibtex, .ris, .cslJSON: format.export?.write(result.hits.map(\.work.keyed))
    }
    guard format != .json else { return }
    writeNotes(result, query: query)
    if result.total == 0 {
      Terminal.note("no work matches")
      result.nothingFound?.tell(matchingAnyBy: "--match any")
    } else if result.total > result.hits.count {
      Terminal.note("\(result.hits.count) of \(counted(result.total, "work")); --limit shows more")
    }
  }

  /// Tells how the query was read, where that may surprise.
  func writeNotes(_ result: SearchResult, query: SourceText) {
    for note in result.notes { Terminal.note(note.rendered(in: query)) }
    for correction in result.corrections {
      Terminal.note(
        "note: no work holds '\(visible(correction.word))'; searched for "
          + "'\(visible(correction.replacement))' (='\(visible(correction.word))' asks for the word itself)"
      )
    }
  }

  private func json(_ result: SearchResult, _ query: SourceText) -> JSON {
    result.json(query: queryText ?? query.text, isExplaining: isExplaining, fields)
  }

  private func writeText(_ result: SearchResult, _ query: SourceText) {
    let layout = TextLayout(terminal: terminal)
    if isExplaining { emit(layout.text(of: result.explanation)) }
    for hit in result.hits {
      emit(layout.text(of: hit.work, marking: result.highlighter))
      if isExplaining { emit(layout.scoreText(of: hit)) }
    }
  }
}

extension NothingFound {
  /// Tells why nothing was found, and what to try.
  func tell(matchingAnyBy remedy: String) {
    for clause in clauses {
      Terminal.note("  \(visible(clause.text)) alone: \(counted(clause.total, "work"))")
    }
    for suggestion in suggestions {
      let words = suggestion.replacements.map { "'\(visible($0))'" }.joined(separator: ", ")
      Terminal.note("  hint: no work holds '\(visible(suggestion.word))'; did you mean \(words)?")
    }
    if let any = totalOfAny {
      Terminal.note("  hint: \(counted(any, "work")) with some of the words: \(remedy)")
    }
  }
}

/// Prints works by themselves.
struct WorkWriter {
  let format: HitFormat
  let terminal: Terminal

  func write(_ works: [Work]) {
    switch format {
    case .text:
      let layout = TextLayout(terminal: terminal)
      for item in works { emit(layout.fullText(of: item, WorkDetails())) }
    case .json: emit(JSON.array(works.map { .object($0.members) }).line)
    case .jsonl: for item in works { emit(JSON.object(item.members).line) }
    case .keys: for item in works { emit(item.key) }
    case .bibtex, .ris, .cslJSON: format.export?.write(works.map(\.keyed))
    }
  }
}
