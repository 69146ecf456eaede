import Diagnostics
import References
import Testing

@testable import ReferenceFormats

@Suite struct PubMedXMLTests {
  private static let set = """
    <?xml version="1.0" ?>
    <!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/pubmed.dtd">
    <PubmedArticleSet>
    <PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">99000001</PMID><Article>
    <Journal><ISSN>0000-0000</ISSN><JournalIssue><Volume>40</Volume><Issue>5</Issue>
    <PubDate><MedlineDate>2011 Jan-Feb</MedlineDate></PubDate></JournalIssue>
    <Title>Journal of Fictions</Title><ISOAbbreviation>J Fict</ISOAbbreviation></Journal>
    <ArticleTitle>Cells of type CD8<sup>+</sup> need <i>Gene1</i>.</ArticleTitle>
    <Pagination><StartPage>1194</StartPage><MedlinePgn>1194-205</MedlinePgn></Pagination>
    <ELocationID EIdType="doi" ValidYN="Y">10.5555/JF.1</ELocationID>
    <Abstract><AbstractText Label="BACKGROUND">First &lt; second.</AbstractText>
    <AbstractText Label="METHODS">We <b>wrote</b>.</AbstractText></Abstract>
    <AuthorList CompleteYN="N"><Author><LastName>van Carel</LastName><ForeName>Jan A</ForeName>
    <Initials>JA</Initials><Suffix>Jr</Suffix></Author>
    <Author><CollectiveName>Group of Nine</CollectiveName></Author></AuthorList></Article>
    <MeshHeadingList><MeshHeading><DescriptorName>Cells</DescriptorName><QualifierName>immunology</QualifierName></MeshHeading>
    <MeshHeading><DescriptorName>Mice</DescriptorName></MeshHeading></MeshHeadingList>
    <KeywordList><Keyword>fiction</Keyword></KeywordList>
    <CommentsCorrectionsList><CommentsCorrections><PMID>1</PMID></CommentsCorrections></CommentsCorrectionsList>
    </MedlineCitation><PubmedData><ReferenceList><Reference><ArticleIdList>
    <ArticleId IdType="doi">10.5555/other</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>
    <PubmedArticle><MedlineCitation><PMID>99000002</PMID><Article><ArticleTitle>A & B</ArticleTitle>
    </Article></MedlineCitation></PubmedArticle>
    <PubmedBookArticle><BookDocument><PMID>99000003</PMID><Book><BookTitle>Book of Fictions</BookTitle>
    <PubDate><Year>2015</Year></PubDate><AuthorList Type="editors"><Author><LastName>Gray</LastName></Author></AuthorList></Book>
    <ArticleTitle>A chapter</ArticleTitle></BookDocument></PubmedBookArticle>
    </PubmedArticleSet>
    """

  private static let reading: Reading = {
    let source = SourceText(name: "pubmed.xml", text: set)
    return ReferenceFormat.of(source).read(source)
  }()

  @Test func readsEveryField() throws {
    let citation = try #require(Self.reading.citations.first)
    let reference = citation.reference
    #expect(citation.sourceKey == "99000001" && reference.pmid == "99000001")
    #expect(citation.line == 4)
    #expect(reference.title == "Cells of type CD8+ need Gene1")
    #expect(reference.authors.map(\.description) == ["van Carel, Jan A Jr", "Group of Nine"])
    #expect(reference.hasMoreAuthors)
    #expect(reference.container == "Journal of Fictions")
    #expect(reference.volume == "40" && reference.issue == "5" && reference.year == 2011)
    #expect(reference.locator == .pages("1194–205"))
    #expect(reference.doi == "10.5555/jf.1")
    #expect(reference.abstract == "BACKGROUND: First < second.\nMETHODS: We wrote.")
    #expect(reference.keywords == ["Cells/immunology", "Mice", "fiction"])
    #expect(citation.confidence == 1)
  }

  @Test func recoversAndReadsBooks() {
    let citations = Self.reading.citations
    #expect(
      citations.map(\.reference.title) == ["Cells of type CD8+ need Gene1", "A & B", "A chapter"])
    #expect(citations[1].confidence == 0.8)
    #expect(Self.reading.diagnostics.map(\.kind) == [.damagedRecord(.unescaped("&"))])
    #expect(citations[2].reference.type == .chapter)
    #expect(citations[2].reference.container == "Book of Fictions")
    #expect(citations[2].reference.editors.map(\.description) == ["Gray"])
    #expect(citations[2].reference.year == 2015)
  }
}
