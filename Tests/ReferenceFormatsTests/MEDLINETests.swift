import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct MEDLINETests {
  private func read(_ text: String) -> Reading {
    ReferenceFormat.medline.read(SourceText(name: "f.nbib", text: text))
  }

  /// A record of an article in other languages than English.
  @Test func readsEveryLanguageAndTheOriginalTitle() throws {
    let reading = read(
      "PMID- 1\nTI  - [Frogs & ponds].\nTT  - Frösche & Teiche.\nLA  - ger\nLA  - fre\nPG  - 30\n")
    let reference = try #require(reading.citations.first?.reference)
    #expect(reference.title == "Frogs & ponds" && reference.language == "ger; fre")
    #expect(reference.others == [OtherField(name: "origtitle", value: "Frösche \\&{} Teiche.")])
    #expect(reference.locator == .pages("30"))
  }

  @Test(arguments: [
    (
      "PMID- 1234567\nTI  - A title that\n      goes on.\nFAU - Maude, Shannon L\nAU  - Maude SL\nFAU - Powell, Daniel J Jr\nAU  - Powell DJ Jr\nAUID- ORCID: 0\nCN  - A Study Group\nJT  - The New England journal of medicine\nTA  - N Engl J Med\nVI  - 378\nIP  - 5\nPG  - 439-48\nDP  - 2018 Feb 1\nLID - 10.1056/NEJMoa1709866 [doi]\n",
      "article | Maude, Shannon L; Powell, Daniel J, Jr; {A Study Group} | 2018 | A title that goes on | in The New England journal of medicine | 378(5) | pp 439–48 | doi 10.1056/nejmoa1709866 | pmid 1234567"
    ),
    (
      "PMID- 1\r\nTI  - [On the origin of a title].\r\nAU  - van Bruggen AHC\r\nAU  - Smith J\r\nAU  - et al.\r\nTA  - Blood\r\nDP  - 1998 Spring\r\n",
      "article | van Bruggen, AHC; Smith, J; … | 1998 | On the origin of a title | in Blood | pmid 1"
    ),
    (
      "PMID- 1\nTI  - [Not Available].\nTT  - Über den Ursprung.\nDP  - 2001\nLID - e82190\nAID - S0092-8674(01)00000-0 [pii]\n",
      "article | 2001 | Über den Ursprung | no e82190 | pmid 1"
    ),
    (
      "PMID- 1\nTI  - T?\nAB  - BACKGROUND: Some words \n      go on. METHODS: Others.\nOAB - Auch auf Deutsch.\nMH  - *Child, Preschool\nMH  - Leukemia/*drug therapy\nOT  - CAR T\nOT  - Child, Preschool\nPT  - Preprint\nGN  - NLM: a note of the library\n",
      "preprint | T? | pmid 1 | abstract BACKGROUND: Some words go on. METHODS: Others. | about Child, Preschool/Leukemia/drug therapy/CAR T"
    ),
    (
      "PMID- 1\nTI  - A chapter\nBTI - A book\nFED - Adam, Margaret P\nED  - Adam MP\nPB  - A University\nOAB - Nur dieses.\n",
      "chapter | A chapter | in A book | ed Adam, Margaret P | by A University | pmid 1 | abstract Nur dieses."
    ),
    (
      "PMID- 1\nBTI - A book\nDP  - 1999\n",
      "book | 1999 | A book | pmid 1"
    ),
  ])
  func reads(_ text: String, _ row: String) {
    let reading = read(text)
    #expect(reading.citations.map(\.row) == [row])
    #expect(reading.diagnostics.isEmpty)
    for name in ["f.ris", "f.txt"] {
      #expect(ReferenceFormat.of(SourceText(name: name, text: text)).name == "medline")
    }
  }

  @Test(arguments: [
    (
      "PMID- 1\nTI  - One\nPMID- 2\nTI  - Two\n",
      ["article | One | pmid 1", "article | Two | pmid 2"]
    ),
    (
      "PMID- 1\nTI  - One\n\nOWN - NLM\nTI  - Two\nDP  - 2001\n\n\nPMID- 3\nTI  - Three\n",
      ["article | One | pmid 1", "article | 2001 | Two", "article | Three | pmid 3"]
    ),
    (
      "PMID- 1\nOWN - NLM\n\nTI  - One\n\nDP  - 2001\n\nPMID- 2\nTI  - Two\n",
      ["article | 2001 | One | pmid 1", "article | Two | pmid 2"]
    ),
  ])
  func tellsRecordsApart(_ text: String, _ rows: [String]) {
    let reading = read(text)
    #expect(reading.citations.map(\.row) == rows)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func saysWhatIsMissing() {
    let source = SourceText(name: "f", text: "PMID- 1\nDP  - 2001\n")
    let reading = ReferenceFormat.medline.read(source)
    #expect(reading.citations.map(\.row) == ["article | 2001 | pmid 1 | sure 0.7"])
    #expect(
      reading.diagnostics.map { $0.rendered(in: source) } == [
        "f:1:1: warning: this entry has no title\n  PMID- 1\n  ^^^^^^^"
      ])
    #expect(read("Dear reader").diagnostics.map(\.kind) == [.noRecords])
  }

  @Test(arguments: [
    LongText(repeating: "PMID- ", 100_000), LongText(repeating: "\nTI  - a\n", 10_000),
    LongText("PMID- 1\n\n", repeating: "TI  - a\n", 100_000),
    LongText(repeating: "x", 300_000),
  ])
  func hostileTextsAreReadWithoutCrash(_ long: LongText) {
    #expect(read(long.text).citations.allSatisfy { $0.confidence <= 1 })
  }
}

