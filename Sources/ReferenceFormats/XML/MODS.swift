import Diagnostics
import References

extension ReferenceFormat {
  static let mods = ReferenceFormat(
    name: "mods", fileExtensions: ["mods"],
    summary: "MODS XML, as exported by libraries and bibutils",
    recognizes: { beginning in
      beginning.isMarkup
        && ["loc.gov/mods", "<modsCollection", "<mods>"].contains { beginning.contains($0) }
    },
    read: { MODS.records.read($0, $1) })
}

/// Reads the Metadata Object Description Schema:
///
/// ```
/// <modsCollection><mods ID="marlow2018">
///   <titleInfo><title/><subTitle/></titleInfo>
///   <name type="personal"><namePart type="family"/><namePart type="given"/>
///     <role><roleTerm>aut</roleTerm></role></name>
///   <originInfo><publisher/><place><placeTerm/></place><dateIssued/></originInfo>
///   <relatedItem type="host"> a journal or book, with its own title, names and identifiers
///     <part><detail type="volume"><number/></detail><extent unit="page"><start/><end/>…
///   <identifier type="doi"/> <abstract/> <subject><topic/></subject> <note/>
/// ```
///
/// Source: MODS 3.8, Library of Congress.
enum MODS {
  static let records = XMLRecords(
    recordNames: ["mods", "mods:mods"], wrapperNames: ["modsCollection", "mods:modsCollection"],
    isInline: { _ in false }, entries: { [MODSRecord($0).entry].compactMap(\.self) })
}

private struct MODSRecord {
  /// What an element is about: the work, what it is in, the series of that.
  private enum Item { case work, host, series, other }

  private let tree: MarkupTree
  private var reference = Reference()
  private var notes = NoteText()
  private var key: String?
  /// The values of elements, by the names of the table.
  private var texts: [String: [String]] = [:]
  private var genres: [String] = []
  private var hostGenres: [String] = []
  private var hasHost = false
  private var dates: [String] = []
  private var extent: (start: String?, end: String?)

  init(_ tree: MarkupTree) {
    self.tree = tree
    key = tree.elements.first?.attribute("ID")
    for index in tree.elements.indices { read(index, of: item(of: index)) }
    finish()
  }

  var entry: XMLRecords.Entry? {
    guard reference.title != nil || !reference.authors.isEmpty else { return nil }
    return XMLRecords.Entry(reference: reference, notes: notes, sourceKey: key, dates: dates)
  }

  private func item(of index: Int) -> Item {
    var place: Int? = index
    while let here = place {
      let element = tree.elements[here]
      if element.name == "relatedItem" {
        switch element.attribute("type") {
        case "host": return .host
        case "series": return .series
        default: return .other
        }
      }
      place = element.parent
    }
    return .work
  }

  private func line(_ element: MarkupTree.Element) -> String? {
    MarkupText.line(tree.text(of: element))
  }

  /// The texts of the elements directly inside another, by name.
  private func parts(of index: Int) -> [String: String] {
    var parts: [String: String] = [:]
    for child in tree.children(of: index) {
      let element = tree.elements[child]
      parts[element.name] = parts[element.name] ?? line(element)
    }
    return parts
  }

  private mutating func keep(_ text: String?, as name: String) {
    if let text { texts[name, default: []].append(text) }
  }

  private mutating func read(_ index: Int, of item: Item) {
    let element = tree.elements[index]
    if item == .other { return }
    switch element.name {
    case "titleInfo": readTitle(at: index, of: item)
    case "name": readName(at: index, of: item)
    case "genre":
      if item == .host { hostGenres += names(element) } else { genres += names(element) }
    case "relatedItem" where item == .host: hasHost = true
    case "dateIssued", "copyrightDate", "date": dates += [line(element)].compactMap(\.self)
    case "identifier": readIdentifier(element, of: item)
    case "number" where tree.parentName(of: index) == "detail":
      let kind = tree.elements[index].parent.flatMap { tree.elements[$0].attribute("type") } ?? ""
      keep(line(element), as: kind == "number" ? "issue" : kind)
    case "extent" where tree.parentName(of: index) == "part":
      let parts = parts(of: index)
      extent = (parts["start"] ?? parts["list"] ?? line(element), parts["end"])
    case "partNumber" where item == .series: keep(line(element), as: "series number")
    case "placeTerm" where element.attribute("type") == "code": break
    case "topic", "geographic", "temporal":
      if let word = line(element) { reference.keywords.append(word) }
    case "note" where item == .work:
      if let note = MarkupText.paragraphs(tree.text(of: element)) { notes.add(note) }
    default: if Self.kept.contains(element.name) { keep(line(element), as: element.name) }
    }
  }

  private func names(_ element: MarkupTree.Element) -> [String] {
    line(element).map { [$0.lowercased()] } ?? []
  }

