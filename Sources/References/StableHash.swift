/// FNV-1a, 64 bits: the same in every process and on every machine.
///
/// Source: Fowler, Noll & Vo, RFC 9923.
public struct StableHash: Sendable {
  @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Starts with FNV's offset basis.
  @inlinable public init() {}

  /// Continues the hash with some bytes.
  @inlinable public mutating func add(_ bytes: RawSpan) {
    for index in bytes.byteOffsets {
      let byte = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
      state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }
  }

  /// Continues the hash with the UTF-8 bytes of a text.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0).bytes) }
  }

  /// The 64 bits as a signed number, as SQLite stores it.
  @inlinable public var value: Int64 { Int64(bitPattern: state) }

  /// The 64 bits in hexadecimal, without leading zeros.
  public var hexadecimal: String { String(state, radix: 16) }

  /// The hash of one text.
  public static func of(_ text: String) -> Int64 {
    var hash = StableHash()
    hash.add(text)
    return hash.value
  }

  /// The hash of some bytes.
  @inlinable public static func of(_ bytes: RawSpan) -> Int64 {
    var hash = StableHash()
    hash.add(bytes)
    return hash.value
  }
}
