import Foundation
import References

/// What a record of RIS says, for every type of reference.
struct RISRecord {
  private let bytes: TextBytes
  private let record: TaggedRecord
  private let fields: TaggedFields<Role>
  private let type: ReferenceType
  private let isEditedBook: Bool
  private var notes = NoteText()

  enum Role: Int, CaseIterable {
    case type, author, editor, secondAuthor, thirdAuthor, title, shortTitle, bookTitle,
      secondaryTitle
    case proceedings, journal, journalAlias, journalAbbreviation, year, date
    case startPage, endPage, articleNumber, miscellaneous, kind, doi, url, link, abstract
    case secondAbstract, note, ownNote, keyword, key, accession, database, pmid, custom2,
      custom3, custom5, numbers, userField
  }

  /// The one table of tags.
  private static let roles: [Tag: Role] = [
    "TY": .type, "AU": .author, "A1": .author, "A2": .secondAuthor, "ED": .editor,
    "A3": .thirdAuthor,
    "TI": .title, "T1": .title, "CT": .title, "ST": .shortTitle, "BT": .bookTitle,
    "T2": .secondaryTitle, "C3": .custom3, "JF": .journal, "JO": .journalAlias, "SO": .journalAlias,
    "JA": .journalAbbreviation, "J2": .journalAbbreviation, "J1": .journalAbbreviation,
    "JI": .journalAbbreviation, "J9": .journalAbbreviation, "PY": .year, "Y1": .year,
    "YR": .year, "DA": .date, "SP": .startPage,
    "PG": .startPage, "EP": .endPage, "C7": .articleNumber, "M1": .miscellaneous, "M3": .kind,
    "DO": .doi, "DOI": .doi, "DI": .doi, "LID": .doi, "AID": .doi, "UR": .url, "LK": .url,
    "L1": .link, "L2": .link, "L3": .link, "L4": .link, "AB": .abstract, "N2": .secondAbstract,
    "N1": .note, "RN": .ownNote, "KW": .keyword, "KY": .keyword, "ID": .key, "AN": .accession,
    "DB": .database, "PMID": .pmid, "C2": .custom2, "XR": .numbers, "PM": .numbers, "C5": .custom5,
    "U1": .userField,
    "U2": .userField, "U3": .userField, "U4": .userField, "U5": .userField, "CA": .userField,
    "C1": .userField, "LB": .userField, "M2": .userField,
  ]

  /// - Parameter known: the type, where `TY` does not name it in RIS's words.
  init(_ record: TaggedRecord, in bytes: TextBytes, type known: ReferenceType? = nil) {
    self.bytes = bytes
    self.record = record
    fields = TaggedFields(record, roles: Self.roles, in: bytes)
    let name = fields.text(.type)?.uppercased()
    isEditedBook = name == "EDBOOK" || name == "BOOK, EDITED"
    type = known ?? name.map { risTypes[$0] ?? referTypes[$0.lowercased()] ?? .other } ?? .article
    let abstracts = fields.texts(.abstract) + fields.texts(.secondAbstract)
    for note in fields.paragraphs(.note) where !abstracts.contains(note.singleSpaced) {
      notes.add(note)
    }
    for note in fields.paragraphs(.ownNote) { notes.add(note, from: .own) }
    for note in fields.paragraphs(.userField) { notes.keep(note) }
  }

  var citation: Citation {
    var citation = Citation(position: 0, line: record.line, raw: bytes.string(record.range))
    citation.sourceKey = fields.text(.key)
    (citation.annotations, citation.notes) = (notes.annotations, notes.notes)
    citation.tags = notes.tags
    citation.reference = reference
    return citation
  }

  private var reference: Reference {
    var reference = Reference()
    reference.type = type
    addCreators(to: &reference)
    addTitles(to: &reference)
    reference.locator = locator
    reference.set(date)
    reference.abstract = abstract
    reference.keywords = keywords
    addIdentifiers(to: &reference)
    if type == .other || type == .article, isPreprint(reference) { reference.type = .preprint }
    fields.read(RISTable.rows, others: RISTable.others, into: &reference)
    addExtent(to: &reference)
    addType(to: &reference)
    reference.fill(from: notes)
    return reference
  }

  /// A type that says more than ours: `NEWS`.
  private func addType(to reference: inout Reference) {
    guard let name = fields.text(.type)?.uppercased(),
      let own = CSLTable.tellingTypes.first(where: { $0.value == name })?.key
    else { return }
    reference.others.append(OtherField(name: CSLTable.typeField, value: own))
  }

