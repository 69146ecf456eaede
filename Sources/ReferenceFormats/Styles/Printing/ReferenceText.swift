/// A reference as a style prints it, in pieces that tell what of it they are.
///
/// ```swift
/// let text = CitationStyles.named("nature")!.printed(reference)
/// text.text                                       // Roe, R. Salts. Tides 1, 3–9 (2018).
/// text.pieces.first { $0.role == .container }     // Tides, in italics
/// ```
public struct ReferenceText: Equatable, Sendable {
  /// What of a reference a piece is.
  public enum Role: Sendable { case names, title, container, volume }

  /// How a piece is set off from the text around it.
  public enum Emphasis: Sendable { case italic, bold }

  /// Text that is one part of the reference, or stands between parts.
  public struct Piece: Equatable, Sendable {
    /// As printed; never empty.
    public var text: String
    /// Nil for what a style puts between parts.
    public var role: Role?
    /// Nil for plain text.
    public var emphasis: Emphasis?
  }

  /// In their order.
  public private(set) var pieces: [Piece] = []

  init(_ text: String, _ role: Role? = nil) {
    if !text.isEmpty { pieces = [Piece(text: text, role: role)] }
  }

  /// Without roles and emphasis.
  public var text: String { pieces.map(\.text).joined() }

  var isEmpty: Bool { pieces.isEmpty }

  func hasSuffix(_ suffix: String) -> Bool { text.hasSuffix(suffix) }

  static func + (left: ReferenceText, right: ReferenceText) -> ReferenceText {
    var text = left
    text.append(right)
    return text
  }

  private mutating func append(_ other: ReferenceText) {
    for piece in other.pieces {
      if let last = pieces.last, last.role == piece.role, last.emphasis == piece.emphasis {
        pieces[pieces.count - 1].text += piece.text
      } else {
        pieces.append(piece)
      }
    }
  }

  /// The texts that are there, with a separator between them.
  static func joined(_ parts: [ReferenceText?], _ separator: String) -> ReferenceText {
    var text = ReferenceText("")
    for part in parts {
      guard let part, !part.isEmpty else { continue }
      if !text.isEmpty { text.append(ReferenceText(separator)) }
      text.append(part)
    }
    return text
  }

  /// With a full stop where none of its own ends it.
  var asSentence: ReferenceText {
    let text = text
    return text.asSentence == text ? self : self + "."
  }

  /// Without the full stops of abbreviations.
  var withoutStops: ReferenceText {
    var text = self
    for index in text.pieces.indices { text.pieces[index].text.removeAll { $0 == "." } }
    return text
  }

  /// "“Title.”" and "“Title?”": the mark inside the quotes where the title has none.
  func quoted(_ open: String, _ close: String, mark: String) -> ReferenceText {
    let isMarked = hasSuffix("?") || hasSuffix("!")
    return "\(open)\(self)\(isMarked ? "" : mark)\(close)"
  }

  /// With the emphasis that a style gives each part.
  func emphasized(_ emphasis: (Role) -> Emphasis?) -> ReferenceText {
    var text = self
    for index in text.pieces.indices {
      text.pieces[index].emphasis = text.pieces[index].role.flatMap(emphasis)
    }
    return text
  }
}

extension ReferenceText: CustomStringConvertible {
  /// The plain text.
  public var description: String { text }
}

extension ReferenceText: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(text) }

  public init(stringInterpolation parts: Interpolation) { self = parts.text }

  /// Keeps the roles of texts that are put into others.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ReferenceText("")

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { text.append(ReferenceText(literal)) }

    /// Appends a text with its roles.
    public mutating func appendInterpolation(_ part: ReferenceText) { text.append(part) }

    /// Appends what stands between parts.
    public mutating func appendInterpolation(_ part: String) { text.append(ReferenceText(part)) }

    /// Appends a number.
    public mutating func appendInterpolation(_ number: Int) {
      text.append(ReferenceText(String(number)))
    }
  }
}
