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
    /// Several text fields at once.
    case combination([String])
    /// Whole numbers, asked for singly or as ranges.
    case number(Number)
    /// The path of the file that cites the work.
    case source
    /// Who wrote an annotation of the work, where the file names its authors.
    case annotator
    /// A number by which the work is known everywhere, whole or its beginning.
    case identifier
    /// The work's key here.
    case key
    /// What kind of thing is cited.
    case type
    /// Whether something is known of the work: one of `Presence`.
    case presence(isThere: Bool)
    /// What is true of the work: one of `Property`, or its type.
    case property
    /// Works linked with others by a mention in an annotation: those of a key, or of a query.
    case relation(Relation)
  }

  public enum Number: String, Sendable {
    case year
    /// Sources that cite the work.
    case lists
    /// Sources that annotate it.
    case highlighted
    /// The highest mark that a source gives it.
    case grade
  }

  public enum Relation: String, Sendable {
    /// An annotation of the work mentions another.
    case mentions
    /// An annotation of another mentions the work.
    case mentionedBy = "mentioned-by"
  }

  /// What can be asked for with `has:` and `no:`, besides text fields.
  public enum Presence: String, CaseIterable, Sendable {
    case year, volume, pages, publisher, doi, pmid, arxiv, url
  }

  /// What can be asked for with `is:`, besides types.
  public enum Property: String, CaseIterable, Sendable {
    case annotated
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
      name: "name", aliases: ["names"], kind: .combination(["author", "editor"]),
      summary: "authors and editors", example: "name:schuster"),
    Field(
      name: "tiab", aliases: ["topic"],
      kind: .combination(["title", "annotation", "abstract", "keyword"]),
      summary: "all running text, without names and journals", example: "tiab:cell"),
    Field(
      name: "year", aliases: ["yr", "issued", "date"], kind: .number(.year),
      summary: "year of publication", example: "year:2015..2020"),
    Field(
      name: "lists", aliases: ["cited"], kind: .number(.lists),
      summary: "how many sources cite the work", example: "lists:>=2"),
    Field(
      name: "highlighted", aliases: [], kind: .number(.highlighted),
      summary: "how many sources annotate the work", example: "highlighted:>=1"),
    Field(
      name: "grade", aliases: [], kind: .number(.grade),
      summary: "mark of a list: 1 of interest, 2 of outstanding interest", example: "grade:2"),
    Field(
      name: "source", aliases: ["list"], kind: .source,
      summary: "file that cites the work", example: "source:antigen-escape"),
    Field(
      name: "annotator", aliases: ["by"], kind: .annotator,
      summary: "author of an annotation, where its source names one", example: "annotator:smith"),
    Field(
      name: "doi", aliases: [], kind: .identifier,
      summary: "DOI, whole or its beginning", example: "doi:10.1038*"),
    Field(
      name: "pmid", aliases: [], kind: .identifier,
      summary: "number of the record in PubMed", example: "pmid:29226797"),
    Field(
      name: "arxiv", aliases: [], kind: .identifier,
      summary: "number of the preprint in arXiv", example: "arxiv:1706.03762"),
    Field(
      name: "key", aliases: ["id"], kind: .key,
      summary: "key of the work here", example: "key:schuster2017chimeric"),
    Field(
      name: "type", aliases: [], kind: .type,
      summary: "kind of work: article, book, thesis", example: "type:article"),
    Field(
      name: "has", aliases: [], kind: .presence(isThere: true),
      summary: "what is known of the work", example: "has:annotation"),
    Field(
      name: "no", aliases: [], kind: .presence(isThere: false),
      summary: "what is not known of the work", example: "no:abstract"),
    Field(
      name: "is", aliases: [], kind: .property,
      summary: "what is true of the work", example: "is:annotated"),
    Field(
      name: "mentions", aliases: [], kind: .relation(.mentions),
      summary: "works whose annotations mention these", example: "mentions:schuster2017chimeric"),
    Field(
      name: "mentioned-by", aliases: ["mentionedby"], kind: .relation(.mentionedBy),
      summary: "works that the annotations of these mention",
      example: "mentioned-by:(year:2018 relapse)"),
  ]

  /// The fields that the full-text index holds, in the order of its columns.
  public static let indexed: [Field] = all.filter { $0.textKind != nil }

  /// The text fields that it asks for: itself, or those that it combines.
  public var texts: [Field] {
    switch kind {
    case .text: [self]
    case .combination(let names): names.compactMap(Self.named)
    default: []
    }
  }

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
