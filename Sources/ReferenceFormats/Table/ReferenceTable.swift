import Diagnostics
import References

extension ReferenceFormat {
  static let table = ReferenceFormat(
    name: "table", fileExtensions: ["csv", "tsv"],
    summary:
      "CSV and TSV from PubMed, Scopus, Embase, Rayyan, Covidence, Zotero, IEEE and ibid, by column names",
    recognizes: {
      ReferenceTable.head(of: String($0)) != nil || ReferenceTable.isLabelled(String($0))
    },
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
    var columns: [String]
    /// As printed.
    var names: [String] = []
    let separator: UInt8
    /// Rows before it: `sep=;`, `"About the data: Exported on May 05, 2020."`
    var preamble = 0

    func index(of name: String) -> Int? { columns.firstIndex(of: name) }

    /// The columns for a reader's own words, besides those of programs.
    var comments: [(column: String, remark: TableColumns.Remark)] {
      zip(columns, names).compactMap { column, name in
        TableColumns.remark(name).map { (column, $0) }
      }
    }

    /// As printed: columns that mean nothing here, and those with the name of another.
    var unread: [String] {
      zip(columns, names).enumerated().filter { place, column in
        !column.0.isEmpty
          && (!TableColumns.known.contains(column.0) && TableColumns.remark(column.1) == nil
            || columns.firstIndex(of: column.0) != place)
      }.map(\.element.1)
    }
  }

  private static let longestPreamble = 5

  /// Nil if none of the first rows names a title and two things more that references have.
  static func head(of text: String, needsTitle: Bool = true) -> Head? {
    text.withBytes { bytes in
      DelimitedText.separators.lazy.compactMap { separator -> Head? in
        var rows = DelimitedText(bytes, separator: separator)
        for preamble in 0...longestPreamble {
          guard let cells = rows.next()?.cells, cells.count < 500 else { return nil }
          let columns = cells.map(TableColumns.form)
          if isHead(columns, needsTitle: needsTitle) {
            return Head(
              columns: columns, names: cells, separator: separator, preamble: preamble)
          }
        }
        return nil
      }.first
    }
  }

  private static func isHead(_ columns: [String], needsTitle: Bool) -> Bool {
    func has(_ names: [String]) -> Bool { columns.contains(where: names.contains) }
    let known = columns.count(where: TableColumns.known.contains)
    let isPlain = has(TableColumns.authors) && has(TableColumns.years + TableColumns.dates)
    return known >= 3 && (has(TableColumns.titles) || !needsTitle)
      && (known * 2 > columns.count || known >= 5 || isPlain)
  }

  /// Whether each row is a field of a record, after its name: `"AUTHOR NAMES","Marlow I.","Quill B."`,
  /// as Embase has it with "fields by row".
  static func isLabelled(_ text: String) -> Bool {
    text.withBytes { bytes in
      var rows = DelimitedText(bytes, separator: UInt8(ascii: ","))
      var names: [String] = []
      while names.count < 8, let row = rows.next() {
        guard let name = row.cells.first, name == name.uppercased() else { return false }
        names.append(TableColumns.form(name))
      }
      return names.first.map(TableColumns.titles.contains) == true
        && names.count(where: TableColumns.known.contains) >= 3
    }
  }

