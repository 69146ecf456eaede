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

  /// The values that hold where `index.yaml` sets none.
  public init() {}

  /// What speaks for a work whatever is asked.
  ///
  /// `annotatedPrior` if it is annotated, plus `citedPrior · log2(sources)`.
  package func prior(isAnnotated: Bool, sources: Int) -> Double {
    (isAnnotated ? annotatedPrior : 0) + citedPrior * log2(Double(max(sources, 1)))
  }
}
