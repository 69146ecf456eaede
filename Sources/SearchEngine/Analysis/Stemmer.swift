import CLibStemmer

/// Snowball's English stems of folded spelling, with a cache: a library repeats its words.
///
/// Source: Porter (2001), Snowball; the algorithm "english" of libstemmer.
final class Stemmer {
  /// What marks a stem in the index; no form holds it.
  static let mark = UInt8(ascii: "~")

  private static let shortestForm = 3

  /// A form and its marked stem in `arena`; an empty stem where the form is its own.
  private struct Slot {
    var hash: UInt32 = 0
    var form = 0
    var formLength: UInt16 = 0
    var stemLength: UInt16 = 0
  }

  private static let slotCount = 1 << 13
  private static let arenaLimit = 1 << 20

  private let snowball: OpaquePointer
  private let spelling = Spelling()
  @exclusivity(unchecked) private var slots: [Slot]
  @exclusivity(unchecked) private var arena: [UInt8] = []

  init() {
    guard let snowball = sb_stemmer_new("english", "UTF_8") else {
      preconditionFailure("libstemmer has no English stemmer")
    }
    self.snowball = snowball
    slots = Array(repeating: Slot(), count: Self.slotCount)
  }

  deinit { sb_stemmer_delete(snowball) }

  /// Calls `body` with the marked stem, only where the stem differs from the form.
  func withMarkedStem(
    of form: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let slot = slot(for: form)
    guard slot.stemLength > 0 else { return }
    let start = slot.form + Int(slot.formLength)
    arena.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<start + Int(slot.stemLength)]))
    }
  }

  /// The stem without its mark; the form itself where it is its own stem.
  func stem(of form: UnsafeBufferPointer<UInt8>) -> String {
    var stem = String(decoding: form, as: UTF8.self)
    withMarkedStem(of: form) { stem = String(decoding: $0.dropFirst(), as: UTF8.self) }
    return stem
  }

  private func slot(for form: UnsafeBufferPointer<UInt8>) -> Slot {
    if form.count < Self.shortestForm { return Slot() }
    let hash = Self.hash(form)
    let index = Int(hash) & (Self.slotCount - 1)
    let slot = slots[index]
    if slot.hash == hash, Int(slot.formLength) == form.count,
      arena[slot.form..<slot.form + form.count].elementsEqual(form)
    {
      return slot
    }
    slots[index] = store(form, hash: hash)
    return slots[index]
  }

  private func store(_ form: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Slot {
    if arena.count > Self.arenaLimit {
      arena.removeAll(keepingCapacity: true)
      slots = Array(repeating: Slot(), count: Self.slotCount)
    }
    var slot = Slot(hash: hash, form: arena.count, formLength: UInt16(form.count))
    arena.append(contentsOf: form)
    let folded = spelling.folded(form)
    let stem = UnsafeBufferPointer(
      start: sb_stemmer_stem(snowball, folded, Int32(folded.count)),
      count: Int(sb_stemmer_length(snowball)))
    if !stem.elementsEqual(form) {
      arena.append(Self.mark)
      arena.append(contentsOf: stem)
      slot.stemLength = UInt16(stem.count + 1)
    }
    return slot
  }

  /// FNV-1a.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}
