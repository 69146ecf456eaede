import Diagnostics
import Foundation
import References
import Testing

@testable import ReferenceFormats

@Suite struct RepairedTextTests {
  @Test(arguments: [
    ("44â€“58", "44–58"), ("MÃ¼ller", "Müller"), ("Oâ€™Reilly", "O’Reilly"),
    ("Ã–sterreich", "Österreich"), ("Å\u{81}Ã³dÅº", "Łódź"), ("Î±Î² and Âµm", "αβ and µm"),
    ("CD8âˆ’", "CD8−"), ("â€œquotedâ€\u{9D} or â€œquotedâ€ ", "“quoted” or “quoted” "),
    ("â\u{80}\u{93}", "–"), ("ï»¿first", "first"), ("ðŸ˜€", "😀"),
    ("perÃ² EspaÃ±a Â±1", "però España ±1"), ("voilÃ\u{A0}", "voilà"),
    ("u\u{308}ber cafe\u{301}", "\u{FC}ber caf\u{E9}"), ("か\u{3099}", "\u{304C}"),
    ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
  ])
  func repairs(_ text: String, _ expected: String) throws {
    let repaired = try #require(RepairedText(text))
    #expect(Array(repaired.text.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    "plain", "Müller, Łódź, Ångström", "“CAFÉ”", "à la carte", "2.1 Å² and 3 Å±0.1", "‘un “café”’",
    "Âge, Ã, â", "α–β", "É… and É—", "q\u{301}\n\u{301}", "日本語", "5 Å\u{A0}resolution",
  ])
  func leavesWhatIsRight(_ text: String) {
    #expect(RepairedText(text).map { Array($0.text.unicodeScalars) } == nil)
  }

  @Test func knowsWhereEachPlaceWas() throws {
    let text = "aâ€“b Ã¼ c"
    let repaired = try #require(RepairedText(text))
    #expect(repaired.text == "a–b ü c")
    #expect(repaired.mojibake == 2 && repaired.firstMojibake == 1)
    for letter in "abc".utf8 {
      let here = try #require(Array(repaired.text.utf8).firstIndex(of: letter))
      #expect(repaired.original(here) == Array(text.utf8).firstIndex(of: letter))
    }
  }

  @Test func citationsAreRepairedAndRawIsKept() throws {
    let text = """
      • June, C. H. Chimeric antigen receptors. N. Engl. J. Med. 379, 64–73 (2018).

      • MÃ¼ller, J. & Oâ€™Reilly, P. The cell. Blood 134, 44â€“58 (2019). A seminal â€œstudyâ€\u{9D}.

      • Sources
      """
    let source = SourceText(name: "list.txt", text: text)
    let reading = ReferenceFormat.of(source).read(source)
    let citation = try #require(reading.citations.last)
    #expect(citation.reference.authors.map(\.description) == ["Müller, J.", "O’Reilly, P."])
    #expect(citation.reference.locator == .pages("44–58"))
    #expect(citation.annotation == "A seminal “study”.")
    #expect(citation.raw.hasPrefix("MÃ¼ller, J. & Oâ€™Reilly"))
    #expect(citation.raw.contains("44â€“58"))
    #expect(reading.citations[0].raw.contains("64–73"))
    #expect(
      reading.diagnostics.map { $0.rendered(in: source) } == [
        "list.txt:5:1: note: skipped this line: not a citation\n  • Sources\n  ^^^^^^^^^",
        "list.txt:3:4: note: 5 characters were UTF-8 read as Windows-1252 ('Ã¼' for 'ü'); corrected for searching\n  • MÃ¼ller, J. & Oâ€™Reilly, P. The cell. Blood 134, 44â€“58 (2…\n     ^\n  hint: save the file again as UTF-8 in its original program",
      ])
  }

  @Test func escapesAreRepairedToo() throws {
    let text =
      "<xml><records><record><titles><title>A na&#xC3;&#xAF;ve title</title></titles><pages>1&#xE2;&#x20AC;&#x201C;9</pages></record></records></xml>"
    let source = SourceText(name: "x.xml", text: text)
    let reading = ReferenceFormat.of(source).read(source)
    let citation = try #require(reading.citations.first)
    #expect(citation.reference.title == "A naïve title")
    #expect(citation.reference.locator == .pages("1–9"))
    #expect(reading.diagnostics.map(\.kind) == [.mojibake(characters: 2)])
  }

  @Test(arguments: ["\u{301}", "Ã", "Ã¼", "â€", "e\u{301}", "\u{1161}"])
  func hostileTextIsRepairedInOnePass(_ piece: String) {
    _ = RepairedText(String(repeating: piece, count: 100_000))
  }
}

@Suite struct LineEndAndUTF16Tests {
  @Test(arguments: [
    (Array("a\r\nb\rc\n\r\nd\r".utf8), "a\nb\nc\n\nd\n", 0),
    ([0x6E, 0x00, 0xE4, 0x00, 0x61, 0x00, 0x61, 0x00, 0x0A, 0x00], "näaa\n", 0),
    ([0x00, 0x6E, 0x00, 0xE4, 0x00, 0x61, 0x00, 0x61, 0x00, 0x0A], "näaa\n", 0),
    ([0xFF, 0xFE, 0x6E, 0x00, 0x00, 0xD8, 0x61, 0x00], "n\u{FFFD}a", 2),
    ([0xFF, 0xFE, 0x6E, 0x00, 0x61], "n", 1),
  ])
  func decodes(_ bytes: [UInt8], _ text: String, _ replaced: Int) throws {
    let decoded = try DecodedSource(name: "f", bytes: Data(bytes))
    #expect(decoded.text.text == text)
    #expect(decoded.replacedBytes == replaced)
  }
}
