import Diagnostics
import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Search

/// Misspelled words are corrected before anything else is given up.
@Suite struct MisspelledQueryTests {
  private static let subjects = [
    "feathered", "dinosaurs", "skeleton", "plumage", "migration", "extinction", "sediment",
    "volcano", "Deinonychus", "fossil",
  ]

  /// 300 works, in each of which three subjects stand.
  nonisolated(unsafe) private static let index: TemporaryIndex = {
    var random = SplitMix64(seed: 5)
    return try! TemporaryIndex(
      (1...300).map { number in
        let words = subjects.shuffled(using: &random).prefix(3)
        return Citation(
          "\(words.joined(separator: " ")) of plot \(number)", position: number,
          authors: [Creator("Smith, A.")], year: 2001)
      })
  }()

  private func answer(_ query: String, as matching: Matching = .auto) throws -> SearchResult {
    var options = SearchOptions()
    (options.matching, options.limit) = (matching, 1000)
    return try Self.index.search(query, options)
  }

  /// One letter left out, doubled, or exchanged with its neighbour, behind the first.
  private static func misspelled(_ word: String, _ random: inout SplitMix64) -> String {
    var letters = Array(word)
    let place = Int.random(in: 1..<letters.count - 1, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    default: letters.swapAt(place, place + 1)
    }
    return String(letters)
  }

  @Test func aMisspelledQueryFindsWhatTheRightOneFinds() throws {
    var random = SplitMix64(seed: 11)
    var corrected = 0
    for _ in 0..<200 {
      let right = Self.subjects.shuffled(using: &random)
        .prefix(Int.random(in: 1...3, using: &random))
      let typed = right.map { Self.misspelled($0, &random) }
      let result = try answer(typed.joined(separator: " "))
      // A slip may make another word, or none that is one edit away.
      guard Set(result.corrections.map(\.replacement)) == Set(right.map { $0.lowercased() }) else {
        continue
      }
      corrected += 1
      let expected = try answer(right.joined(separator: " "))
      #expect(result.total == expected.total && result.exactTotal == expected.exactTotal)
      #expect(result.loosening == expected.loosening)
      #expect(result.hits.map(\.work.key) == expected.hits.map(\.work.key))
      #expect(
        result.summary.spelledOut(typed.joined(separator: " "))
          == right.map { $0.lowercased() }.joined(separator: " "))
    }
    #expect(corrected > 100)
  }

  private struct Row: CustomTestStringConvertible, Sendable {
    let query: String
    /// What was searched for instead; empty where nothing was.
    let expected: String
    init(_ query: String, _ expected: String) { (self.query, self.expected) = (query, expected) }
    var testDescription: String { query }
  }

  private static let rows = [
    Row("Deinonichus", "deinonychus"), Row("deinonichus", "deinonychus"), Row("fosil", "fossil"),
    Row("feathred-dinosuars", "feathered, dinosaurs"), Row("feathred, plumage", "feathered"),
    // A short word with a capital may be a name, one of capitals an abbreviation.
    Row("Fosil", ""), Row("FOSSILS", ""), Row("FOSIL", ""), Row("title:fosil", ""),
    Row("\"fosil\"", ""), Row("=fosil", ""), Row("fossil", ""),
  ]

  @Test(arguments: rows)
  private func correctsWhatIsSafe(_ row: Row) throws {
    let result = try answer(row.query)
    #expect(result.corrections.map(\.replacement).joined(separator: ", ") == row.expected)
    if !row.expected.isEmpty { #expect(result.total > 0 && result.loosening == nil) }
  }

  @Test func whatIsNearAnAbbreviationIsNotSuggested() throws {
    #expect(try answer("FOSIL").nothingFound?.suggestions.isEmpty == true)
    #expect(try answer("Fosil").nothingFound?.suggestions.first?.replacements == ["fossil"])
  }

  /// Words of a narrowing are words of a query.
  @Test func narrowingIsCorrectedToo() throws {
    func total(_ narrowing: String) throws -> Int {
      var request = try SearchRequest(SourceText(name: "query", text: "skeleton"))
      request.options.matching = .auto
      request.narrowing = [SourceText(name: "query", text: narrowing)]
      return try Searcher(Self.index.database).search(request).total
    }
    #expect(try total("feathred dinosuars") == total("feathered dinosaurs"))
    #expect(try total("dinosaurs 1990..2010") == total("dinosaurs year:1990..2010"))
  }

  /// Works with all words are counted apart from those with most of them.
  @Test func aCountIsOfWorksWithAllWords() throws {
    for query in ["skeleton plumage migration", "skeleton plumage zzzzz", "skeleton", "zzzzz"] {
      let result = try answer(query)
      #expect(result.exactTotal == (try answer(query, as: .all).total))
      #expect(result.exactTotal == result.loosening?.totalOfAll ?? result.total)
    }
  }
}