  /// A record begins with the field that the first one begins with.
  private static func readLabelled(
    _ bytes: TextBytes, _ emitter: inout RecordEmitter, to emit: (Reading.Item) -> Void
  ) {
    var rows = DelimitedText(bytes, separator: UInt8(ascii: ","))
    var record: (head: Head, row: DelimitedText.Row)?
    func finish() {
      guard let (head, row) = record else { return }
      let read = TableRow(row, head)
      var citation = read.citation
      citation.raw = bytes.string(row.range)
      emitter.emit(
        citation, in: row.range, problems: [], unreadYear: read.unreadYear, to: emit)
    }
    var first: String?
    while let row = rows.next() {
      let name = TableColumns.form(row.cells[0])
      var value = row.cells.dropFirst().filter { !$0.isEmpty }.joined(separator: "; ")
      // The stop of an only author's initials ends no list.
      if TableColumns.authors.contains(name) { value += ";" }
      if first == nil { first = name }
      if name == first {
        finish()
        record = (
          Head(columns: [name], separator: UInt8(ascii: ",")),
          DelimitedText.Row(cells: [value], range: row.range, line: row.line)
        )
      } else if var (head, whole) = record, head.index(of: name) == nil {
        head.columns.append(name)
        whole.cells.append(value)
        whole.range = whole.range.lowerBound..<row.range.upperBound
        record = (head, whole)
      }
    }
    finish()
  }

  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    var emitter = RecordEmitter()
    source.text.withBytes { bytes in
      guard let head = head(of: source.text) else {
        if isLabelled(source.text) { readLabelled(bytes, &emitter, to: emit) }
        return
      }
      var rows = DelimitedText(bytes, separator: head.separator)
      for _ in 0..<head.preamble {
        guard let row = rows.next(), !row.cells[0].lowercased().hasPrefix("sep=") else { continue }
        emit(.diagnostic(Diagnostic(.note, .outsideRecords, at: row.range)))
      }
      _ = rows.next()
      if !head.unread.isEmpty {
        emit(.diagnostic(Diagnostic(.note, .unknownColumns(head.unread), at: 0..<0)))
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
  static let titles = [
    "title", "titles", "articletitle", "documenttitle", "primarytitle", "ti", "itemtitle", "titel",
  ]
  static let authors = [
    "authorfullnames", "authors", "author", "authornames", "primaryauthors", "authorlist", "af",
    "au", "authorshipsauthordisplayname", "autor", "autoren",
  ]
  static let editors = ["editors", "editor"]
  static let containers = [
    "sourcetitle", "journalbook", "publicationtitle", "journal", "journaltitle", "journalname",
    "container", "publicationname", "source", "booktitle", "so", "primarylocationsourcedisplayname",
    "secondarytitle", "publication", "zeitschrift",
  ]
  static let years = [
    "year", "publicationyear", "publishedyear", "pubyear", "yearpublished", "py", "jahr",
  ]
  static let dates = ["date", "publicationdate", "dateofpublication", "coverdate"]
  static let months = ["month", "publishedmonth"]
  static let days = ["day"]
  static let pages = ["pages", "pagerange", "page", "pagination", "seiten"]
  static let starts = ["pagestart", "firstpage", "startpage", "bp", "bibliofirstpage"]
  static let ends = ["pageend", "lastpage", "endpage", "ep", "bibliolastpage"]
  static let numbers = ["artno", "articlenumber", "elocationid", "ar"]
  static let dois = ["doi", "digitalobjectidentifier", "di", "itemdoi"]
  static let pmids = ["pmid", "pubmedid", "medlinepmid", "pm", "idspmid"]
  static let urls = ["url", "link", "articleurl", "urls"]
  static let abstracts = ["abstract", "abstractnote", "ab"]
  static let keywords = [
    "keywords", "authorkeywords", "indexkeywords", "keyword", "manualtags", "ieeeterms",
    "meshterms", "de", "emtreedrugindextermsmajorfocus", "emtreedrugindexterms",
    "emtreemedicalindextermsmajorfocus", "emtreemedicalindexterms", "automatictags",
    "schlagworte",
  ]
  static let tags = ["tags", "labels"]
  static let types = [
    "documenttype", "itemtype", "publicationtype", "referencetype", "type", "sourcetype",
  ]
  static let keys = ["citationkey", "key", "bibtexkey"]
  /// A reader's own words, and those that programs write as well.
  static let annotations = ["annotations", "annotation", "comments", "researchnotes", "mynotes"]
  /// How sure it is that a column holds a reader's own words.
  enum Remark {
    case named
    /// By a word of its name that other columns have as well: a number or a single word in it is none.
    case likely
  }

  /// "My comment", "Reviewer 2 comments", "Bemerkung" are named; "Notes (Anna)", "Relevance" are likely.
  static func remark(_ name: String) -> Remark? {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard let first = words.first, !known.contains(form(name)) else { return nil }
    let isNamed =
      first == "my"
      || words.contains { word in commentWords.contains { word.hasPrefix($0) } }
    if isNamed { return .named }
    let isLikely =
      ["note", "notes"].contains { $0 == first || $0 == words.last }
      || words.contains { likelyWords.contains(String($0)) }
    return isLikely ? .likely : nil
  }

  private static let commentWords = [
    "comment", "annotation", "remark", "mynote", "mycomment", "notizen", "thought", "opinion",
    "takeaway", "bemerkung", "anmerkung", "kommentar", "comentario", "observacion", "remarque",
    "opmerking", "whyread", "critique",
  ]
  private static let likelyWords: Set<String> = ["lessons", "relevance", "findings"]
  static let notes = ["notes", "note", "extra"]
  /// PubMed's own line: `J Invented Tests. 2020 May;4(2):1-9. doi: …`
  static let citations = ["citation"]

  static let rows: [FactRow<String>] = [
    FactRow(
      "short_container", ["abbreviatedsourcetitle", "journalabbreviation", "shortcontainer"]),
    FactRow("volume", ["volume", "vol", "vl", "journalvolume", "bibliovolume", "band"]),
    FactRow("issue", ["issue", "issuenumber", "is", "journalissue", "biblioissue", "heft"]),
    FactRow("number", ["number", "reportnumber", "patentnumber"], of: [.report, .patent]),
    FactRow("issue", ["number"], of: [.article]),
    FactRow("edition", ["edition"]),
    FactRow("series", ["series", "seriestitle"]),
    FactRow("series_number", ["seriesnumber"]),
    FactRow("publisher", ["publisher", "pu", "verlag"]),
    FactRow("place", ["place", "publisherplace", "location", "publisherlocation"]),
    FactRow("event", ["conferencename", "event", "meeting"]),
    FactRow("language", ["language", "languageoforiginaldocument", "la"]),
    FactRow("isbn", ["isbn", "isbns"]),
    FactRow("issn", ["issn"]),
    FactRow("pmcid", ["pmcid", "pmcidentifier"]),
    FactRow("arxiv", ["arxiv", "arxivid"]),
    FactRow("accessed", ["accessdate", "accessed"]),
    FactRow("genre", ["genre"]),
    FactRow("publication_types", ["publicationtypes", "documenttype", "publicationtype"]),
    FactRow("version", ["version"]),
    FactRow("translators", ["translators", "translator"]),
  ]

  /// Those that hold a whole number.
  static let numbered = Set(
    starts + ends + pmids
      + rows.filter { ["volume", "issue"].contains($0.fact.name) }.flatMap(\.names))

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
    guard let index = head.index(of: name), row.cells.indices.contains(index),
      let text = Markup.line(row.cells[index].withoutGuard),
      !Self.placeholders.contains(text.lowercased())
    else { return nil }
    // Spreadsheets write a number among empty cells as `12.0`.
    return TableColumns.numbered.contains(name) && text.contains(/^\d+\.0$/)
      ? String(text.dropLast(2)) : text
  }

  /// What programs write into an empty cell.
  private static let placeholders: Set<String> = [
    "nan", "none", "null", "n/a", "#n/a", "[no abstract available]", "no abstract available",
    "no abstract available.",
  ]

  /// The first that there is.
  private func text(_ names: [String]) -> String? { names.lazy.compactMap(cell).first }

  private func texts(_ names: [String]) -> [String] { names.compactMap(cell) }

  /// A cell of names, one of which may stand on each line.
  private func names(_ columns: [String]) -> String {
    for column in columns {
      guard let index = head.index(of: column), row.cells.indices.contains(index) else { continue }
      let lines = row.cells[index].split(whereSeparator: \.isNewline).compactMap { line in
        Markup.line(String(line))
      }
      if !lines.isEmpty { return lines.joined(separator: "; ") }
    }
    return ""
  }

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
    for text in paragraphs(TableColumns.annotations) {
      // A line each in a table of ibid's own, with its source at the end.
      notes.add(text.replacing("]\n", with: "]\n\n"), from: .own)
    }
    for (column, remark) in head.comments {
      for text in paragraphs([column]) {
        if remark == .named || text.holds(" ") {
          notes.add(text, from: .own)
        } else {
          notes.keep(remark: text)
        }
      }
    }
    for text in paragraphs(TableColumns.notes) { notes.add(text) }
    var citation = Citation(position: 0, line: row.line, raw: "", reference: reference)
    citation.reference.fill(from: notes)
    (citation.annotations, citation.notes) = (notes.annotations, notes.notes)
    citation.sourceKey = text(TableColumns.keys)
    var tags = KeywordList()
    for text in texts(TableColumns.tags) { tags.add(text, separators: ";,") }
    citation.tags = (tags.words + notes.tags).withoutRepetitions
    return citation
  }

