import Diagnostics
import References
import Testing

@testable import ReferenceFormats

/// What programs write into fields for something else.
@Suite struct ExportedFieldsTests {
  struct Row: CustomTestStringConvertible {
    let name: String
    let text: String
    /// One for each citation: `fact=value` and what is said about the work, with " | " between them.
    let expected: [String]

    init(_ name: String, _ text: String, _ expected: String...) {
      (self.name, self.text, self.expected) = (name, text, expected)
    }

    var testDescription: String { text }
  }

  private static func line(_ citation: Citation) -> String {
    let reference = citation.reference
    let numbers = [
      ("doi", reference.doi), ("pmid", reference.pmid), ("pmcid", reference.pmcid),
      ("in", reference.container), ("short", reference.shortContainer), ("vol", reference.volume),
      ("no", reference.issue), ("pp", reference.locator?.text), ("ed", reference.edition),
      ("abstract", reference.abstract),
    ]
    let facts = numbers.compactMap { name, value in value.map { "\(name)=\($0)" } }
    let words = citation.annotations.map { annotation in
      "> " + (annotation.annotator.map { "\($0): " } ?? "") + annotation.text
    }
    return (facts + citation.tags.map { "#\($0)" } + words).joined(separator: " | ")
  }

  private static func ris(_ lines: String, _ expected: String) -> Row {
    Row("f.ris", "TY  - JOUR\nTI  - T\n\(lines)\nER  - \n", expected)
  }

  private static let addresses = [
    ris(
      "UR  - https://doi.org/10.1002/(SICI)1097-0258(1998)17:15/16%3C1661%3A%3AAID-SIM968%3E3.0.CO%3B2-2",
      "doi=10.1002/(sici)1097-0258(1998)17:15/16<1661::aid-sim968>3.0.co;2-2"),
    ris("UR  - https://doi.org/10.1000/abc?utm_source=x", "doi=10.1000/abc"),
    ris("DO  - 10.1002/zab.2019?casa_token=abc", "doi=10.1002/zab.2019"),
    Row(
      "f.bib",
      "@article{a, title={T}, doi={10.1002/(SICI)1097(1998)17:16$<$1661::AID-SIM968$>$3.0.CO;2-2}}",
      "doi=10.1002/(sici)1097(1998)17:16<1661::aid-sim968>3.0.co;2-2"),
    Row("f.bib", "@article{a, title={T}, eprint={123456}, eprinttype={pmid}}", "pmid=123456"),
    ris("L3  - 10.1000/xyz", "doi=10.1000/xyz"), ris("PM  - PUBMED 10382693", "pmid=10382693"),
    ris("DB  - Embase\nC5  - 29999999", "pmid=29999999"),
  ]

  private static let places = [
    Row("f.nbib", "PMID- 1\nTI  - T.\nPG  - 101-9; discussion 110-2\n", "pmid=1 | pp=101–9"),
    ris("SP  - n/a\nEP  - n/a\nVL  - n/a\nIS  - n/a", ""), ris("SP  - 00\nEP  - 00", ""),
    ris("SP  - 101-+", "pp=101"), ris("SP  - 101\nEP  - +", "pp=101"),
    ris("IS  - 4 May 2016\nVL  - 2016", "vol=2016"),
    ris("ET  - 2019/03/05\nVL  - 3", "vol=3"), ris("ET  - 2nd ed.", "ed=2nd"),
    Row("f.bib", "@article{a, title={T}, volume={n/a}, number={n/a}, pages={n/a--n/a}}", ""),
    // A journal's name has full stops as well.
    ris(
      "T2  - Acta crystallographica. Section D, Biological crystallography\nJ2  - Acta Crystallogr D Biol Crystallogr",
      "in=Acta crystallographica. Section D, Biological crystallography | short=Acta Crystallogr D Biol Crystallogr"
    ),
    ris(
      "T2  - Proceedings of the Academy of Sciences of the U.S.A.\nJ2  - PNAS",
      "in=Proceedings of the Academy of Sciences of the U.S.A. | short=PNAS"),
    ris(
      "JO  - J. Clin. Oncol.\nT2  - Journal of Clinical Oncology",
      "in=Journal of Clinical Oncology | short=J. Clin. Oncol."),
  ]

