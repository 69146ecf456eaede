import References
import Search

/// Prints works as records of a file format, for other programs to read.
final class RecordWriter: WorkWriter {
  private let output: any Output
  private let keys: RecordKeys
  private let frame: (start: String, separator: String, end: String)
  private let record: (Citation, _ key: String) -> String
  private var isFirst = true

  /// - Parameter frame: the text before, between and after the records.
  init(
    _ options: WriterOptions, _ output: any Output,
    between frame: (start: String, separator: String, end: String) = ("", "\n", ""),
    record: @escaping (Citation, _ key: String) -> String
  ) {
    self.output = output
    keys = options.keys
    self.frame = frame
    self.record = record
  }

  func begin(_ head: PrintedHead) { output.write(frame.start) }

  func write(_ hit: Hit) {
    if !isFirst { output.write(frame.separator) }
    isFirst = false
    let ownKey = hit.work.key.description
    let key = keys == .source ? hit.work.sourceKey ?? ownKey : ownKey
    output.write(record(hit.work.citation, key))
  }

  func end() { output.write(frame.end) }
}

extension Work {
  /// The work as one citation, its annotations with their sources; tags are keywords there, as other
  /// programs have them.
  var citation: Citation {
    var citation = Citation(
      position: 1, line: 1, raw: places.first?.raw ?? "", reference: reference)
    citation.annotations = annotations.map { CitedAnnotation($0.textWithSource) }
    citation.notes = notes
    let known = Set(reference.keywords.map { $0.lowercased() })
    citation.reference.keywords += tags.filter { !known.contains($0.lowercased()) }
    return citation
  }
}
