import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

/// Words about citations: behind them on their lines, and behind bullets below them.
@Suite struct ListRemarkTests {
  private static let citations = [
    "Marlowe, E. J. (1998). The salt road and its towns. Journal of Ports, 12(3), 45–61.",
    "Norden, P., & Quill, F. (2003). Bread and water in winter. Harbour Studies, 7(1), 9–23.",
    "Tarn, J. (2011). Cold as a signal in plants. Annals of Frost, 31(2), 110–127.",
  ]
  private static let remarks = ["small sample = 12", "the better of the two", "read it again!"]

  private func read(_ text: String) -> Reading {
    ReferenceList.read(SourceText(name: "list", text: text))
  }

  private func annotations(_ reading: Reading) -> [String?] { reading.citations.map(\.annotation) }

  /// `%c` is the citation, `%r` what is said about it, `%n` a number.
  @Test(arguments: [
    "%c\n• %r\n", "%c\n- %r\n", "%c\n  - %r\n", "%c\n• %r\n\n", "%n. %c\n• %r\n",
    "%n. %c\n   - %r\n",
    "%c\n→ %r\n", "%c\n=> %r\n", "%c\nAnm.: %r\n\n",
  ])
  func bulletsBelowEveryCitationAreAboutIt(_ layout: String) {
    let text = Self.citations.indices.map {
      layout.replacing("%c", with: Self.citations[$0]).replacing("%r", with: Self.remarks[$0])
        .replacing("%n", with: "\($0 + 1)")
    }.joined()
    let reading = read(text)
    #expect(
      reading.citations.map(\.reference.title) == [
        "The salt road and its towns", "Bread and water in winter", "Cold as a signal in plants",
      ])
    #expect(
      annotations(reading).map { $0?.replacing("Anm.: ", with: "") } == Self.remarks, "\(layout)")
  }

  @Test(arguments: ["• %c\n", "- %c\n", "* %c\n\n"])
  func bulletsBeforeCitationsBeginThem(_ layout: String) {
    let text = Self.citations.map { layout.replacing("%c", with: $0) }.joined()
    #expect(read(text).citations.map(\.raw) == Self.citations)
  }

  @Test(arguments: [
    ("%c [old numbers, replace]", "old numbers, replace"), ("%c [Salt!]", "Salt!"),
    ("%c [Marlowe B-06]", "Marlowe B-06"),
    ("%c (read this one for the seminar)", "read this one for the seminar"),
    ("%c — Small sample of towns.", "Small sample of towns."),
    ("%c – not convinced by figure 3", "not convinced by figure 3"),
    ("%c // use in the introduction", "use in the introduction"),
    ("%c → chapter 5", "chapter 5"), ("%c => key paper", "key paper"),
  ])
  func wordsBehindAMarkAreAbout(_ layout: String, _ remark: String) {
    let text = Self.citations.map { layout.replacing("%c", with: $0) }.joined(separator: "\n")
    let reading = read(text)
    #expect(annotations(reading) == [remark, remark, remark])
    #expect(reading.citations.map(\.raw) == text.split(separator: "\n").map(String.init))
    #expect(reading.citations[0].reference.locator?.text == "45–61")
  }

  /// What citations themselves print in brackets and behind dashes.
  @Test(arguments: [
    "Marlowe, E. (1998). The salt road. Harbour Press. (Original work published 1911)",
    "Marlowe E. The salt road. J Ports. 1998;12(3):45-61. [Epub ahead of print]",
    "Marlowe E. The salt road. J Ports. 1998;12(3):45-61. [PubMed]",
    "MARLOWE, Eva: Die Straße. 2. Aufl. Bern : Hafen, 1998. – ISBN 3-540-12345-6",
    "Марлов Э. И. Соль и хлеб. – М. : Наука, 1988. – 216 с.",
    "Marlowe E, Tarn J. The salt road. Nature 12, 45–61 (1998)",
    "E. Marlowe, The salt road (Harbour Press, London, 1998)",
  ])
  func partsOfACitationAreNoRemark(_ text: String) {
    #expect(TrailingRemark(in: Array(text.unicodeScalars)[...]) == nil)
  }

  @Test func anAddressOnALineOfItsOwnIsNoRunningHead() {
    let addresses = (1...4).map { "https://doi.org/10.1145/35954\($0).359563" }
    let text = addresses.map { "[1] Eva Marlowe. 1991. The salt road.\n    \($0)\n" }.joined()
    let lines = text.withBytes { PageLines.lines(of: $0, name: "list").lines }
    #expect(lines.map { $0.printed.string }.filter(addresses.contains) == addresses)
  }

  @Test(arguments: [
    ("https://doi.", "org/10.1038/nmeth.2019", "https://doi.org/10.1038/nmeth.2019"),
    ("https://doi.org/", "10.1038/158558a0.", "https://doi.org/10.1038/158558a0."),
    (
      "https://doi.org/10.1113/", "jphysiol.1952.sp0, PMID: 1",
      "https://doi.org/10.1113/jphysiol.1952.sp0, PMID: 1"
    ),
  ])
  func joinsAddressesThatWereCut(_ one: String, _ other: String, _ whole: String) {
    var text = Array(one.unicodeScalars)
    #expect(LineJoint.isCut(text[...], before: Array(other.unicodeScalars)[...]))
    LineJoint().append(Array(other.unicodeScalars)[...], to: &text)
    #expect(text[...].string == whole)
  }

  @Test func whatDashesStandForIsTheAuthorAbove() {
    let text = """
      Marlowe, Eva. The Salt Road: Towns and Winters. 2nd ed., Harbour UP, 2000.

      ---. Bread and Water: A History of Hunger. Harbour UP, 1988.

      Quill, Frank. Cold Harbours. Quay Books, 2004.
      """
    let read = read(text)
    #expect(
      read.citations.map { $0.reference.authors.first?.familyName } == [
        "Marlowe", "Marlowe", "Quill",
      ])
    #expect(read.citations[1].reference.title == "Bread and Water: A History of Hunger")
  }

  @Test func aGroupWithADateBeginsACitation() {
    let group =
      "Centraal Bureau voor de Zoutwinning. (2021, 12 februari). Zout; kerncijfers. https://www.example.nl/zout"
    let lines = [Self.citations[0], group, Self.citations[1], Self.citations[2]]
    #expect(read(lines.joined(separator: "\n")).citations.map(\.raw) == lines)
  }

  @Test func numbersThatCountOnKeepTheirItems() {
    let text = """
      [1] E. Marlowe, J. Tarn, The salt road, J. Ports 12 (1998) 45–61.
      [2] Safety of harbours — General principles, ISO 12100:2010.
      [3] F. Quill, Bread and water, Harbour Stud. 7 (2003) 9–23.
      [4] F. Quill, U.S. Patent 1,234,567.
      """
    #expect(read(text).citations.map(\.position) == [1, 2, 3, 4])
  }
}

