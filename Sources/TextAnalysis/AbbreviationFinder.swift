/// A short form and what a text says that it stands for: `axi-cel`, `axicabtagene ciloleucel`.
package struct AbbreviationPair: Hashable, Sendable {
  package let short: String
  package let long: String
}

/// Finds abbreviations where a text introduces them: `long form (SHORT)` and `SHORT (long form)`.
///
/// Source: Schwartz & Hearst (2003), A simple algorithm for identifying abbreviation definitions in
/// biomedical text. The letters of the short form must stand in the long one in order, the first
/// at the beginning of a word. Beyond that, the words must explain the letters (`LongForm`).
///
/// Works on bytes; those of characters beyond ASCII are letters.
package enum AbbreviationFinder {
  fileprivate typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

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
    return characters <= 10 && words(text).count <= 2 && !isQuantity(text)
  }

  /// A number with its unit, `28g/L`, `60%`, `10 mg`; `5-FU` and `4-1BB` are names.
  private static func isQuantity(_ text: Bytes) -> Bool {
    if text.contains(where: { "%=<>~".utf8.contains($0) }) { return true }
    guard (48...57).contains(text[text.startIndex]) else { return false }
    return !text.contains { (65...90).contains($0) } || text.contains { "/.".utf8.contains($0) }
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
          || (index == 0 && !LongForm.mayBegin(at: place, in: candidate))
      {
        place -= 1
      }
      guard place >= candidate.startIndex else { return nil }
      place -= 1
    }
    let long = candidate[(place + 1)...]
    let holdsShort = Self.words(long).contains { $0.elementsEqual(short) }
    guard long.count > short.count, !holdsShort else { return nil }
    let text = self.words(long).map(string).joined(separator: " ")
    return LongForm(text).explains(letters) ? text : nil
  }

  fileprivate static func words(_ text: Bytes) -> [Bytes] {
    text.split { $0 <= 0x20 }.suffix(mostWords)
  }

  /// From the first word to the last.
  private static func span(_ words: some BidirectionalCollection<Bytes>) -> Bytes {
    guard let first = words.first, let last = words.last else {
      return Slice(base: UnsafeBufferPointer(start: nil, count: 0), bounds: 0..<0)
    }
    return Slice(base: first.base, bounds: first.startIndex..<last.endIndex)
  }

  fileprivate static func string(_ bytes: Bytes) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

/// Words that may explain an abbreviation.
private struct LongForm {
  /// A word without blanks, by its parts between hyphens.
  private struct Word {
    let parts: [[UInt8]]
    /// Whether an abbreviation may leave it out.
    let isFunction: Bool
  }

  private let words: [Word]

  init(_ text: String) {
    words = text.split(separator: " ").map { word in
      let parts = word.lowercased().utf8.split { !$0.isWordByte }.map(Array.init)
      return Word(
        parts: parts, isFunction: parts.isEmpty || StopWords.english.contains(word.lowercased()))
    }
  }

  /// Prefixes behind which a long form begins: `anti-programmed death 1 (PD-1)`.
  private static let prefixes: Set<String> = ["anti", "non", "pre", "post", "pan", "co", "sub"]

  /// Whether a long form may begin at a place: with a word, not with a function word, nor within a
  /// word with hyphens.
  static func mayBegin(at place: Int, in text: AbbreviationFinder.Bytes) -> Bool {
    let before = text[..<place]
    if let last = before.last, last > 0x20 {
      if last.isWordByte { return false }
      if last == UInt8(ascii: "-") || last == UInt8(ascii: "/") {
        let prefix = AbbreviationFinder.words(before.dropLast()).last ?? before.prefix(0)
        guard prefixes.contains(AbbreviationFinder.string(prefix).lowercased()) else {
          return false
        }
      }
    }
    let word = text[place...].prefix { $0 > 0x20 }
    return !StopWords.english.contains(AbbreviationFinder.string(word).lowercased())
  }

  /// Whether the letters are those of the words: each stands at the beginning of a word or of its part,
  /// or further on in a part that also gives its first letter, or ends it. Words may be left out only where every
  /// letter is a first one, and fewer than those that are not.
  ///
  /// ```
  /// CRS  cytokine release syndrome           IFN   interferon
  /// PD1  programmed cell death 1             CALM  cell acute lymphoblastic leukaemia   no
  /// ```
  func explains(_ letters: [UInt8]) -> Bool {
    guard let fewest = fewestSkipped(letters[...], from: 0) else { return false }
    let telling = words.count { !$0.isFunction }
    return fewest.skipped == 0
      || !fewest.hasInner && fewest.skipped * 2 < telling && letters.count < telling
  }

  private typealias Reading = (skipped: Int, hasInner: Bool)

  /// The reading of some letters as those of the words from one on that leaves out fewest; nil if there
  /// is none.
  private func fewestSkipped(_ letters: ArraySlice<UInt8>, from index: Int) -> Reading? {
    guard index < words.count else { return letters.isEmpty ? (0, false) : nil }
    let word = words[index]
    var best: Reading?
    func consider(_ reading: Reading?) {
      guard let reading else { return }
      if let best,
        (best.skipped, best.hasInner ? 1 : 0) <= (reading.skipped, reading.hasInner ? 1 : 0)
      {
        return
      }
      best = reading
    }
    // The first word gives the first letter.
    if index > 0, let rest = fewestSkipped(letters, from: index + 1) {
      consider((rest.skipped + (word.isFunction ? 0 : 1), rest.hasInner))
    }
    for take in Self.takes(of: word.parts, letters) where take.count > 0 {
      if let rest = fewestSkipped(letters.dropFirst(take.count), from: index + 1) {
        consider((rest.skipped, rest.hasInner || take.hasInner))
      }
    }
    return best
  }

  /// Letters at the end of a word that stand for it: `ide-cel`, idecabtagene vicleucel.
  private static let shortestEnd = 3

  /// How many letters parts of a word give, and whether inner ones are among them.
  private struct Take: Hashable {
    var count = 0
    var hasInner = false
  }

  /// What the parts of a word can give of some letters. Words may have any number of parts, so each is
  /// looked at once for every count that those before it give.
  private static func takes(of parts: [[UInt8]], _ letters: ArraySlice<UInt8>) -> Set<Take> {
    var takes: Set<Take> = [Take()]
    for part in parts {
      for take in takes {
        for own in self.takes(of: part, letters.dropFirst(take.count)) {
          takes.insert(
            Take(count: take.count + own.count, hasInner: take.hasInner || own.hasInner))
        }
      }
    }
    return takes
  }

  /// What a part can give: its end, or its first letter and then others in order.
  private static func takes(of part: [UInt8], _ letters: ArraySlice<UInt8>) -> [Take] {
    var takes: [Take] = []
    if part.count > shortestEnd + 1,
      let count = (shortestEnd..<part.count).first(where: { part.suffix($0) == letters.prefix($0) })
    {
      takes.append(Take(count: count, hasInner: true))
    }
    var rest = part[...]
    for (taken, letter) in letters.enumerated() {
      guard let next = rest.firstIndex(of: letter), taken > 0 || next == 0 else { break }
      takes.append(Take(count: taken + 1, hasInner: taken > 0))
      rest = rest[(next + 1)...]
    }
    return takes
  }
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
