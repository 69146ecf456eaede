import Diagnostics
import References

extension ReferenceFormat {
  static let zoteroRDF = ReferenceFormat(
    name: "zotero-rdf", fileExtensions: ["rdf"],
    summary: "Zotero's RDF export, with notes, tags and collections",
    recognizes: { $0.isMarkup && $0.holds("<rdf:RDF") && $0.holds("zotero.org/namespaces") },
    read: { source, emit in ZoteroRDF.read(source, to: emit) })
}

/// Reads the RDF that Zotero exports. Items, journals, notes and collections are elements side by side
/// that refer to each other:
///
/// ```
/// <bib:Article rdf:about="https://doi.org/10.5555/12345">
///   <z:itemType>journalArticle</z:itemType>
///   <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
///   <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname/><foaf:givenName/> …
///   <dcterms:isReferencedBy rdf:resource="#item_2"/> <dc:title/> <dc:date/> <bib:pages/>
/// </bib:Article>
/// <bib:Journal rdf:about="urn:issn:1234-5678"> <prism:volume/> <dc:title/> </bib:Journal>
/// <bib:Memo rdf:about="#item_2"> <rdf:value>&lt;p&gt;…&lt;/p&gt;</rdf:value> </bib:Memo>
/// ```
///
/// Source: Zotero's translator RDF.js and the export that it makes.
enum ZoteroRDF {
  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    var emitter = RecordEmitter()
    source.text.withBytes { bytes in
      let root = Array("<rdf:RDF".utf8)
      guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: root) }) else {
        return
      }
      let document = bytes.slice(start..<bytes.count)
      var tree = MarkupParser.xml(document)
      // A repaired text has other places.
      var repair: XMLRepair?
      if tree == nil { (tree, repair) = repaired(document, at: start, emit) }
      guard let tree else { return }
      let graph = RDFGraph(tree)
      var lines = LineCounter(bytes)
      for index in graph.items {
        let element = tree.elements[index].source
        func place(_ place: Int) -> Int {
          min(start + (repair?.place(ofOutput: place) ?? place), bytes.count)
        }
        var range = place(element.lowerBound)..<place(element.upperBound)
        guard !range.isEmpty else { continue }
        while bytes[range.lowerBound] != UInt8(ascii: "<"), range.lowerBound > start {
          range = range.lowerBound - 1..<range.upperBound
        }
        let item = graph.item(at: index)
        var citation = item.citation
        citation.line = lines.line(of: range.lowerBound)
        citation.raw = bytes.string(range)
        let dates = [item.fields["date"]].compactMap(\.self)
        emitter.emit(
          citation, in: range, problems: [], unreadYear: PublicationYear.unread(among: dates),
          to: emit)
      }
    }
    emitter.finish(source, to: emit)
  }

  private static func repaired(
    _ document: TextBytes, at start: Int, _ emit: (Reading.Item) -> Void
  ) -> (MarkupTree?, XMLRepair) {
    let repair = XMLRepair(document, root: "rdf:RDF", isInline: { _ in false })
    for (damage, place) in repair.damages {
      let place = start + min(place, document.count - 1)
      emit(.diagnostic(Diagnostic(.warning, .damagedRecord(damage), at: place..<place + 1)))
    }
    return (repair.output.withBytes { MarkupParser.xml($0) }, repair)
  }
}

/// The elements of an export and what they refer to.
private struct RDFGraph {
  private let tree: MarkupTree
  /// Elements by what they are about.
  private var named: [String: Int] = [:]
  /// Collections by what is in them: items, and other collections.
  private var containing: [String: [Int]] = [:]

  /// Elements that are works.
  private(set) var items: [Int] = []

  init(_ tree: MarkupTree) {
    self.tree = tree
    let topLevel = tree.elements.isEmpty ? [] : tree.children(of: 0)
    for index in topLevel {
      if let name = tree.elements[index].attribute("about") { named[name] = index }
    }
    for index in topLevel {
      if tree.elements[index].name == "Collection" {
        for part in children(of: index, named: "hasPart") {
          guard let item = tree.elements[part].attribute("resource") else { continue }
          containing[item, default: []].append(index)
        }
      } else if let type = text(index, "itemType"), !ZoteroItem.childTypes.contains(type) {
        items.append(index)
      }
    }
  }

