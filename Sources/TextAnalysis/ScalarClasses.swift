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

  /// Plain numbers, as one is looked at for every letter; its texts lie in `details`.
  struct Class {
    var kind: Kind
    /// Bytes in the text.
    var length: Int
    var isUpper = false
    /// In `details`; the first is that of everything without texts.
    fileprivate var detail = 0
  }

  private struct Detail {
    /// UTF-8 of the folded form.
    var folded: [UInt8] = []
    /// The form as German and Nordic names are spelled without the letter: `ü` → `ue`.
    var digraph: [UInt8]?
    var greekName = ""
  }

  private var known: [UInt32: Class] = [:]
  private var details = [Detail()]
  private let ascii: [Class] = (0..<128).map { Self.classOfASCII(UInt8($0)) }

  /// Letters and digits in lower case, 0 for every other byte.
  @inline(__always)
  static func foldedASCII(_ byte: UInt8) -> UInt8 {
    if byte >= 97 { return byte <= 122 ? byte : 0 }
    if byte >= 65 { return byte <= 90 ? byte + 32 : 0 }
    return byte >= 48 && byte <= 57 ? byte : 0
  }

  /// The class of the scalar that begins at an index of well-formed UTF-8.
  @inline(__always)
  mutating func `class`(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Class {
    let byte = text[index]
    return byte < 0x80 ? ascii[Int(byte)] : classOfScalar(in: text, at: index)
  }

  private mutating func classOfScalar(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Class {
    let (value, length) = Self.decode(text, at: index)
    if let known = known[value] { return known }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    var (found, detail) = Self.class(of: scalar, length: length)
    found.detail = details.count
    details.append(detail)
    known[value] = found
    return found
  }

  /// UTF-8 of the folded form of a scalar that is not ASCII.
  func folded(_ scalar: Class) -> [UInt8] { details[scalar.detail].folded }

  func digraph(_ scalar: Class) -> [UInt8]? { details[scalar.detail].digraph }

  func greekName(_ scalar: Class) -> String { details[scalar.detail].greekName }

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
    if foldedASCII(byte) != 0 {
      return Class(kind: byte < 58 ? .digit : .letter, length: 1, isUpper: byte < 97)
    }
    switch byte {
    case UInt8(ascii: "-"): return Class(kind: .hyphen, length: 1)
    case UInt8(ascii: "'"): return Class(kind: .apostrophe, length: 1)
    case Analyzer.boundary, Analyzer.lastBoundary: return Class(kind: .boundary, length: 1)
    default: return Class(kind: .separator, length: 1)
    }
  }

  private static func `class`(of scalar: Unicode.Scalar, length: Int) -> (Class, Detail) {
    func plain(_ kind: Kind) -> (Class, Detail) { (Class(kind: kind, length: length), Detail()) }
    let text = References.folded(scalar)
    if text.isEmpty { return plain(.mark) }
    if text == "-" { return plain(.hyphen) }
    if text == "'" { return plain(.apostrophe) }
    var detail = Detail(folded: Array(text.utf8))
    if scalar.isIdeograph { return (Class(kind: .ideograph, length: length), detail) }
    let first = text.unicodeScalars.first!
    if let name = greekLetterNames[first] {
      detail.greekName = name
      return (Class(kind: .greek, length: length), detail)
    }
    if first.properties.isAlphabetic {
      detail.digraph = digraphs[scalar].map { Array($0.utf8) }
      let isUpper = scalar.properties.isUppercase
      return (Class(kind: .letter, length: length, isUpper: isUpper), detail)
    }
    let isNumber = text.unicodeScalars.allSatisfy { $0.properties.numericType != nil }
    return isNumber
      ? (Class(kind: .digit, length: length, isUpper: true), detail) : plain(.separator)
  }

  private static let digraphs: [Unicode.Scalar: String] = [
    "ä": "ae", "Ä": "ae", "ö": "oe", "Ö": "oe", "ü": "ue", "Ü": "ue", "ø": "oe", "Ø": "oe",
    "å": "aa", "Å": "aa",
  ]
}

extension Unicode.Scalar {
  /// Written without spaces between words, or with optional ones: Han, kana, Hangul, Thai, Lao,
  /// Burmese and Khmer.
  fileprivate var isIdeograph: Bool {
    switch value {
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0x20000...0x3FFFD, 0xFF66...0xFF9D, 0x0E01...0x0E3A, 0x0E40...0x0E4E,
      0x0E81...0x0ECD, 0x1000...0x103F, 0x1050...0x108F, 0x1780...0x17D3:
      true
    default: false
    }
  }
}
