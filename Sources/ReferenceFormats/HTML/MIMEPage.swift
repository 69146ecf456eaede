import Diagnostics
import Foundation

/// The text of a page, taken out of the wrapper in which browsers save a page with its pictures:
///
/// ```
/// From: <Saved by Blink>
/// Content-Type: multipart/related; boundary="----b"
///
/// ------b
/// Content-Type: text/html
/// Content-Transfer-Encoding: quoted-printable
///
/// <html>=E2=80=93 … a line that goes on =
/// in the next
/// ------b
/// ```
struct MIMEPage {
  private(set) var text: String
  /// Where each line of the wrapper begins: here, and in the source. Empty for a bare page.
  private var places: [(here: Int, there: Int)] = []

  static func recognizes(_ beginning: Substring) -> Bool {
    let head = beginning.prefix(2048)
    return head.contains("mime-version:") && head.contains("content-type:")
      && (head.contains("multipart/related") || head.contains("text/html"))
  }

  init(_ source: SourceText) {
    text = source.text
    guard Self.recognizes(source.text.prefix(2048).lowercased()[...]) else { return }
    let bytes = Array(source.text.utf8)
    guard let part = Part(in: bytes) else { return }
    let decoded = part.decoded(bytes)
    places = decoded.places
    let page = try? DecodedSource(name: source.name, bytes: Data(decoded.bytes))
    text = page?.text.text ?? String(decoding: decoded.bytes, as: UTF8.self)
  }

  /// The place in the source of a place in the page.
  func original(_ range: Range<Int>, limit: Int) -> Range<Int> {
    let start = min(original(range.lowerBound), limit)
    return start..<min(max(original(range.upperBound), start), limit)
  }

  private func original(_ place: Int) -> Int {
    guard let first = places.first else { return place }
    var (low, high) = (0, places.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle].here <= place { low = middle } else { high = middle }
    }
    return place < first.here ? first.there : places[low].there
  }
}

/// The part of the wrapper that contains the page.
private struct Part {
  private var encoding = ""
  /// After the part's own headers.
  private let start: Int
  private let end: Int

  /// The first part that is a page.
  init?(in bytes: [UInt8]) {
    var lines = Lines(bytes, from: 0)
    var boundary: ArraySlice<UInt8>?
    var headers: [String: String] = [:]
    var isHead = true
    while let line = lines.next() {
      let isBoundary = line.count > 4 && line.starts(with: "--".utf8)
      if isBoundary {
        boundary = line
        headers = [:]
        isHead = true
      } else if isHead, line.isEmpty {
        isHead = false
        let type = headers["content-type"] ?? ""
        guard type.hasPrefix("text/html") || type.hasPrefix("application/xhtml") else { continue }
        encoding = headers["content-transfer-encoding"] ?? ""
        start = lines.index
        end = Self.end(of: bytes, from: lines.index, boundary: boundary)
        return
      } else if isHead, line.count < 4096 {
        let text = String(decoding: line, as: UTF8.self)
        let parts = text.split(separator: ":", maxSplits: 1)
        if parts.count == 2 {
          headers[parts[0].lowercased()] = parts[1].drop { $0 == " " }.lowercased()
        }
      }
    }
    return nil
  }

  private static func end(
    of bytes: [UInt8], from start: Int, boundary: ArraySlice<UInt8>?
  ) -> Int {
    guard let boundary else { return bytes.count }
    var lines = Lines(bytes, from: start)
    var index = start
    while let line = lines.next() {
      if line.starts(with: boundary) { return index }
      index = lines.index
    }
    return bytes.count
  }

  func decoded(_ bytes: [UInt8]) -> (bytes: [UInt8], places: [(here: Int, there: Int)]) {
    let body = bytes[start..<end]
    switch encoding {
    case _ where encoding.hasPrefix("quoted-printable"): return quotedPrintable(bytes)
    case _ where encoding.hasPrefix("base64"):
      let data = Data(base64Encoded: Data(body), options: .ignoreUnknownCharacters)
      return (data.map(Array.init) ?? Array(body), [(0, start)])
    default: return (Array(body), [(0, start)])
    }
  }

  /// Source: RFC 2045, section 6.7.
  private func quotedPrintable(
    _ bytes: [UInt8]
  ) -> (bytes: [UInt8], places: [(here: Int, there: Int)]) {
    var result: [UInt8] = []
    var places: [(here: Int, there: Int)] = []
    var lines = Lines(bytes, from: start)
    var index = start
    while index < end, let line = lines.next() {
      places.append((result.count, index))
      let isSoft = line.last == UInt8(ascii: "=")
      Self.appendUnquoted(isSoft ? line.dropLast() : line, to: &result)
      if !isSoft { result.append(0x0A) }
      index = lines.index
    }
    return (result, places.isEmpty ? [(0, start)] : places)
  }

  private static func appendUnquoted(_ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var index = line.startIndex
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "="), index + 2 < line.endIndex,
        let value = UInt8(
          String(decoding: line[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(line[index])
        index += 1
      }
    }
  }
}

/// The lines of a text, without their ends.
private struct Lines {
  private let bytes: [UInt8]
  /// After the last line that was given.
  private(set) var index: Int

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    index = start
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard index < bytes.count else { return nil }
    let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
    var line = bytes[index..<end]
    if line.last == 0x0D { line.removeLast() }
    index = end + 1
    return line
  }
}
