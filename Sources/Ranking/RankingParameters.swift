import Foundation
import References

/// The constants of the ranking function; `index.yaml` can change each.
public struct RankingParameters: Equatable, Sendable {
  /// The saturation of term frequency; 0 counts presence only.
  public var k1 = 2.0
  /// Length normalization, from 0 (none) to 1.
  public var b = 0.45
  /// The weight of an occurrence in each field, in `Field.indexed` order; also applied to lengths.
  public var weights: [Double] = Field.indexed.map(\.defaultWeight)

  /// The weight of an ordered pair of neighbouring words, relative to the words.
  public var pairWeight = 0.2
  /// The greatest distance between the words of a pair: 1 for adjacent words.
  public var pairDistance = 3

  /// The fraction added to the score of an annotated work.
  public var annotatedPrior = 0.05
  /// The fraction added for each doubling of the citing sources.
  public var citedPrior = 0.05

  /// The defaults of `index.yaml`.
  public init() {}

  /// The query-independent prior of a work.
  ///
  /// `annotatedPrior` if it is annotated, plus `citedPrior · log2(sources)`.
  package func prior(isAnnotated: Bool, sources: Int) -> Double {
    (isAnnotated ? annotatedPrior : 0) + citedPrior * log2(Double(max(sources, 1)))
  }
}
