/// The stable name of a work, `schuster2017chimeric`: first author's family name, year, first
/// significant word of the title, all in lower-case ASCII letters and digits. Other scripts are
/// transliterated: `papadopoulou`, `kolmogorov`, `wang`.
public struct CitationKey: Hashable, Sendable, CustomStringConvertible {
  /// The key, in the case in which it is printed.
  public let description: String

  /// Creates a key from any text, without checking its form.
  public init(_ description: String) {
    self.description = description
  }

  /// The key derived from a reference; another work may already have it.
  public init(for reference: Reference) {
    let name = reference.authors.first ?? reference.editors.first
    let family = name.map { Self.word($0.familyName.prefix { $0 != "," }) } ?? ""
    let year = reference.year.map(String.init) ?? ""
    let telling = Self.tellingWord(of: reference.title ?? reference.container ?? "")
    description = (family.isEmpty ? "anonymous" : family) + year + (telling ?? "")
  }

  /// The key with a suffix that makes it unique: `a`, `b`, … `aa`.
  public func disambiguated(_ ordinal: Int) -> CitationKey {
    var letters = ""
    var rest = ordinal
    repeat {
      letters = String(UnicodeScalar(UInt8(97 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return CitationKey("\(description)-\(letters)")
  }

  /// The first word that is not a function word.
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

  /// The same for an ASCII word; nil for any other.
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

  /// Words that start many titles and distinguish none.
  private static let smallWords: Set<String> = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the",
    "to", "with", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los",
    "o", "i", "to", "ta", "oi",
  ]
}
