/// What can be wrong in one kind of text; the facts are in its cases, the words in `message`.
public protocol Problem: Error, Equatable, Sendable {
  /// One line, lower case, no full stop; the user's own words in `'…'`.
  var message: String { get }
  /// What to type instead, or nil.
  var hint: String? { get }
}

extension Problem {
  /// The name of its case for programs, spelled like keys of JSON: `unknown_field`.
  public var caseName: String {
    let name = Mirror(reflecting: self).children.first?.label ?? "\(self)"
    return name.reduce(into: "") { words, letter in
      words += letter.isUppercase ? "_\(letter.lowercased())" : String(letter)
    }
  }
}

/// A problem with its place in a text.
public struct Diagnostic<Kind: Problem>: Error, Equatable, Sendable {
  /// A second place that explains the first: "to match this '('".
  public struct Note: Equatable, Sendable {
    /// One line in the form of `Problem.message`.
    public let message: String
    /// Offsets in bytes of UTF-8, in the same text as the diagnostic.
    public let range: Range<Int>

    /// Creates a note on a range of UTF-8 bytes.
    public init(_ message: String, at range: Range<Int>) {
      self.message = message
      self.range = range
    }
  }

  /// How serious the problem is; only an error prevents an answer.
  public let severity: Severity
  /// What is wrong; its facts are in the case.
  public let kind: Kind
  /// Offsets in bytes of UTF-8.
  public let range: Range<Int>
  /// Further places that explain the problem, in the order of printing.
  public let notes: [Note]

  /// Creates a diagnostic on a range of UTF-8 bytes.
  public init(_ severity: Severity, _ kind: Kind, at range: Range<Int>, notes: [Note] = []) {
    self.severity = severity
    self.kind = kind
    self.range = range
    self.notes = notes
  }

  /// The diagnostic as people read it, with the line and a caret below the place.
  public func message(in source: SourceText) -> Message {
    var message = Message(kind.message, severity: severity, hint: kind.hint)
    message.kind = kind.caseName
    message.place = place(of: range, in: source)
    message.excerpt = excerpt(in: source)
    message.notes = notes.map { note in
      var message = Message.note(note.message)
      message.place = place(of: note.range, in: source)
      return message
    }
    return message
  }

  /// The text of the message.
  public func rendered(in source: SourceText) -> String { message(in: source).description }

  private func place(of range: Range<Int>, in source: SourceText) -> Message.Place {
    let (line, column) = source.position(of: range.lowerBound)
    return Message.Place(name: source.name, line: line, column: column, bytes: range)
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
    let carets = max(1, min(source[marked].displayWidth, tail.displayWidth))
    return [
      head + tail,
      String(repeating: " ", count: head.displayWidth) + String(repeating: "^", count: carets),
    ]
  }
}
