import Diagnostics
import References
import Testing

@testable import ReferenceFormats

@Suite struct PrintedNamesTests {
  @Test(arguments: [
    ("Norwood A. B., Ostrom C.", "Norwood, A. B.; Ostrom, C."),
    ("Norwood, A. B., Ostrom, C., and Pell, E.", "Norwood, A. B.; Ostrom, C.; Pell, E."),
    ("Norwood, A.B.; Ostrom, C.", "Norwood, A.B.; Ostrom, C."),
    ("Edith Norwood, Carl Ostrom, and Paul Pell", "Norwood, Edith; Ostrom, Carl; Pell, Paul"),
    ("Norwood, Edith, and Carl Ostrom", "Norwood, Edith; Ostrom, Carl"),
    ("NORWOOD, Edith; OSTROM, Carl", "NORWOOD, Edith; OSTROM, Carl"),
    ("NORWOOD, EDITH B. ; OSTROM, CARL", "NORWOOD, EDITH B.; OSTROM, CARL"),
    ("Quill, Felix/Rask, Greta", "Quill, Felix; Rask, Greta"),
    ("Norwood A B and Ostrom C", "Norwood, A B; Ostrom, C"),
    ("Norwood, A., C. Ostrom, and E. Pell", "Norwood, A.; Ostrom, C.; Pell, E."),
    ("PELL, Paul et QUILL, Félix", "PELL, Paul; QUILL, Félix"),
    ("TARN J, ULM K", "TARN, J; ULM, K"), ("Marlowe, Edith", "Marlowe, Edith"),
    ("World Health Organization", "World Health Organization"),
    ("A.B.Norwood, C.Ostrom", "Norwood, A.B.; Ostrom, C."),
    (
      "Norwood, Edith A, Pell, Woo Sung, and Ostrom, Carl",
      "Norwood, Edith A; Pell, Woo Sung; Ostrom, Carl"
    ),
    (
      "NORWOOD, Edith, VAN DER PELL, Carl B. H. and QUILL, Ann F.",
      "NORWOOD, Edith; VAN DER PELL, Carl B. H.; QUILL, Ann F."
    ),
    ("NORWOOD C D, PELL T, OSTROM E A K", "NORWOOD, C D; PELL, T; OSTROM, E A K"),
    ("NORWOOD CD, OSTROM TM", "NORWOOD, CD; OSTROM, TM"),
    ("NORWOOD, C., AND T. OSTROM", "NORWOOD, C.; OSTROM, T."),
    ("NORWOOD C D.", "NORWOOD, C D"),
    (
      "L. Servaas Pell, Arno W. Quill, and Frans Rask",
      "Pell, L. Servaas; Quill, Arno W.; Rask, Frans"
    ),
    ("Pell, Ada van, and Carl Ostrom", "van Pell, Ada; Ostrom, Carl"),
    ("Edith J.J. van Es", "van Es, Edith J.J."),
  ])
  func readsNamesInAnyOrder(_ text: String, _ names: String) {
    let read = PrintedNames(Array(text.unicodeScalars)[...])
    #expect(read.creators.map(\.description).joined(separator: "; ") == names)
    #expect(!read.hasMore)
  }

  @Test(arguments: [
    "Quill, F., et al.", "Quill, F. et al", "Quill F, and others", "Quill, F., …",
    "Quill, F., and Coauthors",
  ])
  func othersAreNoPerson(_ text: String) {
    let read = PrintedNames(Array(text.unicodeScalars)[...])
    #expect(read.creators.map(\.familyName) == ["Quill"])
    #expect(read.hasMore)
  }
}

@Suite struct PrintedLocatorTests {
  @Test(arguments: [
    ("47--55", "47–55"), ("252 -- 259", "252–259"), ("pp. 12-34", "12–34"),
    ("S95–S157", "S95–S157"), ("Article 12", "12"), ("528– 533", "528–533"),
    ("pp. 3197 -3208", "3197–3208"), ("6562 – 67", "6562–67"),
  ])
  func readsPagesAsPrinted(_ text: String, _ locator: String) {
    #expect(PrintedLocator.read(Array(text.unicodeScalars)[...])?.text == locator)
  }
}

@Suite struct AssemblyTests {
  private func read(_ text: String) -> Reference? {
    ReferenceList.read(SourceText(name: "list", text: text)).citations.first?.reference
  }

