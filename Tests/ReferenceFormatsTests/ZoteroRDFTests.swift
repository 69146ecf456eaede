import Diagnostics
import ReferenceFormats
import References
import Testing

@Suite struct ZoteroRDFTests {
  private static let head = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
     xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
     xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:vcard="http://nwalsh.com/rdf/vCard#"
     xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">

    """

  private func read(_ body: String) -> Reading {
    let source = SourceText(name: "z.rdf", text: Self.head + body + "\n</rdf:RDF>\n")
    #expect(ReferenceFormat.of(source).name == "zotero-rdf")
    return ReferenceFormat.of(source).read(source)
  }

  private static let article = """
    <bib:Article rdf:about="http://example.org/1">
      <z:itemType>journalArticle</z:itemType>
      <dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/>
      <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Keller</foaf:surname>
        <foaf:givenName>Anna</foaf:givenName></foaf:Person></rdf:li>
        <rdf:li><foaf:Person><foaf:surname>The Tin Group</foaf:surname></foaf:Person></rdf:li>
      </rdf:Seq></bib:authors>
      <dcterms:isReferencedBy rdf:resource="#item_2"/>
      <dc:subject>soil</dc:subject>
      <dc:subject><z:AutomaticTag><rdf:value>Acids</rdf:value></z:AutomaticTag></dc:subject>
      <dc:title>Soil acidity</dc:title><dc:date>2019-05-02</dc:date>
      <bib:pages>12-20</bib:pages>
      <dc:identifier><dcterms:URI><rdf:value>https://a.example/1</rdf:value></dcterms:URI>
      </dc:identifier>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:1234-5679"><prism:volume>9</prism:volume>
      <prism:number>2</prism:number><dc:title>Journal of Soils</dc:title>
      <dcterms:alternative>J Soils</dcterms:alternative>
      <dc:identifier>DOI 10.1234/soils.9</dc:identifier>
      <dc:identifier>ISSN 1234-5679</dc:identifier></bib:Journal>
    <bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;A clear account.&lt;/p&gt;</rdf:value></bib:Memo>
    <z:Collection rdf:about="#collection_1"><dc:title>Woods</dc:title>
      <dcterms:hasPart rdf:resource="http://example.org/1"/></z:Collection>
    """

  @Test func readsAnItemAndWhatItRefersTo() throws {
    let reading = read(Self.article)
    #expect(reading.citations.count == 1 && reading.diagnostics.isEmpty)
    let citation = try #require(reading.citations.first)
    let reference = citation.reference
    #expect(reference.type == .article && reference.title == "Soil acidity")
    #expect(reference.authors.map(\.description) == ["Keller, Anna", "The Tin Group"])
    #expect(reference.container == "Journal of Soils" && reference.shortContainer == "J Soils")
    #expect([reference.volume, reference.issue] == ["9", "2"])
    #expect(reference.locator?.text == "12–20" && reference.year == 2019)
    #expect(reference.doi == "10.1234/soils.9" && reference.issn == ["1234-5679"])
    #expect(reference.url == "https://a.example/1")
    #expect(reference.keywords == ["soil", "Acids"] && citation.tags == ["soil"])
    #expect(citation.collections == ["Woods"])
    #expect(citation.annotations.map(\.text) == ["A clear account."])
    #expect(citation.line == 6)
  }

  @Test func readsAChapterInABookOfASeries() throws {
    let reference = try #require(
      read(
        """
        <bib:BookSection rdf:about="#item_9"><z:itemType>bookSection</z:itemType>
          <dcterms:isPartOf><bib:Book><dcterms:isPartOf><bib:Series><dc:title>Studies in Tin</dc:title>
            <dc:identifier>7</dc:identifier></bib:Series></dcterms:isPartOf>
            <dc:title>All of Tin</dc:title><dc:identifier>ISBN 978-0-19-852663-6</dc:identifier>
          </bib:Book></dcterms:isPartOf>
          <dc:publisher><foaf:Organization><vcard:adr><vcard:Address>
            <vcard:locality>Oslo</vcard:locality></vcard:Address></vcard:adr>
            <foaf:name>Quill</foaf:name></foaf:Organization></dc:publisher>
          <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Ed</foaf:surname>
            <foaf:givenName>E.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
          <dc:title>Tin ores</dc:title><dc:date>2001</dc:date>
        </bib:BookSection>
        """
      ).citations.first?.reference)
    #expect(reference.type == .chapter && reference.container == "All of Tin")
    #expect(reference.series == "Studies in Tin" && reference.seriesNumber == "7")
    #expect(reference.publisher == "Quill" && reference.place == "Oslo")
    #expect(reference.isbn == ["978-0-19-852663-6"])
    #expect(reference.editors.map(\.description) == ["Ed, E."])
  }

  @Test func notesAndAttachmentsAreNoWorks() {
    let reading = read(
      """
      <z:Attachment rdf:about="#item_3"><z:itemType>attachment</z:itemType>
        <dc:title>a.pdf</dc:title></z:Attachment>
      <bib:Memo rdf:about="#item_4"><rdf:value>Alone.</rdf:value></bib:Memo>
      """)
    #expect(reading.citations.isEmpty && reading.diagnostics.map(\.kind) == [.noRecords])
  }

  @Test func damageIsToldAndTheRestIsRead() {
    let reading = read(Self.article + "<bib:Article><z:itemType>book</z:itemType><dc:title>B & C")
    #expect(reading.citations.first?.reference.title == "Soil acidity")
    #expect(!reading.diagnostics.isEmpty)
  }

  /// Repaired or not, each item has the line and the text that it has in the file.
  @Test func placesAreThoseOfTheFile() {
    let items = (1...30).map { number in
      """
      <bib:Book rdf:about="#item_\(number)">
        <z:itemType>book</z:itemType><dc:title>Salt & pepper & tin \(number)</dc:title>
      </bib:Book>
      """
    }
    for end in ["", "<bib:Book><z:itemType>book</z:itemType><dc:title>Cut & off"] {
      let reading = read(items.joined(separator: "\n") + end)
      #expect(reading.citations.count >= 30)
      for (index, citation) in reading.citations.prefix(30).enumerated() {
        #expect(citation.line == 6 + 3 * index, "\(citation.line)")
        #expect(citation.raw == items[index])
      }
    }
  }

  /// What is part of itself ends, and so does what is very deep.
  @Test func circlesEnd() {
    let reading = read(
      """
      <bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:a"/><dc:title>On tin</dc:title></bib:Article>
      <bib:Journal rdf:about="urn:a"><dc:title>Tin</dc:title>
        <dcterms:isPartOf rdf:resource="urn:a"/></bib:Journal>
      <z:Collection rdf:about="#c1"><dc:title>Ores</dc:title>
        <dcterms:hasPart rdf:resource="#c2"/></z:Collection>
      <z:Collection rdf:about="#c2"><dc:title>Metals</dc:title>
        <dcterms:hasPart rdf:resource="#c1"/><dcterms:hasPart rdf:resource="#item_1"/>
      </z:Collection>
      """)
    #expect(reading.citations.map(\.reference.container) == ["Tin"])
    #expect(reading.citations.map(\.collections) == [["Ores/Metals"]])
  }

  @Test func readsWhatOlderAndRarerExportsHold() throws {
    let reading = read(
      """
      <rdf:Description rdf:about="#item_1"><z:itemType>patent</z:itemType>
        <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Doe</foaf:surname>
          <foaf:givenname>Jane</foaf:givenname></foaf:Person></rdf:li></rdf:Seq></bib:authors>
        <dc:title>A tin box</dc:title><prism:number>US123456</prism:number>
        <dc:subject><dcterms:LCC><rdf:value>QH 315 .X1</rdf:value></dcterms:LCC></dc:subject>
        <dc:description>PMID: 12345678
      Citation Key: tin2001</dc:description>
      </rdf:Description>
      <rdf:Description rdf:about="#item_2"><z:itemType>computerProgram</z:itemType>
        <dc:title>Tinware</dc:title><prism:edition>2.1</prism:edition></rdf:Description>
      """)
    let (patent, program) = (reading.citations[0], reading.citations[1])
    #expect(patent.reference.authors.map(\.description) == ["Doe, Jane"])
    #expect(patent.reference.number == "US123456" && patent.reference.issue == nil)
    #expect(patent.tags.isEmpty && patent.reference.keywords.isEmpty)
    #expect(patent.reference.pmid == "12345678" && patent.sourceKey == "tin2001")
    #expect(program.reference.version == "2.1" && program.reference.edition == nil)
  }
}
