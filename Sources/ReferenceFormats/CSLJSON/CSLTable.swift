import References

/// Which variables of CSL have which facts. Names, titles, dates, pages and identifiers, whose place
/// depends on other variables, are not here.
///
/// Source: the CSL 1.0.2 specification, appendix IV, and csl-data.json; the second names are those of
/// Crossref and of older versions.
enum CSLTable {
  static let rows: [FactRow<String>] = [
    FactRow("short_container", ["container-title-short", "journalAbbreviation"]),
    FactRow("short_container", ["short-container-title"]),
    FactRow("volume", ["volume"]),
    FactRow("issue", ["issue"]),
    FactRow("number", ["number"], of: numbered),
    FactRow("chapter", ["chapter-number"]),
    FactRow("edition", ["edition"]),
    FactRow("series", ["collection-title"]),
    FactRow("series_number", ["collection-number"]),
    FactRow("genre", ["genre"], of: Set(ReferenceType.allCases).subtracting([.preprint])),
    FactRow("event", ["event-title", "event"]),
    FactRow("version", ["version"]),
    FactRow("translators", ["translator"]),
    FactRow("publisher", ["publisher"]),
    FactRow("place", ["publisher-place", "publisher-location"]),
    FactRow("language", ["language"]),
    FactRow("isbn", ["ISBN"]),
    FactRow("issn", ["ISSN"]),
    FactRow("pmcid", ["PMCID"]),
  ]

  /// Types whose `number` is not an article's.
  private static let numbered = Set(ReferenceType.allCases).subtracting([.article, .preprint])

  /// Variables that no fact has, under BibLaTeX's names, by which other fields of a reference are
  /// called; CSL's own where BibLaTeX has none.
  static let others: KeyValuePairs<String, String> = [
    "title-short": "shorttitle", "original-date": "origdate", "original-title": "origtitle",
    "original-publisher": "origpublisher", "original-publisher-place": "origlocation",
    "event-date": "eventdate", "event-place": "venue", "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes", "part-number": "part", "status": "pubstate",
    "call-number": "library", "container-author": "bookauthor", "note": "note",
    "archive-place": "archive-place", "authority": "authority", "dimensions": "dimensions",
    "jurisdiction": "jurisdiction", "medium": "medium", "references": "references",
    "reviewed-title": "reviewed-title", "scale": "scale", "section": "section", "source": "source",
  ]

  /// What other programs call variables of CSL, without the case and signs of their letters.
  static let aliases: [String: String] = [
    "authors": "author", "creators": "author", "editors": "editor", "journal": "container-title",
    "journaltitle": "container-title", "journalname": "container-title",
    "publicationtitle": "container-title", "venue": "container-title",
    "booktitle": "container-title",
    "sourcetitle": "container-title", "year": "issued", "pubyear": "issued",
    "publicationyear": "issued", "publicationdate": "issued", "pubdate": "issued",
    "publisheddate": "issued", "pages": "page", "pagination": "page", "abstractnote": "abstract",
    "summary": "abstract", "keywords": "keyword", "tags": "keyword", "number": "issue",
    "notes": "note", "comment": "note", "comments": "note", "remarks": "note",
    "annotations": "annotation", "link": "URL", "articletitle": "title",
    "citationkey": "citation-key", "citekey": "citation-key",
  ]

  /// Variables and fields whose content is read by code, or says nothing of the work: of the schema
  /// of CSL, of Crossref and of Zotero.
  static let otherNames: Set<String> = [
    "type", "id", "citation-key", "author", "editor", "title", "subtitle", "container-title",
    "volume-title", "issued", "published", "published-print", "published-online", "year", "date",
    "accessed", "abstract", "keyword", "keywords", "categories", "subject", "DOI", "PMID", "URL",
    "page", "page-first", "article-number", "note", "annote", "annotation", "archive",
    "archive_location", "archive-location", "event-title", "event", "title-short",
    "citation-label", "citation-number", "language", "custom", "journalAbbreviation",
    "indexed", "deposited", "created", "posted", "accepted", "approved", "source", "prefix",
    "member",
    "score", "resource", "relation", "license", "link", "content-domain", "reference-count",
    "references-count", "is-referenced-by-count", "alternative-id", "reference", "assertion",
    "funder", "update-policy", "issn-type", "isbn-type", "journal-issue", "original-title",
    "short-title", "published-other", "institution", "itemType", "itemID", "key", "version",
    "libraryCatalog", "dateAdded", "dateModified", "collections", "relations", "attachments", "uri",
    "select", "system_id", "multi", "language-name", "jurisdiction", "extra",
  ]

  /// CSL's variables by their names without the case and signs of their letters.
  static let variables = Dictionary(
    (known.sorted() + ["title", "author", "issued", "DOI"]).map {
      ($0.lowercased().filter(\.isLetter), $0)
    }, uniquingKeysWith: { $1 })

  /// Whether the content of a field is read, or is none of a work's.
  static func knows(_ name: String) -> Bool { known.contains(name) }

  private static let known = Set(rows.flatMap(\.names)).union(others.map(\.key)).union(otherNames)

  /// Those that are dates or names.
  static let dates: Set<String> = ["original-date", "event-date"]
  static let names: Set<String> = ["container-author"]

  /// What entries of .bib files are that CSL has a type for and a reference has none.
  ///
  /// Source: pandoc's reader of BibLaTeX, so that both make the same of an entry.
  static let typesOfEntries: [String: String] = [
    "artwork": "graphic", "audio": "song", "booklet": "pamphlet", "image": "graphic",
    "inreference": "entry-encyclopedia", "jurisdiction": "legal_case", "legislation": "bill",
    "letter": "personal_communication", "movie": "motion_picture", "music": "song",
    "online": "webpage",
    "performance": "speech", "periodical": "article-journal", "review": "review",
    "standard": "legislation",
    "unpublished": "manuscript", "video": "motion_picture",
  ]
}
