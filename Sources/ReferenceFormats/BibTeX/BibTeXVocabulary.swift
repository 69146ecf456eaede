import References

/// The fields that the reader has a use for. Names that mean the same are one case.
enum BibTeXField: Int, CaseIterable {
  case abstract, accessed, address, annotation, archive, articleNumber, arxiv, author, bookSubtitle
  case bookTitle, chapter, collaboration, crossref, date, day, doi, edition, editor, entrySet
  case eprint, event, groups, holder, howPublished, institution, isbn, issn, issue, journal
  case journalSubtitle, keywords, langid, language, link, mainSubtitle, mainTitle, month, note
  case number, organization, pages, pmcid, pmid, publisher, school, series, shortJournal, subtitle
  case title, translator, type, url, version, volume, xdata, year

  /// The field with this name, in lower case.
  static func named(_ name: String) -> BibTeXField? {
    all[name] ?? (name.hasPrefix(userComment) ? .annotation : nil)
  }

  /// JabRef's fields for the comments of its users: `comment-anna`.
  private static let userComment = "comment-"

  /// The user whose comment a field of this name holds.
  static func annotator(of name: String) -> String? {
    guard name.lowercased().hasPrefix(userComment), name.utf8.count > userComment.utf8.count else {
      return nil
    }
    return String(name.dropFirst(userComment.count))
  }

  /// A name that many files use, whether or not the reader needs the field.
  static func isKnown(_ name: String) -> Bool {
    named(name) != nil || others.contains(name)
  }

  private static let others: Set<String> = [
    "addendum", "bookauthor", "entrysubtype", "eprintclass", "eventdate", "file", "introduction",
    "issuetitle", "key", "numpages", "options", "origdate", "origlanguage", "owner", "pagetotal",
    "part", "primaryclass", "printed", "priority", "pubstate", "related", "shorttitle", "sorttitle",
    "timestamp", "titleaddon", "venue", "volumes",
  ]

  private static let all: [String: BibTeXField] = {
    var all: [String: BibTeXField] = [:]
    for (field, names) in names { for name in names { all[name] = field } }
    return all
  }()

  /// Those whose items BibLaTeX divides at "and", besides names.
  static let lists: Set<BibTeXField> = [.address, .publisher, .institution, .organization, .school]

  /// What a dialect calls the field.
  func name(in dialect: BibTeXWriter.Dialect) -> String {
    (dialect == .biblatex ? Self.biblatex[self] : nil) ?? Self.bibtex[self]!
  }

  private static let bibtex = Dictionary(uniqueKeysWithValues: names.map { ($0.key, $0.value[0]) })

  /// Where BibLaTeX's name is another.
  private static let biblatex: [BibTeXField: String] = [
    .address: "location", .annotation: "annotation", .archive: "eprinttype",
    .journal: "journaltitle", .school: "institution",
  ]

