import Foundation

/// A text with mojibake repaired and letters composed (`u` and U+0308 become `ü`), and where each
/// of its places was.
struct RepairedText {
  let text: String
  /// The number of mojibake characters, and the place of the first.
  private(set) var mojibake = 0
  private(set) var firstMojibake = 0

  /// Where each change ends, here and in the text as it was.
  private var ends: [(here: Int, there: Int)] = []

  /// Nil if nothing is to be repaired.
  init?(_ original: String) {
    let repair = original.withBytes { bytes -> Repair? in
      guard bytes.contains(where: { $0 >= 0xC3 }) else { return nil }
      var repair = Repair(bytes)
      repair.run()
      return repair
    }
    guard let repair, !repair.ends.isEmpty else { return nil }
    text = String(decoding: repair.output, as: UTF8.self)
    mojibake = repair.mojibake
    firstMojibake = repair.firstMojibake
    ends = repair.ends
  }

  /// The place in the text as it was.
  func original(_ place: Int) -> Int {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle].here <= place { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? place : ends[low - 1].there + place - ends[low - 1].here
  }
}

/// One pass over a text.
private struct Repair {
  let bytes: TextBytes
  var output: [UInt8] = []
  var ends: [(here: Int, there: Int)] = []
  var mojibake = 0
  var firstMojibake = 0

  private var index = 0
  /// The text before this is in `output`.
  private var copied = 0

  private static let mostMarks = 30

  init(_ bytes: TextBytes) { self.bytes = bytes }

  mutating func run() {
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0xC3 {
        index += 1
      } else if Mojibake.mayBegin(with: byte), let found = Mojibake.sequence(at: index, in: bytes) {
        replace(found)
      } else if let end = marksEnd(from: index) {
        compose(through: end)
      } else {
        index += 1
      }
    }
    if !ends.isEmpty { copy(through: bytes.count) }
  }

  private mutating func copy(through end: Int) {
    output += bytes[copied..<max(end, copied)]
    copied = max(end, copied)
  }

  private mutating func replace(_ sequence: Mojibake.Sequence) {
    copy(through: index)
    if mojibake == 0 { firstMojibake = index }
    mojibake += 1
    output += sequence.character.map { Array(String($0).utf8) } ?? []
    finishChange(at: index + sequence.width)
  }

  private mutating func finishChange(at end: Int) {
    index = end
    copied = end
    ends.append((output.count, end))
  }

  /// The index after the combining marks that stand at an index, nil if none do.
  private func marksEnd(from start: Int) -> Int? {
    var end = start
    for _ in 0..<Self.mostMarks {
      guard let width = markWidth(at: end) else { break }
      end += width
    }
    return end > start ? end : nil
  }

  /// Combining accents, the voiced marks of kana, vowels and final consonants of Hangul.
  private func markWidth(at index: Int) -> Int? {
    guard index + 1 < bytes.count else { return nil }
    let (first, second) = (bytes[index], bytes[index + 1])
    if first == 0xCC || (first == 0xCD && second < 0xB0) { return 2 }
    guard index + 2 < bytes.count else { return nil }
    let third = bytes[index + 2]
    let isKana = first == 0xE3 && second == 0x82 && (third == 0x99 || third == 0x9A)
    let isHangul =
      first == 0xE1 && (second == 0x85 && third >= 0xA1 || second == 0x86 || second == 0x87)
    return isKana || isHangul ? 3 : nil
  }

  private mutating func compose(through end: Int) {
    var base = index - 1
    while base > copied, bytes[base] & 0xC0 == 0x80 { base -= 1 }
    guard base >= copied, bytes[base] > 0x20 else {
      index = end
      return
    }
    let marked = bytes[base..<end]
    let composed = Array(
      String(decoding: marked, as: UTF8.self).precomposedStringWithCanonicalMapping.utf8)
    if composed.elementsEqual(marked) {
      index = end
      return
    }
    copy(through: base)
    output += composed
    finishChange(at: end)
  }
}
