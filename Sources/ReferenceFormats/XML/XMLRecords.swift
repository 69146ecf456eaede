import Diagnostics
import References

/// Reads a file of XML records one by one: cuts it, parses each piece, repairs what is damaged.
struct XMLRecords: Sendable {
  /// The elements that contain a record; the first also where the name is lost.
  let recordNames: [StaticString]
  /// The elements around the records.
  let wrapperNames: [StaticString]
  /// Elements within text: `style`.
  let isInline: @Sendable (String) -> Bool
  /// Whether a file contains nothing but records, so that the text outside of them is told; else
  /// they are a part of a document.
  var isWholeFile = true
  /// The works in a record; none if it is empty.
  let entries: @Sendable (MarkupTree) -> [Entry]

  struct Entry {
    var reference = Reference()
    var notes = NoteText()
    /// What the database says besides.
    var remarks: [String] = []
    var sourceKey: String?
    /// The text where the year should be.
    var dates: [String] = []
    /// How the source marks it: 1 of interest, 2 of outstanding interest.
    var grade: Int?
  }

  func read(_ source: SourceText, _ emit: (Reading.Item) -> Void) {
    source.text.withBytes { bytes in
      var slicer = RecordSlicer(bytes, recordNames: recordNames, wrapperNames: wrapperNames)
      var lines = LineCounter(bytes)
      var position = 0
      while let piece = slicer.next() {
        switch piece {
        case .stray where !isWholeFile: continue
        case .stray(let range):
          emit(.diagnostic(Diagnostic(.warning, .outsideRecords, at: range)))
        case .record(let range):
          let line = lines.line(of: range.lowerBound)
          position += read(bytes, range, line: line, position: position + 1, emit)
        }
      }
      if position == 0, !isWholeFile {
        emit(.diagnostic(Diagnostic(.warning, .noReferenceList, at: 0..<min(1, bytes.count))))
      }
    }
  }

  /// Reads one record.
  ///
  /// - Returns: how many works it holds.
  private func read(
    _ bytes: TextBytes, _ range: Range<Int>, line: Int, position: Int,
    _ emit: (Reading.Item) -> Void
  ) -> Int {
    let record = bytes.slice(range)
    var damages: [Diagnostic<ReadingProblem>] = []
    let tree = MarkupParser.xml(record) ?? repaired(record, at: range.lowerBound, &damages)
    let isDamaged = !damages.isEmpty
    let entries = tree.map(self.entries) ?? []
    if entries.isEmpty {
      damages.append(Diagnostic(isWholeFile ? .warning : .note, .emptyRecord, at: range))
    }
    for (index, entry) in entries.enumerated() {
      var citation = Citation(
        position: position + index, line: line, raw: String(decoding: record, as: UTF8.self),
        reference: entry.reference,
        confidence: isDamaged ? 0.8 : 1)
      citation.sourceKey = entry.sourceKey
      citation.grade = entry.grade
      (citation.annotations, citation.notes) = (
        entry.notes.annotations, entry.notes.notes + entry.remarks
      )
      if entry.reference.title == nil {
        citation.confidence -= 0.3
        damages.append(Diagnostic(.warning, .untitled, at: range))
      }
      if citation.reference.year == nil, let text = PublicationYear.words(among: entry.dates) {
        damages.append(Diagnostic(.note, .unreadYear(text), at: range))
      }
      emit(.citation(citation))
    }
    for damage in damages { emit(.diagnostic(damage)) }
    return entries.count
  }

  private func repaired(
    _ record: TextBytes, at start: Int,
    _ damages: inout [Diagnostic<ReadingProblem>]
  ) -> MarkupTree? {
    let repair = XMLRepair(record, root: recordNames[0].description, isInline: isInline)
    for (damage, place) in repair.damages {
      let place = start + min(place, record.count - 1)
      damages.append(Diagnostic(.warning, .damagedRecord(damage), at: place..<place + 1))
    }
    return repair.output.withBytes { MarkupParser.xml($0) }
  }
}
