/// Cuts an XML file into its records by their tags alone, so that memory is bounded by a record and
/// damage stays inside one.
///
/// ```
/// file    = { wrapper | record | stray }
/// record  = "<record>" … ( "</record>" | before the next "<record>" | before the wrapper's end )
/// stray   = what stands outside of records and is neither blank nor a wrapper's tag
/// ```
///
/// Comments and CDATA sections are passed over, unless another one begins inside: then the first was
/// never closed.
struct RecordSlicer {
  enum Piece: Equatable {
    case record(Range<Int>)
    case stray(Range<Int>)
  }

  private let bytes: TextBytes
  private let recordNames: [[UInt8]]
  private let wrapperNames: [[UInt8]]
  private var index = 0
  private var closers = Closers()

  init(
    _ bytes: TextBytes, recordNames: [StaticString], wrapperNames: [StaticString]
  ) {
    self.bytes = bytes
    self.recordNames = recordNames.map { Array($0.description.utf8) }
    self.wrapperNames = wrapperNames.map { Array($0.description.utf8) }
  }

  mutating func next() -> Piece? {
    var strayStart: Int?
    while index < bytes.count {
      let start = index
      if bytes[start].isXMLBlank {
        index += 1
        continue
      }
      if bytes[start] == lessThan {
        if tag(at: start, in: recordNames) != nil {
          if let stray = strayStart { return .stray(stray..<start) }
          return record(from: start)
        }
        if let end = endTag(at: start, in: recordNames) {
          index = end
          return .record((strayStart ?? start)..<end)
        }
        if skipsDeclaration(at: start) || skipsWrapper(at: start) {
          if let stray = strayStart { return .stray(stray..<start) }
          continue
        }
      }
      strayStart = strayStart ?? start
      index = nextMark(from: start + 1)
    }
    return strayStart.map { .stray($0..<bytes.count) }
  }

  /// The record that begins here; `index` is after it then.
  private mutating func record(from start: Int) -> Piece {
    index = start + 1
    if let end = tagEnd(from: start), bytes[end - 2] == slash {
      index = end
      return .record(start..<end)
    }
    while true {
      index = nextMark(from: index)
      if index >= bytes.count { return .record(start..<bytes.count) }
      if let end = endTag(at: index, in: recordNames) {
        index = end
        return .record(start..<end)
      }
      if tag(at: index, in: recordNames) != nil || endTag(at: index, in: wrapperNames) != nil {
        return .record(start..<index)
      }
      if !skipsSection(at: index) { index += 1 }
    }
  }

  /// The next `<` at or after an index, or the end.
  private func nextMark(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != lessThan { index += 1 }
    return index
  }

  // MARK: Tags

  /// The index after the name, if there is a start tag with one of the names.
  private func tag(at start: Int, in names: [[UInt8]]) -> Int? {
    for name in names {
      let end = start + 1 + name.count
      guard bytes.has(name, at: start + 1), end < bytes.count else { continue }
      if bytes[end].isXMLBlank || bytes[end] == greaterThan || bytes[end] == slash { return end }
    }
    return nil
  }

  /// The index after an end tag with one of the names.
  private func endTag(at start: Int, in names: [[UInt8]]) -> Int? {
    guard start + 1 < bytes.count, bytes[start + 1] == slash else { return nil }
    for name in names where bytes.has(name, at: start + 2) {
      var end = start + 2 + name.count
      while end < bytes.count, bytes[end].isXMLBlank { end += 1 }
      if end < bytes.count, bytes[end] == greaterThan { return end + 1 }
    }
    return nil
  }

  /// The index after the `>` that ends a tag, nil if another tag begins before it.
  private func tagEnd(from start: Int) -> Int? {
    var index = start + 1
    while index < bytes.count, bytes[index] != lessThan {
      if bytes[index] == greaterThan { return index + 1 }
      index += 1
    }
    return nil
  }

  private mutating func skipsWrapper(at start: Int) -> Bool {
    if let end = endTag(at: start, in: wrapperNames) {
      index = end
      return true
    }
    guard tag(at: start, in: wrapperNames) != nil, let end = tagEnd(from: start) else {
      return false
    }
    index = end
    return true
  }

  // MARK: What is not an element

  /// Passes over a comment or CDATA section.
  private mutating func skipsSection(at start: Int) -> Bool {
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "!"),
      let end = closers.sectionEnd(at: start, in: bytes)
    else { return false }
    index = end
    return true
  }

  /// Passes over a comment, CDATA section, processing instruction or document type.
  private mutating func skipsDeclaration(at start: Int) -> Bool {
    if skipsSection(at: start) { return true }
    if bytes.has("<?", at: start), let end = tagEnd(from: start) {
      index = end
      return true
    }
    guard bytes.has("<!", at: start) else { return false }
    var end = start + 2
    while end < bytes.count, bytes[end] != greaterThan, bytes[end] != UInt8(ascii: "[") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "[") {
      guard let close = closers.next("]>", from: end, in: bytes) else { return false }
      end = close + 1
    }
    index = min(end + 1, bytes.count)
    return true
  }
}

/// Where comments and CDATA sections end. Each end that was found is kept until it is passed, and
/// what was not found is not looked for again, so that a file is looked through once.
struct Closers {
  private var found: [String: Int] = [:]

  /// The index after the comment or CDATA section that begins at an index.
  mutating func sectionEnd(at start: Int, in bytes: TextBytes) -> Int? {
    for (opener, closer) in [("<!--", "-->"), ("<![CDATA[", "]]>")]
    where bytes.has(opener, at: start) {
      let from = start + opener.utf8.count
      guard let end = next(closer, from: from, in: bytes) else { return nil }
      var inside = from
      while inside < end {
        if bytes[inside] == lessThan, bytes.has(opener, at: inside) { return nil }
        inside += 1
      }
      return end + closer.utf8.count
    }
    return nil
  }

  /// The first place of a text at or after an index.
  mutating func next(
    _ text: String, from start: Int, in bytes: TextBytes
  ) -> Int? {
    if let known = found[text], known >= start { return known < bytes.count ? known : nil }
    var index = start
    let first = text.utf8.first
    while index < bytes.count, bytes[index] != first || !bytes.has(text, at: index) { index += 1 }
    found[text] = max(index, start)
    return index < bytes.count ? index : nil
  }
}

let lessThan = UInt8(ascii: "<")
let greaterThan = UInt8(ascii: ">")
let slash = UInt8(ascii: "/")

extension UInt8 {
  /// The four characters that XML counts as white space.
  var isXMLBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

extension TextBytes {
  func has(_ text: String, at index: Int) -> Bool {
    text.withBytes { has($0, at: index) }
  }

  func has(_ text: some Collection<UInt8>, at index: Int) -> Bool {
    guard index >= 0, index + text.count <= count else { return false }
    var place = index
    for byte in text {
      if self[place] != byte { return false }
      place += 1
    }
    return true
  }
}
