/// Finds the objects of a JSON text that are citations, one at a time, without decoding them: the
/// elements of an array at the top, of `items` or `references` in an object there, the object in
/// Crossref's `message`, or objects one after another.
///
/// Only strings and brackets are looked at, so that damage within one object (a lost quote or
/// bracket, a raw line end in a string) ends with that object.
struct JSONObjects {
  /// An object in the text.
  struct Object {
    let range: Range<Int>
    /// The members that could be recognized: `"title": "…"`.
    let members: [Range<Int>]
    let isDamaged: Bool
    let depth: Int
  }

  enum Found {
    case object(Object)
    /// Something that belongs to no object.
    case other(Range<Int>)
  }

  private let bytes: TextBytes
  private var index = 0
  private var isInsideArray = false
  private var isInsideWrapper = false
  private var marks: ObjectMarks

  init(_ bytes: TextBytes) {
    self.bytes = bytes
    marks = ObjectMarks(bytes)
  }

  mutating func next() -> Found? {
    var other: Range<Int>?
    var last: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "{") {
        if let other { return .other(other) }
        let isMember = isInsideWrapper && last == UInt8(ascii: ":")
        if let object = object(), !isMember { return .object(object) }
      } else {
        let start = index
        index = byte == UInt8(ascii: "\"") ? JSONString(at: index, in: bytes).end : index + 1
        if byte == UInt8(ascii: "[") { isInsideArray = true }
        if !isInsideWrapper, byte > 0x20, !"[],".utf8.contains(byte) {
          other = (other?.lowerBound ?? start)..<index
        }
      }
      if byte > 0x20 { last = byte }
    }
    return other.map { .other($0) }
  }

  /// The object that begins here, or nil if it only wraps others.
  private mutating func object() -> Object? {
    var scan = JSONObjectScan(at: index, in: bytes)
    scan.canBeWrapper = !isInsideArray
    scan.run(&marks)
    index = scan.index
    if scan.isWrapper {
      isInsideWrapper = true
      return nil
    }
    let object = Object(
      range: scan.start..<scan.end, members: scan.members, isDamaged: scan.isDamaged,
      depth: scan.depth)
    if !object.isDamaged { marks.learn(from: object) }
    return object
  }
}

/// A string of JSON. One without its closing quote ends with its line; one with raw line ends in it
/// is told by what follows its quote.
struct JSONString {
  /// After the closing quote.
  let end: Int
  let isDamaged: Bool

  init(at start: Int, in bytes: TextBytes) {
    var index = start + 1
    var lineEnd: Int?
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "\""):
        let isClosed = lineEnd == nil || Self.isFollowed(index + 1, in: bytes)
        end = isClosed ? index + 1 : lineEnd ?? index
        isDamaged = lineEnd != nil
        return
      case 0x0A, 0x0D: lineEnd = lineEnd ?? index
      default: break
      }
      index += 1
    }
    end = lineEnd ?? bytes.count
    isDamaged = true
  }

  private static func isFollowed(_ index: Int, in bytes: TextBytes) -> Bool {
    bytes[index...].first { $0 > 0x20 }.map { ",:}]".utf8.contains($0) } ?? true
  }
}

/// Starts of objects in a damaged text: `, {"id":`.
struct ObjectMarks {
  private let bytes: TextBytes
  /// The keys with which objects begin.
  private var keys: Set<String> = ["id", "type"]
  private var hasLearned = false
  /// The place found last, and where the search for it began.
  private var found: (from: Int, place: Int)?

  init(_ bytes: TextBytes) { self.bytes = bytes }

  /// Objects of one file start in the same way.
  mutating func learn(from object: JSONObjects.Object) {
    guard !hasLearned, let first = object.members.first else { return }
    hasLearned = true
    keys.insert(key(at: first.lowerBound))
    found = nil
  }

  /// The comma before the next object; the end of the text where there is none.
  mutating func comma(from start: Int) -> Int {
    if let found, found.from <= start, found.place >= start { return found.place }
    var index = start
    while index < bytes.count, !(bytes[index] == UInt8(ascii: ",") && isMark(index)) { index += 1 }
    found = (start, index)
    return index
  }

  private func isMark(_ comma: Int) -> Bool {
    var index = comma + 1
    for mark in "{\"".utf8 {
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      guard index < bytes.count, bytes[index] == mark else { return false }
      index += 1
    }
    return keys.contains(key(at: index - 1))
  }

  private func key(at quote: Int) -> String {
    let rest = bytes[(quote + 1)..<min(quote + 40, bytes.count)]
    return String(decoding: rest.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }
}
