import Foundation
import ProgramTestSupport
import TestSupport
import Testing

/// The shell as somebody meets it who sits before a terminal.
@Suite struct TerminalTests {
  private static let list = """
    • Smith, J. Escape of an antigen. Nature 1, 2–3 (2001).
    • Smythe, É. Persistence of transferred cells in patients with relapsed or refractory \
    leukaemia. Blood 4, 5–6 (2002). As Smith (2001) shows.

    """

  private func library() throws -> TemporaryLibrary {
    let library = try TemporaryLibrary.indexed(["Index/References/list.txt": Self.list])
    return library
  }

  private static let prompt = "ibid 2> "

  /// Types lines one by one, and returns those that the shell was given by its history.
  private func lines(_ typed: [String], in library: TemporaryLibrary) throws -> [String] {
    let session = try TerminalSession(in: library)
    try session.wait(for: Self.prompt)
    for keys in typed {
      session.type("\u{15}\(keys)\r")
      try session.wait(for: "\n")
      try session.wait(for: Self.prompt)
    }
    session.type("\u{15}\u{4}")
    #expect(try session.status() == 0)
    let file = library.folder.appendingPathComponent("no-state/ibid/history")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  // MARK: Editing

  private static let edited: [(keys: String, line: String)] = [
    ("abd\u{1B}[Dc", "abcd"), ("escape\u{1}antigen ", "antigen escape"),
    ("é中\u{1B}[D\u{1B}[Dx", "xé中"), ("aé中b\u{1B}[D\u{7F}ß", "aéßb"),
    ("one two\u{17}three", "one three"), ("one\u{1}\u{B}two", "two"),
    ("title:\u{201E}x\u{201C}", "title:\u{201E}x\u{201C}"), ("a\u{1F600}\u{7F}b", "ab"),
    ("one two\u{1B}[1;5D\u{1B}[1;5Dx", "xone two"), ("ab\u{1B}[1~x\u{1B}[4~y", "xaby"),
    ("a \u{1B}[200~b\r\nc\td\u{1B}[201~!", "a b c d!"),
    ("abc\u{1B}[H\u{1B}[3~x\u{1B}[Fy", "xbcy"),
  ]

  @Test func keysEditTheLine() throws {
    let lines = try lines(Self.edited.map(\.keys), in: library())
    #expect(lines == Self.edited.map(\.line))
  }

  private static let completed: [(keys: String, line: String)] = [
    (":hist\t", ":history "), (":fac\tye\t", ":facets year "), ("aut\tsmi\t", "author:smith "),
    ("(escape OR au\tsmyt\t)", "(escape OR author:smythe )"), ("journal:na\t", "journal:Nature "),
    ("year:2001 source:l\t", "year:2001 source:list "), ("-year:2002\t", "-year:2002 "),
    ("mentions:smi\t", "mentions:smith2001escape "),
    (":show smy\t", ":show smythe2002persistence "),
    ("@mi\t", "@mine "), (":run mi\t", ":run mine "), ("nothing\t like", "nothing like"),
    ("escape\u{1}autho\t", "author:escape"),
  ]

  @Test func tabCompletesTheWord() throws {
    let library = try library()
    try library.write("escape\n", to: "Queries/mine.query")
    #expect(try lines(Self.completed.map(\.keys), in: library) == Self.completed.map(\.line))
  }

  @Test func tabListsWhatAWordMayBecome() throws {
    let session = try TerminalSession(["repl", "--no-history"], in: library())
    try session.wait(for: Self.prompt)
    session.type("author:sm\t")
    try session.wait(for: "author:smith")
    try session.wait(for: "author:smythe")
    // The line stands below them as it was.
    try session.wait(for: Self.prompt + "author:sm")
    session.type("y\t\r")
    try session.wait(for: "1. smythe2002persistence")
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  @Test func aQueryGoesOnWhileABracketIsOpen() throws {
    let library = try library()
    let session = try TerminalSession(in: library)
    try session.wait(for: Self.prompt)
    session.type("(escape OR\r")
    try session.wait(for: "   ... ")
    session.type("persistence)\r")
    try session.wait(for: "2 works")
    try session.wait(for: Self.prompt)
    // It comes back as one line.
    session.type("\u{1B}[A\u{1} \r")
    try session.wait(for: "2 works")
    session.type("\u{4}")
    #expect(try session.status() == 0)
    let file = library.folder.appendingPathComponent("no-state/ibid/history")
    #expect(
      try String(contentsOf: file, encoding: .utf8)
        == "(escape OR persistence)\n (escape OR persistence)\n")
  }

  // MARK: History

  @Test func linesAreRememberedForTheUserAlone() throws {
    let library = try library()
    let typed = ["author:smith", "year:2002", "antigen"]
    #expect(try lines(typed, in: library) == typed)
    let file = library.folder.appendingPathComponent("no-state/ibid/history")
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)

    // In another session: twice up; back to the last that contains what is searched for.
    let keys = ["\u{1B}[A\u{1B}[A", "\u{12}smi\u{1B}", "\u{10}\u{10}\u{E}\u{E}no"]
    #expect(try lines(keys, in: library) == typed + ["year:2002", "author:smith", "no"])
  }

