import References

/// What one `<record>` of EndNote says.
struct EndNoteRecord {
  private let tree: MarkupTree
  private var reference = Reference()
  private var journal = JournalNames()
  private var isEditedBook = false
  private var articleNumber: String?
  private var accession: String?
  private var database: String?
  private var databaseNumber: String?
  private var date: String?
  private var years: [String] = []
  private var notes = NoteText()
  private var isNoted = false
  private var label: String?
  private var number: String?
  /// The values of other elements, by name.
  private var texts: [String: [String]] = [:]

  /// The names of the journal that the record gives.
  private struct JournalNames {
    var full: String?
    var secondary: String?
    var alternative: String?
    var abbreviations: Set<String> = []

    /// The first that is not known for an abbreviation of another.
    var best: String? {
      let names = [full, secondary, alternative].compactMap(\.self)
      return names.first { !abbreviations.contains($0) } ?? names.first
        ?? abbreviations.min()
    }
  }

  init(_ tree: MarkupTree) {
    self.tree = tree
    for index in tree.elements.indices where tree.elements[index].name != "style" {
      read(tree.elements[index], in: tree.parentName(of: index))
    }
    complete()
  }

  /// Nil for a record without anything that names a work.
  var entry: XMLRecords.Entry? {
    let isEmpty =
      reference.title == nil && reference.authors.isEmpty && reference.editors.isEmpty
      && reference.container == nil && reference.doi == nil && !isNoted
      && reference.abstract == nil && reference.url == nil
    if isEmpty { return nil }
    return XMLRecords.Entry(
      reference: reference, notes: notes, sourceKey: label ?? notes.key ?? number, dates: dates)
  }

  private var dates: [String] { years + [date].compactMap(\.self) }

  private func line(_ element: MarkupTree.Element) -> String? {
    MarkupText.line(tree.text(of: element))
  }

  private mutating func read(_ element: MarkupTree.Element, in parent: String) {
    switch element.name {
    case "ref-type": readType(element)
    case "rec-number": number = line(element)
    case "author": readAuthor(element, in: parent)
    case "title": reference.title = reference.title ?? line(element)?.withoutFinalStop
    case "secondary-title":
      journal.secondary = line(element)
      keep(element)
    case "full-title" where parent == "alt-periodical": journal.alternative = line(element)
    case "full-title": journal.full = line(element)
    case "abbr-1", "abbr-2", "abbr-3": line(element).map { _ = journal.abbreviations.insert($0) }
    case "alt-title": line(element).map { _ = journal.abbreviations.insert($0) }
    case "pages":
      reference.locator = reference.locator ?? line(element).flatMap(Locator.init(pages:))
    case "custom5": databaseNumber = line(element)
    case "custom1", "custom2", "custom3", "custom4", "custom6":
      MarkupText.paragraphs(tree.text(of: element)).map { notes.keep(remark: $0) }
    case "custom7": articleNumber = line(element)
    case "remote-database-name": database = line(element)
    case "year": readYear(element)
    case "date": date = date ?? line(element)
    case "keyword": readKeywords(element)
    case "abstract": reference.abstract = MarkupText.paragraphs(tree.text(of: element))
    case "notes", "caption": readNote(element, from: .shared)
    case "research-notes": readNote(element, from: .own)
    case "label": readLabel(element)
    case "accession-num": accession = line(element)
    case "electronic-resource-num": readResourceNumber(element)
    case "url" where parent != "pdf-urls": readURLs(element)
    default: keep(element)
    }
  }

  /// Keeps a value for the table.
  private mutating func keep(_ element: MarkupTree.Element) {
    guard Self.kept.contains(element.name), let text = line(element) else { return }
    texts[element.name, default: []].append(text)
  }

  private static let kept = Set(
    EndNoteTable.rows.flatMap(\.names) + EndNoteTable.others.map(\.element))

  // MARK: Fields

  private mutating func readType(_ element: MarkupTree.Element) {
    let number = line(element).flatMap { Int($0) }
    let name = element.attribute("name") ?? line(element)
    isEditedBook = number == 28 || name == "Edited Book"
    reference.type = EndNoteType.type(number: number, name: name) ?? .other
  }

  private mutating func readAuthor(_ element: MarkupTree.Element, in parent: String) {
    let names = tree.text(of: element).split { $0 == 0x0D || $0 == 0x0A }
      .compactMap { MarkupText.line($0) }
    for name in names {
      let isEtAl = ["et al", "et al.", "et al.,", "et, al", "et, al.", "others"].contains(name)
      switch parent {
      case _ where isEtAl: if parent == "authors" { reference.hasMoreAuthors = true }
      case "secondary-authors": reference.editors.append(Self.creator(name))
      case "subsidiary-authors" where [.book, .chapter].contains(reference.type),
        "translated-authors":
        reference.translators.append(Self.creator(name))
      case "tertiary-authors", "subsidiary-authors": break
      default: reference.authors.append(Self.creator(name))
      }
    }
  }

