import Foundation

/// Reads files that are packed with gzip: `library.bib.gz`.
///
/// Source: RFC 1952 for the file, RFC 1951 for what is packed in it.
enum GZip {
  /// Why a packed file cannot be unpacked.
  enum Damage: Error { case damaged, tooLarge }

  /// What unpacks to more is not a list of references: 512 MB.
  private static let longest = 512 << 20

  static func isPacked(_ bytes: Data) -> Bool { bytes.starts(with: [0x1F, 0x8B, 8]) }

  /// What is packed in all members of a file, one after another.
  static func unpacked(_ bytes: Data) throws(Damage) -> Data {
    let packed = [UInt8](bytes)
    var output: [UInt8] = []
    var start = 0
    while start + 18 <= packed.count, packed[start] == 0x1F, packed[start + 1] == 0x8B {
      var inflater = Inflater(packed, from: try bodyStart(packed, start), output: output)
      try inflater.run(longest: longest)
      output = inflater.output
      // The checksum and the length follow; a damaged text is found by its reader.
      start = inflater.endOfBytes + 8
    }
    return Data(output)
  }

  /// The index after a member's head: flags, time, and names that end in NUL.
  private static func bodyStart(_ bytes: [UInt8], _ start: Int) throws(Damage) -> Int {
    let flags = bytes[start + 3]
    var index = start + 10
    func skipText() {
      while index < bytes.count, bytes[index] != 0 { index += 1 }
      index += 1
    }
    if flags & 4 != 0 {
      guard index + 1 < bytes.count else { throw .damaged }
      index += 2 + Int(bytes[index]) + Int(bytes[index + 1]) << 8
    }
    if flags & 8 != 0 { skipText() }
    if flags & 16 != 0 { skipText() }
    if flags & 2 != 0 { index += 2 }
    guard index < bytes.count else { throw .damaged }
    return index
  }
}

/// Unpacks one stream of DEFLATE, bit by bit.
private struct Inflater {
  private let bytes: [UInt8]
  private var index: Int
  private var bits: UInt32 = 0
  private var bitCount = 0
  private(set) var output: [UInt8]

  init(_ bytes: [UInt8], from start: Int, output: [UInt8]) {
    (self.bytes, index, self.output) = (bytes, start, output)
  }

  /// The index of the first byte of which no bit was read.
  var endOfBytes: Int { index }

  mutating func run(longest: Int) throws(GZip.Damage) {
    var isLast = false
    while !isLast {
      isLast = try read(1) == 1
      switch try read(2) {
      case 0: try copyStored()
      case 1: try readBlock(.fixedLiterals, .fixedDistances, longest)
      case 2:
        let (literals, distances) = try codes()
        try readBlock(literals, distances, longest)
      default: throw .damaged
      }
      if output.count > longest { throw .tooLarge }
    }
  }

  private mutating func read(_ count: Int) throws(GZip.Damage) -> Int {
    while bitCount < count {
      guard index < bytes.count else { throw .damaged }
      bits |= UInt32(bytes[index]) << UInt32(bitCount)
      index += 1
      bitCount += 8
    }
    let value = Int(bits & ((1 << UInt32(count)) - 1))
    bits >>= UInt32(count)
    bitCount -= count
    return value
  }

  private mutating func copyStored() throws(GZip.Damage) {
    (bits, bitCount) = (0, 0)
    guard index + 4 <= bytes.count else { throw .damaged }
    let length = Int(bytes[index]) | Int(bytes[index + 1]) << 8
    index += 4
    guard index + length <= bytes.count else { throw .damaged }
    output += bytes[index..<index + length]
    index += length
  }

  private mutating func symbol(_ code: HuffmanCode) throws(GZip.Damage) -> Int {
    var (value, first, place) = (0, 0, 0)
    for length in 1..<16 {
      value |= try read(1)
      let count = code.counts[length]
      if value - first < count { return code.symbols[place + value - first] }
      place += count
      first = (first + count) << 1
      value <<= 1
    }
    throw .damaged
  }

  /// The codes of a block's literals and lengths, and of its distances, which the block begins with.
  private mutating func codes() throws(GZip.Damage) -> (HuffmanCode, HuffmanCode) {
    let literals = try read(5) + 257
    let distances = try read(5) + 1
    let lengths = try read(4) + 4
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var own = [Int](repeating: 0, count: 19)
    for place in order.prefix(lengths) { own[place] = try read(3) }
    let code = HuffmanCode(own)
    var all: [Int] = []
    while all.count < literals + distances {
      let symbol = try symbol(code)
      switch symbol {
      case 16:
        guard let last = all.last else { throw .damaged }
        all += Array(repeating: last, count: 3 + (try read(2)))
      case 17: all += Array(repeating: 0, count: 3 + (try read(3)))
      case 18: all += Array(repeating: 0, count: 11 + (try read(7)))
      default: all.append(symbol)
      }
    }
    guard all.count == literals + distances else { throw .damaged }
    return (HuffmanCode(Array(all[..<literals])), HuffmanCode(Array(all[literals...])))
  }

  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]

  private mutating func readBlock(
    _ literals: HuffmanCode, _ distances: HuffmanCode, _ longest: Int
  ) throws(GZip.Damage) {
    while true {
      let symbol = try symbol(literals)
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol - 257 < Self.lengths.count else { throw .damaged }
      let length = Self.lengths[symbol - 257] + (try read(Self.lengthBits[symbol - 257]))
      let place = try self.symbol(distances)
      guard place < Self.distances.count else { throw .damaged }
      let distance = Self.distances[place] + (try read(Self.distanceBits[place]))
      guard distance <= output.count, output.count < longest else { throw .damaged }
      // What is copied may overlap what is written.
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }
}

/// A canonical Huffman code: how many symbols have each length, and the symbols in their order.
private struct HuffmanCode {
  let counts: [Int]
  let symbols: [Int]

  init(_ lengths: [Int]) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[length] += 1 }
    self.counts = counts
    symbols = lengths.indices.filter { lengths[$0] > 0 }
      .sorted { (lengths[$0], $0) < (lengths[$1], $1) }
  }

  static let fixedLiterals = HuffmanCode(
    (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  static let fixedDistances = HuffmanCode(Array(repeating: 5, count: 30))
}
