import Diagnostics
import Foundation

/// Prints results page by page, each hit with its number.
struct ShellResultWriter {
  let settings: ShellSettings
  let isInteractive: Bool

  private static let usualPage = 20

  private var terminal: Terminal { .standardOutput }

  /// The hits of a page as text: as many as are asked for, else as fit the terminal, one at least.
  func page(of result: ShellResult, from start: Int) -> [String] {
    let layout = TextLayout(terminal: terminal)
    let palette = Palette(isOn: terminal.hasColor)
    let isFitted = isInteractive && settings.limit == nil
    // The prompt and the line that counts the hits.
    var room = isFitted ? Terminal.height - 2 : Int.max
    var texts: [String] = []
    for (index, hit) in result.hits.enumerated().dropFirst(start) {
      var text =
        palette.faint("\(index + 1).") + " "
        + layout.text(of: hit.work, marking: result.found.highlighter)
      if result.options.isExplaining { text += layout.scoreText(of: hit) }
      room -= text.count(where: \.isNewline) + 1
      if !texts.isEmpty, isFitted ? room < 0 : texts.count >= settings.limit ?? Self.usualPage {
        break
      }
      texts.append(text)
    }
    return texts
  }

  func writeExplanation(of result: ShellResult) {
    emit(TextLayout(terminal: terminal).text(of: result.found.explanation))
  }

  /// The page in a format for programs.
  func writeHits(of result: ShellResult) {
    var options = WriterOptions(terminal: terminal)
    options.isExplaining = result.options.isExplaining
    let writer = settings.format.writer(options)
    let query: String? = if case .query(let source) = result.origin { source.text } else { nil }
    writer.begin(PrintedHead(query: query, result: result.found))
    for hit in result.hits[result.shown] { writer.write(hit) }
    writer.end()
  }

  func writeNotes(of result: ShellResult) {
    let total = result.found.total
    if result.shown.lowerBound == 0, case .query(let source) = result.origin {
      result.found.tellHowItWasRead(source)
    }
    if total == 0 {
      Terminal.note("no work matches")
      result.found.nothingFound?.tell(matchingAnyBy: ":set match any")
    } else if result.shown.count < total {
      let rest = result.shown.upperBound < total ? "; :more shows the next" : ""
      Terminal.note(
        "\(result.shown.lowerBound + 1)–\(result.shown.upperBound) of "
          + "\(counted(total, "work"))\(rest)")
    } else {
      Terminal.note(counted(total, "work"))
    }
  }
}

extension ShellResult {
  /// The query with the first word that no work holds as it may have been meant.
  var suggestedQuery: String? {
    guard case .query(let source) = origin, let suggestion = found.nothingFound?.suggestions.first,
      let word = suggestion.replacements.first,
      let place = source.text.range(of: suggestion.word, options: .caseInsensitive)
    else { return nil }
    let text = source.text.replacingCharacters(in: place, with: word)
    return text.contains(where: \.isNewline) ? nil : text
  }
}
