import Diagnostics
import References

extension ReferenceFormat {
  static let jats = ReferenceFormat(
    name: "jats", fileExtensions: [],
    summary: "reference lists of articles in JATS XML, as in PubMed Central",
    recognizes: { beginning in
      // The list is at the end of an article, which may be long.
      beginning.isMarkup
        && (beginning.contains("DTD JATS") || beginning.contains("<ref-list")
          || beginning.contains("//NLM//DTD"))
    },
    read: { JATS.records.read($0, $1) })
}

extension MarkupTree {
  /// Whether an element lies in another with one of these names.
  fileprivate func isInside(_ index: Int, of names: Set<String>) -> Bool {
    var place = elements[index].parent
    while let here = place {
      if names.contains(elements[here].name) { return true }
      place = elements[here].parent
    }
    return false
  }
}

extension Substring {
  /// Whether a tag begins it.
  var isMarkup: Bool { first { !$0.isWhitespace && $0 != "\u{FEFF}" } == "<" }
}

/// Reads the works that an article in JATS cites, and what a review says of them.
///
/// ```
/// <ref id="R1"><label>1</label>
///   <element-citation publication-type="journal">
///     <person-group person-group-type="author"><name><surname/><given-names/></name>…
///     <article-title/> <source/> <year/> <volume/> <issue/> <fpage/> <lpage/>
///     <pub-id pub-id-type="doi"/> </element-citation>
///   <note><p>•• A clear account of hull forms.</p></note></ref>
/// ```
///
/// Source: the JATS Archiving tag set, version 1.3.
enum JATS {
  static let records = XMLRecords(
    recordNames: ["ref"], wrapperNames: ["ref-list"], isInline: inline.contains,
    isWholeFile: false, entries: JATSRecord.entries)

  private static let inline: Set<String> = [
    "bold", "italic", "sup", "sub", "sc", "xref", "ext-link", "uri", "styled-content", "monospace",
    "underline",
  ]
}

private struct JATSRecord {
  private let tree: MarkupTree
  private var reference = Reference()
  private var notes = NoteText()
  private var grade: Int?
  private var texts: [String: [String]] = [:]
  private var id: String?
  /// The citation verbatim, if its parts are not tagged.
  private var printed: String?

  /// - Parameter citation: the element of the one citation to read; nil where there is none.
  private init(_ tree: MarkupTree, _ citation: Int?) {
    self.tree = tree
    for index in tree.elements.indices where isOf(citation, index) {
      read(tree.elements[index], at: index, in: tree.parentName(of: index))
    }
    finish()
  }

  /// Those of all works that a reference lists.
  static func entries(_ tree: MarkupTree) -> [XMLRecords.Entry] {
    let cited = tree.elements.indices.filter { citations.contains(tree.elements[$0].name) }
    var printed: Set<Int> = []
    let works = cited.filter { index in
      guard let parent = tree.elements[index].parent else { return true }
      // One that is printed twice is one work.
      if tree.elements[parent].name == "citation-alternatives" {
        return printed.insert(parent).inserted
      }
      return !tree.isInside(index, of: citations)
    }
    if works.isEmpty { return [JATSRecord(tree, nil).entry].compactMap(\.self) }
    return works.compactMap { JATSRecord(tree, $0).entry }
  }

  /// Nil if nothing names a work.
  private var entry: XMLRecords.Entry? {
    guard reference.title != nil || !reference.authors.isEmpty || reference.doi != nil else {
      return nil
    }
    return XMLRecords.Entry(
      reference: reference, notes: notes, sourceKey: nil, dates: texts["year"] ?? [], grade: grade)
  }

  private static let citations: Set<String> = [
    "element-citation", "mixed-citation", "nlm-citation", "citation",
  ]

  /// Whether an element is in a citation, or in none.
  private func isOf(_ citation: Int?, _ index: Int) -> Bool {
    var outermost: Int?
    var place: Int? = index
    while let here = place {
      if Self.citations.contains(tree.elements[here].name) { outermost = here }
      place = tree.elements[here].parent
    }
    return outermost == nil || outermost == citation
  }

  private func line(_ element: MarkupTree.Element) -> String? {
    MarkupText.line(tree.text(of: element))
  }

  private static let kept = Set(JATSTable.rows.flatMap(\.names)).union([
    "article-title", "chapter-title", "trans-title", "data-title", "part-title", "source", "year",
    "month", "day", "fpage", "lpage", "page-range", "elocation-id", "issue-title",
  ])

  private mutating func read(_ element: MarkupTree.Element, at index: Int, in parent: String) {
    switch element.name {
    case _ where Self.citations.contains(element.name):
      let kind = element.attribute("publication-type") ?? element.attribute("citation-type") ?? ""
      reference.type = Self.types[kind] ?? .article
      printed = line(element)
    case "name", "string-name", "collab", "etal", "institution":
      readName(element, at: index, in: parent)
    case "pub-id": readIdentifier(element, element.attribute("pub-id-type"))
    case "ext-link", "uri": readLink(element)
    case "note", "annotation": readNote(element)
    default:
      guard Self.kept.contains(element.name), let text = line(element) else { return }
      texts[element.name, default: []].append(text)
    }
  }

