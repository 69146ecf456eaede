import Diagnostics
import Foundation
import References
import TestSupport
import Testing

@testable import ReferenceFormats

private func read(_ text: String) -> Reading {
  ReferenceFormat.endNoteXML.read(SourceText(name: "library.xml", text: text))
}

private func file(_ records: String...) -> String {
  "<?xml version=\"1.0\" encoding=\"UTF-8\" ?><xml><records>\(records.joined())</records></xml>"
}

/// A record with a title, an author and a year.
private func record(_ number: Int, _ more: String = "") -> String {
  """
  <record><rec-number>\(number)</rec-number><ref-type name="Journal Article">17</ref-type>\
  <contributors><authors><author><style face="normal">Ander, C. H.</style></author></authors>\
  </contributors><titles><title><style face="normal">Title \(number)</style></title></titles>\
  <dates><year>2019</year></dates>\(more)</record>
  """
}

private func printed(_ creators: [Creator]) -> String {
  creators.map { creator in
    switch creator {
    case .literal(let name): "{\(name)}"
    case .person: creator.description
    }
  }.joined(separator: "; ")
}

/// The bibliographic facts as one line.
private func printed(_ citation: Citation) -> String {
  let reference = citation.reference
  let authors =
    printed(reference.authors) + (reference.hasMoreAuthors ? "; et al." : "")
  let locator = reference.locator?.pages.map { "pp. \($0)" } ?? reference.locator?.text
  let fields: [String?] = [
    reference.type.rawValue, authors, reference.title, reference.container, reference.volume,
    reference.issue, locator, reference.year.map(String.init), reference.doi, reference.pmid,
  ]
  return fields.map { $0.flatMap { $0.isEmpty ? nil : $0 } ?? "-" }.joined(separator: " | ")
}

