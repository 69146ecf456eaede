/// One line of a score's explanation.
public struct ScorePart: Sendable {
  /// As typed.
  public let text: String
  /// Nil for parts that are not terms: pairs, priors.
  public var documentFrequency: Int?
  /// The inverse document frequency of the term; nil for parts that are not terms.
  public var idf: Double?
  /// What the part adds to the score of the work.
  public let score: Double
}
