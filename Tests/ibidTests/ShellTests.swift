import Foundation
import ProgramTestSupport
import TestSupport
import Testing

@testable import ibid

/// Sessions through a pipe: what is typed, and what the built program prints.
@Suite struct ShellTests {
  private static let two = """
    • June, C. H. & Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, 64–73 \
    (2018). Read it first.
    • Smith, J. Escape of an antigen. Nature 1, 2–3 (2001).

    """

  private func session(_ lines: String..., library: TemporaryLibrary? = nil) throws
    -> Program.Result
  {
    let library = try library ?? .indexed(["Index/References/list.txt": Self.two])
    return try Program.run(
      ["repl"], in: library.folder, input: lines.map { "\($0)\n" }.joined())
  }

  @Test func aLineIsAQueryAndANumberAHit() throws {
    let result = try session("escape", "1")
    #expect(result.status == 0)
    #expect(
      result.output == """
        1. smith2001escape  Smith, J. (2001)
          Escape of an antigen
          Nature 1, 2–3

        smith2001escape  Smith, J. (2001)
          Escape of an antigen
          Nature 1, 2–3
          Cited in:
            Index/References/list.txt:2, number 2, confidence 0.97
              Smith, J. Escape of an antigen. Nature 1, 2–3 (2001).


        """)
    #expect(result.errors == "1 work\n")
  }

  private static let keys: [(lines: [String], output: String)] = [
    (["antigen year:2018"], "june2018chimeric\n"),
    (["antigen", ":limit 1", ":sort oldest", "antigen", ":more"], "both, smith, smith, june"),
    (["antigen", ":sort oldest"], "both, smith, june"),
    (["antigen", ":keep 2", "june", ":keep 1", ":basket"], "both, june, both"),
    (["antigen", ":keep all", ":drop 1", ":basket"], "both, smith"),
    (["antigen", ":keep 1-2 smith2001escape", ":drop all", ":basket", "june"], "both, june"),
    (["antigen", ":last | cat"], "both, both"),
    (["antigen", ":limit 1", ":last | wc -l | tr -d ' '"], "both, 2\n"),
    (["antigen", ":facets year | head -n 1 | tr -dc '0-9\\n'"], "both, 12001\n"),
    (["antigen", ":once out.txt", "june", "escape"], "both, smith"),
    (["escape", "exit", "june"], "smith"), (["escape", "quit"], "smith"),
    (["antigen", "7", "june"], "both, june"), (["antigen", "2018"], "both, june"),
    ([":in escape", "antigen", ":save mine", ":out", ":run mine"], "smith, smith, smith"),
    (["antigen", ":limit 1", ":save mine", ":limit auto", ":run mine"], "both, june"),
    (["june", ":save mine", "escape", ":save mine --force", ":run mine"], "june, smith, smith"),
    (["", "  "], ""),
    (["escape", ":last"], "smith, smith"),
    (["escape", "june", ":back"], "smith, june, smith"),
    ([":in escape", "antigen", ":out", "antigen"], "smith, smith, both"),
    (["escape", ":in", "june"], "smith"),
    ([":in antigen", ":in escape", ":out", "june"], "both, smith, june"),
    ([":in june", "escape OR antigen"], "june, june"),
    (["(escape", "OR june)"], "both"),
    (["\"escape of", "an antigen\""], "smith"),
    ([":show smith2001escape"], "smith"), ([":sh SMITH2001escape"], "smith"),
    (["escape", ":save mine", "june", ":run mine"], "smith, june, smith"),
  ]

  @Test(arguments: keys)
  func answers(_ lines: [String], _ expected: String) throws {
    let library = try TemporaryLibrary.indexed(["Index/References/list.txt": Self.two])
    let input = ([":format keys", ":sort key"] + lines).map { "\($0)\n" }.joined()
    let result = try Program.run(["shell"], in: library.folder, input: input)
    let names = ["june": "june2018chimeric\n", "smith": "smith2001escape\n"]
    let words = expected.replacingOccurrences(of: "both", with: "june, smith")
      .components(separatedBy: ", ")
    #expect(result.output == words.map { names[$0] ?? $0 }.joined(), "\(result.errors)")
  }

  private static let saved = """
    ---
    parameters: {since: {type: year, default: 1900}, topic: antigen}
    sort: oldest
    limit: 1
    format: keys
    ---
    {topic} year:{since}..
    """

  private static let runs: [(lines: [String], output: String)] = [
    ([":run mine"], "smith"), ([":run mine", ":more"], "smith, june"),
    ([":run mine since=2010"], "june"), ([":run mine topic=\"chimeric antigen\""], "june"),
    ([":run mine 2010 chimeric"], "june"), ([":sort newest", ":run mine"], "june"),
    ([":limit 5", ":run mine"], "smith, june"),
    ([":run mine", ":limit auto", "june"], "smith, june"),
    ([":run mine", ":in", "june"], "smith, june"),
    ([":format keys", "@mine"], "smith, june"),
  ]

  /// A saved query is answered and shown as its file says, where the session says nothing else.
  @Test(arguments: runs)
  func savedQueriesRunAsTheirFilesSay(_ lines: [String], _ expected: String) throws {
    let library = try TemporaryLibrary.indexed([
      "Index/References/list.txt": Self.two, "Queries/mine.query": Self.saved,
    ])
    // What is found otherwise is printed as keys, too.
    let input = lines.map { $0 == "june" ? ":format keys\njune\n" : "\($0)\n" }.joined()
    let result = try Program.run(["shell"], in: library.folder, input: input)
    let names = ["june": "june2018chimeric\n", "smith": "smith2001escape\n"]
    let words = expected.components(separatedBy: ", ")
    #expect(result.output == words.map { names[$0] ?? $0 }.joined(), "\(result.errors)")
  }

  private static let errors: [(line: String, error: String)] = [
    (":run mine sinc=1", "error: no saved query named 'mine'\n"),
    ("authr:june", "query:1:1: error: unknown field 'authr'\n  authr:june\n  ^^^^^\n"),
    ("  (june", "query:1:8: error: expected ')'\n    (june\n         ^\n"),
    (":shwo 1", "error: unknown command ':shwo'\n  hint: did you mean ':show'?\n"),
    (":s", "error: unknown command ':s'\n  hint: ':show' or ':similar'"),
    (":show 1", "error: the last result has no hit 1\n  hint: search first\n"),
    (":show nobody", "error: unknown key 'nobody'\n"),
    (":limit 0", "error: invalid value '0' for 'limit'\n  hint: auto, all, a number above 0\n"),
    (":facets luck", "error: cannot count hits by 'luck'\n"),
    (":run nothing", "error: no saved query named 'nothing'\n"),
    (":save ../x", "error: no search yet\n"),
    (":export x.pdf", "error: cannot write .pdf files\n"),
    (":q now", "error: ':quit' takes no argument\n"),
    (":facets", "error: ':facets' requires an argument: FIELD\n"),
    (":show", "error: ':show' requires an argument: N|KEY\n"),
    (":facets yaer", "error: cannot count hits by 'yaer'\n  hint: year, author, journal"),
    (":set limt 2", "error: unknown setting 'limt'\n  hint: known settings: limit, sort"),
    (":help hlep", "error: unknown command ':hlep'\n  hint: did you mean ':help'?\n"),
    (":quit now", "error: ':quit' takes no argument\n"),
  ]

  @Test(arguments: errors)
  func refusesAndGoesOn(_ line: String, _ error: String) throws {
    let result = try session(line, "", ":format keys", "escape")
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix(error), "\(result.errors)")
    #expect(result.output == "smith2001escape\n")
  }

  @Test func countsTheHits() throws {
    let result = try session("antigen", ":facets journal", ":facets source")
    #expect(
      result.output.hasSuffix(
        """
        1  N. Engl. J. Med.
        1  Nature
        2  Index/References/list.txt

        """))
  }

  @Test func tellsWhyNothingWasFound() throws {
    let result = try session(":set match all", "june excape")
    #expect(result.output.isEmpty)
    #expect(
      result.errors == """
        no works match
          june alone: 1 work
          excape alone: 0 works
          hint: no work contains 'excape'; did you mean 'escape'?
          hint: 2 works with some of the words: :set match any

        """)
  }

  @Test func exportsEveryHit() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.two])
    let result = try session(":limit 1", "antigen", ":export all.bib", library: library)
    #expect(result.errors.hasSuffix("wrote 2 works to 'all.bib'\n"))
    let text = try String(
      contentsOf: library.folder.appendingPathComponent("all.bib"), encoding: .utf8)
    #expect(
      text.contains("@article{june2018chimeric,") && text.contains("@article{smith2001escape,"))
  }

  private static let kept: [(lines: [String], file: String)] = [
    (["antigen", ":save q"], "antigen\n"),
    ([":sort newest", "antigen", ":save q"], "---\nsort: newest\n---\nantigen\n"),
    (["antigen", ":sort title", ":save q"], "---\nsort: title\n---\nantigen\n"),
    ([":limit 1", "antigen", ":save q"], "---\nlimit: 1\n---\nantigen\n"),
    (["antigen zzzz", ":save q"], "---\nmatch: auto\n---\nantigen zzzz\n"),
    ([":set match all", "antigen", ":save q"], "antigen\n"),
    ([":in antigen", "june OR smith", ":save q"], "(antigen)\n(june OR smith)\n"),
    // Lines of databases and our own language have no common one but ours.
    ([":in TI=(antigen)", "june OR smith", ":save q"], "(title:antigen)\n(june OR smith)\n"),
    (
      [":in antigen", "TI=(antigen OR escape)", ":save q"],
      "(antigen)\n(title:(antigen OR escape))\n"
    ),
    (["TI=(antigen OR escape)", ":save q"], "TI=(antigen OR escape)\n"),
  ]

  /// A saved query finds what was shown, in that order.
  @Test(arguments: kept)
  func savesWhatIsShown(_ lines: [String], _ file: String) throws {
    let library = try TemporaryLibrary.indexed(["Index/References/list.txt": Self.two])
    let input = lines.map { "\($0)\n" }.joined()
    let result = try Program.run(["repl"], in: library.folder, input: input)
    let query = library.folder.appendingPathComponent("Queries/q.query")
    #expect(try String(contentsOf: query, encoding: .utf8) == file, "\(result.errors)")
  }

  /// The basket is a query of its keys, which has a limit.
  @Test func theBasketHoldsWhatAQueryCan() throws {
    let entries = (1...1_001).map { "@book{b\($0), author = {Roe\($0), A.}, title = {Tin}}\n" }
    let library = try TemporaryLibrary.indexed(["Index/References/b.bib": entries.joined()])
    let result = try Program.run(
      ["repl"], in: library.folder,
      input: "*\n:keep all\n:keep 1-1000\n:keep 1 1\n:basket\n")
    #expect(result.errors.contains("error: the basket holds at most 1000 works"))
    #expect(result.errors.contains("1000 works in the basket"))
    #expect(!result.errors.contains("more than"), "\(result.errors)")
  }

  @Test func saysWhatThereIsNot() throws {
    let result = try session("antigen", "7", ":facets keyword", "zzzz", ":facets year", "help")
    #expect(
      result.errors.contains(
        "error: the last result has no hit 7\n  hint: hit numbers run from 1 to 2"))
    #expect(result.errors.contains("none of 2 works has a keyword\n"))
    #expect(result.errors.hasSuffix("no works match\n"))
    #expect(result.output.contains(":quit"))
    #expect(try session(":set timing on", "antigen").errors.contains("searched in "))
  }

  @Test func aFileIsWrittenOnce() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.two])
    _ = try session(
      ":format keys", ":limit 1", ":once out.txt", "antigen", "june", library: library)
    let file = library.folder.appendingPathComponent("out.txt")
    let keys = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(keys.count == 2)
    let refused = try session(":once nowhere/out.txt", "antigen", library: library)
    #expect(refused.errors.contains("error: 'nowhere/out.txt' cannot be written\n"))
    // A line that fails, or prints nothing, leaves a file as it is.
    try library.write("precious", to: "out.txt")
    let failed = try session(":once out.txt", "authr:june", library: library)
    #expect(try String(contentsOf: file, encoding: .utf8) == "precious")
    #expect(!failed.errors.contains("wrote"))
    _ = try session(":format keys", ":once out.txt", ":set limit 5", "june", library: library)
    #expect(try String(contentsOf: file, encoding: .utf8) == "june2018chimeric\n")
    let full = try session(":once /dev/full", "june", library: library)
    #expect(full.errors.contains("error: '/dev/full' cannot be written"), "\(full.errors)")
  }

  @Test func theBasketHoldsEachWorkOnce() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.two])
    let result = try session("*", ":keep 1 1-2 all", ":keep 2-9", library: library)
    #expect(result.errors.contains("2 works in the basket"))
    #expect(
      result.errors.contains("the last result has no hit 9\n  hint: hit numbers run from 1 to 2"))
  }

  @Test func aScriptLeavesNoHistory() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.two])
    let result = try session("escape", ":history", library: library)
    #expect(result.output.hasSuffix("\nescape\n:history\n"))
    let state = library.folder.appendingPathComponent("no-state")
    #expect(!FileManager.default.fileExists(atPath: state.path))
  }

  /// Nothing that is typed ends a session but `:quit`.
  @Test func endsWhenToldTo() throws {
    let names = ShellCommand.all.map(\.name).filter { $0 != "quit" }
    let tails = [
      "", " 1", " x", " (", " \"", " smith2001escape", " \u{1B}[31m", " /nonexistent/a.bib",
      " -9223372036854775808", " 9223372036854775807", " 1-9223372036854775807",
    ]
    let lines = names.flatMap { name in tails.map { ":\(name)\($0)" } }
    let library = try TemporaryLibrary.indexed(["Index/References/list.txt": Self.two])
    let input = lines.joined(separator: "\n") + "\n:format keys\n:out\n:out\nescape\n:quit\njune\n"
    let result = try Program.run(["repl"], in: library.folder, input: input)
    #expect(result.output.hasSuffix("smith2001escape\n"), "\(result.errors)")
    #expect(!(result.output + result.errors).contains("\u{1B}"))
  }

  // MARK: Whatever is typed

  private static let words = [
    "escape", "antigen", "june", "AND", "OR", "NOT", "(", ")", "\"", "-", "!", "*", "~2", "^3",
    "author:", "year:2001..", "yaer:1", "lists:>=1", "mentions:", "@mine", "@", "/an?tigen/", "/(/",
    "title:/x{9}/", "is:annotated", "no:doi", "immun*", "l?st", "\u{1B}[2J", "é", "中文", "\u{0}",
    "'; DROP TABLE work; --", "smith2001escape", "0", "-1", "99999999999999999999", "auto", "json",
    "keys", "off", "x.bib", "/nonexistent/x.ris", "newest", "mine", "../x", "[au]", "\\", "“", ":",
  ]

  private static func anyLine(using random: inout SplitMix64) -> String {
    let chosen = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      words.randomElement(using: &random)!
    }
    let text = chosen.joined(separator: Bool.random(using: &random) ? " " : "")
    guard Bool.random(using: &random) else { return text }
    let names = ShellCommand.all.map(\.name).filter { $0 != "quit" }
    var name = names.randomElement(using: &random)!
    if Int.random(in: 0..<5, using: &random) == 0 { name.removeLast() }
    return ":\(name) \(text)"
  }

  @Test(arguments: [1, 2, 3])
  func aThousandLinesEndNoSession(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let lines = (0..<1000).map { _ in Self.anyLine(using: &random) }
    // An empty line ends a query that is still open.
    let last = ["", ":nothing", ":format keys", ":show smith2001escape", ":quit", ":library"]
    let library = try TemporaryLibrary.indexed(["Index/References/list.txt": Self.two])
    let result = try Program.run(
      ["repl"], in: library.folder, input: (lines + last).joined(separator: "\n") + "\n")
    #expect(result.status == 2)
    #expect(result.output.hasSuffix("\nsmith2001escape\n"), "\(result.output.suffix(500))")
    #expect(
      result.errors.hasSuffix(
        "error: unknown command ':nothing'\n  hint: ':help' lists the commands\n"))
    #expect(!(result.output + result.errors).contains("\u{1B}"))
  }

  /// The shell tells of a work what `ibid show` does.
  @Test func showsAWorkInFull() throws {
    let library = try TemporaryLibrary([
      "Index/References/list.txt": """
      • Smith, J. Escape of an antigen. Nature 1, 2–3 (2001). As June and Sadelain (2018) show.
      • June, C. H. & Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, \
      64–73 (2018).

      """,
      "Index/References/other.txt":
        "• Smith, J. Escape of an antigen. Nature 1, 2–3 (2001).\n",
    ])
    for key in ["smith2001escape", "june2018chimeric"] {
      let result = try session(":show \(key)", library: library)
      #expect(result.output == (try library.run("show", key).output))
    }
    let shown = try session("1", ":show smith2001escape", library: library).output
    #expect(shown.contains("Mentions:") && shown.contains("merged by"), "\(shown)")
  }
}