  /// BibTeX's name of each first.
  static let names: KeyValuePairs<BibTeXField, [String]> = [
    .abstract: ["abstract"],
    .accessed: ["urldate", "lastchecked", "lastaccessed", "accessed", "visited"],
    .address: ["address", "location"],
    .annotation: [
      "annote", "annotation", "annotations", "comment", "comments", "mynotes", "remark", "remarks",
      "review",
    ],
    .archive: ["archiveprefix", "eprinttype"],
    .articleNumber: ["eid", "article-number", "articleno"],
    .arxiv: ["arxiv", "arxivid"],
    .author: ["author", "authors"],
    .bookSubtitle: ["booksubtitle"], .bookTitle: ["booktitle"],
    .chapter: ["chapter"], .collaboration: ["collaboration"], .crossref: ["crossref"],
    .date: ["date"], .day: ["day"], .doi: ["doi"], .edition: ["edition"],
    .editor: ["editor", "editors"], .entrySet: ["entryset"], .eprint: ["eprint"],
    .event: ["eventtitle"], .groups: ["groups"], .holder: ["holder"],
    .howPublished: ["howpublished"], .institution: ["institution"], .isbn: ["isbn"],
    .issn: ["issn"], .issue: ["issue"],
    .journal: ["journal", "journaltitle"], .journalSubtitle: ["journalsubtitle"],
    .keywords: [
      "keywords", "keyword", "author_keywords", "index_keywords", "keywords-plus", "mendeley-tags",
      "tags",
    ],
    .langid: ["langid", "hyphenation"], .language: ["language"],
    .link: ["link", "ee", "bdsk-url-1"],
    .mainSubtitle: ["mainsubtitle"], .mainTitle: ["maintitle"], .month: ["month"],
    .note: ["note", "notes"], .number: ["number"],
    .organization: ["organization", "organisation"], .pages: ["pages", "page"],
    .pmcid: ["pmcid", "pmc"], .pmid: ["pmid", "pubmedid"], .publisher: ["publisher"],
    .school: ["school"], .series: ["series"],
    .shortJournal: ["shortjournal", "journalabbr"], .subtitle: ["subtitle"], .title: ["title"],
    .translator: ["translator"], .type: ["type", "entrysubtype"], .url: ["url"],
    .version: ["version"], .volume: ["volume"], .xdata: ["xdata"], .year: ["year"],
  ]
}

/// What "@word{" begins.
enum BibTeXKind {
  case entry(ReferenceType)
  case strings
  /// Fields for other entries, or a name for several, and no citation itself.
  case data
  /// Settings of a program, TeX code or a comment: no part of the bibliography.
  case aside

  /// The kind of a word in lower case; nil if it is unknown.
  static func named(_ name: String) -> BibTeXKind? { all[name] }

  private static let all: [String: BibTeXKind] = [
    "string": .strings, "xdata": .data, "set": .data,
    "comment": .aside, "preamble": .aside, "control": .aside, "ieeetranbstctl": .aside,
    "bibdesk_info": .aside,
    "article": .entry(.article), "suppperiodical": .entry(.article), "review": .entry(.article),
    "book": .entry(.book), "booklet": .entry(.book), "collection": .entry(.book),
    "manual": .entry(.book), "mvbook": .entry(.book), "mvcollection": .entry(.book),
    "mvproceedings": .entry(.book), "mvreference": .entry(.book), "periodical": .entry(.book),
    "proceedings": .entry(.book), "reference": .entry(.book), "ebook": .entry(.book),
    "inbook": .entry(.chapter), "incollection": .entry(.chapter), "bookinbook": .entry(.chapter),
    "inreference": .entry(.chapter), "suppbook": .entry(.chapter),
    "suppcollection": .entry(.chapter),
    "inproceedings": .entry(.conference), "conference": .entry(.conference),
    "preprint": .entry(.preprint), "presentation": .entry(.presentation),
    "thesis": .entry(.thesis), "phdthesis": .entry(.thesis), "mastersthesis": .entry(.thesis),
    "mathesis": .entry(.thesis), "bachelorsthesis": .entry(.thesis),
    "report": .entry(.report), "techreport": .entry(.report),
    "online": .entry(.webpage), "electronic": .entry(.webpage), "www": .entry(.webpage),
    "webpage": .entry(.webpage),
    "dataset": .entry(.dataset), "data": .entry(.dataset),
    "software": .entry(.software), "softwareversion": .entry(.software),
    "patent": .entry(.patent),
    "misc": .entry(.other), "unpublished": .entry(.other),
    "other": .entry(.other), "artwork": .entry(.other), "audio": .entry(.other),
    "image": .entry(.other), "legal": .entry(.other), "legislation": .entry(.other),
    "letter": .entry(.other), "movie": .entry(.other), "music": .entry(.other),
    "performance": .entry(.other), "standard": .entry(.other), "video": .entry(.other),
    "commentary": .entry(.other), "jurisdiction": .entry(.other),
  ]
}
