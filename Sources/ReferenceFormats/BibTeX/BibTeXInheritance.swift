/// Gives an entry the fields that it takes from others.
///
/// | field | takes | from |
/// |---|---|---|
/// | xdata | every field that it has not | each entry named |
/// | entryset | every field that it has not | the first entry named, as biber does |
/// | crossref | what a part has from its whole: booktitle from title, editor, year, publisher, … | a book, proceedings or a periodical |
/// | crossref | every field that it has not: both are one work | any other entry |
struct BibTeXInheritance {
  let bytes: TextBytes
  let parents: BibTeXParents
  /// Parents that were read already, by their places.
  private var known: [Int: BibTeXEntry] = [:]
  /// The entries that are being completed, by their places; what leads back to them gives nothing.
  private var open: Set<Int> = []

  /// Chains that are longer, or run in a circle, end here.
  private static let greatestDepth = 8
  /// How many entries one entry may take fields from.
  private static let mostParents = 64

  init(_ bytes: TextBytes, _ parents: BibTeXParents) {
    self.bytes = bytes
    self.parents = parents
  }

  mutating func complete(_ entry: inout BibTeXEntry) {
    guard entry.fields.contains(where: { $0.meaning?.namesParents == true }) else { return }
    var visits = 0
    open = [entry.start]
    complete(&entry, depth: 0, visits: &visits)
  }

  private mutating func complete(_ entry: inout BibTeXEntry, depth: Int, visits: inout Int) {
    for index in entry.fields.indices {
      let field = entry.fields[index]
      guard let link = field.meaning, link.namesParents else { continue }
      let keys = BibTeXParents.keys(of: field, entry, bytes)
      for key in link == .xdata ? keys[...] : keys.prefix(1) {
        visits += 1
        guard depth < Self.greatestDepth, visits < Self.mostParents else { return }
        if let place = parents.place(of: key), open.contains(place) { continue }
        guard let parent = parent(key, depth: depth, visits: &visits) else {
          entry.report(.noParent(key: key), at: field.name)
          continue
        }
        inherit(&entry, from: parent, as: link)
      }
    }
  }

  private mutating func parent(
    _ key: String, depth: Int, visits: inout Int
  ) -> BibTeXEntry? {
    guard let place = parents.place(of: key) else { return nil }
    if let parent = known[place] { return parent }
    open.insert(place)
    defer { open.remove(place) }
    var scanner = BibTeXScanner(bytes)
    scanner.index = place
    var parent = BibTeXEntry()
    guard scanner.next(&parent) != nil else { return nil }
    complete(&parent, depth: depth + 1, visits: &visits)
    known[place] = parent
    return parent
  }

  private func inherit(
    _ entry: inout BibTeXEntry, from parent: BibTeXEntry, as link: BibTeXField
  ) {
    var present = Set(entry.fields.compactMap { $0.parts.isEmpty ? nil : $0.meaning })
    if present.contains(.date) || present.contains(.year) { present.formUnion([.date, .year]) }
    let parentType = bytes.lowercased(parent.type)
    let isWhole =
      link == .crossref && Self.isWhole(parentType, of: bytes.lowercased(entry.type))
    let parentHasBookTitle = parent.fields.contains { $0.meaning == .bookTitle }
    for field in parent.fields {
      guard let meaning = field.meaning else {
        inheritOther(&entry, field, of: parent, isWhole: isWhole)
        continue
      }
      guard !meaning.namesParents else { continue }
      var target: BibTeXField? = link == .crossref && meaning == .annotation ? nil : meaning
      if isWhole {
        target = Self.crossreferenced(meaning, parentType)
        if parentHasBookTitle, meaning == .title || meaning == .subtitle { target = nil }
      }
      guard let target, !present.contains(target) else { continue }
      let firstPart = entry.parts.count
      entry.parts += parent.parts[field.parts]
      entry.fields.append(
        BibTeXEntry.Field(
          name: field.name, meaning: target, parts: firstPart..<entry.parts.count))
    }
  }

  /// A field that the reader has no use for is kept, but for those of a whole's own: its sorting keys
  /// and short titles.
  private func inheritOther(
    _ entry: inout BibTeXEntry, _ field: BibTeXEntry.Field, of parent: BibTeXEntry, isWhole: Bool
  ) {
    let name = bytes.lowercased(field.name)
    let isOwn = isWhole && Self.ownNames.contains { name.hasPrefix($0) }
    let isPresent = entry.fields.contains {
      $0.meaning == nil && bytes.lowercased($0.name) == name
    }
    guard !isOwn, !isPresent else { return }
    let firstPart = entry.parts.count
    entry.parts += parent.parts[field.parts]
    entry.fields.append(
      BibTeXEntry.Field(name: field.name, meaning: nil, parts: firstPart..<entry.parts.count))
  }

  /// Source: the biblatex manual, appendix B, what is never inherited.
  private static let ownNames = [
    "short", "sort", "index", "presort", "label", "options", "related", "execute", "ids",
    "entrysubtype", "xref", "titleaddon", "file", "timestamp", "owner",
  ]

  /// Whether an entry is the whole of which another is a part.
  private static func isWhole(_ parentType: String, of type: String) -> Bool {
    if type == parentType { return false }
    return parentType == "periodical" || parentType.hasPrefix("mv")
      || ["book", "collection", "proceedings", "reference", "booklet", "manual"]
        .contains(parentType)
  }

  /// The field of a part that inherits a field of the whole; nil if none does.
  private static func crossreferenced(_ field: BibTeXField, _ parentType: String) -> BibTeXField? {
    switch field {
    case .title, .subtitle:
      let isTitle = field == .title
      switch parentType {
      case "periodical": return isTitle ? .journal : .journalSubtitle
      case _ where parentType.hasPrefix("mv"): return isTitle ? .mainTitle : .mainSubtitle
      default: return isTitle ? .bookTitle : .bookSubtitle
      }
    case .abstract, .annotation, .archive, .articleNumber, .arxiv, .doi, .eprint, .howPublished,
      .keywords, .link, .note, .pages, .pmid, .type, .url, .crossref, .xdata, .entrySet:
      return nil
    default: return field
    }
  }
}
