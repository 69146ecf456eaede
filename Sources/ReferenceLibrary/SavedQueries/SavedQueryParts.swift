import Diagnostics

/// The head and the query of a file, each as a text of the same length in which spaces stand for
/// the rest: places in it are places in the file.
struct SavedQueryParts {
  /// The YAML between two lines of `---`, of which the first begins the file.
  let head: String
  /// What follows, without lines that begin with `#`.
  let query: String

  init(_ text: String) throws(Diagnostic<ConfigurationProblem>) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let headEnd = try Self.headEnd(lines)
    head = Self.kept(lines) { index, _ in index > 0 && index < headEnd }
    let query = Self.kept(lines) { index, line in
      (headEnd == 0 || index > headEnd) && !Self.isComment(line)
    }
    // What is missing at the end is missing behind the last word, not on an empty line.
    let trimmed = query.lastIndex { !$0.isWhitespace }.map { query[...$0] }
    self.query = trimmed.map(String.init) ?? query
  }

  /// The line that ends the head; 0 where there is none.
  private static func headEnd(
    _ lines: [Substring.UTF8View]
  ) throws(Diagnostic<ConfigurationProblem>) -> Int {
    guard isFence(lines[0]) else { return 0 }
    guard let end = lines.dropFirst().firstIndex(where: isFence) else {
      throw Diagnostic(.error, .unclosedHead, at: 0..<3)
    }
    return end
  }

  private static func isFence(_ line: Substring.UTF8View) -> Bool {
    let text = Substring(line)
    return text.hasPrefix("---") && text.dropFirst(3).allSatisfy(\.isWhitespace)
  }

  private static func isComment(_ line: Substring.UTF8View) -> Bool {
    Substring(line).first { !$0.isWhitespace } == "#"
  }

  private static func kept(
    _ lines: [Substring.UTF8View], where isKept: (Int, Substring.UTF8View) -> Bool
  ) -> String {
    lines.enumerated().map { index, line in
      isKept(index, line) ? String(Substring(line)) : String(repeating: " ", count: line.count)
    }.joined(separator: "\n")
  }
}
