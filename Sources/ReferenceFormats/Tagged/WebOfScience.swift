import Diagnostics
import References

extension ReferenceFormat {
  static let webOfScience = ReferenceFormat(
    name: "wos", fileExtensions: ["ciw"],
    summary: "Web of Science plain text, with field tags",
    recognizes: {
      WebOfScience.isHead($0)
        || $0.hasLine(where: WebOfScience.beginsRecord) && $0.hasLine(where: WebOfScience.isTitle)
    },
    read: { source, emit in WebOfScience.read(source, to: emit) })
}

/// Reads the tagged text of Web of Science: two letters, a blank, a value that indented lines go on
/// with; each line of names is one.
///
/// ```
/// PT J
/// AU Marlow, I
///    Quill, B
/// TI Tests of small boats: a trial of hulls
///    of tin
/// ER
/// ```
enum WebOfScience {
  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    var records = TaggedRecords(firstTag: "PT", singleTag: "TI", hasParagraphs: false, tag: tag)
    var emitter = RecordEmitter()
    source.text.withBytes { bytes in
      records.read(bytes) { record in
        // The text before the first record says who exported it.
        guard record.has("PT") || record.has("TI") else { return }
        let read = WebOfScienceRecord(record, in: bytes)
        emitter.emit(
          read.citation, in: record.range, problems: [], unreadYear: read.unreadYear, to: emit)
      }
    }
    emitter.finish(source, to: emit)
  }

  /// Whether a text begins as every export does, also one without records:
  /// `FN Clarivate Analytics Web of Science`.
  static func isHead(_ text: Substring) -> Bool {
    let text = text.drop { $0 == "\u{FEFF}" || $0.isWhitespace }
    return ["FN Clarivate", "FN Thomson", "FN ISI"].contains(where: text.hasPrefix)
  }

  /// `PT J`: nothing else has this line.
  static func beginsRecord(_ bytes: TextBytes, _ line: Range<Int>) -> Bool {
    guard let (tag, value) = tag(bytes, line), tag == "PT" else { return false }
    return ["J", "B", "S", "P"].contains(bytes.string(bytes.trimmed(value..<line.upperBound)))
  }

  static func isTitle(_ bytes: TextBytes, _ line: Range<Int>) -> Bool {
    tag(bytes, line).map { $0.tag == "TI" } ?? false
  }

  /// Two capitals, or one and a digit, at the beginning of a line, then a blank or the end.
  private static func tag(_ bytes: TextBytes, _ line: Range<Int>) -> (tag: Tag, value: Int)? {
    let end = line.lowerBound + 2
    guard end <= line.upperBound, (65...90).contains(bytes[line.lowerBound]),
      (65...90).contains(bytes[end - 1]) || bytes[end - 1].isASCIIDigit,
      end == line.upperBound || bytes[end] == 0x20
    else { return nil }
    return (Tag(bytes[line.lowerBound..<end]), end)
  }
}

/// What a record of Web of Science says.
struct WebOfScienceRecord {
  private let bytes: TextBytes
  private let record: TaggedRecord
  private let fields: TaggedFields<Role>

  enum Role: Int, CaseIterable {
    case author, fullAuthor, bookAuthor, group, editor, title, source, conference
    case start, end, number, year, day, doi, pmid, abstract, keyword, type, kind
  }

  private static let roles: [Tag: Role] = [
    "AU": .author, "AF": .fullAuthor, "BA": .bookAuthor, "BF": .bookAuthor, "CA": .group,
    "GP": .group, "BE": .editor, "ED": .editor, "TI": .title, "SO": .source, "CT": .conference,
    "BP": .start, "EP": .end, "AR": .number, "PY": .year, "EY": .year, "PD": .day, "DI": .doi,
    "D2": .doi, "PM": .pmid, "AB": .abstract, "DE": .keyword, "ID": .keyword, "DT": .type,
    "PT": .kind,
  ]

  init(_ record: TaggedRecord, in bytes: TextBytes) {
    self.bytes = bytes
    self.record = record
    fields = TaggedFields(record, roles: Self.roles, in: bytes)
  }

  var citation: Citation {
    var citation = Citation(position: 0, line: record.line, raw: bytes.string(record.range))
    citation.reference = reference
    return citation
  }

  var unreadYear: String? { PublicationYear.unread(among: fields.texts(.year)) }

  private var reference: Reference {
    var reference = Reference()
    reference.type = type
    let authors = [.fullAuthor, .author, .bookAuthor].lazy.map { fields.lines($0) }
    reference.authors =
      names(authors.first { !$0.isEmpty } ?? [])
      + fields.lines(.group).map { .literal($0) }
    reference.editors = names(fields.lines(.editor))
    reference.title = fields.text(.title).flatMap(Markup.title)
    reference.container = fields.text(.source)
    if reference.type == .book, reference.title == nil {
      (reference.title, reference.container) = (reference.container, nil)
    }
    reference.locator =
      PageRange.locator(start: fields.text(.start), end: fields.text(.end))
      ?? fields.text(.number).map { .articleNumber($0) }
    reference.set(PublicationDate(years: fields.texts(.year), days: fields.texts(.day)))
    reference.abstract = fields.text(.abstract)
    var keywords = KeywordList()
    for text in fields.texts(.keyword) { keywords.add(text, separators: ";") }
    reference.keywords = keywords.words
    reference.doi = fields.texts(.doi).lazy.compactMap { Identifier.doi(in: $0) }.first
    reference.pmid = fields.text(.pmid).flatMap { PubMedID.number($0) }
    reference.event = fields.text(.conference)
    fields.read(WebOfScienceTable.rows, into: &reference)
    reference.dropRepeatedNames()
    return reference
  }

  private func names(_ lines: [String]) -> [Creator] {
    lines.flatMap { $0.split(separator: ";") }.map { Creator(familyFirst: String($0)) }
  }

  private var type: ReferenceType {
    let words = fields.texts(.type).joined(separator: "; ").lowercased()
    if words.holds("proceedings paper") || words.holds("meeting abstract") { return .conference }
    if words.holds("book chapter") { return .chapter }
    switch fields.text(.kind) {
    case "P": return .patent
    case "B": return record.has("TI") && record.has("SO") ? .chapter : .book
    default: return words.holds("data set") ? .dataset : .article
    }
  }
}

/// Which tags have which facts.
///
/// Source: Clarivate's list of Web of Science field tags.
enum WebOfScienceTable {
  static let rows: [FactRow<Tag>] = [
    FactRow("short_container", ["JI", "J9"]),
    FactRow("volume", ["VL"]),
    FactRow("number", ["PN"], of: [.patent]),
    FactRow("issue", ["IS"]),
    FactRow("series", ["SE"]),
    FactRow("publisher", ["PU"]),
    FactRow("place", ["PI"]),
    FactRow("language", ["LA"]),
    FactRow("publication_types", ["DT"]),
    FactRow("isbn", ["BN"]),
    FactRow("issn", ["SN"]),
    FactRow("issn", ["EI"]),
  ]
}
