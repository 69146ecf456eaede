/// What one person wrote about one citation.
public struct CitedAnnotation: Hashable, Sendable {
  public var text: String
  /// Who wrote it, where that is said of this annotation; else it is whoever made the source.
  public var annotator: String?
  public var details = AnnotationDetails()

  public init(_ text: String, annotator: String? = nil) {
    self.text = text
    self.annotator = annotator
  }
}
