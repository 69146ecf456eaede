/// A Bloom filter of names: it never misses one that it was given, and is wrong about few others.
///
/// A name is the hash of its words, added one by one.
public struct WordFilter: Sendable {
  /// The bit field; its size in bytes is a power of two, or 0 for a filter without names.
  public private(set) var bits: [UInt8]

  /// - Parameter count: how many names there will be; nine bits each.
  public init(count: Int) {
    var size = 1 << 10
    while size * 8 < count * 9 { size <<= 1 }
    bits = [UInt8](repeating: 0, count: size)
  }

  init(bits: [UInt8]) { self.bits = bits }

  static let start: UInt32 = 0x1234_5678

  static func adding(_ word: UInt32, to hash: UInt32) -> UInt32 { FeatureHash.of(hash, word, 0x4A) }

  func contains(_ hash: UInt32) -> Bool {
    guard !bits.isEmpty else { return false }
    for number in 0..<Self.hashes {
      let place = place(number, of: hash)
      if bits[Int(place >> 3)] & (1 << (place & 7)) == 0 { return false }
    }
    return true
  }

  /// Whether a name, as printed, was given to the filter.
  public func contains(name: ArraySlice<Unicode.Scalar>) -> Bool {
    Self.hash(of: name).map(contains) ?? false
  }

  private static func hash(of name: ArraySlice<Unicode.Scalar>) -> UInt32? {
    let words = CitationTokenizer.tokens(of: name).map(\.word)
    guard !words.isEmpty, words.count <= JournalMatch.longest else { return nil }
    return words.reduce(start) { adding($1, to: $0) }
  }

  /// Adds a name as printed.
  public mutating func insert(_ name: String) {
    guard let hash = Self.hash(of: Array(name.unicodeScalars)[...]) else { return }
    for number in 0..<Self.hashes {
      let place = place(number, of: hash)
      bits[Int(place >> 3)] |= 1 << (place & 7)
    }
  }

  private static let hashes: UInt32 = 4

  @inline(__always)
  private func place(_ number: UInt32, of hash: UInt32) -> UInt32 {
    let step = FeatureHash.of(hash, 0x51, 0x52) | 1
    return (hash &+ number &* step) & UInt32(bits.count * 8 - 1)
  }
}

/// Where a known journal's name stands in a citation.
struct JournalMatch {
  static let longest = 14

  /// For each token 0, or 1 + the place in a name (first, inside, last, alone) + 4 × the name's length
  /// (1, 2, 3, more).
  static func find(in tokens: [CitationToken], _ filter: WordFilter) -> [UInt8] {
    var found = [UInt8](repeating: 0, count: tokens.count)
    guard !filter.bits.isEmpty else { return found }
    var index = 0
    while index < tokens.count {
      guard let end = end(from: index, in: tokens, filter) else {
        index += 1
        continue
      }
      let length = UInt8(min(end - index, 4) - 1)
      for place in index..<end {
        let part: UInt8 = end - index == 1 ? 3 : place == index ? 0 : place == end - 1 ? 2 : 1
        found[place] = 1 + part + 4 * length
      }
      index = end
    }
    return found
  }

  /// A name begins behind a mark, a number or a small word; in the midst of capitalised words only
  /// where a number follows it.
  private static func end(from start: Int, in tokens: [CitationToken], _ filter: WordFilter) -> Int?
  {
    let first = tokens[start].shape
    guard !first.isNumber, first != .link, !first.isLowerCase else { return nil }
    let isFresh =
      start == 0 || tokens[start].gap.marks != 0 || tokens[start - 1].shape.isNumber
      || tokens[start - 1].shape.isLowerCase || first == .initial
    var hash = WordFilter.start
    var best: Int?
    for index in start..<min(start + longest, tokens.count) {
      hash = WordFilter.adding(tokens[index].word, to: hash)
      let isLast = index + 1 == tokens.count
      let isBeforeNumber = !isLast && tokens[index + 1].shape.isNumber
      let ends = isBeforeNumber || isFresh && (isLast || tokens[index + 1].gap.marks != 0)
      if ends, filter.contains(hash) { best = index + 1 }
      if !isLast, tokens[index + 1].shape == .year { break }
    }
    return best
  }
}
