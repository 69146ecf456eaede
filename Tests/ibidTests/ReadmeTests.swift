import Foundation
import ProgramTestSupport
import Testing

/// The README's own examples: what it says that a command prints, the command prints.
@Suite struct ReadmeTests {
  private static let examples: [(command: String, output: String)] = {
    let readme = try? String(
      contentsOf: Program.checkout.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = (readme ?? "").components(separatedBy: "```console\n").dropFirst()
    return blocks.flatMap { block in
      let text = block.components(separatedBy: "```")[0]
      return "\n\(text)".components(separatedBy: "\n$ ").dropFirst().map { example in
        let lines = example.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
      }
    }
  }()

  @Test func areThere() { #expect(Self.examples.count >= 7) }

  @Test(arguments: examples.map(\.command))
  func printWhatTheREADMESays(_ command: String) throws {
    let expected = try #require(Self.examples.first { $0.command == command }?.output)
    let library = try TemporaryLibrary.shipped()
    _ = try library.copyQueries()
    let result = try library.shell("{ \(command); } 2>&1")
    let trimmed = result.output.trimmingCharacters(in: .newlines)
    #expect(trimmed == expected.trimmingCharacters(in: .newlines))
  }
}
