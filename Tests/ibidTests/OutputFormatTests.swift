import Foundation
import ProgramTestSupport
import ReferenceFormats
import References
import TestSupport
import Testing

@testable import ibid

/// What the built program prints of the library that ships with it, byte by byte.
///
/// Where a change is meant, `IBID_WRITE_GOLDEN=1 swift test --filter OutputFormatTests` writes the
/// files anew, for the eye to compare.
@Suite struct OutputFormatTests {
  private static let folder = Program.checkout.appendingPathComponent("Tests/ibidTests/Golden")

  /// - Returns: what is expected and what was printed, the time of indexing left out.
  private func golden(_ name: String, _ output: String) throws -> (expected: String, String) {
    let output = output.replacing(#/"added":"[^"]*"/#, with: #""added":"…""#)
    let file = Self.folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["IBID_WRITE_GOLDEN"] != nil {
      try Data(output.utf8).write(to: file)
    }
    return (try String(contentsOf: file, encoding: .utf8), output)
  }

  private static let query = ["search", "antigen loss cd19", "--limit", "4"]

  @Test(arguments: OutputFormat.all.map(\.name))
  func printsHits(_ format: String) throws {
    let library = try TemporaryLibrary.shipped()
    let result = try Program.run(Self.query + ["--format", format], in: library.folder)
    #expect(result.status == 0)
    let (expected, output) = try golden("\(format).txt", result.output)
    #expect(output == expected)
    #expect(format == "json" ? result.errors.isEmpty : result.errors.contains("4 of 6 works"))
  }

  @Test(arguments: [
    ("style", ["--style", "apa"]),
    ("markdown-vancouver", ["--format", "markdown", "--style", "vancouver"]),
    ("template", ["--template", #"{key}\t{year}\t{title}\t{{{volume}}}\\"#]),
    ("fields", ["--format", "tsv", "--fields", "year,key,authors,snippet"]),
    ("facets", ["--facets", "year,journal", "--limit", "1"]),
    ("explain", ["--explain", "--limit", "1"]),
  ])
  func heedsOptions(_ name: String, _ options: [String]) throws {
    let library = try TemporaryLibrary.shipped()
    let result = try Program.run(Self.query + options, in: library.folder)
    #expect(result.status == 0, "\(result.errors)")
    let (expected, output) = try golden("\(name).txt", result.output)
    #expect(output == expected)
  }

  @Test func nullsEndItemsForXargs() throws {
    let library = try TemporaryLibrary.shipped()
    let result = try library.shell(
      "ibid search antigen --limit 3 --format keys -0 | xargs -0 -n 1 ibid show --format keys")
    #expect(result.lines.count == 3)
    #expect(
      try library.run("search", "antigen", "--limit", "2", "--template", "{year}", "-0").output
        == "2020\u{0}2018\u{0}")
  }

  private static let refused: [(options: [String], error: String)] = [
    (
      ["--fields", "key"],
      "error: --fields cannot be combined with --format text\n  hint: use it with json, jsonl, csv, tsv\n"
    ),
    (
      ["--format", "csv", "--fields", "keyy"],
      "error: --fields: unknown field 'keyy'\n  hint: did you mean 'key'?\n"
    ),
    (
      ["--format", "csv", "-0"],
      "error: -0 cannot be combined with --format csv\n  hint: use it with keys, raw, places, --template, --style\n"
    ),
    (
      ["--format", "keys", "--style", "apa"],
      "error: --style cannot be combined with --format keys\n  hint: use it with text, markdown, html\n"
    ),
    (
      ["--format", "csv", "--facets", "year"],
      "error: --facets cannot be combined with --format csv\n  hint: use it with text, json\n"
    ),
    (
      ["--template", "{key", "--format", "csv"],
      "error: --template cannot be combined with --format\n  hint: the template itself selects what is printed\n"
    ),
    (
      ["--template", "a {kye}"],
      "template:1:4: error: unknown field 'kye'\n  a {kye}\n     ^^^\n  hint: did you mean 'key'?\n"
    ),
    (
      ["--template", "{key"],
      "template:1:1: error: expected '}' after the field name\n  {key\n  ^\n  hint: to print braces, type '{{' and '}}'\n"
    ),
    (
      ["--template", "key}"],
      "template:1:4: error: expected '{' before the field name\n  key}\n     ^\n  hint: to print braces, type '{{' and '}}'\n"
    ),
    (
      ["--template", "{key}", "--facets", "year"],
      "error: --facets cannot be combined with --template\n  hint: use it with text, json\n"
    ),
    (
      ["--style", "apa", "--explain"],
      "error: --explain cannot be combined with --style\n  hint: use it with text, json, jsonl\n"
    ),
    (
      ["--format", "csv", "--fields", "key,key"],
      "error: --fields: 'key' is listed twice\n  hint: remove one\n"
    ),
    (
      ["--format", "csv", "--fields", "key", "--brief"],
      "error: --fields cannot be combined with --brief\n  hint: --fields alone selects what is printed\n"
    ),
    (
      ["--facets", "year,"],
      "error: --facets: expected a name\n  hint: separate names with commas: year,journal\n"
    ),
  ]

  @Test(arguments: refused)
  func refusesWhatDoesNotGoTogether(_ options: [String], _ error: String) throws {
    let library = try TemporaryLibrary()
    let result = try Program.run(["search", "x"] + options, in: library.folder)
    #expect(result.status == 2)
    #expect(result.errors == error)
    #expect(result.output.isEmpty)
  }

  @Test(arguments: OutputFormat.all.map(\.name))
  func printsNothingOfNothing(_ format: String) throws {
    let library = try TemporaryLibrary()
    let result = try library.run("search", "nothing", "--format", format)
    #expect(result.status == 1)
    let frame = ["json", "csv", "tsv", "csl-json", "markdown", "html"].contains(format)
    #expect(result.output.isEmpty == !frame)
  }

  /// Names and endings are unique, so that a row is never hidden by another.
  @Test func tablesAreUnambiguous() {
    let formats = OutputFormat.all
    #expect(Set(formats.map(\.name)).count == formats.count)
    let endings = formats.flatMap(\.fileExtensions)
    #expect(Set(endings).count == endings.count)
    #expect(Set(OutputField.all.map(\.name)).count == OutputField.all.count)
  }
}

/// Files for other programs, read by our own readers and by others.
@Suite struct ExportTests {
  private static let compared =
    "type,authors,et_al,title,container,volume,issue,pages,article_number,year,editors,publisher,doi,pmid,arxiv,url"

  /// What was written of the whole library reads back equal, citation by citation.
  @Test(arguments: ["bibtex", "biblatex", "ris", "csl-json"])
  func readsBackEqual(_ format: String) throws {
    let library = try TemporaryLibrary.shipped()
    // RIS has no place for "et al."
    let compared = format == "ris" ? Self.compared.replacing("et_al,", with: "") : Self.compared
    func facts(_ arguments: [String]) throws -> Program.Result {
      try Program.run(
        arguments + ["--format", "jsonl", "--fields", compared], in: library.folder)
    }
    let all = ["search", "*", "--limit", "1000", "--sort", "key"]
    let written = try Program.run(all + ["--format", format], in: library.folder)
    try library.write(written.output, to: "out")
    let read = try facts(["read", "out"])
    #expect(read.lines.count == 73)
    #expect(try read.output == facts(all).output)
    // One of the works is an encyclopedia's article that its list gives no title.
    #expect(read.errors.contains("1 problem;"))
    #expect(written.output.contains(" [from Index/References/antigen-escape.txt]"))
    #expect(try annotations(read: "out", in: library) == annotations(of: library))
  }

  /// What was written about each work, in the order of their keys, without its sources.
  private func annotations(of library: TemporaryLibrary) throws -> [String] {
    let all = ["search", "*", "--limit", "1000", "--sort", "key", "--format", "jsonl"]
    return try Program.run(all, in: library.folder).lines.map { line in
      let work = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let notes = work?["annotations"] as? [[String: Any]] ?? []
      return notes.compactMap { $0["text"] as? String }.joined(separator: "\n\n")
    }
  }

  private func annotations(read file: String, in library: TemporaryLibrary) throws -> [String] {
    try library.run("read", file, "--format", "jsonl").lines.map { line in
      let citation = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return citation?["annotation"] as? String ?? ""
    }
  }

  @Test(.enabled(if: Program.hasBibTeXStyles, "needs bibtex and plain.bst"))
  func bibtexAcceptsIt() throws {
    let library = try TemporaryLibrary.shipped()
    #expect(try library.run("export", "refs.bib").status == 0)
    try library.write(
      "\\citation{*}\n\\bibstyle{plain}\n\\bibdata{refs}\n", to: "main.aux")
    let result = try library.shell("bibtex main")
    #expect(result.status == 0, "\(result.output)")
    let list = try String(
      contentsOf: library.folder.appendingPathComponent("main.bbl"), encoding: .utf8)
    #expect(list.components(separatedBy: "\\bibitem").count == 74)
  }

  @Test(.enabled(if: Program.isInstalled("biber"), "needs biber"))
  func biberAcceptsIt() throws {
    let library = try TemporaryLibrary.shipped()
    let all = ["search", "*", "--limit", "1000", "--format", "biblatex"]
    try library.write(Program.run(all, in: library.folder).output, to: "refs.bib")
    let result = try library.shell("biber --tool --validate-datamodel refs.bib")
    #expect(result.status == 0, "\(result.output)")
    let faults = result.lines.filter { $0.hasPrefix("WARN") || $0.hasPrefix("ERROR") }
    // The one chapter of the library has no title, as its list gives none.
    #expect(faults.allSatisfy { $0.contains("sadeghalvad2022encyclopedia") }, "\(faults)")
  }

  @Test(.enabled(if: Program.isInstalled("pandoc"), "needs pandoc"))
  func pandocAcceptsIt() throws {
    let library = try TemporaryLibrary.shipped()
    for (ending, format) in [("bib", "bibtex"), ("json", "csljson")] {
      #expect(try library.run("export", "refs.\(ending)", "cd19").status == 0)
      let result = try library.shell(
        "pandoc -f \(format) -t csljson refs.\(ending) | grep -c '\"id\"'")
      #expect(result.output == "29\n", "\(format): \(result.errors)")
    }
    let markdown = try library.shell(
      "ibid search cd19 --limit 3 --format markdown | pandoc -f commonmark -t plain")
    #expect(markdown.status == 0 && markdown.output.contains("— Index/References/"))
  }

  @Test(arguments: [
    (
      ["out.pdf"], 2,
      "error: cannot write .pdf files\n  hint: export to out.md, then: pandoc out.md -o out.pdf\n"
    ),
    (["out.xyz"], 2, "error: unknown file extension: 'out.xyz'\n  hint: use one of"),
    (["antigen"], 2, "error: 'antigen' has no extension to select a format\n  hint: name a file"),
    (
      ["nowhere/out.bib"], 2,
      "error: 'nowhere/out.bib' cannot be written: its folder does not exist\n"
    ),
    (["out.bib", "zzzz"], 1, "no works match; nothing was written\n"),
    (["out.bib", "authr:x"], 2, "query:1:1: error: unknown field 'authr'\n"),
    (
      ["out.bib", "--style", "apa"], 2,
      "error: --style cannot be combined with --format bibtex\n  hint: use it with text, markdown, html\n"
    ),
    (["out.pdf", "--format", "ris"], 0, "wrote 73 works to 'out.pdf'\n"),
    (["out.bibtex", "--limit", "3"], 0, "wrote 3 works to 'out.bibtex'\n"),
    (["out.html", "--since", "2999-01-01"], 1, "no works match; nothing was written\n"),
    (["out.bib", "-title:t"], 0, "wrote "), (["out.html"], 0, "wrote 73 works to 'out.html'\n"),
  ])
  func exportsOrSaysWhyNot(_ arguments: [String], _ status: Int32, _ error: String) throws {
    let library = try TemporaryLibrary.shipped()
    let result = try Program.run(["export"] + arguments, in: library.folder)
    #expect(result.status == status)
    #expect(result.errors.hasPrefix(error), "\(result.errors)")
    let file = library.folder.appendingPathComponent(arguments[0]).path
    #expect(FileManager.default.fileExists(atPath: file) == (status == 0))
  }
}

@Suite struct ExportedFileTests {
  @Test func aDocumentIsAsItWasAskedFor() throws {
    let library = try TemporaryLibrary.shipped()
    func text(_ file: String, _ options: [String]) throws -> String {
      let result = try Program.run(["export", file] + options, in: library.folder)
      #expect(result.status == 0, "\(result.errors)")
      return try String(
        contentsOf: library.folder.appendingPathComponent(file), encoding: .utf8)
    }
    let options = ["--limit", "2", "--sort", "oldest", "--style", "apa"]
    let list = try text(
      "list.md", options + ["--title", "To read", "--no-keys", "antigen"])
    #expect(list.hasPrefix("# To read\n\n2 of 26 works\n\n- "))
    #expect(list.components(separatedBy: "\n- ").count == 3 && !list.contains("\n  `"))
    #expect(try text("all.md", options).hasPrefix("# References\n\n2 of 73 works\n"))
    #expect(try text("some.md", ["antigen"]).hasPrefix("# antigen\n\n26 works\n"))
    let page = try text("page.html", ["antigen"])
    #expect(page.contains("<h1>antigen</h1>") && page.contains("<mark>antigen</mark>"))
    let search = try library.run("search", "antigen", "--format", "html")
    #expect(page == search.output)
  }

  @Test func aLinkIsFollowedAndPermissionsStay() throws {
    let library = try TemporaryLibrary.shipped()
    let folder = library.folder
    try library.write("old", to: "real.bib")
    let real = folder.appendingPathComponent("real.bib").path
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: real)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("link.bib").path, withDestinationPath: "real.bib")
    let refused = try library.run("export", "link.bib", "orlando")
    #expect(refused.status == 2)
    #expect(
      refused.errors
        == "error: 'link.bib' exists, and is no unchanged export\n  hint: --force replaces it\n")
    #expect(try String(contentsOfFile: real, encoding: .utf8) == "old")
    let result = try library.run("export", "--force", "link.bib", "orlando")
    #expect(result.errors.hasSuffix("to 'link.bib', replacing its contents\n"))
    #expect(try String(contentsOfFile: real, encoding: .utf8).contains("orlando2018genetic"))
    let attributes = try FileManager.default.attributesOfItem(atPath: real)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try library.run("export", "Index.bib/../Index", "x").status == 2)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("folder.bib"), withIntermediateDirectories: false)
    #expect(
      try library.run("export", "folder.bib").errors
        == "error: 'folder.bib' is a folder\n  hint: name a file in it\n")
  }

  private static func text(of file: String, _ library: TemporaryLibrary) throws -> String {
    try String(contentsOf: library.folder.appendingPathComponent(file), encoding: .utf8)
  }

  /// Nothing that a person wrote is replaced unasked: neither a source nor an export that was changed.
  @Test func onlyExportsThatNobodyChangedAreReplaced() throws {
    let library = try TemporaryLibrary.shipped()
    try library.write("@article{mine2020, title = {Mine}, note = {My own words}}", to: "mine.bib")
    for (file, arguments, remedy) in [
      ("mine.bib", [], "--force"), ("Index/index.yaml", ["--force"], "name another file"),
      ("Index/state/added", ["--force"], "name another file"),
    ] {
      let text = try Self.text(of: file, library)
      let result = try Program.run(
        ["export", file, "orlando", "--format", "bibtex"] + arguments, in: library.folder)
      #expect(result.status == 2 && result.errors.contains(remedy), "\(result.errors)")
      #expect(try Self.text(of: file, library) == text)
    }
    #expect(try library.run("export", "out.bib", "orlando").status == 0)
    #expect(try library.run("export", "out.bib", "schuster").status == 0)
    let text = try Self.text(of: "out.bib", library)
    #expect(text.contains("schuster2017chimeric"))
    try library.write(text + "% a remark of mine\n", to: "out.bib")
    #expect(try library.run("export", "out.bib", "orlando").status == 2)
    #expect(try library.run("export", "out.bib", "orlando", "--force").status == 0)
  }

  @Test func tagsAreKeywordsAndFoldersStayPrivate() throws {
    let library = try TemporaryLibrary.shipped()
    #expect(try library.run("tag", "orlando2018genetic", "+toread").status == 0)
    for (format, keyword) in [
      ("bibtex", "keywords = {toread}"), ("ris", "KW  - toread"), ("csl-json", #""toread""#),
    ] {
      let result = try library.run("search", "tag:toread", "--format", format)
      #expect(result.output.contains(keyword), "\(format): \(result.output)")
    }
    let elsewhere = try TemporaryFolder()
    try elsewhere.write(
      "@article{far2020, title = {Far away}, annote = {Words from elsewhere.}}", to: "far.bib")
    let path = elsewhere.url.appendingPathComponent("far.bib").path
    #expect(try library.run("index", path).status == 0)
    let result = try library.run("search", "key:far2020*", "--format", "bibtex")
    #expect(result.output.contains("Words from elsewhere. [from ./far.bib]"), "\(result.output)")
  }
}

