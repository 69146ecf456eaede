/// Where a library keeps what its owners write themselves, a Markdown file a work.
public enum OwnNotes {
  /// The folder as the paths of sources have it.
  public static let folder = "Index/Notes/"
}

extension Annotation {
  /// Whether it stands among the library's own notes, not in a list of somebody.
  public var isOwn: Bool { source.hasPrefix(OwnNotes.folder) }
}
