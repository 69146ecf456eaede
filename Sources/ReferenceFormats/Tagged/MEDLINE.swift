import Diagnostics
import References

extension ReferenceFormat {
  static let medline = ReferenceFormat(
    name: "medline", fileExtensions: ["nbib", "medline"],
    summary: "MEDLINE, the tagged format of PubMed",
    recognizes: { $0.hasLine(where: MEDLINE.beginsRecord, before: RISLine.beginsRecord) },
    read: { source, emit in MEDLINE.read(source, to: emit) })
}

/// Reads MEDLINE, the format in which PubMed saves: tags of up to four letters, padded to four.
///
/// ```
/// PMID- 29385370
/// TI  - Tisagenlecleucel in Children and Young Adults with B-Cell Lymphoblastic
///       Leukemia.
/// FAU - Maude, Shannon L
/// AU  - Maude SL
/// ```
enum MEDLINE {
  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    var records = TaggedRecords(firstTag: "PMID", singleTag: "TI", hasParagraphs: false, tag: tag)
    var emitter = RecordEmitter()
    source.text.withBytes { bytes in
      records.read(bytes) { record in
        let read = MEDLINERecord(record, in: bytes)
        emitter.emit(
          read.citation, in: record.range, problems: [], unreadYear: read.unreadYear, to: emit)
      }
    }
    emitter.finish(source, to: emit)
  }

  static func beginsRecord(_ bytes: TextBytes, _ line: Range<Int>) -> Bool {
    guard let (tag, value) = tag(bytes, line), tag == "PMID" else { return false }
    let number = bytes.trimmed(value..<line.upperBound)
    return !number.isEmpty && (48...57).contains(bytes[number.lowerBound])
  }

  /// Capitals and digits at the beginning of a line, blanks up to the fourth place, a hyphen, and a
  /// blank or the end.
  private static func tag(_ bytes: TextBytes, _ line: Range<Int>) -> (tag: Tag, value: Int)? {
    var index = line.lowerBound
    while index < line.upperBound, index - line.lowerBound < 5, isTagByte(bytes[index]) {
      index += 1
    }
    guard (2...4).contains(index - line.lowerBound), bytes[line.lowerBound] > 57 else { return nil }
    let tag = Tag(bytes[line.lowerBound..<index])
    let end = min(line.lowerBound + 5, line.upperBound)
    while index < end, bytes[index] == 0x20 { index += 1 }
    let isPadded = index - line.lowerBound >= 4 || tag == "PMID"
    guard isPadded, index < line.upperBound, bytes[index] == UInt8(ascii: "-") else { return nil }
    let value = index + 1
    let isApart = value == line.upperBound || bytes.blankLength(at: value) > 0
    return isApart || tag == "PMID" ? (tag, value) : nil
  }

  private static func isTagByte(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (48...57).contains(byte)
  }
}

/// What a record of MEDLINE says.
struct MEDLINERecord {
  private let bytes: TextBytes
  private let record: TaggedRecord
  private let fields: TaggedFields<Role>

  enum Role: Int, CaseIterable {
    case pmid, title, vernacularTitle, bookTitle, journal, journalAbbreviation, pages
    case date, location, abstract, otherAbstract, keyword, type, note
  }

  /// The one table of tags, but for those of names, whose order counts.
  private static let roles: [Tag: Role] = [
    "PMID": .pmid, "TI": .title, "TT": .vernacularTitle, "BTI": .bookTitle, "JT": .journal,
    "TA": .journalAbbreviation, "PG": .pages, "DP": .date,
    "LID": .location, "AID": .location, "AB": .abstract, "OAB": .otherAbstract, "MH": .keyword,
    "OT": .keyword, "PT": .type, "GN": .note,
  ]

  /// Tags of other records that correct this one, and the names that XML has for them.
  private static let links: [(tag: Tag, name: String)] = [
    ("RIN", "RetractionIn"), ("EIN", "ErratumIn"), ("CRI", "CorrectedAndRepublishedIn"),
  ]

