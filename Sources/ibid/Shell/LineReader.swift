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
  /// - Parameter suggestion: what Tab inserts into an empty line; empty for nothing.
  func next(prompt: String, suggestion: String) -> TypedLine
}

/// Lines of a script: no prompt, nothing to edit.
struct PlainLines: LineReader {
  func next(prompt: String, suggestion: String) -> TypedLine {
    readLine().map(TypedLine.text) ?? .end
  }
}
