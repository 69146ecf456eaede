import Diagnostics
import References

extension ReferenceFormat {
  static let refWorks = ReferenceFormat(
    name: "refworks", fileExtensions: [],
    summary: "RefWorks tagged format",
    recognizes: { $0.hasLine(where: RefWorks.beginsRecord, before: RISLine.beginsRecord) },
    read: { source, emit in RefWorks.read(source, to: emit) })
}

/// Reads the tagged format of RefWorks: RIS's fields, most of them under other names.
///
/// ```
/// RT Journal Article
/// A1 Marlow,Ina
/// T1 Tests of small boats
/// JF Journal of Boats
/// YR 2008
/// VO 12
/// ```
enum RefWorks {
  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    var records = TaggedRecords(firstTag: "RT", singleTag: "T1", hasParagraphs: false, tag: tag)
    var emitter = RecordEmitter()
    source.text.withBytes { bytes in
      records.read(bytes) { record in
        let read = RISRecord(record.asRIS, in: bytes, type: type(of: record, in: bytes))
        emitter.emit(
          read.citation, in: record.range, problems: [], unreadYear: read.unreadYear, to: emit)
      }
    }
    emitter.finish(source, to: emit)
  }

  /// `RT Journal Article`
  static func beginsRecord(_ bytes: TextBytes, _ line: Range<Int>) -> Bool {
    guard let (tag, value) = tag(bytes, line), tag == "RT" else { return false }
    return types[bytes.string(bytes.trimmed(value..<line.upperBound)).lowercased()] != nil
  }

  /// A tag of the table at the beginning of a line, then a blank or the end; other words of two
  /// capitals go on with a value.
  private static func tag(_ bytes: TextBytes, _ line: Range<Int>) -> (tag: Tag, value: Int)? {
    let end = line.lowerBound + 2
    guard end <= line.upperBound, end == line.upperBound || bytes.blankLength(at: end) > 0 else {
      return nil
    }
    let tag = Tag(bytes[line.lowerBound..<end])
    return tags[tag] != nil || withoutFact.contains(tag) ? (tag, end) : nil
  }

  private static func type(of record: TaggedRecord, in bytes: TextBytes) -> ReferenceType {
    let name = record.fields.first { $0.tag == "RT" }.map { bytes.string($0.first).lowercased() }
    return name.flatMap { types[$0] } ?? .other
  }

  /// The tags of RIS with the same meaning.
  ///
  /// Source: RefWorks, tagged format for import and export.
  fileprivate static let tags: [Tag: Tag] = [
    "RT": "TY", "ID": "ID", "A1": "A1", "A2": "A2", "A3": "A3", "A4": "A4", "T1": "T1",
    "T2": "T2", "T3": "T3", "ST": "ST", "OT": "TT", "JF": "JF", "JO": "J2", "YR": "PY", "FD": "DA",
    "VO": "VL", "IS": "IS", "SP": "SP", "OP": "EP", "K1": "KW", "AB": "AB", "NO": "N1", "ED": "ET",
    "PB": "PB", "PP": "CY", "SN": "SN", "AN": "AN", "DB": "DB", "DO": "DO", "LA": "LA", "LK": "UR",
    "UL": "UR", "CN": "CN", "RD": "Y2", "U1": "U1", "U2": "U2", "U3": "U3", "U4": "U4", "U5": "U5",
  ]

  /// Tags that say nothing about the work.
  private static let withoutFact: Set<Tag> = [
    "SR", "SF", "AV", "AD", "CL", "DS", "IP", "OL", "SL", "LL", "CR", "WT", "WV", "WP", "A5", "A6",
    "U6", "U7", "U8", "U9",
  ]

  /// The names of its types, in lower case, besides EndNote's.
  private static let types: [String: ReferenceType] = referTypes.merging([
    "abstract": .article, "artwork": .other, "bills/resolutions": .other, "book, edited": .book,
    "book, section": .chapter, "book, whole": .book, "case/court decisions": .other,
    "dissertation/thesis": .thesis, "dissertation/thesis, unpublished": .thesis,
    "dissertation": .thesis, "hearing": .other, "journal": .article,
    "journal, electronic": .article, "laws/statutes": .other, "map": .other, "monograph": .book,
    "motion picture": .other, "music score": .other, "online discussion forum": .webpage,
    "online discussion forum/blogs": .webpage, "personal communication": .other,
    "sound recording": .other, "unpublished material": .other, "video/ dvd": .other,
    "video/dvd": .other,
  ]) { known, _ in known }
}

extension TaggedRecord {
  /// The record with RIS's tags.
  fileprivate var asRIS: TaggedRecord {
    var record = self
    record.fields = fields.compactMap { field in
      RefWorks.tags[field.tag].map {
        TaggedField(tag: $0, first: field.first, others: field.others)
      }
    }
    return record
  }
}
