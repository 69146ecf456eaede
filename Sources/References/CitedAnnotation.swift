/// What one person wrote about one citation.
public struct CitedAnnotation: Hashable, Sendable {
  /// The annotation as written, without the marks around it.
  public var text: String
  /// Its author, if the source names one; else the author of the source.
  public var annotator: String?
  /// Where in the cited work it belongs, and how the source marks it.
  public var details = AnnotationDetails()

  /// Creates an annotation; `annotator` is nil if the source names nobody.
  public init(_ text: String, annotator: String? = nil) {
    self.text = text
    self.annotator = annotator
  }
}
