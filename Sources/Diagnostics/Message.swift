/// What a program reports besides results; all messages have this form:
///
/// ```
/// query:1:25: error: expected ')'
///   author:(knuth OR lamport
///                           ^
///   hint: close it with ')'
/// query:1:8: note: to match this '('
/// ```
///
/// Any part may contain control characters of a source or a user; print `description` only.
public struct Message: Equatable, Sendable {
  /// A place in a named text; line and column count from 1.
  public struct Place: Equatable, Sendable {
    /// What the text is called: `query`, or a path.
    public let name: String
    /// The line, counted from 1.
    public let line: Int
    /// The column in characters, counted from 1.
    public let column: Int
    /// The range in that text, in bytes of UTF-8.
    public let bytes: Range<Int>
  }

  /// The place that the message is about; nil if it is about no text.
  public var place: Place?
  /// Nil for a plain report, which is neither an error nor a note.
  public var severity: Severity?
  /// The case of the problem, for programs: `unknown_field`; nil if only the text says it.
  public var kind: String?
  /// One line, without severity and place; may contain control characters of a source.
  public var text: String
  /// The line in question, and carets below the range.
  public var excerpt: [String] = []
  /// What to do or type next.
  public var hints: [String] = []
  /// What else explains it.
  public var notes: [Message] = []

  /// Creates a message without a place.
  public init(_ text: String, severity: Severity? = nil, hint: String? = nil) {
    self.text = text
    self.severity = severity
    hints = hint.map { [$0] } ?? []
  }

  /// A message that starts with `error:`.
  public static func error(_ text: String, hint: String? = nil) -> Message {
    Message(text, severity: .error, hint: hint)
  }

  /// A message that starts with `note:`.
  public static func note(_ text: String, hint: String? = nil, kind: String? = nil) -> Message {
    var message = Message(text, severity: .note, hint: hint)
    message.kind = kind
    return message
  }
}

extension Message: CustomStringConvertible {
  /// The lines of the message, in which every control character is shown.
  public var description: String { lines(width: .max).joined(separator: "\n") }

  /// The lines of the message, wrapped at a width, except for the excerpt: its carets must align.
  public func lines(width: Int) -> [String] {
    let place = place.map { "\($0.name):\($0.line):\($0.column): " } ?? ""
    let severity = severity.map { "\($0.rawValue): " } ?? ""
    return Self.filled("\(place)\(severity)\(text)", width)
      + excerpt.map { visible("  \($0)") }
      + hints.flatMap { Self.filled("hint: \($0)", width, indent: "  ") }
      + notes.flatMap { $0.lines(width: width) }
  }

  /// Continuation lines are indented.
  private static func filled(_ text: String, _ width: Int, indent: String = "") -> [String] {
    let text = visible(text)
    if indent.count + text.displayWidth <= width { return [indent + text] }
    return text.filled(width: width - indent.count - 2).enumerated().map { index, line in
      indent + (index == 0 ? "" : "  ") + line
    }
  }
}

extension Message: ExpressibleByStringInterpolation {
  /// Creates a message without severity, place or hint.
  public init(stringLiteral text: String) { self.init(text) }
}

extension Message {
  /// A problem that has no place in a text.
  public init(_ problem: some Problem) {
    self.init(problem.message, severity: .error, hint: problem.hint)
    kind = problem.caseName
  }
}

/// How bad it is.
public enum Severity: String, Sendable {
  case error, warning, note
}
