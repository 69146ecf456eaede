/// A stretch of printed text on which the readers of citations work: Unicode scalars, so that a
/// place is an integer and a look costs nothing.
typealias Printed = ArraySlice<Unicode.Scalar>

extension ArraySlice where Element == Unicode.Scalar {
  var string: String { encoded(collapsing: false) }

  /// With a single space for every run of white space.
  var collapsed: String { encoded(collapsing: true) }

  private func encoded(collapsing: Bool) -> String {
    withUnsafeBufferPointer { scalars in
      var length = 0
      for scalar in scalars { length += UTF8.width(scalar) }
      return String(unsafeUninitializedCapacity: length) { bytes in
        var end = 0
        var wasBlank = false
        for scalar in scalars {
          let isBlank = collapsing && scalar.isBlank
          if isBlank && wasBlank { continue }
          wasBlank = isBlank
          end = (isBlank ? " " : scalar).encode(to: bytes, at: end)
        }
        return end
      }
    }
  }

  /// Without white space at both ends.
  var trimmed: Printed {
    var start = startIndex
    var end = endIndex
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return self[start..<end]
  }

  /// The scalar at an index, or nil beyond either end.
  func at(_ index: Int) -> Unicode.Scalar? {
    index >= startIndex && index < endIndex ? self[index] : nil
  }

  /// Whether the text occurs at an index; any white space matches a space.
  func has(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index >= startIndex, index + count <= endIndex else { return false }
    let bytes = text.utf8Start
    for offset in 0..<count {
      let scalar = self[index + offset]
      let byte = bytes[offset]
      if byte == 0x20 ? !scalar.isBlank : scalar.value != UInt32(byte) { return false }
    }
    return true
  }

  /// The first occurrence of the text, or nil.
  func first(_ text: StaticString, from index: Int? = nil) -> Int? {
    let count = text.utf8CodeUnitCount
    guard count > 0, endIndex - startIndex >= count else { return nil }
    let start = index.map { Swift.max($0, startIndex) } ?? startIndex
    let first = UInt32(text.utf8Start[0])
    if first == 0x20 { return (start..<Swift.max(start, endIndex)).first { has(text, at: $0) } }
    var place = start
    let last = endIndex - count
    while place <= last {
      if self[place].value == first, has(text, at: place) { return place }
      place += 1
    }
    return nil
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
  var words: [Printed] {
    var words: [Printed] = []
    words.reserveCapacity(count / 6 + 1)
    var index = startIndex
    while true {
      index = skippingBlanks(index)
      if index >= endIndex { return words }
      let start = index
      while index < endIndex, !self[index].isBlank { index += 1 }
      words.append(self[start..<index])
    }
  }

  /// The word that ends the slice, or an empty slice.
  var lastWord: Printed {
    var start = endIndex
    while start > startIndex, !self[start - 1].isBlank { start -= 1 }
    return self[start...]
  }
}

extension Unicode.Scalar {
  /// Writes the scalar as UTF-8; returns the place after it.
  fileprivate func encode(to bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int) -> Int {
    if value < 0x80 {
      bytes[index] = UInt8(truncatingIfNeeded: value)
      return index + 1
    }
    var end = index
    for byte in UTF8.encode(self)! {
      bytes[end] = byte
      end += 1
    }
    return end
  }

  /// White space of any width, no-break spaces included.
  var isBlank: Bool {
    if value < 0x80 { return value == 0x20 || (value >= 0x09 && value <= 0x0D) }
    return switch value {
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