@Suite struct JSONOutputTests {
  private func schema() throws -> JSONSchema {
    try JSONSchema(Data(ResultSchema.text.utf8))
  }

  private func failures(_ text: some StringProtocol, _ definition: String? = nil) throws -> [String]
  {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try schema().failures(of: value, definition: definition)
  }

  @Test(arguments: [
    ["antigen loss"], ["antigen", "--facets", "year,author,grade,keyword", "--explain"],
    ["*", "--limit", "100"],
    ["zzzz antigen"], ["antigne", "--match", "any"], ["antigen +"], ["year:2018", "--explain"],
    ["antigen", "--fields", "key,snippet"], ["antigen", "--brief"],
    ["antigen", "--fields", "key,places,raw,names"], ["antigen loss cd19 children zzzz"],
  ])
  func isAsTheSchemaHasIt(_ arguments: [String]) throws {
    let library = try TemporaryLibrary.shipped()
    let result = try Program.run(["search", "--format", "json"] + arguments, in: library.folder)
    #expect(try failures(result.output) == [])
    let lines =
      arguments.contains("--facets")
      ? []
      : try Program.run(
        ["search", "--format", "jsonl"] + arguments, in: library.folder
      ).lines
    for line in lines { #expect(try failures(line, "hit") == []) }
  }

  @Test(arguments: [[], ["--raw"]])
  func worksInFullAreHitsWithWhatMentionsThem(_ options: [String]) throws {
    let library = try TemporaryLibrary.shipped()
    for key in ["sotillo2015convergence", "orlando2018genetic"] {
      let result = try Program.run(
        ["show", key, "--format", "jsonl"] + options, in: library.folder)
      #expect(try failures(result.output, "hit") == [])
      #expect(result.output.contains(#""mentioned_by":[{"text":""#) || !options.isEmpty)
      #expect(result.output.contains(#""raw":["#) == !options.isEmpty)
    }
  }

  /// As many as somebody reads fit what a program can be told at once.
  @Test func tenBriefHitsAreShort() throws {
    let library = try TemporaryLibrary.shipped()
    let brief = try library.run("search", "antigen", "--limit", "10", "--brief", "--format", "json")
    #expect(brief.output.utf8.count < 10_000)
  }

  // MARK: Messages

  private static let told: [(line: String, status: Int32, kind: String, text: String)] = [
    ("search authr:x --format json", 2, "unknown_field", "unknown field 'authr'"),
    ("search a --limit x --format=jsonl", 2, "wrong_request", "--limit: expected"),
    ("search a --format JSON --sort year", 2, "unknown_value", "invalid value 'year'"),
    ("serch a --format json", 2, "unknown_command", "unknown command 'serch'"),
    ("search a --format json --libary x", 2, "unknown_option", "libary"),
    ("search --format json", 2, "wrong_request", "expected a query"),
    ("search a --library /nonexistent --format json", 3, "no_library", "no library"),
    ("show nokey --format json", 1, "nothing_found", "nokey"),
    ("search zzzz --format ndjson", 1, "nothing_found", "no works match"),
    ("search zzzz --match all --format jsonl", 1, "nothing_found", "no works match"),
    ("search antigne --format jsonl", 0, "correction", "no work contains 'antigne'"),
    ("search antigen+loss+zzzz --format jsonl", 0, "some_words", "no work contains all"),
    ("stats --format json --library /nonexistent", 3, "no_library", "no library"),
    ("read /nonexistent --format json", 2, "", "does not exist"),
  ]

  /// Whoever asks for JSON is told in JSON, a message a line, what is wrong or worth a note.
  @Test(arguments: told)
  func messagesAreJSON(
    _ line: String, _ status: Int32, _ kind: String, _ text: String
  ) throws {
    let words = line.split(separator: " ").map { String($0).replacing("+", with: " ") }
    let library = try TemporaryLibrary.shipped()
    let result = try Program.run(words, in: library.folder)
    #expect(result.status == status)
    let messages = result.errors.split(separator: "\n")
    #expect(!messages.isEmpty)
    for message in messages { #expect(try failures(String(message), "message") == []) }
    let isTold = messages.contains { message in
      message.contains(text) && (kind.isEmpty || message.contains("\"kind\":\"\(kind)\""))
    }
    #expect(isTold, "\(result.errors as String)")
  }

  @Test(arguments: [
    "search authr:x", "search authr:x --format csl-json", "search authr:x -- --format json",
    "search authr:x --format csv",
  ])
  func othersAreToldInText(_ line: String) throws {
    let library = try TemporaryLibrary()
    let result = try Program.run(line.split(separator: " ").map(String.init), in: library.folder)
    #expect(result.errors.hasPrefix("query:1:1: error: unknown field 'authr'\n"))
  }

  @Test func theSchemaDescribesEveryField() throws {
    let names = Set(OutputField.all.map(\.name)).union(["score_parts", "mentions", "mentioned_by"])
    #expect(try schema().properties(of: "hit") == names)
    #expect(try Program.run(["help", "schema"]).output.hasPrefix(ResultSchema.text))
  }

  /// The places of notes are places in the text that they name.
  @Test func notesPointIntoTheirText() throws {
    let file = "---\ndescription: x\n---\nantigen +\n"
    let library = try TemporaryLibrary.indexed(["Queries/plus.query": file])
    for (arguments, text) in [(["search", "antigen +"], "antigen +"), (["run", "plus"], file)] {
      let result = try Program.run(arguments + ["--format", "json"], in: library.folder)
      #expect(try failures(result.output) == [])
      let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let notes = try #require((object as? [String: Any])?["notes"] as? [[String: Any]])
      let note = try #require(notes.first)
      let place = try #require(note["place"] as? [String: Any])
      let (start, end) = (place["start"] as? Int ?? 0, place["end"] as? Int ?? 0)
      #expect(String(decoding: Array(text.utf8)[start..<end], as: UTF8.self) == "+")
      #expect(place["name"] as? String == (text == file ? "Queries/plus.query" : "query"))
    }
  }

  /// The validator itself refuses what is wrong.
  @Test(arguments: [
    #"{"schema_version": 1}"#, #"{"hits": [{"key": ""}]}"#, #"{"hits": [{"kye": "x"}]}"#,
    #"{"hits": [{"year": "2018"}]}"#, #"{"hits": [{"et_al": 1}]}"#, #"{"total": true}"#,
  ])
  func theValidatorRefuses(_ text: String) throws {
    let whole =
      #"{"schema_version":2,"query":"","total":0,"notes":[],"corrections":[],"named":null,"total_of_all":null,"nothing_found":null,"hits":[]}"#
    #expect(try failures(whole) == [])
    let part = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let base = try #require(
      try JSONSerialization.jsonObject(with: Data(whole.utf8)) as? [String: Any])
    #expect(try !schema().failures(of: base.merging(part) { $1 }).isEmpty)
  }

  @Test func factsAreListedInAll() throws {
    let library = try TemporaryLibrary.shipped()
    let stats = try library.run("stats", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(stats.output.utf8)) as? [String: Any])
    #expect(object["works"] as? Int == 73 && object["citations"] as? Int == 84)
    #expect(object["annotations"] as? Int == 30 && object["shared_works"] as? Int == 11)
    let text = try library.run("stats").output
    for part in [
      "works               73\n", "annotated           25 (34 %)\n", "years               2008 ",
    ] {
      #expect(text.contains(part), "\(text)")
    }
  }
}