  private static let words = [
    ris(
      "U1  - I disagree with their model of diffusion.\nLB  - must read",
      "> I disagree with their model of diffusion."),
    Row(
      "f.bib",
      "@article{a, title={T}, note={PMID: 12345678\nPMCID: PMC1234567\nMy view: too short.}}",
      "pmid=12345678 | pmcid=PMC1234567 | > My view: too short."),
    ris(
      #"N1  - RAYYAN-INCLUSION: {"Anna"=>"Included"} | RAYYAN-LABELS: rct,adults | USER-NOTES: {"Anna"=>["check dose", "say \"no\""]}"#,
      #"#rct | #adults | > Anna: check dose | > Anna: say "no""#),
  ]

  /// Both tags for the authors, of whom one may stand there twice by himself.
  @Test func authorsUnderTwoTagsAreReadOnce() {
    func authors(_ lines: String) -> [String] {
      let source = SourceText(name: "f.ris", text: "TY  - JOUR\nTI  - T\n\(lines)ER  - \n")
      return ReferenceFormat.ris.read(source).citations[0].reference.authors.map(\.description)
    }
    #expect(authors("A1  - Roe, A.\nA1  - Poe, B.\nAU  - Roe, A.\nAU  - Poe, B.\n").count == 2)
    #expect(authors("AU  - Roe, A.\nAU  - Roe, A.\n").count == 2)
  }

  private static let markup = [
    ris(
      "N1  - <m:bold>Important</m:bold><m:linebreak></m:linebreak>The effect is small.",
      "> Important\n\nThe effect is small.")
  ]

  private static let tables = [
    Row(
      "f.csv",
      "Title,Authors,Year,Journal,Notes (Anna)\nPonds,\"Dam, A.\",2018,J,The effect is small.\n",
      "in=J | > The effect is small."),
    Row(
      "f.csv",
      "\"About the data: Exported on May 05, 2020.\"\nRank,DOI,PMID,Title,Source title,PubYear,Volume,Issue,Pagination,Authors\n5,10.1000/d1,29999999,Ponds,Journal of Ponds,2018,12,3,101-109,\"Dam, A.\"\n",
      "doi=10.1000/d1 | pmid=29999999 | in=Journal of Ponds | vol=12 | no=3 | pp=101–109"),
    Row(
      "f.csv", "sep=;\nAuthors;Title;Year;Journal\n\"Smith, J.; Doe, A.\";Ponds;2018;Ponds\n",
      "in=Ponds"),
    Row(
      "f.csv",
      "Title,Authors,Year,Journal,Method,Sample,Findings,Limits,Site,Rater\nPonds,\"Dam, A.\",2001,J,RCT,40,wet,small,x,y\n",
      "in=J"),
    Row(
      "f.csv",
      "Title,Authors,Year,Journal,Volume,Issue,Pages,PMID,Abstract\nPonds,\"Dam, A.\",2018.0,J,12.0,3.0,nan,29999999.0,nan\n",
      "pmid=29999999 | in=J | vol=12 | no=3"),
    Row(
      "f.csv", "Title,Authors,Year,Journal,Volume,Issue,Pages\nPonds,\"Dam, A.\",2018,J,0,0,0\n",
      "in=J"),
  ]

  private static let references = Row(
    "f.xml",
    """
    <article><ref-list>
    <ref id="b1"><element-citation publication-type="journal"><name><surname>Roe</surname>
    <given-names>A</given-names></name><article-title>Part a</article-title><source>Ponds</source>
    <volume>1</volume></element-citation><element-citation publication-type="journal"><name>
    <surname>Roe</surname><given-names>A</given-names></name><article-title>Part b</article-title>
    <source>Ponds</source><volume>2</volume></element-citation></ref>
    <ref id="b2"><citation-alternatives><element-citation publication-type="journal">
    <article-title>Once</article-title><volume>3</volume></element-citation><mixed-citation>Once. 3.
    </mixed-citation></citation-alternatives></ref>
    </ref-list></article>
    """, "in=Ponds | vol=1", "in=Ponds | vol=2", "vol=3")

  /// A paper that was retracted does not look sound in another program, and nobody said it of it.
  @Test func exportsSayThatAWorkWasRetracted() {
    var citation = Citation(position: 1, line: 1, raw: "")
    citation.reference.title = "On tin"
    citation.reference.status = .retracted
    let texts = [
      ("f.bib", BibTeXWriter.text(of: citation, key: "a")),
      ("f.bib", BibTeXWriter.text(of: citation, key: "a", as: .biblatex)),
      ("f.ris", RISWriter.text(of: citation, key: "a")),
      ("f.json", "[" + CSLJSONWriter.text(of: citation, key: "a") + "]"),
    ]
    for (name, text) in texts {
      let source = SourceText(name: name, text: text)
      let read = ReferenceFormat.of(source).read(source).citations
      #expect(read.map(\.reference.status) == [.retracted], "\(text)")
      #expect(read.flatMap(\.annotations).isEmpty, "\(text)")
    }
  }

  /// BibTeX has no names with labels.
  @Test func namesWithLabelsAreForBibLaTeXAlone() {
    let entry =
      "@book{a, author={family=Beethoven, given=Ludwig, prefix=van, useprefix=true}, title={T}}"
    let source = SourceText(name: "f.bib", text: entry)
    let citation = ReferenceFormat.of(source).read(source).citations[0]
    #expect(BibTeXWriter.text(of: citation, key: "a").contains("{van Beethoven, Ludwig}"))
    #expect(BibTeXWriter.text(of: citation, key: "a", as: .biblatex).contains("prefix=van"))
  }

  @Test(arguments: addresses + places + words + markup + tables + [references])
  func reads(_ row: Row) {
    let source = SourceText(name: row.name, text: row.text)
    let reading = ReferenceFormat.of(source).read(source)
    #expect(reading.citations.map(Self.line) == row.expected)
  }
}
