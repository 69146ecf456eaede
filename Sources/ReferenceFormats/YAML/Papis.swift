import Diagnostics
import References
import Yams

extension ReferenceFormat {
  static let papis = ReferenceFormat(
    name: "papis", fileExtensions: [],
    summary: "info.yaml of a papis document folder",
    recognizes: {
      $0.contains(/(?m)^(?:papis_id|author_list|ref):/) && $0.contains(/(?m)^title:/)
        && !$0.contains(/(?m)^references:/) && !$0.hasPrefix("---")
    },
    read: { source, emit in Papis.records.read(source, to: emit) })
}

/// Reads `info.yaml`, in which papis keeps what it knows of one document; its fields are BibTeX's, its
/// names and tags lists. The file of notes that it names lies beside it.
public enum Papis {
  /// The name of the file in a document folder.
  public static let fileName = "info.yaml"

  /// The key or DOI of the document that a file beside its `info.yaml` is about: the one that `notes`
  /// names, or any called `notes`. Nil for other files.
  public static func subject(ofNote name: String, in info: SourceText) -> String? {
    let citation = ReferenceFormat.papis.read(info).citations.first
    let named = info.text.firstMatch(of: /(?m)^notes:[ \t]*["']?(.+?)["']?[ \t\r]*$/)
      .map { String($0.1) }
    guard let citation, name == named || name.prefix(while: { $0 != "." }) == "notes" else {
      return nil
    }
    return citation.sourceKey ?? citation.reference.doi
  }

  static let records = YAMLRecords(
    entries: { root in root.mapping == nil ? nil : [root] },
    citation: { node in
      guard let mapping = node.mapping else { return nil }
      let facts = YAMLFacts(mapping)
      var notes = NoteText()
      for text in [facts.text("note"), facts.text("annote")].compactMap(\.self) { notes.add(text) }
      var citation = Citation(position: 0, line: 0, raw: "", reference: reference(facts))
      citation.reference.fill(from: notes)
      (citation.annotations, citation.notes) = (notes.annotations, notes.notes)
      citation.sourceKey = facts.text("ref")
      var tags = KeywordList()
      for tag in facts.list("tags") {
        // One text contains several, with commas or blanks between.
        let isOne = facts.node("tags")?.sequence != nil
        tags.add(tag, separators: isOne ? "" : tag.holds(",") ? "," : " ")
      }
      citation.tags = tags.words
      return citation
    })

  private static let rows: [FactRow<String>] = [
    FactRow("container", ["journal", "booktitle"]),
    FactRow("short_container", ["shortjournal"]),
    FactRow("volume", ["volume"]),
    FactRow("issue", ["issue", "number"]),
    FactRow("edition", ["edition"]),
    FactRow("series", ["series"]),
    FactRow("publisher", ["publisher", "institution", "school"]),
    FactRow("place", ["address", "location"]),
    FactRow("language", ["language"]),
    FactRow("abstract", ["abstract"]),
    FactRow("isbn", ["isbn"]),
    FactRow("issn", ["issn"]),
    FactRow("url", ["url", "doc_url"]),
  ]

  private static func reference(_ facts: YAMLFacts) -> Reference {
    var reference = Reference()
    let kind = facts.text("type").flatMap(BibTeXKind.named)
    if case .entry(let type)? = kind { reference.type = type }
    reference.authors = facts.mappings("author_list").compactMap { person in
      person.text("family").map {
        .person(PersonalName(family: $0, given: person.text("given"), suffix: nil))
      } ?? person.text("given", "name").map { .literal($0) }
    }
    if reference.authors.isEmpty {
      let names = (facts.text("author") ?? "").components(separatedBy: " and ")
      reference.authors = names.filter { !$0.isEmpty }.map {
        $0.holds(",") ? Creator(familyFirst: $0) : Creator(givenFirst: $0)
      }
    }
    reference.title = facts.text("title").flatMap(Markup.title)
    reference.locator = facts.text("pages").flatMap { PageRange.locator(start: $0) }
    reference.set(
      PublicationDate(
        years: [facts.text("year"), facts.text("date")].compactMap(\.self),
        days: [facts.text("month")].compactMap(\.self)))
    reference.doi = facts.text("doi").flatMap { Identifier.doi(in: $0) }
    reference.pmid = facts.text("pmid").flatMap { PubMedID.number($0) }
    reference.keywords = facts.list("keywords")
    reference.arxivID = facts.text("eprint").flatMap { Identifier.arxivID(in: "arXiv:" + $0) }
    reference.read(rows) {
      facts.text($0).flatMap(Markup.line).map { [$0] } ?? []
    } names: { _ in
      []
    }
    reference.dropRepeatedNames()
    return reference
  }
}