/// Cells and pages that a source would break out of.
@Suite struct HostileOutputTests {
  private func printed(_ format: String, _ text: String) throws -> String {
    var reference = Reference()
    reference.title = text
    reference.container = text
    reference.authors = [.literal(text)]
    let work = Work(
      key: CitationKey("k"), reference: reference,
      annotations: [Annotation(text: text, source: text, position: 1, line: 1)], places: [])
    let output = RecordedOutput()
    let format = try #require(OutputFormat(rawValue: format))
    format.writer(WriterOptions(style: CitationStyles.all[0]), output).write([work])
    return output.text
  }

  @Test(arguments: [
    "</script><script>alert(1)</script>", "\"><img src=x onerror=y>", "' onclick='x", "-->", "<!--",
    "&lt;b&gt;", "\u{1B}[31m", "]]>",
  ])
  func pagesHoldTextAlone(_ text: String) throws {
    let page = try printed("html", text)
    let plain = try printed("html", "plain")
    for tag in ["<script", "</script", "<img", "<b>", "-->", "onerror=y>", "onclick='"] {
      let count = page.components(separatedBy: tag).count
      #expect(count == plain.components(separatedBy: tag).count, "\(tag)")
    }
    #expect(!page.contains("\u{1B}"))
  }

  @Test(arguments: [
    ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a b", "a b"),
    (",\u{301}x", "\",\u{301}x\""), ("\"\u{301}", "\"\"\"\u{301}\""), ("\r\n", "\"\r\n\""),
  ])
  func cellsAreQuotedByTheirBytes(_ text: String, _ cell: String) {
    #expect(Array(text.quotedForCSV.utf8) == Array(cell.utf8))
  }
}