  @Test func nothingIsRememberedWhereNoneIsWanted() throws {
    let library = try library()
    _ = try lines(["escape"], in: library)
    let state = library.folder.appendingPathComponent("no-state")
    try FileManager.default.removeItem(at: state)
    let session = try TerminalSession(["repl", "--no-history"], in: library)
    try session.wait(for: Self.prompt)
    session.type("antigen\r")
    try session.wait(for: "1. smith2001escape")
    try session.wait(for: Self.prompt)
    session.type(":quit\r")
    #expect(try session.status() == 0)
    #expect(!FileManager.default.fileExists(atPath: state.path))
  }

  // MARK: Signals

  @Test func ctrlCForgetsTheLine() throws {
    let session = try TerminalSession(in: library())
    try session.wait(for: Self.prompt)
    for keys in ["", "junk", "(more\r", ":quit"] {
      session.type(keys)
      if keys.hasSuffix("\r") { try session.wait(for: "   ... ") }
      session.type("\u{3}")
      try session.wait(for: "^C\r\n")
      try session.wait(for: Self.prompt)
    }
    session.type("escape\r")
    try session.wait(for: "1. smith2001escape")
    try session.wait(for: Self.prompt)
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  /// Every text is read, and at each of its characters several hundred states are followed.
  private static let slowQuery = "abstract:/(.?.?.?.?.?.?.?.?.?.?){40}zq/"

  @Test func ctrlCStopsAQuery() throws {
    let abstract = String(repeating: "a slow text to read ", count: 50)
    let entries = (1...400).map { "@article{k\($0), title={Work \($0)}, abstract={\(abstract)}}\n" }
    let library = try TemporaryLibrary.indexed(["Index/References/long.bib": entries.joined()])
    let session = try TerminalSession(in: library)
    try session.wait(for: "ibid 400> ")
    for _ in 1...2 {
      session.type(Self.slowQuery + "\r")
      try session.wait(for: "Ctrl-C stops")
      session.type("\u{3}")
      try session.wait(for: "stopped")
      try session.wait(for: "ibid 400> ")
    }
    session.type("title:400\r")
    try session.wait(for: "1. anon")
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  @Test func ctrlDLeavesAlsoWhereItIsTypedAhead() throws {
    for keys in ["\u{4}", "escape\r\u{4}", ":help\rescape\r:library\r\u{4}"] {
      let session = try TerminalSession(in: library())
      try session.wait(for: Self.prompt)
      session.type(keys)
      #expect(try session.status() == 0)
    }
  }

  @Test func ctrlZLeavesTheShellForAWhile() throws {
    let session = try TerminalSession(
      ["-i"], of: URL(fileURLWithPath: "/bin/sh"), in: library(),
      environment: ["PS1": "outside$ ", "ENV": ""])
    try session.wait(for: "outside$ ")
    session.type("ibid repl\r")
    try session.wait(for: Self.prompt)
    session.type("esc\u{1A}")
    try session.wait(for: "Stopped")
    try session.wait(for: "outside$ ")
    session.type("fg\r")
    // The line is there again, and goes on.
    try session.wait(for: Self.prompt + "esc")
    session.type("ape\r")
    try session.wait(for: "1. smith2001escape")
    try session.wait(for: Self.prompt)
    session.type("\u{4}")
    try session.wait(for: "outside$ ")
    session.type("exit 7\r")
    #expect(try session.status() == 7)
  }

  // MARK: Pages

  private static let persistence = "Persistence of transferred cells in patients with"

  @Test func aPageFitsTheWidth() throws {
    let session = try TerminalSession(in: library())
    try session.wait(for: Self.prompt)
    session.type("persistence\r")
    try session.wait(for: "  \(Self.persistence) relapsed or refractory\r\n  leukaemia\r\n")
    try session.wait(for: Self.prompt)
    session.resize(rows: 24, columns: 40)
    session.type(":last\r")
    try session.wait(for: "  Persistence of transferred cells in\r\n  patients with relapsed or")
    try session.wait(for: Self.prompt)
    // In the middle of a line.
    session.type("leuk")
    try session.wait(for: "leuk")
    session.resize(rows: 24, columns: 120)
    session.type("aemia\r")
    try session.wait(for: "  \(Self.persistence) relapsed or refractory leukaemia\r\n")
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  private static let pager = ["IBID_PAGER": "sed 's/^/paged: /'"]

  private func longLibrary() throws -> TemporaryLibrary {
    let entries = (1...30).map { "@article{k\($0), title={Work \($0) of many}, year={2001}}\n" }
    let library = try TemporaryLibrary.indexed(["Index/References/long.bib": entries.joined()])
    return library
  }

  @Test(arguments: [12, 24])
  func aPageFitsTheHeight(_ rows: UInt16) throws {
    let session = try TerminalSession(
      in: longLibrary(), environment: Self.pager, rows: rows)
    try session.wait(for: "ibid 30> ")
    var next = 1
    for line in ["many", ":more"] {
      session.type("\(line)\r")
      try session.wait(for: "\n")
      let page = try session.wait(for: "ibid 30> ")
      #expect(page.utf8.count { $0 == UInt8(ascii: "\n") } < rows && !page.contains("paged"))
      #expect(page.hasPrefix("\(next). "), "\(page)")
      let numbers = page.split(separator: "\r\n").compactMap {
        Int($0.prefix { $0 != "." })
      }
      #expect(numbers == Array(next..<next + numbers.count) && numbers.count > 1)
      next += numbers.count
    }
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  /// A page holds as many works as fit in the format that they are shown in.
  @Test(arguments: [("keys", 22), ("csv", 20), ("bibtex", 4)])
  func aPageOfAnyFormatFitsTheHeight(_ format: String, _ works: Int) throws {
    let session = try TerminalSession(in: longLibrary(), environment: Self.pager)
    try session.wait(for: "ibid 30> ")
    session.type(":format \(format)\r")
    try session.wait(for: "ibid 30> ")
    session.type("many\r")
    try session.wait(for: "1–\(works) of 30 works")
    let page = try session.wait(for: "ibid 30> ")
    #expect(!page.contains("paged"))
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  @Test func longOutputGoesThroughThePager() throws {
    let session = try TerminalSession(in: longLibrary(), environment: Self.pager)
    try session.wait(for: "ibid 30> ")
    for (line, last) in [(":help", "paged:   :quit"), ("many", "1. "), ("1", "Cited in:")] {
      session.type("\(line)\r")
      try session.wait(for: last)
      try session.wait(for: "ibid 30> ")
    }
    session.type(":limit 30\r")
    try session.wait(for: "ibid 30> ")
    session.type("many\r")
    try session.wait(for: "paged: 30. ")
    try session.wait(for: "ibid 30> ")
    session.type(":set pager off\r")
    try session.wait(for: "ibid 30> ")
    session.type(":last\r")
    #expect(try !session.wait(for: "\n30. ").contains("paged"))
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  /// What fits is printed with its notes above the next prompt; one row less, and it is paged.
  @Test func whatFillsTheScreenLosesNoLine() throws {
    let library = try longLibrary()
    let words = ["search", "many", "--limit", "2"]
    func text(_ rows: UInt16) throws -> String {
      let session = try TerminalSession(
        words, in: library, environment: Self.pager, rows: rows, columns: 80)
      let text = try session.wait(for: "2 of 30 works; --limit shows more\r\n")
      #expect(try session.status() == 0)
      return text
    }
    let lines = UInt16(
      try text(50).split(separator: "\r\n", omittingEmptySubsequences: false).count)
    // The note, and the row of the prompt.
    #expect(try !text(lines + 1).contains("paged"))
    #expect(try text(lines).contains("paged"))
  }

  @Test func aDumbTerminalHasNoPager() throws {
    for terminal in ["dumb", ""] {
      let session = try TerminalSession(
        ["search", "many"], in: longLibrary(),
        environment: Self.pager.merging(["TERM": terminal]) { $1 }, rows: 5)
      #expect(try !session.wait(for: "20 of 30 works").contains("paged"))
      #expect(try session.status() == 0)
    }
  }

  /// A line that is wider than the terminal is as high as it is shown.
  @Test func wideLinesArePagedToo() throws {
    let session = try TerminalSession(
      in: library(), environment: Self.pager, rows: 10, columns: 40)
    try session.wait(for: Self.prompt)
    for line in [":format json", ":limit 2"] {
      session.type("\(line)\r")
      try session.wait(for: Self.prompt)
    }
    session.type("year:2001..2002\r")
    try session.wait(for: "paged: {\"schema")
    try session.wait(for: Self.prompt)
    session.resize(rows: 50, columns: 60)
    session.type(":help\r")
    // No word is cut.
    try session.wait(for: "restricts searches to the\r\n")
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  /// A line that never ends, and what `xargs -0` would read.
  @Test func everyByteReachesThePager() throws {
    let library = try longLibrary()
    let script = "#!/bin/sh\ntr '\\000' '^' | tail -c 120\n"
    try library.write(script, to: "bin/pager")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: library.folder.appendingPathComponent("bin/pager").path)
    let options = ["search", "*", "--limit", "30"]
    let json = try TerminalSession(
      options + ["--format", "json"], in: library, environment: ["IBID_PAGER": "pager"])
    try json.wait(for: "\"score\":0.0}]}")
    #expect(try json.status() == 0)
    let keys = try TerminalSession(
      options + ["--template", "{year}\\n", "-0"], in: library,
      environment: ["IBID_PAGER": "pager"])
    try keys.wait(for: "\r\n^2")
    #expect(try keys.status() == 0)
  }

  @Test func nothingIsPagedWhereNoneIsWanted() throws {
    let session = try TerminalSession(
      ["repl", "--no-pager"], in: longLibrary(), environment: Self.pager)
    try session.wait(for: "ibid 30> ")
    session.type(":help\r")
    #expect(try !session.wait(for: ":quit").contains("paged"))
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  // MARK: Results

  @Test func tabInsertsTheCorrection() throws {
    let session = try TerminalSession(in: library())
    try session.wait(for: Self.prompt)
    session.type(":set match all\r")
    try session.wait(for: Self.prompt)
    session.type("excape\r")
    try session.wait(for: "did you mean 'escape'?")
    try session.wait(for: "Tab inserts 'escape'")
    try session.wait(for: Self.prompt)
    session.type("\t")
    try session.wait(for: "escape")
    session.type("\r")
    try session.wait(for: "1. smith2001escape")
    try session.wait(for: Self.prompt)
    // Whoever types something else types that alone.
    session.type("excape\r")
    try session.wait(for: "Tab inserts 'escape'")
    try session.wait(for: Self.prompt)
    session.type("persistence\r")
    try session.wait(for: "1. smythe2002persistence")
    try session.wait(for: Self.prompt)
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  @Test func thePromptTellsWithinWhatIsSearched() throws {
    let session = try TerminalSession(in: library())
    try session.wait(for: Self.prompt)
    session.type(":in year:2001..2002\r")
    try session.wait(for: "ibid 2 of 2 [year:2001..2002]> ")
    session.type(":in escape\r")
    try session.wait(for: "ibid 1 of 2 [year:2001..2002, escape]> ")
    session.type("1\r")
    try session.wait(for: "Cited in:")
    try session.wait(for: "]> ")
    session.type(":out\r")
    try session.wait(for: "ibid 2 of 2 [year:2001..2002]> ")
    session.type("authr:x\r")
    // The caret stands below what was typed.
    try session.wait(for: "query:1:1: error: unknown field 'authr'\r\n  authr:x\r\n  ^^^^^\r\n")
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  // MARK: Other processes

  /// An editor reads the terminal, which only the foreground's processes may.
  @Test func savedQueriesAreEdited() throws {
    let library = try library()
    try library.write(
      "printf 'what? '\nread answer\nprintf '%s\\n' \"$answer\" > \"$1\"\n", to: "editor.sh")
    let editor = ["VISUAL": "sh editor.sh"]
    let command = try TerminalSession(
      ["queries", "edit", "mine"], in: library, environment: editor)
    try command.wait(for: "what? ")
    command.type("persistence\r")
    #expect(try command.status() == 0)

    let session = try TerminalSession(in: library, environment: editor)
    try session.wait(for: Self.prompt)
    session.type(":edit mine\r")
    try session.wait(for: "what? ")
    session.type("(escape\r")
    // What cannot be read is not saved.
    try session.wait(for: "note: not saved; the draft is '")
    try session.wait(for: Self.prompt)
    session.type(":run mine\r")
    try session.wait(for: "1. smythe2002persistence")
    try session.wait(for: Self.prompt)
    session.type(":edit other\r")
    try session.wait(for: "what? ")
    session.type("escape\r")
    try session.wait(for: "saved 'other'")
    try session.wait(for: Self.prompt)
    session.type("@oth\t\r")
    try session.wait(for: "1. smith2001escape")
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }

  @Test func whatAnotherProcessReadsIsFound() throws {
    let library = try library()
    let session = try TerminalSession(in: library)
    try session.wait(for: Self.prompt)
    try library.write(
      "• Doe, A. A newer thing. Cell 7, 8–9 (2020).\n", to: "Index/References/b.txt")
    _ = try library.run("index")
    session.type("newer\r")
    try session.wait(for: "1. doe2020newer")
    try session.wait(for: "ibid 3> ")
    // A second shell sees the same, and both go on.
    let other = try TerminalSession(in: library)
    try other.wait(for: "ibid 3> ")
    try FileManager.default.removeItem(
      at: library.folder.appendingPathComponent("Index/References/b.txt"))
    for shell in [session, other] {
      shell.type("escape\r")
      try shell.wait(for: "1. smith2001escape")
      try shell.wait(for: Self.prompt)
      shell.type("\u{4}")
      #expect(try shell.status() == 0)
    }
  }

  @Test func aLibraryThatVanishesIsTold() throws {
    let library = try library()
    let session = try TerminalSession(in: library, columns: 200)
    try session.wait(for: Self.prompt)
    let index = library.folder.appendingPathComponent("Index")
    let away = library.folder.appendingPathComponent("Away")
    try FileManager.default.moveItem(at: index, to: away)
    for line in ["escape", ":index", ":library", ":save escaped"] {
      session.type("\(line)\r")
      try session.wait(for: "' no longer exists")
      try session.wait(for: "ibid ?> ")
    }
    try FileManager.default.moveItem(at: away, to: index)
    session.type("escape\r")
    try session.wait(for: "1. smith2001escape")
    try session.wait(for: Self.prompt)
    session.type("\u{4}")
    #expect(try session.status() == 0)
  }
}
