import QueryLanguage

/// How a query names works, and why: these come before all works that only match.
public struct Naming: Equatable, Sendable {
  /// The form in which a query names works; the raw value completes "read as …".
  public enum Reading: String, Sendable {
    case key = "a key"
    case doi = "a DOI"
    case pmid = "a PubMed ID"
    case pmcid = "a PubMed Central ID"
    case arxiv = "an arXiv ID"
    case isbn = "an ISBN"
    case address = "a URL"
    case title = "a title"
    case citation = "a citation"
    case person = "a person"
    case list = "keys and numbers"
    case reference = "a reference"

    /// The name in JSON: `doi`.
    public var name: String { "\(self)" }
  }

  /// The form in which the query names works.
  public let reading: Reading
  /// The parts of the works found in the query: `first author`, `year`.
  public let evidence: [String]

  /// Whether a work that alone is named so is the one that is meant: a number, a title, its author and
  /// year. Of the works of a person, or of a journal's year, a library may lack that one; and a key may
  /// be the beginning of another's.
  public var isSure: Bool {
    switch reading {
    case .doi, .pmid, .pmcid, .arxiv, .isbn, .address: true
    case .title: evidence.isEmpty
    case .citation: evidence != ["journal", "year"]
    case .reference: ["title", "DOI", "arXiv ID"].contains { evidence.contains($0) }
    case .key, .person, .list: false
    }
  }

  init(_ reading: Reading, _ evidence: String...) { self.init(reading, evidence) }

  init(_ reading: Reading, _ evidence: [String]) {
    (self.reading, self.evidence) = (reading, evidence)
  }
}

extension Naming: CustomStringConvertible {
  /// `read as a citation: first author and year agree`
  public var description: String {
    guard let last = evidence.last else { return "read as \(reading.rawValue)" }
    let others = evidence.dropLast().joined(separator: ", ")
    let agreeing = others.isEmpty ? "\(last) agrees" : "\(others) and \(last) agree"
    return "read as \(reading.rawValue): \(agreeing)"
  }
}

/// The works that a query names, best first.
struct NamedWorks {
  let naming: Naming
  var works: [Int]
  /// Parts of the query that name no work.
  var notes: [QueryError] = []
  /// Whether the query is a whole reference.
  var isWhole = false
}
