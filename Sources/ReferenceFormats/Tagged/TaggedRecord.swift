import References

/// One field of a tagged record: its tag and the lines of its value, without white space at the ends
/// of each.
struct TaggedField {
  let tag: Tag
  var first: Range<Int>
  var others: [Range<Int>] = []

  func hasText() -> Bool { !first.isEmpty || others.contains { !$0.isEmpty } }
}

/// One record of a tagged file.
struct TaggedRecord {
  var fields: [TaggedField] = []
  /// The record in the text, from its first line to its last that is not blank.
  var range: Range<Int>
  /// Of its first line, counted from 1.
  let line: Int

  init(from line: TextLine) {
    range = line.range
    self.line = line.number
  }

  mutating func append(_ field: TaggedField, at line: TextLine) {
    fields.append(field)
    range = range.lowerBound..<line.range.upperBound
  }

  /// Goes on with the value of the last field.
  mutating func append(_ text: Range<Int>, at line: TextLine) {
    guard !fields.isEmpty else { return }
    fields[fields.count - 1].others.append(text)
    if !text.isEmpty { range = range.lowerBound..<line.range.upperBound }
  }

  func has(_ tag: Tag) -> Bool { fields.contains { $0.tag == tag && $0.hasText() } }
}

/// The fields of a record, by what they mean.
struct TaggedFields<Role: CaseIterable & RawRepresentable<Int>> {
  private let bytes: TextBytes
  private let record: TaggedRecord
  private var fields: [[TaggedField]]

  init(_ record: TaggedRecord, roles: [Tag: Role], in bytes: TextBytes) {
    self.bytes = bytes
    self.record = record
    fields = Array(repeating: [], count: Role.allCases.count)
    for field in record.fields where field.hasText() {
      if let role = roles[field.tag] { fields[role.rawValue].append(field) }
    }
  }

  /// The value of the first field of this role, its lines joined by spaces, as plain text.
  func text(_ role: Role) -> String? {
    for field in fields[role.rawValue] {
      if let text = Markup.line(joined(field)) { return text }
    }
    return nil
  }

  /// The values of all fields of this role, each as plain text.
  func texts(_ role: Role) -> [String] {
    fields[role.rawValue].compactMap { Markup.line(joined($0)) }
  }

  /// The values of all fields with this tag, each as plain text.
  func texts(tagged tag: Tag) -> [String] {
    record.fields.filter { $0.tag == tag }.compactMap { Markup.line(joined($0)) }
  }

  /// Reads the facts of a table, and what of its other fields there is.
  func read(
    _ rows: [FactRow<Tag>], others: [(tag: Tag, field: String)] = [],
    into reference: inout Reference
  ) {
    reference.read(rows, texts: texts(tagged:)) { FieldNames($0).names }
    for (tag, field) in others where record.has(tag) {
      guard let text = texts(tagged: tag).first else { continue }
      reference.others.append(OtherField(name: field, value: BibTeXWriter.escaped(text)))
    }
  }

  /// Every line of every field of this role, as plain text.
  func lines(_ role: Role) -> [String] {
    fields[role.rawValue].flatMap { [$0.first] + $0.others }
      .compactMap { Markup.line(bytes.string($0)) }
  }

  /// The values of all fields of this role, each as plain text that keeps its lines.
  func paragraphs(_ role: Role) -> [String] {
    fields[role.rawValue].compactMap { field in
      Markup.paragraphs(([field.first] + field.others).map(bytes.string).joined(separator: "\n"))
    }
  }

  private func joined(_ field: TaggedField) -> String {
    if field.others.isEmpty { return bytes.string(field.first) }
    return ([field.first] + field.others).map(bytes.string).joined(separator: " ")
  }
}
