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
    let citations = (0..<300).map { _ in Citation.invented(using: &random) }
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
