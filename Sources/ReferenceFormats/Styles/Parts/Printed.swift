/// A stretch of printed text on which the readers of citations work: Unicode scalars, so that a
/// place is an integer and a look costs nothing.
typealias Printed = ArraySlice<Unicode.Scalar>

extension ArraySlice where Element == Unicode.Scalar {
  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }

  /// Without white space at both ends.
  var trimmed: Printed {
    var slice = self
    while let first = slice.first, first.isBlank { slice.removeFirst() }
    while let last = slice.last, last.isBlank { slice.removeLast() }
    return slice
  }

  /// The scalar at an index, or nil beyond either end.
  func at(_ index: Int) -> Unicode.Scalar? {
    indices.contains(index) ? self[index] : nil
  }

  /// Whether the text stands at an index; any white space matches a space.
  func has(_ text: StaticString, at index: Int) -> Bool {
    text.withUTF8Buffer { bytes in
      guard index >= startIndex, index + bytes.count <= endIndex else { return false }
      for (offset, byte) in bytes.enumerated() {
        let scalar = self[index + offset]
        if byte == UInt8(ascii: " ") ? !scalar.isBlank : scalar.value != UInt32(byte) {
          return false
        }
      }
      return true
    }
  }

  /// The first place at which the text stands, or nil.
  func first(_ text: StaticString, from index: Int? = nil) -> Int? {
    ((index ?? startIndex)..<endIndex).first { has(text, at: $0) }
  }

  /// Whether the slice contains an ASCII text.
  func contains(_ text: StaticString) -> Bool { first(text) != nil }

  /// The index after any white space at `index`.
  func skippingBlanks(_ index: Int) -> Int {
    var index = index
    while index < endIndex, self[index].isBlank { index += 1 }
    return index
  }

  /// The slice split at white space; no empty parts.
  var words: [Printed] { split(whereSeparator: \.isBlank) }

  /// The word that ends the slice, or an empty slice.
  var lastWord: Printed {
    let start = lastIndex(where: \.isBlank).map { $0 + 1 } ?? startIndex
    return self[start...]
  }
}

extension Unicode.Scalar {
  /// White space of any width, no-break spaces included.
  var isBlank: Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }

  var isDigit: Bool { (0x30...0x39).contains(value) }

  var isUpper: Bool {
    isASCII ? (65...90).contains(value) : properties.isUppercase || isTitleLetter
  }

  var isLower: Bool { isASCII ? (97...122).contains(value) : properties.isLowercase }

  var isLetter: Bool {
    isASCII ? (65...90).contains(value) || (97...122).contains(value) : properties.isAlphabetic
  }

  /// A dash between numbers or in a name: hyphen, non-breaking hyphen, figure, en, em, minus.
  var isDash: Bool {
    self == "-" || (0x2010...0x2015).contains(value) || value == 0x2212
  }

  var isApostrophe: Bool { self == "'" || self == "’" || self == "ʼ" || self == "‘" || self == "ʻ" }

  var isClosingMark: Bool {
    switch self {
    case "”", "’", "\"", "'", "»", ")", "]": true
    default: false
    }
  }

  /// A letter of a script without case begins a name as a capital does.
  private var isTitleLetter: Bool {
    properties.generalCategory == .otherLetter || properties.generalCategory == .titlecaseLetter
  }
}
