import Diagnostics
import References

extension ReferenceFormat {
  static let tei = ReferenceFormat(
    name: "tei", fileExtensions: [],
    summary: "the reference list of a TEI document, as extracted from PDFs by GROBID",
    recognizes: {
      $0.isMarkup && ($0.contains("http://www.tei-c.org/ns/1.0") || $0.contains("<listBibl"))
    },
    read: { TEI.records.read($0, $1) })
}

/// Reads the works that a TEI document cites.
///
/// ```
/// <listBibl> <biblStruct xml:id="b0">
///   <analytic> <title level="a"/> <author><persName><forename type="first"/><surname/> …
///     <idno type="DOI"/> </analytic>
///   <monogr> <title level="j"/> <imprint> <biblScope unit="volume"/>
///     <biblScope unit="page" from="1" to="9"/> <date type="published" when="2020-05"/> …
///   <note type="raw_reference"/>
/// ```
enum TEI {
  static let records = XMLRecords(
    recordNames: ["biblStruct"], wrapperNames: ["listBibl"], isInline: { $0 == "hi" },
    isWholeFile: false, entries: { [TEIRecord($0).entry].compactMap(\.self) })
}

private struct TEIRecord {
  private let tree: MarkupTree
  private var reference = Reference()
  private var notes = NoteText()
  private var titles: [String: String] = [:]
  private var texts: [String: [String]] = [:]
  private var dates: [String] = []

  init(_ tree: MarkupTree) {
    self.tree = tree
    for index in tree.elements.indices {
      read(tree.elements[index], at: index, in: tree.parentName(of: index))
    }
    finish()
  }

  /// Nil for the document's own description, which has no name, and where nothing names a work.
  var entry: XMLRecords.Entry? {
    guard let id = tree.elements.first.flatMap({ $0.attribute("xml:id") ?? $0.attribute("id") }),
      reference.title != nil || !reference.authors.isEmpty
    else { return nil }
    // GROBID only counts.
    let isNumber = id.first == "b" && id.dropFirst().allSatisfy(\.isNumber)
    return XMLRecords.Entry(
      reference: reference, notes: notes, sourceKey: isNumber ? nil : id, dates: dates)
  }

  private func line(_ element: MarkupTree.Element) -> String? {
    MarkupText.line(tree.text(of: element))
  }

  private mutating func read(_ element: MarkupTree.Element, at index: Int, in parent: String) {
    switch element.name {
    case "title":
      let level = element.attribute("level") ?? (parent == "analytic" ? "a" : "m")
      if titles[level] == nil { titles[level] = line(element) }
    case "author", "editor": readName(at: index, isEditor: element.name == "editor")
    case "idno": readIdentifier(element)
    case "biblScope": readScope(element)
    case "date":
      dates += [element.attribute("when") ?? line(element)].compactMap(\.self)
    case "ptr": reference.url = reference.url ?? element.attribute("target")
    case "note" where element.attribute("type") != "raw_reference":
      if let text = line(element) { notes.add(text, from: .shared) }
    case "meeting", "publisher", "pubPlace", "edition":
      if let text = line(element) { texts[element.name, default: []].append(text) }
    default: break
    }
  }

  private mutating func readName(at index: Int, isEditor: Bool) {
    var given: [String] = []
    var parts: [String: String] = [:]
    for child in tree.descendants(of: index) {
      let element = tree.elements[child]
      guard let text = line(element) else { continue }
      if element.name == "forename" { given.append(text) } else { parts[element.name] = text }
    }
    let creator: Creator? =
      if let family = parts["surname"] {
        .person(
          PersonalName(
            family: family, given: given.isEmpty ? nil : given.joined(separator: " "),
            suffix: parts["genName"]))
      } else {
        (parts["orgName"] ?? line(tree.elements[index])).map { .literal($0) }
      }
    guard let creator else { return }
    if isEditor { reference.editors.append(creator) } else { reference.authors.append(creator) }
  }

  private mutating func readIdentifier(_ element: MarkupTree.Element) {
    guard let text = line(element) else { return }
    switch element.attribute("type")?.lowercased() {
    case "doi": reference.doi = reference.doi ?? Identifier.doi(in: text)
    case "pmid": reference.pmid = PubMedID.number(text)
    case "pmcid": reference.pmcid = FactText.pmcid(text)
    case "arxiv": reference.arxivID = Identifier.arxivID(in: "arXiv:" + text)
    case "isbn": reference.isbn.append(text)
    case "issn", "eissn": reference.issn.append(text)
    default: break
    }
  }

  private mutating func readScope(_ element: MarkupTree.Element) {
    switch element.attribute("unit") {
    case "volume": reference.volume = line(element)
    case "issue": reference.issue = line(element)
    case "page":
      reference.locator =
        PageRange.locator(start: element.attribute("from"), end: element.attribute("to"))
        ?? PageRange.locator(start: line(element))
    case "chapter": reference.chapter = line(element)
    default: break
    }
  }

  private mutating func finish() {
    let container = titles["j"] ?? (titles["a"] == nil ? nil : titles["m"])
    reference.title = (titles["a"] ?? titles["m"] ?? titles["u"]).flatMap(Markup.title)
    reference.container = container ?? texts["meeting"]?.first
    reference.series = titles["s"]
    reference.event = texts["meeting"]?.first
    reference.publisher = texts["publisher"]?.first
    reference.place = texts["pubPlace"]?.first
    reference.edition = texts["edition"]?.first
    if titles["j"] == nil {
      reference.type = titles["a"] == nil ? .book : texts["meeting"] == nil ? .chapter : .conference
      if titles["a"] == nil, titles["m"] == nil { reference.type = .other }
    }
    reference.set(PublicationDate(among: dates))
  }
}
