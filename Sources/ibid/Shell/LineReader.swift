/// What came of asking for a line.
enum TypedLine {
  case text(String)
  /// Ctrl-C: what was typed is forgotten.
  case cancelled
  /// Ctrl-D, or the end of a script.
  case end
}

/// Where the shell's lines come from.
protocol LineReader {
  /// - Parameter start: what the line begins with, to be changed or taken as it is.
  func next(prompt: String, start: String) -> TypedLine
}

/// Lines of a script: no prompt, nothing to edit.
struct PlainLines: LineReader {
  func next(prompt: String, start: String) -> TypedLine {
    readLine().map(TypedLine.text) ?? .end
  }
}
