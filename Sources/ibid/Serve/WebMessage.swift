import Foundation

/// A request of a browser or a program, as far as a read-only site heeds it.
struct WebRequest {
  let method: String
  /// Percent-decoded: `/work/june2018chimeric`.
  let path: String
  let parameters: [(name: String, value: String)]
  /// The `Host` field.
  let host: String?

  /// - Parameter query: as in the address, without `?`; `+` is a space, as in forms.
  init(method: String = "GET", path: String, query: String = "", host: String? = "localhost") {
    (self.method, self.host) = (method, host)
    self.path = path.removingPercentEncoding ?? path
    parameters = query.split(separator: "&").map { part in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.decoded(pair[0]), pair.count > 1 ? Self.decoded(pair[1]) : "")
    }
  }

  private static func decoded(_ part: Substring) -> String {
    let text = String(part).replacing("+", with: " ")
    return text.removingPercentEncoding ?? text
  }

  /// The first value of a parameter.
  subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }
}

/// What is answered to it.
struct WebResponse: Sendable {
  enum Status: Int, Sendable {
    case ok = 200
    case badRequest = 400
    case notFound = 404
    case methodNotAllowed = 405
    case tooLarge = 413
    case addressTooLong = 414
    case misdirected = 421
    case unavailable = 503
  }

  var status = Status.ok
  var mediaType = "text/html; charset=utf-8"
  var headers: [(name: String, value: String)] = []
  var body: String

  /// On every answer. Pages load the styles and the script of the site alone, no other site can show
  /// them in a frame or read them, and nothing is kept.
  static let safety: [(name: String, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
  ]
}

/// An address of the site: a path with parameters.
struct WebAddress {
  let path: String
  var parameters: [(name: String, value: String)] = []

  /// With other values of a parameter; without it where there are none.
  func setting(_ name: String, to values: String...) -> WebAddress {
    WebAddress(
      path: path, parameters: parameters.filter { $0.name != name } + values.map { (name, $0) })
  }

  /// With a value of a parameter that may have several, or without it where it has that one.
  func toggling(_ name: String, _ value: String) -> WebAddress {
    let rest = parameters.filter { $0 != (name, value) }
    let isChosen = rest.count < parameters.count
    return WebAddress(path: path, parameters: isChosen ? rest : rest + [(name, value)])
  }

  var text: String {
    let query = parameters.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
    return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
  }

  /// Everything but letters, digits and `-._~` encoded.
  static func encoded(_ text: String) -> String {
    let plain = CharacterSet(
      charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