  /// A comma at the end, or two commas in the middle, tell EndNote that a name is a group's.
  private static func creator(_ name: String) -> Creator {
    if let range = name.range(of: ",,") {
      let rest = name[range.upperBound...].drop { $0 == " " }
      return .literal(
        rest.isEmpty ? String(name[..<range.lowerBound]) : name[..<range.lowerBound] + ", " + rest)
    }
    return Creator(inverted: name)
  }

  private mutating func readYear(_ element: MarkupTree.Element) {
    let text = line(element) ?? element.attribute("year")
    years += [text].compactMap(\.self)
  }

  /// PubMed marks the main subjects with a star: `*Malaria`, `Malaria/*drug therapy`.
  private mutating func readKeywords(_ element: MarkupTree.Element) {
    for part in MarkupText.parts(tree.text(of: element)) {
      let keyword = part.drop { $0 == "*" || $0 == " " }
      if !keyword.isEmpty {
        reference.keywords.append(
          keyword.split(separator: "/*", omittingEmptySubsequences: false).joined(separator: "/"))
      }
    }
  }

  private mutating func readNote(_ element: MarkupTree.Element, from field: NoteText.Field) {
    guard let text = MarkupText.paragraphs(tree.text(of: element)) else { return }
    notes.add(text, from: field)
    isNoted = true
  }

  /// A label is a key where it looks like one, else somebody's mark.
  private mutating func readLabel(_ element: MarkupTree.Element) {
    guard let text = line(element) else { return }
    if !text.contains(" ") && text.contains(where: \.isNumber) {
      label = text
    } else {
      readNote(element, from: .shared)
    }
  }

  private mutating func readResourceNumber(_ element: MarkupTree.Element) {
    guard let text = line(element) else { return }
    reference.doi = Identifier.doi(in: text) ?? reference.doi
    reference.arxivID = reference.arxivID ?? Identifier.arxivID(in: text)
  }

  private mutating func readURLs(_ element: MarkupTree.Element) {
    for part in tree.text(of: element).split(whereSeparator: { $0.isXMLBlank }) {
      let url = String(decoding: part, as: UTF8.self)
      guard url.hasPrefix("http://") || url.hasPrefix("https://") else { continue }
      reference.url = reference.url ?? url
      reference.pmid = reference.pmid ?? Identifier.pmid(inURL: url)
      reference.arxivID = reference.arxivID ?? Identifier.arxivID(in: url)
      if reference.doi == nil, url.contains("doi.org/") { reference.doi = Identifier.doi(in: url) }
    }
  }

  // MARK: Facts of the whole record

  private mutating func complete() {
    reference.title = reference.title ?? texts["short-title"]?.first?.withoutFinalStop
    reference.set(PublicationDate(years: years, days: [date].compactMap(\.self)))
    if reference.locator?.isRange != true, let articleNumber {
      let locator = Locator(pages: articleNumber)
      reference.locator = locator?.isRange == false ? .articleNumber(locator!.text) : locator
    }
    if reference.type != .book && reference.type != .thesis { reference.container = journal.best }
    if reference.type == .other, reference.container != nil, texts["volume"] != nil {
      reference.type = .article
    }
    reference.read(EndNoteTable.rows) {
      texts[$0] ?? []
    } names: {
      $0.map(Self.creator)
    }
    for (element, field) in EndNoteTable.others {
      guard let text = texts[element]?.first, text != reference.title else { continue }
      reference.others.append(OtherField(name: field, value: BibTeXWriter.escaped(text)))
    }
    reference.fill(from: notes)
    if isEditedBook {
      reference.editors = reference.authors + reference.editors
      reference.authors = []
    }
    reference.pmid = reference.pmid ?? accession.flatMap(Self.pmid)
    if reference.pmid == nil, database?.contains("Medline") == true {
      reference.pmid = databaseNumber.flatMap(Self.pmid)
    }
  }

  /// `31366609`, `PMID: 31366609`; other databases number with letters, and Embase puts the number
  /// of a work that Medline has too into the fifth custom field.
  private static func pmid(_ accession: String) -> String? {
    let words = accession.split { $0 == " " || $0 == ":" }
    let isNamed = ["pmid", "medline", "pubmed"].contains(words.first?.lowercased())
    let number = isNamed ? words.dropFirst().first : words.count == 1 ? words.first : nil
    guard let number, (4...8).contains(number.count),
      number.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return String(number)
  }
}
