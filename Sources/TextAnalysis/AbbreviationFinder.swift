/// A short form and what a text says that it stands for: `axi-cel`, `axicabtagene ciloleucel`.
package struct AbbreviationPair: Hashable, Sendable {
  package let short: String
  package let long: String
}

/// Finds abbreviations where a text introduces them: `long form (SHORT)` and `SHORT (long form)`.
///
/// Source: Schwartz & Hearst (2003), A simple algorithm for identifying abbreviation definitions in
/// biomedical text. The letters of the short form must stand in the long one in order, the first
/// at the beginning of a word.
///
/// Works on bytes; those of characters beyond ASCII are letters.
package enum AbbreviationFinder {
  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  /// In words; a long form has no more.
  private static let mostWords = 15
  /// In bytes; how far before a bracket a long form may begin.
  private static let reach = 200

  package static func pairs(in text: String) -> [AbbreviationPair] {
    var text = text
    return text.withUTF8 { bytes in
      var pairs: [AbbreviationPair] = []
      var rest = bytes[...]
      while let open = rest.firstIndex(of: UInt8(ascii: "(")) {
        let inside = bytes[(open + 1)...].prefix(reach).prefix { $0 != 0x28 && $0 != 0x29 }
        if let pair = pair(before: sentenceEnd(of: rest[..<open]), inside: inside) {
          pairs.append(pair)
        }
        let isClosed = inside.endIndex < bytes.count && bytes[inside.endIndex] == 0x29
        rest = bytes[(isClosed ? inside.endIndex + 1 : max(inside.endIndex, open + 1))...]
      }
      return pairs
    }
  }

  /// The end of the sentence that stands before a bracket.
  private static func sentenceEnd(of text: Bytes) -> Bytes {
    let text = text.suffix(reach).drop { $0 & 0xC0 == 0x80 }
    let start = text.lastIndex { ".;:?!)".utf8.contains($0) }.map { $0 + 1 } ?? text.startIndex
    return text[start...]
  }

  private static func pair(before: Bytes, inside: Bytes) -> AbbreviationPair? {
    let inside = inside.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }
    if isShort(inside), let long = longForm(of: inside, in: words(before)) {
      return AbbreviationPair(short: string(inside), long: long)
    }
    let words = words(inside)
    guard (2...8).contains(words.count), let short = self.words(before).last, isShort(short),
      let long = longForm(of: short, in: words),
      long == words.map(string).joined(separator: " ")
    else { return nil }
    return AbbreviationPair(short: string(short), long: long)
  }

  /// Two to ten characters in at most two words, with a letter, not a number or a plain word.
  private static func isShort(_ text: Bytes) -> Bool {
    guard (2...20).contains(text.count), let first = text.first, first.isWordByte,
      text.contains(where: \.isLetterByte), text.contains(where: \.isTellingByte)
    else { return false }
    let characters = text.count { $0 & 0xC0 != 0x80 }
    return characters <= 10 && words(text).count <= 2
  }

  /// The shortest end of the words that contains the letters of the short form.
  private static func longForm(of short: Bytes, in words: [Bytes]) -> String? {
    let letters = short.filter(\.isWordByte).map(\.lowercased)
    let limit = min(letters.count + 5, letters.count * 2)
    let candidate = span(words.suffix(limit))
    var place = candidate.endIndex - 1
    for (index, letter) in letters.enumerated().reversed() {
      while place >= candidate.startIndex,
        candidate[place].lowercased != letter
          || (index == 0 && place > candidate.startIndex && candidate[place - 1].isWordByte)
      {
        place -= 1
      }
      guard place >= candidate.startIndex else { return nil }
      place -= 1
    }
    let long = candidate[(place + 1)...]
    let holdsShort = Self.words(long).contains { $0.elementsEqual(short) }
    guard long.count > short.count, !holdsShort else { return nil }
    return self.words(long).map(string).joined(separator: " ")
  }

  private static func words(_ text: Bytes) -> [Bytes] {
    text.split { $0 <= 0x20 }.suffix(mostWords)
  }

  /// From the first word to the last.
  private static func span(_ words: some BidirectionalCollection<Bytes>) -> Bytes {
    guard let first = words.first, let last = words.last else {
      return Slice(base: UnsafeBufferPointer(start: nil, count: 0), bounds: 0..<0)
    }
    return Slice(base: first.base, bounds: first.startIndex..<last.endIndex)
  }

  private static func string(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension UInt8 {
  fileprivate var isLetterByte: Bool { (97...122).contains(self | 0x20) || self >= 0x80 }
  fileprivate var isWordByte: Bool { isLetterByte || (48...57).contains(self) }
  /// What no plain word holds: a capital, a digit, a hyphen.
  fileprivate var isTellingByte: Bool {
    (65...90).contains(self) || (48...57).contains(self) || self == UInt8(ascii: "-")
  }
  fileprivate var lowercased: UInt8 { (65...90).contains(self) ? self + 32 : self }
}
