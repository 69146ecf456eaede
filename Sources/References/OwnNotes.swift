/// The folder of the user's notes, one Markdown file per work.
public enum OwnNotes {
  /// The folder as it appears in paths of sources.
  public static let folder = "Index/Notes/"
}

extension Annotation {
  /// Whether it is a note of the user rather than an annotation of a list.
  public var isOwn: Bool { source.hasPrefix(OwnNotes.folder) }
}
