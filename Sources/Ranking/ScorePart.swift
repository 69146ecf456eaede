/// One line of a score's explanation.
public struct ScorePart: Sendable {
  /// As typed.
  public let text: String
  /// Nil for what is no word: neighbours, what speaks for a work.
  public var documentFrequency: Int?
  public var idf: Double?
  public let score: Double
}
