/// The thing cited, with the facts and annotations of all its citations.
public struct Work: Equatable, Sendable {
  /// Unique in the library, in any case of its letters.
  public var key: CitationKey
  /// The facts of all citations together (`UnitedFacts`).
  public var reference: Reference
  /// The annotations of the work, source by source.
  public var annotations: [Annotation]
  /// Notes that databases and programs wrote about the work.
  public var notes: [String] = []
  /// Tags, in alphabetical order.
  public var tags: [String] = []
  /// Collections, each with its parents.
  public var collections: [String] = []
  /// What was decided about the work in a review; the last decision counts.
  public var decision: ScreeningDecision?
  /// Every place where the work is cited; a place where it is only annotated is in `annotations`.
  public var places: [Place]
  /// The key that a source gives to this work alone; nil if none does.
  public var sourceKey: String?
  /// When the work was added to the library, in seconds since 1970; nil outside a library.
  public var added: Int?

  /// The places that state each fact, as indices of `places`; empty if there is only one place.
  public var origins: [UnitedFacts.Origin] = []
  /// Values of places that differ, with their indices.
  public var conflicts: [UnitedFacts.Conflict] = []
  /// Values of citations that were not chosen, by the name of the fact; they are also searched.
  public var otherTexts: [String: [String]] = [:]

  /// Creates a work as the index stores it.
  public init(
    key: CitationKey, reference: Reference, annotations: [Annotation], places: [Place]
  ) {
    self.key = key
    self.reference = reference
    self.annotations = annotations
    self.places = places
  }

  /// A work as all of its citations describe it.
  ///
  /// - Parameter citations: in the order in which its places are to be listed; one at least describes
  ///   the work.
  public init(key: CitationKey, citations: [SourcedCitation]) {
    let descriptions = citations.filter { $0.citation.subject == nil }
    let facts = UnitedFacts(descriptions.map(\.citation))
    var places: Set<String> = []
    // A paragraph that cites a work twice is one annotation.
    let annotations = citations.flatMap(Annotation.all).filter { annotation in
      places.insert("\(annotation.source):\(annotation.line):\(annotation.text)").inserted
    }
    self.init(
      key: key, reference: facts.reference,
      annotations: annotations.filter { !$0.isOwn } + annotations.filter(\.isOwn),
      places: descriptions.map(Place.init))
    collections = Set(citations.flatMap(\.citation.collections)).sorted()
    decision = citations.compactMap(\.citation.decision).last
    tags = Set(citations.flatMap(\.citation.tags)).sorted()
    (origins, conflicts) = (facts.origins, facts.conflicts)
    var seen: Set<String> = []
    notes = citations.flatMap(\.citation.notes).filter { seen.insert($0).inserted }
    if descriptions.count > 1 { otherTexts = facts.otherTexts }
  }
}

extension Place {
  fileprivate init(_ cited: SourcedCitation) {
    self.init(
      source: cited.source, position: cited.citation.position, line: cited.citation.line,
      raw: cited.citation.raw)
  }
}

extension Annotation {
  fileprivate static func all(in cited: SourcedCitation) -> [Annotation] {
    cited.citation.annotations.map { Annotation($0, of: cited.citation, in: cited.source) }
  }

  /// An annotation of a citation, with its place.
  public init(_ annotation: CitedAnnotation, of citation: Citation, in source: String) {
    self.init(
      text: annotation.text, source: source, position: citation.position, line: citation.line,
      grade: citation.grade)
    annotator = annotation.annotator
    details = annotation.details
  }
}

/// Where a source cites a work.
public struct Place: Hashable, Sendable {
  /// The path of the source, relative to the library's folder if it is inside.
  public var source: String
  /// Counted from 1.
  public var position: Int
  /// Counted from 1.
  public var line: Int
  /// The citation verbatim.
  public var raw: String

  /// Creates the place of a citation; `position` and `line` count from 1.
  public init(source: String, position: Int, line: Int, raw: String) {
    self.source = source
    self.position = position
    self.line = line
    self.raw = raw
  }
}

/// What one person wrote about one citation of one source.
public struct Annotation: Hashable, Sendable {
  /// The annotation as written.
  public var text: String
  /// Its author, if the source names one.
  public var annotator: String?
  /// The path of the source that contains it.
  public var source: String
  /// The number of its citation in the source, from 1.
  public var position: Int
  /// The line on which it starts, from 1.
  public var line: Int
  /// The grade that the source's author gave the citation, 1 or 2; nil for none.
  public var grade: Int?
  /// Where in the work it belongs, and how the source marks it.
  public var details = AnnotationDetails()

  /// Creates an annotation; `grade` is nil if the source gives none.
  public init(text: String, source: String, position: Int, line: Int, grade: Int? = nil) {
    self.grade = grade
    self.text = text
    self.source = source
    self.position = position
    self.line = line
  }
}

extension Work {
  /// Every text of the work in a field, item by item; empty for fields that are not text.
  public func texts(of field: Field) -> [String] {
    switch field.origin {
    case .fact(let name, let value):
      reference.texts(of: value) + (otherTexts[name] ?? [])
        + (name == "title" ? reference.otherTitles : [])
    case .annotations: annotations.map(\.text)
    case .notes: notes
    case .numbers: numbers
    case nil: []
    }
  }
}
