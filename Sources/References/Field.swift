/// A searchable field of a work. `Field.all` has the fields of `Fact.all` and those of the library.
/// The query resolver, the schema of the index, the help and the tests read it.
public struct Field: Sendable {
  /// What a user types before the colon, and the name of the index's column.
  public let name: String
  /// Other accepted names.
  public let aliases: [String]
  /// How a query on the field is answered.
  public let kind: Kind
  /// A short description.
  public let summary: String
  /// A query that uses it.
  public let example: String
  /// Where its text comes from; nil for fields that are not text.
  public let origin: Origin?

  /// Where the text of a field comes from.
  public enum Origin: Sendable {
    /// The fact with this name.
    case fact(String, Fact.Value)
    /// What people wrote about the work.
    case annotations
    /// What databases and programs wrote about it.
    case notes
    /// Its year, volume, first page and identifiers, and its journal's initials.
    case numbers
  }

  /// How queries on a field are answered: by the full-text index, or by a condition on works.
  public enum Kind: Sendable, Hashable {
    /// Words in the full-text index; `weight` is the weight of an occurrence unless `index.yaml`
    /// sets another.
    case text(TextKind, weight: Double)
    /// Several text fields at once.
    case combination([String])
    /// Integers, searched singly or as ranges.
    case number(Number)
    /// The path of the file that cites the work.
    case source
    /// The author of an annotation, if the source names one.
    case annotator
    /// Words of a fact, in the order of its text, in any citation of the work.
    case value
    /// A public identifier of the work, whole or as a prefix.
    case identifier(Identifier.Scheme)
    /// Tags, collections or the screening decision of the work.
    case filing(Filing)
    /// A detail of an annotation, by its name.
    case detail(String)
    /// The citation key of the work.
    case key
    /// When the work was added to the library.
    case addition
    /// What kind of thing is cited.
    case type
    /// Whether the work has a fact or a text field.
    case presence(isThere: Bool)
    /// A state of the work: one of `Property`, or its type.
    case property
    /// Works linked by mentions in annotations to the work of a key, or to the works of a query.
    case relation(Relation)
  }

  /// Hierarchical names: `method/rct`.
  public enum Filing: String, Sendable {
    case tag, collection
    /// Of a review: `exclude/wrong population`.
    case decision
  }

  /// The numbers that can be compared with a range.
  public enum Number: String, Sendable {
    case year
    /// Sources that cite the work.
    case lists
    /// Sources that annotate it.
    case highlighted
    /// The highest grade that a source gives it.
    case grade
    /// The confidence of its least certain citation, in hundredths.
    case confidence
  }

  /// The directions of a link between works.
  public enum Relation: String, Sendable {
    /// An annotation of the work mentions another.
    case mentions
    /// An annotation of another mentions the work.
    case mentionedBy = "mentioned-by"
  }

  /// Values of `is:`, besides types.
  public enum Property: String, CaseIterable, Sendable {
    case annotated, retracted, corrected
  }

  /// How the words of a text field are analyzed.
  public enum TextKind: UInt8, Sendable {
    /// Running text: stemmed.
    case prose
    /// Names of people and groups: never stemmed.
    case names
    /// Titles of journals and books.
    case containers
    /// Numbers, and initials that identify like numbers.
    case numbers
  }

  /// Every field, in the order of the help.
  public static let all: [Field] = Fact.all.compactMap(\.field) + ofLibrary

