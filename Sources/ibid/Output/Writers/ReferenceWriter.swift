import Diagnostics
import Search

/// Prints references as a style has them, one a line; on a terminal wrapped, with the matched words
/// marked.
final class ReferenceWriter: WorkWriter {
  private let options: WriterOptions
  private let output: any Output
  private let layout: TextLayout
  private var highlighter: Highlighter?

  init(_ options: WriterOptions, _ output: any Output) {
    self.options = options
    self.output = output
    layout = TextLayout(width: output.terminal.width)
  }

  func begin(_ head: PrintedHead) { highlighter = head.summary?.highlighter }

  func write(_ hit: Hit) {
    let reference = options.style.printed(hit.work.reference)
    let source = SourceText(name: "", text: reference.text)
    let lines = layout.reference(reference.text)
    if output.terminal.isTerminal, !options.isNullTerminated {
      let marks = reference.marks(highlighter)
      for (index, line) in lines.enumerated() {
        output.print((index == 0 ? "" : "  ") + layout.painted(source, line, marks))
      }
    } else {
      output.write(
        lines.map { String(source[$0]) }.joined(separator: "\n  "),
        end: options.isNullTerminated ? "\0" : "\n")
    }
  }
}