@Suite struct EndNoteXMLTests {
  @Test func readsEveryField() throws {
    let text = file(
      """
      <record><database name="My.enl">My.enl</database><rec-number>7</rec-number>
      <ref-type name="Book Section">5</ref-type><contributors>
      <authors><author><style face="normal" font="default">Ander, </style><style>C. H., Jr.</style></author>
      <author>van Carel, Jan</author><author>Institute of Fictions,</author>
      <author>Ministry of Works,, Office 3</author><author>et al.</author></authors>
      <secondary-authors><author>Gray, H.</author></secondary-authors></contributors>
      <titles><title><style>Cells of type CD8</style><style face="superscript">+</style><style>
       need &lt;i&gt;Gene1&lt;/i&gt; &amp;amp; more.</style></title>
      <secondary-title>Handbook of Fictions</secondary-title></titles>
      <pages>e12-e19</pages><volume>3</volume><number>2</number>
      <keywords><keyword>*Cells</keyword><keyword>Genes/*physiology; Mice</keyword></keywords>
      <dates><year>in 2012</year></dates><publisher>Nowhere Press</publisher>
      <abstract>First &#945;.&#xD;&#xD;Second.</abstract><notes>My&#xD;words</notes>
      <research-notes>and more</research-notes><caption>Duplicate</caption>
      <label>ander2012</label><accession-num>PMID: 12345678</accession-num>
      <urls><related-urls><url>&lt;Go to ISI&gt;://WOS:1</url><url>https://example.org/a&#xD;https://example.org/b</url></related-urls>
      <pdf-urls><url>internal-pdf://1/a.pdf</url></pdf-urls></urls>
      <electronic-resource-num>doi:10.5555/ABC.1</electronic-resource-num></record>
      """)
    let reading = read(text)
    #expect(reading.diagnostics.isEmpty)
    let citation = try #require(reading.citations.first)
    #expect(
      printed(citation)
        == "chapter | Ander, C. H. Jr.; van Carel, Jan; {Institute of Fictions}; {Ministry of Works, Office 3}; et al. | Cells of type CD8+ need Gene1 & more | Handbook of Fictions | 3 | 2 | pp. e12–e19 | 2012 | 10.5555/abc.1 | 12345678"
    )
    #expect(printed(citation.reference.editors) == "Gray, H.")
    #expect(citation.reference.publisher == "Nowhere Press")
    #expect(citation.reference.abstract == "First α.\nSecond.")
    #expect(citation.reference.keywords == ["Cells", "Genes/physiology", "Mice"])
    #expect(citation.reference.url == "https://example.org/a")
    #expect(citation.annotations.map(\.text) == ["My\nwords", "and more"])
    #expect(citation.notes == ["Duplicate"])
    #expect(citation.sourceKey == "ander2012")
    #expect(citation.confidence == 1)
    #expect(citation.raw.hasPrefix("<record><database") && citation.raw.hasSuffix("</record>"))
  }

  @Test(arguments: [
    ("<ref-type name=\"Book\">6</ref-type>", ReferenceType.book),
    ("<ref-type name=\"Conference Paper\">47</ref-type>", .conference),
    ("<ref-type name=\"Conference Proceedings\">10</ref-type>", .conference),
    ("<ref-type name=\"Thesis\">32</ref-type>", .thesis),
    ("<ref-type name=\"Report\">27</ref-type>", .report),
    ("<ref-type name=\"Web Page\">12</ref-type>", .webpage),
    ("<ref-type name=\"Patent\"/>", .patent), ("<ref-type>17</ref-type>", .article),
    ("<ref-type name=\"Computer Program\">x</ref-type>", .software),
    ("<ref-type name=\"Rune Stone\">999</ref-type>", .other),
  ])
  func knowsTheKindsOfRecords(_ type: String, _ expected: ReferenceType) {
    let text = file("<record>\(type)<titles><title>T</title></titles></record>")
    #expect(read(text).citations.first?.reference.type == expected)
  }

  @Test(arguments: [
    ("623-31", "pp. 623–31"), ("S2-7", "pp. S2–7"), ("152-153.e1", "pp. 152–153.e1"),
    ("480‐486", "pp. 480–486"), ("pp. 12--15", "pp. 12–15"), ("3‐", "pp. 3"),
    ("e1002224", "e1002224"),
    ("e00011-19", "e00011-19"), ("Cd010458", "Cd010458"), ("xi-xvi", "pp. xi–xvi"), ("-", "-"),
    ("S0140-6736(20)30183-5", "S0140-6736(20)30183-5"),
  ])
  func readsPages(_ pages: String, _ expected: String) {
    let locator = Locator(pages: pages)
    #expect((locator?.pages.map { "pp. \($0)" } ?? locator?.text ?? "-") == expected)
  }

  @Test(arguments: [
    ("<xml><records><record><ref-type>17</ref-type>", "endnote-xml"),
    ("\n<?xml version=\"1.0\"?>\n<records>\n<record><titles>", "endnote-xml"),
    ("<html><body>", "html"), ("<collection><record><leader>", "list"),
  ])
  func isRecognized(_ beginning: String, _ format: String) {
    #expect(ReferenceFormat.of(SourceText(name: "export", text: beginning)).name == format)
  }
}

@Suite struct DamagedEndNoteXMLTests {
  /// What damages the second of three records, what is kept of it, and what is said.
  private static let damages: [(String, String, [String])] = [
    ("<notes>a\u{1}b\u{1F}c</notes>", "abc", ["characters that XML forbids"]),
    ("<notes>Q & A, p < 0.05</notes>", "Q & A, p < 0.05", ["unescaped '&'", "unescaped '<'"]),
    ("<notes>caf&eacute; &nosuch; x</notes>", "café &nosuch; x", ["'&eacute;'", "'&nosuch;'"]),
    ("<notes><style>words</notes>", "words", ["'<style>' is not closed"]),
    ("<notes>words</style></notes>", "words", ["unmatched '</style>'"]),
    ("<notes>words<number>4</number>", "words", ["'<notes>' is not closed"]),
    ("<notes a=\"b>words</notes>", "words", ["malformed tag '<notes'"]),
    ("<notes>if a <b then c</notes>", "if a <b then c", ["unescaped '<'"]),
    ("<notes>a&#1;b</notes>", "ab", ["characters that XML forbids"]),
  ]

  @Test(arguments: damages)
  func damageStaysInItsRecord(_ damaged: String, _ annotation: String, _ messages: [String]) {
    let reading = read(file(record(1), record(2, damaged), record(3)))
    #expect(reading.citations.map(\.sourceKey) == ["1", "2", "3"])
    #expect(reading.citations.map(\.reference.title) == ["Title 1", "Title 2", "Title 3"])
    #expect(reading.citations.map(\.confidence) == [1, 0.8, 1])
    #expect(reading.citations[1].annotation == annotation)
    #expect(reading.diagnostics.count == messages.count)
    for (diagnostic, message) in zip(reading.diagnostics, messages) {
      #expect(diagnostic.kind.message.contains(message), "\(diagnostic.kind.message)")
    }
  }

