import Foundation
import ProgramTestSupport
import Testing

/// What is wrong in a library is listed, and what is typed wrongly is told with what is near.
@Suite struct CheckCommandTests {
  private static func entry(_ key: String, _ title: String, _ doi: String) -> String {
    "@article{\(key), author = {Ek, S.}, title = {\(title)}, year = 2000, doi = {\(doi)}}\n"
  }

  @Test func aDOIOfTwoTitlesIsListed() throws {
    let library = try TemporaryLibrary([
      "Index/References/one.bib": Self.entry("owls", "Owls at night", "10.1234/a")
        + Self.entry("larks", "Larks by day: a field guide", "10.1234/b"),
      "Index/References/two.bib": Self.entry("gulls", "The gulls of Leeds", "10.1234/A")
        + Self.entry("lark", "Larks by day", "https://doi.org/10.1234/b"),
    ])
    let check = try library.run("check")
    #expect(check.status == 1)
    let expected =
      "'Owls at night' (Index/References/one.bib:1) and 'The gulls of Leeds' (Index/References/two.bib:1)"
    #expect(
      check.errors.contains("warning: 10.1234/a is the DOI of two titles: \(expected)\n"))
    #expect(!check.errors.contains("10.1234/b"))
  }

  /// Keys, sources, annotators and the like are of closed vocabularies.
  @Test(arguments: [
    ("key:ek2000owl", "ek2000owls"), ("source:birdz", "birds"), ("annotator:mro", "Moss"),
    ("grade:7", "2"), ("journal:=heronz", "Herons"), ("tag:toreed", "toread"),
    ("decision:includ", "include"), ("decision:\"no contrl\"", "exclude/no control"),
  ])
  func anUnknownValueIsToldWithTheNearest(_ query: String, _ near: String) throws {
    let library = try TemporaryLibrary.indexed([
      "Index/index.yaml":
        "sources:\n  - path: References/birds.bib\n    annotator: Moss\n  - References\n",
      "Index/References/birds.bib":
        "@article{o, author = {Ek, S.}, title = {Owls}, journal = {Herons}, year = 2000, annotation = {Good.}}\n",
      "Index/References/list.txt":
        "•• June, C. H. & Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, 64–73 (2018).\n",
      "Index/Notes/o.md": "---\ntags: [toread]\n---\nA note.\n",
      "Index/decisions.jsonl": """
      {"key":"o","decision":"include"}
      {"key":"june2018chimeric","decision":"exclude","reason":"no control"}

      """,
    ])
    let result = try library.run("search", query)
    #expect(result.status == 1, "\(query)")
    #expect(result.errors.contains(near), "\(result.errors)")
  }

  /// Each tells what is wrong with one message, and the rest is read.
  @Test(arguments: [
    BadInput(
      "ragged.csv", "Title,Year,Journal,Authors\nOne,2001,J,Ek S.,surplus\nTwo,2002,J\n",
      "this row has 5 cells for 4 columns", status: 0),
    BadInput(
      "huge.md",
      "[@nobody1999] says so.\n\n" + String(repeating: "No word of a source.\n\n", count: 100_000),
      "'nobody1999' is not in the library", status: 0),
    BadInput("picture.txt", "\u{0}\u{1}\u{2}", "is not a text file", status: 2),
  ])
  func aBadFileIsToldOnceAndTheRestIsRead(_ input: BadInput) throws {
    let library = try TemporaryLibrary([
      "Index/References/good.bib": Self.entry("owls", "Owls at night", "10.1234/a"),
      "Index/References/\(input.name)": input.text,
    ])
    let index = try library.shell("ibid index 2>&1; s=$?; ibid check 2>&1; exit $s")
    #expect(index.status == input.status)
    let told = index.lines.filter { $0.contains(input.message) }
    #expect(told.count == 1, "\(index.output.prefix(2_000))")
    #expect(try library.run("search", "owls", "--count").output == "1\n")
  }

  struct BadInput: CustomTestStringConvertible, Sendable {
    let (name, text, message, status): (String, String, String, Int32)
    init(_ name: String, _ text: String, _ message: String, status: Int32) {
      (self.name, self.text, self.message, self.status) = (name, text, message, status)
    }
    var testDescription: String { name }
  }

  @Test func aKeyOfTwoFilesIsOfBothWorks() throws {
    let library = try TemporaryLibrary([
      "Index/References/one.bib": Self.entry("birds", "Owls at night", "10.1234/a"),
      "Index/References/two.bib": Self.entry("birds", "The gulls of Leeds", "10.1234/b"),
      "Index/References/draft.md": "As [@birds] show.\n",
    ])
    #expect(try library.run("index").status == 0)
    let shown = try library.run("show", "birds")
    #expect(shown.output.contains("Owls at night") && shown.output.contains("The gulls of Leeds"))
    let tag = try library.run("tag", "birds", "+toread")
    #expect(tag.errors.contains("error: 'birds' is the key of several works"))
    let check = try library.run("check")
    #expect(
      check.errors.contains("this note is ambiguous: several works are named 'birds'")
        || check.output.contains("'@birds' was resolved to"), "\(check)")
  }
}
