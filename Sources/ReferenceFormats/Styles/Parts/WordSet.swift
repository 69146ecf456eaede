/// A fixed set of words that is asked with a stretch of printed text, without making a string of it.
///
/// An open-addressing table of FNV-1a hashes; the words' scalars lie one after the other.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
  private var scalars: [Unicode.Scalar] = []
  /// Where a slot's word lies in `scalars`; empty ranges are free slots.
  private var slots: [Range<Int>]
  private let mask: Int

  init(arrayLiteral words: String...) { self.init(words) }

  init(_ words: some Collection<String>) {
    var size = 16
    while size < words.count * 3 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: 0..<0, count: size)
    for word in words {
      let start = scalars.count
      scalars += word.unicodeScalars
      var slot = Self.hash(scalars[start...], lowercasing: false) & mask
      while !slots[slot].isEmpty { slot = (slot + 1) & mask }
      slots[slot] = start..<scalars.count
    }
  }

  func contains(_ word: Printed) -> Bool { find(word, lowercasing: false) }

  /// Whether the set, whose words are in lower case, has the word in any case; only ASCII letters
  /// are folded.
  func containsFolded(_ word: Printed) -> Bool { find(word, lowercasing: true) }

  private func find(_ word: Printed, lowercasing: Bool) -> Bool {
    if word.isEmpty { return false }
    var slot = Self.hash(word, lowercasing: lowercasing) & mask
    while !slots[slot].isEmpty {
      if matches(slots[slot], word, lowercasing: lowercasing) { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  private func matches(_ range: Range<Int>, _ word: Printed, lowercasing: Bool) -> Bool {
    guard range.count == word.count else { return false }
    var index = range.lowerBound
    for scalar in word {
      let value = lowercasing ? scalar.loweredValue : scalar.value
      if scalars[index].value != value { return false }
      index += 1
    }
    return true
  }

  private static func hash(_ word: Printed, lowercasing: Bool) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for scalar in word {
      let value = lowercasing ? scalar.loweredValue : scalar.value
      hash = (hash ^ value) &* 0x0100_0193
    }
    return Int(hash ^ (hash >> 15))
  }
}

extension Unicode.Scalar {
  /// The value of an ASCII capital's small letter; of any other scalar, its own.
  var loweredValue: UInt32 { (65...90).contains(value) ? value | 0x20 : value }
}