@Suite struct ShellTableTests {
  @Test(arguments: ShellCommand.all.map(\.name))
  func everyCommandIsExplained(_ name: String) throws {
    let command = try #require(ShellCommand.named(name))
    #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."))
    #expect(ShellCommand.all.count { $0.name == name } == 1)
  }

  private static let open: [(String, Bool)] = [
    ("a", false), ("(a", true), ("(a)", false), ("a)", false), ("\"a", true), ("\"a (\"", false),
    ("“a", true), ("o'neill", false), ("((a)", true), ("\"a\" (b", true),
  ]

  @Test(arguments: open)
  func aQueryGoesOnWhileABracketOrQuoteIsOpen(_ text: String, _ isOpen: Bool) {
    #expect(QueryLines.isOpen(text) == isOpen)
  }
}

@Suite struct ShellHistoryTests {
  @Test func theFileStaysSmallAndPrivate() throws {
    let library = try TemporaryLibrary()
    let file = library.folder.appendingPathComponent("state/history")
    let lines = (1...2 * ShellHistory.limit + 1).map { "line \($0)" }
    try library.write(lines.map { "\($0)\n" }.joined(), to: "state/history")
    let history = ShellHistory(file: file)
    #expect(history.lines == Array(lines.suffix(ShellHistory.limit)))
    history.add("a\nb")
    history.add("a b")
    let kept = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(kept.count == ShellHistory.limit + 1 && kept.last == "a b")
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }
}

