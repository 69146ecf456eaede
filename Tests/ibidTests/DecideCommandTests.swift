import Foundation
import ProgramTestSupport
import Testing

/// Screening works for a review: decisions are kept in a file of their own, found, shown and counted.
@Suite struct DecideCommandTests {
  private static func entry(_ key: String, _ title: String, _ doi: String) -> String {
    "@article{\(key), author = {Ek, S.}, title = {\(title)}, year = 2000, doi = {\(doi)}}\n"
  }

  /// Two databases that have two records in common.
  private func library() throws -> TemporaryLibrary {
    try TemporaryLibrary.indexed([
      "Index/References/one.bib": Self.entry("owls", "Owls at night", "10.1234/a")
        + Self.entry("larks", "Larks by day", "10.1234/b")
        + Self.entry("rooks", "Rooks at dusk", "10.1234/c"),
      "Index/References/two.bib": Self.entry("owl", "Owls at night", "10.1234/a")
        + Self.entry("lark", "Larks by day", "10.1234/b")
        + Self.entry("gulls", "Gulls at noon", "10.1234/d"),
    ])
  }

  @Test func decisionsAreKeptFoundAndShown() throws {
    let library = try library()
    let decided = try library.run("decide", "rooks", "exclude", "wrong", "population")
    #expect(decided.status == 0)
    let key = try #require(decided.output.split(separator: ":").first).description
    #expect(decided.output == "\(key): exclude (wrong population)\n")
    #expect(try library.run("decide", "owls", "include").status == 0)
    for query in [
      "decision:exclude", #"decision:"wrong population""#, "decision:exclude -decision:include",
      "has:decision -decision:include", "decision:excl*",
    ] {
      #expect(try library.run("search", query, "--format", "keys").output == "\(key)\n")
    }
    #expect(try library.run("search", "no:decision", "--count").output == "2\n")
    #expect(
      try library.run("show", key).output.contains("  Decision: exclude (wrong population)\n"))
    #expect(try library.run("search", "rooks").output.contains("Decision: exclude"))
    let json = try library.run("search", "rooks", "--format", "jsonl").output
    #expect(json.contains(#""decision":"exclude","decision_reason":"wrong population""#))
    #expect(try library.run("decide", key).output == "\(key): exclude (wrong population)\n")
    let facets = try library.run("facets", "decision").output
    #expect(facets.contains("1  exclude/wrong population") && facets.contains("1  include"))
    let file = try library.shell("sed 's/\"date\":\"[^\"]*\"/D/' Index/decisions.jsonl").lines
    #expect(
      file.first.map(String.init)
        == #"{D,"decision":"exclude","key":"\#(key)","reason":"wrong population"}"#)
  }

  @Test func theLastDecisionCountsAlsoOfMergedWorks() throws {
    let library = try library()
    #expect(try library.run("decide", "rooks", "include").status == 0)
    #expect(try library.run("decide", "gulls", "exclude", "too", "noisy").status == 0)
    #expect(try library.run("merge", "rooks", "gulls").status == 0)
    #expect(try library.run("search", "decision:include", "--count").output == "0\n")
    #expect(try library.run("search", "decision:exclude", "--count").output == "1\n")
    #expect(try library.run("decide", "rooks", "none").status == 0)
    #expect(try library.run("decide", "gulls", "none").status == 0)
    #expect(try library.run("search", "has:decision", "--count").output == "0\n")
  }

  @Test func keysComeFromAPipe() throws {
    let library = try library()
    let result = try library.shell(
      "ibid search 'owls OR larks' --format keys | ibid decide - maybe full text needed")
    #expect(result.lines.count == 2)
    #expect(result.lines.allSatisfy { $0.hasSuffix(": maybe (full text needed)") })
  }

  @Test func theFlowOfAReviewIsCounted() throws {
    let library = try library()
    for words in [
      ["rooks", "exclude", "wrong population"], ["gulls", "exclude"], ["owls", "include"],
    ] {
      #expect(try Program.run(["decide"] + words, in: library.folder).status == 0)
    }
    let counts = try library.run("stats", "--prisma")
    #expect(counts.status == 0)
    #expect(
      counts.output == """
        records identified          6
          Index/References/one.bib  3
          Index/References/two.bib  3
        duplicates removed          2
        works to screen             4
        screened                    3
        excluded                    2
          wrong population          1
          no reason given           1
        undecided (maybe)           0
        included                    1
        not screened                1

        """)
    let json = try library.run("stats", "--prisma", "--format", "json").output
    #expect(json.contains(#""identified":6"#) && json.contains(#""included":1"#))
    // The index is derived: the numbers are those of the files.
    #expect(try library.shell("rm Index/index.sqlite").status == 0)
    #expect(try library.run("stats", "--prisma").output == counts.output)
  }

  @Test(arguments: [
    ("decide rooks includ", "did you mean 'include'?"),
    ("decide nothing include", "unknown key 'nothing'"),
    ("decide rooks none because", "'none' takes no reason"),
  ])
  func whatCannotBeIsRefused(_ words: String, _ message: String) throws {
    let library = try library()
    let result = try library.shell("ibid \(words)")
    #expect(result.status != 0)
    #expect(result.errors.contains(message))
    #expect(try library.shell("test -e Index/decisions.jsonl").status == 1)
  }

  /// A person may write the file by hand.
  @Test func linesThatCannotBeReadAreToldAndTheRestCounts() throws {
    let library = try library()
    try library.write(
      """
      {"key":"owls","decision":"include"}
      {"key":"larks","decision":"exlude"}
      nonsense

      {"key":"unknownkey","decision":"exclude"}
      """, to: "Index/decisions.jsonl")
    let index = try library.run("index")
    #expect(index.errors.contains("Index/decisions.jsonl:2:1: warning: skipped this decision"))
    #expect(index.errors.contains("unknown decision 'exlude'; did you mean 'exclude'?"))
    #expect(try library.run("search", "decision:include", "--count").output == "1\n")
    let check = try library.run("check")
    #expect(check.errors.contains("Index/decisions.jsonl:5: 'unknownkey' is not in the library"))
  }

  @Test func theShellDecides() throws {
    let library = try library()
    let result = try library.shell(
      "printf '%s\\n' ':format keys' rooks ':decide 1 exclude no control' ':decide 1' | ibid repl")
    #expect(result.lines.suffix(2).allSatisfy { $0.hasSuffix(": exclude (no control)") })
    #expect(result.lines.count == 3)
  }
}
