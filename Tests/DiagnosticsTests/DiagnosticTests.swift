import Diagnostics
import Testing

private enum Sample: Problem {
  case wrong
  case hinted

  var message: String { "expected ')'" }
  var hint: String? { self == .hinted ? "type one" : nil }
}

@Suite struct DiagnosticTests {
  @Test func showsPlaceLineCaretAndNotes() {
    let source = SourceText(name: "query", text: "author:(knuth OR lamport")
    let diagnostic = Diagnostic(
      .error, Sample.wrong, at: 24..<24, notes: [.init("to match this '('", at: 7..<8)])
    #expect(
      diagnostic.rendered(in: source) == """
        query:1:25: error: expected ')'
          author:(knuth OR lamport
                                  ^
        query:1:8: note: to match this '('
        """)
  }

  /// The caret stands below its text however wide the characters before it are.
  @Test(arguments: [
    ("abc X", "  abc X\n      ^"),
    ("日本 X", "  日本 X\n       ^"),
    ("e\u{301}e\u{301} X", "  e\u{301}e\u{301} X\n     ^"),
    ("🫠🧬 X", "  🫠🧬 X\n       ^"), ("👩🏽‍🔬 🇨🇭 X", "  👩🏽‍🔬 🇨🇭 X\n        ^"),
    ("a\tb X", "  a b X\n      ^"),
    ("\u{1B}[31m X", "  \\e[31m X\n         ^"),
  ])
  func caretStandsBelow(_ text: String, _ expected: String) {
    let source = SourceText(name: "f", text: text)
    let place = text.utf8.count - 1
    let shown = Diagnostic(.error, Sample.wrong, at: place..<place + 1).rendered(in: source)
    #expect(shown.split(separator: "\n").dropFirst().joined(separator: "\n") == expected)
  }

  @Test func printsOnlyTheNeighbourhoodOfALongLine() {
    let text = String(repeating: "a", count: 100_000) + "X" + String(repeating: "b", count: 100_000)
    let source = SourceText(name: "f", text: text)
    let shown = Diagnostic(.error, Sample.wrong, at: 100_000..<100_001).rendered(in: source)
    #expect(shown.utf8.count < 500)
    #expect(shown.contains("aX"))
  }

  @Test func givesLineAndColumnInLaterLines() {
    let source = SourceText(name: "f", text: "one\ntwo\nthree")
    #expect(
      Diagnostic(.error, Sample.hinted, at: 8..<13).rendered(in: source) == """
        f:3:1: error: expected ')'
          three
          ^^^^^
          hint: type one
        """)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a\u{1B}[31mb", "a\\e[31mb"), ("a\u{202E}b", "a\\u{202E}b"),
    ("a\nb\r", "a\\nb\\r"), ("\u{0}", "\\u{0}"), ("naïve ≥ 日本", "naïve ≥ 日本"),
  ])
  func controlCharactersBecomeVisible(_ text: String, _ expected: String) {
    #expect(visible(text) == expected)
  }

  @Test func offsetsAndPositionsAreInverse() {
    let source = SourceText(name: "f", text: "ab\nçd\n\nß")
    for (line, column, offset) in [(1, 1, 0), (1, 2, 1), (2, 1, 3), (2, 2, 5), (4, 1, 8)] {
      #expect(source.offset(line: line, column: column) == offset)
      #expect(source.position(of: offset) == (line, column))
    }
  }
}
