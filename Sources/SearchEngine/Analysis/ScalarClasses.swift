import References

/// What the analyzer does with each Unicode scalar, worked out once for each that is met.
struct ScalarClasses {
  enum Kind: UInt8 {
    case separator, letter, digit, greek, ideograph, hyphen, apostrophe
    /// Combining marks and invisible characters: part of the word, no part of the term.
    case mark
    /// Between two items of a composed text.
    case boundary

    /// Can begin or go on a part of a compound.
    var isCore: Bool { self == .letter || self == .digit || self == .greek }
  }

  struct Class {
    var kind: Kind
    /// Bytes in the text.
    var length: Int
    /// UTF-8 of the folded form.
    var folded: [UInt8] = []
    /// The form as German and Nordic names are spelled without the letter: `ü` → `ue`.
    var digraph: [UInt8]?
    var isUpper = false
    var greekName = ""
  }

  private var known: [UInt32: Class] = [:]
  private static let ascii: [Class] = (0..<128).map { Self.classOfASCII(UInt8($0)) }

  /// Letters and digits in lower case, nil for every other byte.
  @inline(__always)
  static func foldedASCII(_ byte: UInt8) -> UInt8? {
    if byte >= 97 { return byte <= 122 ? byte : nil }
    if byte >= 65 { return byte <= 90 ? byte + 32 : nil }
    return byte >= 48 && byte <= 57 ? byte : nil
  }

  /// The class of the scalar that begins at an index of well-formed UTF-8.
  mutating func `class`(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Class {
    let byte = text[index]
    if byte < 0x80 { return Self.ascii[Int(byte)] }
    let (value, length) = Self.decode(text, at: index)
    if let known = known[value] { return known }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    let found = Self.class(of: scalar, length: length)
    known[value] = found
    return found
  }

  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (UInt32, length: Int) {
    let byte = UInt32(text[index])
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    guard length > 1, index + length <= text.count else { return (0xFFFD, 1) }
    var value = byte & (0xFF >> (UInt32(length) + 1))
    for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
    return (value, length)
  }

  private static func classOfASCII(_ byte: UInt8) -> Class {
    if let folded = foldedASCII(byte) {
      return Class(
        kind: byte < 58 ? .digit : .letter, length: 1, folded: [folded], isUpper: byte < 97)
    }
    switch byte {
    case UInt8(ascii: "-"): return Class(kind: .hyphen, length: 1)
    case UInt8(ascii: "'"): return Class(kind: .apostrophe, length: 1)
    case Analyzer.boundary: return Class(kind: .boundary, length: 1)
    default: return Class(kind: .separator, length: 1)
    }
  }

  private static func `class`(of scalar: Unicode.Scalar, length: Int) -> Class {
    let text = References.folded(scalar)
    if text.isEmpty { return Class(kind: .mark, length: length) }
    let bytes = Array(text.utf8)
    if text == "-" { return Class(kind: .hyphen, length: length) }
    if text == "'" { return Class(kind: .apostrophe, length: length) }
    if scalar.isIdeograph { return Class(kind: .ideograph, length: length, folded: bytes) }
    let first = text.unicodeScalars.first!
    if let name = greekLetterNames[first] {
      return Class(kind: .greek, length: length, folded: bytes, greekName: name)
    }
    let properties = first.properties
    let isUpper = scalar.properties.isUppercase
    if properties.isAlphabetic {
      return Class(
        kind: .letter, length: length, folded: bytes,
        digraph: digraphs[scalar].map { Array($0.utf8) }, isUpper: isUpper)
    }
    let isNumber =
      properties.numericType != nil
      && text.unicodeScalars.allSatisfy { $0.properties.numericType != nil }
    return isNumber
      ? Class(kind: .digit, length: length, folded: bytes, isUpper: true)
      : Class(kind: .separator, length: length)
  }

  private static let digraphs: [Unicode.Scalar: String] = [
    "ä": "ae", "Ä": "ae", "ö": "oe", "Ö": "oe", "ü": "ue", "Ü": "ue", "ø": "oe", "Ø": "oe",
    "å": "aa", "Å": "aa",
  ]
}

extension Unicode.Scalar {
  /// Written without spaces between words: Han, kana, Hangul.
  fileprivate var isIdeograph: Bool {
    switch value {
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0x20000...0x3FFFD, 0xFF66...0xFF9D:
      true
    default: false
    }
  }
}
