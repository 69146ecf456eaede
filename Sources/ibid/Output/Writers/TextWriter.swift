import Search

/// Prints works for people, with the matched words marked.
final class TextWriter: WorkWriter {
  private let options: WriterOptions
  private let output: any Output
  private let layout: TextLayout
  private var head = PrintedHead()
  /// Of the next work, for people to name it by; nil where works have none.
  private var number: Int?

  init(_ options: WriterOptions, _ output: any Output) {
    self.options = options
    self.output = output
    layout = TextLayout(width: output.terminal.width, path: options.path(of:))
    number = options.firstNumber
  }

  func begin(_ head: PrintedHead) {
    self.head = head
    if options.isExplaining, !head.isContinued, let summary = head.summary {
      output.print(layout.explanation(summary.explanation) + [""])
    }
  }

  func write(_ hit: Hit) {
    let highlighter = head.summary?.highlighter
    var lines =
      options.isBrief
      ? layout.briefest(hit.work, marking: highlighter)
      : layout.brief(hit.work, marking: highlighter)
    if let number {
      lines[0] = StyledText("\(number).", .faint) + " " + lines[0]
      self.number = number + 1
    }
    output.print(lines + [""])
    if options.isExplaining { output.print(layout.score(of: hit) + [""]) }
  }

  func end() {
    for table in head.facets {
      output.print([StyledText(table.field.rawValue)] + table.lines(output.terminal) + [""])
    }
  }
}
