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
  /// What was read from `raw`; says nothing where there is a subject.
  public var reference: Reference
  /// What a note calls the work that it is about, a key or a DOI, where the source does not describe
  /// the work itself; else nil.
  public var subject: String?
  /// What people filed the work under: `toread`.
  public var tags: [String] = []
  /// Where a program files it, each with what holds it: `Boats/Hulls`.
  public var collections: [String] = []
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
  /// A reading that is less sure is doubtful.
  public static let certain = 0.9
  /// What was wrong with the entry, as messages: `this entry has no title`.
  public var warnings: [String] = []
  /// Names of facts that a person corrected: what `reference` says of them was not read from `raw`.
  public var fixed: [String] = []
  /// Where in `raw` each field was read, in the order of the text; empty where the source itself
  /// names the fields.
  public var fields: [ReadField] = []

  /// Creates a citation; `line` and `position` count from 1.
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
