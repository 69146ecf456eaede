/// Makes a damaged record well-formed: what XML forbids is left out, marks that begin nothing become
/// text, and every element is closed in its place.
///
/// Elements that contain text contain no others but inline ones, so an element that begins inside
/// text closes what was left open; an end tag closes everything down to the element that it names,
/// and nothing where none is open.
struct XMLRepair {
  private let bytes: TextBytes
  private let isInline: (String) -> Bool
  private var index = 0
  private var closers = Closers()
  private var open: [(name: String, hasText: Bool)] = []
  private var openCounts: [String: Int] = [:]

  private(set) var output: [UInt8] = []
  /// Where the output began to be as far from the input as it is from there on.
  private var drifts: [(output: Int, input: Int)] = []
  /// Each kind of damage once, with the place where it was met first.
  private(set) var damages: [(damage: MarkupDamage, place: Int)] = []
  private var known: Set<MarkupDamage> = []

  private static let deepest = 100
  private static let mostDamages = 20

  /// - Parameter root: what the record's own element is called, where its start tag is lost.
  init(
    _ bytes: TextBytes, root: String, isInline: @escaping (String) -> Bool
  ) {
    self.bytes = bytes
    self.isInline = isInline
    output.reserveCapacity(bytes.count + 64)
    if !bytes.has("<" + root, at: 0) {
      report(.unmatchedEnd(root), at: 0)
      begin(root, [], isEmpty: false, at: 0)
    }
    while index < bytes.count { step() }
    while let element = open.last {
      report(.unclosed(element.name), at: bytes.count)
      close()
    }
    if damages.isEmpty { report(.other, at: 0) }
  }

  /// Where in the damaged text stands what is at a place of the output.
  func place(ofOutput place: Int) -> Int {
    var (low, high) = (0, drifts.count)
    while low < high {
      let middle = (low + high) / 2
      if drifts[middle].output <= place { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return min(place, bytes.count) }
    let last = drifts[low - 1]
    let limit = low < drifts.count ? drifts[low].input : bytes.count
    return min(last.input + place - last.output, limit)
  }

  private mutating func step() {
    if drifts.last.map({ $0.input - $0.output }) ?? 0 != index - output.count {
      drifts.append((output.count, index))
    }
    switch bytes[index] {
    case lessThan: markup()
    case UInt8(ascii: "&"): reference()
    default: text()
    }
  }

  private mutating func report(_ damage: MarkupDamage, at place: Int) {
    guard damages.count < Self.mostDamages, known.insert(damage).inserted else { return }
    damages.append((damage, place))
  }

  // MARK: Text

  private mutating func text() {
    let byte = bytes[index]
    let isNoncharacter =
      byte == 0xEF
      && (bytes.has([0xEF, 0xBF, 0xBE], at: index) || bytes.has([0xEF, 0xBF, 0xBF], at: index))
    if isNoncharacter || (byte < 0x20 && !byte.isXMLBlank) {
      report(.controlCharacter, at: index)
      index += isNoncharacter ? 3 : 1
      return
    }
    if !byte.isXMLBlank, let last = open.indices.last { open[last].hasText = true }
    if !open.isEmpty {
      if byte == greaterThan { output += "&gt;".utf8 } else { output.append(byte) }
    }
    index += 1
  }

  private mutating func appendEscaped(_ text: some StringProtocol) {
    if let last = open.indices.last { open[last].hasText = true } else { return }
    for byte in text.utf8 {
      switch byte {
      case lessThan: output += "&lt;".utf8
      case greaterThan: output += "&gt;".utf8
      case UInt8(ascii: "&"): output += "&amp;".utf8
      default: output.append(byte)
      }
    }
  }

  /// `&amp;` `&#xD;` `&eacute;` `&`
  private mutating func reference() {
    let start = index
    index += 1
    let name = bytes[index...].prefix(32).prefix { $0.isNamePart || $0 == UInt8(ascii: "#") }
    guard name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ";"), !name.isEmpty
    else {
      report(.unescaped("&"), at: start)
      appendEscaped("&")
      return
    }
    index = name.endIndex + 1
    let text = String(decoding: name, as: UTF8.self)
    if let scalar = Self.numbered(text) {
      if scalar.isAllowedInXML {
        appendReference(to: scalar)
      } else {
        report(.controlCharacter, at: start)
      }
    } else if ["amp", "lt", "gt", "quot", "apos"].contains(text) {
      appendEscaped(Self.predefined(text))
    } else {
      report(.undefinedEntity(text), at: start)
      appendEscaped(CharacterReferences.scalar(named: text).map(String.init) ?? "&\(text);")
    }
  }

  /// A carriage return stays a reference, which keeps it apart from the file's own line ends.
  private mutating func appendReference(to scalar: Unicode.Scalar) {
    if scalar == "\r", !open.isEmpty {
      output += "&#xD;".utf8
    } else {
      appendEscaped(String(scalar))
    }
  }

  private static func predefined(_ name: String) -> String {
    switch name {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    default: "'"
    }
  }

