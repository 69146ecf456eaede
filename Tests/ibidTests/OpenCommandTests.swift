import Foundation
import ProgramTestSupport
import Testing

@Suite struct OpenCommandTests {
  private func library() throws -> TemporaryLibrary {
    try TemporaryLibrary([
      "Index/References/a.bib": """
      @article{one, title = {=cmd|' /C calc'!A0}, doi = {10.1000/x y}, year = 2001}
      @article{two, title = {Soil & water}, year = 2002, pmid = {29226797}}
      @article{three, title = {Soil & water, revisited}, year = 2003}
      """
    ])
  }

  @Test(arguments: [
    ("one --print", 0, "https://doi.org/10.1000/x"),
    ("two --print", 0, "https://pubmed.ncbi.nlm.nih.gov/29226797/"),
    ("three --print", 0, "https://search.crossref.org/?q=Soil%20%26%20water,%20revisited"),
    ("four --print", 1, ""),
  ])
  func printsThePage(_ arguments: String, _ status: Int32, _ page: String) throws {
    let result = try library().shell("ibid open \(arguments)")
    #expect(result.status == status)
    #expect(result.output.hasPrefix(page) && result.lines.count <= 1)
  }

  @Test func opensTheLineInTheEditor() throws {
    let library = try library()
    let place = try library.shell("ibid open two --source --print").output
    #expect(place.hasSuffix("Index/References/a.bib:2\n"))
    let edited = try library.shell("EDITOR='echo -n' VISUAL= ibid open two --source").output
    #expect(edited.hasPrefix("+2 ") && edited.hasSuffix("a.bib"))
    #expect(try library.shell("EDITOR=false VISUAL= ibid open two --source").status == 2)
  }

  /// A spreadsheet runs nothing that a source says.
  @Test(arguments: ["csv", "tsv"])
  func cellsAreNoFormulas(_ format: String) throws {
    let arguments = "ibid search year:2001 --fields title,year --format \(format)"
    let guarded = try library().shell(arguments).lines
    #expect(guarded.count == 2 && guarded[1].hasPrefix("'=cmd"))
    let raw = try library().shell("\(arguments) --raw-cells").lines
    #expect(raw.count == 2 && raw[1].hasPrefix("=cmd"))
  }
}
