import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct CSLJSONTests {
  private func read(_ text: String) -> Reading {
    ReferenceFormat.cslJSON.read(SourceText(name: "f.json", text: text))
  }

  private static let item =
    #"{"id": "june2018", "type": "article-journal", "title": "A title", "issued": {"date-parts": [[2018, 5]]}, "author": [{"family": "June", "given": "Carl H."}]}"#
  private static let row = "article | key june2018 | June, Carl H. | 2018 | A title"

  @Test(arguments: [
    "[%]", "%", " \n[\n  %\n]\n", #"{"items": [%]}"#,
    #"{"config": {"a": [1]}, "references":[%], "b": {}}"#,
    #"{"status":"ok","message-type":"work","message":%}"#,
    #"{"status":"ok","message":{"facets":{},"total-results":1,"items":[%],"query":{"start-index":0}}}"#,
    "%\n", "[[%]]", "\u{FEFF}[%]",
  ])
  func findsItemsWhereverTheyAre(_ frame: String) {
    let text = frame.replacing("%", with: Self.item)
    let reading = read(text)
    #expect(reading.citations.map(\.row) == [Self.row])
    #expect(reading.citations.map(\.raw) == [Self.item])
    #expect(reading.diagnostics.filter { $0.kind != .unreadableObject }.isEmpty)
    #expect(ReferenceFormat.of(SourceText(name: "f", text: text)).name == "csl-json")
  }

  @Test func readsItemsOneAfterAnother() {
    #expect(read("\(Self.item)\n\(Self.item)\n").citations.map(\.line) == [1, 2])
    #expect(read("[\n\(Self.item),\r\n\n\(Self.item)]").citations.map(\.line) == [2, 4])
  }

  @Test(arguments: [
    (
      #""id": 12, "title": ["A title"], "subtitle": ["Its subtitle"], "container-title": ["Series", "A book"], "type": "book-chapter", "ISSN": ["1", "2"], "page": "5-7""#,
      "chapter | key 12 | A title: Its subtitle | in A book | pp 5–7"
    ),
    (
      #""title": "<span class=\"nocase\">CD8<sup>+</sup></span> T &amp; <i>B</i>.", "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title><jats:p>Cells &lt; 5.</jats:p></jats:sec><jats:p>More.</jats:p>""#,
      "article | CD8+ T & B | abstract Background: Cells < 5. More."
    ),
    (#""title": "T", "issued": {"date-parts": [["1998", "3"]]}"#, "article | 1998 | T"),
    (
      #""title": "T", "issued": {"date-parts": [[null]]}, "published-print": {"date-parts": [[2003]]}"#,
      "article | 2003 | T"
    ),
    (#""title": "T", "issued": {"raw": "March 1998", "circa": true}"#, "article | 1998 | T"),
    (#""title": "T", "issued": {"literal": "Spring 1998", "season": 1}"#, "article | 1998 | T"),
    (#""title": "T", "issued": "1998-03~""#, "article | 1998 | T"),
    (#""title": "T", "issued": [{"year": 1998}]"#, "article | 1998 | T"),
    (#""title": "T", "issued": {"literal": "n.d."}"#, "article | T"),
    (
      #""title": "T", "author": [{"family": "Bruggen", "non-dropping-particle": "van", "given": "A."}, {"literal": "A Group"}, {"name": "A Consortium"}, {"family": "Powell", "given": "D.", "suffix": "Jr."}, {"family": "WHO", "isInstitution": true}, "Smith, J.", {"literal": "others"}]"#,
      "article | van Bruggen, A.; {A Group}; {A Consortium}; Powell, D., Jr.; {WHO}; Smith, J.; … | T"
    ),
    (
      #""title": "T", "type": "article-journal", "volume": 12, "issue": "3-4", "number": "e5", "publisher": "P", "editor": {"family": "Quill", "given": "B."}"#,
      "article | T | 12(3-4) | no e5 | ed Quill, B. | by P"
    ),
    (
      #""title": "T", "note": "DOI: 10.1234/X\nPMID: 123\nCitation Key: quill1998\nRead it: twice.\n", "annote": "A first note""#,
      "article | key quill1998 | T | doi 10.1234/x | pmid 123 | note A first note\n\nRead it: twice."
    ),
    (
      #""title": "T", "type": "article", "note": "arXiv:2101.00001 [cs]", "number": "arXiv:2101.00001""#,
      "preprint | T | arxiv 2101.00001"
    ),
    (
      #""title": "T", "URL": "https://doi.org/10.1234/ABC", "keyword": "a b, c; d", "type": "thesis""#,
      "thesis | T | doi 10.1234/abc | url https://doi.org/10.1234/ABC | about a b, c/d"
    ),
    (#""title": "T", "keyword": "a, b", "subject": ["c, d"]"#, "article | T | about a/b/c, d"),
    (#""title": "T\\ \"q\" \u00e9 {[", "type": "posted-content""#, #"preprint | T\ "q" é {["#),
  ])
  func readsFields(_ fields: String, _ row: String) {
    let reading = read("[{\(fields)}]")
    #expect(reading.citations.map(\.row) == [row])
    #expect(reading.diagnostics.isEmpty)
  }

  /// What is damaged between two sound objects costs neither of them.
  @Test(arguments: [
    (#"{"id": "x", "title": "Two"#, "article | key x | sure 0.7"),
    (#"{"id": "x", "title": "Two", "volume": 3"#, "article | key x | Two | 3 | sure 0.8"),
    (#"{"id": "x", "title": Two", "volume": 3}"#, "article | key x | sure 0.7"),
    (#"{"id": "x", "title": "The "big" two", "volume": 3}"#, "article | key x | sure 0.7"),
    (
      #"{"id": "x", "title": "Two", "author": [{"family": "A"}, "volume": 3}"#,
      "article | key x | Two | sure 0.8"
    ),
    (#"{"id": "x", "title": "Two" "volume": 3}"#, "article | key x | Two | 3 | sure 0.8"),
    (
      "{\"id\": \"x\", \"title\": \"Two\nlines\", \"volume\": 3}",
      "article | key x | Two lines | 3 | sure 0.8"
    ),
    (
      "{\"id\": \"x\",\n \"title\": \"Two,\n \"volume\": 3,\n \"issue\": 4}",
      "article | key x | 3(4) | sure 0.7"
    ),
    (
      "{\"id\": \"x\",\n \"title\": \"The \"big\" two\",\n \"volume\": 3}",
      "article | key x | 3 | sure 0.7"
    ),
  ])
  func recovers(_ damaged: String, _ row: String) {
    let second = Self.item.replacing("june2018", with: "second")
    for separator in [", ", ",\n"] {
      let text = "[" + [Self.item, damaged, second].joined(separator: separator) + "]"
      let reading = read(text)
      let rows = reading.citations.map(\.row)
      #expect(rows.first == Self.row)
      #expect(rows.last == Self.row.replacing("june2018", with: "second"))
      #expect(rows.count == 3)
      #expect(reading.diagnostics.map(\.kind).contains(.damagedObject))
    }
    #expect(
      read("[\(Self.item), \(damaged), \(second)]").citations.dropFirst().first?.row.hasPrefix(
        "article | key x") == true)
    #expect(read("[\(Self.item),\n\(damaged),\n\(second)]").citations.dropFirst().first?.row == row)
  }

  @Test(arguments: [
    ("[1, 2, {\"title\": \"T\"}]", 1, [ReadingProblem.unreadableObject]),
    (
      "[{\"name\": \"a package\", \"version\": 1}]", 0,
      [.noFieldOfCitation(["name", "version"]), .noRecords]
    ),
    ("[]", 0, [.noRecords]), ("", 0, []), ("not JSON", 0, [.unreadableObject, .noRecords]),
    ("[{}, {\"title\": \"T\"}]", 1, [.noFieldOfCitation([])]),
  ])
  func saysWhatItLeavesOut(_ text: String, _ count: Int, _ problems: [ReadingProblem]) {
    let reading = read(text)
    #expect(reading.citations.count == count)
    #expect(reading.diagnostics.map(\.kind) == problems)
  }

  @Test(arguments: [
    #"{"title": "On soils", "authors": ["Doe, Jane"], "journal": "Soils", "year": 2020, "pages": "3-9"}"#,
    #"{"Title": "On soils", "Authors": [{"name": "Jane Doe"}], "Publication Title": "Soils", "pubYear": "2020", "Pages": "3-9"}"#,
  ])
  func fieldsOfOtherProgramsAreTakenForThoseOfCSL(_ object: String) throws {
    for text in [object, "[\(object)]", "{\"data\": [\(object)]}", "{\"results\": [\(object)]}"] {
      let reference = try #require(read(text).citations.first).reference
      #expect(reference.title == "On soils")
      #expect(reference.authors.count == 1)
      #expect(reference.container == "Soils")
      #expect(reference.year == 2020)
      #expect(read(text).diagnostics.isEmpty)
    }
  }

  @Test func fieldsThatNobodyKnowsAreNamedOnce() {
    let reading = read(
      #"[{"title": "T", "type": "book", "rating": 5, "shelf": "3b"}, {"title": "U", "shelf": "4"}]"#
    )
    #expect(reading.citations.count == 2)
    #expect(reading.diagnostics.map(\.kind) == [.unknownFields(["rating", "shelf"])])
  }

  @Test(arguments: [
    LongText(repeating: "[", 100_000), LongText(repeating: "{", 100_000),
    LongText(repeating: "{\"a\":", 100_000),
    LongText(repeating: "{\"a\":[", 100_000, "]]}"),
    LongText("[{\"title\": \"", repeating: "\\\"", 200_000),
    LongText("[", repeating: "\"\n\\\"", 100_000), LongText(repeating: "}", 100_000),
    LongText("[{\"title\":", repeating: "[", 100_000) + LongText(repeating: "]", 100_000, "}]"),
    LongText(repeating: "{\"id\" x, ", 50_000), LongText(repeating: "x", 300_000),
    LongText(repeating: "{\"title\":\"a\",", 3_000),
  ])
  func hostileTextsAreReadWithoutCrash(_ long: LongText) {
    let reading = read(long.text)
    #expect(reading.citations.allSatisfy { $0.confidence < 1 })
    #expect(!reading.diagnostics.isEmpty)
  }
}
