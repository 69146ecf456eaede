import Diagnostics
import TestSupport
import Testing

@testable import ReferenceFormats

/// Files of every format damaged at random: each is read, and what is told of it has a place within.
@Suite struct MutatedFileTests {
  private static let samples: [String] = [
    "@article{a, title = {On {T}in \\& \\\"uber}, author = {Doe, Jane and {Group}}, year = 2020, doi = {10.1/x}}\n@string{j = \"J\"}\n@book{b, title = \"Two\" # j, note = {A}}\n",
    "TY  - JOUR\nTI  - On tin\nAU  - Doe, Jane\nPY  - 2020/03/01\nSP  - 1\nEP  - 9\nN1  - A note\nDO  - 10.1/x\nER  - \n",
    "PMID- 29226797\nOWN - NLM\nDP  - 2017 Dec\nTI  - On tin\n      and lead.\nFAU - Doe, Jane\nAU  - Doe J\nTA  - Tin\nAID - 10.1/x [doi]\nRIN - Tin. 2001;3(1):5. PMID: 2\n\n",
    "%0 Journal Article\n%A Doe, Jane\n%T On tin\n%J Tin\n%D 2020\n%P 1-9\n%Z A note.\n\n",
    "[{\"type\": \"article-journal\", \"title\": \"On tin\", \"author\": [{\"family\": \"Doe\", \"given\": \"J\"}], \"issued\": {\"date-parts\": [[2020, 3]]}, \"note\": \"x: y\\nz: 1\"}]",
    "<xml><records><record><ref-type name=\"Book\">6</ref-type><contributors><authors><author>Doe, J</author></authors></contributors><titles><title>On <style face=\"bold\">tin</style></title></titles><dates><year>2020</year></dates></record></records></xml>",
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue></Journal><ArticleTitle>On tin</ArticleTitle><AuthorList><Author><LastName>Doe</LastName><Initials>J</Initials></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Doe, J\n   Roe, R\nTI On tin\nSO TIN\nPY 2020\nUT WOS:0001\nER\n\nEF\n",
    "---\nreferences:\n- id: doe2020\n  type: book\n  title: On tin\n  author:\n  - family: Doe\n    given: J\n  issued: 2020\n...\n",
    "cff-version: 1.2.0\ntitle: Tin\nauthors:\n  - family-names: Doe\n    given-names: J\ndoi: 10.1/x\nversion: 1\n",
    "Title,Author,Year,DOI,Abstract\n\"On, tin\",\"Doe, J; Roe, R\",2020,10.1/x,\"A \"\"b\"\" c\"\n",
    "<article><front><article-meta><title-group><article-title>On tin</article-title></title-group></article-meta></front><back><ref-list><ref id=\"r1\"><element-citation><person-group><name><surname>Doe</surname><given-names>J</given-names></name></person-group><article-title>On lead</article-title><year>2019</year></element-citation></ref></ref-list></back></article>",
  ]

  private static let lists: [String] = [
    "<html><head><title>List</title></head><body><h1>Reading</h1><ol><li>Doe, J. On tin. <i>Tin</i> <b>3</b>, 1–9 (2020). <a href=\"https://doi.org/10.1/x\">link</a> Seminal.</li></ol></body></html>",
    "Reading list\n\n1. Doe, J. & Roe, R. On tin. Tin 3, 1–9 (2020).\nThis seminal study, with Poe et al. (2017), shows tin.\n2. • Poe, E. On lead. Lead 4, 2–3 (2017).\n",
    "Doe J, Roe R. On tin. Tin. 2020 Mar;3(1):1-9. doi: 10.1/x. PMID: 1.\n\nDoe, J. (2020). On tin. Tin, 3(1), 1–9. https://doi.org/10.1/x\n\n[1] J. Doe, \"On tin,\" Tin, vol. 3, no. 1, pp. 1–9, 2020.\n",
    "# Notes\n\n## Doe 2020\n\nSee @doe2020 and [@roe2019, p. 3]: *tin* is **lead**.\n\n- [On tin](https://doi.org/10.1/x)\n",
  ]

  private static let splinters = [
    "{", "}", "[", "]", "<", ">", "</", "\"", "'", ",", ":", "\\", "%", "@", "#", "&", "&#x;",
    "&amp;",
    "\n", "\r", "\r\n", "\t", " ", "\u{0}", "\u{1}", "\u{FEFF}", "é", "日", "\u{301}", "  - ", "- ",
    "TY  - ", "ER  - ", "@book{", "<!--", "<![CDATA[", "&k [*k]", "---\n", "null", "1e999", "-1",
    "99999999999999999999", "2020", "https://", "10.1/", "et al.", "\\u", "\\textbf{", "$",
  ]

  /// Eight times 3,125, on all cores: 20,000 of programs' formats, 5,000 of lists.
  @Test(.timeLimit(.minutes(5)), arguments: [UInt64](1...8))
  func eachIsRead(_ seed: UInt64) {
    read(2_500, of: Self.samples, seed)
    read(625, of: Self.lists, seed)
  }

  private func read(_ count: Int, of samples: [String], _ seed: UInt64) {
    var texts = MutatedText(of: samples, splinters: Self.splinters, seed: seed)
    for _ in 0..<count {
      let text = SourceText(name: "f", text: texts.next())
      let reading = ReferenceFormat.of(text).read(text)
      let length = text.text.utf8.count
      for diagnostic in reading.diagnostics {
        let range = diagnostic.range
        #expect(
          range.lowerBound >= 0 && range.upperBound <= length, "\(text.text.debugDescription)")
      }
      #expect(reading.citations.allSatisfy { $0.line >= 1 }, "\(text.text.debugDescription)")
    }
  }
}
