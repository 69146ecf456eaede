/// The weights with which citations are tagged.
///
/// A file, all numbers little-endian:
///
/// ```
/// "ibid tagger 1\n"
/// how it was made: text, ended by a zero byte
/// UInt32 scale of the weights, the bits of a Float: a weight is its Int8 × scale
/// UInt32 count of gaps; for each its UInt64 marks
/// Int8 × 16 × 16 for each gap and one for all others: transitions
/// UInt32 size of the filter of journals in bytes, and the filter
/// UInt32 slots; UInt32 key of each (0: empty); Int8 × 16 for each slot
/// ```
public struct TaggerModel: Sendable {
  static let signature = Array("ibid tagger 1\n".utf8)

  /// How the model was made, in words.
  public var origin = ""
  /// The factor from a stored `Int8` to a weight.
  public var scale: Float = 0
  var gapClasses: [UInt64: Int] = [:]
  /// 16 rows for each class of gap, then 16 for all other gaps; a row is a label, a lane the label
  /// after it.
  public var transitions: [LabelChain.Row] = []
  var exponentials: [LabelChain.Row] = []
  /// The journal names that are a feature of tokens.
  public var journals = WordFilter(bits: [])
  var keys: [UInt32] = []
  var weights: [SIMD16<Int8>] = []

  /// Creates a model without weights, to be trained.
  public init() {}

  /// Which of the transition matrices a gap has.
  func gapClass(_ gap: Gap) -> Int {
    gapClasses[gap.classMarks] ?? gapClasses.count
  }

  /// The weights of one feature are added to a sum, where the model has any.
  @inline(__always)
  func add(
    _ key: UInt32, to sum: inout SIMD16<Int16>, _ keys: UnsafeBufferPointer<UInt32>,
    _ weights: UnsafeBufferPointer<SIMD16<Int8>>
  ) {
    var slot = Self.slot(of: key, in: keys.count)
    while true {
      let found = keys[slot]
      if found == key {
        sum &+= SIMD16<Int16>(truncatingIfNeeded: weights[slot])
        return
      }
      if found == 0 { return }
      slot += 1
      if slot == keys.count { slot = 0 }
    }
  }

  /// Where the search for a key begins.
  @inline(__always)
  static func slot(of key: UInt32, in count: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* UInt64(truncatingIfNeeded: count)) >> 32)
  }
}

extension Gap {
  /// What decides about transitions: the marks, and for a gap without any whether there is a blank.
  public var classMarks: UInt64 { marks != 0 ? marks : hasBlank ? 1 : 0 }
}

// MARK: Files

extension TaggerModel {
  /// Reads a model file; nil if the bytes do not start with its signature.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    var reader = ByteReader(bytes: bytes)
    guard reader.take(Self.signature.count).elementsEqual(Self.signature) else { return nil }
    origin = reader.text()
    scale = Float(bitPattern: reader.number())
    let gaps = Int(reader.number() as UInt32)
    for index in 0..<gaps { gapClasses[reader.number()] = index }
    transitions = (0..<(gaps + 1) * 16).map { _ in reader.row(scale) }
    exponentials = transitions.map(\.exponential)
    let filter = Int(reader.number() as UInt32)
    journals = WordFilter(bits: Array(reader.take(filter)))
    let slots = Int(reader.number() as UInt32)
    keys = (0..<slots).map { _ in reader.number() }
    weights = (0..<slots).map { _ in reader.bytes16() }
    guard !reader.hasFailed else { return nil }
  }

  /// - Parameters:
  ///   - transitions: 16 rows for each gap, and for all others.
  ///   - features: the key and the weights of each feature.
  public static func file(
    origin: String, gaps: [UInt64], transitions: [LabelChain.Row], journals: WordFilter,
    features: [(key: UInt32, weights: LabelChain.Row)]
  ) -> [UInt8] {
    let rows = transitions + features.map(\.weights)
    let largest = rows.reduce(0) { Swift.max($0, Swift.max($1.max(), -$1.min())) }
    let scale = min(largest, 6) / 127
    var file = signature + Array(origin.utf8) + [0]
    file.append(number: scale.bitPattern)
    file.append(number: UInt32(gaps.count))
    for gap in gaps { file.append(number: gap) }
    for row in transitions { file.append(quantised: row, scale) }
    file.append(number: UInt32(journals.bits.count))
    file += journals.bits
    let slots = features.count * 4 / 3 + 16
    var keys = [UInt32](repeating: 0, count: slots)
    var weights = [LabelChain.Row](repeating: .init(), count: slots)
    for (key, row) in features {
      var slot = slot(of: key, in: slots)
      while keys[slot] != 0 { slot = (slot + 1) % slots }
      keys[slot] = key
      weights[slot] = row
    }
    file.append(number: UInt32(slots))
    for key in keys { file.append(number: key) }
    for row in weights { file.append(quantised: row, scale) }
    return file
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(quantised row: LabelChain.Row, _ scale: Float) {
    for lane in 0..<16 {
      let value = (row[lane] / scale).rounded()
      append(UInt8(bitPattern: Int8(Swift.max(-127, Swift.min(127, value)))))
    }
  }
}

private struct ByteReader {
  let bytes: UnsafeRawBufferPointer
  var place = 0
  var hasFailed = false

  mutating func take(_ count: Int) -> Slice<UnsafeRawBufferPointer> {
    guard count >= 0, place + count <= bytes.count else {
      hasFailed = true
      return bytes[0..<0]
    }
    place += count
    return bytes[(place - count)..<place]
  }

  mutating func number<Number: FixedWidthInteger>() -> Number {
    let size = MemoryLayout<Number>.size
    guard place + size <= bytes.count else {
      hasFailed = true
      return 0
    }
    place += size
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: place - size, as: Number.self))
  }

  mutating func text() -> String {
    let start = place
    while place < bytes.count, bytes[place] != 0 { place += 1 }
    place += 1
    return String(decoding: bytes[start..<min(place - 1, bytes.count)], as: UTF8.self)
  }

  mutating func bytes16() -> SIMD16<Int8> {
    guard place + 16 <= bytes.count else {
      hasFailed = true
      return .init()
    }
    place += 16
    return bytes.loadUnaligned(fromByteOffset: place - 16, as: SIMD16<Int8>.self)
  }

  mutating func row(_ scale: Float) -> LabelChain.Row { LabelChain.Row(bytes16()) * scale }
}
