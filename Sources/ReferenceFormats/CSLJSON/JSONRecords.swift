import Diagnostics
import Foundation
import References

/// What one object of a JSON file says of a work.
protocol JSONRecord {
  /// Whether the object has any field that makes a citation.
  var isCitation: Bool { get }
  var key: String? { get }
  var reference: Reference { get }
  var notes: NoteText { get }
  /// The text where the year should be, and is none.
  var unreadYear: String? { get }
  /// Names of fields that nothing here reads.
  var unknownNames: [String] { get }
}

extension JSONRecord {
  var unknownNames: [String] { [] }
}

/// Reads the objects of a JSON file one by one.
enum JSONRecords {
  static func read(
    _ source: SourceText, to emit: (Reading.Item) -> Void,
    as record: @escaping ([String: Any]) -> any JSONRecord
  ) {
    source.text.withBytes { bytes in
      var reader = JSONReader(bytes, record)
      var objects = JSONObjects(bytes)
      while let found = objects.next() {
        switch found {
        case .object(let object): reader.read(object, to: emit)
        case .other(let range): reader.skip(range)
        }
      }
      reader.reportSkipped(to: emit)
      reader.reportUnknown(to: emit)
      reader.emitter.finish(source, to: emit)
    }
  }
}

private struct JSONReader {
  let bytes: TextBytes
  let record: ([String: Any]) -> any JSONRecord
  var emitter = RecordEmitter()
  private var lines: LineCounter
  /// What could not be read since the last object that could.
  private var skipped: Range<Int>?
  /// Fields that nothing reads, and the first object that has one.
  private var unknown: Set<String> = []
  private var firstUnknown: Range<Int>?

  /// No citation nests deeper; what does is an attack on the decoder's stack.
  private static let deepest = 100

  init(_ bytes: TextBytes, _ record: @escaping ([String: Any]) -> any JSONRecord) {
    self.bytes = bytes
    self.record = record
    lines = LineCounter(bytes)
  }

  mutating func read(_ object: JSONObjects.Object, to emit: (Reading.Item) -> Void) {
    guard let (fields, isDamaged) = fields(of: object) else {
      skip(object.range)
      return
    }
    reportSkipped(to: emit)
    let item = record(fields)
    guard item.isCitation || (isDamaged && item.key != nil) else {
      let names = fields.keys.sorted()
      emit(.diagnostic(Diagnostic(.warning, .noFieldOfCitation(names), at: object.range)))
      return
    }
    unknown.formUnion(item.unknownNames)
    if !item.unknownNames.isEmpty { firstUnknown = firstUnknown ?? object.range }
    var citation = Citation(
      position: 0, line: lines.line(of: object.range.lowerBound),
      raw: bytes.string(bytes.trimmed(object.range)), reference: item.reference)
    (citation.annotations, citation.notes) = (item.notes.annotations, item.notes.notes)
    citation.sourceKey = item.key
    emitter.emit(
      citation, in: object.range, problems: isDamaged ? [.damagedObject] : [],
      unreadYear: item.unreadYear, to: emit)
  }

  mutating func skip(_ range: Range<Int>) {
    skipped = (skipped?.lowerBound ?? range.lowerBound)..<range.upperBound
  }

  mutating func reportSkipped(to emit: (Reading.Item) -> Void) {
    guard let range = skipped else { return }
    emit(.diagnostic(Diagnostic(.warning, .unreadableObject, at: range)))
    skipped = nil
  }

  func reportUnknown(to emit: (Reading.Item) -> Void) {
    guard let firstUnknown else { return }
    emit(.diagnostic(Diagnostic(.note, .unknownFields(unknown.sorted()), at: firstUnknown)))
  }

  /// The object decoded, or, where it is damaged, those of its members that can be.
  private func fields(of object: JSONObjects.Object) -> ([String: Any], isDamaged: Bool)? {
    guard object.depth <= Self.deepest else { return nil }
    if !object.isDamaged, let fields = Self.decoded(Array(bytes[object.range])) {
      return (fields, false)
    }
    var fields: [String: Any] = [:]
    for member in object.members {
      let text = bytes[member].flatMap(Self.escaped)
      let single = [UInt8(ascii: "{")] + text + [UInt8(ascii: "}")]
      fields.merge(Self.decoded(single) ?? [:]) { first, _ in first }
    }
    return fields.isEmpty ? nil : (fields, true)
  }

  /// A control character as JSON may contain it; white space as a space.
  private static func escaped(_ byte: UInt8) -> [UInt8] {
    if byte >= 0x20 { return [byte] }
    if (0x09...0x0D).contains(byte) { return [0x20] }
    return Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
  }

  private static func decoded(_ object: [UInt8]) -> [String: Any]? {
    try? JSONSerialization.jsonObject(with: Data(object)) as? [String: Any]
  }
}
