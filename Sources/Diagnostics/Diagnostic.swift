/// What can be wrong in one kind of text; the facts are in its cases, the words in `message`.
public protocol Problem: Error, Equatable, Sendable {
  /// One line, lower case, no full stop; the user's own words in `'…'`.
  var message: String { get }
  /// What to type instead, or nil.
  var hint: String? { get }
}

/// A problem with its place in a text.
public struct Diagnostic<Kind: Problem>: Error, Equatable, Sendable {
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  /// A second place that explains the first: "to match this '('".
  public struct Note: Equatable, Sendable {
    public let message: String
    public let range: Range<Int>

    public init(_ message: String, at range: Range<Int>) {
      self.message = message
      self.range = range
    }
  }

  public let severity: Severity
  public let kind: Kind
  /// Offsets in bytes of UTF-8.
  public let range: Range<Int>
  public let notes: [Note]

  public init(_ severity: Severity, _ kind: Kind, at range: Range<Int>, notes: [Note] = []) {
    self.severity = severity
    self.kind = kind
    self.range = range
    self.notes = notes
  }

  /// The diagnostic as people read it, with the line and a caret below the place:
  ///
  /// ```
  /// query:1:25: error: expected ')'
  ///   author:(knuth OR lamport
  ///                           ^
  /// query:1:8: note: to match this '('
  /// ```
  public func rendered(in source: SourceText) -> String {
    var lines = [header(severity.rawValue, kind.message, at: range.lowerBound, in: source)]
    lines += excerpt(in: source)
    if let hint = kind.hint { lines.append("  hint: \(hint)") }
    for note in notes {
      lines.append(header("note", note.message, at: note.range.lowerBound, in: source))
    }
    return lines.joined(separator: "\n")
  }

  private func header(
    _ label: String, _ message: String, at offset: Int, in source: SourceText
  ) -> String {
    let (line, column) = source.position(of: offset)
    return "\(source.name):\(line):\(column): \(label): \(visible(message))"
  }

  /// The line and the caret line, cut to a window around the place so that a line of a megabyte
  /// prints as a line of a terminal.
  private func excerpt(in source: SourceText) -> [String] {
    let (start, line) = source.line(at: range.lowerBound)
    let lineRange = start..<(start + line.utf8.count)
    let marked = range.clamped(to: lineRange)
    let before = source[lineRange.lowerBound..<max(marked.lowerBound, lineRange.lowerBound)]
    let after = source[max(marked.lowerBound, lineRange.lowerBound)..<lineRange.upperBound]
    let head = before.count > 60 ? "…" + before.suffix(59) : String(before)
    let tail = after.count > 60 ? after.prefix(59) + "…" : String(after)
    let caretWidth = visible(source[marked]).displayWidth
    let shownWidth = visible(tail).displayWidth
    return [
      "  " + visible(head) + visible(tail),
      "  " + String(repeating: " ", count: visible(head).displayWidth)
        + String(repeating: "^", count: max(1, min(caretWidth, shownWidth))),
    ]
  }
}
