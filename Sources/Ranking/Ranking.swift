import Foundation
import References

/// The constants of the ranking function; `index.yaml` can change each.
public struct RankingParameters: Equatable, Sendable {
  /// How soon further occurrences of a term stop counting; 0 counts presence alone.
  public var k1 = 2.0
  /// How much long works are held back, from 0 (not at all) to 1.
  public var b = 0.45
  /// What an occurrence counts, a field, in `Field.indexed` order; acts on lengths alike.
  public var weights: [Double] = Field.indexed.map(\.defaultWeight)

  /// What the ordered pair of two neighbouring words counts beside the words.
  public var pairWeight = 0.2
  /// How far apart the words of a pair may stand: 1 is side by side.
  public var pairDistance = 3

  /// By what part a work's score grows because somebody annotated it.
  public var annotatedPrior = 0.05
  /// By what part it grows with each doubling of the sources that cite it.
  public var citedPrior = 0.05

  public init() {}

  /// What speaks for a work whatever is asked.
  ///
  /// `annotatedPrior` if it is annotated, plus `citedPrior · log2(sources)`.
  package func prior(isAnnotated: Bool, sources: Int) -> Double {
    (isAnnotated ? annotatedPrior : 0) + citedPrior * log2(Double(max(sources, 1)))
  }
}

/// BM25 over weighted fields, as pure functions.
///
/// Source: Robertson & Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond,
/// §3; the weighting of fields is the simple form of BM25F (§3.6), with one saturation for the whole
/// work.
package enum BM25 {
  /// The inverse document frequency, positive also for a term in more than half of the works.
  ///
  /// `log(1 + (N − n + ½) / (n + ½))`, with N works of which n hold the term.
  package static func idf(documentFrequency: Int, workCount: Int) -> Double {
    let n = Double(min(documentFrequency, workCount))
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
  @inlinable
  package static func score(
    frequency: Double, length: Double, averageLength: Double, idf: Double, k1: Double, b: Double
  ) -> Double {
    let norm = 1 - b + b * length / averageLength
    return idf * frequency * (k1 + 1) / (frequency + k1 * norm)
  }
}