  func item(at index: Int) -> ZoteroItem {
    var fields: [String: String] = [:]
    for (element, field) in Self.fields { fields[field] = text(index, element) }
    for (element, field) in Self.longFields {
      fields[field] = child(of: index, named: element).flatMap {
        MarkupText.paragraphs(tree.text(of: tree.elements[$0]))
      }
    }
    let type = fields["itemType"] ?? ""
    if let field = Self.versions[type] { fields[field] = fields.removeValue(forKey: "edition") }
    readIdentifiers(of: index, into: &fields)
    for part in children(of: index, named: "isPartOf") { readWhole(part, into: &fields) }
    if let organization = descendant(of: index, path: ["publisher", "Organization"]) {
      fields["publisher"] = text(organization, "name")
      fields["place"] = descendant(of: organization, named: "locality").flatMap(line)
    }
    if let event = descendant(of: index, path: ["presentedAt", "Conference"]) {
      fields["conferenceName"] = text(event, "title")
    }
    var item = ZoteroItem(type: type, fields: fields)
    item.creators = creators(of: index)
    // A call number is no tag.
    for subject in children(of: index, named: "subject")
    where descendant(of: subject, named: "LCC") == nil {
      let automatic = descendant(of: subject, named: "AutomaticTag")
      guard let tag = line(subject) else { continue }
      item.tags.append(tag)
      if automatic == nil { item.ownTags.append(tag) }
    }
    if let name = tree.elements[index].attribute("about") {
      item.collections = (containing[name] ?? []).compactMap { path(ofCollection: $0) }
    }
    for reference in children(of: index, named: "isReferencedBy") {
      guard let note = target(of: reference), let value = child(of: note, named: "value") else {
        continue
      }
      item.addNote(html: String(decoding: tree.text(of: tree.elements[value]), as: UTF8.self))
    }
    return item
  }

  /// Which elements have which of Zotero's fields.
  private static let fields: KeyValuePairs<String, String> = [
    "itemType": "itemType", "title": "title", "date": "date", "pages": "pages",
    "volume": "volume", "edition": "edition", "language": "language",
    "shortTitle": "shortTitle", "type": "type", "dateSubmitted": "accessDate",
    "citationKey": "citationKey", "archiveID": "archiveID",
  ]

  /// Those of several lines.
  private static let longFields: KeyValuePairs<String, String> = [
    "abstract": "abstractNote", "description": "extra",
  ]

  /// What `number` is, by type; an issue of all others.
  private static let numbers = [
    "bill": "billNumber", "hearing": "documentNumber", "patent": "patentNumber",
    "report": "reportNumber", "standard": "number",
  ]

  /// What `edition` is, by type, where it is none.
  private static let versions = ["computerProgram": "versionNumber", "dataset": "versionNumber"]

  /// A collection's name behind those of the ones that contain it: `Boats/Hulls`.
  private func path(ofCollection index: Int) -> String? {
    var names: [String] = []
    var seen: Set<Int> = []
    var next: Int? = index
    // One may be part of itself.
    while let collection = next, seen.insert(collection).inserted {
      if let name = text(collection, "title") { names.append(name) }
      next = tree.elements[collection].attribute("about").flatMap { containing[$0]?.first }
    }
    return names.isEmpty ? nil : names.reversed().joined(separator: "/")
  }

  /// `DOI 10.5555/1`, `ISBN 978-…`, and an address inside of an element.
  private func readIdentifiers(of index: Int, into fields: inout [String: String]) {
    for identifier in children(of: index, named: "identifier") {
      guard let text = line(identifier) else { continue }
      if descendant(of: identifier, named: "URI") != nil {
        fields["url"] = text
        continue
      }
      let words = text.split(separator: " ", maxSplits: 1)
      if words.count == 2, ["DOI", "ISBN", "ISSN"].contains(words[0]) {
        fields[String(words[0])] = String(words[1])
      }
    }
    if fields["DOI"] == nil, let name = tree.elements[index].attribute("about"),
      name.contains("doi.org/")
    {
      fields["DOI"] = name
    }
    if let number = text(index, "number") {
      fields[Self.numbers[fields["itemType"] ?? ""] ?? "issue"] = number
    }
  }

