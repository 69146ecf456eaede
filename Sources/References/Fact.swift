/// One fact of a cited thing. `Fact.all` is the one table of them: the index's columns, presence,
/// the fields of queries, output fields, the JSON Schema, completion, the help and the tests read it.
///
/// The tags under which formats read and write a fact are in each format's own table.
public struct Fact: Sendable {
  /// Its key in JSON, its column in the index, its name in `--fields`.
  public let name: String
  /// A short description.
  public let summary: String
  /// The property of `Reference` that stores the fact.
  public let value: Value
  /// How it is chosen where the citations of a work differ.
  public let rule: UnitedFacts.Rule
  /// The form in which its values are compared.
  public let comparison: ComparedText
  /// The field that queries use for it; nil if they cannot.
  public let field: Field?
  /// Numbers that people mean; nil for all.
  public let range: ClosedRange<Int>?
  /// Whether tables have a column for it by default.
  public let isUsualColumn: Bool

  /// The property of `Reference` with the fact, by its type.
  public enum Value: Sendable {
    case text(WritableKeyPath<Reference, String?> & Sendable)
    /// One word of a closed vocabulary.
    case choice(WritableKeyPath<Reference, String?> & Sendable, of: [String])
    case number(WritableKeyPath<Reference, Int?> & Sendable)
    case flag(WritableKeyPath<Reference, Bool> & Sendable)
    case list(WritableKeyPath<Reference, [String]> & Sendable)
    case creators(WritableKeyPath<Reference, [Creator]> & Sendable)
    /// Names and values that only a source's format knows.
    case others(WritableKeyPath<Reference, [OtherField]> & Sendable)
  }

