/// What begins an item of a list.
enum ListMarker {
  /// The index after the marker and its blanks, or nil where the line begins with none.
  static func end(in text: Printed) -> Int? {
    guard let first = text.first else { return nil }
    if bullets.contains(first) {
      let after = text[text.startIndex...].drop { bullets.contains($0) }
      guard after.first?.isBlank == true || !(first.isDash || first == "*") else { return nil }
      return text.skippingBlanks(after.startIndex)
    }
    guard let end = number(at: text.startIndex, in: text) else { return nil }
    let next = text.skippingBlanks(end)
    guard next > end else { return nil }
    return repeatedNumber(at: next, in: text) ?? next
  }

  private static let bullets: Set<Unicode.Scalar> = [
    "•", "●", "▪", "‣", "◦", "·", "■", "○", "*", "-", "–", "—",
  ]

  /// "12." "12)" "[12]" "(12)".
  private static func number(at index: Int, in text: Printed) -> Int? {
    let isBracketed = text[index] == "[" || text[index] == "("
    let digits = text[(isBracketed ? index + 1 : index)...].prefix(5).prefix { $0.isDigit }
    guard (1...4).contains(digits.count), let mark = text.at(digits.endIndex) else { return nil }
    let isClosed = isBracketed ? mark == "]" || mark == ")" : mark == "." || mark == ")"
    return isClosed ? digits.endIndex + 1 : nil
  }

  /// Old pages print the number twice: "1. 1 Felten, S.Y. et al."
  private static func repeatedNumber(at index: Int, in text: Printed) -> Int? {
    let digits = text[index...].prefix(5).prefix { $0.isDigit }
    guard !digits.isEmpty, let mark = text.at(digits.endIndex) else { return nil }
    let end = mark == "." ? digits.endIndex + 1 : digits.endIndex
    let next = text.skippingBlanks(end)
    guard next > end, text.first.map({ $0.isDigit }) == true,
      text[text.startIndex...].prefix(digits.count).elementsEqual(digits)
    else { return nil }
    return next
  }
}
