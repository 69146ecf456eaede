import Foundation

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
    let words = (reference.title ?? reference.container ?? "").unicodeScalars
      .split(whereSeparator: Self.isBreak)
    let telling = words.lazy.map { Self.word(Substring($0)) }.first {
      $0.count > 1 && !Self.smallWords.contains($0)
    }
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

  /// The letters and digits of a word in ASCII, about 30 at most.
  private static func word(_ text: Substring) -> String {
    let plain = folded(GreekWord.transliterated(String(text)))
    var word = ""
    for scalar in latin(plain).unicodeScalars where word.utf8.count < 30 {
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

  /// Words of other scripts in Latin letters, as ICU transliterates them; Greek letters stay.
  private static func latin(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII || greekLetterNames[$0] != nil }
    if isPlain { return text }
    let latin = text.applyingTransform(
      StringTransform("Any-Latin; Latin-ASCII; Lower"), reverse: false)
    return latin ?? text
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "-" || (0x2010...0x2015).contains(scalar.value)
      || scalar == "/" || scalar == ":" || scalar == "," || scalar == "."
  }

  /// Words that begin many titles and tell nothing of any.
  private static let smallWords: Set<String> = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the",
    "to", "with", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los",
    "o", "i", "to", "ta", "oi",
  ]
}
