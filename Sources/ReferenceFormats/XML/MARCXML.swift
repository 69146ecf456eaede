import Diagnostics
import References

extension ReferenceFormat {
  static let marcXML = ReferenceFormat(
    name: "marcxml", fileExtensions: [],
    summary: "MARC 21 XML, as exported by library catalogues",
    recognizes: { $0.isMarkup && $0.contains("loc.gov/MARC21/slim") },
    read: { MARCXML.records.read($0, $1) })
}

/// Reads records of library catalogues:
///
/// ```
/// <collection><record> <leader>00000nam a2200000 a 4500</leader>
///   <controlfield tag="001">…</controlfield>
///   <datafield tag="245" ind1="1" ind2="0"><subfield code="a">The bell jar /</subfield>…
/// ```
///
/// Source: MARC 21 Format for Bibliographic Data, Library of Congress.
enum MARCXML {
  static let records = XMLRecords(
    recordNames: ["record", "marc:record"], wrapperNames: ["collection", "marc:collection"],
    isInline: { _ in false }, entries: { [MARCRecord($0).entry].compactMap(\.self) })
}

private struct MARCRecord {
  /// A field: its subfields by their codes, in order.
  private struct Field {
    let tag: String
    var parts: [(code: String, text: String)] = []

    func texts(_ code: String) -> [String] { parts.filter { $0.code == code }.map(\.text) }

    func text(_ code: String) -> String? { texts(code).first }

    /// The subfields with these codes, as printed in a row.
    func line(_ codes: String) -> String? {
      let line = parts.filter { codes.contains($0.code) }.map(\.text).joined(separator: " ")
      return line.isEmpty ? nil : line.withoutCatalogueEnd
    }
  }

  private var leader = ""
  private var number: String?
  private var fields: [Field] = []
  private var reference = Reference()
  private var notes = NoteText()

  init(_ tree: MarkupTree) {
    for index in tree.elements.indices {
      let element = tree.elements[index]
      let tag = element.attribute("tag") ?? ""
      switch element.name {
      case "leader": leader = String(decoding: tree.text(of: element), as: UTF8.self)
      case "controlfield" where tag == "001": number = MarkupText.line(tree.text(of: element))
      case "datafield": fields.append(Field(tag: tag))
      case "subfield":
        guard !fields.isEmpty, let code = element.attribute("code"),
          let text = MarkupText.line(tree.text(of: element))
        else { break }
        fields[fields.count - 1].parts.append((code, text))
      default: break
      }
    }
    finish()
  }

  var entry: XMLRecords.Entry? {
    guard reference.title != nil || !reference.authors.isEmpty else { return nil }
    return XMLRecords.Entry(
      reference: reference, notes: notes, sourceKey: number, dates: dates)
  }

  private func all(_ tags: String...) -> [Field] { fields.filter { tags.contains($0.tag) } }

  private var dates: [String] { all("260", "264").compactMap { $0.text("c") } }

  private mutating func finish() {
    reference.type = type
    for field in all("100", "700") { add(field, isGroup: false) }
    for field in all("110", "710") { add(field, isGroup: true) }
    reference.set(PublicationDate(among: dates.map { $0.filter { $0.isNumber || $0 == "-" } }))
    addTitles()
    reference.read(Self.rows) { place in
      let (tag, codes) = (place.prefix(3), String(place.dropFirst(4)))
      return fields.filter { $0.tag == tag }.compactMap { $0.line(codes) }
    } names: { _ in
      []
    }
    reference.keywords = all("650", "651", "653").compactMap { field in
      let parts = field.parts.filter { "axyz".contains($0.code) }.map(\.text.withoutCatalogueEnd)
      return parts.isEmpty ? nil : parts.joined(separator: " -- ")
    }
    let numbers = all("024").compactMap { $0.text("a") }
    let links = all("856").flatMap { $0.texts("u") }
    reference.doi = (numbers + links).lazy.compactMap { Identifier.doi(in: $0) }.first
    reference.url = links.first
    for note in all("500", "504").compactMap({ $0.text("a") }) { notes.keep(remark: note) }
  }

  /// `Knuth, Donald Ervin, 1938- author.`
  private mutating func add(_ field: Field, isGroup: Bool) {
    guard let name = isGroup ? field.line("ab") : field.text("a")?.withoutNameEnd else { return }
    // The title of another work that the person wrote.
    if field.text("t") != nil { return }
    let creator: Creator = isGroup ? .literal(name) : Creator(familyFirst: name.withoutNameAddenda)
    let roles = (field.texts("e") + field.texts("4")).map { $0.lowercased() }
    if roles.contains(where: { $0.hasPrefix("ed") }) {
      reference.editors.append(creator)
    } else if roles.contains(where: { $0.hasPrefix("tr") }) {
      reference.translators.append(creator)
    } else if !isGroup || field.tag == "110" || !roles.isEmpty {
      reference.authors.append(creator)
    }
  }

  private mutating func addTitles() {
    guard let field = all("245").first else { return }
    let parts = field.parts.filter { "abnp".contains($0.code) }
    var title = ""
    for (code, text) in parts {
      title += (title.isEmpty ? "" : code == "b" ? ": " : " ") + text.withoutCatalogueMark
    }
    reference.title = Markup.title(title.withoutCatalogueEnd)
    guard let host = all("773").first else { return }
    reference.container = host.text("t")?.withoutCatalogueEnd
    if let place = host.text("g") { readPlace(place) }
  }

  /// `Vol. 12, no. 3 (Mar. 2018), p. 10-19`
  private mutating func readPlace(_ text: String) {
    reference.volume = text.firstMatch(of: /[Vv]ol\. ?(\w+)/).map { String($0.1) }
    reference.issue = text.firstMatch(of: /[Nn]o\. ?([\w\/\-]+)/).map { String($0.1) }
    let pages = text.firstMatch(of: /\b[pP]p?\. ?([\w\-–]+)/).map { String($0.1) }
    reference.locator = PageRange.locator(start: pages)
    if reference.year == nil, let date = text.firstMatch(of: /\(([^()]*\d{4}[^()]*)\)/) {
      reference.set(PublicationDate(date.1))
    }
  }

  /// The leader names a component, serial or map; the notes a thesis.
  private var type: ReferenceType {
    let marks = Array(leader.dropFirst(6).prefix(2))
    if !all("502").isEmpty { return .thesis }
    if marks.last == "a" || marks.last == "b" {
      let isInBook = all("773").contains { $0.text("z") != nil }
      return isInBook ? .chapter : .article
    }
    switch marks.first {
    case "m": return .software
    case "e", "f", "g", "i", "j", "k", "c", "d", "o", "p", "r": return .other
    default: return .book
    }
  }

  /// Which subfields have which facts: the tag of a field, a blank, the codes of its subfields.
  private static let rows: [FactRow<String>] = [
    FactRow("edition", ["250 a"]),
    FactRow("place", ["260 a", "264 a"]),
    FactRow("publisher", ["260 b", "264 b", "502 c"]),
    FactRow("series", ["490 a", "830 a", "440 a"]),
    FactRow("series_number", ["490 v", "830 v", "440 v"]),
    FactRow("genre", ["502 ab"]),
    FactRow("language", ["041 a"]),
    FactRow("abstract", ["520 a"]),
    FactRow("isbn", ["020 a"]),
    FactRow("issn", ["022 a", "773 x"]),
  ]
}
