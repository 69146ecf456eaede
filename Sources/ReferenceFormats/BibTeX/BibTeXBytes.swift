/// What the readers of .bib files ask of single bytes and of short stretches of them.
extension TextBytes {
  /// The byte at a place, or 0 after the end.
  func at(_ index: Int) -> UInt8 {
    index >= 0 && index < count ? self[index] : 0
  }

  /// The text of a range in lower case; letters beyond ASCII stay.
  func lowercased(_ range: Range<Int>) -> String {
    String(unsafeUninitializedCapacity: range.count) { letters in
      for (offset, index) in range.enumerated() {
        letters[offset] = self[index].lowercased
      }
      return range.count
    }
  }

  func skippingBlanks(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, self[index].isBlank { index += 1 }
    return index
  }

  /// The end of the line that contains a place.
  func endOfLine(_ start: Int) -> Int {
    var index = start
    while index < count, !self[index].isNewline { index += 1 }
    return index
  }

  /// Only spaces, or a byte order mark, precede the place on its line.
  func isLineStart(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, self[before].isBlank, !self[before].isNewline { before -= 1 }
    return before < 0 || self[before].isNewline || (before == 2 && self[before] == 0xBF)
  }
}

extension UInt8 {
  var isNewline: Bool { self == 10 || self == 13 }
  var isBlank: Bool { self == 32 || (9...13).contains(self) }
  var isASCIIDigit: Bool { (48...57).contains(self) }
  var isASCIILetter: Bool { (97...122).contains(self | 0x20) }
  var lowercased: UInt8 { (65...90).contains(self) ? self | 0x20 : self }

  /// Whether BibTeX allows it in the name of a field.
  var isFieldNameByte: Bool {
    switch self {
    case 0...32, 127, UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "'"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "="),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "@"), UInt8(ascii: "\\"):
      false
    default: true
    }
  }
}