  private func addCreators(to reference: inout Reference) {
    let isTwice = record.has("AU") && record.has("A1")
    let people = fields.texts(.author)
    let names = FieldNames(isTwice ? people.withoutRepetitions : people)
    let hasEditors = type != .thesis && type != .patent
    let second = hasEditors ? fields.texts(.secondAuthor).filter { !FieldNames.areCited($0) } : []
    let others =
      fields.texts(.editor) + second
      + (type == .book ? fields.texts(.thirdAuthor) : [])
    let editors = FieldNames(others)
    reference.authors = isEditedBook ? [] : names.names
    reference.hasMoreAuthors = names.hasMore
    reference.editors =
      (isEditedBook ? names.names : []) + names.editors + editors.names + editors.editors
  }

  /// A chapter, a paper and an article have a title and what they are in; `T2` is the one or, of a
  /// book, its series.
  private func addTitles(to reference: inout Reference) {
    let isBook = type == .book
    let title = fields.text(.title) ?? (isBook ? fields.text(.bookTitle) : nil)
    reference.title = (title ?? fields.text(.shortTitle)).flatMap(Markup.title)
    if isBook || type == .thesis {
      reference.container = fields.text(.journal)
      return
    }
    (reference.container, reference.shortContainer) = containers
    if type == .conference, fields.text(.custom3) != nil {
      let event = fields.text(.secondaryTitle)
      reference.event = event == reference.container ? nil : event
    }
  }

  /// The full title before an abbreviated one, whatever its tag: programs disagree on which tag
  /// is for which. The abbreviated have full stops behind their words.
  private var containers: (full: String?, short: String?) {
    let proceedings = type == .conference ? fields.texts(.custom3) : []
    let candidates =
      fields.texts(.bookTitle) + fields.texts(.journal) + proceedings
      + fields.texts(.secondaryTitle) + fields.texts(.journalAlias)
      + fields.texts(.journalAbbreviation)
    let best = candidates.first { !$0.isAbbreviated } ?? candidates.first
    let short = candidates.first { $0.count < (best?.count ?? 0) }
    return (best, short)
  }

  private var dates: [String] { fields.texts(.year) + fields.texts(.date) }

  private var date: PublicationDate {
    PublicationDate(years: fields.texts(.year), days: fields.texts(.date))
  }

  /// The pages of a book are how many it has.
  private func addExtent(to reference: inout Reference) {
    guard type == .book || type == .thesis, reference.locator == nil,
      let pages = fields.text(.startPage), pages.contains(where: \.isNumber)
    else { return }
    reference.others.append(OtherField(name: "pagetotal", value: BibTeXWriter.escaped(pages)))
  }

  var unreadYear: String? { PublicationYear.unread(among: dates) }

  /// The number of an article that has no pages of its own, or whose pages count from 1.
  private var locator: Locator? {
    let start = fields.text(.startPage)
    let pages = PageRange.locator(start: start, end: fields.text(.endPage))
    let number = fields.text(.articleNumber) ?? (pages == nil ? miscellaneousNumber : nil)
    if let number, start == nil || start == "1", Identifier.doi(in: number) == nil {
      return .articleNumber(number)
    }
    if type == .book || type == .thesis, pages?.isRange != true { return nil }
    return pages
  }

  /// `M1` contains an article's number in some programs, and words in others.
  private var miscellaneousNumber: String? {
    guard type == .article, let text = fields.text(.miscellaneous), text.utf8.count <= 20,
      !text.holds(" "), text.contains(where: \.isNumber)
    else { return nil }
    return text
  }

  /// `AB`, and `N2` where it is another text: many publishers write the abstract twice.
  private var abstract: String? {
    var seen: Set<[UInt8]> = []
    let texts = fields.texts(.abstract) + fields.texts(.secondAbstract)
    let kept = texts.filter { seen.insert($0.beginning).inserted }
    return kept.isEmpty ? nil : kept.joined(separator: "\n\n")
  }

  private var keywords: [String] {
    var list = KeywordList()
    for line in fields.lines(.keyword) { list.add(line, separators: ";") }
    return list.words
  }

  private func isPreprint(_ reference: Reference) -> Bool {
    let words = [fields.text(.kind), reference.container].compactMap { $0?.lowercased() }
    let isNamed = words.contains { word in
      word.holds("preprint") || ["arxiv", "biorxiv", "medrxiv", "chemrxiv"].contains(word)
    }
    let isFromArxiv = reference.arxivID != nil && reference.arxivID != notes.arxivID
    return isNamed || (reference.type == .other && isFromArxiv)
  }
}

