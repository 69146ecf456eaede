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
    "chair": "chair", "collection-editor": "collection-editor", "compiler": "compiler",
    "composer": "composer", "contributor": "contributor", "curator": "curator",
    "director": "director", "editorial-director": "editorial-director",
    "executive-producer": "executive-producer", "guest": "guest", "host": "host",
    "illustrator": "illustrator", "interviewer": "interviewer", "narrator": "narrator",
    "organizer": "organizer", "original-author": "original-author", "performer": "performer",
    "producer": "producer", "recipient": "recipient", "reviewed-author": "reviewed-author",
    "reviewed-genre": "reviewed-genre", "script-writer": "script-writer",
    "series-creator": "series-creator",
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
    "page", "page-first", "article-number", "annote", "annotation", "archive",
    "archive_location", "archive-location",
    "citation-label", "citation-number", "custom",
    "indexed", "deposited", "created", "posted", "accepted", "approved", "prefix",
    "member",
    "score", "resource", "relation", "license", "link", "content-domain", "reference-count",
    "references-count", "is-referenced-by-count", "alternative-id", "reference", "assertion",
    "funder", "update-policy", "issn-type", "isbn-type", "journal-issue",
    "short-title", "published-other", "institution", "itemType", "itemID", "key",
    "libraryCatalog", "dateAdded", "dateModified", "collections", "relations", "attachments", "uri",
    "select", "system_id", "multi", "language-name", "extra",
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
  static let names: Set<String> = [
    "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
    "curator", "director", "editorial-director", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer",
    "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
  ]

  /// The other field that stores a type of CSL that a reference's type does not distinguish.
  static let typeField = "csltype"

  /// Types of CSL that say more than a reference's type, each with RIS's name for it.
  ///
  /// Source: the CSL 1.0.2 specification, appendix III; RIS of 2011.
  static let tellingTypes: KeyValuePairs<String, String?> = [
    "article-magazine": "MGZN", "article-newspaper": "NEWS", "bill": "BILL", "broadcast": nil,
    "classic": "CLSWK", "collection": nil, "entry": nil, "entry-dictionary": nil,
    "entry-encyclopedia": "ENCYC", "event": nil, "figure": "FIGURE", "graphic": "ART",
    "hearing": "HEAR", "interview": nil, "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT", "musical_score": nil,
    "pamphlet": nil, "performance": nil, "periodical": nil, "personal_communication": "PCOMM",
    "post": nil, "post-weblog": "BLOG", "regulation": nil, "review": nil, "review-book": nil,
    "song": "MUSIC", "standard": "STAND", "treaty": nil,
  ]

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
