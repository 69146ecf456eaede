/// A note, split into the words of a person and those of a database or program.
///
/// ```
/// note = { line }
/// line = statement { ";" statement }
/// ```
///
/// | a statement that is | for example | makes a program's, too |
/// |---|---|---|
/// | of a record | `1533-4406`, `Journal Article`, `Times Cited: 2` | what is not a sentence in the note |
/// | a program's by itself | `cited By 12`, `Publisher: Springer` | what is not a sentence in the line |
/// | of the publication | `In Russian`, `2nd edition` | |
/// | a sentence | `A careful study of ponds.` | |
/// | neither | `Tarn, Pia`, `England`, `ponds!` | |
struct NoteParts {
  /// The words of a person, line by line; nil if there are none.
  private(set) var words: String?
  /// The statements of a program.
  private(set) var remarks: [String] = []

  /// - Parameter isOwn: whether the note stands in a field for a reader's own words: there a program's
  ///   statement says nothing of what stands beside it.
  init(_ note: String, isOwn: Bool) {
    let lines = note.split(separator: "\n", omittingEmptySubsequences: false).map {
      Line($0, isOwn: isOwn)
    }
    let isRecord = !isOwn && lines.contains { $0.kinds.contains(.ofRecord) }
    var kept: [String] = []
    for line in lines {
      let isOfProgram = isRecord || (!isOwn && line.kinds.contains(.byItself))
      var words: [Substring] = []
      for (statement, kind) in zip(line.statements, line.kinds) {
        switch kind {
        case .sentence: words.append(statement)
        case .unclear where !isOfProgram || statement.isEmpty: words.append(statement)
        case .unclear, .byItself, .ofRecord, .ofPublication: remarks.append(String(statement))
        }
      }
      if !words.isEmpty { kept.append(words.joined(separator: "; ")) }
    }
    words = Markup.lines(kept.joined(separator: "\n"))
  }

  /// The statements of a line; one, where none is a program's.
  private struct Line {
    let statements: [Substring]
    let kinds: [NoteStatement]

    init(_ line: Substring, isOwn: Bool) {
      func kind(_ text: Substring) -> NoteStatement {
        let kind = NoteStatement(text)
        return isOwn && kind == .ofPublication ? .sentence : kind
      }
      let whole = kind(line)
      let parts = line.split(separator: ";").flatMap { Self.sentences($0, kind) }
      let kinds = parts.map(kind)
      let isWhole = whole.isProgram && (!kinds.contains(.sentence) || NoteStatement.takesAll(line))
      if parts.count < 2 || isWhole || !kinds.contains(where: \.isProgram) {
        (statements, self.kinds) = ([line], [whole])
      } else {
        (statements, self.kinds) = (parts, kinds)
      }
    }

    /// A statement, and the sentence after its full stop: `cited By 12. Read it twice.`
    private static func sentences(
      _ part: Substring, _ kind: (Substring) -> NoteStatement
    ) -> [Substring] {
      let part = part.trimmed
      guard kind(part).isProgram, !NoteStatement.takesAll(part),
        let stop = part.firstRange(of: ". ")?.lowerBound,
        case let rest = part[part.index(stop, offsetBy: 2)...].trimmed,
        rest.first?.isUppercase == true, kind(rest) == .sentence
      else { return [part] }
      return [part[..<stop], rest]
    }
  }
}

extension NoteStatement {
  fileprivate var isProgram: Bool { self != .sentence && self != .unclear }
}

extension Substring {
  /// Without blanks at its ends.
  var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
