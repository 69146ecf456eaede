/// One fact of a cited thing. `Fact.all` is the one table of them: the index's columns, presence,
/// the fields of queries, output fields, the JSON Schema, completion, the help and the tests read it.
///
/// The tags under which formats read and write a fact are in each format's own table.
public struct Fact: Sendable {
  /// Its key in JSON, its column in the index, its name in `--fields`.
  public let name: String
  /// What it is, in a few words.
  public let summary: String
  public let value: Value
  /// How it is chosen where the citations of a work differ.
  public let rule: UnitedFacts.Rule
  /// Under what form its values are compared.
  public let comparison: ComparedText
  /// How queries ask for it; nil where they cannot.
  public let field: Field?
  /// Whether tables have a column for it where none are chosen.
  public let isUsualColumn: Bool

  /// Where in a reference a fact is, and its shape.
  public enum Value: Sendable {
    case text(WritableKeyPath<Reference, String?> & Sendable)
    /// One word of a closed list.
    case choice(WritableKeyPath<Reference, String?> & Sendable, of: [String])
    case number(WritableKeyPath<Reference, Int?> & Sendable)
    case flag(WritableKeyPath<Reference, Bool> & Sendable)
    case list(WritableKeyPath<Reference, [String]> & Sendable)
    case creators(WritableKeyPath<Reference, [Creator]> & Sendable)
    /// Names and values that only a source's format knows.
    case others(WritableKeyPath<Reference, [OtherField]> & Sendable)
  }

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
      "collaboration", "group on whose behalf the authors write", .text(\.collaboration), .fullest,
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
      "issue", "issue, as printed", .text(\.issue), .agreed,
      field: "issue", kind: .value, example: "issue:26", isUsualColumn: true),
    Fact(
      "pages", "pages, as printed", .text(\.pages), .agreed, by: .firstPage,
      field: "pages", kind: .value, example: "pages:2545", isUsualColumn: true),
    Fact(
      "article_number", "number of an article without pages",
      .text(\.articleNumber), .unless("pages"), by: .firstPage, isUsualColumn: true),
    Fact("chapter", "number of a chapter in its book", .text(\.chapter), .agreed),
    Fact(
      "year", "year of publication", .number(\.year), .agreed, by: .number,
      field: "year", ["yr", "py", "issued", "date"], kind: .number(.year),
      example: "year:2015..2020", isUsualColumn: true),
    Fact("month", "month of publication, from 1 to 12", .number(\.month), .agreedWithin("year")),
    Fact("day", "day of publication, from 1 to 31", .number(\.day), .agreedWithin("month")),
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
      "series", "series of which the book is part", .text(\.series), .fullest,
      field: "series", kind: .value, example: #"series:"lecture notes""#),
    Fact("series_number", "number of the book in its series", .text(\.seriesNumber), .agreed),
    Fact(
      "number", "number of a report or patent", .text(\.number), .agreed,
      field: "number", kind: .value, example: "number:TR-87-881"),
    Fact(
      "genre", "kind of thesis or report, as printed", .text(\.genre), .fullest,
      field: "genre", kind: .value, example: "genre:master"),
    Fact(
      "event", "meeting at which a paper was given", .text(\.event), .fullest,
      field: "event", ["conference"], kind: .value, example: "event:asco"),
    Fact("version", "version of software or of a data set", .text(\.version), .agreed),
    Fact(
      "status", "whether the work was retracted or corrected",
      .choice(\.statusName, of: PublicationStatus.allCases.map(\.rawValue)), .agreed),
    Fact(
      "language", "language of the work, as the source names it", .text(\.language), .fullest,
      by: .language,
      field: "language", ["lang", "la"], kind: .value, example: "language:german"),
    Fact(
      "doi", "DOI, in lower case", .text(\.doi), .agreed,
      field: "doi", kind: .identifier(.doi), example: "doi:10.1038*", isUsualColumn: true),
    Fact(
      "pmid", "number of the record in PubMed", .text(\.pmid), .agreed,
      field: "pmid", kind: .identifier(.pmid), example: "pmid:29226797", isUsualColumn: true),
    Fact(
      "pmcid", "number of the full text in PubMed Central", .text(\.pmcid), .agreed,
      field: "pmcid", ["pmc"], kind: .identifier(.pmcid), example: "pmcid:PMC5739361"),
    Fact(
      "arxiv", "number of the preprint in arXiv", .text(\.arxivID), .agreed,
      field: "arxiv", kind: .identifier(.arxiv), example: "arxiv:1706.03762",
      isUsualColumn: true),
    Fact(
      "isbn", "numbers of the book, as printed", .list(\.isbn), .together,
      field: "isbn", kind: .identifier(.isbn), example: "isbn:978-0-262-03384-8"),
    Fact(
      "issn", "numbers of the journal or series, as printed", .list(\.issn), .together,
      field: "issn", kind: .identifier(.issn), example: "issn:0028-0836"),
    Fact("url", "address of the work", .text(\.url), .fullest, isUsualColumn: true),
    Fact("accessed", "when the address was visited: 2020-01-05", .text(\.accessed), .agreed),
    Fact(
      "abstract", "the work's own abstract", .text(\.abstract), .fullest,
      field: "abstract", ["ab"], kind: .text(.prose, weight: 1),
      example: "abstract:microbiome", isUsualColumn: true),
    Fact(
      "keywords", "keywords given with the work", .list(\.keywords), .together,
      field: "keyword", ["kw", "keywords"], kind: .text(.prose, weight: 1),
      example: "keyword:immunotherapy", isUsualColumn: true),
    Fact("others", "fields that only the source's format knows", .others(\.others), .together),
  ]

  /// Whether a reference may leave it unsaid.
  public var isOptional: Bool {
    switch value {
    case .flag: false
    case .choice, .text, .number, .list, .creators, .others: name != "type"
    }
  }

  /// Numbers of the work or of what holds it.
  public static let identifiers: [(scheme: Identifier.Scheme, value: Value)] = all.compactMap {
    fact in
    if case .identifier(let scheme)? = fact.field?.kind { (scheme, fact.value) } else { nil }
  }

  /// Numbers of the work alone.
  static let identifying = identifiers.filter(\.scheme.identifiesWorks)

  /// The fact of this name.
  public static func named(_ name: some StringProtocol) -> Fact? {
    all.first { $0.name == name }
  }

  private init(
    _ name: String, _ summary: String, _ value: Value, _ rule: UnitedFacts.Rule,
    by comparison: ComparedText = .letters, field: String? = nil, _ aliases: [String] = [],
    kind: Field.Kind? = nil,
    example: String = "", isUsualColumn: Bool = false
  ) {
    (self.name, self.summary, self.value, self.rule) = (name, summary, value, rule)
    self.comparison = comparison
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
  /// Every text of a fact, as printed, item by item; empty where it is not known.
  public func texts(of value: Fact.Value) -> [String] {
    var texts: [String] = []
    forEachText(of: value) { texts.append($0) }
    return texts
  }

  /// Calls `body` with every text of a fact, as printed, item by item.
  public func forEachText(of value: Fact.Value, _ body: (String) -> Void) {
    switch value {
    case .text(let path), .choice(let path, _): if let text = self[keyPath: path] { body(text) }
    case .number(let path): if let number = self[keyPath: path] { body(String(number)) }
    case .flag(let path): if self[keyPath: path] { body("true") }
    case .list(let path): for text in self[keyPath: path] { body(text) }
    case .creators(let path): for creator in self[keyPath: path] { body(creator.description) }
    case .others(let path): for field in self[keyPath: path] { body(field.value) }
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
  public static func == (left: Fact, right: Fact) -> Bool { left.name == right.name }
}
