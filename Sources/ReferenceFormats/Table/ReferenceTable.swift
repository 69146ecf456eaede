import Diagnostics
import References

extension ReferenceFormat {
  static let table = ReferenceFormat(
    name: "table", fileExtensions: ["csv", "tsv"],
    summary:
      "CSV and TSV from PubMed, Scopus, Embase, Rayyan, Covidence, Zotero, IEEE and ibid, by column names",
    recognizes: { ReferenceTable.head(of: String($0)) != nil },
    read: { source, emit in ReferenceTable.read(source, to: emit) })
}

/// Reads tables of references from any program by the names of their columns.
///
/// ```
/// PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,…
/// "90000001","Tests of small boats","Marlow I, Quill B.","J Invented Tests. 2020 May;4(2):1-9.",…
/// ```
enum ReferenceTable {
  /// The names of columns, as they are compared, and the text between cells.
  struct Head {
    let columns: [String]
    let separator: UInt8

    func index(of name: String) -> Int? { columns.firstIndex(of: name) }
  }

  /// Nil if the first row does not name a title and two things more that references have.
  static func head(of text: String, needsTitle: Bool = true) -> Head? {
    text.withBytes { bytes in
      DelimitedText.separators.lazy.compactMap { separator -> Head? in
        var rows = DelimitedText(bytes, separator: separator)
        guard let cells = rows.next()?.cells, cells.count < 500 else { return nil }
        let columns = cells.map(TableColumns.form)
        let known = columns.count(where: TableColumns.known.contains)
        let hasTitle = columns.contains { TableColumns.titles.contains($0) }
        guard hasTitle || !needsTitle, known >= 3, known * 2 > columns.count || known >= 5 else {
          return nil
        }
        return Head(columns: columns, separator: separator)
      }.first
    }
  }

  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    var emitter = RecordEmitter()
    source.text.withBytes { bytes in
      guard let head = head(of: source.text) else { return }
      var rows = DelimitedText(bytes, separator: head.separator)
      if let names = rows.next()?.cells {
        let unread = zip(names, head.columns).filter {
          !$1.isEmpty && !TableColumns.known.contains($1) && !TableColumns.isComment($1)
        }
        if !unread.isEmpty {
          emit(.diagnostic(Diagnostic(.note, .unknownColumns(unread.map(\.0)), at: 0..<0)))
        }
      }
      while let row = rows.next() {
        let read = TableRow(row, head)
        guard read.isReference else {
          emit(.diagnostic(Diagnostic(.warning, .emptyRecord, at: row.range)))
          continue
        }
        var citation = read.citation
        citation.raw = bytes.string(row.range)
        let isRagged = row.cells.count > head.columns.count
        emitter.emit(
          citation, in: row.range,
          problems: isRagged
            ? [.raggedRow(cells: row.cells.count, columns: head.columns.count)] : [],
          unreadYear: read.unreadYear, to: emit)
      }
    }
    emitter.finish(source, to: emit)
  }
}

