/// One entry of one source: what was printed, where, and what was read from it.
public struct Citation: Equatable, Sendable {
  /// Position in the source's list of citations, counted from 1.
  public var position: Int
  /// Line of the source on which the citation starts, counted from 1.
  public var line: Int
  /// The citation as printed, without the list's own marker and the labels of its links.
  public var raw: String
  /// The name that the source itself gives the entry: `knuth1984` in a .bib file.
  public var sourceKey: String?
  /// The fields read from `raw`; empty if there is a subject.
  public var reference: Reference
  /// The key or DOI by which a note names its work; nil if the source describes the work itself.
  public var subject: String?
  /// Tags that people gave the work: `toread`.
  public var tags: [String] = []
  /// Collections of a program, each with its parents: `Boats/Hulls`.
  public var collections: [String] = []
  /// What was decided about the work in a review.
  public var decision: ScreeningDecision?
  /// What people wrote about the citation, in the order of the source.
  public var annotations: [CitedAnnotation]
  /// What a database or program wrote about the citation: searched, never an annotation.
  public var notes: [String] = []
  /// Labels of the links that followed: `Article`, `PubMed`, `Google Scholar`.
  public var labels: [String]
  /// How the source's author marked the citation: 1 is "of interest" (`•`), 2 "of outstanding
  /// interest" (`••`); nil if there is no mark.
  public var grade: Int?
  /// The confidence of the reading, from 0 (only `raw` is certain) to 1.
  public var confidence: Double
  /// A reading with a lower confidence is doubtful.
  public static let certain = 0.9
  /// What was wrong with the entry, as messages: `this entry has no title`.
  public var warnings: [String] = []
  /// Names of corrected facts, whose values in `reference` were not read from `raw`.
  public var fixed: [String] = []
  /// Where in `raw` each field was read, in the order of the text; empty if the source itself
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

  /// All annotations, one per paragraph; nil if there are none.
  public var annotation: String? {
    annotations.isEmpty ? nil : annotations.map(\.text).joined(separator: "\n\n")
  }
}
