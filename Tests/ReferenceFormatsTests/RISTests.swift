import Diagnostics
import Foundation
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct RISTests {
  private func read(_ text: String) -> Reading {
    ReferenceFormat.ris.read(SourceText(name: "f.ris", text: text))
  }

  private static let one = "article | June, C. H. | 2018 | A title | in Blood | 12(3) | pp 4–9"

  /// Scopus has the number of PubMed where others have that of PubMed Central.
  @Test(arguments: [("PMC123", "PMC123"), ("25000001", nil)])
  func takesANumberOfPubMedCentral(_ value: String, _ number: String?) {
    let text = "TY  - JOUR\nTI  - T\nC2  - \(value)\nER  - \n"
    let reading = ReferenceFormat.ris.read(SourceText(name: "f.ris", text: text))
    #expect(reading.citations.map(\.reference.pmcid) == [number])
  }

  @Test(arguments: [
    "TY  - JOUR\nAU  - June, C. H.\nTI  - A title\nJO  - Blood\nVL  - 12\nIS  - 3\nSP  - 4\nEP  - 9\nPY  - 2018\nER  - \n",
    "TY  - JOUR\r\nA1  - June, C. H.\r\nT1  - A title.\r\nJF  - Blood\r\nVL  - 12\r\nCP  - 3\r\nSP  - 4-9\r\nY1  - 2018///\r\nER  -\r\n",
    "TY  - JOUR\rAU  - June, C. H.\rTI  - A title\rT2  - Blood\rVL  - 12\rIS  - 3\rSP  - 4\rEP  - 9\rDA  - 2018/05/01\rER  -",
    "\u{FEFF}TY  - JOUR\nAU  - June, C. H.\nTI  - A title\nT2  - Blood\nVL  - 12\nIS  - 3\nSP  - 4\nEP  - 4-9\nPY  - 2018\nER  -",
    "2. \n\u{FEFF}TY  -JOUR\nAU  -June, C. H.\nTI  -A title\nJA  -Blood\nVL  -12\nIS  -3\nSP  -4–9\nEP  -9\nPY  -2018//\nER  -\n",
    "TY - JOUR\nAU - June, C. H.\nTI - A\n\ntitle\nJ2 - Blood\nVL - 12\nIS - 3\nSP - 4\nEP - 9\nPY - 2018\nER -\n",
    "TY- JOUR\nAU- June, C. H.\nTI- A title\nJ2- Blood\nVL- 12\nIS- 3\nSP- 4\nEP- 9\nPY- 2018\nER-\n",
    "  TY  –  JOUR\n  AU  –  June, C. H.\n  TI  –  A title\n  JI  –  Blood\n  VL  –  12\n  IS  –  3\n  SP  –  pp. 4 - 9\n  PY  –  2018\n  ER  –\n",
    "ER  -\n% Encoding: UTF-8\nCreated by a program\n\nTY  - JOUR\nAU  - June, C. H.\n\nTI  - A title\n      \nT2  - Blood\nVL  - 12\nIS  - 3\nSP  - 4\nEP  - 9\nPY  - 2018\nER\n",
    "Record #3 of 18\nProvider: Somebody\nContent: text/plain\n\nTY  -  JOUR\nAU  -  June, C. H.\nTI  -  A\ntitle\nJA  -  Blood\nVL  -  12\nIS  -  3\nSP  -  4‐9\nPY  -  2018\nER  -  \n\nC1  - the strategy of a search\n1 exp leukaemia/\n",
  ])
  func readsARecordInEverySpelling(_ text: String) {
    let reading = read(text)
    #expect(reading.citations.map(\.row) == [Self.one])
    #expect(reading.diagnostics.isEmpty)
    #expect(ReferenceFormat.of(SourceText(name: "f.txt", text: text)).name == "ris")
  }

  @Test(arguments: [
    (
      "TY  - JOUR\nTI  - T\nAB  - The abstract.\nN2  - Notes of another kind.\nN1  - doi: 10.1016/j.x.2016.10.006\n",
      "article | T | doi 10.1016/j.x.2016.10.006 | abstract The abstract.\n\nNotes of another kind."
    ),
    (
      "TY  - JOUR\nTI  - T\nN2  - The abstract.\nAB  - The abstract\n",
      "article | T | abstract The abstract"
    ),
    (
      "TY  - JOUR\nTI  - T\nN1  - Read this first.\nRN  - Compare with\nthe other list.\nN1  - PMID: 12345\n",
      "article | T | pmid 12345 | note Read this first.\n\nCompare with\nthe other list."
    ),
    (
      "TY  - JOUR\nTI  - T\nN1  - Cited By :2\nExport Date: 5 August 2024\nCODEN: NATUA\n",
      "article | T"
    ),
    ("TY  - JOUR\nTI  - T\nN1  - L643474277\n2024-02-16\n", "article | T"),
    (
      "TY  - JOUR\nTI  - T\nN1  - <p>A <b>key</b> paper.</p><p>See also p&nbsp;5.</p>\n",
      "article | T | note A key paper.\n\nSee also p 5."
    ),
    (
      "TY  - JOUR\nTI  - T\nKW  - *Child, Preschool\nKW  - leukemia; relapse ;\nKW  - relapse\nCD19\n",
      "article | T | about Child, Preschool/leukemia/relapse/CD19"
    ),
    (
      "TY  - JOUR\nTI  - CD8<sup>+</sup> T cells &amp; <i>in vivo</i> &lt;i&gt;x&lt;/i&gt; p<0.05?\n",
      "article | CD8+ T cells & in vivo x p<0.05?"
    ),
    (
      "TY  - JOUR\nTI  - T\nAU  - van Bruggen AHC\nAU  - Powell, D. J., Jr.\nAU  - Powell DJ Jr\nAU  - World Health Organization\nAU  - et al.\n",
      "article | van Bruggen, AHC; Powell, D. J., Jr.; Powell, DJ, Jr; {World Health Organization}; … | T"
    ),
    (
      "TY  - JOUR\nTI  - T\nAU  - June, C. H.; Sadelain, M.\nA1  - Park, J., Wang, X.-L.\nA1  - Hern, Matt, Ed\n",
      "article | June, C. H.; Sadelain, M.; Park, J.; Wang, X.-L. | T | ed Hern, Matt"
    ),
    (
      "TY  - JOUR\nTI  - T\nJA  - J. Clin. Oncol.\nJO  - Journal of Clinical Oncology\nC7  - e123\nSP  - 1\nEP  - 12\n",
      "article | T | in Journal of Clinical Oncology | no e123"
    ),
    ("TY  - JOUR\nTI  - T\nSP  - 14316\nEP  - 14316\n", "article | T | no 14316"),
    ("TY  - JOUR\nTI  - T\nSP  - 30\nEP  - 30\n", "article | T | pp 30"),
    ("TY  - JOUR\nTI  - T\nC7  - 30\n", "article | T | no 30"),
    // Scopus has the number of PubMed where others have that of PubMed Central.
    ("TY  - JOUR\nTI  - T\nDB  - Scopus\nC2  - 25000001\n", "article | T | pmid 25000001"),
    ("TY  - JOUR\nTI  - T\nC2  - 25000001\n", "article | T"),
    // Cochrane's CENTRAL
    (
      "TY  - JOUR\nTI  - T\nSO  - Pond journal\nYR  - 2011\nVL  - 4\nNO  - 3\nPG  - 1-9\nXR  - PUBMED 21000001,EMBASE 600000001\nKY  - Ponds\n",
      "article | 2011 | T | in Pond journal | 4(3) | pp 1–9 | pmid 21000001 | about Ponds"
    ),
    // PsycINFO, Mendeley, Ovid
    (
      "TY  - EJOU\nTI  - T\nM3  - doi:10.1234/a1\nL4  - file:///x.pdf\n",
      "article | T | doi 10.1234/a1"
    ),
    ("TY  - GEN\nTI  - T\nM3  - doi:10.1234/a1\n", "other | T | doi 10.1234/a1"),
    (
      "TY  - JOUR\nTI  - T\nUR  - http://ovid.example.org/web?D=emed&AN=1\nUR  - https://x.example.org/r?sid=OVID:embase&id=pmid:22222222&id=doi:10.1234%2Fponds.5&issn=1234\n",
      "article | T | doi 10.1234/ponds.5 | pmid 22222222 | url http://ovid.example.org/web?D=emed&AN=1"
    ),
    ("TY  - JOUR\nTI  - T\nSP  - \nEP  - \nM1  - 2864\n", "article | T | no 2864"),
    ("TY  - JOUR\nTI  - T\nM1  - Journal Article\nPY  - n.d.\n", "article | T"),
    (
      "TY  - JOUR\nTI  - T\nM3  - doi: 10.1002/AR.25520\nUR  - https://example.org/a\nUR  - http://dx.doi.org/10.1002/other\n",
      "article | T | doi 10.1002/ar.25520 | url https://example.org/a"
    ),
    (
      "TY  - JOUR\nTI  - T\nL2  - https://pubmed.ncbi.nlm.nih.gov/30144191/\nUR  - https://arxiv.org/abs/2101.00001v2\n",
      "article | T | pmid 30144191 | arxiv 2101.00001 | url https://arxiv.org/abs/2101.00001v2"
    ),
    (
      "TY  - CHAP\nTI  - A chapter\nT2  - A book\nT3  - A series\nAU  - June, C.\nA2  - Park, J.\nPB  - Elsevier\nSP  - 5\nEP  - 7\n",
      "chapter | June, C. | A chapter | in A book | pp 5–7 | ed Park, J. | by Elsevier"
    ),
    (
      "TY  - BOOK\nTI  - A book\nT2  - A series\nA3  - Park, J.\nSP  - 350\n",
      "book | A book | ed Park, J."
    ),
    ("TY  - EDBOOK\nBT  - A book\nAU  - Park, J.\n", "book | A book | ed Park, J."),
    (
      "TY  - CPAPER\nTI  - T\nC3  - Proceedings of X\nT2  - Meeting of X\nED  - Park, J.\n",
      "conference | T | in Proceedings of X | ed Park, J."
    ),
    (
      "TY  - THES\nTI  - T\nA2  - Advisor, A.\nPB  - A University\n", "thesis | T | by A University"
    ),
    ("TY  - UNPB\nTI  - T\nT2  - bioRxiv\n", "preprint | T | in bioRxiv"),
    ("TY  - XYZ\nTI  - T\nID  - knuth1984\n", "other | key knuth1984 | T"),
    ("TY  - JOUR\nTI  - T\nDOI - 10.1/x\nDOI  - 10.1000/x\n", "article | T | doi 10.1000/x"),
    (
      "TY  - JOUR\nTI  - T\nAB  - About the weights of\nIL - 6 and\nT2-weighted images\n",
      "article | T | abstract About the weights of IL - 6 and T2-weighted images"
    ),
  ])
  func readsFields(_ text: String, _ row: String) {
    let reading = read(text + "ER  - \n")
    #expect(reading.citations.map(\.row) == [row])
    #expect(reading.diagnostics.isEmpty)
  }

  @Test(arguments: [
    (
      "TY  - JOUR\nTI  - One\n\n2. \nTY  - JOUR\nTI  - Two\nER  - \n",
      ["article | One | sure 0.8", "article | Two"], [ReadingProblem.noRecordEnd]
    ),
    (
      "TY  - JOUR\nTI  - One\nER  - \nAU  - June, C.\nTI  - Two\nER  - \nTY  - JOUR\nTI  - Three\nER  - ",
      ["article | One", "article | June, C. | Two | sure 0.8", "article | Three"], [.noRecordType]
    ),
    (
      "TY  - JOUR\nTI  - One\nER  - \nN1  - A note that nobody owns\n\nTY  - JOUR\nTI  - Two\nER  - ",
      ["article | One", "article | Two"], [.outsideRecord]
    ),
    (
      "TY  - JOUR\nER  - \nTY  - JOUR\nAU  - June, C.\nER  - \n",
      ["article | June, C. | sure 0.7"], [.emptyRecord, .untitled]
    ),
    ("Dear reader,\n\nnothing is here.\n", [], [.noRecords]),
    ("", [], []),
  ])
  func recovers(_ text: String, _ rows: [String], _ problems: [ReadingProblem]) {
    let reading = read(text)
    #expect(reading.citations.map(\.row) == rows)
    #expect(reading.diagnostics.map(\.kind) == problems)
    #expect(reading.citations.map(\.position) == Array(1...(rows.count + 1)).dropLast())
  }

  @Test func tellsWhereARecordStands() {
    let source = SourceText(
      name: "f.ris",
      text: "\r\nTY  - JOUR\r\nTI  - One\r\nER  - \r\n\r\n2. \r\nTY  - JOUR\nER  -\r\n")
    let reading = ReferenceFormat.ris.read(source)
    #expect(reading.citations.map(\.line) == [2])
    #expect(reading.citations.map(\.raw) == ["TY  - JOUR\r\nTI  - One\r\nER  - "])
    #expect(
      reading.diagnostics.map { $0.rendered(in: source) } == [
        "f.ris:7:1: warning: skipped this record: it has no title, author or identifier\n  TY  - JOUR\n  ^^^^^^^^^^"
      ])
  }

  @Test(arguments: [
    LongText(repeating: "TY  - JOUR\n", 20_000), LongText(repeating: "x", 500_000),
    LongText("TY  - JOUR\nTI  - ", repeating: "<b>&amp;", 20_000),
    LongText("TY  - JOUR\nTI  - T\n", repeating: "TI  - <", 100_000),
    LongText("TY  - JOUR\nAU  - ", repeating: "a, ", 20_000),
    LongText(repeating: "\n", 100_000), LongText(repeating: "AU  - a\n", 50_000),
    LongText("TY  - JOUR\nKW  - ", repeating: ";", 100_000, "\nSP  - ")
      + LongText(repeating: "-", 100_000),
    LongText(repeating: "TY", 100_000),
    LongText("TY  - JOUR\n", repeating: "\r", 100_000),
  ])
  func hostileTextsAreReadWithoutCrash(_ long: LongText) {
    let reading = read(long.text)
    #expect(reading.citations.count <= 1)
  }
}

