import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct ReferTests {
  private func read(_ text: String) -> Reading {
    ReferenceFormat.refer.read(SourceText(name: "f.enw", text: text))
  }

  /// Invented, in the manner of EndNote's export.
  private static let file = """
    %0 Journal Article
    %A Marlow, Ada J.
    %A van der Berg, Piet, Jr.
    %A Institute of Invented Studies,
    %T On the <i>relapse</i> of imaginary cells.
    %J Journal of Imaginary Medicine
    %V 12
    %N 3
    %P 101-9
    %D 2019
    %8 March 1
    %X BACKGROUND: Cells that nobody saw.

    RESULTS: They relapse.
    %Z The first to say so; read with care.
    %< Compare the methods
    with those of the sequel.
    %K *leukemia
    relapse, late
    %R doi:10.1234/JIM.2019.101
    %U https://example.org/jim/101
    %@ 1234-5678
    %F Marlow2019
    %M 31234567
    %~ PubMed

    %0 Book Section
    %A Quill, B.
    %E Inkwell, C.
    %T A chapter
    %B A book of chapters
    %P 5-17
    %I Paper Press
    %C Nowhere
    %D 2001
    %9 Chapter


    %0 Edited Book
    %A Inkwell, C.
    %T A book of chapters
    %P 350
    %I Paper Press
    """

  @Test func reads() {
    let reading = read(Self.file)
    #expect(
      reading.citations.map(\.row) == [
        "article | key Marlow2019 | Marlow, Ada J.; van der Berg, Piet, Jr.; {Institute of Invented Studies} | 2019 | On the relapse of imaginary cells | in Journal of Imaginary Medicine | 12(3) | pp 101–9 | doi 10.1234/jim.2019.101 | pmid 31234567 | url https://example.org/jim/101 | abstract BACKGROUND: Cells that nobody saw. RESULTS: They relapse. | about leukemia/relapse, late | note The first to say so; read with care.\n\nCompare the methods\nwith those of the sequel.",
        "chapter | Quill, B. | 2001 | A chapter | in A book of chapters | pp 5–17 | ed Inkwell, C. | by Paper Press",
        "book | A book of chapters | ed Inkwell, C. | by Paper Press",
      ])
    #expect(reading.citations.map(\.line) == [1, 27, 39])
    #expect(reading.citations[1].raw.hasSuffix("%9 Chapter"))
    #expect(reading.diagnostics.isEmpty)
    #expect(ReferenceFormat.of(SourceText(name: "f.txt", text: Self.file)).name == "refer")
  }

  /// A bibliography for troff: no types, given names first.
  @Test func readsFilesOfTroff() {
    let text =
      "%A Brian W. Quillpen\n%A Dennis van Inkwell\n%T The language of nowhere\n%I Paper Press\n%D 1978\n%K programming, nowhere, language\n\n%A A. Nother\n%T A paper\n%J Proc. Nowhere\n%V 3\n%P 12\n"
    let reading = read(text)
    #expect(
      reading.citations.map(\.row) == [
        "book | Quillpen, Brian W.; van Inkwell, Dennis | 1978 | The language of nowhere | by Paper Press | about programming/nowhere/language",
        "article | Nother, A. | A paper | in Proc. Nowhere | 3 | pp 12",
      ])
    #expect(ReferenceFormat.of(SourceText(name: "f", text: text)).name == "refer")
  }

  @Test func aRecordWithoutItsTypeIsToldByItsTitle() {
    let reading = read("%0 Book\n%T One\n\n%A Quill, B.\n%T Two\n%J Blood\n\n%0 Book\n%T Three\n")
    #expect(
      reading.citations.map(\.row) == [
        "book | One", "article | Quill, B. | Two | in Blood", "book | Three",
      ])
  }

  @Test(arguments: [
    LongText(repeating: "%0 ", 100_000), LongText(repeating: "%0\n", 10_000),
    LongText("%A a\n%T b\n", repeating: "\n%X %", 50_000),
    LongText("%0 Book\n\n", repeating: "%A x\n", 50_000),
  ])
  func hostileTextsAreReadWithoutCrash(_ long: LongText) {
    #expect(read(long.text).citations.allSatisfy { $0.confidence <= 1 })
  }
}
