/// A searchable field of a work. `Field.all` is the one table of them: the query resolver, the
/// schema of the index, the help and the tests read it.
public struct Field: Sendable, Hashable {
  /// What a user types before the colon, and the name of the index's column.
  public let name: String
  /// Other names that are understood.
  public let aliases: [String]
  public let kind: Kind
  /// What it holds, in a few words.
  public let summary: String
  /// A query that uses it.
  public let example: String

  public enum Kind: Sendable, Hashable {
    /// Words, found through the full-text index; `weight` is how much an occurrence counts when
    /// `index.yaml` says nothing.
    case text(TextKind, weight: Double)
    /// Whole numbers, asked for singly or as ranges.
    case year
    /// The path of the file that cites the work.
    case source
  }

  /// How a text field's words are analyzed.
  public enum TextKind: UInt8, Sendable {
    /// Running text: stemmed.
    case prose
    /// Names of people and groups: never stemmed.
    case names
    /// Titles of journals and books.
    case containers
  }

  public static let all: [Field] = [
    Field(
      name: "title", aliases: ["ti"], kind: .text(.prose, weight: 2),
      summary: "title of the work", example: #"title:"antigen loss""#),
    Field(
      name: "author", aliases: ["au", "authors"], kind: .text(.names, weight: 2),
      summary: "authors, people and groups", example: "author:schuster"),
    Field(
      name: "editor", aliases: ["ed", "editors"], kind: .text(.names, weight: 1),
      summary: "editors of the book", example: "editor:nima"),
    Field(
      name: "journal", aliases: ["jo", "container"], kind: .text(.containers, weight: 1),
      summary: "journal, book or meeting", example: "journal:blood"),
    Field(
      name: "annotation", aliases: ["an", "note"], kind: .text(.prose, weight: 1),
      summary: "what the lists say about the work", example: "annotation:(escape OR loss)"),
    Field(
      name: "abstract", aliases: ["ab"], kind: .text(.prose, weight: 1),
      summary: "the work's own abstract", example: "abstract:microbiome"),
    Field(
      name: "keyword", aliases: ["kw", "keywords"], kind: .text(.prose, weight: 1),
      summary: "keywords given with the work", example: "keyword:immunotherapy"),
    Field(
      name: "year", aliases: ["yr", "issued"], kind: .year,
      summary: "year of publication", example: "year:2015..2020"),
    Field(
      name: "source", aliases: [], kind: .source,
      summary: "file that cites the work", example: "source:antigen-escape"),
  ]

  /// The fields that the full-text index holds, in the order of its columns.
  public static let indexed: [Field] = all.filter { $0.textKind != nil }

  public var textKind: TextKind? {
    if case .text(let kind, _) = kind { kind } else { nil }
  }

  public var defaultWeight: Double {
    if case .text(_, let weight) = kind { weight } else { 0 }
  }

  /// The field that a user calls by this name, in any case.
  public static func named(_ name: some StringProtocol) -> Field? {
    let name = name.lowercased()
    return all.first { $0.name == name || $0.aliases.contains(name) }
  }
}
