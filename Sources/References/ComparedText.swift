/// Under what form two values of a fact are the same.
public enum ComparedText: Sendable {
  /// The folded letters and digits.
  case letters
  /// The folded letters and digits of the first page of a locator.
  case firstPage
  /// A number with its sign.
  case number
  /// The code of the language that it is called by.
  case language

  func form(of text: String) -> String {
    switch self {
    case .letters: Self.letters(text)
    case .firstPage: Self.firstPage(text)
    case .number: text
    case .language: LanguageCode.primary(text)
    }
  }

  /// The folded letters and digits of a text.
  static func letters(_ text: some StringProtocol) -> String {
    var folded = folded(text)
    let plain = folded.withUTF8 { bytes -> String? in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      return String(unsafeUninitializedCapacity: bytes.count) { letters in
        var count = 0
        for byte in bytes where byte.isLetterOrDigit {
          letters[count] = byte
          count += 1
        }
        return count
      }
    }
    return plain
      ?? String(
        String.UnicodeScalarView(
          folded.unicodeScalars.filter {
            $0.isASCII
              ? UInt8($0.value).isLetterOrDigit
              : $0.properties.isAlphabetic || $0.properties.numericType != nil
          }))
  }

  static func firstPage(_ locator: some StringProtocol) -> String {
    letters(withoutExtent(folded(locator).prefix { !"-,+;".contains($0) }))
  }

  /// Without how many pages they are, as CINAHL has it: `e123 8p`.
  private static func withoutExtent(_ page: Substring) -> Substring {
    guard page.last == "p", let blank = page.lastIndex(of: " "), blank > page.startIndex else {
      return page
    }
    let count = page[blank...].dropFirst().dropLast()
    return !count.isEmpty && count.allSatisfy(\.isNumber) ? page[..<blank] : page
  }
}

extension UInt8 {
  /// In ASCII, of lower case.
  var isLetterOrDigit: Bool { (97...122).contains(self) || (48...57).contains(self) }
}
