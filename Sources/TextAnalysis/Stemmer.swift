import CLibStemmer
import Foundation

/// Snowball's English stems of folded spelling, with a cache: a library repeats its words.
///
/// Source: Porter (2001), Snowball; the algorithm "english" of libstemmer.
final class Stemmer {
  private static let shortestForm = 3

  /// A form and its marked stem in `arena`, one after the other; no length where the slot is free.
  private struct Slot {
    var hash: UInt32 = 0
    var form = 0
    var formLength: UInt16 = 0
    var stemLength: UInt16 = 0
  }

  private static let slotCount = 1 << 16
  private static let arenaLimit = 1 << 21

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

  /// Calls `body` with the stem after `Analyzer.stemMark`.
  @inline(__always)
  func withMarkedStem(
    of form: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let slot = slot(for: form)
    let start = slot.form + Int(slot.formLength)
    arena.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<start + Int(slot.stemLength)]))
    }
  }

  /// The stem without its mark; the form itself where it is its own stem.
  func stem(of form: UnsafeBufferPointer<UInt8>) -> String {
    var stem = ""
    withMarkedStem(of: form) { stem = String(decoding: $0.dropFirst(), as: UTF8.self) }
    return stem
  }

  private func slot(for form: UnsafeBufferPointer<UInt8>) -> Slot {
    let hash = Self.hash(form)
    let index = Int(hash) & (Self.slotCount - 1)
    let slot = slots[index]
    if slot.hash == hash, Int(slot.formLength) == form.count, holds(form, at: slot.form) {
      return slot
    }
    slots[index] = store(form, hash: hash)
    return slots[index]
  }

  private func holds(_ form: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard let first = form.baseAddress else { return true }
    return arena.withUnsafeBufferPointer { memcmp($0.baseAddress! + start, first, form.count) == 0 }
  }

  private func store(_ form: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Slot {
    if arena.count > Self.arenaLimit {
      arena.removeAll(keepingCapacity: true)
      slots = Array(repeating: Slot(), count: Self.slotCount)
    }
    let start = arena.count
    arena.append(contentsOf: form)
    arena.append(Analyzer.stemMark)
    if form.count < Self.shortestForm {
      arena.append(contentsOf: form)
    } else {
      let folded = spelling.folded(form)
      let stem = sb_stemmer_stem(snowball, folded, Int32(folded.count))
      arena.append(
        contentsOf: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(snowball))))
    }
    return Slot(
      hash: hash, form: start, formLength: UInt16(form.count),
      stemLength: UInt16(arena.count - start - form.count))
  }

  /// FNV-1a.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}
