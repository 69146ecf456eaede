import Diagnostics
import References
import Testing

@testable import ReferenceFormats

@Suite struct CitingNotesTests {
  private func read(_ text: String) -> (format: String, [String]) {
    let source = SourceText(name: "notes.md", text: text)
    let format = ReferenceFormat.of(source)
    let lines = format.read(source).citations.map { citation in
      let heading = citation.annotations.first?.details.heading.map { " (\($0))" } ?? ""
      let tags = citation.tags.map { " #\($0)" }.joined()
      let name =
        citation.subject ?? "\(citation.sourceKey ?? "-"): \(citation.reference.title ?? "-")"
      return "\(citation.line) \(name)\(heading)\(tags) | "
        + (citation.annotation ?? "-").replacing("\n", with: "⏎")
    }
    return (format.name, lines)
  }

  struct Row: CustomTestStringConvertible {
    let text: String
    let expected: [String]
    var testDescription: String { text }
  }

  @Test(arguments: [
    Row(
      text: """
        # Chapter 2

        Boats leak [@marlow2020, p. 4; @quill2012].
        They always did. #tin

        ## Methods

        - As [[@tarn2015]] says.
          And more.
        - Nothing here.
        - \\citep[p. 3]{alder2001} and 10.5555/12345 agree.

        ```
        @code2020
        ```

        > Quill et al. (2012) found holes.
        """,
      expected: [
        "3 marlow2020 (Chapter 2) #tin | Boats leak [@marlow2020, p. 4; @quill2012].⏎They always did. #tin",
        "3 quill2012 (Chapter 2) #tin | Boats leak [@marlow2020, p. 4; @quill2012].⏎They always did. #tin",
        "8 tarn2015 (Methods) | As [[@tarn2015]] says.⏎And more.",
        "11 alder2001 (Methods) | \\citep[p. 3]{alder2001} and 10.5555/12345 agree.",
        "11 10.5555/12345 (Methods) | \\citep[p. 3]{alder2001} and 10.5555/12345 agree.",
        "17 Quill et al. (2012) (Methods) | Quill et al. (2012) found holes.",
      ]),
    Row(
      text: """
        #+title: Boats
        * Hulls
        See cite:marlow2020 on hulls.
        *** Deeper
        + cite:&quill2012 differs
        """,
      expected: [
        "3 marlow2020 (Hulls) | See cite:marlow2020 on hulls.",
        "5 quill2012 (Deeper) | cite:&quill2012 differs",
      ]),
    Row(
      text: ":PROPERTIES:\n:ID: 7\n:ROAM_REFS: @marlow2020\n:END:\n#+title: Boats\n\nClear.\n",
      expected: [
        "1 marlow2020 | :PROPERTIES:⏎:ID: 7⏎:ROAM_REFS: @marlow2020⏎:END:⏎#+title: Boats⏎⏎Clear."
      ]),
    // Each identifier is a work of its own, but for the one behind a name.
    Row(
      text:
        "See [@marlow2020].\n\n10.5555/aa11 and 10.5555/bb22 differ.\n\nRoe et al., Gut 2018 (10.5555/cc33), 10.5555/dd44.",
      expected: [
        "1 marlow2020 | See [@marlow2020].",
        "3 10.5555/aa11 | 10.5555/aa11 and 10.5555/bb22 differ.",
        "3 10.5555/bb22 | 10.5555/aa11 and 10.5555/bb22 differ.",
        "5 Roe et al. (2018), 10.5555/cc33 | Roe et al., Gut 2018 (10.5555/cc33), 10.5555/dd44.",
        "5 10.5555/dd44 | Roe et al., Gut 2018 (10.5555/cc33), 10.5555/dd44.",
      ]),
    // A file about one work that other sources describe.
    Row(
      text: "---\ncitekey: marlow2020\ntags: [boats]\n---\n# Thoughts\n\nClear; see [@tarn2015].\n",
      expected: ["1 marlow2020 #boats | # Thoughts⏎⏎Clear; see [@tarn2015]."]),
    // A literature note, which describes the work.
    Row(
      text: """
        ---
        title: "Tests of small boats"
        authors: [Ina Marlow, Ben Quill]
        year: 2020
        citekey: marlow2020
        tags: [boats, literature-note]
        ---

        # Tests of small boats

        > [!Cite]
        > Marlow, I., & Quill, B. (2020). Tests of small boats. Tests, 4(2), 1–9.

        ## My notes

        A clear account. See also [[@quill2012]].
        """,
      expected: [
        "1 marlow2020: Tests of small boats #boats #literature-note | ## My notes⏎⏎A clear account. See also [[@quill2012]]."
      ]),
  ])
  func reads(_ row: Row) {
    let (format, lines) = read(row.text)
    #expect(format == "notes")
    #expect(lines == row.expected)
  }

