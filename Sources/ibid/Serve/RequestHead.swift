import Foundation

/// The beginning of an HTTP request: its first line and its fields, as far as this site heeds them.
///
/// ```
/// GET /search?q=antigen HTTP/1.1
/// Host: localhost:8421
/// ```
///
/// Source: RFC 9112, §3 and §5.
struct RequestHead {
  /// Bytes; the address alone may have `LibrarySite.longestAddress`.
  static let most = 16 << 10

  let request: WebRequest
  /// Whether a body follows, which no request for a page has.
  let hasBody: Bool

  /// The head at the start of bytes; nil while its end, an empty line, has not come.
  static func end(in bytes: [UInt8]) -> Int? {
    let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    var lineIsEmpty = false
    for (index, byte) in bytes.enumerated() where byte != cr {
      if byte == lf, lineIsEmpty { return index + 1 }
      lineIsEmpty = byte == lf
    }
    return nil
  }

  /// - Throws: the status to refuse it with.
  init(_ bytes: some Collection<UInt8>) throws(Refusal) {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2].hasPrefix("HTTP/1."), words[1].hasPrefix("/"),
      !words[0].isEmpty, words[0].allSatisfy({ $0.isASCII && $0.isUppercase })
    else { throw .malformed }
    guard words[1].utf8.count <= LibrarySite.longestAddress else { throw .addressTooLong }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, let last = pair[0].last, !last.isWhitespace, !line.first!.isWhitespace
      else { throw .malformed }
      let name = pair[0].lowercased()
      // Two names would be for two readers to choose from.
      if name == "host", fields[name] != nil { throw .malformed }
      fields[name] = pair[1].trimmingCharacters(in: .whitespaces)
    }
    hasBody = fields["transfer-encoding"] != nil || (fields["content-length"] ?? "0") != "0"
    let address = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    request = WebRequest(
      method: String(words[0]), path: String(address[0]),
      query: address.count > 1 ? String(address[1]) : "", host: fields["host"])
  }

  enum Refusal: Error {
    case malformed
    case addressTooLong
    /// The head, or a body.
    case tooLarge

    var response: WebResponse {
      let (status, text): (WebResponse.Status, String) =
        switch self {
        case .malformed: (.badRequest, "expected a request of HTTP/1.1")
        case .addressTooLong: (.addressTooLong, "the address is too long")
        case .tooLarge: (.tooLarge, "the request is too large")
        }
      return .plain(status, text)
    }
  }
}

extension WebResponse {
  /// For what is refused before it is a request to the site.
  static func plain(
    _ status: Status, _ text: String, _ headers: [(name: String, value: String)] = []
  ) -> WebResponse {
    WebResponse(
      status: status, mediaType: "text/plain; charset=utf-8", headers: headers, body: text + "\n")
  }

  /// As it is sent: one answer a connection.
  var bytes: [UInt8] {
    var fields = [("Content-Type", mediaType), ("Connection", "close")] + Self.safety + headers
    if !headers.contains(where: { $0.name == "Content-Length" }) {
      fields.append(("Content-Length", "\(body.utf8.count)"))
    }
    let head =
      ["HTTP/1.1 \(status.rawValue) \(status.phrase)"] + fields.map { "\($0.0): \($0.1)" }
    return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
  }
}

extension WebResponse.Status {
  fileprivate var phrase: String {
    switch self {
    case .ok: "OK"
    case .badRequest: "Bad Request"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .tooLarge: "Content Too Large"
    case .addressTooLong: "URI Too Long"
    case .misdirected: "Misdirected Request"
    case .unavailable: "Service Unavailable"
    }
  }
}
