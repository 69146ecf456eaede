import References

/// The fields that the reader has a use for. Names that mean the same are one case.
enum BibTeXField: Int, CaseIterable {
  case abstract, annotation, archive, articleNumber, arxiv, author, bookSubtitle, bookTitle
  case crossref, date, doi, editor, entrySet, eprint, holder, howPublished, institution, issue
  case journal, journalSubtitle, keywords, link, mainSubtitle, mainTitle, note, number
  case organization
  case pages, pmid, publisher, school, series, shortJournal, subtitle, title, type, url, volume
  case xdata, year

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
    "address", "chapter", "day", "edition", "file", "isbn", "issn", "key", "language", "location",
    "month", "urldate", "timestamp", "owner", "eprintclass", "primaryclass", "translator",
    "shorttitle", "langid", "numpages", "pagetotal", "priority", "printed", "groups",
  ]

  private static let all: [String: BibTeXField] = [
    "abstract": .abstract,
    "annotation": .annotation, "annotations": .annotation, "annote": .annotation,
    "comment": .annotation, "comments": .annotation, "mynotes": .annotation, "note": .note,
    "notes": .note, "remark": .annotation, "remarks": .annotation, "review": .annotation,
    "archiveprefix": .archive, "eprinttype": .archive,
    "article-number": .articleNumber, "articleno": .articleNumber, "eid": .articleNumber,
    "arxiv": .arxiv, "arxivid": .arxiv,
    "author": .author, "authors": .author,
    "booksubtitle": .bookSubtitle, "booktitle": .bookTitle,
    "crossref": .crossref, "date": .date, "doi": .doi,
    "editor": .editor, "editors": .editor,
    "entryset": .entrySet, "eprint": .eprint, "holder": .holder, "howpublished": .howPublished,
    "institution": .institution, "issue": .issue,
    "journal": .journal, "journaltitle": .journal, "journalsubtitle": .journalSubtitle,
    "author_keywords": .keywords, "index_keywords": .keywords, "keyword": .keywords,
    "keywords": .keywords, "keywords-plus": .keywords, "mendeley-tags": .keywords,
    "tags": .keywords,
    "bdsk-url-1": .link, "ee": .link, "link": .link,
    "mainsubtitle": .mainSubtitle, "maintitle": .mainTitle,
    "number": .number, "organization": .organization, "organisation": .organization,
    "pages": .pages, "page": .pages, "pmid": .pmid, "pubmedid": .pmid,
    "publisher": .publisher, "school": .school, "series": .series,
    "shortjournal": .shortJournal, "journalabbr": .shortJournal,
    "subtitle": .subtitle, "title": .title, "type": .type, "entrysubtype": .type, "url": .url,
    "volume": .volume, "xdata": .xdata, "year": .year,
  ]
}

/// What "@word{" begins.
enum BibTeXKind {
  case entry(ReferenceType)
  case strings
  /// Fields for other entries, and no citation itself.
  case data
  /// Settings of a program, TeX code or a comment: no part of the bibliography.
  case aside

  /// The kind that this word stands for, in lower case; nil where nobody knows it.
  static func named(_ name: String) -> BibTeXKind? { all[name] }

  private static let all: [String: BibTeXKind] = [
    "string": .strings, "xdata": .data,
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
    "misc": .entry(.other), "unpublished": .entry(.other), "set": .entry(.other),
    "other": .entry(.other), "artwork": .entry(.other), "audio": .entry(.other),
    "image": .entry(.other), "legal": .entry(.other), "legislation": .entry(.other),
    "letter": .entry(.other), "movie": .entry(.other), "music": .entry(.other),
    "performance": .entry(.other), "standard": .entry(.other), "video": .entry(.other),
    "commentary": .entry(.other), "jurisdiction": .entry(.other),
  ]
}