  private static func numbered(_ text: String) -> Unicode.Scalar? {
    guard text.hasPrefix("#") else { return nil }
    let digits = text.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init)
  }

  // MARK: Tags

  private mutating func markup() {
    let start = index
    if bytes.has("<!", at: start), let end = closers.sectionEnd(at: start, in: bytes) {
      if bytes.has("<![CDATA[", at: start) { section((start + 9)..<(end - 3)) }
      index = end
    } else if bytes.has("</", at: start) {
      endTag()
    } else if start + 1 < bytes.count, bytes[start + 1].isLetter, startTag() {
    } else {
      report(.unescaped("<"), at: start)
      appendEscaped("<")
      index = start + 1
    }
  }

  private mutating func section(_ range: Range<Int>) {
    appendEscaped(
      String(decoding: bytes[range], as: UTF8.self).unicodeScalars.filter(\.isAllowedInXML)
        .reduce(into: "") { $0.unicodeScalars.append($1) })
  }

  private mutating func endTag() {
    let start = index
    let name = name(at: start + 2)
    index = name.endIndex
    while index < bytes.count, bytes[index].isXMLBlank { index += 1 }
    let text = String(decoding: name, as: UTF8.self)
    if index < bytes.count, bytes[index] == greaterThan {
      index += 1
    } else {
      report(.brokenTag("/" + text), at: start)
    }
    guard openCounts[text, default: 0] > 0 else {
      report(.unmatchedEnd(text), at: start)
      return
    }
    while let last = open.last, last.name != text {
      report(.unclosed(last.name), at: start)
      close()
    }
    close()
  }

  /// Reads a start tag; false if the mark is text, as in `a <b and c`.
  private mutating func startTag() -> Bool {
    let start = index
    let name = name(at: start + 1)
    var attributes: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
    var place = name.endIndex
    var isBroken = false
    while true {
      while place < bytes.count, bytes[place].isXMLBlank { place += 1 }
      guard place < bytes.count, bytes[place] != greaterThan, bytes[place] != slash else { break }
      guard let (key, value, end) = attribute(at: place) else {
        isBroken = true
        break
      }
      attributes.append((key, value))
      place = end
    }
    let tail = bytes[place...].prefix { $0 != lessThan && $0 != greaterThan }
    let isEnded = tail.endIndex < bytes.count && bytes[tail.endIndex] == greaterThan
    isBroken = isBroken || !isEnded || tail.contains { $0 != slash }
    let text = String(decoding: name, as: UTF8.self)
    if isBroken {
      guard !attributes.isEmpty || tail.contains(UInt8(ascii: "=")) || place == tail.endIndex else {
        return false
      }
      report(.brokenTag(text), at: start)
    }
    index = isEnded ? tail.endIndex + 1 : tail.endIndex
    begin(text, attributes, isEmpty: tail.last == slash, at: start)
    return true
  }

  private mutating func begin(
    _ name: String, _ attributes: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)],
    isEmpty: Bool, at place: Int
  ) {
    if !isInline(name) {
      while open.count > 1, let last = open.last, last.hasText || isInline(last.name) {
        report(.unclosed(last.name), at: place)
        close()
      }
    }
    guard open.count < Self.deepest else { return report(.tooDeep, at: place) }
    open.append((name, false))
    openCounts[name, default: 0] += 1
    output.append(lessThan)
    output += name.utf8
    var written: Set<ArraySlice<UInt8>> = []
    for (key, value) in attributes where written.insert(key).inserted {
      output.append(UInt8(ascii: " "))
      output += key
      output += "=\"".utf8
      output += value.filter { $0 >= 0x20 && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "\"") }
      output.append(UInt8(ascii: "\""))
    }
    output.append(greaterThan)
    if isEmpty { close() }
  }

  private mutating func close() {
    guard let element = open.popLast() else { return }
    openCounts[element.name, default: 1] -= 1
    output += "</\(element.name)>".utf8
    if isInline(element.name), element.hasText, let last = open.indices.last {
      open[last].hasText = true
    }
  }

  private func name(at start: Int) -> Slice<TextBytes> {
    bytes[start...].prefix { $0.isNamePart }
  }

  private func attribute(
    at start: Int
  ) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>, end: Int)? {
    let key = name(at: start)
    guard key.first?.isLetter == true, key.endIndex + 1 < bytes.count,
      bytes[key.endIndex] == UInt8(ascii: "=")
    else { return nil }
    let quote = bytes[key.endIndex + 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let value = bytes[(key.endIndex + 2)...].prefix { $0 != quote && $0 != lessThan }
    guard value.endIndex < bytes.count, bytes[value.endIndex] == quote else { return nil }
    return (Array(key)[...], Array(value)[...], value.endIndex + 1)
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (97...122).contains(self | 0x20) }

  /// Of the names that such files use.
  fileprivate var isNamePart: Bool {
    isLetter || (48...57).contains(self) || "-_.:".utf8.contains(self)
  }
}

extension Unicode.Scalar {
  fileprivate var isAllowedInXML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