@Suite struct CompletionTests {
  /// What a line becomes with Tab: the candidates, or `→` and what is typed in place of the word.
  private static let lines: [(line: String, result: String)] = [
    (":sim", "→ :similar "), (":se", "→ :set "), (":s", ":show :similar :sort :set :save"),
    (":x", ""), (":help q", "→ qu"), (":help ex", "→ exp"), (":facets a", "→ author "),
    (":sort ne", "→ newest "), (":run m", "→ mine "), (":run mine si", "→ since="), (":quit x", ""),
    (":in auth", "→ author:"),
    ("auth", "→ author:"), ("(auth", "→ author:"), ("-jou", "→ journal:"), ("", ""),
    ("cd19 ti", "title: tiab:"), ("author:scha", "→ author:schaefer "),
    ("au:sch", "au:schaefer au:schuster"), ("journal:n", "→ journal:\"N. Engl. J. Med.\" "),
    ("x journal:\"N. E", "→ journal:\"N. Engl. J. Med.\" "), ("@m", "→ @mine "), ("what:x", ""),
    (":show smi", "→ smith2001escape "), ("mentions:smi", "→ mentions:smith2001escape "),
    (":help jou", "→ journal "), (":help hist", "→ history "),
  ]

  @Test(arguments: lines)
  func proposes(_ line: String, _ expected: String) {
    let known = [
      "author": ["schaefer", "schuster"], "au": ["schaefer", "schuster"],
      "journal": ["N. Engl. J. Med."], "key": ["smith2001escape"],
      "mentions": ["smith2001escape"],
    ]
    let completion = Completion(
      of: line, saved: { $0.contains("mine") ? ["mine", "other", "since="] : ["mine", "other"] },
      values: { field, prefix in
        known[field, default: []].filter { $0.lowercased().hasPrefix(prefix.lowercased()) }
      })
    let result =
      completion.replacement.map { "→ \($0)" } ?? completion.candidates.joined(separator: " ")
    #expect(result == expected)
  }

  /// Where more is known than is shown, nothing is put in place of the word.
  @Test(arguments: [
    ("author:a", 50, "→ author:an"), ("author:a", 51, ""), (":show a", 50, "→ an"),
    (":show a", 51, ""),
  ])
  func proposesNothingOfManyValues(_ line: String, _ count: Int, _ expected: String) {
    let names = (0..<count).map { "an\($0)" }
    let completion = Completion(of: line, saved: { _ in [] }, values: { _, _ in names })
    #expect(completion.replacement.map { "→ \($0)" } ?? "" == expected)
    #expect(completion.candidates.count == 50)
    #expect(completion.list(width: 80).contains("…") == (count > 50))
  }
}
