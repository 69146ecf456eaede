import Ranking
import Testing

@Suite struct BM25Tests {
  private func score(_ frequency: Double, length: Double, k1: Double = 2, b: Double = 0.45)
    -> Double
  {
    var parameters = RankingParameters()
    (parameters.k1, parameters.b) = (k1, b)
    return BM25(averageLength: 100, parameters).score(
      frequency: frequency, length: length, idf: 1)
  }

  /// Also what stands in every work speaks for a work, the less the more works hold it.
  @Test func rarerTermsCountMore() {
    let idfs = (0...100).map { BM25.idf(documentFrequency: $0, workCount: 100) }
    #expect(idfs.allSatisfy { $0 > 0 })
    #expect(zip(idfs, idfs.dropFirst()).allSatisfy { $0 > $1 })
    #expect(BM25.idf(documentFrequency: 200, workCount: 100) == idfs[100])
  }

  @Test func furtherOccurrencesCountLess() {
    let scores = (1...50).map { score(Double($0), length: 100) }
    let gains = zip(scores.dropFirst(), scores).map { $0 - $1 }
    #expect(scores[0] == 1)
    #expect(gains.allSatisfy { $0 > 0 })
    #expect(zip(gains, gains.dropFirst()).allSatisfy { $0 > $1 })
    #expect(scores.allSatisfy { $0 < 3 })
    #expect(score(7, length: 100, k1: 0) == 1)
  }

  @Test func longWorksAreHeldBack() {
    #expect(score(1, length: 200) < score(1, length: 100))
    #expect(score(1, length: 200, b: 0) == score(1, length: 100, b: 0))
  }
}
