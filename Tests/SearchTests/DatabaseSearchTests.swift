import Diagnostics
import IndexTestSupport
import QueryLanguage
import References
import Testing

@testable import Search

/// Lines of databases, asked of an index in the default mode.
@Suite struct DatabaseSearchTests {
  private struct Row: CustomTestStringConvertible, Sendable {
    let line: String
    let expected: String
    init(_ line: String, _ expected: String) { (self.line, self.expected) = (line, expected) }
    var testDescription: String { line }
  }

  private static let titles = [
    "a": "Malaria relapse", "b": "Relapse after vivax malaria", "c": "Heart attack in women",
    "d": "Attack of the heart", "e": "Anaemia of the falciparum malaria", "f": "A bee",
    "g": "The bees", "h": "Paediatric behaviour therapy", "i": "Relapsing fever",
  ]

  nonisolated(unsafe) private static let index: TemporaryIndex = {
    try! TemporaryIndex(
      titles.sorted { $0.key < $1.key }.enumerated().map { number, title in
        Citation(
          title.value, position: number + 1, authors: [Creator("Watson, T.")], year: 2001 + number)
      })
  }()

  /// The letters of the works that match.
  private func works(_ line: String, as matching: Matching) throws -> String {
    var options = SearchOptions()
    options.matching = matching
    let found = try Self.index.search(line, options).hits.compactMap(\.work.reference.title)
    return Self.titles.filter { found.contains($0.value) }.keys.sorted().joined()
  }

  private static let read = [
    Row("TS=(malaria near/0 relapse)", "a"), Row("TI=(bee?)", "g"), Row("TI=(bee$)", "fg"),
    Row("TI=malaria relapse", "ab"), Row("TI=(malaria) NOT TI=(vivax)", "ae"),
    Row("TITLE-ABS-KEY ( malaria )", "abe"), Row("TITLE-ABS-KEY ( heart PRE/0 attack )", "c"),
    Row("TITLE ( heart W/2 attack )", "cd"), Row("TITLE(malaria) AND PUBYEAR > 2002", "e"),
    Row("PUBYEAR > 2007", "hi"),
    Row("TITLE(malaria) AND ( EXCLUDE ( PUBYEAR , 2001 ) )", "be"),
    Row("heart adj attack.ti.", "c"), Row("heart adj4 attack.ti.", "cd"),
    Row("an?emi*.ti.", "e"), Row("p?ediatric behavio?r.ti.", "h"),
    Row("behavio?r adj2 therap*.ti.", "h"), Row("relaps*.ti. not malaria.ti.", "i"),
    Row("wom#n.ti.", "c"), Row("watson.au,ti. and bee*.ti.", "fg"),
    Row("(malaria adj1 vivax) adj3 relapse.ti.", "b"),
    Row("malaria.mp. [mp=title, abstract]", "abe"),
    Row("('heart' next/1 attack*):ti", "c"), Row("heart:ti,ab AND [2003-2003]/py", "c"),
  ]

  @Test(arguments: read)
  private func answers(_ row: Row) throws {
    #expect(try works(row.line, as: .auto) == row.expected)
    #expect(try works(row.line, as: .all) == row.expected)
  }

  private static let refusals = [
    Row(
      "TITLE-ABS-KEY(malaria) AND TITLE(vivax OR falciparum) AND AFFIL(oslo)",
      "'AFFIL' of Scopus searches data that a library does not have"),
    Row(
      "malaria.ti. not (vivax or falciparum).ti. not (animals not humans).rn.",
      "'rn' of Ovid searches data that a library does not have"),
    Row(
      "(#1 OR #2) AND malaria.ti. AND relapse.ab. AND vivax.ti.",
      "'#1' refers to another line of a search strategy"),
    Row(
      "#1 AND malaria AND relapse AND the heart of women",
      "'#1' refers to another line of a search strategy"),
    Row(
      "TS=(malaria AND relapse) AND TI=(vivax) NOT AD=(Oslo OR Bergen)",
      "'AD' of Web of Science searches data that a library does not have"),
    Row("TI=(malaria AND relapse) AND TS=(vivax OR heart))", "unexpected ')'"),
    Row("TI=() AND TS=(malaria AND relapse AND vivax)", "expected a query between '(' and ')'"),
    Row("TS=(malaria adj3 relapse) AND TI=(vivax)", "'adj3' is not an operator of Web of Science"),
  ]

  /// A line that is refused is no text in which any of the words may match.
  @Test(arguments: refusals)
  private func refuses(_ row: Row) {
    for matching in Matching.allCases {
      let error = #expect(throws: QueryError.self) { try works(row.line, as: matching) }
      #expect(error?.kind.message == row.expected)
    }
  }

  @Test func isStructureInCapitals() throws {
    let source = SourceText(name: "query", text: "ALL=(MALARIA RELAPSE VIVAX)")
    #expect(try Question(source, for: .auto).shape == .structured)
  }
}
