import Diagnostics
import Foundation
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct WriterTests {
  private static let writers: [(String, @Sendable (Citation, String) -> String)] = [
    ("ris", { RISWriter.text(of: $0, key: $1) }),
    ("csl-json", { CSLJSONWriter.text(of: $0, key: $1) }),
  ]

  @Test(arguments: writers.map(\.0))
  func whatIsWrittenReadsBack(_ name: String) throws {
    let write = try #require(Self.writers.first { $0.0 == name }?.1)
    let format = try #require(ReferenceFormat.named(name))
    var random = SplitMix64(seed: 5)
    var citations = (0..<300).map { _ in Citation.invented(using: &random) }
    // RIS has no place for it: an author called "et al." would be one in other programs.
    if name == "ris" {
      for index in citations.indices { citations[index].reference.hasMoreAuthors = false }
    }
    let text = citations.map { write($0, $0.sourceKey ?? "") }.joined(separator: "\n")
    let reading = format.read(SourceText(name: "f", text: text))
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.citations.count == citations.count)
    for (citation, read) in zip(citations, reading.citations) { #expect(read.row == citation.row) }
    for (citation, read) in zip(citations, reading.citations) {
      #expect(read.reference.differences(from: citation.reference) == [])
    }
    #expect(ReferenceFormat.of(SourceText(name: "f", text: text)).name == name)
  }

  /// Nothing that other programs would not know.
  ///
  /// Source of the names: the schema of CSL-JSON, csl-data.json of CSL 1.0.2.
  @Test func writesOnlyWhatCSLJSONHas() throws {
    let texts: Set = [
      "id", "title", "container-title", "volume", "issue", "page", "publisher", "DOI", "PMID",
      "archive", "archive_location", "URL", "number", "keyword", "abstract", "annote", "genre",
      "volume-title", "publisher-place", "language", "PMCID", "ISSN", "ISBN", "collection-title",
      "collection-number", "edition", "chapter-number", "version",
    ]
    let types: Set = [
      "article", "article-journal", "book", "chapter", "dataset", "document", "paper-conference",
      "patent", "report", "software", "speech", "thesis", "webpage",
    ]
    let parts: Set = ["family", "given", "suffix", "literal"]
    var random = SplitMix64(seed: 6)
    for _ in 0..<300 {
      let text = CSLJSONWriter.text(of: Citation.invented(using: &random), key: "k")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      for (name, value) in object {
        switch name {
        case "type": #expect(types.contains(value as? String ?? ""))
        case "author", "editor", "translator":
          let names = try #require(value as? [[String: String]])
          #expect(names.allSatisfy { !$0.isEmpty && parts.isSuperset(of: $0.keys) })
        case "issued", "accessed":
          let dates = try #require((value as? [String: [[Int]]])?["date-parts"])
          #expect(dates.count == 1 && (1...3).contains(dates[0].count))
        default: #expect(texts.contains(name) && value is String, "\(name)")
        }
      }
    }
  }

  private static let citation: Citation = {
    var citation = Citation(position: 1, line: 1, raw: "")
    citation.reference.authors = [
      .person(PersonalName(family: "June", given: "C. H.")), .literal("A Group"),
    ]
    citation.reference.title = "A \"title\""
    citation.reference.container = "Blood"
    citation.reference.locator = .pages("64–73")
    citation.reference.year = 2018
    citation.annotations = [CitedAnnotation("Read\nthis.")]
    return citation
  }()

  /// One page is a page everywhere, and what a source calls the number of an article stays one.
  @Test(arguments: [
    (Locator.pages("30"), "SP  - 30", #""page":"30""#, "pages = {30}"),
    (.articleNumber("30"), "C7  - 30", #""number":"30""#, "eid = {30}"),
    (.articleNumber("e30"), "C7  - e30", #""page":"e30""#, "pages = {e30}"),
    (.pages("30–39"), "EP  - 39", #""page":"30-39""#, "pages = {30--39}"),
  ])
  func writesPagesAndNumbers(_ locator: Locator, _ ris: String, _ csl: String, _ bibtex: String) {
    var citation = Self.citation
    citation.reference.locator = locator
    let texts = [
      RISWriter.text(of: citation, key: "k"), CSLJSONWriter.text(of: citation, key: "k"),
      BibTeXWriter.text(of: citation, key: "k"),
    ]
    #expect(texts[0].contains(ris) && texts[1].contains(csl) && texts[2].contains(bibtex))
    for (text, format) in zip(texts, [ReferenceFormat.ris, .cslJSON, .bibtex]) {
      let reading = format.read(SourceText(name: "f", text: text))
      #expect(reading.citations.first?.reference.locator == locator, "\(format.name)")
    }
  }

  /// What an entry says that no fact holds, in every export.
  @Test func carriesWhatAnEntrySays() throws {
    let source = """
      @techreport{a, title={One}, type={Technical Note}, institution={N}, year=1970}
      @misc{b, title={Two}, howpublished={Pamphlet}, year=1850}
      @book{c, title={Three}, author={Roe, Ann and others}, publisher={P}, year={2010/2012}}
      @article{d, title={Four}, journal={J}, year={in press}}
      @article{e, title={Five}, journal={J}, note={Read twice, it is good}, annotation={Weak.}}
      """
    let citations = ReferenceFormat.bibtex.read(SourceText(name: "f", text: source)).citations
    func bibtex(_ index: Int, _ dialect: BibTeXWriter.Dialect = .bibtex) -> String {
      BibTeXWriter.text(of: citations[index], key: "k", as: dialect)
    }
    let csl = citations.map { CSLJSONWriter.text(of: $0, key: "k") }
    let ris = citations.map { RISWriter.text(of: $0, key: "k") }
    for dialect in [BibTeXWriter.Dialect.bibtex, .biblatex] {
      #expect(bibtex(0, dialect).contains("type = {Technical Note}"))
      #expect(bibtex(1, dialect).contains("howpublished = {Pamphlet}"))
      #expect(bibtex(2, dialect).contains("year = {2010/2012}"))
      #expect(bibtex(3, dialect).contains("year = {in press}"))
    }
    #expect(csl[0].contains(#""genre":"Technical Note""#))
    #expect(csl[1].contains(#""publisher":"Pamphlet""#))
    #expect(csl[2].contains(#""issued":{"date-parts":[[2010],[2012]]}"#))
    #expect(csl[3].contains(#""issued":{"literal":"in press"}"#))
    #expect(ris[3].contains("PY  - in press"))
    #expect(!ris[2].contains("et al."))
    #expect(bibtex(4).contains("note = {Read twice, it is good}"))
    #expect(bibtex(4).contains("annote = {Weak.}"))
  }

  /// Programs keep one of two fields that are called alike.
  @Test func anEntryHasOneFieldOfAnnotations() {
    var citation = Self.citation
    citation.annotations = [CitedAnnotation("One."), CitedAnnotation("Two.")]
    let text = BibTeXWriter.text(of: citation, key: "k")
    #expect(text.contains("annote = {One.\n\nTwo.}"))
    #expect(text.split(separator: "annote").count == 2)
  }

  /// Whatever an annotation holds, it stays one record and keeps its words.
  @Test func noLineOfAnAnnotationEndsItsRecord() {
    var citation = Self.citation
    citation.annotations = [
      CitedAnnotation("First.\n\nER  - \n\nTY  - JOUR\nTI  - Fake\nTY - BOOK\nLast.")
    ]
    let text = RISWriter.text(of: citation, key: "k")
    let reading = ReferenceFormat.ris.read(SourceText(name: "f.ris", text: text))
    #expect(reading.citations.count == 1 && reading.diagnostics.isEmpty)
    let words = reading.citations[0].annotation?.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words == "First. ER - TY - JOUR TI - Fake TY - BOOK Last.")
  }

  @Test func writesRIS() {
    #expect(
      RISWriter.text(of: Self.citation, key: "june2018title") == """
        TY  - JOUR
        ID  - june2018title
        AU  - June, C. H.
        AU  - A Group
        TI  - A "title"
        T2  - Blood
        PY  - 2018
        SP  - 64
        EP  - 73
        N1  - Read
        this.
        ER  -\u{20}

        """)
  }

  @Test func writesCSLJSON() {
    #expect(
      CSLJSONWriter.text(of: Self.citation, key: "june2018title")
        == #"{"id":"june2018title","type":"article-journal","author":[{"family":"June","given":"C. H."},{"literal":"A Group"}],"title":"A \"title\"","container-title":"Blood","page":"64-73","issued":{"date-parts":[[2018]]},"annote":"Read\nthis."}"#
    )
  }
}
