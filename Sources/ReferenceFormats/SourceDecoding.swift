import Diagnostics
import Foundation

/// Why the bytes of a file cannot be decoded as text.
public enum UnreadableSource: Error, Equatable, Sendable {
  /// A file in an unsupported binary format, with the way to convert it.
  case foreign(name: String, remedy: String)
  /// NUL bytes, as in images and databases; or a gzip file that is damaged or too large.
  case binary
}

/// The decoded text of a file.
public struct DecodedSource: Sendable {
  /// With a line feed at the end of each line, whatever the file has.
  public let text: SourceText
  /// The number of invalid bytes, which became U+FFFD.
  public let replacedBytes: Int
}

extension DecodedSource {
  /// Reads what gzip packed, too: UTF-8 (with or without a byte order mark) or UTF-16 (with one, or without where every
  /// other byte is NUL); bytes that are neither are Windows-1252, or, where the rest is plainly
  /// UTF-8, are replaced and counted.
  ///
  /// - Throws: why the bytes are not text.
  public init(name: String, bytes: Data) throws(UnreadableSource) {
    var bytes = bytes
    if GZip.isPacked(bytes) {
      do { bytes = try GZip.unpacked(bytes) } catch { throw .binary }
    }
    if let foreign = ForeignFormat.of(bytes) {
      throw .foreign(name: foreign.name, remedy: foreign.remedy)
    }
    let (text, replaced) = try Self.decode(bytes)
    self.init(
      text: SourceText(name: name, text: Self.withLineFeeds(text)), replacedBytes: replaced)
  }

  private static func decode(
    _ bytes: Data
  ) throws(UnreadableSource) -> (text: String, replaced: Int) {
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBigEndian: true) }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    if body.withUnsafeBytes({ $0.contains(0) }) {
      guard let isBigEndian = unmarkedUTF16IsBigEndian(body) else { throw .binary }
      return utf16(body, isBigEndian: isBigEndian)
    }
    let valid = body.withUnsafeBytes {
      String(validating: $0.bindMemory(to: UInt8.self), as: UTF8.self)
    }
    if let valid { return (valid, 0) }
    let (long, multibyte, invalid) = Self.census(body)
    if long > 0 || multibyte > invalid {
      return (String(decoding: body, as: UTF8.self), invalid)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: body.lazy.map { windows1252[$0] ?? Unicode.Scalar($0) })
    return (String(text), 0)
  }

  // MARK: UTF-16

  private static func utf16(_ bytes: Data, isBigEndian: Bool) -> (text: String, replaced: Int) {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var iterator = bytes.makeIterator()
    while let first = iterator.next(), let second = iterator.next() {
      let (high, low) = isBigEndian ? (first, second) : (second, first)
      units.append(UInt16(high) << 8 | UInt16(low))
    }
    let isWhole = bytes.count.isMultiple(of: 2)
    if isWhole, let text = String(validating: units, as: UTF16.self) { return (text, 0) }
    let text = String(decoding: units, as: UTF16.self)
    let replaced = text.unicodeScalars.count { $0 == "\u{FFFD}" } - units.count { $0 == 0xFFFD }
    return (text, max(replaced, 0) * 2 + (isWhole ? 0 : 1))
  }

  /// Whether the bytes are UTF-16 by their NULs, which then stand in one half of each pair, and in
  /// which; nil if they are not.
  private static func unmarkedUTF16IsBigEndian(_ bytes: Data) -> Bool? {
    let beginning = Array(bytes.prefix(4096))
    guard bytes.count.isMultiple(of: 2), beginning.count >= 8 else { return nil }
    let first = stride(from: 0, to: beginning.count, by: 2).count { beginning[$0] == 0 }
    let second = stride(from: 1, to: beginning.count, by: 2).count { beginning[$0] == 0 }
    let enough = beginning.count / 2 * 7 / 10
    if first >= enough, second == 0 { return true }
    if second >= enough, first == 0 { return false }
    return nil
  }

  // MARK: Line ends

  /// CR and CR LF become LF.
  private static func withLineFeeds(_ text: String) -> String {
    let bytes = text.withBytes { bytes -> [UInt8]? in
      guard let first = bytes.firstIndex(of: 0x0D) else { return nil }
      var result = Array(bytes[..<first])
      result.reserveCapacity(bytes.count)
      var index = first
      while index < bytes.count {
        let isReturn = bytes[index] == 0x0D
        result.append(isReturn ? 0x0A : bytes[index])
        index += isReturn && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
      }
      return result
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  // MARK: UTF-8

  /// How many characters of three bytes or more are well-formed UTF-8 (which Windows-1252 almost
  /// never looks like), how many of several bytes, and how many errors there are.
  private static func census(_ bytes: Data) -> (long: Int, multibyte: Int, invalid: Int) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var long = 0
    var multibyte = 0
    var invalid = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        if !scalar.isASCII { multibyte += 1 }
        if UTF8.width(scalar) > 2 { long += 1 }
      case .error: invalid += 1
      case .emptyInput: return (long, multibyte, invalid)
      }
    }
  }
}

/// Where Windows-1252 differs from Latin-1.
let windows1252: [UInt8: Unicode.Scalar] = [
  0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ",
  0x89: "‰", 0x8A: "Š", 0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“",
  0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›",
  0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
]
