import Foundation
import References

/// What one object of CSL-JSON says. Crossref's objects are read too: lists where CSL has one text,
/// and types of its own.
struct CSLItem: JSONRecord {
  private let fields: [String: Any]
  private(set) var notes = NoteText()
  private let isNoted: Bool

  /// Names of fields that nothing here reads.
  let unknownNames: [String]

  /// - Parameter object: as it was decoded. What other programs than CSL's call a field is taken for it
  ///   where CSL's own name is absent.
  init(_ object: [String: Any]) {
    var fields = object
    var unknown: [String] = []
    for (name, value) in object where !CSLTable.knows(name) {
      let plain = String(name.lowercased().filter(\.isLetter))
      let variable = CSLTable.aliases[plain] ?? CSLTable.variables[plain]
      if let variable, fields[variable] == nil {
        fields[variable] = value
      } else if variable == nil, !Self.texts(value).isEmpty {
        unknown.append(name)
      }
    }
    self.fields = fields
    unknownNames = unknown.sorted()
    let own = ["annote", "annotation"].flatMap { Self.texts(fields[$0]) }
      .compactMap(Markup.paragraphs)
    let shared = Self.texts(fields["note"]).compactMap(Markup.paragraphs)
    for text in own { notes.add(text, from: .own) }
    for text in shared { notes.add(text) }
    isNoted = !own.isEmpty || !shared.isEmpty
  }

  /// Whether the object has any field that makes a citation.
  var isCitation: Bool {
    let names = [
      "title", "author", "editor", "container-title", "issued", "DOI", "PMID", "URL", "abstract",
    ]
    return isNoted || names.contains { fields[$0] != nil }
  }

  /// The key that a person cites by, or the object's id.
  var key: String? { text("citation-key") ?? notes.key ?? text("id") }

  var reference: Reference {
    var reference = Reference()
    reference.type = type
    (reference.authors, reference.hasMoreAuthors) = CSLName.names(fields["author"])
    (reference.editors, _) = CSLName.names(fields["editor"])
    reference.title = title
    reference.container = container
    reference.locator = locator
    reference.set(date)
    reference.accessed = CSLDate.date(fields["accessed"]).iso
    reference.abstract = text("abstract").flatMap(Markup.line)
    reference.keywords = keywords
    reference.doi = text("DOI").flatMap { Identifier.doi(in: $0) } ?? doiInURL
    reference.pmid = text("PMID").flatMap { PubMedID.number($0) }
    reference.url = text("URL")
    reference.arxivID = arxivID(reference)
    if reference.arxivID != nil, [.webpage, .other].contains(type) { reference.type = .preprint }
    readTable(&reference)
    reference.others = others
    reference.fill(from: notes)
    return reference
  }

  private func readTable(_ reference: inout Reference) {
    for row in CSLTable.rows where row.applies(to: reference.type) && !reference.knows(row.fact) {
      for name in row.names {
        if case .creators(let path) = row.fact.value {
          reference[keyPath: path] = CSLName.names(fields[name]).0
        } else {
          let texts = Self.texts(fields[name]).compactMap(Markup.line)
          reference.set(row.fact, to: texts) { _ in [] }
        }
        if reference.knows(row.fact) { break }
      }
    }
  }

  /// The variables that no fact has, as fields of a .bib entry.
  private var others: [OtherField] {
    var others: [OtherField] = []
    if let name = text("type"), CSLTable.tellingTypes.contains(where: { $0.key == name }) {
      others.append(OtherField(name: CSLTable.typeField, value: name))
    }
    if let title = text("title"), let marked = CSLMarkup.latex(title) {
      others.append(OtherField(name: "title", value: marked))
    }
    if let date = CSLDate.range(fields["issued"]) ?? CSLDate.qualified(fields["issued"]) {
      others.append(OtherField(name: "date", value: date))
    }
    if type != .book, text("volume-title") != nil, let whole = text("container-title") {
      others.append(OtherField(name: "maintitle", value: BibTeXWriter.escaped(whole)))
    }
    for (variable, field) in CSLTable.others {
      let value: String? =
        if CSLTable.dates.contains(variable) {
          CSLDate.date(fields[variable]).iso
        } else if CSLTable.names.contains(variable) {
          BibTeXWriter.list(CSLName.names(fields[variable]).0, hasMore: false)
        } else {
          text(variable).flatMap(Markup.line).map(BibTeXWriter.escaped)
        }
      if let value { others.append(OtherField(name: field, value: value)) }
    }
    return others
  }

  private var type: ReferenceType {
    let name = text("type") ?? ""
    if name == "article" {
      let isPreprint = text("genre")?.lowercased().holds("preprint") ?? false
      return isPreprint || text("volume") == nil ? .preprint : .article
    }
    return cslTypes[name] ?? (name.isEmpty ? .article : .other)
  }

