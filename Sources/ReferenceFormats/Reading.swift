import Diagnostics
import References

/// The result of reading one source: every citation, and a diagnostic for everything that was not
/// understood.
public struct Reading: Sendable {
  /// The citations, in the order of the source.
  public var citations: [Citation] = []
  /// What was skipped, repaired or doubtful.
  public var diagnostics: [Diagnostic<ReadingProblem>] = []
  /// The author of the annotations, if the source names one: `Li, A.; Wu, B.`
  public var annotator: String?
  /// What speaks against each citation of a printed list; ignored when readers are compared.
  var doubts: [Doubt] = []

  /// What to subtract from a citation's confidence, and the citation's place.
  struct Doubt {
    var cost: Double
    /// In bytes of the source.
    var range: Range<Int>
  }

  /// One thing that a reader found.
  public enum Item: Sendable {
    case citation(Citation)
    /// Who wrote the annotations.
    case annotator(String)
    case diagnostic(Diagnostic<ReadingProblem>)
  }

  /// Creates a reading of nothing, to append items to.
  public init() {}

  /// Gives the citations the numbers that their list prints, where each has one and they count up; so
  /// "ref. 3" in an annotation means the one with that number.
  ///
  /// - Parameter numbers: of each citation, as printed.
  mutating func takePositions(_ numbers: [Int?]) {
    let printed = numbers.compactMap(\.self)
    guard !printed.isEmpty, printed.count == citations.count,
      zip(printed, printed.dropFirst()).allSatisfy({ $0 < $1 })
    else { return }
    for (index, number) in printed.enumerated() { citations[index].position = number }
  }

  /// Below it, and without a title, a citation has a warning.
  private static let leastConfidence = 0.5
  /// Of a citation that seems to hold another one.
  private static let mostConfidenceOfTwo = 0.3

  /// Subtracts the doubts from the confidence of the citations, and warns of what is left with little.
  ///
  /// - Parameter areFinal: whether nothing more is known of them than what is printed.
  mutating func settleDoubts(areFinal: Bool) {
    let warned = Set(diagnostics.filter { $0.severity == .warning }.map(\.range))
    // Some styles print no titles.
    let haveTitles = citations.count { $0.reference.title != nil } * 2 >= citations.count
    for (index, doubt) in zip(citations.indices, doubts) {
      if doubt.cost > 0 {
        citations[index].confidence =
          (max(0, citations[index].confidence - doubt.cost) * 100).rounded() / 100
      }
      if !areFinal { continue }
      if ReadingCheck(citations[index].reference).swallowsAnother {
        citations[index].confidence = min(citations[index].confidence, Self.mostConfidenceOfTwo)
        diagnostics.append(Diagnostic(.warning, .holdsAnother, at: doubt.range))
      } else if !warned.contains(doubt.range) {
        if citations[index].reference.title == nil, haveTitles {
          diagnostics.append(Diagnostic(.warning, .untitled, at: doubt.range))
        } else if citations[index].confidence < Self.leastConfidence {
          diagnostics.append(Diagnostic(.warning, .doubtful, at: doubt.range))
        }
      }
    }
    doubts = []
  }

  mutating func append(_ item: Item) {
    switch item {
    case .citation(let citation): citations.append(citation)
    case .diagnostic(let diagnostic): diagnostics.append(diagnostic)
    case .annotator(let name): annotator = name
    }
  }
}

/// What can be wrong with an entry of a source. The entry is kept with the fields that could be
/// read.
public enum ReadingProblem: Problem {
  case noYear
  case unreadYear(String)
  case noAuthors
  case noContainer
  case noTitle
  /// What was read as one title holds the names and year of another citation.
  case holdsAnother
  /// Nothing is missing, but little of it is sure.
  case doubtful
  case unplaced(lines: Int)
  case passedOver(lines: Int)
  /// Lines of notes that name no work.
  case citesNothing(lines: Int)
  case tooLong(characters: Int)
  case repairedEncoding(bytes: Int)
  case untitled
  case emptyRecord
  /// A row of a table with more cells than the table has columns.
  case raggedRow(cells: Int, columns: Int)
  /// Columns of a table without a meaning here: their names.
  case unknownColumns([String])
  case unreadYAML(String)
  case noRecordType
  case noRecordEnd
  case outsideRecord
  case noRecords
  case damagedObject
  case unreadableObject
  /// An object without citation fields: some of its fields.
  case noFieldOfCitation([String])
  /// Unknown fields of citations: some of their names.
  case unknownFields([String])
  case bibtex(BibTeXProblem)
  case mojibake(characters: Int)
  case outsideRecords
  case damagedRecord(MarkupDamage)
  case noReferenceList
  case nestedTooDeeply
  /// The front matter of a Markdown file.
  case unreadHead(String)
  /// A file in an unsupported format, with the way to convert it.
  case foreign(name: String, remedy: String)

