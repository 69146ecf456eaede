import Foundation
import ProgramTestSupport
import References
import Testing

@testable import ibid

@Suite struct CommandTests {
  private static let one =
    "• June, C. H. & Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, 64–73 (2018). Read it first.\n"

  @Test func searchBuildsTheIndexAndSaysSo() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.one])
    let first = try library.run("search", "antigen")
    #expect(first.status == 0)
    #expect(first.errors == "note: read 1 source: 1 citation, 1 annotated\n")
    #expect(
      first.output == """
        june2018chimeric  June, C. H. & Sadelain, M. (2018)
          Chimeric antigen receptor therapy
          N. Engl. J. Med. 379, 64–73
          | Read it first.
            Index/References/list.txt:1


        """)
    #expect(try library.run("search", "antigen").errors == "")
  }

  private static let statuses: [(String, Int32)] = [
    ("search antigen", 0), ("search nothing-like-this", 1), ("search (a", 2), ("search", 2),
    ("search authr:x", 2), ("search a --limit -1", 2), ("search a --sort luck", 2),
    ("search a --format pdf", 2), ("serch a", 2), ("search -june", 1), ("search -smith", 0),
    ("search -h", 0), ("--help", 0), ("show june2018chimeric", 0), ("show JUNE2018chimeric", 0),
    ("show nobody", 1), ("show", 2), ("sources", 0), ("read /nonexistent", 2), ("read /", 2),
    ("index /nonexistent", 2), ("search a --library /nonexistent", 3),
    ("index --library /proc/nothing", 3),
  ]

  @Test(arguments: statuses)
  func exitStatusTellsWhatHappened(_ line: String, _ status: Int32) throws {
    let library = try TemporaryLibrary.indexed(["Index/References/list.txt": Self.one])
    let arguments = line.split(separator: " ").map(String.init)
    let result = try Program.run(arguments, in: library.folder)
    #expect(result.status == status, "\(result.errors)")
    if status > 1 {
      #expect(result.output.isEmpty)
      #expect(!result.errors.isEmpty)
    }
  }

  @Test func indexReportsWhatItRead() throws {
    let library = try TemporaryLibrary(["list.txt": Self.one])
    let result = try library.run("index", "list.txt")
    #expect(
      result.output == """
        list.txt: 1 citation, 1 annotated
        read 1 source: 1 citation, 1 annotated; the library has 1 work

        """)
    #expect(
      try library.run("index").output == """
        list.txt: unchanged
        nothing has changed; the library has 1 work

        """)
    #expect(try library.run("sources").output == "list.txt: 1 citation, 1 annotated\n")
  }

  /// Of lists that are added at once none is lost.
  @Test func processesAtOnceAddAllTheirLists() async throws {
    let library = try TemporaryLibrary()
    for number in 1...4 { try library.write(Self.one, to: "list\(number).txt") }
    let folder = library.folder
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...4 {
        group.addTask { _ = try Program.run(["index", "list\(number).txt"], in: folder) }
      }
      try await group.waitForAll()
    }
    _ = try library.run("index")
    #expect(try library.run("sources").lines.count == 4)
  }

  @Test func initMakesALibrary() throws {
    let library = try TemporaryLibrary()
    let result = try library.run("init", "new")
    #expect(result.status == 0)
    let inside = library.folder.appendingPathComponent("new")
    #expect(try Program.run(["index"], in: inside).status == 0)
    #expect(try Program.run(["search", "x"], in: inside).status == 1)
    #expect(try library.run("init", "new").output.contains("is already a library"))
  }

  @Test func damagedIndexIsBuiltAgain() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.one])
    for garbage in ["", "garbage", String(repeating: "garbage", count: 10_000)] {
      try library.write(garbage, to: "Index/index.sqlite")
      let result = try library.run("search", "antigen", "--format", "keys")
      #expect(result.output == "june2018chimeric\n", "\(result.errors)")
      try library.write(Self.one + "\n", to: "Index/References/list.txt")
    }
  }

  /// An index that has the right version and is broken all the same.
  @Test func brokenTablesAreBuiltAgain() throws {
    let library = try TemporaryLibrary.indexed(["Index/References/list.txt": Self.one])
    let file = library.folder.appendingPathComponent("Index/index.sqlite")
    var bytes = try Data(contentsOf: file)
    for start in stride(from: 8192, to: bytes.count - 2000, by: 8192) {
      bytes.replaceSubrange(start..<start + 2000, with: Data(repeating: 0x5A, count: 2000))
    }
    try bytes.write(to: file)
    try library.write(Self.one + "\n", to: "Index/References/list.txt")
    #expect(try library.run("index").status == 0)
    #expect(try library.run("search", "antigen", "--format", "keys").output == "june2018chimeric\n")
  }

  @Test func whatCannotBeReadBecomesNoSource() throws {
    let library = try TemporaryLibrary(["binary": "\u{0}\u{1}"])
    for path in ["binary", "/dev/null", "/nonexistent"] {
      #expect(try library.run("index", path).status == 2)
    }
    #expect(try library.run("index").status == 0)
  }

  @Test func readsAndWritesWhatOtherProgramsDo() throws {
    let library = try TemporaryLibrary([
      "a.bib":
        "@article{k1, title = {On Loss}, author = {June, Carl}, year = 2019, note = {Mine.}}\n",
      "b.txt": "TY  - JOUR\nTI  - Escape\nPY  - 2020\nER  - \n",
    ])
    let read = try library.run("read", "a.bib", "b.txt", "--format", "bibtex")
    #expect(read.status == 0)
    #expect(read.lines.count { $0.hasPrefix("@article{") } == 2)
    #expect(
      read.errors
        == "2 citations, 1 annotated, 0 not fully parsed, 0 problems; without authors 1, container 2\n"
    )
    let json = try library.run("read", "b.txt", "--format", "jsonl", "--below", "2")
    #expect(json.output.contains("\"title\":\"Escape\""))
    let forced = try library.run("read", "a.bib", "--format-in", "ris")
    #expect(forced.status == 1)
    let wrong = try library.run("read", "a.bib", "--format-in", "bibtxe")
    #expect(wrong.status == 2)
    #expect(wrong.errors == "error: unknown format 'bibtxe'\n  hint: did you mean 'bibtex'?\n")
  }

  @Test func brokenConfigurationIsShownWithItsPlace() throws {
    let library = try TemporaryLibrary(["Index/index.yaml": "ranking:\n  k2: 1\n"])
    let result = try library.run("search", "a")
    #expect(result.status == 2)
    #expect(
      result.errors.hasSuffix(
        "index.yaml:2:3: error: unknown key 'k2'\n    k2: 1\n    ^^\n  hint: known keys: k1, b, pairs, pair-distance, annotated, cited, weights\n"
      ))
  }

  @Test func controlCharactersNeverReachTheTerminal() throws {
    let library = try TemporaryLibrary([
      "Index/References/list.txt":
        "• Smith, J. A \u{1B}[31mred\u{1B}[0m \u{202E}title. Nature 1, 2–3 (2001). A \u{7}note.\n"
    ])
    for arguments in [
      ["search", "*"], ["show", "smith2001red"], ["read", "Index/References/list.txt"],
    ] {
      let result = try Program.run(arguments, in: library.folder)
      #expect(
        !result.output.unicodeScalars.contains {
          $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}"
        })
    }
  }

  @Test func jsonHasTheSameKeysForEveryHit() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.one])
    let result = try library.run("search", "--format", "json", "antigen +")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["schema_version"] as? Int == 2)
    #expect(object["total"] as? Int == 1)
    #expect(
      (object["notes"] as? [[String: Any]])?.first?["message"] as? String
        == "'+' has no letters or digits; ignored")
    let hit = try #require((object["hits"] as? [[String: Any]])?.first)
    let ofLibrary = [
      "key", "annotations", "tags", "collections", "decision", "decision_reason", "notes",
      "origins",
      "conflicts", "places",
      "added", "snippet",
      "named_as",
      "score",
    ]
    #expect(Set(hit.keys) == Set(Fact.all.map(\.name) + ofLibrary))
    #expect(hit["volume"] as? String == "379" && hit["editors"] is NSNull)
  }

  /// A program that does not say how many works it wants gets all that match, but of those with some of
  /// the words no more than a person.
  @Test(arguments: [
    ("antigen", [], 26, false), ("*", [], 73, false), ("antigen loss zzzz", [], 20, true),
    ("antigen loss zzzz", ["--limit", "all"], 26, true),
    ("antigen loss zzzz", ["--limit", "7"], 7, true),
  ])
  func pipesGetAllButLooseMatches(
    _ query: String, _ options: [String], _ count: Int, _ isLoose: Bool
  ) throws {
    let library = try TemporaryLibrary.shipped()
    let result = try Program.run(
      ["search", query, "--format", "keys"] + options, in: library.folder)
    #expect(result.lines.count == count)
    #expect(result.errors.contains("no work contains all of the words") == isLoose)
  }

  /// Whoever counts asks how many works have all of the words.
  @Test func countsAreOfAllWords() throws {
    let library = try TemporaryLibrary.shipped()
    func count(_ options: String...) throws -> Program.Result {
      try Program.run(["search", "antigen zzzz", "--count"] + options, in: library.folder)
    }
    let relaxed = try count()
    #expect(relaxed.output == "0\n" && relaxed.status == 1)
    #expect(relaxed.errors.contains("not counted: 26 works with some of them"))
    #expect(try count("--match", "all").output == "0\n")
    #expect(try count("--match", "any").output != "0\n")
    #expect(try library.run("search", "antigen", "loss", "--count").output == "6\n")
  }

  private static let added: [(query: [String], count: String)] = [
    (["added:today"], "1"), (["added:<1d"], "1"), (["added:1h"], "1"), (["added:>1d"], "0"),
    (["added:>2020-01-01"], "1"), (["added:2020"], "0"), (["antigen added:today"], "1"),
    (["NOT added:today"], "0"), (["--since", "1d"], "1"), (["--since", "today", "zzz"], "0"),
    (["added:[2020-01-01 TO today]"], "1"), (["added:*"], "1"),
  ]

  @Test(arguments: added)
  func worksAreAskedForByWhenTheyCameIn(_ query: [String], _ count: String) throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.one])
    let result = try Program.run(
      ["search", "--count", "--match", "all"] + query, in: library.folder)
    #expect(result.output == count + "\n", "\(result.errors)")
  }

  @Test func theLastToComeInStandsFirst() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.one])
    _ = try library.run("index")
    let keys = try library.run("search", "*", "--sort", "added", "--format", "keys")
    #expect(keys.output == "june2018chimeric\n")
  }

  @Test func aTemplateIsALineAWork() throws {
    let library = try TemporaryLibrary([
      "Index/References/a.csv":
        "title,year,annotation\nOn loss,2001,\"line one\n\nline\ttwo\"\n"
    ])
    let template = #"- {annotations}\t{title}"#
    let result = try library.run("search", "*", "--template", template)
    #expect(
      result.output == "- line one  line two [from Index/References/a.csv]\tOn loss\n")
  }

  /// What an editor opens from the working folder, whether or not it is the library's.
  @Test func placesAreOpenedFromWhereOneStands() throws {
    let library = try TemporaryLibrary(["Index/References/list.txt": Self.one])
    let line = "list.txt:1: june2018chimeric: Chimeric antigen receptor therapy\n"
    let starts = [
      ("", "Index/References/"), ("Index", "References/"), ("Index/References", ""),
      ("Queries", "../Index/References/"),
    ]
    try library.write("antigen\n", to: "Queries/mine.query")
    for (folder, start) in starts {
      let result = try Program.run(
        ["search", "antigen", "--format", "places"],
        in: library.folder.appendingPathComponent(folder))
      #expect(result.output == start + line)
      let text = try Program.run(
        ["search", "antigen"], in: library.folder.appendingPathComponent(folder))
      #expect(text.output.contains("    \(start)list.txt:1\n"))
    }
  }

  @Test(arguments: [
    ("a/b.txt", "/lib", "/lib", "a/b.txt"), ("a/b.txt", "/lib", "/lib/a", "b.txt"),
    ("a/b.txt", "/lib", "/lib/c/d", "../../a/b.txt"), ("a/b.txt", "/x/lib", "/x", "lib/a/b.txt"),
    ("/y/b.txt", "/x/lib", "/x", "/y/b.txt"), ("a/b.txt", "/x/lib", "/home/me", "/x/lib/a/b.txt"),
    ("../b.txt", "/x/lib", "/x/lib", "../b.txt"),
  ])
  func pathsAreRelativeToWhereOneStands(
    _ source: String, _ folder: String, _ here: String, _ path: String
  ) {
    #expect(WriterOptions.path(of: source, in: folder, from: here) == path)
  }

  @Test func facetsCount() throws {
    let library = try TemporaryLibrary.shipped()
    let years = try library.run("facets", "year", "journal:nejm", "--format", "csv")
    #expect(years.output == "year,works\n2017,2\n2018,2\n2019,0\n2020,1\n2021,1\n")
    let types = try library.run("facets", "type", "--format", "jsonl")
    #expect(types.lines.first == "{\"value\":\"article\",\"works\":72}")
    let both = try library.run("facets", "type,year", "journal:nejm", "--format", "csv")
    #expect(both.output.hasPrefix("field,value,works\ntype,article,6\nyear,2017,2\n"))
    let text = try library.run("facets", "type,year", "journal:nejm")
    #expect(text.output.hasPrefix("type\n  6  article\n\nyear\n  2  2017\n"), "\(text.output)")
    let json = try library.run("facets", "year,type", "journal:nejm", "--format", "json")
    #expect(json.output.hasPrefix("{\"year\":[{\"value\":\"2017\",\"works\":2}"))
    for wrong in ["year,yeer", "year,year", "year,"] {
      #expect(try library.run("facets", wrong).status == 2, "\(wrong)")
    }
    #expect(try library.run("facets", "yeer").status == 2)
    #expect(try library.run("facets", "year", "zzzz").status == 1)
  }

  @Test func readPrintsOneLineACitationWithEveryKey() throws {
    let library = try TemporaryLibrary(["list.txt": Self.one])
    let result = try library.run("read", "list.txt", "--format", "jsonl")
    let (start, fields) = try #require(
      result.output.firstRange(of: ",\"fields\":").map {
        (result.output[..<$0.lowerBound], result.output[$0.upperBound...])
      })
    #expect(fields.hasPrefix("[{\"name\":\"authors\",\"start\":0,\"end\":"))
    #expect(result.lines.count == 1)
    let known = [
      "type": #""article""#, "et_al": "false", "title": #""Chimeric antigen receptor therapy""#,
      "authors":
        #"[{"family":"June","given":"C. H.","suffix":null},{"family":"Sadelain","given":"M.","suffix":null}]"#,
      "container": #""N. Engl. J. Med.""#, "volume": #""379""#, "pages": #""64–73""#,
      "year": "2018",
    ]
    let facts = Fact.all.map { "\"\($0.name)\":\(known[$0.name] ?? "null")" }
    #expect(
      start.hasPrefix(
        """
        {"position":1,"line":1,\(facts.joined(separator: ",")),"source_key":null,\
        "subject":null,"tags":null,"annotation":"Read it first.","notes":null,"warnings":null,"grade":null,"labels":null,\
        "raw":"June, C. H. & Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, 64–73 (2018). Read it first.",\
        "confidence":0.9
        """))
  }
}

