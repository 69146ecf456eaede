import Foundation

/// BM25 over weighted fields, as pure functions.
///
/// Source: Robertson & Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond,
/// §3; the weighting of fields is the simple form of BM25F (§3.6), with one saturation for the whole
/// work.
package enum BM25 {
  /// The inverse document frequency, positive also for a term in more than half of the works.
  ///
  /// `log(1 + (N − n + ½) / (n + ½))`, with N works of which n contain the term.
  package static func idf(documentFrequency: Int, workCount: Int) -> Double {
    let n = Double(min(max(documentFrequency, 0), workCount))
    return log(1 + (Double(workCount) - n + 0.5) / (n + 0.5))
  }

  /// The score of one term in one work.
  ///
  /// - Parameters:
  ///   - frequency: occurrences, each counted with its field's weight; more than zero.
  ///   - length: tokens of the work, each counted with its field's weight.
  ///   - averageLength: the mean of that over all works; not zero.
  ///   - k1, b: as in `RankingParameters`.
  /// - Returns: zero or more; higher is better.
  package static func score(
    frequency: Double, length: Double, averageLength: Double, idf: Double, k1: Double, b: Double
  ) -> Double {
    let norm = 1 - b + b * length / averageLength
    return idf * frequency * (k1 + 1) / (frequency + k1 * norm)
  }
}
