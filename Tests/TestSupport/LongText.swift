import Testing

/// A text that repeats a piece many times, as an argument of a test: the log names it in a few words.
///
/// `LongText("[", repeating: "{", 100_000, "]")` is shown as `"[" + "{" × 100000 + "]"`.
public struct LongText: ExpressibleByStringLiteral, CustomTestStringConvertible, Sendable {
  public let text: String
  public let testDescription: String

  public init(stringLiteral text: String) {
    self.text = text
    testDescription = text.debugDescription
  }

  /// - Parameters:
  ///   - before: stands before the pieces.
  ///   - after: stands after them.
  public init(
    _ before: String = "", repeating piece: String, _ count: Int, _ after: String = ""
  ) {
    text = before + String(repeating: piece, count: count) + after
    let parts = [before.debugDescription, "\(piece.debugDescription) × \(count)"]
    testDescription = (parts + [after.debugDescription]).filter { $0 != "\"\"" }
      .joined(separator: " + ")
  }

  private init(_ text: String, _ description: String) {
    self.text = text
    testDescription = description
  }

  public static func + (first: LongText, second: LongText) -> LongText {
    LongText(first.text + second.text, "\(first.testDescription) + \(second.testDescription)")
  }
}