/// The library that ships with the program.
@Suite struct ShippedLibraryTests {
  @Test func holdsWhatItPromises() throws {
    let library = try TemporaryLibrary.shipped()
    let result = try library.run("search", "*", "--format", "jsonl", "--limit", "1000")
    let works = try result.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(works.count >= 60)
    #expect(works.count { ($0["places"] as? [Any])?.count == 2 } >= 8)
    #expect(works.reduce(0) { $0 + (($1["annotations"] as? [Any])?.count ?? 0) } >= 20)
    let read = try library.run("index")
    #expect(!read.output.contains("problem"))
  }

  @Test(arguments: [
    ("author:schuster year:2017..2021 lymphoma", "schuster2017chimeric"),
    ("PD1", "chong2017pd"), ("PD-1", "chong2017pd"), ("gamma-secretase", "pont2019gamma"),
    ("\"antigen loss\"", "orlando2018genetic"), ("author:\"Powell DJ\"", "rodriguezgarcia2020car"),
    ("author:\"van Bruggen\"", "vanbruggen2019chronic"), ("oreilly", "oreilly2016virus"),
  ])
  func answers(_ query: String, _ key: String) throws {
    let result = try TemporaryLibrary.shipped().run("search", query, "--format", "keys")
    #expect(result.lines.contains(Substring(key)), "\(result.output)")
  }

