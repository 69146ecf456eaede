import Foundation
import ProgramTestSupport
import Testing

/// Notes that cite keys, in a library with the works that they cite.
@Suite struct CitingNotesProgramTests {
  private static let sources = [
    "Index/References/a.bib": """
    @article{marlow2020, author = {Marlow, Ina and Quill, Ben}, title = {Tests of small boats}, journal = {Tests}, volume = {4}, pages = {1--9}, doi = {10.5555/12345}, year = {2020}}
    @article{smith, author = {Smith, J. and Roe, A. and Doe, B.}, title = {Tea for librarians}, journal = {Tea}, year = {2019}}

    """,
    "Index/References/chapter2.md": """
    # Hulls

    Thin hulls leak [@marlow2020]. #leaks

    Tea helps, as Smith et al. (2019) say; so does [@nobody2001].

    """,
    "Index/References/more.bib": "@misc{marlow2020, annote = {Cited too seldom.}}\n",
  ]

  private func keys(_ library: TemporaryLibrary, _ query: String) throws -> [String] {
    try library.run("search", query, "--format", "keys", "--sort", "key", "--match", "all").lines
      .map(String.init)
  }

  @Test func aParagraphAnnotatesWhatItCites() throws {
    let library = try TemporaryLibrary(Self.sources)
    let (marlow, smith) = ("marlow2020tests", "smith2019tea")
    for (query, expected) in [
      ("annotation:leak", [marlow]), ("cited-in:chapter2.md", [marlow, smith]),
      ("heading:hulls", [marlow, smith]), ("tag:leaks", [marlow]), ("annotation:tea", [smith]),
      ("annotation:seldom", [marlow]), ("lists:2", []), ("*", [marlow, smith]),
    ] {
      #expect(try keys(library, query) == expected, "\(query)")
    }
    let shown = try library.run("show", "marlow2020tests").output
    #expect(shown.contains("    Index/References/chapter2.md:3, “Hulls”\n"), "\(shown)")
    let checked = try library.run("check")
    #expect(checked.status == 1)
    #expect(
      checked.output == "Index/References/chapter2.md:5: 'nobody2001' is not in the library\n")
    #expect(checked.errors == "", "what is told once is not told again")
  }

  @Test func notesFollowTheirWorksWhenSourcesComeAndGo() throws {
    let library = try TemporaryLibrary(Self.sources)
    #expect(try keys(library, "annotation:leak").count == 1)
    try FileManager.default.removeItem(
      at: library.folder.appendingPathComponent("Index/References/a.bib"))
    #expect(try keys(library, "*") == [])
    #expect(try library.run("index").status == 0)
    try library.write(
      "@book{x, title = {Other tests}, author = {Marlow, I.}, year = 2001, doi = {10.5555/9}}\n",
      to: "Index/References/b.bib")
    try library.write(
      "About 10.5555/9, and [@x].\n", to: "Index/References/chapter2.md")
    #expect(try keys(library, "cited-in:chapter2") == ["marlow2001other"])
    let shown = try library.run("show", "x").output
    #expect(shown.components(separatedBy: "About 10.5555/9").count == 2, "said once")
    // What the index holds is as it should be.
    #expect(try library.run("index").status == 0)
  }
}