  init(_ record: TaggedRecord, in bytes: TextBytes) {
    self.bytes = bytes
    self.record = record
    fields = TaggedFields(record, roles: Self.roles, in: bytes)
  }

  var citation: Citation {
    var citation = Citation(position: 0, line: record.line, raw: bytes.string(record.range))
    citation.reference = reference
    citation.notes = fields.texts(.note)
    return citation
  }

  var unreadYear: String? { PublicationYear.unread(among: fields.texts(.date)) }

  private var reference: Reference {
    var reference = Reference()
    (reference.authors, reference.hasMoreAuthors) = names("FAU", "AU", group: "CN")
    (reference.editors, _) = names("FED", "ED", group: "ECN")
    addTitles(to: &reference)
    reference.locator = locator
    reference.set(PublicationDate(among: fields.texts(.date)))
    reference.abstract = fields.text(.abstract) ?? fields.text(.otherAbstract)
    var keywords = KeywordList()
    for text in fields.texts(.keyword) { keywords.add(text, separators: "") }
    reference.keywords = keywords.words
    reference.doi =
      fields.texts(.location).lazy.filter { $0.hasSuffix("[doi]") }
      .compactMap { Identifier.doi(in: $0) }.first
    reference.pmid = fields.text(.pmid).flatMap { PubMedID.number($0) }
    reference.status = PubMedStatus.status(
      types: fields.texts(.type), links: Self.links.filter { record.has($0.tag) }.map(\.name))
    let hasOther = fields.text(.vernacularTitle).flatMap(Markup.title) != reference.title
    fields.read(
      MEDLINETable.rows, others: hasOther ? MEDLINETable.others : [], into: &reference)
    reference.dropRepeatedNames()
    return reference
  }

  /// A name is there twice, in full (`FAU`) and with initials (`AU`); old records have initials
  /// alone. The order is that of the file, groups included.
  private func names(_ full: Tag, _ short: Tag, group: Tag) -> ([Creator], Bool) {
    var names: [Creator] = []
    var hasMore = false
    var isGiven = false
    for field in record.fields where [full, short, group].contains(field.tag) {
      let lines = ([field.first] + field.others).map(bytes.string)
      guard let text = Markup.line(lines.joined(separator: " ")) else { continue }
      if field.tag == short, isGiven {
        isGiven = false
      } else if field.tag == group {
        names.append(.literal(text))
      } else if text.lowercased().hasPrefix("et al") {
        hasMore = true
      } else {
        isGiven = field.tag == full
        names.append(Creator(familyFirst: text))
      }
    }
    return (names, hasMore)
  }

  private func addTitles(to reference: inout Reference) {
    let title = fields.text(.title).flatMap(Self.untranslated)
    let bookTitle = fields.text(.bookTitle).flatMap(Markup.title)
    reference.title = title ?? fields.text(.vernacularTitle).flatMap(Markup.title) ?? bookTitle
    reference.container =
      fields.text(.journal) ?? fields.text(.journalAbbreviation)
      ?? (title == nil || title == bookTitle ? nil : bookTitle)
    if bookTitle != nil {
      reference.type = reference.container == nil ? .book : .chapter
    } else if fields.texts(.type).contains("Preprint") {
      reference.type = .preprint
    }
  }

  /// PubMed's translation of a title, which is in brackets; nil if there is none.
  private static func untranslated(_ text: String) -> String? {
    guard var title = Markup.title(text) else { return nil }
    if title.hasPrefix("["), title.hasSuffix("]"), !title.dropFirst().holds("[") {
      title = String(title.dropFirst().dropLast())
    }
    if ["not available", "in process citation"].contains(title.lowercased()) { return nil }
    return Markup.title(title)
  }

  /// `PG`, or the number that stands among the identifiers without saying which it is.
  private var locator: Locator? {
    if let pages = fields.text(.pages) { return PageRange.locator(start: pages) }
    return fields.texts(.location).first { !$0.holds("[") && !$0.holds(" ") }
      .flatMap { PageRange.locator(start: $0) }
  }
}
