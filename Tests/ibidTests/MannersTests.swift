import Foundation
import ProgramTestSupport
import ReferenceFormats
import References
import TestSupport
import Testing

@testable import ibid

/// How the program behaves beside others: in pipes, on terminals, for those who read its pages.
@Suite struct MannersTests {
  private func library() throws -> TemporaryLibrary {
    let library = try TemporaryLibrary.shipped()
    return library
  }

  @Test func aClosedPipeIsQuiet() throws {
    let result = try library().shell(
      "ibid search '*' --limit 1000 --format raw | head -n 1")
    #expect(result.errors.isEmpty && result.lines.count == 1)
  }

  /// Nothing is removed that is not an index.
  @Test(arguments: ["stats", "index"]) func aFolderInPlaceOfTheIndexIsNamed(_ command: String)
    throws
  {
    let library = try TemporaryLibrary([
      "Index/index.yaml": "sources: []\n", "Index/index.sqlite/a": "",
    ])
    let result = try library.run(command)
    #expect(result.status == 3)
    #expect(result.errors.contains("is a folder; expected the index"))
    let kept = library.folder.appendingPathComponent("Index/index.sqlite/a")
    #expect(FileManager.default.fileExists(atPath: kept.path))
  }

  @Test(arguments: [
    ("", "ibid search antigen", false), ("", "ibid search antigen --color always", true),
    ("CLICOLOR_FORCE=1", "ibid search antigen", true),
    ("CLICOLOR_FORCE=1 NO_COLOR=1", "ibid search antigen", false),
    ("NO_COLOR=1", "ibid search antigen --color always", true),
    ("CLICOLOR_FORCE=1", "ibid search antigen --color never", false),
    ("", "ibid show orlando2018genetic --color always", true),
  ])
  func colourIsTheUsersChoice(_ environment: String, _ command: String, _ isColoured: Bool) throws {
    let result = try library().shell("\(environment) \(command)")
    #expect(result.output.contains("\u{1B}[") == isColoured)
  }

  @Test(arguments: [
    (["VTE_VERSION": "6003"], true), (["VTE_VERSION": "4999"], false), ([:], false),
    (["TERM": "xterm-kitty"], true), (["TERM": "vt100"], false),
    (["TERM_PROGRAM": "iTerm.app"], true), (["TERM_PROGRAM": "Apple_Terminal"], false),
  ])
  func linksAreForTerminalsThatOpenThem(_ environment: [String: String], _ opens: Bool) {
    #expect(Terminal.opensHyperlinks(environment) == opens)
  }

  @Test(arguments: [
    ("less", ["TERM": "xterm"], true), ("less", ["TERM": "dumb"], false),
    ("less", ["TERM": ""], false),
    ("less", [:], false), ("cat", ["TERM": "xterm"], false), ("", ["TERM": "xterm"], false),
  ])
  func pagersAreForTerminalsThatMoveTheCursor(
    _ command: String, _ environment: [String: String], _ isThere: Bool
  ) throws {
    if isThere, !Program.isInstalled("less") { return }
    #expect((Pager(command, environment) != nil) == isThere)
  }

  @Test(arguments: [
    ("ibid search antigen --width 52", 52), ("COLUMNS=50 ibid search antigen --width auto", 50),
    ("ibid show orlando2018genetic --width 60", 60),
  ])
  func pipesAreFittedWhereAsked(_ command: String, _ width: Int) throws {
    let lines = try library().shell(command).lines
    #expect(lines.allSatisfy { $0.displayWidth <= width })
    #expect(lines.contains { $0.displayWidth > width - 12 })
  }

  @Test func pipesAreNotFittedOtherwise() throws {
    let lines = try library().shell("COLUMNS=40 ibid search antigen").lines
    #expect(lines.contains { $0.displayWidth > 40 })
  }

  // MARK: Layout

