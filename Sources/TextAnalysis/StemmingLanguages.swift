/// Languages whose inflections find each other beside those of English, which always do.
///
/// A bit a language, in the order of the table: an index keeps the number.
package struct StemmingLanguages: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// As libstemmer calls them, the codes of ISO 639, and babel's names. New ones stand at the end.
  private static let table: [[String]] = [
    ["arabic", "ar", "ara"], ["armenian", "hy", "hye", "arm"], ["basque", "eu", "eus", "baq"],
    ["catalan", "ca", "cat"], ["danish", "da", "dan"], ["dutch", "nl", "nld", "dut"],
    ["finnish", "fi", "fin"], ["french", "fr", "fra", "fre", "francais", "canadien", "acadian"],
    ["german", "de", "deu", "ger", "ngerman", "germanb", "austrian", "naustrian"],
    ["greek", "el", "ell", "gre"], ["hindi", "hi", "hin"], ["hungarian", "hu", "hun", "magyar"],
    ["indonesian", "id", "ind"], ["irish", "ga", "gle"], ["italian", "it", "ita"],
    ["lithuanian", "lt", "lit"], ["nepali", "ne", "nep"],
    ["norwegian", "no", "nb", "nn", "nor", "norsk", "nynorsk"],
    ["portuguese", "pt", "por", "portuges", "brazilian", "brazil"],
    ["romanian", "ro", "ron", "rum"], ["russian", "ru", "rus"], ["serbian", "sr", "srp"],
    ["spanish", "es", "spa"], ["swedish", "sv", "swe"], ["tamil", "ta", "tam"],
    ["turkish", "tr", "tur"], ["yiddish", "yi", "yid"],
  ]

  /// What a setting may name.
  package static let names = (table.map { $0[0] } + ["english"]).sorted()

  private static let bits = Dictionary(
    table.enumerated().flatMap { index, names in names.map { ($0, UInt32(1) << index) } },
    uniquingKeysWith: { first, _ in first })

  /// Those that a text names, as a source or a setting does: `german`, `de-AT`, `ger; fre`. None for
  /// English and for what is not known.
  package init(named text: String) {
    let words = text.lowercased().split { !$0.isLetter && $0 != "-" && $0 != "_" }
    self = words.reduce(into: []) { languages, word in
      let code = word.prefix { $0.isLetter }
      languages.formUnion(Self(rawValue: Self.bits[String(code)] ?? 0))
    }
  }

  /// The names of the languages.
  package var names: [String] {
    Self.table.indices.filter { rawValue & 1 << UInt32($0) != 0 }.map { Self.table[$0][0] }
  }
}
