import Diagnostics
import References

extension ReferenceFormat {
  static let ris = ReferenceFormat(
    name: "ris", fileExtensions: ["ris"],
    summary: "RIS, as exported by most databases and programs",
    recognizes: { $0.hasLine(where: RISLine.beginsRecord, before: MEDLINE.beginsRecord) },
    read: { source, emit in
      var reader = RISReader()
      source.text.withBytes { reader.read($0, to: emit) }
      reader.finish(source, to: emit)
    })
}

/// Reads RIS: records of lines with two-letter tags, from `TY` to `ER`.
///
/// ```
/// record = TY { field } ER
/// field  = tag "  - " value { line without a tag }
/// ```
///
/// Programs drop the blanks around the hyphen, the `ER` line, or the two spaces; databases number
/// the records and write about their search between them. The text between two records belongs
/// to neither, unless it is a whole record that lost its `TY` line.
struct RISReader {
  private var emitter = RecordEmitter()
  private var style = RISLine.Style()
  /// The record that a `TY` line began.
  private var record: TaggedRecord?
  /// The text outside records since the last one.
  private var outside: TaggedRecord?

  mutating func read(_ bytes: TextBytes, to emit: (Reading.Item) -> Void) {
    for line in TextLines(bytes) { take(line, bytes, to: emit) }
    end(bytes, isClosed: false, to: emit)
  }

  func finish(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    emitter.finish(source, to: emit)
  }

  private mutating func take(
    _ line: TextLine, _ bytes: TextBytes, to emit: (Reading.Item) -> Void
  ) {
    guard let found = RISLine(bytes, line.range, style: style) else {
      let text = bytes.trimmed(line.range)
      if record != nil { record?.append(text, at: line) } else { outside?.append(text, at: line) }
      return
    }
    let field = TaggedField(tag: found.tag, first: found.value)
    switch found.tag {
    case "TY":
      end(bytes, isClosed: false, to: emit)
      style = found.style
      record = TaggedRecord(from: line)
      record?.append(field, at: line)
    case "ER":
      if record != nil { record?.append(field, at: line) } else { outside?.append(field, at: line) }
      end(bytes, isClosed: true, to: emit)
    default:
      if record != nil {
        record?.append(field, at: line)
      } else {
        if outside == nil { outside = TaggedRecord(from: line) }
        outside?.append(field, at: line)
      }
    }
  }

  /// Ends the open field and record.
  private mutating func end(
    _ bytes: TextBytes, isClosed: Bool, to emit: (Reading.Item) -> Void
  ) {
    if let outside { endOutside(outside, bytes, isClosed: isClosed, to: emit) }
    if var record {
      if !isClosed { record.dropNumbering(in: bytes) }
      append(record, bytes, problems: isClosed ? [] : [.noRecordEnd], to: emit)
    }
    (record, outside) = (nil, nil)
  }

  /// A title with names or an end is a record that lost its first line.
  private mutating func endOutside(
    _ outside: TaggedRecord, _ bytes: TextBytes, isClosed: Bool, to emit: (Reading.Item) -> Void
  ) {
    let hasTitle = outside.has("TI") || outside.has("T1")
    if hasTitle, isClosed || outside.has("AU") || outside.has("A1") {
      append(outside, bytes, problems: [.noRecordType], to: emit)
    } else if outside.fields.contains(where: { $0.hasText() && Self.content.contains($0.tag) }) {
      emit(.diagnostic(Diagnostic(.note, .outsideRecord, at: outside.range)))
    }
  }

  /// Tags whose loss a person would mind.
  private static let content: Set<Tag> = [
    "TI", "T1", "T2", "AU", "A1", "AB", "N1", "N2", "RN", "DO", "KW", "JO", "JF", "PY", "Y1",
  ]

  private mutating func append(
    _ record: TaggedRecord, _ bytes: TextBytes, problems: [ReadingProblem],
    to emit: (Reading.Item) -> Void
  ) {
    let isEmpty = !record.fields.contains { $0.tag != "TY" && $0.hasText() }
    if isEmpty {
      emit(.diagnostic(Diagnostic(.warning, .emptyRecord, at: record.range)))
      return
    }
    let read = RISRecord(record, in: bytes)
    emitter.emit(
      read.citation, in: record.range, problems: problems, unreadYear: read.unreadYear, to: emit)
  }
}

extension TaggedRecord {
  /// A record without an `ER` line runs into the number of the next one, or the text above it.
  fileprivate mutating func dropNumbering(in bytes: TextBytes) {
    guard !fields.isEmpty else { return }
    while let last = fields[fields.count - 1].others.last {
      let text = bytes.string(last)
      let isNumber = text.hasSuffix(".") && text.dropLast().allSatisfy(\.isNumber)
      let isHeader = ["Record #", "Provider: ", "Content: "].contains { text.hasPrefix($0) }
      guard text.isEmpty || isNumber || isHeader else { return }
      fields[fields.count - 1].others.removeLast()
      if !text.isEmpty { range = range.lowerBound..<last.lowerBound }
    }
  }
}