/// What columns are called. A name is compared by its letters and digits alone.
enum TableColumns {
  static let titles = ["title", "titles", "articletitle", "documenttitle", "primarytitle", "ti"]
  static let authors = [
    "authorfullnames", "authors", "author", "authornames", "primaryauthors", "authorlist", "af",
    "au",
  ]
  static let editors = ["editors", "editor"]
  static let containers = [
    "sourcetitle", "journalbook", "publicationtitle", "journal", "journaltitle", "journalname",
    "container", "publicationname", "source", "booktitle", "so",
  ]
  static let years = ["year", "publicationyear", "publishedyear", "pubyear", "yearpublished", "py"]
  static let dates = ["date", "publicationdate", "dateofpublication", "coverdate"]
  static let months = ["month", "publishedmonth"]
  static let days = ["day"]
  static let pages = ["pages", "pagerange", "page"]
  static let starts = ["pagestart", "firstpage", "startpage", "bp"]
  static let ends = ["pageend", "lastpage", "endpage", "ep"]
  static let numbers = ["artno", "articlenumber", "elocationid", "ar"]
  static let dois = ["doi", "digitalobjectidentifier", "di"]
  static let pmids = ["pmid", "pubmedid", "medlinepmid", "pm"]
  static let urls = ["url", "link", "articleurl", "urls"]
  static let abstracts = ["abstract", "abstractnote", "ab"]
  static let keywords = [
    "keywords", "authorkeywords", "indexkeywords", "keyword", "manualtags", "ieeeterms",
    "meshterms", "de",
  ]
  static let tags = ["tags", "labels"]
  static let types = [
    "documenttype", "itemtype", "publicationtype", "referencetype", "type", "sourcetype",
  ]
  static let keys = ["citationkey", "key", "bibtexkey"]
  /// A reader's own words, and those that programs write as well.
  static let annotations = ["annotations", "annotation", "comments", "researchnotes", "mynotes"]
  /// "My comment", "Reviewer 2 comments", "Bemerkung".
  static func isComment(_ column: String) -> Bool {
    guard !known.contains(column) else { return false }
    return column.hasPrefix("my") || commentWords.contains(where: column.contains)
  }
  private static let commentWords = [
    "comment", "annotation", "remark", "mynote", "notizen", "thought", "opinion", "takeaway",
    "bemerkung", "anmerkung", "kommentar", "comentario", "observacion", "remarque", "commentaire",
    "opmerking", "lessons", "whyread", "relevance", "critique",
  ]
  static let notes = ["notes", "note", "extra"]
  /// PubMed's own line: `J Invented Tests. 2020 May;4(2):1-9. doi: …`
  static let citations = ["citation"]

  static let rows: [FactRow<String>] = [
    FactRow(
      "short_container", ["abbreviatedsourcetitle", "journalabbreviation", "shortcontainer"]),
    FactRow("volume", ["volume", "vol", "vl"]),
    FactRow("issue", ["issue", "issuenumber", "is"]),
    FactRow("number", ["number", "reportnumber", "patentnumber"], of: [.report, .patent]),
    FactRow("edition", ["edition"]),
    FactRow("series", ["series", "seriestitle"]),
    FactRow("series_number", ["seriesnumber"]),
    FactRow("publisher", ["publisher", "pu"]),
    FactRow("place", ["place", "publisherplace", "location", "publisherlocation"]),
    FactRow("event", ["conferencename", "event", "meeting"]),
    FactRow("language", ["language", "languageoforiginaldocument", "la"]),
    FactRow("isbn", ["isbn", "isbns"]),
    FactRow("issn", ["issn"]),
    FactRow("pmcid", ["pmcid", "pmcidentifier"]),
    FactRow("arxiv", ["arxiv", "arxivid"]),
    FactRow("accessed", ["accessdate", "accessed"]),
    FactRow("genre", ["genre"]),
    FactRow("version", ["version"]),
    FactRow("translators", ["translators", "translator"]),
  ]

  /// Everything that has a meaning here, and what tells the programs' tables from others.
  static let known: Set<String> = Set(
    [
      titles, authors, editors, containers, years, dates, months, days, pages, starts, ends,
      numbers, dois, pmids, urls, abstracts, keywords, tags, types, keys, annotations, notes,
      citations, rows.flatMap(\.names),
      [
        "eid", "citedby", "affiliations", "createdate", "nihmsid", "firstauthor", "pui",
        "covidence", "study", "accessionnumber", "openaccess", "issns", "others", "ettal", "etal",
      ],
    ].flatMap(\.self))

