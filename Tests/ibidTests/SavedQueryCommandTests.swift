import Foundation
import ProgramTestSupport
import Testing

@Suite struct SavedQueryCommandTests {
  private static let list = """
    • June, C. H. Antigen loss in patients. Nature 1, 1–2 (2018).
    • Ruella, M. Antigen loss or escape. Nature 2, 3–4 (2020).
    • Maude, S. Year of remission. Nature 3, 5–6 (2021).

    """

  private static let since = """
    ---
    description: Loss since a year
    parameters: {since: {type: year, default: 2015}}
    ---
    title:loss
    year:{since}..
    """

  private func library(_ queries: [String: String]) throws -> TemporaryLibrary {
    var files = ["Index/References/list.txt": Self.list]
    for (name, text) in queries { files["Queries/\(name).query"] = text }
    let library = try TemporaryLibrary.indexed(files)
    return library
  }

  @Test(arguments: [
    ("run since", 0, "june2018antigen ruella2020antigen"),
    ("run since since=2019", 0, "ruella2020antigen"),
    ("run since since=2030", 1, ""),
    ("run since since=2019 remission", 0, "ruella2020antigen maude2021year"),
    ("run since --limit 1 --sort newest", 0, "ruella2020antigen"),
    ("run --all", 0, "maude2021year june2018antigen ruella2020antigen"),
    ("search @since maude", 1, ""),
    ("search @since(2019)", 0, "ruella2020antigen"),
    ("search @since(since=2019) OR @remission", 0, "ruella2020antigen maude2021year"),
    ("run since since=soon", 2, ""), ("run sinc", 2, ""), ("run", 2, ""), ("run ../since", 2, ""),
    ("run since sinc=2018", 2, ""), ("search @sinc", 2, ""), ("search @since(x)", 2, ""),
  ])
  func answers(_ line: String, _ status: Int32, _ keys: String) throws {
    let library = try library(["since": Self.since, "remission": "remission"])
    let arguments = line.split(separator: " ").map(String.init) + ["--format", "keys"]
    let result = try Program.run(arguments, in: library.folder)
    #expect(result.status == status, "\(result.errors)")
    #expect(
      result.lines.sorted() == keys.split(separator: " ").sorted(), "\(result.output)")
  }

  /// What is typed wrongly, and all that is said about it.
  @Test(
    arguments: [
      ("run sinc", "error: no saved query named 'sinc'", "did you mean 'since'?"),
      ("run nothing", "error: no saved query named 'nothing'", "'ibid queries' lists them"),
      (
        "run", "error: expected the name of a saved query",
        "'ibid queries' lists them; --all runs all of them"
      ),
      (
        "run since.query", "error: invalid saved-query name 'since.query'",
        "did you mean 'since'?"
      ),
      (
        "run ./Queries/since.query", "error: invalid saved-query name './Queries/since.query'",
        "did you mean 'since'?"
      ),
      (
        "run ../since", "error: invalid saved-query name '../since'",
        "use letters, digits, '-' and '_', and '/' for folders"
      ),
      ("run since sinc=2018", "error: unknown parameter 'sinc'", "known parameters: since"),
      ("run since since=soon", "error: invalid value 'soon' for 'since': expected a year", nil),
      ("run since since=", "error: invalid value '' for 'since': expected a year", nil),
      (
        "run word w loss", "error: no saved query named 'w'", "to set the parameter, type w=VALUE"
      ),
      ("run since --params no.json", "error: cannot read 'no.json'", nil),
      (
        "run since --params Queries/since.query",
        "error: 'Queries/since.query' is not a JSON object with strings and integers as values",
        "for example: {\"since\": 2018, \"topic\": \"antigen loss\"}"
      ),
      ("run word", "error: 'word' requires a value for 'w'", "for example: w=2020"),
      ("queries lst", "error: unknown command 'lst'", "did you mean 'list'?"),
      ("queries show sinc", "error: no saved query named 'sinc'", "did you mean 'since'?"),
      (
        "queries save since loss", "error: saved query 'since' already exists",
        "replace it with --force"
      ),
      (
        "queries rename word since", "error: saved query 'since' already exists",
        "remove it with 'ibid queries remove since'"
      ),
      (
        "queries save new authr:june",
        "Queries/new.query:1:1: error: unknown field 'authr'\n  authr:june\n  ^^^^^",
        "did you mean 'author:'?"
      ),
      (
        "queries save new @sinc",
        "Queries/new.query:1:1: error: no saved query named 'sinc'\n  @sinc\n  ^^^^^",
        "did you mean '@since'?"
      ),
      (
        "queries save new @new",
        "Queries/new.query:1:1: error: saved queries refer to each other in a cycle: new → new\n  @new\n  ^^^^",
        nil
      ),
    ] as [(String, String, String?)])
  func mistakesAreTold(_ line: String, _ message: String, _ hint: String?) throws {
    let library = try library([
      "since": Self.since, "word": "---\nparameters: {w: null}\n---\n{w}",
    ])
    let result = try Program.run(
      line.split(separator: " ").map(String.init), in: library.folder)
    #expect(result.status == 2)
    #expect(result.errors == message + (hint.map { "\n  hint: \($0)" } ?? "") + "\n")
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    ("run since --dry-run", "error: --dry-run requires --new"),
    (
      "run --all since",
      "error: --all runs all saved queries\n  hint: leave it out to run only 'since'"
    ),
  ])
  func optionsThatDoNotGoTogetherAreTold(_ line: String, _ message: String) throws {
    let library = try library(["since": Self.since])
    let result = try Program.run(
      line.split(separator: " ").map(String.init), in: library.folder)
    #expect(result.status == 2 && result.lines.isEmpty)
    #expect(result.errors.hasPrefix(message + "\n"), "\(result.errors)")
  }

  /// A value stands in each place as text, and finds what that text finds.
  @Test(arguments: [
    ("\"antigen {w}\"", "loss", 2), ("\"{w} antigen\"~5", "loss", 2),
    ("antigen NEAR/5 {w}", "escape", 1), ("{w}*", "remi", 1), ("={w}", "loss", 2),
    ("{w}~", "remisson", 1), ("-{w}", "loss", 1), ("({w} OR remission)", "escape", 2),
    ("title:^{w}", "year", 1), ("author:{w}", "Ruella, M.", 1), ("{w}[au]", "maude", 1),
    ("key:{w}", "june2018antigen", 1), ("key:{w}2018antigen", "june", 1), ("year:{w}", "2020", 1),
    ("year:{w}..", "2020", 2), ("year:{w}..{w}", "2020", 1), ("year:>={w}", "2020", 2),
    ("year:[{w} TO 2020]", "2018", 2), ("title:/{w}$/", "escape", 1), ("source:{w}", "list", 3),
    ("is:{w}", "article", 3), ("has:{w}", "title", 3), ("@since({w})", "2019", 1),
    ("@since(since={w})", "2019", 1), ("anti{w}", "gen", 2),
    // What is not a place of text stays as it is written.
    ("@{w}", "since", 0), ("{w}:june", "author", 0),
  ])
  func valuesStandAnywhere(_ query: String, _ value: String, _ total: Int) throws {
    let library = try library([
      "since": Self.since, "word": "---\nparameters: {w: null}\n---\n\(query)",
    ])
    let result = try library.run("run", "word", "w=\(value)", "--format", "keys")
    #expect(result.lines.count == total, "\(result.errors)")
    let injected = try library.run("run", "word", "w=x\") OR * @x {y} ] /", "--format", "keys")
    #expect([0, 1, 2].contains(injected.status))
    #expect(injected.lines.count < 3 || query.hasPrefix("-"), "\(injected.output)")
  }

  @Test func whatNeedsAValueIsSavedThoughItsFieldKnowsNoOther() throws {
    let library = try library([:])
    func save(_ text: String) throws -> Program.Result {
      try Program.run(["queries", "save", "q", "--force"], in: library.folder, input: text)
    }
    let head = "---\nparameters: {w: null, y: null}\n---\n"
    #expect(try save(head + "is:{w} year:{y}..").status == 0)
    #expect(try save(head + "authr:{y} {w}").status == 2)
    #expect(try save("\u{FEFF}---\r\nlimit: 2\r\n---\r\nloss\r\n").status == 0)
    #expect(
      try library.run("queries", "show", "q").output == "---\nlimit: 2\n---\nloss\n")
    #expect(try library.run("run", "q", "--format", "keys").lines.count == 2)
  }

  @Test func oneThatCannotBeAskedDoesNotKeepTheOthers() throws {
    let library = try library([
      "a-broken": "authr:june", "b-unread": "(", "loss": "loss",
      "open": "---\nparameters: {w: null}\n---\n{w}",
    ])
    let all = try library.run("run", "--all", "--format", "keys")
    #expect(all.status == 2)
    #expect(all.lines.sorted() == ["june2018antigen", "ruella2020antigen"])
    #expect(
      all.errors == """
        Queries/b-unread.query:1:2: error: expected ')'
          (
           ^
        Queries/b-unread.query:1:1: note: to match this '('
        note: not run: 'open' requires a value for 'w'
        Queries/a-broken.query:1:1: error: unknown field 'authr'
          authr:june
          ^^^^^
          hint: did you mean 'author:'?

        """)
    #expect(try library.run("run", "loss", "b-unread").lines.isEmpty)
  }

  @Test func whatStandsNowhereIsToldByCheck() throws {
    let library = try library(["loss": "---\nparameters: {w: x, v: null}\n---\nloss {v}"])
    let check = try library.run("queries", "check")
    #expect(check.status == 0)
    #expect(check.output == "loss: valid; requires v\n")
    #expect(check.errors == "note: loss: the query does not use '{w}'\n")
  }

  @Test func messagesPointIntoTheFile() throws {
    let library = try library([
      "broken": "# first\nauthr:june", "user": "loss\n@broken", "a": "@b", "b": "x OR @a",
    ])
    let place = "Queries/broken.query:2:1: error: unknown field 'authr'\n"
    #expect(try library.run("run", "broken").errors.hasPrefix(place))
    #expect(try library.run("run", "user").errors.hasPrefix(place))
    #expect(try library.run("search", "@user").errors.hasPrefix(place))
    #expect(
      try library.run("run", "a").errors == """
        Queries/b.query:1:6: error: saved queries refer to each other in a cycle: a → b → a
          x OR @a
               ^^

        """)
    #expect(
      try library.run("search", "@usr").errors == """
        query:1:1: error: no saved query named 'usr'
          @usr
          ^^^^
          hint: did you mean '@user'?

        """)
    let check = try library.run("queries", "check")
    #expect(check.status == 2)
  }

  /// A value finds the works that contain its words, and nothing that it would find as a query.
  @Test(arguments: [
    ("\" OR *", 1), (") OR *", 1), ("year:2021", 0), ("loss OR remission", 0), ("@x", 0),
    ("{y}", 0), ("-loss", 2), ("antigen loss", 2), ("title:loss", 0),
  ])
  func valuesAreTextAlone(_ value: String, _ total: Int) throws {
    let library = try library(["word": "---\nparameters: {w: null}\n---\ntitle:{w}"])
    let result = try library.run("run", "word", "w=\(value)", "--format", "keys")
    #expect(result.lines.count == total, "\(result.output)\(result.errors)")
    #expect(result.status == (total == 0 ? 1 : 0))
  }

  @Test(arguments: [
    ("loss", 2), ("l.ss", 0), ("(", 0), ("[", 0), ("a|b", 0), ("*", 0), ("🧬", 0), ("\\", 0),
    ("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~", 0),
  ])
  func valuesAreTextInExpressions(_ value: String, _ total: Int) throws {
    let library = try library(["word": "---\nparameters: {w: null}\n---\ntitle:/ {w}/"])
    let result = try library.run("run", "word", "w=\(value)", "--format", "keys")
    #expect(result.status == (total == 0 ? 1 : 0), "\(result.errors)")
    #expect(result.lines.count == total)
  }

  @Test func deepBracketsAreRefusedNotTheDatabase() throws {
    var queries = ["d0": "loss"]
    for number in 1..<9 {
      queries["d\(number)"] =
        String(repeating: "(a OR (-", count: 90) + "@d\(number - 1)"
        + String(repeating: "))", count: 90)
    }
    let library = try library(queries)
    for number in 0..<9 {
      let status = try library.run("run", "d\(number)").status
      #expect(number < 2 ? status == 0 : status == 0 || status == 2)
    }
  }

  @Test func valuesComeFromAFile() throws {
    let library = try library(["since": Self.since])
    try library.write("{\"since\": 2019}", to: "values.json")
    let run = ["run", "since", "--params", "values.json", "--format", "keys"]
    #expect(try Program.run(run, in: library.folder).output == "ruella2020antigen\n")
    let overruled = try Program.run(run + ["since=2018"], in: library.folder)
    #expect(overruled.lines.count == 2)
    try library.write("[1]", to: "values.json")
    #expect(try Program.run(run, in: library.folder).status == 2)
  }

  @Test func whatIsNotExpectedHasItsOwnStatus() throws {
    let library = try library([
      "few": "---\nexpect: {at-least: 5, includes: [june2018antigen, nobody2000x]}\n---\nloss",
      "many": "---\nexpect: {at-most: 1}\n---\nloss",
    ])
    let few = try library.run("run", "few", "--format", "keys")
    #expect(few.status == 4)
    #expect(
      few.errors == """
        error: few: expected at least 5, found 2
        error: few: expected 'nobody2000x' among 2, not found

        """)
    let check = try library.run("queries", "check")
    #expect(check.status == 4)
    #expect(check.errors == few.errors + "error: many: expected at most 1, found 2\n")
  }

  /// What the file expects, it expects of its own defaults.
  @Test(arguments: [("year=2018", 4), ("year=2020", 0)])
  func otherValuesAreNotMeasured(_ value: String, _ status: Int32) throws {
    let library = try library([
      "year": "---\nparameters: {year: 2018}\nexpect: {at-least: 9}\n---\nyear:{year}"
    ])
    #expect(try library.run("run", "year", value).status == status)
  }

  /// Many in one process: each is read, expanded and asked.
  @Test func hundredsAreAskedAtOnce() throws {
    var queries = ["since": Self.since]
    for number in 0..<300 { queries["many/q\(number)"] = "@since(\(1900 + number % 100)) loss" }
    let library = try library(queries)
    let result = try library.run("run", "--all", "--format", "keys", "--limit", "1")
    #expect(result.status == 0)
    #expect(result.lines.count == 301)
  }

  @Test func newWorksAreShownOnce() throws {
    let library = try library(["since": Self.since])
    func new(_ arguments: String...) throws -> Program.Result {
      try Program.run(
        ["run", "since", "--new", "--format", "keys"] + arguments, in: library.folder)
    }
    #expect(try new("--dry-run").lines.count == 2)
    #expect(try new("--limit", "1").output == "ruella2020antigen\n")
    #expect(try new().output == "june2018antigen\n")
    let none = try new()
    #expect(none.status == 1 && none.output.isEmpty)
    #expect(none.errors == "nothing new: 2 works seen before\n")
    #expect(try new("since=2019").output == "ruella2020antigen\n")
    try library.write(
      Self.list + "• Fry, T. Loss of CD22. Nature 4, 7–8 (2022).\n",
      to: "Index/References/list.txt")
    #expect(try new().output == "fry2022loss\n")
    let list = library.folder.appendingPathComponent("Index/References/list.txt")
    let away = library.folder.appendingPathComponent("away.txt")
    try FileManager.default.moveItem(at: list, to: away)
    #expect(try new().output.isEmpty)
    try FileManager.default.moveItem(at: away, to: list)
    #expect(try new().errors.hasSuffix("nothing new: 3 works seen before\n"))
    _ = try library.run("queries", "rename", "since", "later")
    #expect(try library.run("run", "later", "--new").status == 1)
  }

  /// A run that ends before all is printed remembers nothing.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: "/dev/full"), "needs a device that is full"))
  func whatWasNotPrintedIsNew() throws {
    let library = try library(["all": "*"])
    #expect(try library.shell("ibid run all --new --format keys > /dev/full").status == 2)
    #expect(try library.run("run", "all", "--new", "--format", "keys").lines.count == 3)
  }

  /// What a process that died left behind does not stop the next one.
  @Test func whatIsNewIsKnownAfterACrash() throws {
    let library = try library(["all": "*"])
    try library.write("", to: "Index/state/lock")
    try library.write("{\"query\"", to: "Index/state/half-written.json.tmp")
    #expect(try library.run("run", "all", "--new", "--format", "keys").lines.count == 3)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: library.folder.appendingPathComponent("Index/state").path)
    let file = try #require(names.first { $0.hasSuffix(".json") })
    try library.write("{\"query\"", to: "Index/state/\(file)")
    let damaged = try library.run("run", "all", "--new")
    #expect(damaged.status == 3)
    #expect(
      damaged.errors.hasSuffix(
        "is damaged\n  hint: if you delete it, all works count as new once\n"))
  }

  /// Runs at once show each work exactly once, all together.
  @Test func runsAtOnceNeverRepeatOrLoseAWork() async throws {
    let library = try library(["all": "*"])
    let folder = library.folder
    let outputs = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask {
          try Program.run(["run", "all", "--new", "--format", "keys", "--limit", "1"], in: folder)
            .lines.map(String.init)
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(outputs.sorted() == ["june2018antigen", "maude2021year", "ruella2020antigen"])
    _ = library
  }

  private static let lately = Date(timeIntervalSinceNow: -100 * 86_400).ISO8601Format()

  /// The first work came in long ago, the second lately, the last one now.
  private func agedLibrary(_ queries: [String: String] = [:]) throws -> TemporaryLibrary {
    var files = ["Index/References/list.txt": Self.list]
    files["Index/state/added"] =
      "june2018antigen 2001-01-01T00:00:00Z\nruella2020antigen \(Self.lately)\n"
    for (name, text) in queries { files["Queries/\(name).query"] = text }
    return try TemporaryLibrary.indexed(files)
  }

  @Test(arguments: [
    ("search * --since 2000-12-31", 0, "june2018antigen maude2021year ruella2020antigen"),
    ("search * --since 2001-01-03", 0, "maude2021year ruella2020antigen"),
    ("search loss --since 101d", 0, "ruella2020antigen"),
    ("search loss --since 99d", 1, ""), ("search * --since 2999-01-01", 1, ""),
    ("search * --since yesterday", 0, "maude2021year"),
    ("search -antigen --since yesterday", 0, "maude2021year"),
    ("search loss OR year:2021 --since 15w --sort oldest --limit 1", 0, "ruella2020antigen"),
    ("search @since --since 15w", 0, "ruella2020antigen"),
    ("search loss remission --match any --since 1h", 0, "maude2021year"),
    ("search loss --feedback --since 1d", 1, ""),
    ("run since --since 2001-01-03", 0, "ruella2020antigen"),
    ("run since since=2019 --since 2000-12-31", 0, "ruella2020antigen"),
    ("run --all --since 2001-01-03", 0, "maude2021year ruella2020antigen"),
    ("run since --new --since 2001-01-03", 0, "ruella2020antigen"),
  ])
  func worksAreFoundSinceADate(_ line: String, _ status: Int32, _ keys: String) throws {
    let library = try agedLibrary(["since": Self.since, "remission": "remission"])
    let arguments = line.split(separator: " ").map(String.init) + ["--format", "keys"]
    let result = try Program.run(arguments, in: library.folder)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.lines.sorted() == keys.split(separator: " ").sorted(), "\(result.errors)")
  }

  /// The first work came in at midnight of 2001-01-01 in Greenwich.
  @Test(arguments: [
    ("UTC", "2001-01-01", 3), ("UTC", "2001-01-01T00:01", 2), ("Asia/Tokyo", "2001-01-01T09:00", 3),
    ("Asia/Tokyo", "2001-01-01T09:01", 2), ("America/New_York", "2001-01-01", 2),
    ("America/New_York", "2000-12-31", 3),
  ])
  func datesAreOfTheLocalTimeZone(_ zone: String, _ date: String, _ total: Int) throws {
    let result = try agedLibrary().shell(
      "TZ=\(zone) ibid search '*' --since \(date) --format keys")
    #expect(result.lines.count == total, "\(result.errors)")
  }

  @Test func nothingSinceADateIsTold() throws {
    let library = try agedLibrary()
    #expect(
      try library.run("search", "antigen loss", "--since", "2w").errors == """
        no works match
          antigen loss alone: 2 works
          --since 2w alone: 1 work

        """)
    // What matches at no time is told as ever.
    let never = try library.run("search", "--match", "all", "antigen remission", "--since", "2w")
    #expect(
      never.errors == """
        no works match
          antigen alone: 2 works
          remission alone: 1 work
          hint: 1 work with some of the words: --match any

        """)
    let refused = try library.run("search", "loss", "--since", "last week")
    #expect(refused.status == 2)
    #expect(
      refused.errors.hasPrefix(
        "error: --since: invalid date 'last week'\n  hint: type a date like 2026-11-24, 2026-11-24T08:30, "
          + "today, yesterday, 7d, 2w\n"), "\(refused.errors)")
  }

  /// What a date leaves out is neither shown nor remembered, and what was seen stays seen.
  @Test func newWorksSinceADate() throws {
    let library = try agedLibrary(["all": "---\nexpect: {at-least: 3}\n---\n*"])
    func new(_ arguments: String...) throws -> Program.Result {
      try Program.run(["run", "all", "--new", "--format", "keys"] + arguments, in: library.folder)
    }
    #expect(try new("--since", "1d").output == "maude2021year\n")
    let none = try new("--since", "1d")
    #expect(none.status == 1)
    #expect(none.errors.hasSuffix("nothing new: 1 work seen before, 2 added earlier\n"))
    #expect(try new("--limit", "1").output == "ruella2020antigen\n")
    #expect(try new("--since", "1d").status == 1)
    #expect(try new().output == "june2018antigen\n")
    // The expectation is of all works.
    #expect(try library.run("run", "all", "--since", "1d").status == 0)
  }

  @Test func processesAtOnceKeepWholeDates() async throws {
    let entries = (0..<300).map { "@book{k\($0), title = {Number \($0)}, year = {1990}}" }
    let library = try TemporaryLibrary([
      "Index/References/list.bib": entries.joined(separator: "\n")
    ])
    let folder = library.folder
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { _ = try Program.run(["index"], in: folder) } }
      try await group.waitForAll()
    }
    let log = try String(
      contentsOf: folder.appendingPathComponent("Index/state/added"), encoding: .utf8)
    let lines = log.split(separator: "\n")
    #expect(Set(lines.map { $0.prefix { $0 != " " } }).count == 300)
    #expect(lines.allSatisfy { $0.hasSuffix("Z") && $0.split(separator: " ").count == 2 })
    _ = library
  }

  @Test func queriesAreKept() throws {
    let library = try library(["since": Self.since])
    #expect(
      try library.run("queries").output == """
        since  2 works
          Loss since a year
          since=2015

        """)
    #expect(
      try library.run("queries", "--format", "jsonl").output == """
        {"name":"since","description":"Loss since a year","parameters":\
        [{"name":"since","type":"year","default":"2015","description":null}],"total":2}

        """)
    #expect(try library.run("queries", "save", "new/one", "-loss", "(a OR b)").status == 0)
    #expect(try library.run("queries", "show", "new/one").output == "-loss (a OR b)\n")
    #expect(try library.run("queries", "save", "new/one", "x").status == 2)
    #expect(try library.run("queries", "save", "new/one", "x", "--force").status == 0)
    #expect(try library.run("queries", "save", "bad", "(x").status == 2)
    #expect(try library.run("queries", "show", "bad").status == 2)
    #expect(try library.run("queries", "rename", "new/one", "since").status == 2)
    #expect(try library.run("queries", "rename", "new/one", "two").status == 0)
    #expect(try library.run("queries", "remove", "two").status == 0)
    #expect(try library.run("queries", "remove", "two").status == 2)
    #expect(try library.run("queries", "check").output == "since: 2 works\n")
  }

  @Test func editKeepsWhatCannotBeReadAsADraft() throws {
    let library = try library(["since": Self.since])
    func edit(_ name: String, adding line: String) throws -> Program.Result {
      try library.shell(
        "EDITOR='sh -c \"echo \\\"\(line)\\\" >> \\$1\" sh' ibid queries edit \(name)")
    }
    #expect(try edit("new", adding: "loss").status == 0)
    #expect(try library.run("run", "new", "--format", "keys").lines.count == 2)
    let broken = try edit("since", adding: "(")
    #expect(broken.status == 2 && broken.errors.contains("note: not saved; the draft is '"))
    #expect(try library.run("queries", "show", "since").output == Self.since + "\n")
    try removeDraft(of: broken)
    let failed = try library.shell("EDITOR='sh -c \"exit 3\" sh' ibid queries edit since")
    #expect(failed.status == 2)
    #expect(failed.errors.hasPrefix("error: the editor exited with status 3\nnote: not saved"))
    try removeDraft(of: failed)
    try library.write("printf '\\374' > \"$1\"\n", to: "latin.sh")
    let latin = try library.shell("EDITOR='sh latin.sh' ibid queries edit since")
    #expect(
      latin.errors.hasPrefix("Queries/since.query:1:1: error: not UTF-8\n"), "\(latin.errors)")
    try removeDraft(of: latin)
  }

  private func removeDraft(of result: Program.Result) throws {
    let draft = try #require(result.errors.split(separator: "'").dropLast().last)
    try FileManager.default.removeItem(atPath: String(draft))
  }

  @Test func aPipeIsNoQuery() throws {
    let library = try library(["since": Self.since])
    _ = try library.shell("mkfifo Queries/pipe.query")
    #expect(try library.run("queries", "show", "pipe").status == 3)
    #expect(try library.run("search", "@pipe").status == 2)
  }

  @Test func linksLeadNowhereElse() throws {
    let library = try library(["since": Self.since])
    try library.write("secret", to: "outside.query")
    try FileManager.default.createSymbolicLink(
      at: library.folder.appendingPathComponent("Queries/link.query"),
      withDestinationURL: library.folder.appendingPathComponent("outside.query"))
    #expect(try library.run("queries", "show", "link").status == 2)
    try FileManager.default.createSymbolicLink(
      at: library.folder.appendingPathComponent("Queries/up"),
      withDestinationURL: library.folder)
    #expect(try library.run("queries", "show", "up/outside").status == 2)
    #expect(try library.run("queries", "save", "up/new/one", "loss").status == 2)
    #expect(try library.run("queries", "rename", "since", "up/since").status == 2)
    let new = library.folder.appendingPathComponent("new").path
    #expect(!FileManager.default.fileExists(atPath: new))
  }
}