/// Files as the tools write them, against values that were looked up in the files by hand.
@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data beside the checkout"))
struct RISSampleTests {
  static func read(_ name: String) throws -> Reading {
    let file = SharedData.folder.appendingPathComponent("samples/\(name)")
    let source = try DecodedSource(name: name, bytes: Data(contentsOf: file)).text
    return ReferenceFormat.of(source).read(source)
  }

  @Test(arguments: [
    ("citavi", 100, 98), ("cochrane_endnote", 3, 3), ("covidence_refworks", 10, 8),
    ("endnote", 10, 8), ("eric_ovid", 10, 10), ("mendeley", 10, 8), ("scopus", 10, 10),
    ("zotero", 10, 8),
  ])
  func readsEveryRecord(_ name: String, _ count: Int, _ abstracts: Int) throws {
    let reading = try Self.read("ris/\(name).ris")
    #expect(reading.citations.count == count)
    #expect(reading.citations.count { $0.reference.abstract != nil } == abstracts)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.citations.allSatisfy { $0.annotation == nil && $0.confidence == 1 })
    #expect(
      reading.citations.allSatisfy { $0.raw.hasPrefix("TY  -") && $0.raw.contains("\nER  -") })
  }

  @Test(arguments: [
    (
      "citavi", 62,
      "article | Kraaijenga, Véronique J. C.; van Houwelingen, F.; van der Horst, S.; Visscher, J.; Huisman, J.M.L.; Hollman, E. J.; Stegeman, Inge; Smit, Adriana L. | 2018 | Cochlear implant performance in children deafened by congenital cytomegalovirus-A systematic review | in Clinical otolaryngology : official journal of ENT-UK ; official journal of Netherlands Society for Oto-Rhino-Laryngology & Cervico-Facial Surgery | 43(5) | pp 1283–1295 | by Wiley-Blackwell | doi 10.1111/coa.13142 | pmid 29768731"
    ),
    (
      "citavi", 67,
      "article | Gabriels, karlijn; Brouwer, Annemieke J.; maat, Jessica; van den Hoogen, Agnes | 2015 | Kangaroo Care: Experiences and Needs of Parents in Neonatal Intensive Care: A Systematic Review ‘Parents’ Experience of Kangaroo Care’ | in Pediatrics and Neonatal Nursing: Open Access ( ISSN 2470-0983 ) | 1(1) | by Sci Forschen, Inc | doi 10.16966/2470-0983.102"
    ),
    (
      "citavi", 82,
      "article | Eekhoff, E. Marelise W.; Netelenbos, J. Coen; Graaf, Pim; Hoebink, Max; Bravenboer, Nathalie; Micha, Dimitra; Pals, Gerard; Vries, Teun J.; Lammertsma, Adriaan A.; Raijmakers, Pieter G.; van Es, Robert J.J. | 2017 | Flare-Up After Maxillofacial Surgery in a Patient With Fibrodysplasia Ossificans Progressiva: An [18F]-NaF PET/CT Study and a Systematic Review | in JBMR plus | 2(1) | pp 55–58 | by Wiley | doi 10.1002/jbm4.10008 | pmid 30283890"
    ),
    (
      "citavi", 97,
      "article | Visser, Kirsten; Bolt, Gideon; Finkenauer, Catrin; Jonker, Merel; Weinberg, Dominic; Stevens, Gonneke W. J. M. | 2020 | Neighbourhood deprivation effects on young people's mental health and well-being: A systematic review of the literature | in Social science & medicine (1982) | 270 | no 113542 | by Elsevier Limited | doi 10.1016/j.socscimed.2020.113542 | pmid 33495056"
    ),
    (
      "cochrane_endnote", 2,
      "article | Kim, JS; Gilbert, JB; Relyea, JE; Rich, P; Scherer, E; Burkhauser, MA; Tvedt, JN | 2024 | Time to transfer: long-term effects of a sustained and spiraled content literacy intervention in the elementary grades | in Developmental psychology | 60(7) | pp 1279–1297 | doi 10.1037/dev0001710 | pmid 38407106"
    ),
    (
      "covidence_refworks", 6,
      "article | Brownstein, C.D. | 2024 | A juvenile bird with possible crown-group affinities from a dinosaur-rich Cretaceous ecosystem in North America | in BMC ecology and evolution | 24(1) | pp 20 | doi 10.1186/s12862-024-02210-9"
    ),
    (
      "covidence_refworks", 7,
      "article | Eberth, D.A. | 2024 | Stratigraphic architecture of the Belly River Group (Campanian, Cretaceous) in the plains of southern Alberta: Revisions and updates to an existing model and implications for correlating dinosaur-rich strata | in PLoS ONE | 19(1 January) | doi 10.1371/journal.pone.0292318"
    ),
    (
      "endnote", 9,
      "article | key 881 | Troiano, L. P.; Dos Santos, H. B.; Aureliano, T.; Ghilardi, A. M. | 2024 | Erratum: Author Correction: A remarkable assemblage of petroglyphs and dinosaur footprints in Northeast Brazil (Scientific reports (2024) 14 1 DOI: 10.1038/s41598-024-56479-3) | in Scientific reports | 14(1) | no 14316 | doi 10.1038/s41598-024-65283-y"
    ),
    (
      "eric_ovid", 4,
      "article | key EJ384529 | Padian, Kevin | 1988 | New Discoveries about Dinosaurs: Separating the Facts from the News | in Journal of Geological Education | 36(4) | pp 215–20"
    ),
    (
      "eric_ovid", 6,
      "article | key EJ322686 | 1985 | Clues from the Past | in NatureScope | 1(2) | pp 34–44"
    ),
    (
      "mendeley", 7,
      "article | Troiano, L P; Dos Santos, H B; Aureliano, T; Ghilardi, A M | 2024 | A remarkable assemblage of petroglyphs and dinosaur footprints in Northeast Brazil | in Scientific reports | 14(1) | pp 6528 | doi 10.1038/s41598-024-56479-3"
    ),
    (
      "scopus", 6,
      "article | Bajpai, S.; Datta, D.; Pandey, P.; Ghosh, T.; Kumar, K.; Bhattacharya, D. | 2023 | Fossils of the oldest diplodocoid dinosaur suggest India was a major centre for neosauropod radiation | in Scientific Reports | 13(1) | no 12680 | by Nature Research | doi 10.1038/s41598-023-39759-2 | pmid 37542094"
    ),
    (
      "scopus", 7,
      "article | Myhrvold, N.P.; Baumgart, S.L.; Vidal, D.; Fish, F.E.; Henderson, D.M.; Saitta, E.T.; Sereno, P.C. | 2024 | Diving dinosaurs? Caveats on the use of bone compactness and pFDA for inferring lifestyle | in PLoS ONE | 19(3 March) | no e0298957 | by Public Library of Science | doi 10.1371/journal.pone.0298957 | pmid 38446841"
    ),
    (
      "zotero", 8,
      "article | Brownstein, C.D. | 2024 | A juvenile bird with possible crown-group affinities from a dinosaur-rich Cretaceous ecosystem in North America | in BMC ecology and evolution | 24(1) | pp 20 | doi 10.1186/s12862-024-02210-9"
    ),
  ])
  func readsWhatAPersonReads(_ name: String, _ position: Int, _ facts: String) throws {
    #expect(try Self.read("ris/\(name).ris").citations[position - 1].facts == facts)
  }

  @Test func namesEditorsOfABook() throws {
    let book = try Self.read("ris/eric_ovid.ris").citations[8].reference
    #expect(book.title == "Deschooling Our Lives")
    #expect(book.authors.isEmpty)
    #expect(book.editors.map(\.description) == ["Hern, Matt"])
  }
}