  private var reference: Reference {
    var reference = Reference()
    reference.type = type
    let authors = FieldNames(cell: names(TableColumns.authors))
    (reference.authors, reference.hasMoreAuthors) = (authors.names, authors.hasMore)
    reference.editors = FieldNames(cell: names(TableColumns.editors)).names
    reference.title = text(TableColumns.titles).flatMap(Markup.title)
    reference.container = text(TableColumns.containers)
    var place = text(TableColumns.citations).flatMap(PubMedPlace.init)
    if let (container, printed) = reference.container.flatMap(PubMedPlace.inEmbase) {
      (reference.container, place) = (container, printed)
    }
    reference.locator =
      text(TableColumns.pages).flatMap { PageRange.locator(start: $0) }
      ?? PageRange.locator(
        start: text(TableColumns.starts), end: text(TableColumns.ends))
      ?? text(TableColumns.numbers).map { .articleNumber($0) }
      ?? place.flatMap { PageRange.locator(start: $0.pages) }
    reference.set(date)
    reference.doi = text(TableColumns.dois).flatMap { Identifier.doi(in: $0) }
    reference.pmid = text(TableColumns.pmids).flatMap {
      PubMedID.number($0) ?? PubMedID.inAddress($0)
    }
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
      $0.flatMap { FieldNames(cell: $0).names }
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

/// The place in a journal as PubMed prints it, `2020 May;4(2):1-9`, or Embase, `(2020) 4:2 (1-9)`.
private struct PubMedPlace {
  let volume: String
  let issue: String?
  let pages: String?

  /// `Journal of Tests (2020) 4:2 (1-9). Date of Publication: …`, as Embase prints the source.
  static func inEmbase(_ text: String) -> (container: String, place: PubMedPlace)? {
    guard
      let match = text.prefixMatch(
        of: /(.+?) \(\d{4}\) ([^\s:()]+)(?::([^\s()]+))?(?: \(([^)]*)\))?\./)
    else { return nil }
    let place = PubMedPlace(
      volume: String(match.2), issue: match.3.map(String.init), pages: match.4.map(String.init))
    return (String(match.1), place)
  }

  private init(volume: String, issue: String?, pages: String?) {
    (self.volume, self.issue, self.pages) = (volume, issue, pages)
  }

  init?(_ text: String) {
    guard let match = text.firstMatch(of: /;\s*([^;:()\s]+)\s*(?:\(([^)]*)\))?(?::\s*([^\s;.]+))?/)
    else { return nil }
    volume = String(match.1)
    issue = match.2.map(String.init)
    pages = match.3.map(String.init)
  }
}

extension String {
  /// Without the apostrophe by which tables keep spreadsheets from reading a cell as a formula.
  fileprivate var withoutGuard: String {
    guard hasPrefix("'"), let next = dropFirst().first, "=+-@".contains(next) else { return self }
    return String(dropFirst())
  }
}
