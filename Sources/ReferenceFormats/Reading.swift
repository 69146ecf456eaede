import Diagnostics
import References

/// What a reader understood of one source: every citation, and a diagnostic for everything that it
/// did not understand.
public struct Reading: Sendable {
  public var citations: [Citation] = []
  public var diagnostics: [Diagnostic<ReadingProblem>] = []
  /// Who wrote the annotations, where the source names its authors: `Li, A.; Wu, B.`
  public var annotator: String?
  /// How much less sure each citation is than its reader says; such doubts decide nothing between
  /// readers.
  var doubts: [Double] = []

  /// One thing that a reader found.
  public enum Item: Sendable {
    case citation(Citation)
    /// Who wrote the annotations.
    case annotator(String)
    case diagnostic(Diagnostic<ReadingProblem>)
  }

  public init() {}

  /// The citations, with their doubts counted in.
  mutating func settleDoubts() {
    for (index, doubt) in zip(citations.indices, doubts) where doubt > 0 {
      citations[index].confidence =
        (max(0, citations[index].confidence - doubt) * 100).rounded() / 100
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

/// What can be wrong with one entry of a source. The entry is kept with what could be read.
public enum ReadingProblem: Problem {
  case noYear
  case unreadYear(String)
  case noAuthors
  case noContainer
  case noTitle
  case unplaced(lines: Int)
  case passedOver(lines: Int)
  case tooLong(characters: Int)
  case repairedEncoding(bytes: Int)
  case untitled
  case emptyRecord
  case noRecordType
  case noRecordEnd
  case outsideRecord
  case noRecords
  case damagedObject
  case unreadableObject
  case noFieldOfCitation
  case bibtex(BibTeXProblem)
  case mojibake(characters: Int)
  case outsideRecords
  case damagedRecord(MarkupDamage)
  case noReferenceList
  case nestedTooDeeply
  /// The head of a Markdown file.
  case unreadHead(String)
  /// A file of a kind that nothing reads: what it is, and what to do.
  case foreign(name: String, remedy: String)

  public var message: String {
    switch self {
    case .noYear: "no year was found in this citation"
    case .unreadYear(let text): "'\(text.prefix(60))' is no year"
    case .noAuthors: "no authors found before the title"
    case .noContainer: "no journal, book or publisher was found"
    case .noTitle: "no title found between the authors and the journal"
    case .unplaced(1): "this line between two citations was left out: it may be about neither"
    case .unplaced(let lines):
      "\(lines) lines between citations were left out: they may be about none; this is the first"
    case .passedOver(1): "this line is no citation and was left out"
    case .passedOver(let lines):
      "\(lines) lines are no citations and were left out; this is the first"
    case .tooLong(let characters): "a line of \(characters) characters is no citation"
    case .repairedEncoding(let bytes):
      "\(bytes) \(bytes == 1 ? "byte is" : "bytes are") not UTF-8; shown as '\u{FFFD}'"
    case .untitled: "this entry has no title"
    case .emptyRecord: "this record names no work and was left out"
    case .noRecordType: "no 'TY' line begins this record"
    case .noRecordEnd: "no 'ER' line ends this record"
    case .outsideRecord: "these fields belong to no record and were left out"
    case .noRecords: "no record of this format was found"
    case .damagedObject: "this JSON object is damaged; what could be read of it was kept"
    case .unreadableObject: "no JSON object could be read here, and this was left out"
    case .noFieldOfCitation: "this JSON object has no field of a citation and was left out"
    case .bibtex(let problem): problem.message
    case .mojibake(let characters):
      "\(characters) \(characters == 1 ? "character was" : "characters were") UTF-8 read as Windows-1252 ('Ã¼' for 'ü'); put right in what is searched"
    case .outsideRecords: "this stands outside of every record and was left out"
    case .unreadHead(let reason): "the lines between '---' could not be read: \(reason)"
    case .noReferenceList: "no reference list was found in this page"
    case .foreign(let name, _): "this is \(name), not a list of references"
    case .nestedTooDeeply: "the page nests its elements too deeply here; the rest was not read"
    case .damagedRecord(let damage): "this record is damaged: \(damage.message)"
    }
  }

  public var hint: String? {
    switch self {
    case .noYear, .unreadYear, .noAuthors, .noContainer, .noTitle, .passedOver, .tooLong, .untitled,
      .emptyRecord,
      .damagedObject,
      .unreadableObject:
      nil
    case .unplaced: "indent words about a citation below it"
    case .noRecordType, .outsideRecord: "a RIS record begins with its type: 'TY  - JOUR'"
    case .noRecordEnd: "a RIS record ends with 'ER  - '"
    case .noRecords: "name the file's format where it is another"
    case .noFieldOfCitation: "CSL-JSON has fields such as 'title', 'author' and 'issued'"
    case .repairedEncoding: "save the file as UTF-8"
    case .bibtex(let problem): problem.hint
    case .mojibake: "save the file as UTF-8 from the program that it came from"
    case .outsideRecords, .nestedTooDeeply: nil
    case .noReferenceList: "save the page again when its references are shown"
    case .unreadHead: "a head has lines such as 'tags: [toread, car-t]'"
    case .foreign(_, let remedy): remedy
    case .damagedRecord: "export the library again, or put this record right by hand"
    }
  }
}