  /// What contains a work is found where its volume is, though the authors' names seem to go on.
  @Test(arguments: [
    "L. Pell, K. Norwood and S. E. Quill, Sci. Rep., 2019, 9, 7751.",
    "L. Pell, K. Norwood, and S. E. Quill, Sci. Rep. 9, 7751 (2019).",
  ])
  func aVolumeIsOfSomething(_ text: String) {
    let reference = read(text)
    #expect(reference?.authors.map(\.familyName) == ["Pell", "Norwood", "Quill"])
    #expect(reference?.container.map { $0.filter { $0 != "." } } == "Sci Rep")
    #expect(reference?.volume == "9")
    #expect(reference?.locator?.text == "7751")
  }

  @Test func anAcronymInBracketsIsOfTheTitle() {
    let reference = read(
      "Pell A, Quill R. Salt and cold in treatment of relapse (DETECT): a randomised trial. Lancet 2014; 383: 1049."
    )
    #expect(
      reference?.title == "Salt and cold in treatment of relapse (DETECT): a randomised trial")
  }

  @Test func aVolumeWithAFullStopNamesItsIssue() {
    let reference = read(
      "Pell, Erik. “Cold as a signal: A systematic review.” Psychiatry and Clinical Neurosciences 74.10 (2020): 569–572. Print."
    )
    #expect(reference?.volume == "74")
    #expect(reference?.issue == "10")
  }
}

@Suite struct ConfidenceTests {
  private func read(_ text: String) -> [Citation] {
    ReferenceList.read(SourceText(name: "list", text: text)).citations
  }

  /// A grammar finds its marks in them, and takes one field for another.
  @Test(arguments: [
    "Hall et al (Am. J. Hum. Genet. 61 : 785-789, 1997)",
    "Quill, R. (2002). Salt revisited and AA. The Journal of Salt, 9(1), 21-33. (with replies by R. Rask & N. Pell)",
    "Rask, M., & Pell, R. (1993). Combining salts. Tech. rep., Department of Salt, U. of Toronto.",
  ])
  func aGrammarAloneIsNotSure(_ text: String) {
    #expect(read(text).allSatisfy { $0.confidence < 0.95 })
  }

  @Test func wordsBehindACitationAreNotLost() {
    let first =
      "Rask E, Pell DM, Quill KL, et al. Splicing of salt. Cancer Discov. 2015;5(12):1282-1295."
    let second = "Norwood SI, Ostrom V. Cold as a signal. Blood Adv. 2022;6(21):5774-5785."
    for words in ["TODO read", "great paper, use in introduction", "#toread #salt"] {
      for indent in ["", "  ", "    ", "\n  "] {
        let citations = read("\(first)\n\(indent)\(words)\n\n\(second)\n")
        #expect(citations.map(\.raw) == [first, second], "\(indent)\(words)")
        #expect(citations.map(\.annotation) == [words, nil], "\(indent)\(words)")
      }
    }
  }
}

@Suite struct ReadingCheckTests {
  private func faults(_ change: (inout Reference) -> Void) -> Int {
    var reference = Reference()
    reference.title = "Cold as a signal"
    reference.container = "Cell"
    reference.authors = [.person(PersonalName(family: "Pell", given: "E."))]
    change(&reference)
    return ReadingCheck(reference).faults
  }

  @Test func aRightReadingHasNone() {
    #expect(faults { $0.volume = "31" } == 0)
    #expect(faults { $0.container = "Acta Crystallogr. Sect. F" } == 0)
  }

  @Test func aWrongReadingHasSome() {
    #expect(faults { $0.authors = [.person(PersonalName(family: "E."))] } > 0)
    #expect(faults { $0.title = "and Rask, G. Cold" } > 0)
    #expect(faults { $0.title = ", cold" } > 0)
    #expect(faults { $0.title = "Cold (2017). More" } > 0)
    #expect(faults { $0.container = "12" } > 0)
    #expect(faults { $0.container = "Leviathan, Jg" } > 0)
    #expect(faults { $0.volume = "110–127" } > 0)
    #expect(faults { $0.volume = "160601" } > 0)
    #expect(faults { $0.container = "Cell (2017)" } > 0)
  }