  /// `Journal/Book` is `journalbook`.
  static func form(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

/// What one row says.
private struct TableRow {
  private let row: DelimitedText.Row
  private let head: ReferenceTable.Head

  init(_ row: DelimitedText.Row, _ head: ReferenceTable.Head) {
    (self.row, self.head) = (row, head)
  }

  private func cell(_ name: String) -> String? {
    guard let index = head.index(of: name), row.cells.indices.contains(index) else { return nil }
    return Markup.line(row.cells[index].withoutGuard)
  }

  /// The first that there is.
  private func text(_ names: [String]) -> String? { names.lazy.compactMap(cell).first }

  private func texts(_ names: [String]) -> [String] { names.compactMap(cell) }

  private func paragraphs(_ names: [String]) -> [String] {
    names.compactMap { name in
      head.index(of: name).flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil }
        .flatMap { Markup.paragraphs($0.withoutGuard) }
    }
  }

  var isReference: Bool {
    text(TableColumns.titles + TableColumns.authors + TableColumns.dois + TableColumns.pmids) != nil
  }

  var unreadYear: String? { PublicationYear.unread(among: texts(TableColumns.years)) }

  var citation: Citation {
    var notes = NoteText()
    for text in paragraphs(TableColumns.annotations + head.columns.filter(TableColumns.isComment)) {
      // A line each in a table of ibid's own, with its source at the end.
      notes.add(text.replacing("]\n", with: "]\n\n"), from: .own)
    }
    for text in paragraphs(TableColumns.notes) { notes.add(text) }
    var citation = Citation(position: 0, line: row.line, raw: "", reference: reference)
    citation.reference.fill(from: notes)
    (citation.annotations, citation.notes) = (notes.annotations, notes.notes)
    citation.sourceKey = text(TableColumns.keys)
    var tags = KeywordList()
    for text in texts(TableColumns.tags) { tags.add(text, separators: ";,") }
    citation.tags = tags.words
    return citation
  }

  private var reference: Reference {
    var reference = Reference()
    reference.type = type
    let authors = TableNames(text(TableColumns.authors) ?? "")
    (reference.authors, reference.hasMoreAuthors) = (authors.names, authors.hasMore)
    reference.editors = TableNames(text(TableColumns.editors) ?? "").names
    reference.title = text(TableColumns.titles).flatMap(Markup.title)
    reference.container = text(TableColumns.containers)
    let place = text(TableColumns.citations).flatMap(PubMedPlace.init)
    reference.locator =
      text(TableColumns.pages).flatMap { PageRange.locator(start: $0) }
      ?? PageRange.locator(
        start: text(TableColumns.starts), end: text(TableColumns.ends))
      ?? text(TableColumns.numbers).map { .articleNumber($0) }
      ?? place.flatMap { PageRange.locator(start: $0.pages) }
    reference.set(date)
    reference.doi = text(TableColumns.dois).flatMap { Identifier.doi(in: $0) }
    reference.pmid = text(TableColumns.pmids).flatMap { PubMedID.number($0) }
    reference.url = text(TableColumns.urls)
    reference.abstract = text(TableColumns.abstracts)
    var keywords = KeywordList()
    for text in texts(TableColumns.keywords) {
      keywords.add(text, separators: text.holds(";") ? ";" : ",")
    }
    reference.keywords = keywords.words
    reference.read(TableColumns.rows) {
      cell($0).map { [$0] } ?? []
    } names: {
      $0.flatMap { TableNames($0).names }
    }
    reference.volume = reference.volume ?? place?.volume
    reference.issue = reference.issue ?? place?.issue
    reference.dropRepeatedNames()
    return reference
  }

  private var date: PublicationDate {
    let years = texts(TableColumns.years)
    let days =
      [
        [text(TableColumns.days), text(TableColumns.months).map(Self.monthName)]
          .compactMap(\.self).joined(separator: " ")
      ].filter { !$0.isEmpty } + texts(TableColumns.dates)
    return PublicationDate(years: years, days: days)
  }

  /// A number alone would be a day.
  private static func monthName(_ text: String) -> String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return Int(text).flatMap { names.indices.contains($0 - 1) ? names[$0 - 1] : nil } ?? text
  }

  private var type: ReferenceType {
    let words = texts(TableColumns.types).map(TableColumns.form)
    for word in words {
      if let type = ReferenceType(rawValue: word) ?? Self.types[word] { return type }
    }
    return .article
  }

