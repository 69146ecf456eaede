/// What a source says of an annotation besides its words.
public struct AnnotationDetails: Hashable, Sendable {
  /// The heading below which it stands in a file of notes.
  public var heading: String?
  /// Of the work, as printed there: `12`, `iv`.
  public var page: String?
  /// Of the mark in the work: `#ffd400`.
  public var colour: String?
  /// When it was written, as ISO 8601 has it: `2024-03-01`.
  public var date: String?

  /// Creates details of which nothing is known.
  public init() {}

  /// The names of the colours in which Zotero marks words.
  public static let colours = [
    "yellow": "#ffd400", "red": "#ff6666", "green": "#5fb236", "blue": "#2ea8e5",
    "purple": "#a28ae5", "magenta": "#e56eee", "orange": "#f19837", "grey": "#aaaaaa",
    "gray": "#aaaaaa",
  ]

  /// All of them by name, in one order.
  public static let all: [(name: String, path: WritableKeyPath<Self, String?> & Sendable)] = [
    ("heading", \.heading), ("page", \.page), ("colour", \.colour), ("date", \.date),
  ]
}
