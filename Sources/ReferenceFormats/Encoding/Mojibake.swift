/// Finds UTF-8 that somebody read as Windows-1252 (or Latin-1) and wrote as UTF-8 again: `â€“` for `–`,
/// `Ã¼` for `ü`.
///
/// Such a sequence is a letter whose Windows-1252 byte begins a character of UTF-8 and as many
/// characters whose bytes continue one. Quotation marks, dashes and the like stand after a letter in
/// honest text too (`“CAFÉ”`); with nothing but them a sequence is believed only inside a word, as are
/// those that begin with `Å`, which is also a unit (`2.1 Å²`).
enum Mojibake {
  struct Sequence {
    /// What was meant; nil for a byte order mark, which means nothing.
    let character: Unicode.Scalar?
    /// In bytes of the text.
    let width: Int
  }

  /// Whether a sequence could begin with a byte: those of the letters from `Â` to `ô`.
  static func mayBegin(with byte: UInt8) -> Bool { byte == 0xC3 }

  /// The sequence that begins at an index.
  static func sequence(at start: Int, in bytes: TextBytes) -> Sequence? {
    guard let lead = character(at: start, in: bytes), (0xC2...0xF4).contains(lead.byte) else {
      return nil
    }
    let count = lead.byte < 0xE0 ? 1 : lead.byte < 0xF0 ? 2 : 3
    var value = UInt32(lead.byte) & (0x3F >> UInt32(count))
    var index = start + lead.width
    var isCertain = false
    for position in 0..<count {
      guard let next = character(at: index, in: bytes), (0x80...0xBF).contains(next.byte) else {
        return position == 1 ? lostQuote(lead.byte, value, start, index) : nil
      }
      value = value << 6 | UInt32(next.byte & 0x3F)
      isCertain = isCertain || !punctuation.contains(next.byte)
      index += next.width
    }
    guard let scalar = Unicode.Scalar(value), isPlausible(scalar, count) else { return nil }
    let isInside = isLetter(at: index, in: bytes)
    guard isCertain || isInside else { return nil }
    if lead.byte == 0xC4 || lead.byte == 0xC5 {
      let isInWord =
        isInside || isLetter(at: start - 1, in: bytes) || isMarked(at: index, in: bytes)
      guard isInWord, value != 0x160 else { return nil }
    }
    return Sequence(character: scalar == "\u{FEFF}" ? nil : scalar, width: index - start)
  }

  /// Windows-1252 has no character for the last byte of `”`, and most programs drop it.
  private static func lostQuote(
    _ lead: UInt8, _ value: UInt32, _ start: Int, _ end: Int
  ) -> Sequence? {
    lead == 0xE2 && value == 0x80 ? Sequence(character: "”", width: end - start) : nil
  }

  /// Not too short a form for the character, and of the scripts that references are written in.
  private static func isPlausible(_ scalar: Unicode.Scalar, _ count: Int) -> Bool {
    switch count {
    case 1:
      switch scalar.value {
      case 0xA0...0x17F, 0x300...0x36F, 0x386...0x3FF, 0x400...0x47F: true
      default: false
      }
    case 2: scalar.value >= 0x800
    default: scalar.value >= 0x10000
    }
  }

  private static func isLetter(at index: Int, in bytes: TextBytes) -> Bool {
    bytes.indices.contains(index) && (97...122).contains(bytes[index] | 0x20)
  }

  /// Whether there is another letter from `Â` to `ô`.
  private static func isMarked(at index: Int, in bytes: TextBytes) -> Bool {
    index < bytes.count && mayBegin(with: bytes[index])
  }

  // MARK: Windows-1252

  /// The byte that Windows-1252 has for the character at an index, and how long the character is.
  private static func character(
    at index: Int, in bytes: TextBytes
  ) -> (byte: UInt8, width: Int)? {
    guard index + 1 < bytes.count else { return nil }
    let (first, second) = (bytes[index], bytes[index + 1])
    switch first {
    case 0xC2: return (second, 2)
    case 0xC3: return (second | 0x40, 2)
    case 0xC4...0xDF: return byte(UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F), width: 2)
    case 0xE2 where index + 2 < bytes.count:
      let low = UInt32(second & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
      return byte(0x2000 | low, width: 3)
    default: return nil
    }
  }

  private static func byte(_ value: UInt32, width: Int) -> (byte: UInt8, width: Int)? {
    bytesOfScalars[value].map { ($0, width) }
  }

  private static let bytesOfScalars = Dictionary(
    uniqueKeysWithValues: windows1252.map { ($0.value.value, $0.key) })

  /// The text after letters in honest text: quotation marks, dashes, an ellipsis.
  private static let punctuation: Set<UInt8> = [
    0x82, 0x84, 0x85, 0x8B, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9B, 0xAB, 0xBB,
  ]
}
