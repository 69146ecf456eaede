import References
import Search

/// Prints works as records of a file format, for other programs to read.
final class RecordWriter: WorkWriter {
  private let options: WriterOptions
  private let frame: (start: String, separator: String, end: String)
  private let record: (Citation, _ key: String) -> String
  private var isFirst = true

  /// - Parameter frame: what stands before, between and behind the records.
  init(
    _ options: WriterOptions,
    between frame: (start: String, separator: String, end: String) = ("", "\n", ""),
    record: @escaping (Citation, _ key: String) -> String
  ) {
    self.options = options
    self.frame = frame
    self.record = record
  }

  func begin(_ head: PrintedHead) { emit(text: frame.start) }

  func write(_ hit: Hit) {
    if !isFirst { emit(text: frame.separator) }
    isFirst = false
    emit(data: record(hit.work.citation, hit.work.key.description), options.terminal, end: "")
  }

  func end() { emit(text: frame.end) }
}

extension Work {
  /// The work as one citation, its annotations with their sources.
  var citation: Citation {
    let notes = annotations.map(\.textWithSource)
    return Citation(
      position: 1, line: 1, raw: places.first?.raw ?? "", reference: reference,
      annotation: notes.isEmpty ? nil : notes.joined(separator: "\n\n"))
  }
}
