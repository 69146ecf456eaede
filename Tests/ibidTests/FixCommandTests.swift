import Foundation
import ProgramTestSupport
import Testing

/// `fix`: what a person corrects holds, and the source stays as it is.
@Suite struct FixCommandTests {
  private static let list = """
    Keller, A. Soil acidity in beech woods. Soils 9, 12–20 (2019).
    Roe, R. Salts of the coastal plain. Tides 1, 3–9 (2018).

    """

  private func library() throws -> TemporaryLibrary {
    try TemporaryLibrary.indexed(["Index/References/a.txt": Self.list])
  }

  private func facts(_ library: TemporaryLibrary, _ query: String) throws -> [String: Any] {
    let result = try library.run("search", query, "--format", "jsonl")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test func correctionsHoldAndAreShown() throws {
    let library = try library()
    let result = try library.run(
      "fix", "keller2019soil", "year=2020", "author=Keller, Anna; Obst, B.", "volume=")
    #expect(result.status == 0, "\(result.errors)")
    let facts = try facts(library, "acidity")
    #expect(facts["year"] as? Int == 2020)
    #expect((facts["authors"] as? [Any])?.count == 2)
    #expect(facts["volume"] is NSNull)
    #expect(try library.run("search", "author:obst", "--count").output == "1\n")
    #expect(
      try library.run("show", "keller2019soil").output.contains("corrected year, authors, volume"))
    // The source is as it was, and its other citations, too.
    #expect(
      try String(
        contentsOf: library.folder.appendingPathComponent("Index/References/a.txt"),
        encoding: .utf8) == Self.list)
    #expect(try self.facts(library, "coastal")["year"] as? Int == 2018)
  }

  /// They outlive the index, and changes of the source around the citation.
  @Test func correctionsOutliveTheIndex() throws {
    let library = try library()
    _ = try library.run("fix", "keller2019soil", "year=2020")
    try FileManager.default.removeItem(
      at: library.folder.appendingPathComponent("Index/index.sqlite"))
    #expect(try facts(library, "acidity")["year"] as? Int == 2020)
    try library.write(
      "Ek, P. Birds of the north. Oikos 3, 4–9 (2001).\n" + Self.list, to: "Index/References/a.txt")
    #expect(try facts(library, "acidity")["year"] as? Int == 2020)
    #expect(try library.run("fix", "--undo", "keller2019soil").status == 0)
    #expect(try facts(library, "acidity")["year"] as? Int == 2019)
    #expect(try library.run("fix", "--undo", "keller2019soil").status == 1)
  }

  @Test func aCorrectionOfWhatIsPrintedOtherwiseIsTold() throws {
    let library = try library()
    _ = try library.run("fix", "keller2019soil", "year=2020")
    #expect(try library.run("check").status == 0)
    try library.write(
      Self.list.replacing("beech woods", with: "beech forests"), to: "Index/References/a.txt")
    let told = "Index/References/a.txt: the correction of year no longer applies"
    #expect(try library.run("index").errors.contains(told))
    let check = try library.run("check")
    #expect(check.status == 1 && check.errors.contains(told))
    // It holds again with its citation, and is silent while the source is away.
    try library.write(Self.list, to: "Index/References/a.txt")
    #expect(try library.run("check").status == 0)
    #expect(try facts(library, "acidity")["year"] as? Int == 2020)
  }

  @Test(arguments: [
    (["yeer=2020"], "unknown field 'yeer'", "did you mean 'year'?"),
    (["year=soon"], "invalid value 'soon' for 'year'", "expected a whole number"),
    (["2020"], "invalid correction '2020'", "for example: year=2017"),
  ])
  func mistakesChangeNothing(_ changes: [String], _ message: String, _ hint: String) throws {
    let library = try library()
    let result = try Program.run(["fix", "keller2019soil"] + changes, in: library.folder)
    #expect(result.status == 2)
    #expect(result.errors.contains(message) && result.errors.contains(hint))
    #expect(try facts(library, "acidity")["year"] as? Int == 2019)
    #expect(try library.run("fix", "nobody2000none", "year=2000").status == 1)
  }

  @Test func linesThatAreNoCorrectionsAreTold() throws {
    let library = try library()
    _ = try library.run("fix", "keller2019soil", "year=2020")
    let file = library.folder.appendingPathComponent("Index/fixes.jsonl")
    let text = try String(contentsOf: file, encoding: .utf8)
    try library.write("nonsense\n" + text, to: "Index/fixes.jsonl")
    let result = try library.run("index")
    #expect(result.errors.contains("ignored 1 line") && result.errors.contains("line 1"))
    #expect(try facts(library, "acidity")["year"] as? Int == 2020)
  }

  @Test func anEditorShowsWhatWasRead() throws {
    let library = try library()
    try library.write(
      "#!/bin/sh\nsed -i -e 's/^year: .*/year: 2021/' -e '/^volume/d' \"$1\"\n", to: "editor.sh")
    let result = try Program.shell(
      "VISUAL='sh editor.sh' ibid fix keller2019soil", in: library.folder)
    #expect(result.status == 0, "\(result.errors)")
    let facts = try facts(library, "acidity")
    #expect(facts["year"] as? Int == 2021)
    #expect(facts["volume"] is NSNull)
    #expect(facts["pages"] as? String == "12–20")
  }
}
