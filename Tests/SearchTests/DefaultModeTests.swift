import Diagnostics
import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Search

/// How many words are required of which query.
@Suite struct DefaultModeTests {
  private struct Row: CustomTestStringConvertible, Sendable {
    let query: String
    let expected: String
    init(_ query: String, _ expected: String) { (self.query, self.expected) = (query, expected) }
    var testDescription: String { query }
  }

  private static func shape(of query: String) throws -> String {
    let source = SourceText(name: "query", text: query)
    switch try Question(source, for: .auto).shape {
    case .structured: return "structured"
    case .words(let telling, let isSentence):
      return "\(telling)\(isSentence ? ", a sentence" : "")"
    }
  }

  private static let shapes = [
    Row("salts", "1"), Row("cancer therapy resistance", "3"),
    Row("quality of life in cancer", "3"), Row("cell therapy (antigen loss)", "4"),
    Row("Cell type: a review", "3"),
    Row("the role of PD-1 in (checkpoint blockade)", "4, a sentence"),
    Row("who can say what \"outer product\" means in these fields", "5, a sentence"),
    Row("\"outer product\"", "structured"), Row("\"outer product\" means", "structured"),
    Row("what is known of jets with flow -dash papers and streams", "6, a sentence"),
    Row("jet interference with flow -dash papers", "5"),
    Row("jets -dash", "structured"), Row("jets streams cold -(dry air)", "5"),
    Row("jets OR streams", "structured"),
    Row("what do jets do OR what do fast streams do in cold air", "structured"),
    Row("what is known of author:keller and salts in dry soil", "structured"),
    Row("title:salts", "structured"), Row("salt* soil", "structured"),
    Row("what of salt* in the soil of dry woods and wet plains", "structured"),
    Row("salts~ soil", "structured"), Row("=salts soil", "structured"),
    Row("salts^2 soil", "structured"), Row("*", "structured"), Row("year:2014", "structured"),
    // No queries: refused unless they are sentences.
    Row("(soil salts", "structured"), Row("author:(knuth OR lamport", "structured"),
    Row("what is known of salts in the (dry soil of woods and plains", "6, a sentence"),
    Row("who says \"soil and why are salts in the soil of woods", "5, a sentence"),
  ]

  @Test(arguments: shapes)
  private func tellsStructureFromWords(_ row: Row) throws {
    #expect(try Self.shape(of: row.query) == row.expected)
  }

  private struct Decision: CustomTestStringConvertible, Sendable {
    let words: Int?
    let hits: Int
    let library: Int
    let expected: WordRequirement
    init(_ words: Int?, _ hits: Int, of library: Int, _ expected: WordRequirement) {
      (self.words, self.hits, self.library) = (words, hits, library)
      self.expected = expected
    }
    var testDescription: String { "\(words ?? 0) words, \(hits) of \(library)" }
  }

  private static let decisions = [
    Decision(nil, 0, of: 60_000, .all), Decision(nil, 3, of: 60_000, .all),
    Decision(1, 0, of: 60_000, .any), Decision(1, 1, of: 60_000, .all),
    Decision(2, 0, of: 60_000, .any), Decision(2, 1, of: 60_000, .all),
    Decision(3, 0, of: 60_000, .any), Decision(3, 3, of: 60_000, .allThenAny),
    Decision(3, 9, of: 60_000, .allThenAny), Decision(3, 10, of: 60_000, .all),
    Decision(4, 9, of: 60_000, .allThenAny), Decision(5, 9, of: 60_000, .any),
    Decision(5, 10, of: 60_000, .all), Decision(40, 0, of: 60_000, .any),
    // Few works of a small library hold anything.
    Decision(3, 1, of: 40, .all), Decision(3, 0, of: 40, .any), Decision(5, 1, of: 40, .all),
    Decision(3, 1, of: 225, .allThenAny), Decision(3, 2, of: 225, .all),
    Decision(3, 0, of: 0, .any),
  ]

  @Test(arguments: decisions)
  private func requiresWords(_ row: Decision) {
    let shape = row.words.map { QueryShape.words(telling: $0, isSentence: false) } ?? .structured
    #expect(WordRequirement(shape, hits: row.hits, library: row.library) == row.expected)
  }

  // MARK: Answers

  /// 400 works on soil, of which two hold three rare words and others some of them.
  nonisolated(unsafe) private static let index: TemporaryIndex = {
    let titles = (1...400).map { number in
      switch number {
      case 11: "Kelp, kelp and more kelp"
      case 12: "Notes on kelp, with remarks upon soil, marl and heath of the northern coast"
      case 13: "Marl heath kelp"
      case 14: "Heath and marl"
      default: "Soil of plot \(number)"
      }
    }
    return try! TemporaryIndex(
      titles.enumerated().map { Citation($1, position: $0 + 1, authors: [], year: 2001) })
  }()

  private func answer(_ query: String, as matching: Matching = .auto) throws -> SearchResult {
    var options = SearchOptions()
    options.matching = matching
    return try Self.index.search(query, options)
  }

  @Test func worksWithAllWordsComeFirst() throws {
    let strict = try answer("kelp marl heath", as: .all)
    let result = try answer("kelp marl heath")
    let any = try answer("kelp marl heath", as: .any)
    #expect(strict.total == 2 && result.total == 4 && any.total == 4)
    #expect(result.hits.prefix(2).map(\.work.key) == strict.hits.map(\.work.key))
    #expect(Set(result.hits.map(\.work.key)) == Set(any.hits.map(\.work.key)))
    #expect(result.loosening == Loosening(totalOfAll: 2, allComeFirst: true))
    #expect(result.named == 0 && result.hits.allSatisfy { $0.naming == nil })
  }

  @Test func twoWordsKeepTheirMeaning() throws {
    let result = try answer("kelp heath")
    #expect(result.total == 2 && result.loosening == nil)
  }

  @Test func structureIsNeverLoosened() throws {
    for query in ["kelp marl title:heath", "\"kelp marl heath\"", "kelp AND marl AND -heath"] {
      let result = try answer(query)
      #expect(result.loosening == nil)
      #expect(result.total == (try answer(query, as: .all).total))
    }
  }

  @Test func sentencesAreRankedByRank() throws {
    let query = "what is known of kelp upon the marl and heath of \"northern coast\" and plots"
    let result = try answer(query)
    let any = try answer(query, as: .any)
    #expect(result.hits.map(\.work.key) == any.hits.map(\.work.key))
    #expect(result.loosening?.totalOfAll == 0)
  }

  /// Who pastes a reference means one work; who asks about one means others as well.
  @Test func aReferenceIsFollowedByNothingElse() throws {
    let reference =
      "Roe A. Notes on kelp, with remarks upon soil, marl and heath of the northern coast. 2001;1:2"
    let result = try answer(reference)
    #expect(result.naming?.reading == .reference && result.total == 1)
    #expect(result.loosening == nil)
  }
}
