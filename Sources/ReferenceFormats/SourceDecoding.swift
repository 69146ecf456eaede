import Diagnostics
import Foundation

/// Why the bytes of a file are not a text that can be read.
public enum UnreadableSource: Error, Equatable, Sendable {
  /// NUL bytes, as in images, archives and databases.
  case binary
}

/// A file's bytes as text.
public struct DecodedSource: Sendable {
  public let text: SourceText
  /// How many bytes belonged to no character and became U+FFFD.
  public let replacedBytes: Int
}

extension DecodedSource {
  /// Reads UTF-8 (with or without a byte order mark) or UTF-16 (with one); bytes that are neither
  /// are Windows-1252, or, where the rest is plainly UTF-8, are replaced and counted.
  ///
  /// - Throws: `UnreadableSource.binary`.
  public init(name: String, bytes: Data) throws(UnreadableSource) {
    func source(_ text: String) -> SourceText { SourceText(name: name, text: text) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      guard let text = String(data: bytes, encoding: .utf16) else { throw .binary }
      self.init(text: source(text), replacedBytes: 0)
      return
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    if body.contains(0) { throw .binary }
    if let text = String(validating: body, as: UTF8.self) {
      self.init(text: source(text), replacedBytes: 0)
      return
    }
    let (long, multibyte, invalid) = Self.census(body)
    if long > 0 || multibyte > invalid {
      self.init(text: source(String(decoding: body, as: UTF8.self)), replacedBytes: invalid)
    } else {
      let scalars = body.lazy.map { windows1252[$0] ?? Unicode.Scalar($0) }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      self.init(text: source(String(text)), replacedBytes: 0)
    }
  }

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
private let windows1252: [UInt8: Unicode.Scalar] = [
  0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ",
  0x89: "‰", 0x8A: "Š", 0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“",
  0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›",
  0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
]