  /// One line about the text in the range, and what became of it.
  public var message: String {
    switch self {
    case .noYear: "no year found in this citation"
    case .unreadYear(let text): "invalid year '\(text.prefix(60))'"
    case .noAuthors: "no authors found before the title"
    case .noContainer: "no journal, book or publisher found"
    case .noTitle: "no title found between the authors and the journal"
    case .holdsAnother: "this seems to be more than one citation, read as one"
    case .doubtful: "this citation may be read wrongly: check its fields"
    case .unplaced(1): "skipped this line between two citations: it may belong to neither"
    case .unplaced(let lines):
      "skipped \(lines) lines between citations, starting here: they may belong to none of them"
    case .passedOver(1): "skipped this line: not a citation"
    case .passedOver(let lines):
      "skipped \(lines) lines that are not citations, starting here"
    case .citesNothing(1): "skipped this line: it names no work"
    case .citesNothing(let lines): "skipped \(lines) lines that name no work, starting here"
    case .tooLong(let characters):
      "skipped a line of \(characters) characters: too long for a citation"
    case .repairedEncoding(let bytes):
      "\(bytes) \(bytes == 1 ? "byte is" : "bytes are") not UTF-8; shown as '\u{FFFD}'"
    case .untitled: "this entry has no title"
    case .emptyRecord: "skipped this record: it has no title, author or identifier"
    case .raggedRow(let cells, let columns):
      "this row has \(cells) cells for \(columns) columns; the extra cells were ignored"
    case .unknownColumns(let names):
      "the \(names.count == 1 ? "column" : "columns") \(quoted(names)) \(names.count == 1 ? "is" : "are") unknown and ignored"
    case .unreadYAML(let reason): "cannot parse this: \(reason)"
    case .noRecordType: "this record does not start with a 'TY' line"
    case .noRecordEnd: "this record does not end with an 'ER' line"
    case .outsideRecord: "skipped these fields: they belong to no record"
    case .noRecords: "no records found in this format"
    case .damagedObject: "this JSON object is damaged; the readable fields were kept"
    case .unreadableObject: "skipped this text: not a valid JSON object"
    case .noFieldOfCitation(let names):
      "skipped this JSON object: it has no citation fields"
        + (names.isEmpty ? "" : "; its fields are \(quoted(names))")
    case .unknownFields(let names):
      "the \(names.count == 1 ? "field" : "fields") \(quoted(names)) \(names.count == 1 ? "is" : "are") unknown and ignored"
    case .bibtex(let problem): problem.message
    case .mojibake(let characters):
      "\(characters) \(characters == 1 ? "character was" : "characters were") UTF-8 read as Windows-1252 ('Ã¼' for 'ü'); corrected for searching"
    case .outsideRecords: "skipped this text: it is outside any record"
    case .unreadHead(let reason): "cannot parse the front matter: \(reason)"
    case .noReferenceList: "no reference list found in this page"
    case .foreign(let name, _): "this is \(name), not a list of references"
    case .nestedTooDeeply: "the page's elements are nested too deeply here; the rest was skipped"
    case .damagedRecord(let damage): "this record is damaged: \(damage.message)"
    }
  }

  /// What to change in the file, or how to export it again.
  public var hint: String? {
    switch self {
    case .holdsAnother: "put a blank line between two citations"
    case .noYear, .unreadYear, .noAuthors, .noContainer, .noTitle, .doubtful, .passedOver,
      .citesNothing, .tooLong, .untitled,
      .emptyRecord,
      .damagedObject,
      .unreadableObject:
      nil
    case .unknownColumns: "name a column of your own words 'comments'"
    case .raggedRow: "quote cells that contain the separator"
    case .unreadYAML: nil
    case .unplaced: "to annotate a citation, indent the text below it"
    case .noRecordType, .outsideRecord: "start a RIS record with its type: 'TY  - JOUR'"
    case .noRecordEnd: "end a RIS record with 'ER  - '"
    case .noRecords: "if the file has another format, name it with --format-in"
    case .noFieldOfCitation, .unknownFields:
      "CSL-JSON fields include 'title', 'author' and 'issued'"
    case .repairedEncoding: "save the file as UTF-8"
    case .bibtex(let problem): problem.hint
    case .mojibake: "save the file again as UTF-8 in its original program"
    case .outsideRecords, .nestedTooDeeply: nil
    case .noReferenceList: "expand the references in the browser, then save the page again"
    case .unreadHead: "front matter has lines such as 'tags: [toread, car-t]'"
    case .foreign(_, let remedy): remedy
    case .damagedRecord: "export the library again, or correct this record by hand"
    }
  }
}

/// `'rating', 'shelf' and 3 others`
private func quoted(_ names: [String]) -> String {
  let shown = names.prefix(5).map { "'\($0)'" }
  if names.count > shown.count {
    return shown.joined(separator: ", ") + " and \(names.count - shown.count) others"
  }
  return shown.joined(separator: ", ")
}
