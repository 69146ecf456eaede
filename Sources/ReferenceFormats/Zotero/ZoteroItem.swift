import Foundation
import References

/// One item of a Zotero library with its children, from any kind of file.
package struct ZoteroItem {
  /// `journalArticle`.
  package var type: String
  /// By the names that Zotero gives them: `publicationTitle`.
  package var fields: [String: String]
  /// In order, each with its role: `author`.
  package var creators: [(role: String, name: Creator)] = []
  package var tags: [String] = []
  /// Those of `tags` that a person gave.
  package var ownTags: [String] = []
  /// Each with those that contain it: `Boats/Hulls`.
  package var collections: [String] = []
  /// What people wrote about it, in notes and in its PDFs.
  private(set) var annotations: [CitedAnnotation] = []

  package init(type: String, fields: [String: String]) {
    (self.type, self.fields) = (type, fields)
  }

  /// Items that contain notes about another item.
  package static let childTypes: Set<String> = ["attachment", "note", "annotation"]

  private func text(_ names: String...) -> String? {
    names.lazy.compactMap { fields[$0].flatMap(Markup.line) }.first
  }

  /// `Extra` has facts that Zotero has no field for, a line each.
  var noteText: NoteText {
    var notes = NoteText()
    if let extra = fields["extra"] { notes.add(extra) }
    for annotation in annotations { notes.append(annotation) }
    return notes
  }

  package var citationKey: String? { text("citationKey") ?? noteText.key }

  package var reference: Reference {
    var reference = Reference()
    reference.type = Self.types[type] ?? .other
    for (role, name) in creators {
      switch role {
      case "editor", "seriesEditor": reference.editors.append(name)
      case "translator": reference.translators.append(name)
      case "contributor", "bookAuthor", "reviewedAuthor", "recipient", "commenter": break
      // Each type has its own word for who made it: inventor, programmer, presenter.
      default: reference.authors.append(name)
      }
    }
    reference.title = (fields["title"] ?? fields["caseName"] ?? fields["nameOfAct"])
      .flatMap(Markup.title)
    reference.locator = text("pages").flatMap { PageRange.locator(start: $0) }
    reference.set(
      PublicationDate(among: [text("date", "issueDate", "dateEnacted")].compactMap(\.self)))
    reference.doi = text("DOI").flatMap { Identifier.doi(in: $0) }
    reference.abstract = text("abstractNote")
    var keywords = KeywordList()
    for tag in tags { keywords.add(tag, separators: "") }
    reference.keywords = keywords.words
    if let archive = text("archiveID") ?? reference.doi {
      reference.arxivID = Identifier.arxivID(in: archive)
    }
    reference.read(Self.rows) {
      text($0).map { [$0] } ?? []
    } names: { _ in
      []
    }
    if let short = text("shortTitle") {
      reference.others.append(OtherField(name: "shorttitle", value: BibTeXWriter.escaped(short)))
    }
    reference.fill(from: noteText)
    reference.dropRepeatedNames()
    return reference
  }

  /// Which fields have which facts.
  ///
  /// Source: Zotero's schema.json, whose base fields have a name a type.
  private static let rows: [FactRow<String>] = [
    FactRow(
      "container",
      [
        "publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle",
        "dictionaryTitle", "blogTitle", "forumTitle", "websiteTitle", "programTitle", "code",
        "reporter",
      ]),
    FactRow("short_container", ["journalAbbreviation"]),
    FactRow("volume", ["volume", "codeVolume", "reporterVolume"]),
    FactRow("issue", ["issue"]),
    FactRow(
      "number", ["reportNumber", "patentNumber", "number", "docketNumber", "billNumber"],
      of: Set(ReferenceType.allCases).subtracting([.article, .preprint])),
    FactRow("edition", ["edition"]),
    FactRow("series", ["series", "seriesTitle"]),
    FactRow("series_number", ["seriesNumber"]),
    FactRow("genre", ["thesisType", "reportType", "type", "presentationType"], of: genres),
    FactRow("event", ["conferenceName", "meetingName"]),
    FactRow("version", ["versionNumber", "version"]),
    FactRow(
      "publisher",
      ["publisher", "university", "institution", "company", "studio", "label", "repository"]),
    FactRow("place", ["place"]),
    FactRow("language", ["language"]),
    FactRow("isbn", ["ISBN"]),
    FactRow("issn", ["ISSN"]),
    FactRow("url", ["url"]),
    FactRow("accessed", ["accessDate"]),
  ]

  private static let genres: Set<ReferenceType> = [.thesis, .report, .presentation, .other]

  private static let types: [String: ReferenceType] = [
    "journalArticle": .article, "magazineArticle": .article, "newspaperArticle": .article,
    "book": .book, "bookSection": .chapter, "encyclopediaArticle": .chapter,
    "dictionaryEntry": .chapter, "conferencePaper": .conference, "preprint": .preprint,
    "presentation": .presentation, "thesis": .thesis, "report": .report, "standard": .report,
    "webpage": .webpage, "blogPost": .webpage, "forumPost": .webpage, "dataset": .dataset,
    "computerProgram": .software, "patent": .patent,
  ]
}

extension ZoteroItem {
  package mutating func addNote(html: String, date: String? = nil) {
    guard let text = Markup.paragraphs(html) else { return }
    var annotation = CitedAnnotation(text)
    annotation.details.date = date
    annotations.append(annotation)
  }

  /// Words that somebody marked in a PDF, in quotes, and below what they said of them.
  package mutating func addHighlight(
    text: String?, comment: String?, page: String?, colour: String?, author: String? = nil,
    date: String? = nil
  ) {
    let quoted = text.flatMap(Markup.paragraphs).map { "“\($0)”" }
    let parts = [quoted, comment.flatMap(Markup.paragraphs)].compactMap(\.self)
    if parts.isEmpty { return }
    var annotation = CitedAnnotation(
      parts.joined(separator: "\n"), annotator: author.flatMap(Markup.line))
    annotation.details.page = page.flatMap(Markup.line)
    annotation.details.colour = colour?.lowercased()
    annotation.details.date = date
    annotations.append(annotation)
  }

  /// The item as a citation; its place in a source is for the reader to say.
  package var citation: Citation {
    let reference = reference
    let raw = [
      reference.authors.map(\.description).joined(separator: "; "), reference.title ?? "",
      reference.year.map(String.init) ?? "",
    ].filter { !$0.isEmpty }.joined(separator: ". ")
    var citation = Citation(position: 1, line: 1, raw: raw, reference: reference)
    let text = noteText
    (citation.annotations, citation.notes) = (text.annotations, text.notes)
    citation.sourceKey = citationKey ?? fields["key"]
    citation.tags = ownTags
    citation.collections = collections
    citation.confidence = reference.title == nil ? 0.7 : 1
    return citation
  }
}
