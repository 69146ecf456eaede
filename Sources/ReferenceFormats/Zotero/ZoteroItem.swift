import Foundation
import References

/// One item of a Zotero library with its children, whatever file holds it.
package struct ZoteroItem {
  /// Words that somebody marked in a PDF, what they said of them, and where.
  package struct Highlight {
    package var text: String?
    package var comment: String?
    package var page: String?

    package init(text: String?, comment: String?, page: String?) {
      (self.text, self.comment, self.page) = (text, comment, page)
    }
  }

  /// `journalArticle`.
  package var type: String
  /// By the names that Zotero gives them: `publicationTitle`.
  package var fields: [String: String]
  /// In order, each with its role: `author`.
  package var creators: [(role: String, name: Creator)] = []
  package var tags: [String] = []
  /// HTML.
  package var notes: [String] = []
  package var highlights: [Highlight] = []

  package init(type: String, fields: [String: String]) {
    (self.type, self.fields) = (type, fields)
  }

  /// What holds words about an item, and is none.
  package static let childTypes: Set<String> = ["attachment", "note", "annotation"]

  private func text(_ names: String...) -> String? {
    names.lazy.compactMap { fields[$0].flatMap(Markup.line) }.first
  }

  /// `Extra` has facts that Zotero has no field for, a line each.
  var noteText: NoteText {
    var notes = NoteText()
    if let extra = fields["extra"] { notes.add(extra) }
    for note in self.notes { notes.add(Markup.paragraphs(note) ?? "", from: .own) }
    for highlight in highlights {
      if let words = highlight.words { notes.add(words, from: .own) }
    }
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

extension ZoteroItem.Highlight {
  /// The words in quotes, and what was said of them below; nil where there is neither.
  package var words: String? {
    let quoted = text.flatMap(Markup.lines).map { "“\($0)”" }
    let parts = [quoted, comment.flatMap(Markup.lines)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }
}
