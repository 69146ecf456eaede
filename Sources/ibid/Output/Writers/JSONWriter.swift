import Search

/// Prints the answer to a query as one object, works by themselves as a list. Works are printed as
/// they are found.
final class JSONWriter: WorkWriter {
  private let options: WriterOptions
  private let output: any Output
  private var head = PrintedHead()
  private var isFirst = true

  init(_ options: WriterOptions, _ output: any Output) {
    self.options = options
    self.output = output
  }

  func begin(_ head: PrintedHead) {
    self.head = head
    guard let summary = head.summary else { return output.write("[") }
    var members = summary.members(query: head.query ?? "", source: head.source)
    if !head.facets.isEmpty { members.append(("facets", head.facets.json)) }
    if options.isExplaining { members.append(("explanation", summary.explanation.json)) }
    output.write(JSON.object(members).line.dropLast() + ",\"hits\":[")
  }

  func write(_ hit: Hit) {
    if !isFirst { output.write(",") }
    isFirst = false
    output.write(PrintedHit(hit: hit, highlighter: head.summary?.highlighter).json(options).line)
  }

  func end() { output.write(head.summary == nil ? "]" : "]}", end: "\n") }
}

/// Prints a work a line.
final class JSONLinesWriter: WorkWriter {
  private let options: WriterOptions
  private let output: any Output
  private var highlighter: Highlighter?

  init(_ options: WriterOptions, _ output: any Output) {
    self.options = options
    self.output = output
  }

  func begin(_ head: PrintedHead) { highlighter = head.summary?.highlighter }

  func write(_ hit: Hit) {
    output.write(PrintedHit(hit: hit, highlighter: highlighter).json(options).line, end: "\n")
  }
}
