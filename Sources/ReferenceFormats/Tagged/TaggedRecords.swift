import Diagnostics
import References

/// Parts a file into records that begin with a tag of their own (`PMID`, `%0`) or after a blank
/// line, one line at a time.
///
/// A record whose first line was lost would run into the one before. It is told by what a record
/// has only once: a second title after a blank line belongs to another record.
struct TaggedRecords {
  /// Starts a record in any position.
  let firstTag: Tag
  /// No record has it twice.
  let singleTag: Tag
  /// Whether a value goes on after a blank line, in a line that is not indented.
  let hasParagraphs: Bool
  /// The tag of a line and where its value begins; nil for a line that goes on with a value.
  let tag: (TextBytes, Range<Int>) -> (tag: Tag, value: Int)?

  private var record: TaggedRecord?
  /// The state of the record at a blank line, where a new record may start.
  private var gap: Gap?
  /// The field of the record that has the single tag first.
  private var single: Int?
  /// How many lines the last field had at the last blank line.
  private var linesAtBlank: Int?

  private struct Gap {
    let fields: Int
    /// The number of lines of the last field before the blank line.
    let lines: Int
    let end: Int
    let line: TextLine
  }

  init(
    firstTag: Tag, singleTag: Tag, hasParagraphs: Bool,
    tag: @escaping (TextBytes, Range<Int>) -> (tag: Tag, value: Int)?
  ) {
    self.firstTag = firstTag
    self.singleTag = singleTag
    self.hasParagraphs = hasParagraphs
    self.tag = tag
  }

  /// Calls its argument with each record of a text.
  mutating func read(_ bytes: TextBytes, _ body: (TaggedRecord) -> Void) {
    for line in TextLines(bytes) { take(line, bytes, body) }
    if let record { body(record) }
  }

  private mutating func take(
    _ line: TextLine, _ bytes: TextBytes, _ body: (TaggedRecord) -> Void
  ) {
    guard let (tag, value) = tag(bytes, line.range) else {
      takeText(line, bytes)
      return
    }
    if tag == firstTag, let finished = record {
      body(finished)
      (record, gap, single) = (nil, nil, nil)
    } else if let linesAtBlank, let record {
      gap = Gap(
        fields: record.fields.count, lines: linesAtBlank, end: record.range.upperBound, line: line)
    }
    linesAtBlank = nil
    if tag == singleTag { splitAtGap(body) }
    if record == nil { record = TaggedRecord(from: line) }
    if tag == singleTag, single == nil { single = record?.fields.count }
    let text = bytes.trimmed(value..<line.range.upperBound)
    record?.append(TaggedField(tag: tag, first: text), at: line)
  }

  private mutating func takeText(_ line: TextLine, _ bytes: TextBytes) {
    let text = bytes.trimmed(line.range)
    if text.isEmpty { linesAtBlank = record?.fields.last?.others.count }
    let isIndented = line.range.lowerBound < text.lowerBound
    if linesAtBlank == nil || isIndented || hasParagraphs { record?.append(text, at: line) }
  }

  /// Ends the record at the last blank line where it had the single tag before that line.
  private mutating func splitAtGap(_ body: (TaggedRecord) -> Void) {
    guard let place = gap, let single, single < place.fields, var before = record else { return }
    var after = TaggedRecord(from: place.line)
    let start = place.line.range.lowerBound
    after.range = start..<max(before.range.upperBound, start)
    after.fields = Array(before.fields[place.fields...])
    before.fields.removeSubrange(place.fields...)
    let last = place.fields - 1
    before.fields[last].others.removeSubrange(place.lines...)
    before.range = before.range.lowerBound..<place.end
    body(before)
    (record, gap, self.single) = (after, nil, nil)
  }
}

/// Hands on what was read from the records of one text, and what was wrong with them.
struct RecordEmitter {
  private var position = 0

  /// A record as a citation; its problems are reported at its first line.
  ///
  /// - Parameter unreadYear: what the record has for its year, where that is none.
  mutating func emit(
    _ citation: Citation, in range: Range<Int>, problems: [ReadingProblem],
    unreadYear: String?, to emit: (Reading.Item) -> Void
  ) {
    position += 1
    var citation = citation
    citation.position = position
    var problems = problems
    citation.confidence = problems.isEmpty ? 1 : 0.8
    if citation.reference.title == nil {
      citation.confidence = 0.7
      problems.append(.untitled)
    }
    emit(.citation(citation))
    for problem in problems { emit(.diagnostic(Diagnostic(.warning, problem, at: range))) }
    if let unreadYear {
      emit(.diagnostic(Diagnostic(.note, .unreadYear(unreadYear), at: range)))
    }
  }

  /// Says so where a text with something in it had no record at all.
  func finish(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    guard position == 0, let start = source.text.utf8.firstIndex(where: { $0 > 0x20 }) else {
      return
    }
    let offset = source.text.utf8.distance(from: source.text.startIndex, to: start)
    emit(.diagnostic(Diagnostic(.warning, .noRecords, at: offset..<offset + 1)))
  }
}
