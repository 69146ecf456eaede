import Diagnostics
import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Search

/// Years beside words, without the name of their field.
@Suite struct BareYearsTests {
  private struct Row: CustomTestStringConvertible, Sendable {
    let text: String
    /// The query that is read; empty for none.
    let expected: String
    init(_ text: String, _ expected: String) { (self.text, self.expected) = (text, expected) }
    var testDescription: String { text }
  }

  private static let readings = [
    Row("dinosaur 2015..2020", "year:2015..2020"), Row("2015-2020 dinosaur", "year:2015..2020"),
    Row("dinosaur 2015–2020", "year:2015..2020"), Row("dinosaur 2015 - 2020", "year:2015..2020"),
    Row("dinosaur 2015 to 2020", "year:2015..2020"),
    Row("dinosaur from 2015 to 2020", "year:2015..2020"),
    Row("dinosaur between 2015 and 2020", "year:2015..2020"),
    Row("dinosaur >2015", "year:>2015"), Row("dinosaur >= 2015", "year:>=2015"),
    Row("dinosaur ≤2015", "year:<=2015"), Row("<1990 dinosaur", "year:<1990"),
    Row("dinosaur 2015..", "year:2015.."), Row("dinosaur ..2015", "year:..2015"),
    Row("dinosaur 2015-", "year:2015.."), Row("dinosaur since 2020", "year:>=2020"),
    Row("dinosaur Since 2020", "year:>=2020"), Row("dinosaur after 2020", "year:>2020"),
    Row("dinosaur before 2000", "year:<2000"), Row("dinosaur until 2000", "year:<=2000"),
    Row("dinosaur from 2019 on", "year:>=2019"), Row("2015..2020", "year:2015..2020"),
    // No range, one that is reversed, another year, numbers that are no years.
    Row("dinosaur 2015", ""), Row("dinosaur", ""), Row("dinosaur 2020..2015", ""),
    Row("Alvarez 1980 1990-1995", ""), Row("Nature 393:753-761", ""), Row("pages 100-200", ""),
    Row("3015..3020", ""), Row("CD19-2015", ""), Row("since dinosaurs", ""), Row("", ""),
    Row("dinosaur2015..2020", ""), Row("10.1038/2015-2020", ""),
  ]

  @Test(arguments: readings)
  private func reads(_ row: Row) {
    let years = BareYears(in: row.text)
    #expect(years?.query ?? "" == row.expected)
    guard let years else { return }
    #expect(years.rest.utf8.count == row.text.utf8.count)
    let bytes = Array(row.text.utf8)[years.range]
    #expect(String(decoding: bytes, as: UTF8.self) == years.text)
  }

  nonisolated(unsafe) private static let index: TemporaryIndex = {
    let titles = [
      (2001, "Dinosaur eggs"), (2016, "Dinosaur nests"), (2018, "Dinosaur feathers"),
      (2021, "Dinosaur tracks"), (2005, "Mortality of dinosaurs in England from 1990 to 2000"),
      (2006, "Rainfall 1981-1985"),
    ]
    return try! TemporaryIndex(
      titles.enumerated().map {
        Citation(
          $1.1, position: $0 + 1, authors: [Creator("Roe, Ann")], year: $1.0)
      })
  }()

  private func answer(_ query: String, as matching: Matching = .auto) throws -> SearchResult {
    var options = SearchOptions()
    options.matching = matching
    return try Self.index.search(query, options)
  }

  /// A query with bare years, and the same with a field.
  @Test(arguments: [
    ("dinosaur 2015..2020", "dinosaur year:2015..2020"), ("dinosaur >2015", "dinosaur year:>2015"),
    ("dinosaur 2015-2020", "dinosaur year:2015..2020"),
    ("dinosaur since 2018", "dinosaur year:>=2018"),
    ("dinosuar before 2010", "dinosaur year:<2010"),
    ("2016..2018", "year:2016..2018"), ("roe after 2017", "roe year:>2017"),
  ])
  func findsWhatAFieldFinds(_ bare: String, _ field: String) throws {
    let (result, expected) = (try answer(bare), try answer(field))
    #expect(Set(result.hits.map(\.work.key)) == Set(expected.hits.map(\.work.key)))
    #expect(result.total > 0 && result.total == expected.total)
    #expect(result.notes.map(\.kind.message).contains { $0.contains("is read as year:") })
    #expect(try answer(result.summary.spelledOut(bare)).total == expected.total)
  }

  /// A title that holds a range is found, whole, with a slip, or in part.
  @Test(arguments: [
    ("Mortality of dinosaurs in England from 1990 to 2000", 2005),
    ("Mortalty of dinosaurs in England from 1990 to 2000", 2005),
    ("mortality dinosaurs from 1990 to 2000", 2005), ("rainfall 1981-1985", 2006),
  ])
  func aTitleKeepsItsYears(_ query: String, _ year: Int) throws {
    let result = try answer(query)
    #expect(result.hits.first?.work.reference.year == year)
    #expect(result.years == nil)
  }

  /// Where words are only words, or no work is of these years, a note says what to type.
  @Test func whatIsTextHasAHint() throws {
    for (query, matching) in [("dinosaur 2015..2020", Matching.all), ("dinosaur >2030", .auto)] {
      let hints = try answer(query, as: matching).notes.compactMap(\.kind.hint)
      #expect(hints.contains { $0.hasPrefix("to search by year: year:") }, "\(query)")
    }
  }
}