  private static let types: [String: ReferenceType] = [
    "journalarticle": .article, "articleinpress": .article, "review": .article,
    "editorial": .article, "letter": .article, "bookchapter": .chapter, "booksection": .chapter,
    "conferencepaper": .conference, "conferencereview": .conference,
    "conferenceproceeding": .conference, "proceedingspaper": .conference,
    "ieeeconferences": .conference, "doctoraldissertation": .thesis, "dissertation": .thesis,
    "technicalreport": .report, "datapaper": .article, "computerprogram": .software,
    "posted": .preprint, "onlinemultimedia": .webpage, "manuscript": .other,
  ]
}

/// The names of one cell, however a program divides them.
///
/// | cell | names |
/// |---|---|
/// | `Marlow I, Quill B.` | PubMed: family and initials |
/// | `Marlow, Ina (57190); Quill, Ben (5719)` | Scopus |
/// | `Marlow, Ina and Quill, Ben` | Rayyan |
/// | `Ina Marlow, Ben Quill` | as people say them |
struct TableNames {
  private(set) var names: [Creator] = []
  private(set) var hasMore = false

  init(_ cell: String) {
    let text =
      cell.hasSuffix(".") && !cell.hasSuffix("..") && !cell.isInitialsAtEnd
      ? String(cell.dropLast()) : cell
    for part in Self.parts(of: text) {
      let name = part.replacing(/\s*\(\d+\)$/, with: "").singleSpaced
      if ["et al", "et al.", "others", "and others", "..."].contains(name.lowercased()) {
        hasMore = true
      } else if !name.isEmpty {
        names.append(Self.creator(name))
      }
    }
  }

  private static func parts(of text: String) -> [String] {
    if text.holds(";") { return text.split(separator: ";").map(String.init) }
    if text.holds(" and ") { return text.components(separatedBy: " and ") }
    let parts = text.split(separator: ",").map { String($0).singleSpaced }
    guard parts.count > 1 else { return [text] }
    // Each is a whole name where it is of several words; `June, C. H., Sadelain, M.` is not.
    let areWhole = parts.allSatisfy { $0.holds(" ") && !$0.isInitials || isOthers($0) }
    if areWhole { return parts }
    let areInitials = parts.indices.allSatisfy { $0.isMultiple(of: 2) || parts[$0].isInitials }
    guard parts.count.isMultiple(of: 2), parts.count > 2, areInitials else {
      return parts.count == 2 ? [text] : parts
    }
    return stride(from: 0, to: parts.count, by: 2).map { "\(parts[$0]), \(parts[$0 + 1])" }
  }

  private static func isOthers(_ text: String) -> Bool {
    ["et al", "et al.", "others"].contains(text.lowercased())
  }

  private static func creator(_ name: String) -> Creator {
    if name.holds(",") { return Creator(familyFirst: name) }
    let last = name.split(separator: " ").last.map(String.init) ?? ""
    return last.isInitials ? Creator(familyFirst: name) : Creator(givenFirst: name)
  }
}

/// The place in a journal as PubMed prints it: `2020 May;4(2):1-9`.
private struct PubMedPlace {
  let volume: String
  let issue: String?
  let pages: String?

  init?(_ text: String) {
    guard let match = text.firstMatch(of: /;\s*([^;:()\s]+)\s*(?:\(([^)]*)\))?(?::\s*([^\s;.]+))?/)
    else { return nil }
    volume = String(match.1)
    issue = match.2.map(String.init)
    pages = match.3.map(String.init)
  }
}

extension String {
  /// `C. H.`, `CH`, `J.-S.`
  fileprivate var isInitials: Bool {
    let letters = filter { $0 != "." && $0 != "-" && $0 != " " }
    return (1...4).contains(letters.count) && letters.allSatisfy(\.isUppercase)
  }

  /// `…, Quill B.` ends a list, `…; Quill, B.` a name.
  fileprivate var isInitialsAtEnd: Bool {
    holds(";") || holds(" and ") || contains(/[A-Z]\.\s*[A-Z]\.$/)
  }

  /// Without the apostrophe by which tables keep spreadsheets from reading a cell as a formula.
  fileprivate var withoutGuard: String {
    guard hasPrefix("'"), let next = dropFirst().first, "=+-@".contains(next) else { return self }
    return String(dropFirst())
  }
}
