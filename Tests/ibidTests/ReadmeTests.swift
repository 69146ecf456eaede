import Foundation
import ProgramTestSupport
import Testing

@testable import ibid

/// The README: every command in it runs, and prints what the README says.
@Suite struct ReadmeTests {
  private static let text =
    (try? String(
      contentsOf: Program.checkout.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  private static func blocks(_ language: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  /// A block of the README that shows commands and what they print, one after another.
  struct Session: CustomTestStringConvertible {
    let commands: [(line: String, output: String)]

    init(_ block: String) {
      commands = "\n\(block)".components(separatedBy: "\n$ ").dropFirst().map { example in
        let lines = example.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
      }
    }

    var testDescription: String { commands.map(\.line).joined(separator: "; ") }
  }

  private static let sessions = blocks("console").map(Session.init)

  @Test func areThere() {
    #expect(Self.sessions.count >= 6)
    #expect(Self.sessions.flatMap(\.commands).count >= 15)
    #expect(Self.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 251)
  }

  /// The commands of a session share a library.
  @Test(arguments: sessions)
  func printWhatTheREADMESays(_ session: Session) throws {
    let library = try TemporaryLibrary.shipped()
    _ = try library.copyQueries()
    for (command, expected) in session.commands {
      let result = try library.shell("{ \(command); } 2>&1")
      let trimmed = result.output.trimmingCharacters(in: .newlines)
      #expect(trimmed == expected.trimmingCharacters(in: .newlines), "\(command)")
    }
  }

  /// What the blocks without output say to type, with the built program in the place of `swift run`
  /// and of an installed one; what needs the network or a toolchain is left out.
  @Test func commandsToTypeSucceed() throws {
    let library = try TemporaryLibrary.shipped()
    let list = try String(
      contentsOf: Program.checkout.appendingPathComponent("Index/References/antigen-escape.txt"),
      encoding: .utf8)
    try library.write(list, to: "saved-page.txt")
    let commands = Self.blocks("sh").flatMap { $0.split(separator: "\n") }.compactMap { line in
      let command = line.components(separatedBy: "swift run -c release ").last ?? ""
      return command.hasPrefix("ibid ") || command.hasPrefix("mkdir ") ? command : nil
    }
    #expect(commands.count >= 6)
    for command in commands {
      let result = try library.shell("HOME=$PWD; export HOME\n\(command)")
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
    let search = "HOME=$PWD; export HOME\ncd ~/papers && ibid search relapse --count"
    #expect(try library.shell(search).status == 0)
  }

  /// `ibid help query`, `ibid show`: what the text names is a command or a page of the help.
  @Test func commandsInTheTextExist() throws {
    let prose = Self.text.components(separatedBy: "```").enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
    let spans = prose.components(separatedBy: "`").enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    let commands = Set(spans.filter { $0.hasPrefix("ibid ") })
    #expect(commands.count >= 30)
    let library = try TemporaryLibrary.shipped()
    for command in commands.sorted() {
      let words = command.split(separator: " ").map(String.init)
      let isComplete = words[1] == "help" || words.contains("--help")
      let result = try library.shell(isComplete ? command : "\(words[0]) \(words[1]) --help")
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
  }

  @Test func filesThatItNamesExist() {
    let links = Self.text.components(separatedBy: "](").dropFirst().map {
      $0.components(separatedBy: ")")[0]
    }
    #expect(links.count >= 3)
    for link in links where !link.hasPrefix("http") {
      let path = Program.checkout.appendingPathComponent(link).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
    }
  }

  @Test func theChangelogHasTheVersion() throws {
    let changes = try String(
      contentsOf: Program.checkout.appendingPathComponent(".github/CHANGELOG.md"), encoding: .utf8)
    #expect(changes.contains("\n## \(Ibid.version) "))
    #expect(try Program.run(["--version"]).output == "\(Ibid.version)\n")
  }
}