  private static let work: Work = {
    var reference = Reference()
    reference.authors = [.person(PersonalName(family: "Łódź", given: "A."))]
    reference.title =
      "On the 中文字 title of a work that is long enough to be broken on any terminal there is"
    reference.container = "Nature"
    reference.year = 2018
    reference.doi = "10.1000/<x>\u{1B}]8"
    let long = String(repeating: "words about the antigen ", count: 60)
    return Work(
      key: CitationKey("lodz2018work"), reference: reference,
      annotations: [
        Annotation(text: "Short \u{1B}[31m\u{202E}note.", source: "a.txt", position: 1, line: 1),
        Annotation(text: long, source: "b.txt", position: 1, line: 2),
      ], places: [])
  }()

  private static func text(on terminal: Terminal) -> String {
    let output = RecordedOutput(terminal)
    output.print(TextLayout(width: terminal.width).brief(work, marking: nil))
    return output.text
  }

  @Test(arguments: [40, 80, 200])
  func linesFitTheTerminal(_ width: Int) {
    let text = Self.text(on: Terminal(width: width, hasColor: false))
    for line in text.split(separator: "\n") { #expect(line.displayWidth <= width, "\(line)") }
    #expect(text.contains("…"), "a long annotation is cut")
    #expect(text.contains(#"\e[31m\u{202E}note."#))
  }

  @Test func aPipeGetsWholeLines() {
    let text = Self.text(on: .none)
    #expect(text.split(separator: "\n").count == 7)
    #expect(!text.contains("…"))
  }

  @Test func titlesAreLinksWhereTheyCanBe() {
    let terminal = Terminal(width: 80, hasColor: false, hasHyperlinks: true)
    let text = Self.text(on: terminal)
    let link = "\u{1B}]8;;https://doi.org/10.1000/%3Cx%3E%1B%5D8\u{1B}\\"
    #expect(text.components(separatedBy: link).count == 3, "one for each of two lines")
    let plain = Self.text(on: Terminal(width: 80, hasColor: true))
    #expect(!plain.contains("]8;;"))
  }

  /// On a terminal no format sends it what a source holds; a pipe gets the source's own bytes.
  @Test(arguments: OutputFormat.all.map(\.name))
  func terminalsObeyNoSource(_ name: String) throws {
    let format = try #require(OutputFormat(rawValue: name))
    var work = Self.work
    work.reference.title = "A \u{1B}[31mred\u{9B}1m \u{202E}title\u{7}"
    work.reference.abstract = "\u{1B}c"
    work.places = [Place(source: "\u{1B}", position: 1, line: 1, raw: "\u{1B}[2J\nraw")]
    let terminal = Terminal(width: 80, hasColor: false)
    let output = RecordedOutput(terminal)
    format.writer(WriterOptions(style: CitationStyles.all[0]), output).write([work])
    let text = output.text
    #expect(
      !text.unicodeScalars.contains { $0.isObeyedByTerminals && $0 != "\n" && $0 != "\t" },
      "\(text)")
  }

  @Test(arguments: [(0, ""), (1, "▏"), (80, "██████████"), (40, "█████"), (41, "█████▏")])
  func barsAreExact(_ value: Int, _ bar: String) {
    #expect(Bar.text(value, of: 80, width: 10) == bar)
  }

