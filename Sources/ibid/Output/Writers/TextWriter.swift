import Search

/// Prints works for people, with the matched words marked.
final class TextWriter: WorkWriter {
  private let options: WriterOptions
  private let layout: TextLayout
  private var head = PrintedHead()

  init(_ options: WriterOptions) {
    self.options = options
    layout = TextLayout(terminal: options.terminal)
  }

  func begin(_ head: PrintedHead) {
    self.head = head
    if options.isExplaining, let result = head.result { emit(layout.text(of: result.explanation)) }
  }

  func write(_ hit: Hit) {
    emit(layout.text(of: hit.work, marking: head.result?.highlighter))
    if options.isExplaining { emit(layout.scoreText(of: hit)) }
  }

  func end() {
    for table in head.facets {
      emit(table.field.rawValue)
      emit(table.text(options.terminal))
    }
  }
}
