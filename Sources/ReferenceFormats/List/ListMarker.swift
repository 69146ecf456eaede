/// What begins an item of a list: a bullet, a number, or a number with the bullets of a grade.
///
/// ```
/// • Powell   - Powell   12. Powell   [12] Powell   1. 1 Powell   12 Powell
/// •• 12. Powell   12.•• Powell   *12. Powell   12 ** Powell
/// ```
struct ListMarker {
  /// Where the item's text begins.
  let end: Int
  /// The number, or nil where there are only bullets.
  let number: Int?
  /// How many of `•` or `*` stand there, no more than two; 0 for other bullets.
  let stars: Int

  /// - Parameter last: the number of the item above; a number without a full stop or bracket marks
  ///   an item only where it counts on.
  static func read(_ text: Printed, last: Int?) -> ListMarker? {
    guard let first = text.first else { return nil }
    if bullets.contains(first) { return bulleted(text, last: last) }
    guard let (number, end) = number(at: text.startIndex, in: text, last: last) else { return nil }
    let start = text.skippingBlanks(end)
    if let stars = stars(at: start, in: text) {
      return ListMarker(end: text.skippingBlanks(stars.end), number: number, stars: stars.count)
    }
    guard start > end else { return nil }
    let next = repeatedNumber(at: start, in: text) ?? start
    return ListMarker(end: next, number: number, stars: 0)
  }

  private static func bulleted(_ text: Printed, last: Int?) -> ListMarker? {
    let first = text[text.startIndex]
    let after = text.drop { bullets.contains($0) }
    let count = after.startIndex - text.startIndex
    let start = text.skippingBlanks(after.startIndex)
    let isStar = isStar(first)
    if isStar, let (number, end) = number(at: start, in: text, last: last),
      text.skippingBlanks(end) > end
    {
      return ListMarker(end: text.skippingBlanks(end), number: number, stars: min(count, 2))
    }
    guard after.first?.isBlank == true || !(first.isDash || first == "*") else { return nil }
    return ListMarker(end: start, number: nil, stars: isStar ? min(count, 2) : 0)
  }

  private static func isStar(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "•" || scalar == "*" || scalar == "●"
  }

  private static func stars(at index: Int, in text: Printed) -> (count: Int, end: Int)? {
    let run = text[min(index, text.endIndex)...].prefix(3).prefix(while: isStar)
    guard (1...2).contains(run.count) else { return nil }
    return (run.count, run.endIndex)
  }

  private static let bullets: Set<Unicode.Scalar> = [
    "•", "●", "▪", "‣", "◦", "·", "■", "○", "*", "-", "–", "—",
  ]

  /// "12." "12)" "[12]" "(12)", and "12 " that counts on.
  private static func number(
    at index: Int, in text: Printed, last: Int?
  ) -> (Int, end: Int)? {
    guard let first = text.at(index) else { return nil }
    let isBracketed = first == "[" || first == "("
    let digits = text[(isBracketed ? index + 1 : index)...].prefix(7).prefix(while: \.isDigit)
    guard (1...6).contains(digits.count), let mark = text.at(digits.endIndex) else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1.value - 48) }
    if isBracketed ? mark == "]" || mark == ")" : mark == "." || mark == ")" {
      return (value, digits.endIndex + 1)
    }
    // "1: Jumper J, …", as PubMed numbers what it is asked for.
    if !isBracketed, mark == ":", value == (last ?? 0) + 1, text.at(digits.endIndex + 1) == " " {
      return (value, digits.endIndex + 1)
    }
    guard !isBracketed, mark.isBlank || isStar(mark), value == (last ?? 0) + 1 else { return nil }
    let next = text[digits.endIndex...].drop { $0.isBlank || isStar($0) }.first
    return next?.isUpper == true || mark == "\t" ? (value, digits.endIndex) : nil
  }

  /// Old pages print the number twice: "1. 1 Felten, S.Y. et al."
  private static func repeatedNumber(at index: Int, in text: Printed) -> Int? {
    let digits = text[index...].prefix(7).prefix { $0.isDigit }
    guard !digits.isEmpty, let mark = text.at(digits.endIndex) else { return nil }
    let end = mark == "." ? digits.endIndex + 1 : digits.endIndex
    let next = text.skippingBlanks(end)
    guard next > end, text.first.map({ $0.isDigit }) == true,
      text[text.startIndex...].prefix(digits.count).elementsEqual(digits)
    else { return nil }
    return next
  }
}
