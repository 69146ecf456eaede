import Diagnostics
import Foundation
import ProgramTestSupport
import Testing

@testable import ibid

/// What Tab types in a real shell: whatever stands in a source is data, is never run, and comes back
/// as one argument.
@Suite struct RealShellTests {
  private static let shells = CompletionScript.allCases.map(\.rawValue)

  /// Names of journals that somebody's list may contain, each with another beginning.
  private static let journals = [
    "a $(touch ran)", "b `touch ran`", "c ${HOME}; touch ran; ", "d \"quoted\" 'too'",
    "e !! !touch !$", "f * ?? [a-z] {x,y} ~", "g \\ back\\", "h\nline; touch ran", "-rf --force",
    "i # & | > ran < x", "j %(a) =ls ^x^y", "k \u{1B}[31m\u{7}", "中文 \u{202E}x", "l\ttab  two",
    "m 'touch ran'", "n $'\\n' $HOME", "o $(touch ran", "p\rq",
  ]

  /// As the query that is typed names it: quotes, line ends and control characters part words.
  private static func phrase(_ journal: String) -> String {
    let parts = journal.unicodeScalars.split {
      $0 == "\"" || $0.isObeyedByTerminals || $0.properties.isWhitespace
    }
    return "journal:\"\(parts.map { String($0) }.joined(separator: " "))\""
  }

  private static let prompt = "ready> "

  private func library() throws -> TemporaryLibrary {
    let items = Self.journals.enumerated().map { index, journal in
      [
        "id": "k\(index)", "type": "article-journal", "title": "Work \(index)",
        "container-title": journal,
      ]
    }
    let json = try JSONSerialization.data(withJSONObject: items)
    let prints = #"printf 'got:'; printf '<%s>' "$@"; echo"#
    let library = try TemporaryLibrary.indexed([
      "Index/References/shared.json": String(decoding: json, as: UTF8.self),
      "bash.rc": "PS1='\(Self.prompt)'\nsource <(ibid completions bash)\nibid() { \(prints); }\n",
      ".zshrc": """
      PS1='\(Self.prompt)'; autoload -Uz compinit; compinit -u -D
      source <(ibid completions zsh)
      ibid() { \(prints); }

      """,
      "fish.rc": """
      function fish_prompt; printf '\(Self.prompt)'; end
      function fish_greeting; end
      ibid completions fish | source
      function ibid; printf 'got:'; printf '<%s>' $argv; echo; end

      """,
    ])
    return library
  }

  private func session(_ shell: String, in library: TemporaryLibrary) throws -> TerminalSession {
    let arguments = [
      "bash": ["--rcfile", "bash.rc", "-i"], "zsh": ["-i"],
      "fish": ["--private", "--no-config", "-C", "source fish.rc"],
    ]
    return try TerminalSession(
      arguments[shell]!, of: try #require(Program.installed(shell)), in: library,
      environment: [
        "ZDOTDIR": library.folder.path, "HOME": library.folder.path, "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
      ], columns: 250)
  }

  @Test(
    .enabled(if: shells.allSatisfy(Program.isInstalled), "needs bash, zsh and fish"),
    arguments: shells, BashLine.Quote.allCases.map(\.mark))
  func tabTypesWhatASourceHoldsAsData(_ shell: String, _ quote: String) throws {
    let library = try library()
    let session = try session(shell, in: library)
    try session.wait(for: Self.prompt)
    for journal in Self.journals {
      session.type("ibid search \(quote)journal:\(journal.first!)\t\r")
      try session.wait(for: "got:<search><\(Self.phrase(journal))>")
      try session.wait(for: Self.prompt)
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: library.folder.path)
    #expect(!files.contains("ran"))
  }
}
