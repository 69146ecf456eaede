import Diagnostics
import References
import Testing

@testable import ReferenceFormats

/// What all formats must keep or tell of.
@Suite struct EveryFormatTests {
  private func read(_ format: String, _ text: String) throws -> Reading {
    try #require(ReferenceFormat.named(format)).read(SourceText(name: "f", text: text))
  }

  @Test(arguments: [
    ("csl-json", #"[{"title": "A", "issued": {"date-parts": [[99999]]}}]"#, "invalid year '99999'"),
    ("csl-json", #"[{"title": "A", "issued": {"date-parts": [["0"]]}}]"#, "invalid year '0'"),
    ("csl-json", #"[{"title": "A", "issued": {"raw": "in press"}}]"#, "invalid year 'in press'"),
    ("ris", "TY  - JOUR\nTI  - A\nPY  - in press\nER  -\n", "invalid year 'in press'"),
    ("medline", "PMID- 1\nTI  - A.\nDP  - Spring\n", "invalid year 'Spring'"),
    ("refer", "%0 Book\n%T A\n%D 99999\n", "invalid year '99999'"),
    ("bibtex", "@book{a, title = {A}, year = {in press}}", "invalid year 'in press'"),
    (
      "endnote-xml",
      "<xml><records><record><titles><title>A</title></titles><dates><year>0</year></dates></record></records></xml>",
      "invalid year '0'"
    ),
    (
      "pubmed-xml",
      "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><MedlineDate>Spring</MedlineDate></PubDate></JournalIssue></Journal><ArticleTitle>A</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
      "invalid year 'Spring'"
    ),
  ])
  func aYearThatIsNoneIsNoted(_ format: String, _ text: String, _ message: String) throws {
    let reading = try read(format, text)
    #expect(reading.citations.map(\.reference.year) == [nil])
    #expect(reading.citations.map(\.confidence) == [1])
    #expect(reading.diagnostics.map { "\($0.severity) \($0.kind.message)" } == ["note \(message)"])
  }

  @Test(arguments: [
    ("ris", "TY  - JOUR\nTI  - RETRACTED: On tin\nER  -\n", PublicationStatus.retracted),
    ("ris", "TY  - JOUR\nTI  - On tin (Retracted article. See vol. 3, 2001)\nER  -\n", .retracted),
    ("ris", "TY  - JOUR\nTI  - On tin\nN1  - Retraction in: Tin. 2001;3(1):5\nER  -\n", .retracted),
    ("ris", "TY  - JOUR\nTI  - Retraction: On tin\nER  -\n", nil),
    ("bibtex", "@article{a, title = {{Retracted article}: On tin}}", .retracted),
    ("bibtex", "@article{a, title = {On tin}, note = {The boats that were retracted sank.}}", nil),
    (
      "endnote-xml",
      "<xml><records><record><titles><title>On tin</title></titles><notes>Journal Article&#xD;Retracted Publication&#xD;England</notes></record></records></xml>",
      .retracted
    ),
    (
      "endnote-xml",
      "<xml><records><record><titles><title>On tin</title></titles><notes>Journal Article&#xD;Erratum in: Tin. 2001;3(1):5</notes></record></records></xml>",
      .corrected
    ),
    ("medline", "PMID- 1\nTI  - On tin.\nRIN - Tin. 2001;3(1):5. PMID: 2\n", .retracted),
    ("medline", "PMID- 1\nTI  - On tin.\nROF - Tin. 2001;3(1):5. PMID: 2\n", nil),
    ("csl-json", #"[{"title": "Retracted studies of tin"}]"#, nil),
  ])
  func whatBecameOfAWorkIsRead(
    _ format: String, _ text: String, _ status: PublicationStatus?
  ) throws {
    #expect(try read(format, text).citations.map(\.reference.status) == [status])
  }

  @Test(arguments: [
    ("csl-json", #"[{"title": "A"}]"#), ("csl-json", #"[{"title": "A", "issued": {}}]"#),
    ("csl-json", #"[{"title": "A", "issued": {"literal": "n.d."}}]"#),
    ("ris", "TY  - JOUR\nTI  - A\nPY  - ///\nER  -\n"),
    ("bibtex", "@book{a, title = {A}, year = {n.d.}}"),
    ("ris", "TY  - JOUR\nTI  - A\nPY  - in press\nDA  - 2018/05\nER  -\n"),
  ])
  func whatSaysNothingIsNotNoted(_ format: String, _ text: String) throws {
    #expect(try read(format, text).diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("csl-json", #"[{"title": "A \u001b[31mred one"}]"#),
    ("csl-json", "[{\"title\": \"A \u{1B}[31mred one\"}]"),
    ("ris", "TY  - JOUR\nTI  - A \u{1B}[31mred one\nER  -\n"),
    ("medline", "PMID- 1\nTI  - A \u{1B}[31mred one.\n"),
    ("refer", "%0 Book\n%T A \u{1B}[31mred one\n"),
    ("bibtex", "@book{a, title = {A \u{1B}[31mred one}}"),
    ("list", "1. Doe, J. A \u{1B}[31mred one. Nature 1, 2–3 (2004)."),
  ])
  func controlCharactersAreKept(_ format: String, _ text: String) throws {
    let titles = try read(format, text).citations.map(\.reference.title)
    #expect(titles == ["A \u{1B}[31mred one"])
  }
}
