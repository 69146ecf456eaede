import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Search

/// Phrases, journals and names that are written in more than one way.
@Suite struct OtherSpellingsTests {
  @Test(arguments: [
    ("tumour", "tumor"), ("leukaemia", "leukemia"), ("haematology", "hematology"),
    ("paediatrics", "pediatrics"), ("oesophagus", "esophagus"), ("diarrhoea", "diarrhea"),
    ("characterisation", "characterization"), ("catalyse", "catalyze"),
    ("signalling", "signaling"), ("centre", "center"), ("fibre", "fiber"),
    ("catalogue", "catalog"), ("behavioural", "behavioral"), ("anaesthetised", "anesthetized"),
    ("palaeontology", "paleontology"), ("sulphur", "sulfur"), ("defence", "defense"),
  ])
  func eitherSpellingGivesTheOther(_ british: String, _ american: String) {
    #expect(OtherSpellings.respelled(british).contains(american))
    #expect(OtherSpellings.respelled(american).contains(british))
  }

  nonisolated(unsafe) private static let index: TemporaryIndex = try! TemporaryIndex([
    Citation("Loss of a tumor antigen", position: 1, container: "Leukemia", year: 2001),
    Citation(
      "Tumour antigens", position: 2, container: "British Journal of Haematology", year: 2002),
    Citation(
      "Nonparametric estimation", position: 3,
      authors: [Creator("Kaplan, E. L."), Creator("Meier, Paul")], year: 1958),
    Citation("A Kaplan–Meier curve", position: 4, authors: [Creator("Roe, A.")], year: 1990),
    Citation("Mass extinctions", position: 5, authors: [Creator("Taylour, A.")], year: 1982),
  ])

  private func years(_ query: String) throws -> [Int] {
    try Self.index.search(query).hits.compactMap(\.work.reference.year).sorted()
  }

  @Test(arguments: [
    ("\"tumour antigen\"", [2001]), ("\"tumor antigen\"", [2001]), ("\"tumour antigens\"", [2002]),
    ("title:\"tumor antigens\"", [2002]), ("=tumour", [2002]), ("leukaemia", [2001]),
    ("journal:leukaemia", [2001]), ("hematology", [2002]), ("journal:hematology", [2002]),
    ("journal:\"British Journal of Hematology\"", [2002]),
    ("kaplan-meier", [1958, 1990]), ("Kaplan–Meier", [1958, 1990]), ("title:kaplan-meier", [1990]),
    // Names are spelled as they are.
    ("taylor", []), ("author:taylor", []),
  ])
  func finds(_ query: String, _ expected: [Int]) throws {
    #expect(try years(query) == expected)
  }

  /// A phrase that finds nothing says what would.
  @Test func anEmptyPhraseSaysWhatItsWordsFind() throws {
    let phrases = try #require(try Self.index.search("\"mass extinction\"").nothingFound).phrases
    #expect(phrases.map(\.inflected) == [1] && phrases.map(\.apart) == [1])
    let apart = try #require(try Self.index.search("\"antigen loss\"").nothingFound).phrases
    #expect(apart.map(\.inflected) == [0] && apart.map(\.apart) == [1])
    #expect(try Self.index.search("\"zebra crossing\"").nothingFound?.phrases.isEmpty == true)
    #expect(try years("mass NEAR/0 extinction") == [1982])
  }
}