extension RISRecord {
  private func addIdentifiers(to reference: inout Reference) {
    let links = (fields.lines(.url) + fields.lines(.link)).flatMap(\.addresses)
    let resolved = links.compactMap(ResolverAddress.init)
    let named =
      fields.texts(.doi) + fields.texts(.kind)
      + links.filter { $0.holds("doi.org/") || $0.hasPrefix("doi:") || $0.hasPrefix("10.") }
      + resolved.compactMap(\.doi)
    reference.doi = named.lazy.compactMap { Identifier.doi(in: $0) }.first
    reference.pmid = pmid(links) ?? resolved.lazy.compactMap(\.pmid).first
    reference.pmcid = fields.text(.custom2).flatMap {
      $0.uppercased().hasPrefix("PMC") ? FactText.pmcid($0) : nil
    }
    reference.arxivID =
      (links + [reference.doi, reference.container].compactMap(\.self)).lazy
      .filter { $0.holds("rxiv") || $0.holds("rXiv") }
      .compactMap { Identifier.arxivID(in: $0) }.first
    reference.url = links.first {
      ($0.holds("://") || $0.hasPrefix("www.")) && !$0.lowercased().hasPrefix("file:")
    }
  }

  /// Databases each keep the number of PubMed elsewhere.
  private func pmid(_ links: [String]) -> String? {
    if let number = fields.text(.pmid).flatMap({ PubMedID.number($0) }) { return number }
    let database = fields.texts(.database).joined(separator: " ").lowercased()
    let isPubMed = database.holds("medline") || database.holds("pubmed")
    let place =
      database.holds("scopus")
      ? fields.text(.custom2)
      : isPubMed
        ? fields.text(.accession) : database.holds("embase") ? fields.text(.custom5) : nil
    return place.flatMap { PubMedID.number($0) } ?? cochranePMID
      ?? links.lazy.compactMap { PubMedID.inAddress($0) }.first
  }

  /// `PUBMED 38407106,EMBASE 643589775`
  private var cochranePMID: String? {
    let numbers = fields.texts(.custom3) + fields.texts(.numbers)
    for part in numbers.flatMap({ $0.split(separator: ",") }) where part.holds("PUBMED ") {
      return part.split(separator: " ").last.flatMap { PubMedID.number($0) }
    }
    return nil
  }
}

/// The numbers in an address of a library's link resolver:
/// `https://x.y/resolver?sid=OVID:embase&id=pmid:22222222&id=doi:10.1234%2Fponds.5`.
private struct ResolverAddress {
  var doi: String?
  var pmid: String?

  private static let numbers: [(String, WritableKeyPath<Self, String?> & Sendable)] = [
    ("doi", \.doi), ("pmid", \.pmid),
  ]

  init?(_ address: String) {
    guard let query = address.firstIndex(of: "?") else { return nil }
    for item in address[query...].dropFirst().split(separator: "&") {
      guard let value = String(item).removingPercentEncoding else { continue }
      for (name, path) in Self.numbers {
        for mark in ["id=\(name):", "id=\(name)/", "\(name)=", "id=info:\(name)/"]
        where value.lowercased().hasPrefix(mark) && self[keyPath: path] == nil {
          self[keyPath: path] = String(value.dropFirst(mark.count))
        }
      }
    }
    pmid = pmid.flatMap { PubMedID.number($0) }
  }
}

extension String {
  /// `J. Clin. Oncol.`; a full name has a full stop at most between its parts.
  fileprivate var isAbbreviated: Bool {
    let words = split(separator: " ")
    return words.count > 1 && words.count(where: { $0.hasSuffix(".") }) * 2 >= words.count
  }

  /// The addresses of a line that contains several; else the line.
  fileprivate var addresses: [String] {
    let words = split(separator: " ")
    let links = words.filter { $0.contains("://") || $0.hasPrefix("www.") }
    return links.count > 1 ? links.map { String($0.last == ";" ? $0.dropLast() : $0) } : [self]
  }

  /// The first letters and digits of ASCII: what two copies of a text have in common.
  fileprivate var beginning: [UInt8] {
    let letters = utf8.lazy.filter { (48...57).contains($0) || (97...122).contains($0 | 0x20) }
    return Array(letters.prefix(200))
  }
}
