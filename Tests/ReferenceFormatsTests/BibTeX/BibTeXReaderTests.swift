import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct BibTeXReaderTests {
  private func read(_ text: String) -> Reading {
    ReferenceFormat.bibtex.read(SourceText(name: "a.bib", text: text))
  }

  private func kinds(_ reading: Reading) -> [ReadingProblem] { reading.diagnostics.map(\.kind) }

  // MARK: Reads

  @Test func readsAWholeEntry() {
    let entry = """
      @Article{roe2017,
        Author = "Jos\\'e {\\'A}lvarez and van der Berg, {J.~A.} AND {The {BIG} Consortium} and others",
        title = "{DNA} and ``quotes'' {"}inner{"}: the $\\gamma$-secretase of H$_2$O (\\textit{in vitro}).",
        journal = trans # ", vol.", month = jan # "~1",
        year = {\\noop{1999}2000}, pages = "12 -- 15", number=3, volume = 5,
        doi = {https://doi.org/10.1000/ABC.1}, pmid = {PMC: 123}, url = {http://a.org/b\\_c},
        keywords = {cells, {a, b}}, abstract = {One.
        Two.}, annote = {Read {\\em this} first.}, note = {in press}, file = {:a.pdf:PDF}
      }
      """
    let reading = read("@STRING(trans = \"Trans. \" # who)\n@string{who = {Nobody}}\n" + entry)
    var expected = Reference()
    expected.authors = [
      .person(PersonalName(family: "Álvarez", given: "José")),
      .person(PersonalName(family: "van der Berg", given: "J. A.")),
      .literal("The BIG Consortium"),
    ]
    expected.hasMoreAuthors = true
    expected.title = "DNA and “quotes” \"inner\": the γ-secretase of H2O (in vitro)"
    expected.container = "Trans. Nobody, vol."
    expected.volume = "5"
    expected.issue = "3"
    expected.locator = .pages("12–15")
    expected.year = 2000
    expected.abstract = "One. Two."
    expected.keywords = ["cells", "a, b"]
    expected.doi = "10.1000/abc.1"
    expected.pmid = "123"
    expected.url = "http://a.org/b_c"
    (expected.month, expected.day) = (1, 1)
    expected.others = [
      OtherField(
        name: "title",
        value:
          #"{DNA} and ``quotes'' {"}inner{"}: the $\gamma$-secretase of H$_2$O (\textit{in vitro})."#
      ),
      OtherField(name: "pages", value: "12 -- 15"),
      OtherField(name: "doi", value: "https://doi.org/10.1000/ABC.1"),
      OtherField(name: "note", value: "in press"), OtherField(name: "file", value: ":a.pdf:PDF"),
    ]
    var citation = Citation(
      position: 1, line: 3, raw: entry, reference: expected,
      annotation: "Read this first.")
    citation.notes = ["in press"]
    citation.sourceKey = "roe2017"
    #expect(reading.citations == [citation])
  }

  @Test(arguments: [
    ("article", ReferenceType.article), ("book", .book), ("mvbook", .book), ("manual", .book),
    ("proceedings", .book), ("inbook", .chapter), ("InCollection", .chapter),
    ("inproceedings", .conference), ("conference", .conference), ("phdthesis", .thesis),
    ("mastersthesis", .thesis), ("thesis", .thesis), ("techreport", .report), ("report", .report),
    ("online", .webpage), ("software", .software), ("dataset", .dataset), ("patent", .patent),
    ("misc", .other), ("unpublished", .other), ("nothing", .other),
  ])
  func readsTypes(_ name: String, _ type: ReferenceType) {
    #expect(read("@\(name){k, title = {T}}").citations.first?.reference.type == type)
  }

  @Test(arguments: [
    ("year = 1984", 1984), ("date = {2004-21}", 2004), ("date = {1723~}", 1723),
    ("date = {1999/..}", 1999), ("date = {/2001}", 2001), ("date = {1997-07-10/1997-08}", 1997),
    ("year = {c. 1985}", 1985), ("urldate = {2019-01-02}", nil), ("year = {in press}", nil),
    ("date = {forthcoming}, year = 2020", 2020), ("year = {20111}", nil),
  ])
  func readsYears(_ field: String, _ year: Int?) {
    #expect(read("@misc{k, title = {T}, \(field)}").citations.first?.reference.year == year)
  }

  @Test(arguments: [
    ("431--456, 791--823", Locator.pages("431–456, 791–823")), ("17-30", .pages("17–30")),
    ("i -- viii", .pages("i–viii")), ("E2776--E2785", .pages("E2776–E2785")),
    ("e14019", .articleNumber("e14019")), ("pp. 3–4", .pages("3–4")), ("5--", .pages("5")),
    ("21+", .pages("21")), ("30", .pages("30")), ("103640", .articleNumber("103640")),
    ("S12", .pages("S12")), ("i200", .articleNumber("i200")), ("12:1---12:9", .pages("12:1–12:9")),
  ])
  func readsPages(_ text: String, _ locator: Locator) {
    #expect(read("@misc{k, pages = {\(text)}}").citations.first?.reference.locator == locator)
  }

  @Test(arguments: [
    ("eprint = {1706.03762v5}, archiveprefix = {arXiv}", "1706.03762"),
    ("eprint = {hep-th/9901001}, eprinttype = {arxiv}", "hep-th/9901001"),
    ("journal = {CoRR}, volume = {abs/1706.03762}", "1706.03762"),
    ("journal = {arXiv preprint arXiv:1706.03762}", "1706.03762"),
    ("url = {https://arxiv.org/abs/1706.03762}", "1706.03762"),
  ])
  func preprintsAreFoundInEveryPlace(_ fields: String, _ id: String) {
    let reference = read("@misc{k, title = {T}, \(fields)}").citations.first?.reference
    #expect(reference?.arxivID == id)
    #expect(reference?.type == .preprint)
  }

  @Test func doisMayHoldAngles() {
    let doi = "10.1002/(SICI)1096-987X(199803)19:4<377::AID-JCC1>3.0.CO;2-P"
    let reading = read("@article{k, title = {T}, doi = {\(doi)}}")
    #expect(reading.citations.first?.reference.doi == doi.lowercased())
  }

  @Test func childrenTakeFieldsFromParents() {
    let reading = read(
      """
      @inproceedings{child, title = {Part}, crossref = {Whole}, xdata = {more}}
      @set{both, entryset = {child, whole}, annotation = {Two.}}
      @xdata{more, publisher = press, year = 1999}
      @proceedings{whole, title = {Acts}, subtitle = {One}, editor = {Ed, A.}, year = 2013,
        note = {Not the child's.}, crossref = {child}}
      @string{press = {A Press}}
      """)
    let child = reading.citations[0]
    #expect(reading.citations.map(\.sourceKey) == ["child", "whole"], "a set is no work")
    #expect(child.reference.container == "Acts: One")
    #expect(child.reference.editors == [.person(PersonalName(family: "Ed", given: "A."))])
    #expect(child.reference.publisher == "A Press")
    #expect(child.reference.title == "Part")
    #expect(child.annotation == nil)
  }

  @Test func whatStandsBetweenEntriesIsNoEntry() {
    let reading = read(
      """
      % Encoding: UTF-8
      Write to me@example.org or @home (any time).
      @comment{jabref-meta: @article{inner, title = {No}}}
      @preamble{"\\newcommand{\\x}{}"}
      @article{one, title = {One}} @article{two, title = {Two}}
      """)
    #expect(reading.citations.map(\.sourceKey) == ["one", "two"])
    #expect(reading.citations.map(\.line) == [5, 5])
    #expect(reading.diagnostics.isEmpty)
  }

  // MARK: Recovers

  @Test(arguments: [
    (
      "{Unclosed,\n author = {A, B.},\n year = 2004\n}", BibTeXProblem.unclosedValue(field: "title")
    ),
    ("{{Unclosed} {twice},\n author = {A, B.},\n year = {2004},\n", .unclosedValue(field: "title")),
    ("\"Unclosed,\n author = {A, B.},\n year = {2004}}", .unclosedValue(field: "title")),
    ("{Unclosed}},\n author = {A, B.},\n year = {2004}}", .extraCloser),
    ("{Unclosed}\n author = {A, B.}\n year = {2004}}", .noComma),
    ("{Unclosed},\n author {A, B.},\n year = {2004}}", .noEquals(field: "author")),
    ("Unclosed thing,\n author = {A, B.},\n year = {2004}}", .noDelimiters(field: "title")),
    ("\"Un\"closed\" thing\",\n author = {A, B.},\n year = {2004}}", .closedEarly(field: "title")),
    ("{Unclosed},\n author = {A, B.},\n year = {2004}", .unclosedEntry),
  ])
  func keepsWhatIsLeftOfADamagedEntry(_ body: String, _ problem: BibTeXProblem) {
    let reading = read(
      "@article{first, title = {First}}\n@article{damaged, title = \(body)\n@article{next,\n title = {Next}}\n"
    )
    #expect(reading.citations.map(\.sourceKey) == ["first", "damaged", "next"])
    let damaged = reading.citations[1].reference
    #expect(damaged.title?.hasPrefix("Un") == true)
    #expect(damaged.authors == [.person(PersonalName(family: "A", given: "B."))])
    #expect(damaged.year == 2004)
    #expect(kinds(reading) == [.bibtex(problem)])
    #expect(reading.citations[2].confidence == 1)
  }

  @Test(arguments: [
    ("@misc{, title = {T}}", [BibTeXProblem.noKey]), ("@misc{title = {T}}", [.noKey]),
    ("@misc{k title = {T}}", [.noComma]),
    ("@misc{k, title = {T}, title = {U}}", [.repeatedField("title")]),
    ("@misc{k, title = {T}, journal = nowhere}", [.undefinedMacro("nowhere")]),
    ("@misc{k, title = {T}, crossref = {nowhere}}", [.noParent(key: "nowhere")]),
    ("@misc{k, title = {T}, author = {A, B.; C, D.}}", [.nameSeparator(";")]),
    ("@misc{k, title = {T}, year = {soon}}", [.noYear(in: "soon")]),
    ("@misc{k, title = {T}, doi = {none}}", [.noDOI(in: "none")]),
    ("@misc{k, title = {T}, year}", [.noValue(field: "year")]),
    ("@misc{k}", [.noFields]), ("@misc{k, year = 1999}", [.noTitle]),
    ("%@misc{k, title = {T}}\n@misc{k, title = {T}}", [.commentedOut]),
    ("@misc{k, title = {T}, \n % note = {N},\n year = 1999}", [.commentedOut]),
    ("@misc{k, title = {T}}\n@misc{k, title = {T}}", [.repeatedKey("k")]),
    ("@misc{k, title = {T}, month = nowhere, year = 1999, }", [.undefinedMacro("nowhere")]),
    ("@misc{k, title = {A \\{ brace}}", []),
  ])
  func saysWhatIsWrong(_ text: String, _ problems: [BibTeXProblem]) {
    let reading = read(text)
    #expect(reading.citations.count >= 1)
    #expect(kinds(reading) == problems.map(ReadingProblem.bibtex))
  }

  @Test func pointsAtThePlace() {
    let source = SourceText(name: "a.bib", text: "@misc{k,\n  title = {T,\n  year = {1999}\n}\n")
    #expect(
      ReferenceFormat.bibtex.read(source).diagnostics.map { $0.rendered(in: source) } == [
        """
        a.bib:2:11: warning: the value of 'title' is not closed
            title = {T,
                    ^
          hint: close it with the matching '}' or '"'
        """
      ])
  }

  // MARK: Hostile

  @Test(arguments: [
    "", "@", "@article", "@article{", "@article{k", "@article{k,", "@article{k,t", "@article{k,t=",
    "@article{k,t={", "@article{k,t=\"", "@article{k,t={}#", "@string{", "@comment{", "@set{",
    "@article(k,", "\\", "@article{k,author={and}}", "@article{k,title={\\}}",
    "@article{k,title={$}}",
    LongText(repeating: "{", 100_000), LongText("@a{k,title=", repeating: "{", 100_000),
    LongText("@a{k,title={", repeating: "\\enquote{", 50_000),
    LongText("@a{k,title={", repeating: "\\'", 100_000, "}}"),
    LongText("@a{k,title={", repeating: "$", 100_001, "}}"),
    LongText("@a{k,author={", repeating: ", ", 50_000, "}}"),
    LongText("@a{k,author={", repeating: " and ", 50_000, "}}"),
    LongText("@a{k,pages={", repeating: "-", 100_000, "}}"),
    LongText(repeating: "@article{a,x={{,y={z}}", 20_000),
    LongText(repeating: "@article{a,x={\n", 20_000),
    LongText(repeating: "@comment{\n", 20_000), LongText(repeating: "@article{", 20_000),
    LongText(repeating: "}", 100_000), LongText(repeating: "@string{a=a#a}\n", 5_000),
    "@article{k,xdata={k},crossref={k}}",
    LongText("@string{a={xx}}\n", repeating: "@string{a=a#a}\n", 60),
    LongText("@article{k,x=", repeating: "a#", 100_000),
    LongText("@article{k,", repeating: "\n", 200_000),
    LongText(repeating: "%@article{k,\n", 20_000),
  ])
  func survives(_ long: LongText) {
    _ = read(long.text)
  }

  // MARK: Recognition

  @Test(arguments: [
    ("@article{k, title = {T}}", true), ("\u{FEFF}@misc{k,", true),
    ("% Encoding: UTF-8\n\n@Book{k,\n", true), ("@string(a = {b})", true),
    ("My library\n  @unheardof{k,\n", true), ("@comment{x}", true),
    ("From: a@b.org\nSee @article in the list.\n", false), ("@media screen {\n a {} }", false),
    ("@me (at home) said", false), ("June, C. H. Nature 5, 1–2 (2018).", false),
    ("<html>\n@article{k,", false), ("@Override\npublic", false), ("@page{ size: a4 }", false),
    ("", false),
  ])
  func isRecognised(_ text: String, _ isBibTeX: Bool) {
    #expect((ReferenceFormat.of(SourceText(name: "x", text: text)).name == "bibtex") == isBibTeX)
  }
}
