import Foundation
import ProgramTestSupport
import Testing

/// What works have to do with each other: commands that print it.
@Suite struct RelationCommandTests {
  private static let list = """
    • Smith, J. Loss of an antigen in patients. Nature 1, 2–3 (2001). Unlike Doe (1999), and as Li (2019) adds.
    • June, C. H. & Sadelain, M. Receptor therapy. N. Engl. J. Med. 379, 64–73 (2018). On the chimeric antigen receptor (CAR).
    • Li, A. Antigens of one kind. Cell 4, 5–6 (2019).
    • Li, B. Receptors of another kind: the chimeric antigen receptor (CAR) and the loss of antigen (LOA). Blood 7, 8–9 (2019).

    """

  private func library() throws -> TemporaryLibrary {
    try .indexed(["Index/References/list.txt": Self.list])
  }

  @Test(arguments: [
    (["links"], "  \"smith2001loss\" -> \"li2019antigens\";"),
    (["links", "author:smith"], "  \"smith2001loss\" -> \"li2019antigens\";"),
  ])
  func linksAreAGraph(_ arguments: [String], _ edge: String) throws {
    let library = try library()
    let result = try Program.run(arguments, in: library.folder)
    #expect(result.status == 0)
    #expect(result.output == "digraph mentions {\n\(edge)\n}\n", "\(result.errors)")
  }

  /// What no work of the library is meant by is not a link in any format.
  @Test func linksHaveTwoEnds() throws {
    let library = try library()
    let lines = try library.run("links", "--format", "jsonl").lines
    #expect(lines.count == 1)
    #expect(lines.first?.contains("\"target\":\"li2019antigens\"") == true)
  }

  @Test func linksMayBeNone() throws {
    let result = try library().run("links", "author:li")
    #expect(result.status == 1)
    #expect(result.output == "digraph mentions {\n}\n")
  }

  @Test func whatIsMentionedAndNotSureIsChecked() throws {
    let library = try library()
    let result = try library.run("check")
    #expect(result.status == 1)
    #expect(
      result.output == """
        Index/References/list.txt:1: 'Doe (1999)' is not in the library
        Index/References/list.txt:1: 'Li (2019)' was resolved to li2019antigens; it may also be li2019receptors

        """)
    #expect(
      try library.run("check", "--format", "jsonl").lines.last == """
        {"text":"Li (2019)","work":"smith2001loss","source":"Index/References/list.txt","line":1,\
        "target":"li2019antigens","candidates":["li2019receptors"]}
        """)
    // With what was missing, and without what was in doubt, there is nothing to look at.
    try library.write(
      Self.list.replacing("Li, B.", with: "Lee, B.") + "• Doe, A. Before. Cell 1, 2–3 (1999).\n",
      to: "Index/References/list.txt")
    let sound = try library.run("check")
    #expect(sound.status == 0 && sound.output.isEmpty, "\(sound.output)")
    #expect(try library.run("links").output.contains("\"smith2001loss\" -> \"doe1999before\""))
  }

  @Test func abbreviationsAreListedCommonestFirst() throws {
    let library = try library()
    #expect(
      try library.run("abbreviations").output == """
        CAR\tchimeric antigen receptor\t2 works: june2018receptor, li2019receptors
        LOA\tloss of antigen\t1 work: li2019receptors

        """)
    #expect(
      try library.run("abbreviations", "--format", "jsonl").lines.last
        == #"{"short":"LOA","long":"loss of antigen","works":["li2019receptors"]}"#)
  }

  @Test func theMostSimilarComeFirst() throws {
    let library = try library()
    func similar(_ arguments: String...) throws -> Program.Result {
      try Program.run(
        ["similar", "smith2001loss", "--format", "keys"] + arguments, in: library.folder)
    }
    let all = try similar()
    #expect(all.status == 0 && all.lines.first == "li2019receptors")
    #expect(!all.lines.contains("smith2001loss"))
    #expect(try similar("--limit", "1").lines == ["li2019receptors"])
    #expect(try library.run("similar", "nobody").status == 1)
  }

  @Test func likelyDuplicatesAreListedWithReasons() throws {
    let works = [("a", "antigen"), ("b", "antigens")].map { key, word in
      "@article{\(key), author={Smith, J.}, title={Loss of \(word) in lymphoma cells}, year=2020}\n"
    }
    let library = try TemporaryLibrary.indexed([
      "Index/References/a.bib": works[0], "Index/References/b.bib": works[1],
      "Index/References/c.bib": "@book{c, author={Smith, J.}, title={Gain}, year=2020}\n",
    ])
    let result = try library.run("duplicates")
    #expect(result.status == 0)
    #expect(result.lines.count == 2)
    #expect(result.lines.first == "ibid merge smith2020loss smith2020loss-a")
    #expect(
      result.lines.last?.hasSuffix("nearly the same title, same first author, year 2020") == true)
    try FileManager.default.removeItem(
      at: library.folder.appendingPathComponent("Index/References/b.bib"))
    #expect(try library.run("duplicates").status == 1)
  }
}
