import Search

/// Prints lines for each work: its key, its citations verbatim, or a filled-in template.
final class LineWriter: WorkWriter {
  private let options: WriterOptions
  private let output: any Output
  private let lines: (PrintedHit) -> [String]
  private var highlighter: Highlighter?

  init(
    _ options: WriterOptions, _ output: any Output, lines: @escaping (PrintedHit) -> [String]
  ) {
    self.options = options
    self.output = output
    self.lines = lines
  }

  func begin(_ head: PrintedHead) { highlighter = head.summary?.highlighter }

  func write(_ hit: Hit) {
    for line in lines(PrintedHit(hit: hit, highlighter: highlighter)) {
      output.write(line, end: options.isNullTerminated ? "\0" : "\n")
    }
  }
}
