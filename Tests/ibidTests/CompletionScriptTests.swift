import Foundation
import ProgramTestSupport
import TestSupport
import Testing

@testable import ibid

/// What Tab types in a shell. Whatever stands in a source is data: it is never run, and comes back as
/// one argument.
@Suite struct CompletionScriptTests {
  // MARK: Candidates

  /// The words of a line and what the last may become; `…` where the shell looks for paths.
  private static let lines: [(words: [String], candidates: [String])] = [
    (["sea"], ["search"]), (["com"], ["completions"]), (["queries", "re"], ["remove", "rename"]),
    (["help", "for"], ["formats"]), (["search", "--so"], ["--sort"]),
    (["search", "--sort", "ne"], ["newest"]), (["search", "--sort=ne"], ["--sort=newest"]),
    (["search", "--facets", "year,jou"], ["year,journal"]), (["facets", "jou"], ["journal"]),
    (["facets", "year,jou"], ["year,journal"]),
    (["search", "auth"], ["author:"]), (["search", "author:schu"], ["author:schuster"]),
    (["search", "cd19 Author:SCHU"], ["cd19 Author:SCHUster"]),
    (["search", "@chec"], ["@checkpoint"]), (["search", "zzz"], []),
    (["show", "orlando"], ["orlando2018genetic"]), (["run", "antig"], ["antigen-loss"]),
    (["run", "antigen-loss", "si"], ["since="]), (["search", "--", "--li"], []),
    (["read", ""], ["files…"]), (["init", ""], ["folders…"]),
    (["search", "--library", ""], ["folders…"]),
    (["export", "x.bib", "journal:\"nat. m"], ["journal:\"nat. med.\""]),
  ]

  @Test func proposesWhatFollows() throws {
    let library = try TemporaryLibrary.shipped()
    _ = try library.copyQueries()
    for (words, expected) in Self.lines {
      let result = try Program.run(["complete", "fish", "--"] + words, in: library.folder)
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      let paths = lines[0] == "none" ? [] : ["\(lines[0])…"]
      let texts = lines.dropFirst().dropLast().map { String($0.prefix { $0 != "\t" }) }
      #expect(paths + texts == expected, "\(words)")
    }
  }

  /// The library is the one that the line names, or the one that is preferred.
  @Test(arguments: [["--library", "DIR"], ["--library=DIR"], []])
  func asksTheLibraryThatSearchWould(_ option: [String]) throws {
    let library = try TemporaryLibrary.shipped()
    let elsewhere = try TemporaryLibrary()
    try FileManager.default.removeItem(at: elsewhere.folder.appendingPathComponent("Index"))
    if option.isEmpty {
      try elsewhere.write("library: \(library.folder.path)\n", to: "no-config/ibid/config.yaml")
    }
    let words = option.map { $0.replacing("DIR", with: library.folder.path) }
    let result = try Program.run(
      ["complete", "zsh", "--", "show"] + words + ["orlando"], in: elsewhere.folder)
    #expect(result.output == "none\norlando2018genetic\n", "\(result.errors)")
  }

  // MARK: bash

  /// A line up to the cursor: the words before it, the word, and what bash would replace.
  private static let bashLines: [(line: String, words: [String], word: String, part: String)] = [
    ("ibid sea", ["ibid"], "sea", "sea"), ("ibid search ", ["ibid", "search"], "", ""),
    ("x journal:N", ["x"], "journal:N", "N"), ("x journal:", ["x"], "journal:", ""),
    (#"x journal:\"N.\ E"#, ["x"], "journal:\"N. E", #"\"N.\ E"#),
    ("x 'journal:N. E", ["x"], "journal:N. E", "journal:N. E"),
    ("x journal:'N. E", ["x"], "journal:N. E", "N. E"),
    ("x journal:'N. E'x", ["x"], "journal:N. Ex", "'N. E'x"),
    (#"x "a\$b\c"#, ["x"], #"a$b\c"#, #"a\$b\c"#), ("x 'a'\"b c", ["x"], "ab c", "b c"),
    ("x --library=DI", ["x"], "--library=DI", "DI"), ("x @che", ["x"], "@che", "che"),
    ("x '' y ", ["x", "", "y"], "", ""), ("x \\", ["x"], "", "\\"),
  ]

  @Test(arguments: bashLines)
  func linesOfBashAreRead(_ line: String, _ words: [String], _ word: String, _ part: String) {
    let read = BashLine(line, breaks: Self.breaks)
    #expect(read.words == words)
    #expect(read.word == word)
    #expect(read.part == part)
  }

  private static let breaks = " \t\n\"'@><=;|&(:"

  private static let alphabet = Array("ab \t\n'\"\\$`!*?[]{}()<>|&;#~=%^:,-/@é中")

  private static func anyText(using random: inout SplitMix64) -> String {
    String(
      (0..<Int.random(in: 0...8, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      })
  }

  /// bash itself reads what it is given as the text that was meant.
  @Test(.enabled(if: Program.isInstalled("bash"), "needs bash"))
  func bashReadsTextThatIsQuotedForIt() throws {
    var random = SplitMix64(seed: 15)
    let texts = (0..<400).map { _ in Self.anyText(using: &random) }
    for quote in BashLine.Quote.allCases {
      let words = texts.map { "x\(quote.mark)" + BashLine.quoted($0, in: quote) + quote.mark }
      let library = try TemporaryLibrary([
        "script": "printf '%s\\0' \(words.joined(separator: " "))\n"
      ])
      let result = try library.shell("bash script")
      #expect(result.output.split(separator: "\0").map { String($0.dropFirst()) } == texts)
    }
  }

  /// bash types what all that it is told has in common: the word as it was, or so far as it is sure.
  @Test func bashTypesNoHalfOfAnEscape() throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<2000 {
      let typed = Self.anyText(using: &random)
      let quote = BashLine.Quote.allCases.randomElement(using: &random)!
      let line = BashLine(
        "x \(quote.mark)" + BashLine.quoted(typed, in: quote), breaks: Self.breaks)
      guard line.word == typed, line.words == ["x"], !line.isRedirection else { continue }
      let rests = (0..<Int.random(in: 2...4, using: &random)).map { _ in
        Self.anyText(using: &random)
      }
      let texts = Set(rests.map { typed + $0 })
      let reply = line.reply(
        CommandLineCompletion(candidates: texts.sorted().map { .init(text: $0) })
      ).dropFirst()
      let common = try #require(
        reply.first.map { first in
          reply.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        })
      let meant = texts.dropFirst().reduce(texts.first!) { $0.commonPrefix(with: $1) }
      let isWhole = texts.count == 1 && !meant.hasSuffix(":") && !meant.hasSuffix("=")
      let more =
        texts.count == 1 || meant.count > typed.count ? String(meant.dropFirst(typed.count)) : ""
      let expected =
        line.part + BashLine.quoted(more, in: quote) + (isWhole ? quote.mark : "")
      #expect(common == expected, "\(line) \(texts)")
    }
  }

  private static let shells = CompletionScript.allCases.map(\.rawValue)

  @Test(
    .enabled(if: shells.allSatisfy(Program.isInstalled), "needs bash, zsh and fish"),
    arguments: shells)
  func everyShellCanReadItsScript(_ shell: String) throws {
    let script = try Program.run(["completions", shell]).output
    let library = try TemporaryLibrary(["script": script])
    #expect(try library.shell("\(shell) -n script").status == 0)
  }
}
