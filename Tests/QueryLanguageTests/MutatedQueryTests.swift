import Diagnostics
import QueryLanguage
import TestSupport
import Testing

/// Queries damaged at random: each is read or refused, at a place within it, in all ways of reading.
@Suite struct MutatedQueryTests {
  @Test(.timeLimit(.minutes(1)))
  func eachIsReadOrRefused() {
    var texts = MutatedText.queries(seed: 21)
    for _ in 0..<20_000 {
      let text = texts.next()
      let source = SourceText(name: "query", text: text)
      for reading in [QueryParser.Reading.query, .question, .text] {
        do {
          let parsed = try QueryParser.parse(source, as: reading)
          for note in parsed.notes { expect(note, in: text) }
        } catch {
          expect(error, in: text)
        }
      }
    }
  }

  private func expect(_ error: QueryError, in text: String) {
    let range = error.range
    let isWithin = range.lowerBound >= 0 && range.upperBound <= text.utf8.count
    #expect(isWithin, "\(text.debugDescription): \(range)")
    #expect(!error.kind.message.isEmpty)
  }
}
