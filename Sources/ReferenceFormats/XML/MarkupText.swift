import CLibXML2

/// The text of an element as a field holds it.
enum MarkupText {
  /// One line: every run of white space is a space. Nil where nothing is left.
  static func line(_ text: some Collection<UInt8>) -> String? {
    let words = collapsed(
      text.contains(lessThan) || text.contains(ampersand) ? plain(text) : Array(text))
    return words.isEmpty ? nil : String(decoding: words, as: UTF8.self)
  }

  /// Paragraphs with a line end between them, each one line. Nil where nothing is left.
  static func paragraphs(_ text: some Collection<UInt8>) -> String? {
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line($0) }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// The parts of a text at line ends and semicolons.
  static func parts(_ text: some Collection<UInt8>) -> [String] {
    text.split { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: ";") }.compactMap { line($0) }
  }

  private static let ampersand = UInt8(ascii: "&")

  /// White space, of any width included, becomes single spaces, none at the ends.
  private static func collapsed(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let width = blankWidth(at: index, in: text)
      if width == 0 {
        result.append(text[index])
      } else if let last = result.last, last != 0x20 {
        result.append(0x20)
      }
      index += max(width, 1)
    }
    if result.last == 0x20 { result.removeLast() }
    return result
  }

  /// How many bytes the white space at an index takes; none where something else stands there.
  private static func blankWidth(at index: Int, in text: [UInt8]) -> Int {
    let byte = text[index]
    if byte == 0x20 || (0x09...0x0D).contains(byte) { return 1 }
    guard byte >= 0xC2, index + 1 < text.count else { return 0 }
    if byte == 0xC2 { return text[index + 1] == 0xA0 ? 2 : 0 }
    guard index + 2 < text.count else { return 0 }
    switch (byte, text[index + 1], text[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }

  // MARK: Markup inside text

  /// Databases put HTML into their fields: `CD8&lt;sup&gt;+&lt;/sup&gt;` is CD8+, `&amp;amp;` is &.
  private static func plain(_ text: some Collection<UInt8>) -> [UInt8] {
    let text = Array(text)
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == lessThan, let (end, isBreak) = tag(at: index, in: text) {
        if isBreak { result.append(0x20) }
        index = end
      } else if text[index] == ampersand, let (character, end) = entity(at: index, in: text) {
        result += character.utf8
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// The end of a tag of one of the elements that stand in titles and abstracts.
  private static func tag(at start: Int, in text: [UInt8]) -> (end: Int, isBreak: Bool)? {
    var index = start + 1
    if index < text.count, text[index] == slash { index += 1 }
    let name = text[index...].prefix(16).prefix {
      (97...122).contains($0 | 0x20) || (48...57).contains($0) || $0 == UInt8(ascii: ":")
    }
    let rest = text[name.endIndex...].prefix(200)
    guard let first = rest.first, first == greaterThan || first == slash || first == 0x20,
      let end = rest.firstIndex(of: greaterThan),
      first != 0x20 || rest[..<end].dropFirst().allSatisfy({ $0 == slash })
        || rest[..<end].contains(UInt8(ascii: "=")),
      !rest[..<end].contains(lessThan)
    else { return nil }
    let word = String(decoding: name, as: UTF8.self).lowercased()
    let isBreak = ["br", "p", "div", "li"].contains(word)
    let isKnown = isBreak || inline.contains(word) || word.hasPrefix("jats:")
    return isKnown ? (end + 1, isBreak) : nil
  }

  private static let inline: Set<String> = [
    "b", "bold", "em", "i", "inf", "it", "italic", "sc", "scp", "small", "span", "strong", "sub",
    "sup", "u", "underline",
  ]

  /// `&amp;`, `&alpha;`, `&#945;`: escaped twice.
  private static func entity(at start: Int, in text: [UInt8]) -> (String, end: Int)? {
    let name = text[(start + 1)...].prefix(12).prefix { $0 != UInt8(ascii: ";") }
    guard name.endIndex < text.count, text[name.endIndex] == UInt8(ascii: ";"), !name.isEmpty,
      let character = character(String(decoding: name, as: UTF8.self))
    else { return nil }
    return (character, name.endIndex + 1)
  }

  /// What HTML calls by a name or number, nil for control characters and what it does not know.
  static func character(_ name: String) -> String? {
    var value = htmlEntityLookup(name).map { $0.pointee.value }
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    } else if name == "apos" {
      value = 0x27
    }
    guard let value, value >= 0x20, let scalar = Unicode.Scalar(value) else { return nil }
    return String(scalar)
  }
}