  private mutating func readTitle(at index: Int, of item: Item) {
    let parts = parts(of: index)
    guard let main = parts["title"] else { return }
    let kind = tree.elements[index].attribute("type")
    let whole = [parts["nonSort"], main].compactMap(\.self).joined(separator: " ").singleSpaced
    let title = parts["subTitle"].map { "\(whole): \($0)" } ?? whole
    switch (item, kind) {
    case (.work, nil): reference.title = reference.title ?? Markup.title(title)
    case (.host, nil): reference.container = reference.container ?? title
    case (.host, "abbreviated"): keep(title, as: "short container")
    case (.series, _): keep(title, as: "series title")
    default: break
    }
  }

  private mutating func readName(at index: Int, of item: Item) {
    let element = tree.elements[index]
    var typed: [String: [String]] = [:]
    var roles: [String] = []
    for child in tree.descendants(of: index) {
      let part = tree.elements[child]
      guard let text = line(part) else { continue }
      if part.name == "namePart" { typed[part.attribute("type") ?? "", default: []].append(text) }
      if part.name == "roleTerm" { roles.append(text.lowercased()) }
    }
    guard
      let creator = creator(
        typed, isGroup: ["corporate", "conference"].contains(element.attribute("type")))
    else { return }
    if roles.contains(where: { $0.hasPrefix("ed") }) || (item == .host && roles.isEmpty) {
      reference.editors.append(creator)
    } else if roles.contains(where: { ["trl", "translator"].contains($0) }) {
      reference.translators.append(creator)
    } else if item == .work, roles.allSatisfy({ !["ths", "dgg", "pbl", "spn"].contains($0) }) {
      reference.authors.append(creator)
    }
  }

  private func creator(_ parts: [String: [String]], isGroup: Bool) -> Creator? {
    let plain = parts[""]?.joined(separator: " ")
    if isGroup { return plain.map { .literal($0) } }
    guard let family = parts["family"]?.joined(separator: " ") else {
      return (plain ?? parts["given"]?.joined(separator: " ")).map {
        Creator(familyFirst: $0.withoutNameAddenda)
      }
    }
    return .person(
      PersonalName(
        family: family, given: parts["given"]?.joined(separator: " "),
        suffix: parts["termsOfAddress"]?.first))
  }

  private mutating func readIdentifier(_ element: MarkupTree.Element, of item: Item) {
    guard let text = line(element), element.attribute("invalid") != "yes" else { return }
    let kind = element.attribute("type")?.lowercased() ?? ""
    switch kind {
    case "isbn", "issn": keep(text, as: kind)
    case "citekey" where item == .work: key = text
    case _ where item != .work: break
    case "doi": reference.doi = reference.doi ?? Identifier.doi(in: text)
    case "pmid", "pubmed": reference.pmid = reference.pmid ?? PubMedID.number(text)
    case "pmc", "pmcid": reference.pmcid = reference.pmcid ?? FactText.pmcid(text)
    case "arxiv": reference.arxivID = reference.arxivID ?? Identifier.arxivID(in: "arXiv:" + text)
    case "uri", "url": keep(text, as: "url")
    default: break
    }
  }

  private mutating func finish() {
    reference.type = type
    reference.set(PublicationDate(among: dates))
    if reference.type != .book, reference.type != .thesis {
      reference.locator = PageRange.locator(start: extent.start, end: extent.end)
    }
    reference.read(Self.rows) {
      texts[$0] ?? []
    } names: { _ in
      []
    }
    let links = texts["url"] ?? []
    reference.doi = reference.doi ?? links.lazy.compactMap { Identifier.doi(in: $0) }.first
    reference.dropRepeatedNames()
    reference.fill(from: notes)
  }

  private var type: ReferenceType {
    let words = genres.joined(separator: " ")
    if words.holds("thes") || words.holds("dissertation") { return .thesis }
    if words.holds("report") { return .report }
    if words.holds("patent") { return .patent }
    if words.holds("web") { return .webpage }
    if !hasHost { return words.holds("article") ? .article : .book }
    let host = hostGenres.joined(separator: " ")
    if host.holds("conference") || words.holds("conference") { return .conference }
    let isInBook = host.holds("book") || words.holds("chapter") || texts["isbn"] != nil
    return isInBook ? .chapter : .article
  }

  private static let kept = Set(rows.flatMap(\.names))

  /// Which elements have which facts.
  private static let rows: [FactRow<String>] = [
    FactRow("short_container", ["short container"]),
    FactRow("volume", ["volume"]),
    FactRow("issue", ["issue"]),
    FactRow("edition", ["edition"]),
    FactRow("series", ["series title"]),
    FactRow("series_number", ["series number"]),
    FactRow("publisher", ["publisher"]),
    FactRow("place", ["placeTerm"]),
    FactRow("language", ["languageTerm"]),
    FactRow("abstract", ["abstract"]),
    FactRow("url", ["url"]),
    FactRow("isbn", ["isbn"]),
    FactRow("issn", ["issn"]),
  ]
}
