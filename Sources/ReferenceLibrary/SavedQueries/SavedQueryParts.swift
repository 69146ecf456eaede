import Diagnostics

/// The head and the query of a file, each as a text of the same length in which spaces stand for
/// the rest: places in it are places in the file.
struct SavedQueryParts {
  /// The YAML between two lines of `---`, before the first of which stand empty lines at most.
  let head: String
  /// What follows, without lines that begin with `#`.
  let query: String

  init(_ text: String) throws(Diagnostic<ConfigurationProblem>) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let fences = try Self.fences(lines)
    head = Self.trimmed(
      Self.kept(lines) { index, _ in fences.map { $0.contains(index) && index > $0.first! } ?? false
      })
    query = Self.trimmed(
      Self.kept(lines) { index, line in
        index > fences?.upperBound ?? -1 && !Self.isComment(line)
      })
  }

  /// What is missing at the end is reported after the last word, not on an empty line.
  private static func trimmed(_ text: String) -> String {
    text.lastIndex { !$0.isWhitespace }.map { String(text[...$0]) } ?? text
  }

  /// The lines of the front matter with its delimiters; nil if there is none.
  private static func fences(
    _ lines: [Substring.UTF8View]
  ) throws(Diagnostic<ConfigurationProblem>) -> Range<Int>? {
    guard let start = lines.firstIndex(where: { !isEmpty($0) }), isFence(lines[start]) else {
      return nil
    }
    guard let end = lines[(start + 1)...].firstIndex(where: isFence) else {
      let offset = lines[..<start].reduce(0) { $0 + $1.count + 1 }
      throw Diagnostic(.error, .unclosedHead, at: offset..<offset + 3)
    }
    return start..<end
  }

  private static func isFence(_ line: Substring.UTF8View) -> Bool {
    let text = Substring(line)
    return text.hasPrefix("---") && text.dropFirst(3).allSatisfy(\.isWhitespace)
  }

  private static func isEmpty(_ line: Substring.UTF8View) -> Bool {
    Substring(line).allSatisfy(\.isWhitespace)
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
