import Diagnostics
import References

extension ReferenceFormat {
  static let refer = ReferenceFormat(
    name: "refer", fileExtensions: ["enw"], summary: "Refer, the tagged format of EndNote",
    recognizes: Refer.recognizes, read: { source, emit in Refer.read(source, to: emit) })
}

/// Reads Refer: tags of a percent sign and one character, records that begin with `%0` or after a
/// blank line.
///
/// ```
/// %0 Journal Article
/// %A June, Carl H.
/// %T Chimeric antigen receptor therapy
/// ```
///
/// Files for the troff program of the same name have no `%0`, and given names first.
enum Refer {
  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    var records = TaggedRecords(firstTag: "%0", singleTag: "%T", hasParagraphs: true, tag: tag)
    var emitter = RecordEmitter()
    source.text.withBytes { bytes in
      records.read(bytes) { record in
        let read = ReferRecord(record, in: bytes)
        emitter.emit(
          read.citation, in: record.range, problems: [], unreadYear: read.unreadYear, to: emit)
      }
    }
    emitter.finish(source, to: emit)
  }

  /// `%0`, or both a name and a title.
  static func recognizes(_ beginning: Substring) -> Bool {
    var tags: Set<Tag> = []
    return beginning.hasLine { bytes, line in
      guard let (tag, _) = tag(bytes, line) else { return false }
      tags.insert(tag)
      return tag == "%0" || (tags.contains("%A") && tags.contains("%T"))
    }
  }

  /// A percent sign, any mark but a space, and a blank or the end, at the beginning of a line.
  private static func tag(_ bytes: TextBytes, _ line: Range<Int>) -> (tag: Tag, value: Int)? {
    let start = line.lowerBound
    guard line.count >= 2, bytes[start] == UInt8(ascii: "%"),
      (0x21...0x7E).contains(bytes[start + 1]), bytes[start + 1] != UInt8(ascii: "%")
    else { return nil }
    let value = start + 2
    let isApart = value == line.upperBound || bytes.blankLength(at: value) > 0
    return isApart ? (Tag(bytes[start..<value]), value) : nil
  }
}

/// What a record of Refer says.
struct ReferRecord {
  private let bytes: TextBytes
  private let record: TaggedRecord
  private let fields: TaggedFields<Role>
  private var notes = NoteText()

  enum Role: Int, CaseIterable {
    case type, author, editor, title, journal, bookTitle, pages, year, date
    case publisher, abstract, note, ownNote, keyword, doi, url, key, accession, database
  }

  /// The one table of tags.
  private static let roles: [Tag: Role] = [
    "%0": .type, "%A": .author, "%E": .editor, "%T": .title, "%J": .journal, "%B": .bookTitle,
    "%P": .pages, "%D": .year, "%8": .date, "%I": .publisher,
    "%X": .abstract, "%Z": .note, "%<": .ownNote, "%K": .keyword, "%R": .doi, "%U": .url,
    "%F": .key, "%M": .accession, "%~": .database, "%W": .database,
  ]

  init(_ record: TaggedRecord, in bytes: TextBytes) {
    self.bytes = bytes
    self.record = record
    fields = TaggedFields(record, roles: Self.roles, in: bytes)
    for note in fields.paragraphs(.note) { notes.add(note) }
    for note in fields.paragraphs(.ownNote) { notes.add(note, from: .own) }
  }

  var citation: Citation {
    var citation = Citation(position: 0, line: record.line, raw: bytes.string(record.range))
    citation.sourceKey = fields.text(.key)
    (citation.annotations, citation.notes) = (notes.annotations, notes.notes)
    citation.reference = reference
    return citation
  }

  private var dates: [String] { fields.texts(.year) + fields.texts(.date) }

  private var date: PublicationDate {
    PublicationDate(years: fields.texts(.year), days: fields.texts(.date))
  }

  var unreadYear: String? { PublicationYear.unread(among: dates) }

  private var reference: Reference {
    var reference = Reference()
    reference.type = type
    addCreators(to: &reference)
    reference.title = (fields.text(.title) ?? bookTitle).flatMap(Markup.title)
    reference.container = fields.text(.journal) ?? (reference.type == .book ? nil : bookTitle)
    reference.locator = locator
    reference.set(date)
    reference.abstract = fields.text(.abstract)
    reference.keywords = keywords
    addIdentifiers(to: &reference)
    fields.read(ReferTable.rows, others: ReferTable.others, into: &reference)
    reference.fill(from: notes)
    return reference
  }

  private var bookTitle: String? { fields.text(.bookTitle) }

  /// What `%0` says, or the fields where it is not there.
  private var type: ReferenceType {
    if let name = fields.text(.type)?.lowercased() { return referTypes[name] ?? .other }
    if fields.text(.journal) != nil { return .article }
    if bookTitle != nil { return .chapter }
    return fields.text(.publisher) != nil ? .book : .other
  }

  private func addCreators(to reference: inout Reference) {
    let isPlain = fields.text(.type) == nil
    let authors = FieldNames(fields.texts(.author), isPlain ? .givenFirst : .familyFirst)
    let others = FieldNames(fields.texts(.editor), isPlain ? .givenFirst : .familyFirst)
    let editors = authors.editors + others.names + others.editors
    let isEdited = fields.text(.type)?.lowercased() == "edited book"
    reference.authors = isEdited ? [] : authors.names
    reference.hasMoreAuthors = authors.hasMore
    reference.editors =
      (isEdited ? authors.names : []) + (reference.type == .thesis ? [] : editors)
  }

  /// The pages of a book are how many it has.
  private var locator: Locator? {
    let locator = PageRange.locator(start: fields.text(.pages))
    return [.book, .thesis].contains(type) && locator?.isRange != true ? nil : locator
  }

  /// One a line; on a single line with commas alone, between those.
  private var keywords: [String] {
    let lines = fields.lines(.keyword)
    let isCommaList =
      lines.count == 1 && !lines[0].holds(";") && lines[0].count { $0 == "," } > 1
    var list = KeywordList()
    for line in lines { list.add(line, separators: isCommaList ? "," : ";") }
    return list.words
  }

  private func addIdentifiers(to reference: inout Reference) {
    let links = fields.lines(.url)
    let named = fields.texts(.doi) + links.filter { $0.holds("doi.org/") }
    reference.doi = named.lazy.compactMap { Identifier.doi(in: $0) }.first
    let database = fields.texts(.database).joined(separator: " ").lowercased()
    let isPubMed = database.holds("medline") || database.holds("pubmed")
    reference.pmid =
      (isPubMed ? fields.text(.accession).flatMap { PubMedID.number($0) } : nil)
      ?? links.lazy.compactMap { PubMedID.inAddress($0) }.first
    let places = links + [reference.doi, reference.container].compactMap(\.self)
    reference.arxivID =
      places.lazy.compactMap { Identifier.arxivID(in: $0) }.first
    reference.url = links.first
  }
}