  /// A volume's own title where it has one. Crossref keeps the subtitle apart.
  private var title: String? {
    let titles = [type == .book ? text("volume-title") : nil, text("title"), text("title-short")]
    guard let title = titles.lazy.compactMap({ $0.flatMap(Markup.title) }).first else {
      return nil
    }
    guard let subtitle = text("subtitle").flatMap(Markup.title), !title.contains(subtitle) else {
      return title
    }
    return "\(title): \(subtitle)"
  }

  /// Crossref lists the series before the book.
  private var container: String? {
    if type == .book, fields["volume-title"] != nil { return text("title").flatMap(Markup.line) }
    if let volume = text("volume-title").flatMap(Markup.line) { return volume }
    let names = [
      "container-title", "event-title", "event", "container-title-short", "short-container-title",
      "journalAbbreviation",
    ]
    for name in names {
      let titles = Self.texts(fields[name])
      let title = type == .chapter || type == .conference ? titles.last : titles.first
      if let title = title.flatMap(Markup.line) { return title }
    }
    return nil
  }

  /// The number of an article that has no pages.
  private var locator: Locator? {
    if let pages = text("page") ?? text("page-first") { return PageRange.locator(start: pages) }
    let number = text("article-number") ?? (type == .article ? text("number") : nil)
    return number.flatMap(Markup.line).map { .articleNumber($0) }
  }

  /// The first date that has a year, in the order in which works are cited.
  private var date: PublicationDate {
    Self.dates.lazy.map { CSLDate.date(fields[$0]) }.first { $0.year != nil } ?? PublicationDate()
  }

  /// The text where the year should be, and is none.
  var unreadYear: String? {
    let texts = Self.dates.compactMap { CSLDate.text(fields[$0]) }
    return date.year == nil ? PublicationYear.words(among: texts) : nil
  }

  private static let dates = [
    "issued", "published", "published-print", "published-online", "year", "date",
  ]

  private var keywords: [String] {
    var list = KeywordList()
    for name in ["keyword", "keywords", "categories", "subject"] {
      let isList = fields[name] is [Any]
      for text in Self.texts(fields[name]).compactMap(Markup.line) {
        list.add(text, separators: isList ? "" : text.holds(";") ? ";" : ",")
      }
    }
    return list.words
  }

  private var doiInURL: String? {
    text("URL").flatMap { $0.holds("doi.org/") ? Identifier.doi(in: $0) : nil }
  }

  /// Zotero has it as the number of a preprint, pandoc in the archive.
  private func arxivID(_ reference: Reference) -> String? {
    let archive = text("archive")?.lowercased() == "arxiv" ? "arXiv:" : ""
    let places = [
      text("number"), (text("archive_location") ?? text("archive-location")).map { archive + $0 },
      reference.url, reference.doi, reference.container,
    ]
    return places.lazy.compactMap { $0.flatMap { Identifier.arxivID(in: $0) } }.first
  }

  private func text(_ name: String) -> String? { Self.text(fields[name]) }
}

extension CSLItem {
  /// A text, a number, or the first of a list of them.
  static func text(_ value: Any?) -> String? { texts(value).first }

  /// All texts of a list, or the one that is there.
  static func texts(_ value: Any?) -> [String] {
    switch value {
    case let text as String: text.utf8.contains { $0 > 0x20 } ? [text] : []
    case let number as NSNumber: ["\(number)"]
    case let list as [Any]: list.flatMap { $0 is [Any] ? [] : texts($0) }
    default: []
    }
  }
}

/// What the names of types mean: those of CSL, and those of Crossref.
let cslTypes: [String: ReferenceType] = [
  "article-journal": .article, "article-magazine": .article, "article-newspaper": .article,
  "review": .article, "review-book": .article, "periodical": .article,
  "book": .book, "classic": .book, "collection": .book, "chapter": .chapter, "entry": .chapter,
  "entry-dictionary": .chapter, "entry-encyclopedia": .chapter, "paper-conference": .conference,
  "speech": .presentation, "thesis": .thesis, "report": .report, "standard": .report,
  "regulation": .report, "webpage": .webpage, "post": .webpage, "post-weblog": .webpage,
  "dataset": .dataset, "software": .software, "patent": .patent, "preprint": .preprint,
  "journal-article": .article, "posted-content": .preprint, "monograph": .book,
  "edited-book": .book, "reference-book": .book, "book-chapter": .chapter,
  "book-section": .chapter, "book-part": .chapter, "reference-entry": .chapter,
  "proceedings-article": .conference, "proceedings": .book, "dissertation": .thesis,
  "report-component": .report, "database": .dataset, "peer-review": .article,
]
