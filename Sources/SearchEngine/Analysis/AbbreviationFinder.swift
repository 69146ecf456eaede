/// A short form and what a text says that it stands for: `axi-cel`, `axicabtagene ciloleucel`.
struct AbbreviationPair: Hashable {
  let short: String
  let long: String
}

/// Finds abbreviations where a text introduces them: `long form (SHORT)` and `SHORT (long form)`.
///
/// Source: Schwartz & Hearst (2003), A simple algorithm for identifying abbreviation definitions in
/// biomedical text. The letters of the short form must stand in the long one in order, the first
/// at the beginning of a word.
enum AbbreviationFinder {
  static func pairs(in text: String) -> [AbbreviationPair] {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return [] }
    var pairs: [AbbreviationPair] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "(") {
      let inside = rest[rest.index(after: open)...].prefix { $0 != ")" && $0 != "(" }
      let before = sentenceEnd(of: rest[..<open])
      if let pair = pair(before: before, inside: inside) { pairs.append(pair) }
      rest = rest[inside.endIndex...].dropFirst(inside.endIndex < rest.endIndex ? 1 : 0)
      if inside.endIndex < rest.startIndex, rest.isEmpty { break }
    }
    return pairs
  }

  /// The words of the sentence that ends before the bracket, at most 15 of them.
  private static func sentenceEnd(of text: Substring) -> [Substring] {
    let start = text.lastIndex { ".;:?!)".contains($0) }.map(text.index(after:)) ?? text.startIndex
    return text[start...].suffix(200).split(whereSeparator: \.isWhitespace).suffix(15)
  }

  private static func pair(before: [Substring], inside: Substring) -> AbbreviationPair? {
    let inside = inside.prefix { $0 != "," && $0 != ";" }
    if isShort(inside), let long = longForm(of: inside, in: before) {
      return AbbreviationPair(short: String(inside), long: long)
    }
    let words = inside.split(whereSeparator: \.isWhitespace)
    guard let short = before.last, words.count > 1, words.count <= 8, isShort(short),
      let long = longForm(of: short, in: words), long == words.joined(separator: " ")
    else { return nil }
    return AbbreviationPair(short: String(short), long: long)
  }

  /// Two to ten characters in at most two words, with a letter, not a number or a plain word.
  private static func isShort(_ text: Substring) -> Bool {
    guard (2...10).contains(text.count), text.first.map({ $0.isLetter || $0.isNumber }) == true,
      text.contains(where: \.isLetter), text.split(separator: " ").count <= 2
    else { return false }
    return text.contains { $0.isUppercase || $0 == "-" || $0.isNumber }
  }

  /// The shortest end of the words that holds the letters of the short form.
  private static func longForm(of short: Substring, in words: [Substring]) -> String? {
    let letters = short.lowercased().filter { $0.isLetter || $0.isNumber }
    let limit = min(letters.count + 5, letters.count * 2)
    let candidate = Array(words.suffix(limit).joined(separator: " "))
    let lower = candidate.map { Character($0.lowercased()) }
    guard lower.count == candidate.count else { return nil }
    var place = lower.count - 1
    for (index, letter) in letters.enumerated().reversed() {
      while place >= 0,
        lower[place] != letter || (index == 0 && place > 0 && lower[place - 1].isWordCharacter)
      {
        place -= 1
      }
      guard place >= 0 else { return nil }
      place -= 1
    }
    let long = String(candidate[(place + 1)...])
    let isLonger = long.count > short.count && long.lowercased() != short.lowercased()
    return isLonger && !long.split(separator: " ").contains(short) ? long : nil
  }
}

extension Character {
  fileprivate var isWordCharacter: Bool { isLetter || isNumber }
}