  @Test(arguments: [
    "Cold, vol. 3 of heat", "Cold, pp. 12", "Cold (2017), more", "Cold (1999): more",
    "Cold. In Heat", "Cold. In: Heat", "Cold, in: Heat", "Cold” in Heat", "Cold? In Proceedings of",
    "Cold eds A. Pell", "Cold ed A Pell", "Cold edited by Pell", "Cold [J]", "Cold [EB/OL]",
  ])
  func aTitleHoldsNothingElse(_ title: String) {
    #expect(faults { $0.title = title } == 1)
  }

  @Test(arguments: [
    "Cold in winter", "Cold, in winter", "Life in cold (a review)", "The (1234) series",
    "Cold (17)",
    "Edited genes and editing", "Reduced and educated", "Cold, vol. and no. of", "(2017",
    "Cold in (2017) and later", "Cold [in] winter", "in", "Cold ed", "Cold, pp. x",
  ])
  func aTitleMayHoldWords(_ title: String) {
    #expect(faults { $0.title = title } == (title.count < 3 ? 1 : 0))
  }
}

@Suite struct AnyStyleTests {
  private func read(_ text: String, name: String = "list") -> Reading {
    ReferenceFormat.list.read(SourceText(name: name, text: text))
  }

  @Test(arguments: [
    "Marlowe, Edith. The Salt Road. London: Harbour Press, 1998.",
    "Norwood A. B., Ostrom C., 2011, MNRAS, 413, 543",
    "K. Ulm and L. Vance, Chem. Commun., 2005, 12, 1510–1512.",
  ])
  func aLonePastedReferenceIsAListOfOne(_ text: String) {
    #expect(read(text).citations.map(\.raw) == [text])
    #expect(read(text + "\n").citations.first?.reference.year != nil)
  }

  private static let list = [
    "Marlowe, Edith. The Salt Road. London: Harbour Press, 1998.",
    "Norden, Paul. Bread and Water. Boston: Quay Books, 2001.",
    "Ostrom, Carl. The Iron Coast. New York: Lantern House, 2003.",
  ]

  @Test(arguments: ["\n", "\n\n", "\n\u{C}", "\r\n"])
  func noCitationSwallowsAnother(_ joint: String) {
    #expect(read(Self.list.joined(separator: joint)).citations.map(\.raw) == Self.list)
  }

  @Test func anAnnotationIsNoCitation() {
    let text = """
      - \(Self.list[0])
        > Great paper.
      - \(Self.list[1])

        In contrast to Dunmore (2011), the author is brief.
      - \(Self.list[2])
      """
    let citations = read(text).citations
    #expect(citations.map(\.raw) == Self.list)
    #expect(
      citations.map(\.annotation)
        == ["Great paper.", "In contrast to Dunmore (2011), the author is brief.", nil])
  }

  @Test func markdownIsMarkup() {
    let text =
      "- Pell, E., & Rask, G. (2014). [Cold as a signal](https://doi.org/10.1234/cog.71). *Cognition*, *31*(2), 71–84.\n"
    let reference = read(text, name: "notes.md").citations.first?.reference
    #expect(reference?.title == "Cold as a signal")
    #expect(reference?.container == "Cognition")
    #expect(reference?.volume == "31")
    #expect(reference?.doi == "10.1234/cog.71")
  }

  @Test(arguments: [
    ("{\\rtf1\\ansi Pell", "an RTF document"), ("\\documentclass{article}\n", "a TeX document"),
    ("PMID,Title,Authors,Citation,Journal/Book\n1,A,B,C,D\n", "a table"),
  ])
  func whatIsNoListIsRefusedByName(_ text: String, _ name: String) {
    let reading = read(text)
    #expect(reading.citations.isEmpty)
    #expect(
      reading.diagnostics.map(\.kind.message) == ["this is \(name), not a list of references"])
    #expect(reading.diagnostics.first?.kind.hint != nil)
  }

  /// Files of other kinds are read by readers of their own, however little is in them.
  @Test(arguments: [
    ("cff-version: 1.2.0\nmessage: cite\n", "cff"),
    ("FN Clarivate Analytics Web of Science\nVR 1.0\n", "wos"),
    ("FN Thomson Reuters Web of Science\nVR 1.0\n", "wos"),
    ("PT\tAU\tBA\tTI\tSO\tPY\tVL\tDI\nJ\tPell, A\t\tCold\tCogn\t2014\t3\t10.1/x\n", "table"),
  ])
  func whatHasAReaderIsNoList(_ text: String, _ format: String) {
    #expect(ReferenceFormat.of(SourceText(name: "file", text: text)).name == format)
  }
}