  private mutating func readName(_ element: MarkupTree.Element, at index: Int, in parent: String) {
    if element.name == "etal" {
      reference.hasMoreAuthors = true
      return
    }
    // The members of a group are inside its name.
    if element.name == "institution", parent != "person-group" { return }
    var parts: [String: String] = [:]
    for child in tree.children(of: index) {
      parts[tree.elements[child].name] = line(tree.elements[child])
    }
    let creator: Creator? =
      if let family = parts["surname"] {
        .person(PersonalName(family: family, given: parts["given-names"], suffix: parts["suffix"]))
      } else if element.name == "string-name" {
        line(element).map { Creator(familyFirst: $0) }
      } else {
        line(element).map { .literal($0) }
      }
    guard let creator else { return }
    let group = tree.elements[index].parent.map { tree.elements[$0] }
    switch group?.attribute("person-group-type") ?? "author" {
    case "editor": reference.editors.append(creator)
    case "translator": reference.translators.append(creator)
    default: reference.authors.append(creator)
    }
  }

  private mutating func readIdentifier(_ element: MarkupTree.Element, _ scheme: String?) {
    guard let text = line(element) else { return }
    switch scheme {
    case "doi": reference.doi = reference.doi ?? Identifier.doi(in: text)
    case "pmid", "pubmed": reference.pmid = reference.pmid ?? PubMedID.number(text)
    case "pmcid": reference.pmcid = reference.pmcid ?? FactText.pmcid(text)
    case "arxiv": reference.arxivID = Identifier.arxivID(in: "arXiv:" + text)
    case "isbn": reference.isbn.append(text)
    default: break
    }
  }

  private mutating func readLink(_ element: MarkupTree.Element) {
    let address =
      element.attribute("xlink:href") ?? element.attribute("href") ?? line(element) ?? ""
    if element.attribute("ext-link-type") == "doi" || address.holds("doi.org/") {
      reference.doi = reference.doi ?? Identifier.doi(in: address)
    } else if address.holds("://") {
      reference.url = reference.url ?? address
    }
  }

  /// `•• A clear account.`, with as many bullets as its grade.
  private mutating func readNote(_ element: MarkupTree.Element) {
    guard let text = MarkupText.paragraphs(tree.text(of: element)) else { return }
    let bullets = text.prefix { "•*· ".contains($0) }
    let count = bullets.count { $0 == "•" || $0 == "*" }
    if (1...2).contains(count) { grade = count }
    notes.add(String(text.dropFirst(count > 0 ? bullets.count : 0)), from: .own)
  }

  private func text(_ names: String...) -> String? {
    names.lazy.compactMap { texts[$0]?.first }.first
  }

  private mutating func finish() {
    let source = text("source")
    let title = text("article-title", "chapter-title", "data-title", "part-title")
    reference.title = (title ?? source).flatMap(Markup.title)
    reference.container = title == nil ? nil : source ?? text("issue-title")
    if reference.type == .book, title != nil, source != nil { reference.type = .chapter }
    reference.locator =
      PageRange.locator(start: text("page-range"))
      ?? PageRange.locator(start: text("fpage"), end: text("lpage"))
      ?? text("elocation-id").map { .articleNumber($0) }
    reference.set(
      PublicationDate(
        years: texts["year"] ?? [],
        days: [[text("day"), text("month")].compactMap(\.self).joined(separator: " ")]))
    reference.read(JATSTable.rows) {
      texts[$0] ?? []
    } names: { _ in
      []
    }
    if reference.title == nil, reference.authors.isEmpty, let printed {
      // Words alone are read as a pasted list is.
      let list = ReferenceFormat.list.read(SourceText(name: "ref", text: "• \(printed)\n"))
      if let read = list.citations.first?.reference { reference = read }
    }
  }

  private static let types: [String: ReferenceType] = [
    "journal": .article, "book": .book, "book-chapter": .chapter, "chapter": .chapter,
    "confproc": .conference, "conference": .conference, "conf-proc": .conference,
    "thesis": .thesis, "report": .report, "gov": .report, "standard": .report, "web": .webpage,
    "webpage": .webpage, "website": .webpage, "data": .dataset, "software": .software,
    "patent": .patent, "preprint": .preprint, "other": .other, "newspaper": .article,
  ]
}

/// Which elements of a citation in JATS have which facts.
enum JATSTable {
  static let rows: [FactRow<String>] = [
    FactRow("volume", ["volume"]),
    FactRow("issue", ["issue"]),
    FactRow("edition", ["edition"]),
    FactRow("series", ["series"]),
    FactRow("publisher", ["publisher-name"]),
    FactRow("place", ["publisher-loc"]),
    FactRow("event", ["conf-name"]),
    FactRow("version", ["version"]),
    FactRow("number", ["patent"]),
    FactRow("isbn", ["isbn"]),
    FactRow("issn", ["issn"]),
    FactRow("accessed", ["date-in-citation"]),
  ]
}