  @Test func savedQueriesFindWhatTheyExpect() throws {
    let library = try TemporaryLibrary.shipped()
    let files = try library.copyQueries()
    #expect(files.count >= 3)
    let result = try library.run("queries", "check")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.count == files.count)
  }
}

/// A page as people save it; not part of the checkout.
@Suite(.enabled(if: Program.hasSharedData, "needs ../shared/data beside the checkout"))
struct SavedPageTests {
  private func library() throws -> TemporaryLibrary {
    let library = try TemporaryLibrary()
    let page = Program.sharedData.appendingPathComponent("lists/car-t-resistance.txt").path
    let result = try library.run("index", page)
    #expect(
      result.output.hasSuffix("225 citations, 15 annotated, 1 problem; the library has 224 works\n")
    )
    return library
  }

  @Test func answersAsItsReadersWould() throws {
    let library = try library()
    func keys(_ query: String) throws -> Set<Substring> {
      Set(try library.run("search", "--format", "keys", "--limit", "1000", query).lines)
    }
    #expect(
      try keys("author:schuster year:2017..2021 lymphoma") == [
        "schuster2017chimeric", "schuster2019tisagenlecleucel", "schuster2021long", "chong2021five",
      ])
    #expect(try keys("PD1") == keys("PD-1"))
    #expect(try keys("PD1") == keys("\"PD 1\""))
    let all = try keys("*")
    let pediatric = try keys("pediatric")
    let either = try keys("tisagenlecleucel").union(keys("tisa-cel"))
    #expect(
      try keys("(tisagenlecleucel OR tisa-cel) NOT pediatric") == either.subtracting(pediatric))
    #expect(try keys("-pediatric") == all.subtracting(pediatric))
    for key in try keys("annotation:\"complete response\"") {
      #expect(
        try library.run("show", String(key)).output.lowercased().contains("complete response"))
    }
  }
}
