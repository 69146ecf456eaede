import Testing

@testable import CitationTagging

@Suite struct CitationTokenizerTests {
  /// Tokens with the marks before each.
  private func print(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    return CitationTokenizer.tokens(of: scalars[...]).map { token in
      var marks = ""
      var rest = token.gap.marks
      while rest != 0 {
        marks = String(Character(Unicode.Scalar(UInt8(rest & 0xFF)))) + marks
        rest >>= 8
      }
      var word = String.UnicodeScalarView()
      word.append(contentsOf: scalars[token.range])
      return marks + (marks.isEmpty ? "" : "_") + String(word)
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("J. Clin. Oncol. 30(4):1106–1127, e12", "J ._Clin ._Oncol ._30 (_4 ):_1106 -_1127 ,_e12"),
    ("O’Neill, J.-P. (2017a)", "O’Neill ,_J .-_P .(_2017a"),
    ("“On salt,” 1998", "<_On salt ,>_1998"),
    ("see https://doi.org/10.1000/x(1)1.", "see https://doi.org/10.1000/x(1)1"),
    ("doi:10.1000/abc-1; PMID 7", "doi :_10.1000/abc-1 ;_PMID 7"),
    ("张伟，李娜。盐", "张伟 ,_李娜 ._盐"), ("", ""), ("…—", ""),
    // Thousands, where a word follows; else a volume and a page.
    ("of 1,000 mg and 2,500,000 cells", "of 1,000 mg and 2,500,000 cells"),
    ("A. 2,000-year (1,092 people)", "A ._2,000 -_year (_1,092 people"),
    ("Nature 393,705-708, 12,345", "Nature 393 ,_705 -_708 ,_12 ,_345"),
    ("1,000,00 mg, 12,3456 a, 1000,000 b", "1 ,_000 ,_00 mg ,_12 ,_3456 a ,_1000 ,_000 b"),
    ("A \u{1B}[31mred\u{1} one\u{1B}[", "A red one"),
  ])
  func cutsTextIntoWordsAndMarks(_ text: String, _ tokens: String) {
    #expect(print(text) == tokens)
  }

  @Test(arguments: [
    ("2017", CitationToken.Shape.year), ("2017a", .year), ("1066", .fourDigits),
    ("e3165", .letterNumber),
    ("12th", .numberLetter), ("J", .initial), ("DJ", .fewCapitals), ("NORWOOD", .capitals),
    ("McDonald", .mixed), ("Li", .shortCapitalised), ("Meyer-Lindenberg", .hyphenated),
    ("of", .shortLower),
    ("盐", .otherScript), ("www.who.int/x", .link),
  ])
  func namesTheShapeOfAWord(_ word: String, _ shape: CitationToken.Shape) {
    #expect(CitationTokenizer.tokens(of: Array(word.unicodeScalars)[...]).map(\.shape) == [shape])
  }

  @Test func aFilterHoldsWhatItWasGiven() {
    var filter = WordFilter(count: 100)
    let names = (0..<100).map { "Journal of Things \($0)" }
    for name in names { filter.insert(name) }
    for name in names {
      let words = CitationTokenizer.tokens(of: Array(name.unicodeScalars)[...]).map(\.word)
      #expect(filter.contains(words.reduce(WordFilter.start) { WordFilter.adding($1, to: $0) }))
    }
    let others = (100..<1_100).count { filter.contains(UInt32($0) &* 2_654_435_761) }
    #expect(others < 100)
  }
}