  @Test(arguments: [
    ([1], "█"), ([0, 1, 8], " ▁█"), ([], ""), (Array(1...120), nil),
  ])
  func sparklinesFit(_ numbers: [Int], _ expected: String?) {
    let text = Sparkline.text(numbers)
    #expect(text.count <= 60)
    if let expected { #expect(text == expected) }
  }

  /// Rows as a terminal shows them: colours and links take none, long lines several.
  @Test(arguments: [
    ("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2), ("0123456789", 1), ("0123456789\n", 1),
    ("0123456789a", 2), ("中中中中中", 1), ("中中中中中中", 2), ("\u{1B}[1;31m0123456789\u{1B}[0m", 1),
    ("\u{1B}]8;;https://m.example/mmm\u{1B}\\0123456789\u{1B}]8;;\u{1B}\\", 1),
    ("e\u{301}23456789x", 1),
  ])
  func rowsAreCountedAsShown(_ text: String, _ rows: Int) {
    var whole = ScreenRows(columns: 10)
    whole.add(text)
    #expect(whole.count == rows)
    var pieces = ScreenRows(columns: 10)
    for character in text { pieces.add(String(character)) }
    #expect(pieces.count == rows)
  }

  // MARK: Manual

  private static let pages = Manual.all.map(\.name)

  @Test(.enabled(if: Program.isInstalled("mandoc"), "needs mandoc"), arguments: pages)
  func mandocFindsNoFault(_ page: String) throws {
    let result = try TemporaryLibrary().shell("ibid manual \(page) | mandoc -T lint -W style")
    #expect(result.output.isEmpty && result.errors.isEmpty, "\(result.output)")
  }

  @Test(.enabled(if: Program.isInstalled("groff"), "needs groff"), arguments: pages)
  func groffFindsNoFault(_ page: String) throws {
    let result = try TemporaryLibrary().shell("ibid manual \(page) | groff -ww -man -Tutf8")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(result.output.contains("ibid-"))
  }

  @Test func theManualTellsOfEverything() throws {
    let text = try Program.run(["manual", "ibid"]).output
    for command in Ibid.configuration.subcommands where command.configuration.shouldDisplay {
      let name = try #require(command.configuration.commandName)
      #expect(text.contains("ibid \(name)"), "\(name)")
    }
    for option in ["\\-\\-library", "\\-\\-template", "\\-\\-facets", "\\-\\-no\\-pager"] {
      #expect(text.contains(option), "\(option)")
    }
    // An option that means something else in one command is told there.
    let facets = try #require(text.components(separatedBy: "ibid facets ").last)
    #expect(facets.components(separatedBy: ".SS ")[0].contains("most common values"))
    let formats = try Program.run(["help", "formats"]).output
    for name in OutputFormat.all.map(\.name) + OutputField.all.map(\.name) {
      #expect(formats.contains("  \(name)\n"), "\(name)")
    }
    let query = try Program.run(["help", "query"]).output
    for name in Field.all.map(\.name) { #expect(query.contains("  \(name)")) }
  }

  @Test func theManualIsWrittenWhereManLooks() throws {
    let library = try TemporaryLibrary()
    let result = try library.run("manual", "--into", "man")
    #expect(result.lines.count == Manual.all.count)
    for file in [
      "man1/ibid.1", "man7/ibid-query.7", "man5/ibid-formats.5", "man5/ibid-library.5",
      "man5/ibid-saved-queries.5",
    ] {
      let path = library.folder.appendingPathComponent("man/\(file)").path
      #expect(FileManager.default.fileExists(atPath: path))
    }
    #expect(try library.run("manual", "nothing").status == 2)
  }

  // MARK: Configuration

  @Test func preferencesHold() throws {
    let library = try library()
    try library.write("limit: 2\nsort: newest\nformat: keys\n", to: "no-config/ibid/config.yaml")
    #expect(try library.run("search", "antigen", "--limit", "2").lines.count == 2)
    #expect(try library.run("search", "antigen").lines.allSatisfy { !$0.contains(" ") })
    let shown = try library.run("config")
    #expect(shown.lines[1].contains("limit") && shown.lines[1].contains("2"))
    #expect(shown.lines[1].hasSuffix("no-config/ibid/config.yaml:1"))
    #expect(try library.shell("NO_COLOR=1 ibid config").output.contains("never"))
    try library.write("limt: 2\n", to: "no-config/ibid/config.yaml")
    let broken = try library.run("search", "antigen")
    #expect(broken.status == 2)
    #expect(broken.errors.contains("config.yaml:1:1: error: unknown key 'limt'\n"))
    #expect(try library.run("--help").status == 0)
  }

  @Test func aPreferredLibraryIsUsedOutsideOfOne() throws {
    let library = try library()
    let elsewhere = try TemporaryLibrary()
    try FileManager.default.removeItem(at: elsewhere.folder.appendingPathComponent("Index"))
    #expect(try elsewhere.run("search", "antigen").status == 3)
    try elsewhere.write("library: \(library.folder.path)\n", to: "no-config/ibid/config.yaml")
    #expect(try elsewhere.run("search", "antigen").status == 0)
  }
}