  private static let cuts: [(String, [String])] = [
    // Cut off in the middle.
    (record(1) + record(2).dropLast(30), ["1", "2"]),
    // The end of a record is missing.
    (record(1) + record(2).replacing("</record>", with: "") + record(3), ["1", "2", "3"]),
    // Its beginning is missing.
    (record(1) + record(2).replacing("<record>", with: "<rexord>") + record(3), ["1", "2", "3"]),
    (record(1) + "junk" + record(2), ["1", "2"]),
    (record(1) + "<record></record><record/>" + record(2), ["1", "2"]),
  ]

  @Test(arguments: cuts)
  func recordsOutsideTheDamageAreKept(_ records: String, _ keys: [String]) {
    let reading = read("<xml><records>" + records)
    #expect(reading.citations.map(\.sourceKey) == keys)
    #expect(!reading.diagnostics.isEmpty)
  }

  @Test func commentsAndSectionsAreNoRecords() {
    let reading = read(
      file(
        "<!-- \(record(9)) -->", record(1, "<notes><![CDATA[<record>&amp; ]] x]]></notes>"),
        record(2)))
    #expect(reading.citations.map(\.sourceKey) == ["1", "2"])
    #expect(reading.citations[0].annotation == "<record>& ]] x")
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func theLineOfARecordIsThatOfItsTag() {
    let reading = read("<xml>\n<records>\n" + record(1) + "\n\n" + record(2) + record(3))
    #expect(reading.citations.map(\.line) == [3, 5, 5])
  }

  @Test func entitiesAreNeverExpanded() {
    let laughs =
      "<!DOCTYPE xml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
    let reading = read(laughs + file(record(1, "<notes>&b; &x;</notes>"), record(2)))
    #expect(reading.citations.map(\.annotation) == ["&b; &x;", nil])
    #expect(
      reading.diagnostics.map(\.kind) == [
        .damagedRecord(.undefinedEntity("b")), .damagedRecord(.undefinedEntity("x")),
      ])
  }

  /// Longer than libxml2 allows by itself.
  @Test func aLongTextIsReadWhole() {
    let words = String(repeating: "word ", count: 2_200_000)
    let reading = read(file(record(1, "<abstract>\(words)</abstract>"), record(2)))
    #expect(reading.citations.count == 2)
    #expect(reading.citations[0].reference.abstract?.utf8.count == 10_999_999)
    #expect(reading.diagnostics.isEmpty)
  }

  /// A piece that is repeated, the text before and after.
  private static let hostile: [(before: String, piece: String, count: Int, after: String)] = [
    ("", "<a>", 100_000, ""), ("", "<record>", 20_000, ""),
    ("", "<record><titles><title>x", 5_000, ""), ("", "<", 300_000, ""), ("", "&", 300_000, ""),
    ("", "<![CDATA[", 50_000, ""), ("", "<!--", 50_000, ""),
    ("<record>", "<![CDATA[", 50_000, "]]></record>"), ("<record>", "<!--", 50_000, "--></record>"),
    ("<record>", "<a b=\"", 50_000, ""), ("<record>", "</a>", 100_000, ""),
    ("<record>", "<a>", 100_000, "</record>"), ("<record>", "<a></b>", 100_000, "</record>"),
    ("", "</record>", 20_000, ""), ("", "<!DOCTYPE [", 50_000, ""),
    ("<record", " a='1'", 20_000, ">"),
  ]

  @Test(arguments: hostile)
  func hostileFilesAreReadWithoutCrash(
    _ before: String, _ piece: String, _ count: Int, _ after: String
  ) {
    let text = before + String(repeating: piece, count: count) + after
    let reading = read("<xml><records>" + text)
    #expect(reading.citations.allSatisfy { $0.confidence < 1 })
  }

