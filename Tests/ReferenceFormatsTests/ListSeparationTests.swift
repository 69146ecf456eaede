import Diagnostics
import References
import Testing

@testable import ReferenceFormats

/// Where one citation ends and the next begins, and what stands between them.
@Suite struct ListSeparationTests {
  private func read(_ text: String) -> Reading {
    ReferenceList.read(SourceText(name: "list", text: text))
  }

  // MARK: Citations without a final full stop

  private static let springer = [
    "Padian K, Chiappe LM (1998) The origin and early evolution of birds. Biol Rev Camb Philos Soc 73(1):1–42",
    "Carroll RL (1988) Vertebrate paleontology and evolution. Freeman, New York",
    "Lockley MG, Meyer C (2000) Dinosaur tracks and other fossil footprints of Europe. Columbia University Press, New York",
    "Rauhut OWM (2003) The interrelationships and evolution of basal theropod dinosaurs. Spec Pap Palaeontol 69:1–213",
    "Sues HD, Fraser NC (2010) Triassic life on land: the great transition. Columbia University Press, New York",
    "Sereno PC, Forster CA, Rogers RR, Monetta AM (1993) Primitive dinosaur skeleton from Argentina and the early evolution of Dinosauria. Nature 361:64–66",
  ]

  private static let french = [
    "BUFFETAUT E. & LE LŒUFF J. 1991. — Late Cretaceous dinosaur faunas of Europe: some correlation problems. Cretaceous Research 12 (2): 159-176.",
    "CUVIER G. 1812. — Recherches sur les ossemens fossiles de quadrupèdes. Déterville, Paris, 4 vol.",
    "LAPPARENT A.-F. DE & ZBYSZEWSKI G. 1957. — Les dinosauriens du Portugal. Mémoires du Service géologique du Portugal 2: 1-63.",
    "TAQUET P. 1976. — Géologie et paléontologie du gisement de Gadoufaoua (Aptien du Niger). Cahiers de Paléontologie, CNRS, Paris, 191 p.",
  ]

  @Test(arguments: [springer, french, Array(springer.reversed()), Array(springer[1...2])])
  func linesThatBothBeginAsCitationsAreTwo(_ lines: [String]) {
    let reading = read(lines.joined(separator: "\n") + "\n")
    #expect(reading.citations.map(\.raw) == lines)
  }

  @Test(arguments: [
    "Sereno PC, Forster CA (1993) Primitive dinosaur skeleton", "TAQUET P. 1976. — Géologie et vie",
    "Sepp Hochreiter and Jürgen Schmidhuber. 1997.", "Weishampel DB, Dodson P. 2004 The Dinosauria",
  ])
  func namesAndAYearBeginACitation(_ line: String) {
    #expect(CitationStart.beginsDated(Array(line.unicodeScalars)[...]))
  }

  @Test(arguments: [
    "Princeton, NJ, 1990. 345 pp.", "Freeman, New York, 1988", "Nature 361 (1993) 64–66",
    "University Press, Cambridge (2004) second printing of it", "In 1990, a study showed that",
  ])
  func placesAndJournalsBeginNone(_ line: String) {
    #expect(!CitationStart.beginsDated(Array(line.unicodeScalars)[...]))
  }

  // MARK: Two in one

  @Test(arguments: [
    "\(springer[4]) \(springer[5])", "\(french[1]) \(french[2])",
    "Stobbe, M. (2020). Cancer death rate sees largest drop ever. Chicago Tribune \(other)",
  ])
  func aSwallowedCitationCostsConfidenceAndIsSaid(_ text: String) throws {
    let reading = read(text)
    if reading.citations.count > 1 { return }
    let citation = try #require(reading.citations.first)
    #expect(citation.confidence < 0.5)
    #expect(reading.diagnostics.contains { $0.severity == .warning })
  }

  private static let other =
    "Schaefer, N. K., & Shapiro, B. (2019). New middle chapter in the story of human evolution. Science, 365(6457), 981–982."

  @Test(arguments: [
    "The extinction of the dinosaurs", "Advances in 2017: a review of the literature and its gaps",
    "Response to Smith et al. (2010): what the data of the first expedition tell, and what not",
    "Pandemic influenza A (2009) in children and adults: a systematic review of reviews",
  ])
  func aTitleOfOneWorkHasNoNamesAndYear(_ title: String) {
    var reference = Reference()
    reference.title = title
    #expect(!ReadingCheck(reference).swallowsAnother)
  }

  // MARK: Pages and messages

