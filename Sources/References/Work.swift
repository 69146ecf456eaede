/// The thing cited: what all its citations, from one source or many, have in common.
public struct Work: Equatable, Sendable {
  public var key: CitationKey
  public var reference: Reference
  /// What was written about the work, source by source.
  public var annotations: [Annotation]
  /// Every place at which the work is cited.
  public var places: [Place]
  /// When the work first came into its library, in seconds since 1970; nil where it is in none.
  public var added: Int?

  public init(
    key: CitationKey, reference: Reference, annotations: [Annotation], places: [Place]
  ) {
    self.key = key
    self.reference = reference
    self.annotations = annotations
    self.places = places
  }
}

/// Where a source cites a work.
public struct Place: Hashable, Sendable {
  /// The source's path, relative to its library's folder where it lies inside.
  public var source: String
  /// Counted from 1.
  public var position: Int
  /// Counted from 1.
  public var line: Int
  /// The citation as printed there.
  public var raw: String

  public init(source: String, position: Int, line: Int, raw: String) {
    self.source = source
    self.position = position
    self.line = line
    self.raw = raw
  }
}

/// What one source's author wrote about one citation.
public struct Annotation: Hashable, Sendable {
  public var text: String
  public var source: String
  public var position: Int
  public var line: Int
  /// How the source's author marked the citation: 1 or 2, nil where there is no mark.
  public var grade: Int?

  public init(text: String, source: String, position: Int, line: Int, grade: Int? = nil) {
    self.grade = grade
    self.text = text
    self.source = source
    self.position = position
    self.line = line
  }
}
