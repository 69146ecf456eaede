/// One entry of one source: what was printed, where, and what was read from it.
public struct Citation: Equatable, Sendable {
  /// Place in the source's list of citations, counted from 1.
  public var position: Int
  /// Line of the source on which the citation begins, counted from 1.
  public var line: Int
  /// The citation as printed, without the list's own marker and the labels of its links.
  public var raw: String
  /// The name that the source itself gives the entry: `knuth1984` in a .bib file.
  public var sourceKey: String?
  /// What was read from `raw`.
  public var reference: Reference
  /// What people wrote about the citation, in the order of the source.
  public var annotations: [CitedAnnotation]
  /// What a database or program wrote about the citation: searched, never an annotation.
  public var notes: [String] = []
  /// Labels of the links that followed: `Article`, `PubMed`, `Google Scholar`.
  public var labels: [String]
  /// How the source's author marked the citation: 1 is "of interest" (`•`), 2 "of outstanding
  /// interest" (`••`); nil where there is no mark.
  public var grade: Int?
  /// How sure the reading is, from 0 (only `raw` is certain) to 1.
  public var confidence: Double
  /// Where in `raw` each field was read, in the order of the text; empty where the source itself
  /// names the fields.
  public var fields: [ReadField] = []

  public init(
    position: Int, line: Int, raw: String, reference: Reference = Reference(),
    annotation: String? = nil, labels: [String] = [], confidence: Double = 1
  ) {
    self.position = position
    self.line = line
    self.raw = raw
    self.reference = reference
    annotations = [annotation].compactMap { $0.map { CitedAnnotation($0) } }
    self.labels = labels
    self.confidence = confidence
  }

  /// What all annotations say, a paragraph each; nil where there is none.
  public var annotation: String? {
    annotations.isEmpty ? nil : annotations.map(\.text).joined(separator: "\n\n")
  }
}

/// The bibliographic facts of one cited thing, as printed.
public struct Reference: Equatable, Sendable {
  public var type: ReferenceType = .article
  public var authors: [Creator] = []
  /// The author list ended in "et al."
  public var hasMoreAuthors = false
  public var title: String?
  /// The journal, book or meeting that holds the thing.
  public var container: String?
  public var volume: String?
  public var issue: String?
  public var locator: Locator?
  public var year: Int?
  public var editors: [Creator] = []
  public var publisher: String?
  public var abstract: String?
  public var keywords: [String] = []
  /// Without a resolver before it, in lower case: `10.1038/nrd.2016.123`.
  public var doi: String?
  /// The number of the record in PubMed.
  public var pmid: String?
  /// `2101.00001` or `hep-th/9901001`, without a version.
  public var arxivID: String?
  public var url: String?

  public init() {}
}

/// Where in its container a thing stands.
public enum Locator: Equatable, Sendable {
  /// A range, `2545–2554`.
  case pages(String)
  /// A single number, `e14019`: the place of an article without pages, or its first page alone.
  case articleNumber(String)

  public var text: String {
    switch self {
    case .pages(let text), .articleNumber(let text): text
    }
  }

  public var pages: String? {
    if case .pages(let text) = self { text } else { nil }
  }

  public var articleNumber: String? {
    if case .articleNumber(let text) = self { text } else { nil }
  }
}

/// What kind of thing is cited.
public enum ReferenceType: String, CaseIterable, Sendable {
  case article, book, chapter, conference, preprint, presentation, thesis, report, webpage, dataset
  case software, patent, other
}
