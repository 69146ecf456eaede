import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct ListLayoutTests {
  private func read(_ text: String) -> Reading {
    ReferenceList.read(SourceText(name: "list", text: text))
  }

  private static let apa =
    "Powell, D. J., & June, C. H. (2017). Chimeric antigen receptor therapies for cancer. Annual Review of Medicine, 68(2), 139–152. https://doi.org/10.1146/annurev-med-062315-120245"
  private static let other =
    "Roe, A. (2019). A second title. Journal of Finance, 12, 45–67."

  @Test(arguments: [
    "%1\n%2\n", "%1\n\n%2\n", "• %1\n• %2", "[1] %1\n[2] %2", "1 %1\n2 %2", "1. 1 %1\n2. 2 %2",
    "(1) %1\n(2) %2", "1) %1\n2) %2", "2. %1\n1. %2", "[12] %1\n[11] %2", "1. %1\n1. %2",
    "1. %1 [PubMed] [CrossRef] [Google Scholar]\n2. %2 [Google Scholar]\n",
    "%1\nView Article\u{A0}Full Text\u{A0}Google Scholar\n\n%2\nArticle ADS CAS MathSciNet ChemPort\n",
  ])
  func everyLayoutHoldsTheSameCitations(_ layout: String) {
    let text = layout.replacing("%1", with: Self.apa).replacing("%2", with: Self.other)
    #expect(read(text).citations.map(\.raw) == [Self.apa, Self.other])
  }

  /// Lines of many kinds, with nothing that marks an item: names or a title first, or where a work is
  /// found and no more.
  private static let bareLines = [
    "Gavazzi G., Boselli A., 1996, Ap.Lett.& Comm, 35, 1",
    "James Gleick, Chaos: Making a New Science, New York: Penguin, 1988. 368 pp.",
    "Journal of Alloys and Compounds 495 (2010) 272–274",
    "Elliot, et al., Int. J. Pharmac. 1995 17(2), 141-145",
    "3GPP TS 23.228: \"IP Multimedia Subsystem (IMS); Stage 2\".",
    "Tim Watson. A new representation technique for genetic algorithms. In Keane et al., pages 233-246.",
    "Leukemia (2009) 23, 1587–1597",
    other,
  ]

  @Test(arguments: [1, 2], ["\n", "\n\n"])
  func bareLinesAreOneCitationEach(_ times: Int, _ separator: String) {
    let lines = (0..<times).flatMap { _ in Self.bareLines }
    let reading = read(lines.joined(separator: separator) + "\n")
    #expect(reading.citations.map(\.raw) == lines)
  }

  @Test(arguments: bareLines) func aLoneLineIsAListOfOne(_ line: String) {
    #expect(read(line).citations.map(\.raw) == [line])
  }

  @Test(arguments: ["Things to do", "This page was not found.", "Thank you for your visit!"])
  func aLoneLineOfOtherWordsIsNoCitation(_ line: String) {
    #expect(read(line).citations.isEmpty)
  }

  /// The item at the foot of one column ends at the head of the next, higher up the page.
  @Test func aCitationGoesOnInTheNextColumn() {
    let text = """
      1. Pell, K. (2010) The salt-energy                   Embodiment, Harbours, and Cognitive
         principle: a unified brine theory? Nat.           Extension, Oxford University Press
         Rev. Neurosci. 11, 127–138                     7. Quill, C. et al. (2006) Predictive
      2. Rask, R. and Norwood, J. (1995) Neural            codes for forthcoming salt in the
         mechanisms of selective brine attention.          frontal cortex. Science 314, 1311–1314
         Annu. Rev. Neurosci. 18, 193–222               8. Ostrom, A.K. et al. (2001) Dynamic
      3. Tarn, M. and Ulm, G.L. (2002)                     predictions: oscillations and salt in
         Control of goal-directed and                      top-down processing. Nat. Rev. Neurosci. 2,
         stimulus-driven salt in the brain.                704–716
         Nat. Rev. Neurosci. 3, 201–215                 9. Vance, S. and Ulm, L.G. (2000)
      4. Vance, P. (2005) A mechanism for salt             Mechanisms of brine in the human
         dynamics: harbour communication through           cortex. Annu. Rev. Neurosci. 23, 315–341
         harbour coherence. Trends Cogn. Sci. 9,
         474–480
      5. Ulm, R.P. and Tarn, D.H. (1999)
         Predictive salt in the visual cortex.
         Nat. Neurosci. 2, 79–87
      6. Norwood, A. (2008) Supersizing the Salt:
      """
    #expect(read(text).citations.count == 9)
  }

  @Test func joinsLinesWordsAndLinksThatWereCut() {
    let text = """
      Powell, D. J., & June, C. H. (2017). Chimeric antigen receptor ther-
          apies for cancer. Annual Review of Medicine, 68(2), 139–
          152. https://doi.org/10.1146/annurev-med-062315-
          120245
      Roe, A. (2019). A second ti-
          tle. Journal of Finance, 12,
          45–67.
      """
    #expect(read(text).citations.map(\.raw) == [Self.apa, Self.other])
  }

  @Test(arguments: [
    ("single-\ncell atlas", "single-cell atlas"), ("CD19-\npositive cells", "CD19-positive cells"),
    ("immuno-\ntherapy", "immunotherapy"), ("T cell-\nbased care", "T cell-based care"),
    ("state-of-\nthe-art care", "state-of-the-art care"), ("1990–\n2010", "1990–2010"),
    ("https://doi.org/10.1038/nmeth\n.f.303", "https://doi.org/10.1038/nmeth.f.303"),
  ])
  func keepsTheHyphensOfCompounds(_ lines: String, _ expected: String) {
    let parts = lines.split(separator: "\n").map { Array($0.unicodeScalars) }
    var text = parts[0]
    LineJoint().append(parts[1][...], to: &text)
    #expect(text[...].string == expected)
  }

  @Test func annotationsStandOnTheirOwnIndentedLines() {
    let text = """
      \(Self.apa)
          Still the best introduction (see also Roe, 2019), and short.
      \(Self.other)

          Disputes the first. It is
          longer, too.
      """
    let citations = read(text).citations
    #expect(
      citations.map(\.annotation) == [
        "Still the best introduction (see also Roe, 2019), and short.",
        "Disputes the first. It is longer, too.",
      ])
  }

  @Test func aVancouverCitationEndsBeforeItsAnnotation() {
    let text =
      "1. Powell DJ, June CH. Title. Blood. 2017;37(2):25-54. doi: 10.1000/x1. This study was the first."
    let citation = read(text).citations.first
    #expect(citation?.annotation == "This study was the first.")
    #expect(citation?.reference.doi == "10.1000/x1")
  }

  // MARK: Grades

  private static let first = "Powell DJ, June CH: A title. Blood 2017, 37:25-54."
  private static let second = "Roe A: Another title. Gut 2018, 12:1-9."

  @Test(arguments: [
    ("•• 1. %1\n2. %2", [2, nil]), ("1.•• %1\n2. • %2", [2, 1]), ("*1. %1\n**2. %2", [1, 2]),
    ("• %1\n• %2", [nil, nil]), ("•• %1\n• %2", [2, 1]), ("1. %1\n2. %2", [nil, nil]),
    ("1. %1\n•• This paper was the first to say so.\n2. %2", [2, nil]),
    ("1. %1\n2. %2\n* This paper was the first to say so.", [nil, 1]),
  ])
  func gradesAreReadBesideNumbersOrWhereTwoKindsAreUsed(_ layout: String, _ grades: [Int?]) {
    let text = layout.replacing("%1", with: Self.first).replacing("%2", with: Self.second)
    let citations = read(text).citations
    #expect(citations.map(\.raw) == [Self.first, Self.second])
    #expect(citations.map(\.grade) == grades)
    let annotated = citations.compactMap(\.annotation)
    #expect(
      annotated
        == (layout.contains("This paper") ? ["This paper was the first to say so."] : []))
  }

  // MARK: Styles

  @Test(arguments: CitationStyles.readable.map(\.name))
  func theStyleIsThatOfTheWholeList(_ name: String) throws {
    let style = try #require(CitationStyles.named(name))
    let text = (1...12).map { "\($0). \(style.text(of: Self.reference($0)))" }
      .joined(separator: "\n")
    let citations = read(text).citations
    #expect(citations.count == 12)
    for (number, citation) in zip(1..., citations) {
      let expected = Self.reference(number)
      #expect(citation.reference.title == expected.title)
      #expect(citation.reference.container == expected.container)
      #expect(citation.reference.locator == expected.locator)
      #expect(citation.confidence > 0.9)
    }
  }

  @Test(arguments: CitationStyles.readable.map(\.name), ["%n. %c\n\n%a\n\n", "%c\n\n%a\n\n"])
  func sentencesBelowACitationAreAboutItInEveryStyle(_ name: String, _ layout: String) throws {
    let style = try #require(CitationStyles.named(name))
    let words = { (number: Int) in "This work, the \(number)th of many, was the first to show it." }
    let text = (4...12).map {
      layout.replacing("%n", with: "\($0 - 3)").replacing("%a", with: words($0))
        .replacing("%c", with: style.text(of: Self.reference($0)))
    }
    let citations = read(text.joined()).citations
    #expect(citations.map(\.annotation) == (4...12).map(words))
    #expect(citations.allSatisfy { $0.confidence > 0.9 })
  }

  private static func reference(_ number: Int) -> Reference {
    var reference = Reference()
    reference.authors = [
      .person(PersonalName(family: "van der Berg", given: "J. A.")),
      .person(PersonalName(family: "Roe", given: "B.")),
    ]
    reference.title = "Title number \(number) of many"
    reference.container = ["Nature", "Blood", "Gut"][number % 3]
    reference.volume = String(number)
    reference.issue = nil
    reference.locator = .pages("\(number)0–\(number)9")
    reference.year = 2000 + number
    return reference
  }

  @Test func oneCitationInAnotherStyleFallsBackToIt() {
    let text = """
      1. \(Self.apa)
      2. \(Self.other)
      3. Li X, Ng A. A third title. Blood. 2017;377(26):2545-54.
      4. \(Self.other)
      """
    let third = read(text).citations.dropFirst(2).first
    #expect(third?.reference.container == "Blood")
    #expect(third?.reference.authors.map(\.description) == ["Li, X", "Ng, A"])
  }

  // MARK: Hostile

  @Test(arguments: [
    LongText(repeating: "(", 100_000), LongText(repeating: "[", 30_000),
    LongText(repeating: "(2017). ", 2_000), LongText(repeating: "A, B. ", 2_000),
    LongText(repeating: "“", 30_000), LongText(repeating: "in: ", 8_000),
    LongText(repeating: "a-\n", 3_000), LongText(repeating: "Roe, A.\n", 400),
    LongText(repeating: "1. Roe A\n  b\n", 400),
    LongText("1. Roe A\n", repeating: "  x\n", 4_000),
    LongText(repeating: "doi:10.1000/x ", 2_000), LongText(repeating: "https://", 4_000),
    LongText(repeating: "•• ", 5_000), "\u{FEFF}", "\u{AD}\n\u{AD}",
    LongText(repeating: "Roe AB, ", 4_000), LongText(repeating: "A.B. Roe, ", 3_000),
  ])
  func hostilePagesAreReadWithoutCrash(_ long: LongText) {
    _ = read(long.text)
  }
}
