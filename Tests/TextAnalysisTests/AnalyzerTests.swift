import References
import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct AnalyzerTests {
  private struct Token {
    let term: String
    let place: Range<Int>
    let isColocated: Bool
  }

  private func tokens(_ text: String, as kind: Field.TextKind = .prose) -> [Token] {
    var tokens: [Token] = []
    var text = text
    text.withUTF8 { bytes in
      Analyzer().analyze(bytes, as: kind) { term, place, isColocated in
        tokens.append(
          Token(term: String(decoding: term, as: UTF8.self), place: place, isColocated: isColocated)
        )
      }
    }
    return tokens
  }

  /// Terms by position; those that share one in parentheses. The terms of plain words are left out
  /// where they are the form before them.
  private func printed(_ tokens: [Token]) -> String {
    var positions: [[String]] = []
    for token in tokens {
      if let form = positions.last?.last, token.term.dropFirst() == form, token.isColocated {
        continue
      }
      if token.isColocated {
        positions[positions.count - 1].append(token.term)
      } else {
        positions.append([token.term])
      }
    }
    return positions.map { $0.count == 1 ? $0[0] : "(\($0.joined(separator: " ")))" }
      .joined(separator: " ")
  }

  @Test(arguments: [
    ("antigen loss", "antigen loss"),
    ("Losses", "(losses ~loss)"),
    ("الكِتاب والدوري الله", "(الكتاب ~كتاب) (والدوري ~دوري) الله"),
    ("PD-1", "(pd pd1) 1"),
    ("PD1", "pd1"),
    ("4-1BB", "(4 41bb) (1bb 1 bb)"),
    ("3.5mm of 10mg/dl", "3 (5mm 5 mm) of (10mg 10 mg) dl"),
    ("C++ and C# or CD8++", "(c c++) and (c c#) or cd8"),
    ("IL-6/STAT3", "(il il6) 6 stat3"),
    ("CD8+ T-cells", "cd8 (t tcells ~tcell) (cells ~cell)"),
    ("TGF-β", "(tgf tgfbeta tgfb) beta"),
    ("IFNγ", "(ifn ifngamma ifng) gamma"),
    ("γ-Secretase", "(gamma gammasecretase ~gammasecretas gsecretase) (secretase ~secretas)"),
    ("anti-PD-1", "(anti antipd1 antipd) (pd pd1) 1"),
    ("O’Reilly’s", "(o oreilly ~oreilli) (reilly ~reilli)"),
    ("U.S.A. and e.g. so", "usa and eg so"),
    ("1.5 of 10.1038", "1 5 of 10 1038"),
    ("Müller", "(muller mueller)"), ("Häuser", "(hauser haeuser ~heuser)"),
    ("Frühling", "(fruhling ~fruhl fruehling ~fruehl)"),
    ("서울 대학교", "서울 울대 대학 (학교 교)"), ("서울대학교", "서울 울대 대학 (학교 교)"),
    ("서울, 대학", "(서울 울) (대학 학)"), ("中国 大学", "(中国 国) (大学 学)"),
    ("ภาษาไทย", "ภา าษ ษา าไ ไท (ทย ย)"), ("ผู้ใหญ่", "ผใ ให (หญ ญ)"), ("ພາສາ", "ພາ າສ (ສາ າ)"),
    ("naïve ﬁbrosis H₂O", "(naive ~naiv) (fibrosis ~fibros) h2o"),
    ("soft\u{AD}ware", "(software ~softwar)"),
    ("e\u{301}tude", "(etude ~etud)"),
    ("Ελλάδα", "ελλαδα"),
    ("中国科学", "中国 国科 (科学 学)"),
    ("データ ﾃﾞｰﾀ テータ", "デー (ータ タ) デー (ータ タ) テー (ータ タ)"),
    ("كتـاب على", "كتاب علي"),
    ("中", "中"),
    ("+ — … §", ""),
  ])
  func termsOfProse(_ text: String, _ expected: String) {
    #expect(printed(tokens(text)) == expected)
  }

  @Test(arguments: [
    ("van Bruggen, J. A. C.", "van bruggen (j @j') (a @a') (c @c')"),
    ("Harlow, John RK", "harlow (john @j') (r rk @r') (k @k')"),
    ("LI, WEI", "li (wei @w')"),
    ("Smith, Ann III", "smith (ann @a') (iii @i')"),
    ("Rodriguez-Garcia, A.", "(rodriguez rodriguezgarcia) garcia (a @a')"),
    ("O’Reilly, R. J.", "(o oreilly) reilly (r @r') (j @j')"),
    ("Rhodes, S.J.", "rhodes (s @s') (j @j')"),
    ("Łukasz,\u{1E}Li,", "lukasz \u{1E} li"),
  ])
  func namesAreNeverStemmed(_ text: String, _ expected: String) {
    #expect(printed(tokens(text, as: .names)) == expected)
  }

  /// Every form has beside it the term that plain words ask for.
  @Test(arguments: [
    (Field.TextKind.prose, "~antigen ~loss ~pd ~pd1 ~1 ~muller ~mueller ~中国 ~国"),
    (.names, "@antigen @losses @pd @pd1 @1 @muller @mueller @中国 @国"),
    (.containers, "@antigen @losses @pd @pd1 @1 @muller @mueller @中国 @国"),
  ])
  func formsAreMarked(_ kind: Field.TextKind, _ expected: String) {
    let tokens = tokens("Antigen losses PD-1 Müller 中国,", as: kind)
    let marked = tokens.map(\.term).filter { $0.hasPrefix("~") || $0.hasPrefix("@") }
    #expect(marked.joined(separator: " ") == expected)
    #expect(marked.count * 2 == tokens.count)
  }

  /// Places slice the original text on the boundaries of characters, from left to right.
  @Test func placesSliceTheText() {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "PD", "-", "1", "β", "γ", "é", "e\u{301}", "ß", "ﬁ", "日", "本", "한", "🧬", "’", "s", " ", ".",
      "U.S.", "\u{1E}", "\u{AD}", "\u{200B}", "İ", "₂", "Straße", "/", "\u{0}", "Å",
    ]
    for kind in [Field.TextKind.prose, .names, .containers] {
      for _ in 0..<1500 {
        let text = (0..<Int.random(in: 0...10, using: &random))
          .map { _ in pieces.randomElement(using: &random)! }.joined()
        var starts: Set<Int> = [text.utf8.count]
        var offset = 0
        for scalar in text.unicodeScalars {
          starts.insert(offset)
          offset += UTF8.width(scalar)
        }
        var last = 0
        for token in tokens(text, as: kind) {
          #expect(
            starts.contains(token.place.lowerBound) && starts.contains(token.place.upperBound),
            "\(text)")
          #expect(!token.place.isEmpty && !token.term.isEmpty, "\(text)")
          #expect(token.place.lowerBound >= last || token.isColocated, "\(text)")
          if !token.isColocated { last = token.place.lowerBound }
        }
      }
    }
  }

  @Test(arguments: ["a", "-", "β", "日", ".", "a.", "’s", "é-"])
  func endlessTextIsCut(_ piece: String) {
    for token in tokens(String(repeating: piece, count: 20_000)) {
      #expect(token.term.utf8.count <= 3200)
    }
  }
}