  /// Every fact, in the order of JSON and tables.
  public static let all: [Fact] = [
    Fact(
      "type", "kind of work: article, book, thesis",
      .choice(\.typeName, of: ReferenceType.allCases.map(\.rawValue)), .agreed,
      field: "type", kind: .type, example: "type:article", isUsualColumn: true),
    Fact(
      "authors", "people and groups", .creators(\.authors), .longestList,
      field: "author", ["au", "authors"], kind: .text(.names, weight: 2),
      example: "author:schuster", isUsualColumn: true),
    Fact(
      "et_al", "whether the list names only the first authors", .flag(\.hasMoreAuthors),
      .following("authors")),
    Fact(
      "collaboration", "group that the authors write for", .text(\.collaboration), .fullest,
      field: "collaboration", kind: .value, example: "collaboration:atlas"),
    Fact(
      "title", "title of the work", .text(\.title), .fullest,
      field: "title", ["ti"], kind: .text(.prose, weight: 2),
      example: #"title:"antigen loss""#, isUsualColumn: true),
    Fact(
      "container", "journal, book or meeting", .text(\.container), .fullest,
      field: "journal", ["jo", "container"], kind: .text(.containers, weight: 1),
      example: "journal:blood", isUsualColumn: true),
    Fact("short_container", "abbreviated name of the container", .text(\.shortContainer), .fullest),
    Fact(
      "volume", "volume, as printed", .text(\.volume), .agreed,
      field: "volume", ["vol"], kind: .value, example: "volume:377", isUsualColumn: true),
    Fact(
      "issue", "issue, as printed", .text(\.issue), .agreedBeside("volume"),
      field: "issue", kind: .value, example: "issue:26", isUsualColumn: true),
    Fact(
      "pages", "pages, as printed", .text(\.pages), .agreedBeside("volume"), by: .firstPage,
      field: "pages", kind: .value, example: "pages:2545", isUsualColumn: true),
    Fact(
      "article_number", "article number, for articles without pages",
      .text(\.articleNumber), .unless("pages"), by: .firstPage, isUsualColumn: true),
    Fact("chapter", "chapter number", .text(\.chapter), .agreed),
    Fact(
      "year", "year of publication", .number(\.year), .agreed, by: .number,
      field: "year", ["yr", "py", "issued", "date"], kind: .number(.year),
      range: -4000...2100, example: "year:2015..2020", isUsualColumn: true),
    Fact(
      "month", "month of publication, from 1 to 12", .number(\.month), .agreedWithin("year"),
      range: 1...12),
    Fact(
      "day", "day of publication, from 1 to 31", .number(\.day), .agreedWithin("month"),
      range: 1...31),
    Fact(
      "editors", "editors of the book", .creators(\.editors), .longestList,
      field: "editor", ["ed", "editors"], kind: .text(.names, weight: 1),
      example: "editor:nima", isUsualColumn: true),
    Fact(
      "translators", "translators of the work", .creators(\.translators), .longestList,
      field: "translator", ["translators"], kind: .value, example: "translator:grossman"),
    Fact(
      "publisher", "publisher, university or institution", .text(\.publisher), .fullest,
      field: "publisher", ["pb"], kind: .value, example: "publisher:springer",
      isUsualColumn: true),
    Fact(
      "place", "place of publication", .text(\.place), .fullest,
      field: "place", ["address"], kind: .value, example: "place:cambridge"),
    Fact(
      "edition", "edition, as printed", .text(\.edition), .fullest,
      field: "edition", kind: .value, example: "edition:2"),
    Fact(
      "series", "series that the book belongs to", .text(\.series), .fullest,
      field: "series", kind: .value, example: #"series:"lecture notes""#),
    Fact("series_number", "number within the series", .text(\.seriesNumber), .agreed),
    Fact(
      "number", "report or patent number", .text(\.number), .agreed,
      field: "number", kind: .value, example: "number:TR-87-881"),
    Fact(
      "genre", "kind of thesis or report, as printed", .text(\.genre), .fullest,
      field: "genre", kind: .value, example: "genre:master"),
    Fact(
      "publication_types", "kinds of publication, as databases name them",
      .list(\.publicationTypes), .together,
      field: "publication-type", ["pt", "doctype"], kind: .value,
      example: "publication-type:review"),
    Fact(
      "event", "meeting where the paper was presented", .text(\.event), .fullest,
      field: "event", ["conference"], kind: .value, example: "event:asco"),
    Fact("version", "version of the software or data set", .text(\.version), .agreed),
    Fact(
      "status", "whether the work was retracted or corrected",
      .choice(\.statusName, of: PublicationStatus.allCases.map(\.rawValue)), .agreed),
    Fact(
      "language", "language of the work, as given by the source", .text(\.language), .fullest,
      by: .language,
      field: "language", ["lang", "la"], kind: .value, example: "language:german"),
    Fact(
      "doi", "DOI, in lower case", .text(\.doi), .agreed,
      field: "doi", kind: .identifier(.doi), example: "doi:10.1038*", isUsualColumn: true),
    Fact(
      "pmid", "PubMed ID", .text(\.pmid), .agreed,
      field: "pmid", kind: .identifier(.pmid), example: "pmid:29226797", isUsualColumn: true),
    Fact(
      "pmcid", "PubMed Central ID", .text(\.pmcid), .agreed,
      field: "pmcid", ["pmc"], kind: .identifier(.pmcid), example: "pmcid:PMC5739361"),
    Fact(
      "arxiv", "arXiv ID", .text(\.arxivID), .agreed,
      field: "arxiv", kind: .identifier(.arxiv), example: "arxiv:1706.03762",
      isUsualColumn: true),
    Fact(
      "isbn", "ISBNs of the book, as printed", .list(\.isbn), .together,
      field: "isbn", kind: .identifier(.isbn), example: "isbn:978-0-262-03384-8"),
    Fact(
      "issn", "ISSNs of the journal or series, as printed", .list(\.issn), .together,
      field: "issn", kind: .identifier(.issn), example: "issn:0028-0836"),
    Fact("url", "URL of the work", .text(\.url), .fullest, isUsualColumn: true),
    Fact("accessed", "date on which the URL was visited: 2020-01-05", .text(\.accessed), .agreed),
    Fact(
      "abstract", "the work's own abstract", .text(\.abstract), .fullest,
      field: "abstract", ["ab"], kind: .text(.prose, weight: 1),
      example: "abstract:microbiome", isUsualColumn: true),
    Fact(
      "keywords", "keywords of the work", .list(\.keywords), .together,
      field: "keyword", ["kw", "keywords"], kind: .text(.prose, weight: 1),
      example: "keyword:immunotherapy", isUsualColumn: true),
    Fact("others", "fields specific to the source's format", .others(\.others), .together),
  ]

  /// Whether a reference can lack it.
  public var isOptional: Bool {
    switch value {
    case .flag: false
    case .choice, .text, .number, .list, .creators, .others: name != "type"
    }
  }

  /// Identifiers of the work or of its container.
  public static let identifiers: [(scheme: Identifier.Scheme, value: Value)] = all.compactMap {
    fact in
    if case .identifier(let scheme)? = fact.field?.kind { (scheme, fact.value) } else { nil }
  }

  /// Identifiers of the work itself.
  static let identifying = identifiers.filter(\.scheme.identifiesWorks)

  /// The fact with this name.
  public static func named(_ name: some StringProtocol) -> Fact? {
    all.first { $0.name == name }
  }

  private init(
    _ name: String, _ summary: String, _ value: Value, _ rule: UnitedFacts.Rule,
    by comparison: ComparedText = .letters, field: String? = nil, _ aliases: [String] = [],
    kind: Field.Kind? = nil, range: ClosedRange<Int>? = nil,
    example: String = "", isUsualColumn: Bool = false
  ) {
    (self.name, self.summary, self.value, self.rule) = (name, summary, value, rule)
    self.comparison = comparison
    self.range = range
    self.isUsualColumn = isUsualColumn
    self.field =
      if let field, let kind {
        Field(
          name: field, aliases: aliases, kind: kind, summary: summary, example: example,
          origin: .fact(name, value))
      } else { nil }
  }
}

extension Reference {
  /// The value at a key path.
  ///
  /// `self[keyPath: path]` copies the whole reference first, with a retain for each of its texts. The
  /// root of a generic function is read where it is, in a fifth of the time.
  public func value<Value>(at path: KeyPath<Reference, Value>) -> Value {
    Self.read(path, of: self)
  }

  @inline(never)
  private static func read<Root, Value>(_ path: KeyPath<Root, Value>, of root: Root) -> Value {
    root[keyPath: path]
  }

  /// Every text of a fact, as printed, item by item; empty where it is not known.
  public func texts(of value: Fact.Value) -> [String] {
    var texts: [String] = []
    forEachText(of: value) { texts.append($0) }
    return texts
  }

  /// Calls `body` with every text of a fact, as printed, item by item.
  public func forEachText(of value: Fact.Value, _ body: (String) -> Void) {
    switch value {
    case .text(let path), .choice(let path, _): if let text = self.value(at: path) { body(text) }
    case .number(let path): if let number = self.value(at: path) { body(String(number)) }
    case .flag(let path): if self.value(at: path) { body("true") }
    case .list(let path): for text in self.value(at: path) { body(text) }
    case .creators(let path): for creator in self.value(at: path) { body(creator.description) }
    case .others(let path): for field in self.value(at: path) { body(field.value) }
    }
  }

  fileprivate var typeName: String? {
    get { type.rawValue }
    set { type = newValue.flatMap(ReferenceType.init) ?? .other }
  }

  fileprivate var statusName: String? {
    get { status?.rawValue }
    set { status = newValue.flatMap(PublicationStatus.init) }
  }
}

extension Fact: Equatable {
  /// Facts are equal if their names are.
  public static func == (left: Fact, right: Fact) -> Bool { left.name == right.name }
}
