import Search

/// Prints the answer to a query as one object, works by themselves as a list. Works are printed as
/// they are found.
final class JSONWriter: WorkWriter {
  private let options: WriterOptions
  private var head = PrintedHead()
  private var isFirst = true

  init(_ options: WriterOptions) { self.options = options }

  func begin(_ head: PrintedHead) {
    self.head = head
    guard let result = head.result else { return emit(text: "[") }
    var members = result.members(query: head.query ?? "", source: head.source)
    if !head.facets.isEmpty { members.append(("facets", head.facets.json)) }
    if options.isExplaining { members.append(("explanation", result.explanation.json)) }
    emit(text: JSON.object(members).line.dropLast() + ",\"hits\":[")
  }

  func write(_ hit: Hit) {
    if !isFirst { emit(text: ",") }
    isFirst = false
    emit(text: PrintedHit(hit: hit, highlighter: head.result?.highlighter).json(options).line)
  }

  func end() { emit(head.result == nil ? "]" : "]}") }
}

/// Prints a work a line.
final class JSONLinesWriter: WorkWriter {
  private let options: WriterOptions
  private var highlighter: Highlighter?

  init(_ options: WriterOptions) { self.options = options }

  func begin(_ head: PrintedHead) { highlighter = head.result?.highlighter }

  func write(_ hit: Hit) {
    emit(PrintedHit(hit: hit, highlighter: highlighter).json(options).line)
  }
}