  /// Fields that are not facts of a citation.
  private static let ofLibrary: [Field] = [
    Field(
      name: "annotation", aliases: ["an"], kind: .text(.prose, weight: 1),
      summary: "what people wrote about the work", example: "annotation:(escape OR loss)",
      origin: .annotations),
    Field(
      name: "note", aliases: ["notes"], kind: .text(.prose, weight: 0.25),
      summary: "what databases and programs wrote about the work; not your own notes",
      example: "note:embase",
      origin: .notes),
    Field(
      name: "numbers", aliases: [], kind: .text(.numbers, weight: 0.1),
      summary: "year, volume, first page, identifiers and journal initials, as words",
      example: "numbers:377", origin: .numbers),
    Field(
      name: "name", aliases: ["names"], kind: .combination(["author", "editor"]),
      summary: "authors and editors", example: "name:schuster"),
    Field(
      name: "tiab", aliases: ["topic"],
      kind: .combination(["title", "annotation", "abstract", "keyword"]),
      summary: "title, annotations, abstract and keywords", example: "tiab:cell"),
    Field(
      name: "lists", aliases: ["cited"], kind: .number(.lists),
      summary: "how many sources cite the work", example: "lists:>=2"),
    Field(
      name: "highlighted", aliases: [], kind: .number(.highlighted),
      summary: "how many sources annotate the work", example: "highlighted:>=1"),
    Field(
      name: "grade", aliases: [], kind: .number(.grade),
      summary: "mark given by a list: 1 of interest, 2 of outstanding interest", example: "grade:2"),
    Field(
      name: "confidence", aliases: [], kind: .number(.confidence),
      summary: "confidence of the least certain citation, from 0 to 1",
      example: "confidence:<0.9"),
    Field(
      name: "source", aliases: ["list", "cited-in"], kind: .source,
      summary: "file that cites the work or contains notes on it", example: "source:antigen-escape"),
    Field(
      name: "page", aliases: [], kind: .detail("page"),
      summary: "page to which an annotation refers, or its first page", example: "page:12"),
    Field(
      name: "colour", aliases: ["color"], kind: .detail("colour"),
      summary: "highlight colour: its name in Zotero, or #ffd400",
      example: "colour:yellow"),
    Field(
      name: "heading", aliases: [], kind: .detail("heading"),
      summary: "heading above a note that cites the work", example: "heading:methods"),
    Field(
      name: "annotator", aliases: ["by"], kind: .annotator,
      summary: "author of an annotation, where the source names one; 'me' for your own notes",
      example: "annotator:smith"),
    Field(
      name: "tag", aliases: ["tags"], kind: .filing(.tag),
      summary: "tag of the work; 'method' and 'rct' both match 'method/rct'",
      example: "tag:toread"),
    Field(
      name: "collection", aliases: ["collections"], kind: .filing(.collection),
      summary: "Zotero collection, by its own name or that of a parent collection",
      example: "collection:boats"),
    Field(
      name: "decision", aliases: ["decisions"], kind: .filing(.decision),
      summary: "screening decision (include, exclude, maybe) or its reason",
      example: "decision:exclude"),
    Field(
      name: "key", aliases: ["id"], kind: .key,
      summary: "citation key of the work", example: "key:schuster2017chimeric"),
    Field(
      name: "added", aliases: [], kind: .addition,
      summary: "when the work was added to the library", example: "added:7d"),
    Field(
      name: "has", aliases: [], kind: .presence(isThere: true),
      summary: "works with this field: the name of a field", example: "has:annotation"),
    Field(
      name: "no", aliases: [], kind: .presence(isThere: false),
      summary: "works without this field: the name of a field", example: "no:abstract"),
    Field(
      name: "is", aliases: [], kind: .property,
      summary: "works of this type or state", example: "is:annotated"),
    Field(
      name: "mentions", aliases: [], kind: .relation(.mentions),
      summary: "works whose annotations mention this work, or works matching a query",
      example: "mentions:schuster2017chimeric"),
    Field(
      name: "mentioned-by", aliases: ["mentionedby"], kind: .relation(.mentionedBy),
      summary: "works mentioned in the annotations of this work, or of works matching a query",
      example: "mentioned-by:(year:2018 relapse)"),
  ]

  /// The fields of the full-text index, in the order of its columns.
  public static let indexed: [Field] = all.filter { $0.textKind != nil }

  /// The text fields that it searches: itself, or those that it combines.
  public var texts: [Field] {
    switch kind {
    case .text: [self]
    case .combination(let names): names.compactMap(Self.named)
    default: []
    }
  }

  /// How the text is analysed; nil for fields outside the full-text index.
  public var textKind: TextKind? {
    if case .text(let kind, _) = kind { kind } else { nil }
  }

  /// The weight of an occurrence in BM25; 0 for fields outside the full-text index.
  public var defaultWeight: Double {
    if case .text(_, let weight) = kind { weight } else { 0 }
  }

  init(
    name: String, aliases: [String], kind: Kind, summary: String, example: String,
    origin: Origin? = nil
  ) {
    (self.name, self.aliases, self.kind) = (name, aliases, kind)
    (self.summary, self.example, self.origin) = (summary, example, origin)
  }

  /// The field with this name or alias, in any case.
  public static func named(_ name: some StringProtocol) -> Field? {
    let name = name.lowercased()
    return all.first { $0.name == name || $0.aliases.contains(name) }
  }
}

extension Field: Hashable {
  /// Fields are equal if their names are.
  public static func == (left: Field, right: Field) -> Bool { left.name == right.name }

  /// Hashes the name alone.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
