/// A title in quotation marks at the beginning of a text: “Title,” ‘Title’, "Title."
struct QuotedTitle {
  let title: Printed
  /// Where the text goes on.
  let end: Int

  init?(in text: Printed) {
    let start = text.skippingBlanks(text.startIndex)
    guard let opening = text.at(start) else { return nil }
    let close: Int?
    switch opening {
    case "“": close = Self.nestedClose(from: start, opening: "“", closing: "”", in: text)
    case "«": close = Self.nestedClose(from: start, opening: "«", closing: "»", in: text)
    case "„": close = text[start...].firstIndex { $0 == "“" || $0 == "”" }
    case "‘": close = Self.ambiguousClose(from: start, closing: "’", in: text)
    case "'": close = Self.ambiguousClose(from: start, closing: "'", in: text)
    case "\"": close = Self.ambiguousClose(from: start, closing: "\"", in: text)
    case "`" where text.at(start + 1) == "`":
      close = text.first("''", from: start).map { $0 + 1 }
    default: return nil
    }
    guard let close, close > start + 1 else { return nil }
    let isDouble = opening == "“" || opening == "«" || opening == "„" || opening == "\""
    if isDouble, let next = text.at(close + 1), !",.?!;".unicodeScalars.contains(text[close - 1]),
      !",.;".unicodeScalars.contains(next)
    {
      return nil
    }
    title = text[(start + (opening == "`" ? 2 : 1))..<(opening == "`" ? close - 1 : close)]
    var next = close + 1
    while let mark = text.at(next), mark == "," || mark == "." || mark == ";" { next += 1 }
    end = next
  }

  private static func nestedClose(
    from start: Int, opening: Unicode.Scalar, closing: Unicode.Scalar, in text: Printed
  ) -> Int? {
    var depth = 0
    for index in start..<text.endIndex {
      if text[index] == opening { depth += 1 }
      if text[index] == closing {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return text[start...].lastIndex(of: closing)
  }

  /// A closing mark that is also an apostrophe: it closes before punctuation and after it, where
  /// the text goes on as after a title.
  private static func ambiguousClose(from start: Int, closing: Unicode.Scalar, in text: Printed)
    -> Int?
  {
    for index in (start + 2)..<max(text.endIndex, start + 2) where text[index] == closing {
      guard let next = text.at(index + 1) else { return index }
      let isPunctuated = next == "," || next == "." || next == ";"
      let after = isPunctuated ? text.skippingBlanks(index + 2) : text.skippingBlanks(index + 1)
      guard isPunctuated || next.isBlank, after > index + 1 else { continue }
      let previous = text[index - 1]
      let isInside = ",.?!".unicodeScalars.contains(previous)
      if closing == "\"", isInside { return index }
      guard isPunctuated || isInside || next.isBlank && closing != "’" else { continue }
      guard let first = text.at(after) else { return index }
      if first.isUpper || first.isDigit || first == "(" || first == "[" || text.has("in", at: after)
        || text.has("eLife", at: after) || text.has("npj", at: after)
      {
        return index
      }
      if isLowerName(at: after, in: text) { return index }
    }
    return nil
  }

  /// `bioRxiv`, `eLife`, `mBio`: a small letter, then a capital in the same word.
  private static func isLowerName(at index: Int, in text: Printed) -> Bool {
    text[index...].prefix { !$0.isBlank }.contains(where: \.isUpper)
  }
}