  /// Bytes of one record are overwritten; all others are read as before.
  @Test func recordsSurviveMutations() {
    var random = SplitMix64(seed: 5)
    let records = (1...8).map { record($0, "<notes><style>note \($0) &amp; more</style></notes>") }
    let sound = read(file(records[0], records[1], records[2])).citations
    for _ in 0..<600 {
      var damaged = Array(records[1].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 8..<(damaged.count - 9), using: &random)
        damaged[place] = "<>&/\"=' ax\u{1}".utf8.randomElement(using: &random)!
      }
      let text = file(records[0], String(decoding: damaged, as: UTF8.self), records[2])
      let citations = read(text).citations
      #expect(citations.first?.raw == sound[0].raw && citations.first?.confidence == 1, "\(text)")
      #expect(
        citations.last?.raw == sound[2].raw && citations.last?.reference == sound[2].reference,
        "\(text)")
    }
  }
}

/// Facts of single works, as a person read them in the file.
@Suite(.enabled(if: SharedData.isPresent, "needs ../shared/data beside the checkout"))
struct EndNoteSampleTests {
  private static let citations: [Citation] = {
    let sample = SharedData.folder.appendingPathComponent("samples/endnote/tafenoquine.xml")
    guard let bytes = try? Data(contentsOf: sample),
      let decoded = try? DecodedSource(name: "tafenoquine.xml", bytes: bytes)
    else { return [] }
    let reading = ReferenceFormat.of(decoded.text).read(decoded.text)
    return reading.diagnostics.isEmpty ? reading.citations : []
  }()

  @Test func readsEveryRecord() {
    let citations = Self.citations
    #expect(citations.count == 179)
    #expect(citations.allSatisfy { $0.confidence == 1 && $0.line == 1 })
    #expect(citations.count { $0.reference.abstract != nil } == 170)
    #expect(citations.count { $0.notes.contains("Duplicate") } == 114)
    #expect(citations.allSatisfy { $0.annotations.isEmpty })
    #expect(citations.count { $0.reference.doi != nil } >= 156)
    #expect(citations.allSatisfy { $0.reference.year != nil && $0.reference.type == .article })
    #expect(Set(citations.compactMap(\.sourceKey)).count == 179)
  }