  /// A chapter is part of a book of a series; more is a circle.
  private static let deepestWhole = 8

  /// The journal, book or series that an item is part of, there or elsewhere.
  private func readWhole(_ part: Int, into fields: inout [String: String], depth: Int = 0) {
    guard depth < Self.deepestWhole else { return }
    guard let whole = target(of: part) ?? tree.children(of: part).first else { return }
    let isSeries = tree.elements[whole].name == "Series"
    fields[isSeries ? "series" : "publicationTitle"] = text(whole, "title")
    if isSeries {
      fields["seriesNumber"] = text(whole, "identifier").flatMap {
        $0.contains(where: \.isLetter) ? nil : $0
      }
    } else {
      fields["journalAbbreviation"] = text(whole, "alternative")
      fields["volume"] = text(whole, "volume") ?? fields["volume"]
      fields["issue"] = text(whole, "number") ?? fields["issue"]
    }
    readIdentifiersOfWhole(whole, into: &fields)
    for outer in children(of: whole, named: "isPartOf") {
      readWhole(outer, into: &fields, depth: depth + 1)
    }
  }

  private func readIdentifiersOfWhole(_ whole: Int, into fields: inout [String: String]) {
    for identifier in children(of: whole, named: "identifier") {
      let words = line(identifier)?.split(separator: " ", maxSplits: 1) ?? []
      guard words.count == 2, ["DOI", "ISBN", "ISSN"].contains(words[0]),
        fields[String(words[0])] == nil
      else { continue }
      fields[String(words[0])] = String(words[1])
    }
  }

  private func creators(of index: Int) -> [(role: String, name: Creator)] {
    tree.children(of: index).flatMap { group -> [(role: String, name: Creator)] in
      guard let role = Self.roles[tree.elements[group].name] else { return [] }
      return tree.descendants(of: group).filter { tree.elements[$0].name == "Person" }.compactMap {
        person in
        let family = text(person, "surname") ?? text(person, "name")
        // Older exports write it in lower case.
        let given = text(person, "givenName") ?? text(person, "givenname")
        guard let family else { return nil }
        let name = given.map { PersonalName(family: family, given: $0) }
        return (role, name.map { .person($0) } ?? .literal(family))
      }
    }
  }

  private static let roles = [
    "authors": "author", "editors": "editor", "seriesEditors": "seriesEditor",
    "translators": "translator", "contributors": "contributor", "bookAuthors": "bookAuthor",
    "reviewedAuthors": "reviewedAuthor", "inventors": "inventor", "presenters": "presenter",
    "programmers": "programmer", "artists": "artist", "directors": "director",
    "interviewees": "interviewee", "recipients": "recipient",
  ]

  // MARK: Elements

  private func line(_ index: Int) -> String? {
    MarkupText.line(tree.text(of: tree.elements[index]))
  }

  private func text(_ index: Int, _ name: String) -> String? {
    child(of: index, named: name).flatMap(line)
  }

  private func child(of index: Int, named name: String) -> Int? {
    children(of: index, named: name).first
  }

  private func children(of index: Int, named name: String) -> [Int] {
    tree.children(of: index).filter { tree.elements[$0].name == name }
  }

  private func descendant(of index: Int, named name: String) -> Int? {
    tree.descendants(of: index).first { tree.elements[$0].name == name }
  }

  private func descendant(of index: Int, path: [String]) -> Int? {
    path.reduce(Optional(index)) { index, name in
      index.flatMap { descendant(of: $0, named: name) }
    }
  }

  private func target(of element: Int) -> Int? {
    tree.elements[element].attribute("resource").flatMap { named[$0] }
  }
}
