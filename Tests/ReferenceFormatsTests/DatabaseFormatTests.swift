import Diagnostics
import Foundation
import ProgramTestSupport
import References
import Testing

@testable import ReferenceFormats

/// The files of databases and of programs that keep no list: each as its program writes it.
@Suite struct DatabaseFormatTests {
  struct Row: CustomTestStringConvertible {
    let format: String
    let text: String
    /// A line a citation, as `line` prints it.
    let expected: [String]
    var name = "f"
    var testDescription: String { format }
  }

  /// `key: Marlow, Ina; Quill, Ben (2020-5-1) Title | Container 4(2) 1–9 | doi | keywords`
  private static func line(_ citation: Citation) -> String {
    let reference = citation.reference
    let names = (reference.authors.map(\.description)).joined(separator: "; ")
    let date = [reference.year, reference.month, reference.day].compactMap { $0.map(String.init) }
    let place = [
      reference.container ?? reference.publisher ?? "-",
      (reference.volume ?? "") + (reference.issue.map { "(\($0))" } ?? ""),
      reference.locator?.text ?? "",
    ].filter { !$0.isEmpty }
    var text = "\(citation.sourceKey ?? "-"): \(names) (\(date.joined(separator: "-")))"
    text += " \(reference.title ?? "-") | \(place.joined(separator: " ")) | \(reference.doi ?? "-")"
    if reference.type != .article { text += " | \(reference.type.rawValue)" }
    if !reference.keywords.isEmpty { text += " | " + reference.keywords.joined(separator: "; ") }
    if !citation.tags.isEmpty { text += " #" + citation.tags.joined(separator: " #") }
    for annotation in citation.annotations {
      text += " > " + (annotation.annotator.map { "\($0): " } ?? "") + annotation.text
    }
    return text
  }

  /// Each database's own words for kinds of publication.
  @Test(arguments: [
    (
      "PT J\nTI Boats\nSO Tests\nDT Article; Proceedings Paper\nER\n",
      ["Article", "Proceedings Paper"]
    ),
    (
      "PMID- 1\nTI  - Boats\nPT  - Journal Article\nPT  - Randomized Controlled Trial\n",
      ["Journal Article", "Randomized Controlled Trial"]
    ),
    ("TY  - JOUR\nTI  - Boats\nM3  - Review\nER  - \n", ["Review"]),
    ("TY  - JOUR\nTI  - Boats\nM3  - doi:10.1234/boats\nER  - \n", []),
    (
      "Authors,Title,Year,Source title,Document Type\nMarlow I.,Boats,2020,Tests,Review\n",
      ["Review"]
    ),
    (
      """
      <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
      <ArticleTitle>Boats.</ArticleTitle><PublicationTypeList>
      <PublicationType UI="D016428">Journal Article</PublicationType>
      <PublicationType UI="D016454">Review</PublicationType></PublicationTypeList>
      </Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
      """, ["Journal Article", "Review"]
    ),
  ])
  func typesOfPublicationAreFacts(_ text: String, _ expected: [String]) {
    let reading = ReferenceFormat.of(SourceText(name: "f", text: text)).read(
      SourceText(name: "f", text: text))
    #expect(reading.citations.map(\.reference.publicationTypes) == [expected])
  }

