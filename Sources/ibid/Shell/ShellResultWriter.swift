import Diagnostics
import Foundation

/// Prints results page by page, each hit with its number.
struct ShellResultWriter {
  let settings: WholeSettings
  /// The library's folder.
  let folder: URL
  /// Hits a page; nil for as many as fit.
  let limit: Int?
  let isInteractive: Bool

  private static let usualPage = 20
  /// The prompt and the line that counts the hits.
  private static let rowsBelow = 2

  /// How many hits a page has: as many as are asked for, else as fit the terminal in the format that
  /// is set, one at least.
  func pageLength(of result: ShellResult, from start: Int, _ terminal: Terminal) -> Int {
    let rest = result.hits.count - start
    guard isInteractive, limit == nil else {
      return min(rest, limit ?? Self.usualPage)
    }
    let sheet = Sheet(terminal)
    let writer = writer(from: start, result, sheet)
    var length = 0
    writer.begin(head(of: result, from: start))
    for hit in result.hits[start...] {
      writer.write(hit)
      if length > 0, sheet.rows.count > Terminal.height - Self.rowsBelow { break }
      length += 1
    }
    return length
  }

  func writeHits(of result: ShellResult, to output: any Output) {
    let writer = writer(from: result.shown.lowerBound, result, output)
    writer.begin(head(of: result, from: result.shown.lowerBound))
    for hit in result.hits[result.shown] { writer.write(hit) }
    writer.end()
  }

  private func writer(
    from start: Int, _ result: ShellResult, _ output: any Output
  ) -> any WorkWriter {
    var options = WriterOptions(style: settings.style.style)
    options.fields = settings.said.fields ?? []
    options.isExplaining = result.request.options.isExplaining
    options.isBrief = settings.isBrief
    if settings.isBrief, options.fields.isEmpty { options.fields = OutputField.brief }
    options.folder = folder
    options.firstNumber = start + 1
    return settings.format.writer(options, output)
  }

  private func head(of result: ShellResult, from start: Int) -> PrintedHead {
    PrintedHead(
      query: result.source?.text, source: result.source ?? SourceText(name: "query", text: ""),
      summary: result.found, count: result.shown.count,
      isContinued: start > 0)
  }

  func writeNotes(of result: ShellResult, to console: any Console) {
    let total = result.found.total
    if result.shown.lowerBound == 0, let source = result.source {
      result.found.tellHowItWasRead(source, console, .shell)
    }
    if total == 0 {
      var message = result.found.nothing(remedy: .shell)
      if isInteractive, let query = result.suggestedQuery {
        message.hints.append("Tab inserts '\(query)'")
      }
      console.note(message)
    } else if result.shown.count < total {
      let rest = result.shown.upperBound < total ? "; :more shows the next" : ""
      console.note(
        """
        \(result.shown.lowerBound + 1)–\(result.shown.upperBound) of \
        \(counted(total, "work"))\(rest)
        """)
    } else {
      console.note("\(counted(total, "work"))")
    }
  }
}

/// A sheet of paper on which is seen how many rows something takes.
private final class Sheet: Output {
  let terminal: Terminal
  let isWanted = true
  private(set) var rows: ScreenRows

  init(_ terminal: Terminal) {
    self.terminal = terminal
    rows = ScreenRows(columns: Terminal.size.columns)
  }

  func put(_ text: String) { rows.add(text) }
}

extension ShellResult {
  /// The query with its first unknown word replaced by the nearest known one.
  var suggestedQuery: String? {
    guard let source,
      let suggestion = found.nothingFound?.suggestions.first(where: { $0.field == nil }),
      let word = suggestion.replacements.first,
      let place = source.text.range(of: suggestion.word, options: .caseInsensitive)
    else { return nil }
    let text = source.text.replacingCharacters(in: place, with: word)
    return text.contains(where: \.isNewline) ? nil : text
  }
}
