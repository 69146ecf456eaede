/// Details of an annotation besides its text.
public struct AnnotationDetails: Hashable, Sendable {
  /// The heading above it in a file of notes.
  public var heading: String?
  /// The page of the work, as printed there: `12`, `iv`.
  public var page: String?
  /// The colour of the highlight: `#ffd400`.
  public var colour: String?
  /// When it was written, as an ISO 8601 date: `2024-03-01`.
  public var date: String?

  /// Creates details of which nothing is known.
  public init() {}

  /// The names of Zotero's highlight colours.
  public static let colours = [
    "yellow": "#ffd400", "red": "#ff6666", "green": "#5fb236", "blue": "#2ea8e5",
    "purple": "#a28ae5", "magenta": "#e56eee", "orange": "#f19837", "grey": "#aaaaaa",
    "gray": "#aaaaaa",
  ]

  /// All details by name, in a fixed order.
  public static let all: [(name: String, path: WritableKeyPath<Self, String?> & Sendable)] = [
    ("heading", \.heading), ("page", \.page), ("colour", \.colour), ("date", \.date),
  ]
}
