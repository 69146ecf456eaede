import Diagnostics
import Foundation
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct ReferenceListTests {
  private func read(_ text: String) -> Reading {
    ReferenceList.read(SourceText(name: "list", text: text))
  }

  private static let first =
    "June, C. H. & Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, 64–73 (2018)."
  private static let second =
    "Sheridan, C. Off-the-shelf, gene-edited CAR-T cells forge ahead. Nat. Biotechnol. 40, 5–8 (2022)."

  @Test(arguments: [
    "• %1\n\n    Article  CAS  PubMed  Google Scholar\n\n• %2\n",
    "• %1\n• %2", "* %1\n* %2", "- %1\n- %2", "1. %1\n2. %2", "[1] %1\n[2] %2", "1. 1 %1\n2. 2 %2",
    "%1\n\n%2\n", "%1\n%2\n", "• %1\r\n\r\n• %2\r\n", "• %1\r• %2\r",
    "header banner\nDefault\n\nTable of Contents\n  • %1\n\n  • %2\n\n  • Sources\n\nArticle information\n\nAuthor: Nobody\n",
    "• Home\n• About the journal (2020)\n\nReferences\n\n1. %1 Article Google Scholar\n2. %2\n\nRights and permissions\n",
    "• %1\u{A0}Article\u{A0} CAS\u{A0}\n• %2",
  ])
  func findsTheCitationsInEveryLayout(_ layout: String) {
    let text = layout.replacing("%1", with: Self.first).replacing("%2", with: Self.second)
    let citations = read(text).citations
    #expect(citations.map(\.raw) == [Self.first, Self.second])
    #expect(citations.map(\.position) == [1, 2])
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    for citation in citations { #expect(lines[citation.line - 1].contains(citation.raw)) }
  }

  @Test func joinsSoftWrappedLines() {
    let text = """
      1. June, C. H. & Sadelain, M. Chimeric antigen receptor
         therapy. N. Engl. J. Med. 379, 64–73
         (2018). A review that a newcomer
         should read first. Article PubMed
         Central Google Scholar
      2. \(Self.second)
      """
    let citations = read(text).citations
    #expect(citations.count == 2)
    #expect(citations[0].reference.title == "Chimeric antigen receptor therapy")
    #expect(citations[0].annotation == "A review that a newcomer should read first.")
    #expect(citations[0].labels == ["Article", "PubMed Central", "Google Scholar"])
  }

  @Test func keepsWhatItCannotReadInTheMiddleOfAList() {
    let reading = read("• \(Self.first)\n• Something else altogether\n• \(Self.second)\n")
    #expect(reading.citations.map(\.raw) == [Self.first, "Something else altogether", Self.second])
    #expect(reading.citations[1].confidence < 0.5)
    #expect(reading.diagnostics.contains { $0.kind == .noYear })
  }

  @Test(arguments: [
    (
      "• %1\n\n• Sources\n",
      "list:3:1: note: skipped this line: not a citation\n  • Sources\n  ^^^^^^^^^"
    ),
    (
      "Home\n• About\n\n1. %1\n2. %2\n\nRights and permissions\n\n* * *\n",
      "list:1:1: note: skipped 3 lines that are not citations, starting here\n  Home\n  ^^^^"
    ),
    (
      "1. %1\n\nFurther reading\n\n2. %2\n",
      "list:3:1: warning: skipped this line between two citations: it may belong to neither\n  Further reading\n  ^^^^^^^^^^^^^^^\n  hint: to annotate a citation, indent the text below it"
    ),
    (
      "%1\n\nGo to the place where this is cited.\n\n%2\n\nGo to the place where this is cited.\n\n%1",
      "list:3:1: warning: skipped 2 lines between citations, starting here: they may belong to none of them\n  Go to the place where this is cited.\n  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n  hint: to annotate a citation, indent the text below it"
    ),
    (
      "1. %1\n2. %2\nThe authors declare no competing interests.\n",
      "list:3:1: note: skipped this line: not a citation\n  The authors declare no competing interests.\n  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
    ),
    (
      "no citation\n\nat all",
      "list:1:1: note: skipped 2 lines that are not citations, starting here\n  no citation\n  ^^^^^^^^^^^"
    ),
  ])
  func saysWhatItLeavesOut(_ layout: String, _ expected: String) {
    let text = layout.replacing("%1", with: Self.first).replacing("%2", with: Self.second)
    let source = SourceText(name: "list", text: text)
    let reading = ReferenceList.read(source)
    #expect(reading.citations.allSatisfy { $0.annotation == nil })
    #expect(reading.diagnostics.map { $0.rendered(in: source) } == [expected])
  }

  private static let words = "This work was the first to show that relapse follows."
  private static let others = "The authors dispute that, and show why."

  @Test(arguments: [
    ("1. %1\n%a", [words]), ("1. %1\n\n%a\n", [words]), ("%1\n%a", [words]),
    ("1. %1\n%a\n2. %2\n%b\n", [words, others]),
    ("%1\n\n%a\n\n%2\n\n%b\n", [words, others]),
    ("%1\n%a\n%2\n%b\n", [words, others]),
    ("• %1\n\n  %a\n\n• %2\n\n  %b\n", [words, others]),
    ("1. %1\n\n    Article\u{A0} CAS\u{A0}\n\n%a\n\n2. %2\n", [words, nil]),
    ("1. %1\n\n%a\n\n%b\n\n2. %2\n", ["\(words)\n\n\(others)", nil]),
    ("1. %1\n\n   Seminal paper.\n\n2. %2\n", ["Seminal paper.", nil]),
    (
      "1. %1\nThis work was the first to\nshow that relapse fol-\nlows.\n2. %2\n", [words, nil]
    ),
    ("1. %1\n%a\n\nTrials\n\n2. %2\n\nAuthor information\n", [words, nil]),
  ])
  func sentencesBelowACitationAreAboutIt(_ layout: String, _ annotations: [String?]) {
    let text = layout.replacing("%1", with: Self.first).replacing("%2", with: Self.second)
      .replacing("%a", with: Self.words).replacing("%b", with: Self.others)
    let citations = read(text).citations
    #expect(citations.map(\.raw) == Array([Self.first, Self.second].prefix(annotations.count)))
    #expect(citations.map(\.annotation) == annotations)
  }

  @Test func labelsAreThoseOfTheirCitation() {
    let text =
      "• \(Self.first)\n\n    Article\u{A0} CAS\u{A0} PubMed Central\u{A0} Google Scholar\u{A0}\n\n• \(Self.second)\n\n    Google Scholar\u{A0}\n"
    let citations = read(text).citations
    #expect(citations[0].labels == ["Article", "CAS", "PubMed Central", "Google Scholar"])
    #expect(citations[1].labels == ["Google Scholar"])
  }

  @Test(arguments: [
    "", "\n\n\n", "no citation at all", LongText(repeating: "(", 100_000),
    LongText(repeating: "• ", 50_000), LongText(repeating: "x", 2_000_000),
    LongText(repeating: "• a (2017).\n", 20_000),
  ])
  func hostilePagesAreReadWithoutCrash(_ long: LongText) {
    let reading = read(long.text)
    #expect(reading.citations.allSatisfy { $0.confidence < 1 })
  }

  @Test func tellsOfALineThatIsTooLong() {
    let reading = read(String(repeating: "x", count: 2_000_000))
    #expect(reading.diagnostics.map(\.kind) == [.tooLong(characters: 2_000_000)])
  }

  /// All fields of all 225 citations of a page as people save it.
  @Test(.enabled(if: SharedData.isPresent, "needs ../shared/data beside the checkout"))
  func readsAWholePageAsAPersonWould() throws {
    let page = SharedData.folder.appendingPathComponent("lists/car-t-resistance.txt")
    let decoded = try DecodedSource(name: "page", bytes: Data(contentsOf: page))
    let table = try #require(
      Bundle.module.url(forResource: "car-t-resistance", withExtension: "tsv"))
    let rows = try String(contentsOf: table, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    let citations = ReferenceList.read(decoded.text).citations
    #expect(citations.count == 225)
    #expect(citations.count { $0.annotation != nil } == 15)
    #expect(citations.count { $0.labels.isEmpty } == 2)
    for (citation, row) in zip(citations, rows) { #expect(Self.row(of: citation) == row) }
  }

  private static func row(of citation: Citation) -> String {
    let reference = citation.reference
    let fields: [String] = [
      String(citation.line), reference.type.rawValue, names(reference.authors),
      reference.hasMoreAuthors ? "et al." : "", reference.title ?? "", reference.container ?? "",
      reference.volume ?? "", reference.locator?.pages ?? "",
      reference.locator?.articleNumber ?? "",
      reference.year.map(String.init) ?? "", names(reference.editors), reference.publisher ?? "",
      citation.labels.joined(separator: "; "),
      citation.annotation.map { "\($0.utf8.count):\(digest($0))" } ?? "",
    ]
    return fields.joined(separator: "\t")
  }

  private static func names(_ creators: [Creator]) -> String {
    creators.map { creator in
      switch creator {
      case .literal(let name): "{\(name)}"
      case .person(let name):
        "\(name.family), \(name.given ?? "")" + (name.suffix.map { " / \($0)" } ?? "")
      }
    }.joined(separator: "; ")
  }

  /// FNV-1a, 64 bits.
  private static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}

/// Real files laid beside the checkout; they are no part of it.
enum SharedData {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/data").standardizedFileURL

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }
}

@Suite struct SourceDecodingTests {
  @Test(arguments: [
    (Array("naïve – ‘x’".utf8), "naïve – ‘x’", 0),
    ([0xEF, 0xBB, 0xBF] + Array("naïve".utf8), "naïve", 0),
    ([0xFF, 0xFE, 0x6E, 0x00, 0xE4, 0x00], "nä", 0),
    ([0xFE, 0xFF, 0x00, 0x6E, 0x00, 0xE4], "nä", 0),
    ([0x6E, 0xE4, 0x20, 0x96, 0x92], "nä –’", 0),
    (Array("ä ö ü ".utf8) + [0xFF], "ä ö ü \u{FFFD}", 1),
    ([], "", 0),
  ])
  func decodes(_ bytes: [UInt8], _ text: String, _ replaced: Int) throws {
    let decoded = try DecodedSource(name: "f", bytes: Data(bytes))
    #expect(decoded.text.text == text)
    #expect(decoded.replacedBytes == replaced)
  }

  @Test func refusesBytesThatAreNoText() {
    #expect(throws: UnreadableSource.binary) {
      try DecodedSource(name: "f", bytes: Data([0x7F, 0x45, 0x4C, 0x46, 0x00, 0x01]))
    }
  }
}