  @Test func typesOfPublicationGoThroughRIS() {
    var citation = Citation(position: 1, line: 1, raw: "")
    citation.reference.title = "Boats"
    citation.reference.publicationTypes = ["Journal Article", "Review"]
    let text = SourceText(name: "f", text: RISWriter.text(of: citation, key: "boats"))
    #expect(
      ReferenceFormat.ris.read(text).citations.first?.reference.publicationTypes
        == citation.reference.publicationTypes)
  }

  private static let rows = [
    // Embase, "fields by row".
    Row(
      format: "table",
      text: #"""
        "TITLE","Tests of small boats: a trial"
        "AUTHOR NAMES","Marlow I.","Quill B."
        "AUTHOR ADDRESSES","(Marlow I.) Leeds"
        "SOURCE","Journal of Tests (2020) 4:2 (1-9). Date of Publication: 1 May 2020"
        "PUBLICATION YEAR","2020"
        "PUBLICATION TYPE","Article"
        "EMTREE MEDICAL INDEX TERMS","boat","hull"
        "DOI","10.5555/12345"
        "MEDLINE PMID","90000001"

        "TITLE","Boats, ""again"""
        "AUTHOR NAMES","Quill B."
        "SOURCE","Journal of Tests (2021) 5 (11). Date of Publication: 2021"
        "PUBLICATION YEAR","2021"
        """#,
      expected: [
        "-: Marlow, I.; Quill, B. (2020) Tests of small boats: a trial | Journal of Tests 4(2) 1–9 | 10.5555/12345 | boat; hull",
        "-: Quill, B. (2021) Boats, \"again\" | Journal of Tests 5 11 | -",
      ]),
    Row(
      format: "wos",
      text: """
        FN Clarivate Analytics Web of Science
        VR 1.0
        PT J
        AU Marlow, I
           Quill, B
        AF Marlow, Ina
           Quill, Ben
        TI Tests of small boats: a trial of hulls
           of tin
        SO JOURNAL OF INVENTED TESTS
        DE boats; hulls
        PD MAY
        PY 2020
        VL 4
        IS 2
        BP 1
        EP 9
        DI 10.5555/12345
        ER

        PT B
        AU Tarn, P
        TI On rope
        SO Boats of Today
        DT Article; Book Chapter
        PY 2012
        AR 77
        ER

        EF

        """,
      expected: [
        "-: Marlow, Ina; Quill, Ben (2020-5) Tests of small boats: a trial of hulls of tin | JOURNAL OF INVENTED TESTS 4(2) 1–9 | 10.5555/12345 | boats; hulls",
        "-: Tarn, P (2012) On rope | Boats of Today 77 | - | chapter",
      ]),
    // PubMed, with a mark of byte order and a line break in a cell.
    Row(
      format: "table",
      text: """
        \u{FEFF}PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI
        "90000001","Tests of ""small""
        boats","Marlow I, Quill B.","J Invented Tests. 2020 May;4(2):1-9. doi: 10.5555/12345. Epub 2020 Mar 25.","Marlow I","J Invented Tests","2020","2020/03/25","","","10.5555/12345"

        """,
      expected: [
        "-: Marlow, I; Quill, B (2020) Tests of \"small\" boats | J Invented Tests 4(2) 1–9 | 10.5555/12345"
      ]),
    // Scopus.
    Row(
      format: "table",
      text: """
        "Authors","Author full names","Title","Year","Source title","Volume","Issue","Art. No.","Page start","Page end","DOI","Author Keywords","Document Type","Source","EID"
        "Marlow I.; Quill B.","Marlow, Ina (57190); Quill, Ben (5719)","Tests of small boats",2020,"Journal of Invented Tests","4","2","","1","9","10.5555/12345","boats; hulls","Conference paper","Scopus","2-s2.0-1"

        """,
      expected: [
        "-: Marlow, Ina; Quill, Ben (2020) Tests of small boats | Journal of Invented Tests 4(2) 1–9 | 10.5555/12345 | conference | boats; hulls"
      ]),
    // Rayyan.
    Row(
      format: "table",
      text: """
        key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,notes,doi,keywords,pubmed_id,pmc_id
        rayyan-1,Tests of small boats,2020,5,1,J Invented Tests,1234-5678,4,2,1-9,"Marlow, Ina and Quill, Ben",,eng,,,We test boats.,,10.5555/12345,"boats,hulls",,

        """,
      expected: [
        "rayyan-1: Marlow, Ina; Quill, Ben (2020-5-1) Tests of small boats | J Invented Tests 4(2) 1–9 | 10.5555/12345 | boats; hulls"
      ]),
    // Covidence: tags, and its own numbers of studies.
    Row(
      format: "table",
      text: """
        Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags
        Tests of small boats,"Marlow, I.; Quill, B.",,2020,May,J Invented Tests,4,2,1-9,,,,#7,Marlow 2020,Weak controls.,tin; To read

        """,
      expected: [
        "-: Marlow, I.; Quill, B. (2020-5) Tests of small boats | J Invented Tests 4(2) 1–9 | - #tin #To read > Weak controls."
      ]),
    // ibid's own, of two annotations, one that a spreadsheet would run.
    Row(
      format: "table",
      text: """
        key,type,authors,title,container,volume,issue,pages,article_number,year,editors,publisher,doi,annotations
        marlow2020tests,article,"Marlow, Ina; et al.",Tests of small boats,J,4,,1–9,,2020,,,,"'=A first. [from Index/References/a.txt]
        A second. [by Ann Lee, from Index/References/b.txt]"

        """,
      expected: [
        "marlow2020tests: Marlow, Ina (2020) Tests of small boats | J 4 1–9 | - > =A first. > Ann Lee: A second."
      ]),
    // Semicolons, a row with too few cells, and a quote that nothing closes.
    Row(
      format: "table",
      text: "Author;Title;Year\nIna Marlow, Ben Quill;Short \"boats\";2020\n\"Tarn, Pia;Rope\n",
      expected: [
        "-: Marlow, Ina; Quill, Ben (2020) Short \"boats\" | - | -",
        "-: \"Tarn, Pia () Rope | - | -",
      ]),
    Row(
      format: "cff",
      text: """
        cff-version: 1.2.0
        message: Cite it.
        title: Boat
        authors:
          - family-names: Marlow
            given-names: Ina
            name-particle: van
          - name: The Boat Team
        version: 2.1
        date-released: 2020-05-01
        doi: 10.5281/zenodo.1
        preferred-citation:
          type: article
          title: Tests of small boats
          authors: [{family-names: Quill, given-names: B.}]
          journal: Tests
          volume: 4
          start: 1
          end: 9
          year: 2019

        """,
      expected: [
        "-: van Marlow, Ina; The Boat Team (2020-5-1) Boat | - | 10.5281/zenodo.1 | software",
        "-: Quill, B. (2019) Tests of small boats | Tests 4 1–9 | -",
      ]),
    Row(
      format: "csl-yaml",
      text: """
        ---
        references:
        - id: marlow2020
          type: article-journal
          author:
          - {family: Marlow, given: Ina}
          title: Tests of small boats
          container-title: Tests
          issued: {year: 2020, month: 5}
          note: A clear account.
        - id: tarn
          type: book
          title: Rope
          issued: 2012
        ---

        """,
      expected: [
        "marlow2020: Marlow, Ina (2020-5) Tests of small boats | Tests | - > A clear account.",
        "tarn:  (2012) Rope | - | - | book",
      ]),
    Row(
      format: "papis",
      text: """
        author: Marlow, Ina and Quill, Ben
        author_list:
        - family: Marlow
          given: Ina
        journal: Tests
        papis_id: 1
        ref: marlow2020
        tags: boats tin
        title: Tests of small boats
        type: article
        year: 2020

        """,
      expected: ["marlow2020: Marlow, Ina (2020) Tests of small boats | Tests | - #boats #tin"]),
    Row(
      format: "refworks",
      text: """
        RT Journal Article
        SR Electronic(1)
        ID 42
        A1 Marlow,Ina
        A1 Quill, Ben
        T1 Tests of small boats
        on open water
        JF Tests
        YR 2020
        FD May 1, 2020
        VO 4
        IS 2
        SP 1
        OP 9
        K1 boats
        NO A clear account of boats.
        SN 1234-5679
        DO 10.5555/12345
        OL English

        RT Book, Section
        A1 Tarn, Pia
        T1 Rope
        T2 Boats of tin
        A2 Quill, Ben
        YR 2012
        PB Invented Press
        ED 2nd

        """,
      expected: [
        "42: Marlow, Ina; Quill, Ben (2020-5-1) Tests of small boats on open water | Tests 4(2) 1–9 | 10.5555/12345 | boats > A clear account of boats.",
        "-: Tarn, Pia (2012) Rope | Boats of tin | - | chapter",
      ]),
    Row(
      format: "mods",
      text: """
        <?xml version="1.0"?><modsCollection xmlns="http://www.loc.gov/mods/v3">
        <mods ID="marlow2020"><titleInfo><title>Tests of small boats</title><subTitle>a study</subTitle></titleInfo>
        <name type="personal"><namePart type="family">van Marlow</namePart><namePart type="given">Ina</namePart><role><roleTerm type="code">aut</roleTerm></role></name>
        <name type="corporate"><namePart>Boat Study Group</namePart><role><roleTerm type="text">author</roleTerm></role></name>
        <genre>journal article</genre>
        <relatedItem type="host"><titleInfo><title>Tests</title></titleInfo><identifier type="issn">1234-5679</identifier>
        <part><detail type="volume"><number>4</number></detail><detail type="issue"><number>2</number></detail><extent unit="page"><start>1</start><end>9</end></extent><date>2020-05</date></part></relatedItem>
        <relatedItem type="review"><titleInfo><title>Another work</title></titleInfo></relatedItem>
        <subject><topic>boats</topic></subject><identifier type="doi">10.5555/12345</identifier></mods>
        <mods><titleInfo><nonSort>The</nonSort><title>Rope</title></titleInfo><name type="personal"><namePart>Tarn, Pia, 1950-</namePart></name>
        <originInfo><place><placeTerm type="code" authority="marccountry">enk</placeTerm></place><publisher>Invented Press</publisher><dateIssued>2012</dateIssued></originInfo></mods>
        </modsCollection>
        """,
      expected: [
        "marlow2020: van Marlow, Ina; Boat Study Group (2020-5) Tests of small boats: a study | Tests 4(2) 1–9 | 10.5555/12345 | boats",
        "-: Tarn, Pia (2012) The Rope | Invented Press | - | book",
      ]),
    Row(
      format: "marcxml",
      text: """
        <?xml version="1.0"?><marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim"><marc:record><marc:leader>00000nam a2200000 a 4500</marc:leader><marc:controlfield tag="001">77</marc:controlfield>
        <marc:datafield tag="100" ind1="1" ind2=" "><marc:subfield code="a">Tarn, Pia C.,</marc:subfield><marc:subfield code="d">1950-</marc:subfield></marc:datafield>
        <marc:datafield tag="245" ind1="1" ind2="0"><marc:subfield code="a">Rope :</marc:subfield><marc:subfield code="b">a guide /</marc:subfield><marc:subfield code="c">P. Tarn.</marc:subfield></marc:datafield>
        <marc:datafield tag="260" ind1=" " ind2=" "><marc:subfield code="a">Leeds :</marc:subfield><marc:subfield code="b">Invented Press,</marc:subfield><marc:subfield code="c">c2012.</marc:subfield></marc:datafield>
        <marc:datafield tag="500" ind1=" " ind2=" "><marc:subfield code="a">Includes index.</marc:subfield></marc:datafield>
        <marc:datafield tag="650" ind1=" " ind2="0"><marc:subfield code="a">Rope</marc:subfield><marc:subfield code="x">History.</marc:subfield></marc:datafield>
        <marc:datafield tag="700" ind1="1" ind2=" "><marc:subfield code="a">Quill, Ben,</marc:subfield><marc:subfield code="e">editor.</marc:subfield></marc:datafield></marc:record>
        <marc:record><marc:leader>00000naa a2200000 a 4500</marc:leader><marc:datafield tag="100" ind1="1" ind2=" "><marc:subfield code="a">Marlow, Ina.</marc:subfield></marc:datafield><marc:datafield tag="245" ind1="1" ind2="0"><marc:subfield code="a">Tests of small boats.</marc:subfield></marc:datafield><marc:datafield tag="773" ind1="0" ind2=" "><marc:subfield code="t">Tests.</marc:subfield><marc:subfield code="g">Vol. 4, no. 2 (May 2020), p. 1-9</marc:subfield></marc:datafield></marc:record></marc:collection>
        """,
      expected: [
        "77: Tarn, Pia C. (2012) Rope: a guide | Invented Press | - | book | Rope -- History",
        "-: Marlow, Ina (2020-5) Tests of small boats | Tests 4(2) 1–9 | -",
      ]),
    Row(
      format: "word",
      text: """
        <?xml version="1.0"?><b:Sources SelectedStyle="" xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
        <b:Source><b:Tag>Mar20</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>Tests of small boats</b:Title><b:Year>2020</b:Year><b:Month>May</b:Month><b:Day>1</b:Day><b:JournalName>Tests</b:JournalName><b:Volume>4</b:Volume><b:Issue>2</b:Issue><b:Pages>1-9</b:Pages><b:Author><b:Author><b:NameList><b:Person><b:Last>van Marlow</b:Last><b:Middle>C.</b:Middle><b:First>Ina</b:First></b:Person><b:Person><b:Last>Quill</b:Last></b:Person></b:NameList></b:Author></b:Author><b:Comments>A clear account of boats.</b:Comments></b:Source>
        <b:Source><b:Tag>Inv12</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author><b:Corporate>The Boat Team</b:Corporate></b:Author><b:Editor><b:NameList><b:Person><b:Last>Tarn</b:Last><b:First>Pia</b:First></b:Person></b:NameList></b:Editor></b:Author><b:Title>Rope</b:Title><b:Year>2012</b:Year><b:Publisher>Invented Press</b:Publisher></b:Source></b:Sources>
        """,
      expected: [
        "Mar20: van Marlow, Ina C.; Quill (2020-5-1) Tests of small boats | Tests 4(2) 1–9 | - > A clear account of boats.",
        "Inv12: The Boat Team (2012) Rope | Invented Press | - | book",
      ]),
    Row(
      format: "jats",
      text: """
        <article xmlns:xlink="http://www.w3.org/1999/xlink"><front><p>Words.</p></front><back><ref-list>
        <ref id="R1"><label>1</label><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Marlow</surname><given-names>I</given-names></name><etal/></person-group><article-title>Tests of <italic>small</italic> boats</article-title><source>Tests</source><year>2020</year><volume>4</volume><fpage>1</fpage><lpage>9</lpage><pub-id pub-id-type="doi">10.5555/12345</pub-id></element-citation><note><p>•• A clear account.</p></note></ref>
        <ref id="R2"><mixed-citation publication-type="book"><person-group person-group-type="author"><name><surname>Quill</surname><given-names>B</given-names></name></person-group>. <source>Boats of tin</source>. Leeds: <publisher-name>Invented Press</publisher-name>; <year>2012</year>.</mixed-citation></ref>
        <ref id="R3"><mixed-citation>Tarn P, Quill B. Rope for beginners in small harbours. J Rope Stud. 2015;3(2):4-15.</mixed-citation></ref>
        </ref-list></back></article>
        """,
      expected: [
        "-: Marlow, I (2020) Tests of small boats | Tests 4 1–9 | 10.5555/12345 > A clear account.",
        "-: Quill, B (2012) Boats of tin | Invented Press | - | book",
        "-: Tarn, P; Quill, B (2015) Rope for beginners in small harbours | J Rope Stud 3(2) 4–15 | -",
      ]),
    Row(
      format: "tei",
      text: """
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><sourceDesc><biblStruct><analytic><title>The paper itself</title></analytic></biblStruct></sourceDesc></teiHeader>
        <text><back><listBibl><biblStruct xml:id="b0"><analytic><title level="a" type="main">Tests of small boats</title><author><persName><forename type="first">Ina</forename><forename type="middle">C</forename><surname>Marlow</surname></persName></author><idno type="DOI">10.5555/12345</idno></analytic><monogr><title level="j">Tests</title><imprint><biblScope unit="volume">4</biblScope><biblScope unit="page" from="1" to="9"/><date type="published" when="2020-05">May 2020</date></imprint></monogr><note type="raw_reference">Marlow…</note></biblStruct>
        </listBibl></back></text></TEI>
        """,
      expected: ["-: Marlow, Ina C (2020-5) Tests of small boats | Tests 4 1–9 | 10.5555/12345"]),
    Row(
      format: "bbl",
      text: #"""
        \documentclass{article}
        \begin{document} Small boats \cite{marlow2020}.
        \begin{thebibliography}{9}
        % \bibitem{no} Nobody.
        \bibitem{marlow2020} I. Marlow and B. Quill, ``Tests of small boats,'' \emph{J. Invented Tests}, vol.~4, no.~2, pp.~1--9, 2020.
        \bibitem[{Quill(2012)}]{quill2012}
        B.~Quill.
        \newblock {\em Boats of Tin}.
        \newblock Invented Press, Leeds, 2012.
        \end{thebibliography}
        \end{document}
        """#,
      expected: [
        "marlow2020: Marlow, I.; Quill, B. (2020) Tests of small boats | J. Invented Tests 4(2) 1–9 | -",
        "quill2012: Quill, B. (2012) Boats of Tin | Invented Press | - | book",
      ]),
    Row(
      format: "better-bibtex",
      text: #"""
        {"config": {"label": "BetterBibTeX JSON"}, "items": [
         {"citationKey": "marlow2020", "itemType": "journalArticle", "title": "Tests of small boats",
          "date": "2020-05-01", "publicationTitle": "Tests", "volume": "4", "pages": "1-9",
          "creators": [{"firstName": "Ina", "lastName": "Marlow", "creatorType": "author"}],
          "tags": [{"tag": "boats"}], "notes": [{"note": "<p>A clear account.</p>"}],
          "attachments": [{"annotations": [{"annotationText": "Hulls of tin leak sooner", "annotationComment": "Compare with wood"}]}]}]}
        """#,
      expected: [
        "marlow2020: Marlow, Ina (2020-5-1) Tests of small boats | Tests 4 1–9 | - | boats > A clear account. > “Hulls of tin leak sooner”\nCompare with wood"
      ]),
    Row(
      format: "table",
      text:
        "PT\tAU\tTI\tSO\tVL\tIS\tBP\tEP\tDI\tPY\nJ\tMarlow, I; Quill, B\tTests of small boats\tTESTS\t4\t2\t1\t9\t10.1234/a\t2020\n",
      expected: [
        "-: Marlow, I; Quill, B (2020) Tests of small boats | TESTS 4(2) 1–9 | 10.1234/a"
      ]),
    Row(
      format: "biblatex-bbl",
      text: #"""
        % $ biblatex auxiliary file $
        \begingroup
        \refsection{0}
          \datalist[entry]{nty/global//global/global/global}
            \entry{marlow2020}{article}{}{}
              \name{author}{2}{}{%
                {{un=0,uniquepart=base,hash=1f}{%
                   family={Marlow},
                   familyi={M\bibinitperiod},
                   given={Ina\bibnamedelima Eva},
                   giveni={I\bibinitperiod\bibinitdelim E\bibinitperiod}}}%
                {{un=0,uniquepart=base,hash=2f}{%
                   family={Berg},
                   familyi={B\bibinitperiod},
                   given={Ben},
                   giveni={B\bibinitperiod},
                   prefix={van\bibnamedelima der},
                   prefixi={v\bibinitperiod}}}%
              }
              \strng{namehash}{1f2f}
              \field{sortinit}{M}
              \field{journaltitle}{Tests}
              \field{number}{2}
              \field{title}{Tests of {S}mall boats}
              \field{volume}{4}
              \field{year}{2020}
              \field{pages}{1\bibrangedash 9}
              \range{pages}{9}
              \verb{doi}
              \verb 10.1234/a_b
              \endverb
              \keyw{boats,hulls}
            \endentry
            \entry{quill2001}{book}{}{}
              \name{author}{1}{}{%
                {{hash=3f}{%
                   family={Quill},
                   given={B.}}}%
              }
              \list{publisher}{1}{%
                {Pond Press}%
              }
              \field{title}{Hulls}
              \field{year}{2001}
            \endentry
          \enddatalist
        \endrefsection
        \endinput
        """#,
      expected: [
        "marlow2020: Marlow, Ina Eva; van der Berg, Ben (2020) Tests of Small boats | Tests 4(2) 1–9 | 10.1234/a_b | boats; hulls",
        "quill2001: Quill, B. (2001) Hulls | Pond Press | - | book",
      ]),
  ]

  /// An entry that is not closed ends where the next begins, and says so.
  @Test func entriesOfBiberKeepApart() {
    let text = #"""
      \entry{able2001}{article}{}
        \name{author}{1}{}{{{hash=1}{family={Able}, given={Ann}}}}
        \true{moreauthor}
        \field{title}{On tin}
        \field{urlday}{3}
        \field{urlmonth}{5}
        \field{urlyear}{2020}
      \entry{baker2002}{article}{}
        \field{title}{On copper}
        \verb{file}
        \verb /home/me/My Papers/baker 2002.pdf
        \endverb
      \endentry
      """#
    let reading = ReferenceFormat.named("biblatex-bbl")!.read(SourceText(name: "a.bbl", text: text))
    #expect(reading.citations.map(\.sourceKey) == ["able2001", "baker2002"])
    #expect(reading.citations.map(\.reference.title) == ["On tin", "On copper"])
    #expect(reading.diagnostics.map(\.kind) == [.bibtex(.unclosedEntry)])
    let first = reading.citations[0].reference
    #expect(first.hasMoreAuthors && first.accessed == "2020-05-03")
    let file = reading.citations[1].reference.others.first { $0.name == "file" }
    #expect(file?.value == "/home/me/My Papers/baker 2002.pdf")
  }

  @Test(arguments: rows)
  func reads(_ row: Row) {
    let source = SourceText(name: row.name, text: row.text.replacing("\u{FEFF}", with: ""))
    #expect(ReferenceFormat.of(source).name == row.format)
    let reading = ReferenceFormat.of(source).read(source)
    #expect(reading.citations.map(Self.line) == row.expected)
    #expect(reading.citations.map(\.position) == Array(1..<(row.expected.count + 1)))
  }

  @Test func aGradeIsReadFromBullets() throws {
    let text =
      "<ref-list><ref><element-citation><article-title>A</article-title></element-citation><note><p>• Of interest.</p></note></ref></ref-list>"
    let reading = ReferenceFormat.of(SourceText(name: "f", text: text)).read(
      SourceText(name: "f", text: text))
    #expect(reading.citations.map(\.grade) == [1])
  }

  @Test(arguments: [
    ("My comment", ["Sampling bias everywhere"]), ("Bemerkungen", ["Sampling bias everywhere"]),
    ("Reviewer comments", ["Sampling bias everywhere"]), ("Shelf", []),
  ])
  func aColumnOfOwnWordsIsAnAnnotationAndOthersAreSaid(_ column: String, _ annotations: [String]) {
    let text =
      "Title,Authors,Year,Journal,\(column)\nThe shape,A B,2012,J Evol Biol,Sampling bias everywhere\n"
    let source = SourceText(name: "f.csv", text: text)
    let reading = ReferenceFormat.of(source).read(source)
    #expect(reading.citations.flatMap(\.annotations).map(\.text) == annotations)
    #expect(
      reading.diagnostics.map(\.kind) == (annotations.isEmpty ? [.unknownColumns([column])] : []))
  }

  @Test func aRowWithTooManyCellsIsToldWithItsLine() throws {
    let source = SourceText(name: "f.csv", text: "Author,Title,Year\nA B,C,2001,x,y\n")
    let reading = ReferenceFormat.of(source).read(source)
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(
      diagnostic.kind.message == "this row has 5 cells for 3 columns; the extra cells were ignored")
    #expect(source.position(of: diagnostic.range.lowerBound).line == 2)
  }

  @Test(arguments: [
    "year,price\n2001,5\n", "title: My settings\ncolours: [red]\n", "# Words\n\nNo keys.\n",
    "<html><body>JATS</body></html>", "\\section{A}\n",
  ])
  func whatOnlyResemblesThemIsNone(_ text: String) {
    let format = ReferenceFormat.of(SourceText(name: "f.txt", text: text)).name
    #expect(["list", "html"].contains(format), "\(format)")
  }

  /// Whatever is cut off, nothing ends the program.
  @Test(arguments: rows)
  func hostile(_ row: Row) throws {
    let format = try #require(ReferenceFormat.named(row.format))
    let bytes = Array(row.text.utf8)
    for end in stride(from: 0, to: bytes.count, by: 7) {
      let text = String(decoding: bytes[..<end], as: UTF8.self)
      _ = format.read(SourceText(name: "f", text: text))
    }
    for deep in ["[", "{", "<a>", "\"", "- ", "\\bibitem["] {
      let text = row.text + String(repeating: deep, count: 20_000)
      _ = format.read(SourceText(name: "f", text: text))
    }
  }
}

@Suite struct GZipTests {
  /// `printf '@book{a, title = {Rope}}\n' | gzip -n | base64`, and of a text that repeats itself.
  @Test func unpacks() throws {
    let plain = (0..<2000).map { "@book{a\($0), title = {Rope \($0 % 7)}}\n" }.joined()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("a.bib")
    for (text, level) in [("", "-6"), ("a", "-1"), (plain, "-1"), (plain, "-9")] {
      try Data(text.utf8).write(to: file)
      _ = try Program.run(
        URL(fileURLWithPath: "/bin/gzip"), ["-k", "-f", level, file.path])
      let packed = try Data(contentsOf: file.appendingPathExtension("gz"))
      #expect(GZip.isPacked(packed))
      #expect(try GZip.unpacked(packed) == Data(text.utf8))
      #expect(try GZip.unpacked(packed + packed) == Data((text + text).utf8))
      #expect(try DecodedSource(name: "a.bib.gz", bytes: packed).text.text == text)
      for end in stride(from: 3, to: packed.count, by: max(1, packed.count / 50)) {
        _ = try? GZip.unpacked(packed.prefix(end))
      }
    }
    #expect(ReferenceFormat.of(SourceText(name: "a.bib.gz", text: "% nothing")).name == "bibtex")
  }
}
