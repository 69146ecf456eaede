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
    (["year=soon"], "invalid value 'soon' for 'year'", "expected a number from -4000 to 2100"),
    (["year=99999"], "invalid value '99999' for 'year'", "to 2100"),
    (["month=13"], "invalid value '13' for 'month'", "from 1 to 12"),
    (["doi=hello"], "invalid value 'hello' for 'doi'", "expected a DOI: 10."),
    (["pmid=PMC12"], "invalid value 'PMC12' for 'pmid'", "expected a PubMed ID"),
    (["isbn=12"], "invalid value '12' for 'isbn'", "10 or 13 digits"),
    (["type=banana"], "invalid value 'banana' for 'type'", "expected one of article, "),
    (["authors=;"], "'authors=;' names nobody", "to remove the field: authors="),
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

  /// What people paste into a correction, and what is meant.
  @Test(arguments: [
    ("pmid=PMID: 29385370", "pmid", "29385370"),
    ("pmid=https://pubmed.ncbi.nlm.nih.gov/29385370/", "pmid", "29385370"),
    ("doi=https://doi.org/10.1056/NEJMoa1707447", "doi", "10.1056/nejmoa1707447"),
    ("arxiv=arXiv:1706.03762v2", "arxiv", "1706.03762"), ("pmcid=5739361", "pmcid", "PMC5739361"),
    ("type=book", "type", "book"), ("year=-44", "year", "-44"),
  ])
  func valuesAreReadAsFromASource(_ change: String, _ name: String, _ value: String) throws {
    let library = try library()
    let result = try library.run("fix", "keller2019soil", change)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try facts(library, "acidity")[name].map { "\($0)" } == value)
  }

  /// A list that was cut off becomes whole; people may be separated as in BibTeX.
  @Test(arguments: [
    ("authors=Keller A; Obst B", ["Keller", "Obst"], false),
    ("authors=Anna Keller and Ludwig van Beethoven", ["Keller", "van Beethoven"], false),
    ("authors=Keller, A.; Obst, B.; et al.", ["Keller", "Obst"], true),
  ])
  func aListOfAuthorsIsCompleted(_ change: String, _ families: [String], _ isCutOff: Bool) throws {
    let library = try library()
    _ = try library.run("fix", "keller2019soil", "authors=Keller, A.; et al.")
    #expect(try facts(library, "acidity")["et_al"] as? Bool == true)
    #expect(try library.run("fix", "keller2019soil", change).status == 0)
    let facts = try facts(library, "acidity")
    #expect(facts["et_al"] as? Bool == isCutOff)
    let authors = try #require(facts["authors"] as? [[String: Any]])
    #expect(authors.compactMap { $0["family"] as? String } == families)
  }

  /// Whatever is corrected, the work is the same: notes and decisions stay with it.
  @Test func aCorrectedWorkKeepsItsKey() throws {
    let library = try library()
    #expect(try library.run("note", "keller2019soil", "my words").status == 0)
    #expect(try library.run("decide", "keller2019soil", "include").status == 0)
    let changes = ["title=Something else entirely", "year=2016", "authors=Ek, P."]
    #expect(
      try Program.run(["fix", "keller2019soil"] + changes, in: library.folder).status == 0)
    for _ in 0..<2 {
      let found = try library.run("search", "annotation:words decision:include", "--format", "keys")
      #expect(found.output == "keller2019soil\n", "\(found.errors)")
      #expect(try library.run("show", "keller2019soil").output.contains("Something else"))
      try FileManager.default.removeItem(
        at: library.folder.appendingPathComponent("Index/index.sqlite"))
    }
    #expect(try library.run("fix", "keller2019soil", "--undo").status == 0)
    #expect(try library.run("show", "keller2019soil").output.contains("2019"))
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

  /// What an editor leaves as it was is left, whatever it holds; an emptied file changes nothing.
  @Test(arguments: ["true", "truncate -s 0"]) func nothingIsChangedUnasked(editor: String) throws {
    let items = #"""
      [{"id": "a", "type": "report", "title": "On lines", "issued": {"date-parts": [[2003]]},
        "author": [{"literal": "Group; of two"}, {"family": "de la Cruz", "given": "X, M."}],
        "abstract": "First.\n\nyear: 1999\n# second", "keyword": "a; b"}]
      """#
    let library = try TemporaryLibrary(["Index/References/a.json": items])
    let key = try #require(try library.run("search", "*", "--format", "keys").lines.first)
    let before = try library.run("show", "\(key)", "--format", "json").output
    let result = try library.shell("VISUAL='\(editor)' ibid fix \(key)")
    #expect(result.status == 0 && result.errors.contains("nothing was changed"), "\(result.errors)")
    #expect(try library.run("show", "\(key)", "--format", "json").output == before)
  }

  @Test func oneLineAloneIsChanged() throws {
    let entry = "@misc{a, title = {On lines}, author = {{A; B}}, abstract = {1\n\n2}}"
    let library = try TemporaryLibrary(["Index/References/a.bib": entry])
    let key = try #require(try library.run("search", "*", "--format", "keys").lines.first)
    let result = try library.shell(
      "VISUAL='sed -i -e s/lines/fields/ -e s/2$/3/' ibid fix \(key)")
    #expect(result.errors.contains("corrected title, abstract of"), "\(result.errors)")
    let facts = try facts(library, "fields")
    #expect(facts["abstract"] as? String == "1\n\n3")
    try library.write(
      "#!/bin/sh\nprintf 'year: 2001\\nyear: 2002\\n' >> \"$1\"\n", to: "editor.sh")
    let twice = try library.shell("VISUAL='sh editor.sh' ibid fix \(key)")
    #expect(
      twice.status == 2 && twice.errors.contains("'year' stands in two lines"),
      "\(twice.errors)")
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