  private static let facts: [(Int, String)] = [
    (
      1,
      "article | Baird, J. K. | 8-Aminoquinoline Therapy for Latent Malaria | Clin Microbiol Rev | 32 | 4 | - | 2019 | 10.1128/cmr.00011-19 | 31366609"
    ),
    (
      3,
      "article | Waters, N. C.; Edstein, M. D. | 8-aminoquinolines: Primaquine and tafenoquine | Milestones Drug Ther. | 41 | (Waters N.C., norman.waters@us.army.mil; Edstein M.D.) Australian Army Malaria Institute, Gallipoli Barracks, Weary Dunlop Drive, Enoggera, QLD 4051, Australia | pp. 69–94 | 2012 | 10.1007/978-3-0346-0480-2_4 | -"
    ),
    (
      4,
      "article | Ghosh, S. | 62ND Annual meeting of the american society of tropical medicine and hygiene (ASTMH) Washington, D.C., USA - November 13-17, 2013 | Drugs of the Future | 39 | 1 | pp. 85–90 | 2014 | 10.1358/dof.2014.039.01.2094802 | -"
    ),
    (
      22,
      "article | McCarthy, J. S.; Smith, B. L.; Read, L. T.; Dow, G. | Confirmation of the blood stage schizonticidal activity of tafenoquine in a randomized, doubleblinded, placebo-controlled plasmodium falciparum induced blood stage malaria challenge study | American Journal of Tropical Medicine and Hygiene | 97 | 5 | pp. 3 | 2017 | - | -"
    ),
    (
      27,
      "article | {Nct} | Efficacy and Safety Study of Tafenoquine (TQ) Co-administered With Dihydroartemisinin-piperaquine (DHA-PQP) for the Radical Cure of Plasmodium Vivax (P. Vivax) Malaria | https://clinicaltrials.gov/show/NCT02802501 | - | - | - | 2016 | - | -"
    ),
    (
      32,
      "article | Walsh, D. S.; Eamsila, C.; Sasiprapha, T.; Sangkharomya, S.; Khaewsathien, P.; Supakalin, P.; Tang, D. B.; Jarasrumgsichol, P.; Cherdchu, C.; Edstein, M. D.; et al. | Efficacy of monthly tafenoquine for prophylaxis of Plasmodium vivax and multidrug-resistant P. falciparum malaria | Journal of Infectious Diseases | 190 | 8 | pp. 1456–1463 | 2004 | 10.1086/424468 | -"
    ),
    (
      53,
      "article | - | Kodatef (Biocelect) 100 mg tablets australian medicines handbook section 5.7, antiprotozoals | Australian Prescriber | 42 | 3 | pp. 110–111 | 2019 | 10.18773/austprescr.2019.034 | -"
    ),
    (
      82,
      "article | St Jean, P. L.; Koh, Gckw; Breton, J. J.; Espino, F. E. J.; Hien, T. T.; Krudsood, S.; Lacerda, M. V. G.; Llanos-Cuentas, A.; Lon, C.; Mohammed, R.; Namaik-Larp, C. S.; Pereira, D. B.; Saunders, D. L.; Velez, I. D.; Yilma, D.; Villegas, M. F.; Duparc, S.; Green, J. A. | Pharmacogenetic assessment of tafenoquine efficacy in patients withPlasmodium vivaxmalaria | Pharmacogenetics and Genomics | 30 | 7 | pp. 161–165 | 2020 | 10.1097/fpc.0000000000000407 | -"
    ),
    (
      93,
      "article | Edstein, M. D.; Kocisko, D. A.; Brewer, T. G.; Walsh, D. S.; Eamsila, C.; Charles, B. G. | Population pharmacokinetics of the new antimalarial agent tafenoquine in Thai soldiers | British journal of clinical pharmacology | 52 | 6 | pp. 663–70 | 2001 | 10.1046/j.0306-5251.2001.01482.x | 11736877"
    ),
    (
      98,
      "article | Kain, K. C. | Prophylactic drugs for malaria: why do we need another one? | J Travel Med | 6 Suppl 1 | - | pp. S2–7 | 1999 | - | 23573545"
    ),
    (
      106,
      "article | Walsh, D. S.; Looareesuwan, S.; Wilairatana, P.; Heppner, D. G. Jr.; Tang, D. B.; Brewer, T. G.; Chokejindachai, W.; Viriyavejakul, P.; Kyle, D. E.; Milhous, W. K.; Schuster, B. G.; Horton, J.; Braitman, D. J.; Brueckner, R. P. | Randomized dose-ranging study of the safety and efficacy of WR 238605 (Tafenoquine) in the prevention of relapse of Plasmodium vivax malaria in Thailand | J Infect Dis | 180 | 4 | pp. 1282–7 | 1999 | 10.1086/315034 | 10479159"
    ),
    (
      130,
      "article | Anjum, M. U.; Naveed, A. K.; Mahmood, S. N.; Naveed, O. K. | Single dose tafenoquine for preventing relapse in people with plasmodium vivax malaria-an updated meta-analysis | Travel Medicine and Infectious Disease | 36 | - | 101576 | 2020 | 10.1016/j.tmaid.2020.101576 | -"
    ),
    (
      149,
      "article | Rodrigo, C.; Rajapakse, S.; Fernando, D. | Tafenoquine for preventing relapse in people with Plasmodium vivax malaria | Cochrane Database Syst Rev | 9 | - | Cd010458 | 2020 | 10.1002/14651858.cd010458.pub3 | 32892362"
    ),
    (
      155,
      "article | Commons, R. J.; McCarthy, J. S.; Price, R. N. | Tafenoquine for the radical cure and prevention of malaria: the importance of testing for G6PD deficiency | Med J Aust | 212 | 4 | pp. 152–153.e1 | 2020 | 10.5694/mja2.50474 | 32036613"
    ),
  ]

  @Test(arguments: facts)
  func readsAsAPersonWould(_ position: Int, _ expected: String) {
    #expect(Self.citations.first { $0.position == position }.map(printed) == expected)
  }

  @Test func fieldsOfMoreThanOneValue() throws {
    let first = try #require(Self.citations.first)
    #expect(first.sourceKey == "19")
    #expect(
      first.reference.keywords == [
        "Aminoquinolines/therapeutic use", "Antimalarials/therapeutic use", "Humans",
        "Malaria/drug therapy", "8-aminoquinolines", "cyp2d6", "G6PD deficiency",
        "Plasmodium vivax", "hemolytic toxicity", "latency", "plasmochin", "primaquine",
        "tafenoquine", "therapy",
      ])
    #expect(first.notes.starts(with: ["1098-6618", "Baird, J Kevin"]))
    #expect(Self.citations[2].reference.keywords.count == 80)
  }
}
