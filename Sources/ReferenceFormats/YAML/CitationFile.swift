import Diagnostics
import References
import Yams

extension ReferenceFormat {
  static let citationFile = ReferenceFormat(
    name: "cff", fileExtensions: ["cff"],
    summary: "CITATION.cff: software or data, with its preferred citation",
    recognizes: { $0.contains(/(?m)^cff-version:/) },
    read: { source, emit in CitationFile.records.read(source, to: emit) })
}

/// Reads the Citation File Format: the thing itself, its preferred citation, and its references.
///
/// Source: the schema guide of version 1.2.0.
enum CitationFile {
  static let records = YAMLRecords(
    entries: { root in
      guard let mapping = root.mapping else { return nil }
      let more =
        [mapping["preferred-citation"]].compactMap(\.self)
        + (mapping["references"]?.sequence.map(Array.init) ?? [])
      return [root] + more
    },
    citation: { node in
      node.mapping.map { mapping in
        Citation(position: 0, line: 0, raw: "", reference: reference(YAMLFacts(mapping)))
      }
    })

  private static let rows: [FactRow<String>] = [
    FactRow("container", ["journal", "collection-title"]),
    FactRow("volume", ["volume"]),
    FactRow("issue", ["issue"]),
    FactRow("number", ["number"]),
    FactRow("edition", ["edition"]),
    FactRow("version", ["version"]),
    FactRow("abstract", ["abstract"]),
    FactRow("isbn", ["isbn"]),
    FactRow("issn", ["issn"]),
    FactRow("pmcid", ["pmcid"]),
    FactRow("genre", ["thesis-type"]),
    FactRow("url", ["url", "repository-code", "repository", "repository-artifact"]),
    FactRow("accessed", ["date-accessed"]),
  ]

  private static func reference(_ facts: YAMLFacts) -> Reference {
    var reference = Reference()
    reference.type = types[facts.text("type") ?? "software"] ?? .other
    reference.authors = facts.mappings("authors").compactMap(creator)
    reference.editors = facts.mappings("editors").compactMap(creator)
    reference.title = facts.text("title").flatMap(Markup.title)
    reference.publisher =
      facts.mappings("publisher").first?.text("name")
      ?? facts.mappings("institution").first?.text("name")
    reference.event = facts.mappings("conference").first?.text("name")
    reference.locator = PageRange.locator(start: facts.text("start"), end: facts.text("end"))
    reference.set(
      PublicationDate(
        years: [facts.text("year")].compactMap(\.self),
        days: [facts.text("date-released", "date-published", "issue-date")].compactMap(\.self)))
    let others = facts.mappings("identifiers")
    let doi = facts.text("doi") ?? others.first { $0.text("type") == "doi" }?.text("value")
    reference.doi = doi.flatMap { Identifier.doi(in: $0) }
    reference.pmid = facts.text("pmid").flatMap { PubMedID.number($0) }
    reference.keywords = facts.list("keywords")
    reference.read(rows) {
      facts.text($0).flatMap(Markup.line).map { [$0] } ?? []
    } names: { _ in
      []
    }
    return reference
  }

  private static func creator(_ person: YAMLFacts) -> Creator? {
    if let name = person.text("name", "alias"), person.text("family-names") == nil {
      return .literal(name)
    }
    guard let family = person.text("family-names") else {
      return person.text("given-names").map { .literal($0) }
    }
    let whole = [person.text("name-particle"), family].compactMap(\.self).joined(separator: " ")
    return .person(
      PersonalName(
        family: whole, given: person.text("given-names"), suffix: person.text("name-suffix")))
  }

  private static let types: [String: ReferenceType] = [
    "software": .software, "software-code": .software, "software-container": .software,
    "software-executable": .software, "software-virtual-machine": .software,
    "dataset": .dataset, "data": .dataset, "database": .dataset, "article": .article,
    "magazine-article": .article, "newspaper-article": .article, "book": .book,
    "conference-paper": .conference, "proceedings": .book, "report": .report, "thesis": .thesis,
    "patent": .patent, "website": .webpage, "blog": .webpage, "preprint": .preprint,
    "standard": .report, "edited-work": .book, "manual": .book, "pamphlet": .book,
  ]
}
