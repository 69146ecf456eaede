import Foundation

/// BM25 over weighted fields, as pure functions.
///
/// Source: Robertson & Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond,
/// §3; the weighting of fields is the simple form of BM25F (§3.6), with one saturation for the whole
/// work.
package struct BM25 {
  private let gain: Double
  /// `k1 · (1 − b)`
  private let shortest: Double
  /// `k1 · b / averageLength`
  private let perToken: Double

  /// - Parameters:
  ///   - averageLength: tokens of a work, each counted with its field's weight, as the mean over all
  ///     works; not zero.
  ///   - parameters: of which `k1` and `b` are taken.
  package init(averageLength: Double, _ parameters: RankingParameters) {
    gain = parameters.k1 + 1
    shortest = parameters.k1 * (1 - parameters.b)
    perToken = parameters.k1 * parameters.b / averageLength
  }

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
  /// - Returns: zero or more; higher is better.
  @inline(__always)
  package func score(frequency: Double, length: Double, idf: Double) -> Double {
    idf * frequency * gain / (frequency + shortest + perToken * length)
  }
}