  /// Works as people call them in notes that cite others by key.
  @Test(arguments: [
    (
      "OpACIN-neo — Rozeman EA et al., Lancet Oncol 2019: best tolerated", ["Rozeman et al. (2019)"]
    ),
    (
      "Amaria 2018 Nat Med (doi 10.1038/s41591-018-0197-1) - stopped early",
      ["Amaria (2018), 10.1038/s41591-018-0197-1"]
    ),
    ("Blank CU et al. N Engl J Med 2024;391:1696-1708 NADINA!!!", ["Blank et al. (2024)"]),
    ("\"the tail\" (Roe & Poe 2018, N Engl J Med)", ["Roe & Poe (2018)"]),
    ("Sotillo 2015, Cancer Discovery — exon 2 skipping. Compare with Orlando.", ["Sotillo (2015)"]),
    (
      "Schuster et al. (2017) reported 57 %. Neelapu SS et al., NEJM 2017, had 93 %.",
      ["Schuster et al. (2017)", "Neelapu et al. (2017)"]
    ),
    (
      "Orlando et al. 2018 (doi:10.1038/s41591-018-0146-z): mutations",
      ["Orlando et al. (2018), 10.1038/s41591-018-0146-z"]
    ),
    (
      "Forde et al. (2018, NEJM) 45 % MPR. CheckMate 816 (Forde 2022).",
      ["Forde et al. (2018)", "Forde (2022)"]
    ),
    (
      "Smith J, Doe A. A title of it. Gut. 2019;4(2):1-9.", ["Smith et al. (2019)"]
    ),
    ("March 2018 was cold", []), ("Update 2019: nothing", []), ("In ASCO 2019 they said so", []),
  ])
  func informalReferencesNameTheirWorks(_ note: String, _ subjects: [String]) {
    let text = "- [@marlow2020] is first.\n- \(note)\n"
    let reading = ReferenceFormat.citingNotes.read(SourceText(name: "notes.md", text: text))
    #expect(reading.citations.dropFirst().compactMap(\.subject) == subjects)
    #expect(
      reading.diagnostics.map(\.kind) == (subjects.isEmpty ? [.citesNothing(lines: 1)] : []))
  }

  /// Lists of references stay lists, whatever else stands in them.
  @Test(arguments: [
    "- Marlow, I. & Quill, B. Tests of small boats. J. Invented Tests 4, 1–9 (2020).\n  See [@tarn2015].\n- Quill, B. Boats of tin. J. Tin 3, 4–5 (2012).\n- Tarn, P. Rope. J. Rope 3, 6–7 (2015).\n",
    "# References\n\n1. Marlow, I. Tests. J. Tests 4, 1–9 (2020).\n2. Quill, B. Tin. J. Tin 3, 4 (2012).\n\nFollow @boats99 for more.\n",
    "Words, and an address: ina@example.org.\n",
    "---\ntitle: My manuscript\nauthor: Ina Marlow\nyear: 2020\n---\nNothing cited.\n",
  ])
  func listsStayLists(_ text: String) {
    #expect(ReferenceFormat.of(SourceText(name: "notes.md", text: text)).name == "list")
  }

  @Test(arguments: ["# ", "> ", "- ", "```\n", "[@", "@a1 ", "---\n", "* "])
  func hostile(_ piece: String) {
    let text = "[@a1]\n" + String(repeating: piece, count: 10_000)
    let source = SourceText(name: "notes.md", text: text)
    _ = ReferenceFormat.of(source).read(source)
    _ = ReferenceFormat.citingNotes.read(source)
  }

  @Test func anEntryOfABibFileThatOnlyAnnotatesNamesItsWork() throws {
    let text =
      "@misc{marlow2020, annote = {A clear account.}, keywords = {boats}}\n@book{b, title = {T}, annote = {x}}\n"
    let source = SourceText(name: "a.bib", text: text)
    let citations = ReferenceFormat.of(source).read(source).citations
    #expect(citations.map(\.subject) == ["marlow2020", nil])
    #expect(citations.map(\.sourceKey) == [nil, "b"])
  }
}