/// Values were looked up in the file by hand.
@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data beside the checkout"))
struct MEDLINESampleTests {
  @Test func readsEveryRecord() throws {
    let reading = try RISSampleTests.read("medline/pubmed-export.ris")
    #expect(reading.citations.count == 50)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.citations.allSatisfy { $0.reference.pmid != nil && $0.reference.doi != nil })
    #expect(reading.citations.allSatisfy { $0.raw.hasPrefix("PMID- ") && $0.annotation == nil })
    #expect(reading.citations.count { $0.reference.abstract != nil } == 49)
    #expect(reading.citations[1].line == 112)
  }

  @Test(arguments: [
    (
      1,
      "article | Griffin, Darren K; Larkin, Denis M; O'Connor, Rebecca E | 2020 | Time lapse: A glimpse into prehistoric genomics | in European journal of medical genetics | 63(2) | no 103640 | doi 10.1016/j.ejmg.2019.03.004 | pmid 30922926"
    ),
    (
      2,
      "article | Peñalver, Enrique; Peris, David; Álvarez-Parra, Sergio; Grimaldi, David A; Arillo, Antonio; Chiappe, Luis; Delclòs, Xavier; Alcalá, Luis; Sanz, José Luis; Solórzano-Kraemer, Mónica M; Pérez-de la Fuente, Ricardo | 2023 | Symbiosis between Cretaceous dinosaurs and feather-feeding beetles | in Proceedings of the National Academy of Sciences of the United States of America | 120(17) | no e2217872120 | doi 10.1073/pnas.2217872120 | pmid 37068225"
    ),
    (
      3,
      "article | Sereno, Paul C; Myhrvold, Nathan; Henderson, Donald M; Fish, Frank E; Vidal, Daniel; Baumgart, Stephanie L; Keillor, Tyler M; Formoso, Kiersten K; Conroy, Lauren L | 2022 | Spinosaurus is not an aquatic dinosaur | in eLife | 11 | no e80092 | doi 10.7554/elife.80092 | pmid 36448670"
    ),
    (
      4,
      "article | Dittmar, Katharina; Zhu, Qiyun; Hastriter, Michael W; Whiting, Michael F | 2016 | On the probability of dinosaur fleas | in BMC evolutionary biology | 16 | pp 9 | doi 10.1186/s12862-015-0568-x | pmid 26754250"
    ),
    (
      13,
      "article | Chakravarthy, Murali | 2023 | Is cardiac surgery threatening to go the dinosaur way? | in Annals of cardiac anaesthesia | 26(2) | pp 119–121 | doi 10.4103/aca.aca_17_23 | pmid 37706373"
    ),
    (
      14,
      "article | Yao, Xi; Barrett, Paul M; Yang, Lei; Xu, Xing; Bi, Shundong | 2022 | A new early branching armored dinosaur from the Lower Jurassic of southwestern China | in eLife | 11 | no e75248 | doi 10.7554/elife.75248 | pmid 35289749"
    ),
    (
      16,
      "article | Xing, Lida; Niu, Kecheng; Evans, Susan E | 2019 | Inter-amphibian predation in the Early Cretaceous of China | in Scientific reports | 9(1) | pp 7751 | doi 10.1038/s41598-019-44247-7 | pmid 31123302"
    ),
    (
      26,
      "article | Stein, Koen; Prondvai, Edina; Huang, Timothy; Baele, Jean-Marc; Sander, P Martin; Reisz, Robert | 2019 | Structure and evolutionary implications of the earliest (Sinemurian, Early Jurassic) dinosaur eggs and eggshells | in Scientific reports | 9(1) | pp 4424 | doi 10.1038/s41598-019-40604-8 | pmid 30872623"
    ),
    (
      28,
      "article | Chamberlain, John A, Jr; Knoll, Katja; J W Sertich, Joseph | 2023 | Non-avian theropod phalanges from the marine Fox Hills Formation (Maastrichtian), western South Dakota, USA | in PeerJ | 11 | no e14665 | doi 10.7717/peerj.14665 | pmid 36778140"
    ),
    (
      32,
      "article | Schade, Marco; Knötschke, Nils; Hörnig, Marie K; Paetzel, Carina; Stumpf, Sebastian | 2022 | Neurovascular anatomy of dwarf dinosaur implies precociality in sauropods | in eLife | 11 | no e82190 | doi 10.7554/elife.82190 | pmid 36537069"
    ),
    (
      33,
      "article | Liao, Chun-Chi; Zanno, Lindsay E; Wang, Shiying; Xu, Xing | 2021 | Postcranial osteology of Beipiaosaurus inexpectus (Theropoda: Therizinosauria) | in PloS one | 16(9) | no e0257913 | doi 10.1371/journal.pone.0257913 | pmid 34591927"
    ),
    (
      41,
      "article | Peñalver, Enrique; Arillo, Antonio; Delclòs, Xavier; Peris, David; Grimaldi, David A; Anderson, Scott R; Nascimbene, Paul C; Pérez-de la Fuente, Ricardo | 2017 | parasitised feathered dinosaurs as revealed by Cretaceous amber assemblages | in Nature communications | 8(1) | pp 1924 | doi 10.1038/s41467-017-01550-z | pmid 29233973"
    ),
    (
      43,
      "article | Fraser, D R | 2019 | Why did the dinosaurs become extinct? Could cholecalciferol (vitamin D(3)) deficiency be the answer? | in Journal of nutritional science | 8 | no e9 | doi 10.1017/jns.2019.7 | pmid 30911383"
    ),
  ])
  func readsWhatAPersonReads(_ position: Int, _ facts: String) throws {
    let reading = try RISSampleTests.read("medline/pubmed-export.ris")
    #expect(reading.citations[position - 1].facts == facts)
  }
}