@Suite struct MarkdownTests {
  private func printed(_ annotation: String) -> String {
    var reference = Reference()
    reference.title = "T"
    reference.year = 2018
    let work = Work(
      key: CitationKey("k"), reference: reference,
      annotations: [Annotation(text: annotation, source: "a`b.md", position: 1, line: 3)],
      places: [])
    let output = RecordedOutput()
    MarkdownWriter(WriterOptions(style: CitationStyles.all[0]), output).write([work])
    return output.text
  }

  @Test(arguments: [
    ("Plain & simple.", "Plain & simple."), ("a_b *c* `d`", #"a\_b \*c\* \`d\`"#),
    ("# no heading", ##"\# no heading"##), ("- no item", #"\- no item"#),
    ("1. nor this", #"1\. nor this"#),
    ("12) nor this", #"12\) nor this"#), ("> no quote", #"\> no quote"#),
    ("&amp; &#60;", ##"\&amp; \&#60;"##),
    ("<script>", #"\<script>"#), ("[x](y) ~~z~~", #"\[x\](y) \~~z\~~"#),
    ("in 1998. Then", "in 1998. Then"), ("  - x", #"  \- x"#),
  ])
  func escapesWhatWouldMeanSomething(_ text: String, _ expected: String) {
    #expect(
      printed(text) == "- T (2018).\n  `k`\n\n  > \(expected)\n  >\n  > — `` a`b.md ``, line 3\n\n"
    )
  }

  /// Read as CommonMark, the text is what it was.
  @Test(.enabled(if: Program.isInstalled("pandoc"), "needs pandoc"))
  func readsBackAsItWas() throws {
    var random = SplitMix64(seed: 31)
    let signs = Array(#"abc 1.)-+=#>*_`[]()<>&;~|$\"'! {}^@/:"#)
    let library = try TemporaryLibrary()
    for _ in 0..<40 {
      let length = Int.random(in: 1...40, using: &random)
      let text = String((0..<length).map { _ in signs.randomElement(using: &random)! })
        .trimmingCharacters(in: .whitespaces)
      if text.isEmpty { continue }
      try library.write(printed(text), to: "a.md")
      let json = try library.shell("pandoc -f commonmark -t json a.md").output
      let words = text.split(separator: " ").joined(separator: " ")
      #expect(Self.quoted(json).hasPrefix(words + "\n"), "\(text)\n\(json)")
    }
  }

  /// The text of pandoc's first quotation, a line a paragraph.
  private static func quoted(_ json: String) -> String {
    guard let document = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { return "" }
    func text(_ node: Any, _ isInside: Bool) -> String {
      if let list = node as? [Any] { return list.map { text($0, isInside) }.joined() }
      guard let object = node as? [String: Any] else { return "" }
      let content = object["c"] ?? object["blocks"] ?? ""
      switch object["t"] as? String {
      case "Str" where isInside: return content as? String ?? ""
      case "Space" where isInside, "SoftBreak" where isInside: return " "
      case "Para" where isInside: return text(content, true) + "\n"
      case "BlockQuote": return text(content, true)
      case nil, "BulletList", "Para", "Plain": return text(content, isInside)
      default: return isInside ? "<\(object["t"] ?? "")>" + text(content, true) : ""
      }
    }
    return text(document, false)
  }
}
