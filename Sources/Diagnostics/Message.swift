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
  }

  /// The place that the message is about; nil if it is about no text.
  public var place: Place?
  /// Nil for a plain report, which is neither an error nor a note.
  public var severity: Severity?
  /// One line, without severity and place; may contain control characters of a source.
  public var text: String
  /// The line in question, and carets below the range.
  public var excerpt: [String] = []
  /// What to do or type next.
  public var hint: String?
  /// What else explains it.
  public var notes: [Message] = []

  /// Creates a message without a place.
  public init(_ text: String, severity: Severity? = nil, hint: String? = nil) {
    self.text = text
    self.severity = severity
    self.hint = hint
  }

  /// A message that starts with `error:`.
  public static func error(_ text: String, hint: String? = nil) -> Message {
    Message(text, severity: .error, hint: hint)
  }

  /// A message that starts with `note:`.
  public static func note(_ text: String, hint: String? = nil) -> Message {
    Message(text, severity: .note, hint: hint)
  }
}

extension Message: CustomStringConvertible {
  /// The lines of the message, in which every control character is shown.
  public var description: String {
    let place = place.map { "\($0.name):\($0.line):\($0.column): " } ?? ""
    let severity = severity.map { "\($0.rawValue): " } ?? ""
    let lines =
      ["\(place)\(severity)\(text)"] + excerpt.map { "  \($0)" }
      + (hint.map { ["  hint: \($0)"] } ?? [])
    return (lines.map(visible) + notes.map(\.description)).joined(separator: "\n")
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
  }
}

/// How bad it is.
public enum Severity: String, Sendable {
  case error, warning, note
}