  private static let items = [
    "Powell DJ, June CH. Title of one. Blood. 2017;37(2):25-54.",
    "Roe A, Doe B. Another title. Gut. 2018;12(3):1-9.",
    "Lee C, Poe D. The third title. Heart. 2019;14(5):11-19.",
  ]

  @Test(arguments: [
    "Literature cited\n%1\n%2\n%3\n", "WORKS CITED\n%1\n%2\n%3\n",
    "Literaturverzeichnis\n\n%1\n%2\n%3\n",
    "Références bibliographiques\n%1\n%2\n%3\n",
    "> %1\n> %2\n> %3\n", "> 1. %1\n> 2. %2\n> 3. %3\n",
    "> On 3 May, Anna wrote:\n>\n> %1\n>\n> %2\n> %3\n",
  ])
  func pagesAndMessagesHoldTheSameCitations(_ layout: String) {
    var text = layout
    for (number, item) in zip(1..., Self.items) { text = text.replacing("%\(number)", with: item) }
    let citations = read(text).citations
    #expect(citations.map(\.raw) == Self.items)
    #expect(citations.allSatisfy { $0.annotation == nil })
  }

  @Test func anAnswerIsAboutWhatItQuotes() {
    let text =
      "> \(Self.items[0])\n\nSmall and selective sample.\n\n> \(Self.items[1])\n\nGone with controls.\n"
    let citations = read(text).citations
    #expect(citations.map(\.raw) == Array(Self.items[..<2]))
    #expect(citations.map(\.annotation) == ["Small and selective sample.", "Gone with controls."])
  }

  @Test func aBlankLineBelowEachLineSaysNothing() {
    let lines = [
      "Coase, R.H. (1937) The nature of the firm. Economica 4 (16),", "386–405.",
      "Fama, E.F. (1970) Efficient capital markets: a review of theory and",
      "empirical work. Journal of Finance 25 (2), 383–417.",
      "Roe, A.B. (1976) Theory of the firm: managerial", "behavior and costs. Journal of",
      "Finance 3 (4), 305–360.",
    ]
    let citations = read(lines.joined(separator: "\n\n")).citations
    #expect(citations.map(\.line) == [1, 5, 9])
    #expect(
      citations.dropFirst().first?.reference.title
        == "Efficient capital markets: a review of theory and empirical work")
  }

  @Test func aPlaceAndPublisherBelowAChapterEndIt() {
    let text = """
      Heckman, James J., and Jeffrey A. Smith. 1999. “The Economics of Active Labor Market Programs.”
         In Handbook of Labor Economics, Vol. 3A, edited by Orley Ashenfelter, 1865–2097.
         Amsterdam: Elsevier.
      """
    #expect(read(text).citations.map(\.annotation) == [nil])
  }

  // MARK: Numbers and bullets

  @Test func aBulletedCitationMayFollowNumbers() {
    let text =
      "1. \(Self.items[0])\n   - p. 30: no decline\n2. \(Self.items[1])\n- \(Self.items[2])\n"
    let citations = read(text).citations
    #expect(citations.map(\.raw) == Self.items)
    #expect(citations.map(\.annotation) == ["p. 30: no decline", nil, nil])
  }

  @Test(arguments: [
    "* The review everybody cites.", "- Cited by everybody", "** Only four patients.",
  ])
  func aBulletBelowANumberIsAboutItsCitation(_ words: String) {
    let text = "1. \(Self.items[0])\n   \(words)\n\n2. \(Self.items[1])\n"
    let citations = read(text).citations
    #expect(citations.map(\.raw) == Array(Self.items[..<2]))
    #expect(citations.first?.annotation == String(words.drop { "*- ".contains($0) }))
  }

  @Test(arguments: [([3, 4, 7], [3, 4, 7]), ([1, 2, 3], [1, 2, 3])])
  func citationsHaveTheNumbersThatArePrinted(_ numbers: [Int], _ positions: [Int]) {
    let text = zip(numbers, Self.items).map { "\($0). \($1)" }.joined(separator: "\n")
    #expect(read(text).citations.map(\.position) == positions)
  }

  // MARK: Doubts

  @Test(arguments: [
    "1. \(items[0])\n2. Roe A, 2018\n3. \(items[2])\n",
    "1. \(items[0])\n2. Something else altogether, and more of it\n3. \(items[2])\n",
  ])
  func anEntryOfWhichLittleIsKnownHasAWarning(_ text: String) {
    let source = SourceText(name: "list", text: text)
    var reading = ReferenceList.read(source)
    reading.attachWarnings(in: source)
    for citation in reading.citations
    where citation.reference.title == nil || citation.confidence < 0.5 {
      #expect(!citation.warnings.isEmpty)
    }
  }
}
