/// The stable name of a work, `schuster2017chimeric`: first author's family name, year, first
/// telling word of the title, all in plain lower-case letters and digits of ASCII. Words of other
/// scripts are spelled in Latin letters: `papadopoulou`, `kolmogorov`, `wang`.
public struct CitationKey: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }

  /// The key that a reference asks for; another work may have it already.
  public init(for reference: Reference) {
    let name = reference.authors.first ?? reference.editors.first
    let family = name.map { Self.word($0.familyName.prefix { $0 != "," }) } ?? ""
    let year = reference.year.map(String.init) ?? ""
    let telling = Self.tellingWord(of: reference.title ?? reference.container ?? "")
    description = (family.isEmpty ? "anonymous" : family) + year + (telling ?? "")
  }

  /// The key with a letter that sets it apart from others that are spelled alike: `a`, `b`, … `aa`.
  public func disambiguated(_ ordinal: Int) -> CitationKey {
    var letters = ""
    var rest = ordinal
    repeat {
      letters = String(UnicodeScalar(UInt8(97 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return CitationKey("\(description)-\(letters)")
  }

  /// The first word that is not small.
  private static func tellingWord(of title: String) -> String? {
    var rest = title.unicodeScalars[...]
    while !rest.isEmpty {
      let next = rest.prefix { !isBreak($0) }
      let word = word(Substring(next))
      if word.utf8.count > 1, !smallWords.contains(word) { return word }
      rest = rest[next.endIndex...].drop(while: isBreak)
    }
    return nil
  }

  /// The letters and digits of a word in ASCII, about 30 at most.
  private static func word(_ text: Substring) -> String {
    if let plain = plainWord(text) { return plain }
    let plain = folded(GreekWord.transliterated(String(text)))
    var word = ""
    for scalar in LatinLetters.spelling(of: plain).unicodeScalars where word.utf8.count < 30 {
      if let name = greekLetterNames[scalar] {
        word += name
      } else if scalar.isASCII,
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      {
        word.unicodeScalars.append(scalar)
      }
    }
    return word
  }

  /// The same of a word in ASCII; nil of another.
  private static func plainWord(_ text: Substring) -> String? {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(ComparedText.letters(text).prefix(30))
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t"..."\r", "-", "/", ":", ",", ".", "\u{2010}"..."\u{2015}": true
    default: !scalar.isASCII && scalar.properties.isWhitespace
    }
  }

  /// Words that begin many titles and tell nothing of any.
  private static let smallWords: Set<String> = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the",
    "to", "with", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los",
    "o", "i", "to", "ta", "oi",
  ]
}
