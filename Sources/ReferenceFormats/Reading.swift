import Diagnostics
import References

/// What a reader understood of one source: every citation, and a diagnostic for everything that it
/// did not understand.
public struct Reading: Sendable {
  public var citations: [Citation] = []
  public var diagnostics: [Diagnostic<ReadingProblem>] = []

  /// One thing that a reader found.
  public enum Item: Sendable {
    case citation(Citation)
    case diagnostic(Diagnostic<ReadingProblem>)
  }

  public init() {}

  mutating func append(_ item: Item) {
    switch item {
    case .citation(let citation): citations.append(citation)
    case .diagnostic(let diagnostic): diagnostics.append(diagnostic)
    }
  }
}

/// What can be wrong with one entry of a source. The entry is kept with what could be read.
public enum ReadingProblem: Problem {
  case noYear
  case noAuthors
  case noContainer
  case noTitle
  case notACitation
  case tooLong(characters: Int)
  case repairedEncoding(bytes: Int)

  public var message: String {
    switch self {
    case .noYear: "no year was found in this citation"
    case .noAuthors: "no authors found before the title"
    case .noContainer: "no journal, book or publisher was found"
    case .noTitle: "no title found between the authors and the journal"
    case .notACitation: "this list item is not a citation and was left out"
    case .tooLong(let characters): "a line of \(characters) characters is no citation"
    case .repairedEncoding(let bytes):
      "\(bytes) \(bytes == 1 ? "byte is" : "bytes are") not UTF-8; shown as '\u{FFFD}'"
    }
  }

  public var hint: String? {
    switch self {
    case .noYear, .noAuthors, .noContainer, .noTitle, .notACitation, .tooLong: nil
    case .repairedEncoding: "save the file as UTF-8"
    }
  }
}