/// What stands behind titles and around fields, whoever reads the citation.
@Suite struct TitleTailTests {
  private func tail(_ title: String) -> TitleTail { TitleTail(Array(title.unicodeScalars)[...]) }

  @Test(arguments: [
    ("The salt road [Data set]", "The salt road", ReferenceType.dataset),
    ("The salt road (Doctoral dissertation)", "The salt road", .thesis),
    ("The salt road (Tesis doctoral)", "The salt road", .thesis),
    ("The salt road [J]", "The salt road", .article), ("盐业史 [M]", "盐业史", .book),
    ("The salt road (U.S. Patent No. 9,367,592)", "The salt road", .patent),
  ])
  func tellsTheKind(_ title: String, _ bare: String, _ type: ReferenceType) {
    let tail = tail(title)
    #expect(tail.title.string == bare)
    #expect(tail.type == type)
  }

  @Test(arguments: [
    ("The salt road (5th ed.)", "The salt road", "5th"),
    ("Het zout (8e druk)", "Het zout", "8e"), ("The salt road, 2nd edn", "The salt road", "2nd"),
    ("Die Salzstraße. 4. Aufl.", "Die Salzstraße", "4."),
    ("The salt road (Expanded ed.)", "The salt road", "Expanded"),
  ])
  func tellsTheEdition(_ title: String, _ bare: String, _ edition: String) {
    let tail = tail(title)
    #expect(tail.title.string == bare)
    #expect(tail.edition?.string == edition)
  }

  @Test(arguments: [
    "The salt road (J. Quill, Trans.)", "The salt road. Translated by J. Quill",
    "The salt road, trans. by J. Quill",
  ])
  func tellsTheTranslator(_ title: String) {
    let tail = tail(title)
    #expect(tail.title.titleText == "The salt road")
    #expect(tail.translators.map(\.familyName) == ["Quill"])
  }

  @Test(arguments: [
    "The salt road (1911–1914)", "Salt (NaCl) in the sea", "Letters [to a port]",
    "In the year 2000",
    "The translated sea", "The salt road: a study (with maps)",
  ])
  func keepsWhatIsTheTitles(_ title: String) {
    #expect(tail(title).title.string == title)
  }

  @Test(arguments: [
    ("phd thesis, university of ports", ReferenceType.thesis), ("u.s. patent 1,234,567", .patent),
    ("rfc 8446", .report), ("[computer software]", .software), ("biorxiv", .preprint),
    ("harvard dataverse, v1", .dataset),
  ])
  func wordsNameTheKind(_ words: String, _ type: ReferenceType) {
    #expect(PrintedKind.type(named: words) == type)
  }

  @Test(arguments: [
    "harbour press, london", "patently absurd", "journal of ports", "photosynthesis",
  ])
  func otherWordsNameNone(_ words: String) {
    #expect(PrintedKind.type(named: words) == nil)
  }
}
