import Diagnostics
import GRDB
import IndexTestSupport
import References
import Testing

@testable import Index
@testable import Search

@Suite struct FacetTests {
  private func index() throws -> TemporaryIndex {
    let index = try TemporaryIndex([
      Citation("Escape", authors: [Creator("Müller, A."), Creator("June, C.")], year: 2018),
      Citation("Escape routes", position: 2, authors: [Creator("Müller, A.")], container: "Blood"),
    ])
    var other = Citation(
      "Loss", authors: [Creator("Muñoz, X.")], container: "Blood Adv.", year: 2018)
    other.grade = 2
    other.reference.keywords = ["T cells", "CAR"]
    var again = Citation("Loss again", position: 2, container: "Blood")
    again.grade = 1
    again.reference.keywords = ["t cells", "t-Cells", "\"odd\\t, key"]
    try index.replace("lists/other.txt", with: [other, again])
    return index
  }

  @Test(arguments: [
    (Facet.year, "2018 2"), (.author, "Müller, A. 2, June, C. 1, Muñoz, X. 1"),
    (.journal, "Blood 2, Blood Adv. 1"), (.type, "article 4"), (.grade, "1 1, 2 1"),
    (.source, "list.txt 2, lists/other.txt 2"),
    (.keyword, #"T cells 2, "odd\t, key 1, CAR 1, t-Cells 1"#),
  ])
  func countsWorks(_ facet: Facet, _ expected: String) throws {
    let index = try index()
    var request = try SearchRequest(SourceText(name: "query", text: "*"))
    request.facets = [FacetRequest(facet, limit: 20)]
    let counts = try Searcher(index.database).search(request).facets
    #expect(counts.map(\.facet) == [facet])
    let text = counts[0].counts.map { "\($0.value) \($0.works)" }.joined(separator: ", ")
    #expect(text == expected)
  }

  @Test(arguments: [
    ("author", "mu", "mueller muller munoz"), ("au", "MÜ", "mueller muller munoz"),
    ("name", "jun", "june"),
    ("author", "blood", ""), ("author", "m", ""), ("journal", "bl", "Blood Blood Adv."),
    ("year", "20", "2018"), ("year", "19", ""), ("source", "o", "other"), ("key", "june", ""),
    ("mentions", "loss", ""), ("mentioned-by", "mun", "munoz2018loss"),
    ("key", "MUNOZ", "munoz2018loss"), ("type", "the", "thesis"), ("has", "do", "doi"),
    ("is", "ann", "annotated"), ("title", "esc", ""), ("nothing", "x", ""),
  ])
  func completesValues(_ field: String, _ prefix: String, _ expected: String) throws {
    let values = try index().database.values(of: field, beginning: prefix)
    #expect(values.joined(separator: " ") == expected)
  }

  private static let journals = [
    "Ann. Oncol.", "Nature", "N", "N. Engl. J. Med.", "nature", "Näheres", "Écologie", "Ecology",
    "Œuvres", "O", "日本の科学", "Natl Cancer Inst.",
  ]

  @Test(arguments: [
    ("n", "N, N. Engl. J. Med., Natl Cancer Inst., Nature, Näheres, nature"),
    ("nat", "Natl Cancer Inst., Nature, nature"),
    ("NÄ", "Natl Cancer Inst., Nature, Näheres, nature"),
    ("n. e", "N. Engl. J. Med."), ("ecol", "Ecology, Écologie"), ("o", "O, Œuvres"),
    ("oe", "Œuvres"), ("日", "日本の科学"), ("natures", ""), ("x", ""), ("zz", ""),
  ])
  func completesJournals(_ prefix: String, _ expected: String) throws {
    let index = try TemporaryIndex(
      Self.journals.enumerated().map { Citation("Work \($0)", position: $0 + 1, container: $1) })
    let values = try index.database.values(of: "journal", beginning: prefix)
    #expect(values.joined(separator: ", ") == expected)
    #expect(try index.database.values(of: "journal", beginning: prefix, limit: 1).count <= 1)
  }

  @Test(arguments: [
    ("escape", ["blood"], "Escape routes"), ("escape OR loss", ["year:2018"], "Escape, Loss"),
    ("*", ["escape", "june"], "Escape"), ("loss", ["escape"], ""),
  ])
  func searchesWithin(_ query: String, _ narrowing: [String], _ expected: String) throws {
    for matching in Matching.allCases {
      var options = SearchOptions()
      options.matching = matching
      var request = try SearchRequest(SourceText(name: "query", text: query), options)
      request.narrowing = narrowing.map { SourceText(name: "query", text: $0) }
      let titles = try Searcher(index().database).search(request).hits
        .compactMap(\.work.reference.title)
      #expect(titles.sorted().joined(separator: ", ") == expected)
    }
  }

  @Test func aReadCanBeStopped() throws {
    let index = try index()
    let stop = index.database.interrupter
    let function = DatabaseFunction("stop", argumentCount: 1) { values in
      stop()
      return values[0]
    }
    #expect(throws: IndexError.interrupted) {
      try index.database.read { db in
        db.add(function: function)
        _ = try Int.fetchOne(
          db,
          sql: """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT count(stop(i)) FROM n
            """)
      }
    }
    #expect(try index.titles("escape") == ["Escape", "Escape routes"])
  }
}
