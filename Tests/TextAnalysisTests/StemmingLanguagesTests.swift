import Testing

@testable import TextAnalysis

@Suite struct StemmingLanguagesTests {
  @Test(arguments: [
    ("german", "german"), ("ngerman", "german"), ("de", "german"), ("de-AT", "german"),
    ("ger", "german"), ("DEU", "german"), ("fr_CA", "french"), ("ger; fre", "french german"),
    ("no", "norwegian"), ("nb", "norwegian"), ("English", ""), ("en-GB", ""), ("", ""),
    ("klingon", ""),
  ])
  func readsNames(_ text: String, _ expected: String) {
    #expect(StemmingLanguages(named: text).names.joined(separator: " ") == expected)
  }

  @Test func everyNameThatASettingMayHoldHasAStemmer() {
    for name in StemmingLanguages.names where name != "english" {
      #expect(StemmingLanguages(named: name).names == [name])
    }
  }

  /// Inflections of one word, the last as it is typed without accents or alone.
  @Test(arguments: [
    ("german", "Kündigung", "Kündigungen"), ("german", "Kind", "Kindern"),
    ("german", "Buch", "Bücher"), ("german", "Kundigung", "Kündigungen"),
    ("french", "cheval", "chevaux"), ("spanish", "investigar", "investigaciones"),
    ("spanish", "investigacion", "investigación"), ("russian", "исследование", "Исследований"),
    ("russian", "сердце", "сердца"), ("swedish", "sjukdom", "sjukdomarna"),
    ("greek", "ασθένεια", "ασθένειες"), ("turkish", "kitap", "kitaplar"),
  ])
  func inflectionsShareATerm(_ name: String, _ word: String, _ inflected: String) {
    let languages = StemmingLanguages(named: name)
    #expect(!plainTerms(word, languages).isDisjoint(with: plainTerms(inflected, languages)))
    #expect(
      plainTerms(word, []).isDisjoint(with: plainTerms(inflected, [])) || word == "investigacion")
  }

  /// What a query for a word asks for is what the index holds of it.
  @Test(arguments: ["Kündigungen", "Straße", "исследований", "chevaux", "PD-1", "ab", "naïve"])
  func queriesAskForTermsOfTheIndex(_ word: String) {
    let analyzer = Analyzer()
    let languages = StemmingLanguages(named: "german french russian")
    let held = plainTerms(word, languages)
    for stem in analyzer.stems(of: word, in: languages) where !word.contains("-") {
      #expect(held.contains(stem))
    }
  }

  private func plainTerms(_ text: String, _ languages: StemmingLanguages) -> Set<String> {
    var terms: Set<String> = []
    var text = text
    text.withUTF8 { bytes in
      Analyzer().analyze(bytes, as: .prose, in: languages) { term, _, _ in
        if term[0] == Analyzer.stemMark {
          terms.insert(String(decoding: term.dropFirst(), as: UTF8.self))
        }
      }
    }
    return terms
  }
}
