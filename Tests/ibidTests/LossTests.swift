import Foundation
import ProgramTestSupport
import Testing

/// What of a source is not read is told, by `index`, `check`, `sources` and in queries.
@Suite struct LossTests {
  /// One record that is whole, one without a title, and an object that is not a citation.
  private static let damaged = """
    [{"type": "article-journal", "title": "Soil acidity in beech woods", "author": [{"family":
      "Keller", "given": "Ann"}], "container-title": "Soils", "issued": {"raw": "2019"}},
     {"type": "article-journal", "author": [{"family": "Roe", "given": "R."}], "issued": {"raw": "2018"}},
     {"colour": "red",
      "size": 3}]
    """
  private static let whole =
    "@book{a, title={Whole}, author={Obst, B.}, year=2001, publisher={P}}\n"

  private func library(_ text: String, _ name: String = "Index/References/a.json") throws
    -> TemporaryLibrary
  {
    try TemporaryLibrary(["Index/index.yaml": "", name: text])
  }

  @Test func linesThatAreNotReadAreCountedAndChangeTheStatus() throws {
    let library = try library(Self.damaged)
    let result = try library.run("index")
    #expect(result.status == 1)
    #expect(result.output.contains("Index/References/a.json: 2 citations, 0 annotated"))
    #expect(result.output.contains("2 lines not read"))
    #expect(result.errors.contains("'ibid read Index/References/a.json"))
    let again = try library.run("index")
    #expect(again.status == 0)
    let check = try library.run("check")
    #expect(check.status == 1)
    #expect(check.errors.contains("Index/References/a.json: 2 citations"))
    #expect(try library.run("sources").output.contains("2 lines not read"))
  }

  @Test func whatIsReadWholeHasStatusZero() throws {
    let library = try library(Self.whole, "Index/References/a.bib")
    #expect(try library.run("index").status == 0)
    #expect(try library.run("check").status == 0)
  }

  @Test func programsReadWhatBecameOfEachSource() throws {
    let result = try library(Self.damaged).run("index", "--format", "jsonl")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(report["path"] as? String == "Index/References/a.json")
    #expect(report["outcome"] as? String == "read")
    #expect(report["citations"] as? Int == 2)
    #expect(report["unread_lines"] as? Int == 2)
    let problems = try #require(report["problems"] as? [[String: Any]])
    #expect(problems.allSatisfy { $0["message"] is String && $0["place"] is [String: Any] })
  }

  @Test func warningsAndConfidencesAreSearched() throws {
    let library = try library(Self.damaged)
    _ = try library.run("index")
    let doubted = try library.run("search", "has:warning", "--format", "keys").output
    let sure = try library.run("search", "no:warning", "--format", "keys").output
    #expect(sure == "keller2019soil\n")
    #expect(!doubted.isEmpty && doubted != sure)
    let least = try library.run("search", "confidence:>=0.9", "--format", "keys").output
    #expect(least.contains("keller2019soil"))
    #expect(try library.run("search", "confidence:2").status == 2)
  }

  @Test func filesOfOtherProgramsAreRefusedByName() throws {
    let library = try library("%PDF-1.4\n\u{1}\0", "paper.pdf")
    let result = try library.run("read", "paper.pdf")
    #expect(result.status == 2)
    #expect(result.errors.contains("'paper.pdf' is a PDF"))
    #expect(result.errors.contains("pdftotext"))
    #expect(try library.run("index", "paper.pdf").status == 2)
  }
}
