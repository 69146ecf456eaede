import Diagnostics
import Foundation
import References
import TestSupport
import Testing

@testable import ReferenceFormats

/// One citation as one line: `authors | title | container | volume | locator | year`.
private func printed(_ citation: Citation) -> String {
  let reference = citation.reference
  let authors = reference.authors.map(\.description) + (reference.hasMoreAuthors ? ["et al."] : [])
  return [
    authors.joined(separator: "; "), reference.title ?? "-", reference.container ?? "-",
    reference.volume ?? "-", reference.locator?.text ?? "-", reference.year.map(String.init) ?? "-",
  ].joined(separator: " | ")
}

private func read(_ page: String) -> Reading {
  let source = SourceText(name: "page.html", text: page)
  #expect(ReferenceFormat.of(source).name == "html")
  return ReferenceFormat.html.read(source)
}

@Suite struct WebPageTests {
  /// A page in the form of nature.com, its references and annotations invented.
  private static let nature = """
    <!DOCTYPE html>
    <html lang="en" class="grade-c"><head><title>Engineered cells | Nature Reviews Invention</title>
    <meta charset="utf-8"><script>var list = "<ol><li>Nobody, N. Not this. Nature 1, 2 (2001).</li></ol>";</script>
    <style>.c-article-references { color: red }</style></head>
    <body><nav><ul><li><a href="/">Home</a></li><li>About the journal (2020)</li></ul></nav>
    <p>As Ander et al. (2019) showed, it works<sup><a href="#ref-CR1">1</a></sup>.</p>
    <div class="c-article-section" id="Bib1-section"><h2 id="Bib1">References</h2>
    <ol class="c-article-references" data-track-component="outbound reference">
    <li class="c-article-references__item js-c-reading-companion-references-item" data-counter="1."><p class="c-article-references__text" id="ref-CR1">Ander, C. H. &amp; Beltrán, M. Receptors for beginners. <i>N. Invent. J. Med.</i> <b>379</b>, 64–73 (2018).</p><p class="c-article-references__links u-hide-print"><a data-track="click" rel="nofollow noopener" href="https://doi.org/10.5555%2FNIJMra1706169" data-doi="10.5555/NIJMra1706169" aria-label="Article reference 1">Article</a>&nbsp;
      <a href="/articles/cas-redirect/1:CAS:528:DC%2BC1cXhtV">CAS</a>&nbsp;
      <a href="http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&amp;db=PubMed&amp;dopt=Abstract&amp;list_uids=99972754">PubMed</a>&nbsp;
      <a href="http://scholar.google.com/scholar_lookup?&amp;title=Receptors%20for%20beginners&amp;journal=N.%20Invent.%20J.%20Med.&amp;doi=10.5555%2FNIJMra1706169&amp;volume=379&amp;pages=64-73&amp;publication_year=2018&amp;author=Ander%2CCH&amp;author=Beltr%C3%A1n%2CM">
                    Google Scholar</a>&nbsp;
                </p></li>
    <li class="c-article-references__item" data-counter="2."><p class="c-article-references__text" id="ref-CR2">van Carel, J. A. C. et al. Cells of type CD8<sup>+</sup> need <i>Gene1</i>. <i>Imagin. Blood</i> <b>134</b>, E2776–E2785 (2019). <b>This study shows that CD8</b><sup>+</sup><b> T cells of</b> <i>Gene1</i><b>-deficient mice tire early (see Ander, 2018).</b></p><p class="c-article-references__links"><a href="https://doi.org/10.5555/imb.2019.1">Article</a> <a href="https://scholar.google.com/scholar_lookup?&amp;title=Cells%20of%20type%20CD8%2B%20need%20Gene1&amp;journal=Imagin.%20Blood&amp;volume=134&amp;pages=E2776-E2785&amp;publication_year=2019&amp;author=Carel%2CJAC">Google Scholar</a></p></li>
    <li class="c-article-references__item" data-counter="3."><p class="c-article-references__text" id="ref-CR3">Dorn, E. Wrong year and pages. <i>Cell Invent.</i> <b>7</b>, 2776–2785 (2016).</p><p class="c-article-references__links"><a href="https://scholar.google.com/scholar_lookup?&amp;title=Wrong+year+and+pages&amp;journal=Cell%20Invent.&amp;volume=7&amp;pages=E2776-E2785&amp;publication_year=2017&amp;author=Dorn%2CE">Google Scholar</a></p></li>
    <li class="c-article-references__item" data-counter="4."><p class="c-article-references__text" id="ref-CR4">Eberl, F. &amp; Group of Nine. in <i>Handbook of Fictions</i> (ed. Gray, H.) 130–143 (Nowhere Press, 2012).</p><p class="c-article-references__links"><a href="https://scholar.google.com/scholar_lookup?&amp;title=Handbook%20of%20Fictions&amp;pages=130-143&amp;publication_year=2012&amp;author=Eberl%2CF">Google Scholar</a></p></li>
    <li class="c-article-references__item" data-counter="5."><p class="c-article-references__text" id="ref-CR5">Something the printer lost</p><p class="c-article-references__links"><a href="https://scholar.google.com/scholar_lookup?&amp;title=The%20lost%20work&amp;journal=J.%20Lost%20Things&amp;volume=3&amp;pages=9&amp;publication_year=1999&amp;author=Farr%2CG-H&amp;author=Ito%2CK">Google Scholar</a></p></li>
    <li class="c-article-references__item" data-counter="6."><p class="c-article-references__text" id="ref-CR6">Gould, I. A preprint without a place. Preprint at <i>bioRxiv</i> <a href="https://doi.org/10.5555/2020.01.02.3">https://doi.org/10.5555/2020.01.02.3</a> (2020).</p></li>
    </ol><p><a href="#">Download references</a></p></div>
    <footer>Last updated (2024).</footer></body></html>
    """

  @Test func namesWhoWroteThePage() {
    let page = """
      <html><head><meta name="citation_author" content="Li, Wei">
      <meta name="citation_author" content="Brown, B."></head><body><ol>
      <li>June, C. H. &amp; Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, 64–73 (2018).</li>
      </ol></body></html>
      """
    let reading = ReferenceFormat.html.read(SourceText(name: "page.html", text: page))
    #expect(reading.annotator == "Li, Wei; Brown, B.")
    #expect(reading.citations.count == 1)
  }

  @Test func readsAPageOfNature() {
    let citations = read(Self.nature).citations
    #expect(
      citations.map(printed) == [
        "Ander, C. H.; Beltrán, M. | Receptors for beginners | N. Invent. J. Med. | 379 | 64–73 | 2018",
        "van Carel, J. A. C.; et al. | Cells of type CD8+ need Gene1 | Imagin. Blood | 134 | E2776–E2785 | 2019",
        "Dorn, E. | Wrong year and pages | Cell Invent. | 7 | E2776–E2785 | 2017",
        "Eberl, F.; Group of Nine | - | Handbook of Fictions | - | 130–143 | 2012",
        "Farr, G.-H.; Ito, K. | The lost work | J. Lost Things | 3 | 9 | 1999",
        "Gould, I. | A preprint without a place | bioRxiv | - | - | 2020",
      ])
    #expect(citations.map(\.position) == [1, 2, 3, 4, 5, 6])
    #expect(
      citations[1].annotation
        == "This study shows that CD8+ T cells of Gene1-deficient mice tire early (see Ander, 2018)."
    )
    #expect(citations.count { $0.annotation != nil } == 1)
  }

  @Test func linksAreTheSurestSource() {
    let reading = read(Self.nature)
    let citations = reading.citations
    #expect(citations[0].labels == ["Article", "CAS", "PubMed", "Google Scholar"])
    #expect(
      citations.map(\.reference.doi) == [
        "10.5555/nijmra1706169", "10.5555/imb.2019.1", nil, nil, nil, "10.5555/2020.01.02.3",
      ])
    #expect(citations[0].reference.pmid == "99972754")
    #expect(citations[0].confidence == 1)
    #expect(citations[2].confidence == 0.8)
    #expect(citations[4].raw == "Something the printer lost")
    #expect(citations[4].confidence == 0.9)
    #expect(citations[3].reference.type == .chapter)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func rawAndLineAreThoseOfThePage() {
    let citations = read(Self.nature).citations
    let lines = Self.nature.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, citation) in citations.enumerated() {
      #expect(lines[citation.line - 1].contains("ref-CR\(index + 1)\""))
    }
    #expect(
      citations[1].raw
        == "van Carel, J. A. C. et al. Cells of type CD8+ need Gene1. Imagin. Blood 134, E2776–E2785 (2019). This study shows that CD8+ T cells of Gene1-deficient mice tire early (see Ander, 2018)."
    )
  }

  private static let first =
    "Ander, C. H. & Beltrán, M. Receptors for beginners. N. Invent. J. Med. 379, 64–73 (2018)."
  private static let second =
    "Sorel, C. Cells off the shelf forge ahead. Nat. Inventions 40, 5–8 (2022)."

  @Test(arguments: [
    // An old page prints the number twice and lists the links.
    """
    <HTML><BODY><H3>References</H3><OL class=references>
    <LI id=ref1><FONT size=2>1. 1 %1</FONT><UL class=cleared><LI><A HREF="http://dx.doi.org/10.5555/x1">Article</A></LI><LI><A href="/doifinder">PubMed</A></LI></UL>
    <LI id=ref2>2. 2 %2 <a href=x>CAS</a> | <a href=y>PubMed</a> | <a href=z>Article</a> |
    </OL></BODY></HTML>
    """,
    "<html><body><ul><li>Home</li><li>News 2021</li><li>Contact</li></ul><ol><li>%1</li><li>%2</li></ol></body></html>",
    "<!doctype html><body><p>Prose of 2020 that is none.</p><section><p>1. %1</p><p>2. %2</p></section>",
    "<html><body><h1>Works</h1><div class=ref><span>%1</span></div><div class=ref>%2 [<a href=p>PubMed</a>]</div></body></html>",
    "<html><body>[1] %1<br>[2] %2<br></body></html>",
    "<html><body><pre>\n• %1\n• %2\n</pre></body></html>",
    "<html><body><table><tr><td>1.</td><td>%1</td></tr><tr><td>2.</td><td>%2</td></tr></table></body></html>",
    "<html><body><ol><li><p>%1</p><li><p>%2",
    "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><ul><li><b>%1</b></li><li>%2</li></ul></body></html>",
    "<!-- saved from url=(0020)https://example.org/ -->\n<html><body><dl><dt>1</dt><dd>%1</dd><dt>2</dt><dd>%2</dd></dl></body></html>",
  ])
  func findsTheListOfAnyPage(_ layout: String) {
    let page = layout.replacing("%1", with: Self.first.replacing("&", with: "&amp;"))
      .replacing("%2", with: Self.second)
    let reading = read(page)
    #expect(reading.citations.map(\.raw) == [Self.first, Self.second])
    #expect(reading.citations.allSatisfy { $0.annotation == nil })
    #expect(
      reading.citations.map(\.reference.title) == [
        "Receptors for beginners", "Cells off the shelf forge ahead",
      ])
  }

  @Test func saysOnceWhatItLeavesOut() {
    let items = [Self.first, Self.second, Self.first, "Sources of the page", "Rights of the page"]
    let page = "<html><body><ol>\(items.map { "<li>\($0)</li>" }.joined())</ol></body></html>"
    let reading = ReferenceFormat.html.read(SourceText(name: "page.html", text: page))
    #expect(reading.citations.count == 3)
    #expect(reading.diagnostics.map(\.kind) == [.passedOver(lines: 2)])
  }

  @Test func takesAPageOutOfItsWrapper() throws {
    let page = """
      From: <Saved by Blink>
      Snapshot-Content-Location: https://example.org/
      MIME-Version: 1.0
      Content-Type: multipart/related;
      \ttype="text/html";
      \tboundary="----MultipartBoundary--x----"


      ------MultipartBoundary--x----
      Content-Type: text/html
      Content-Transfer-Encoding: quoted-printable

      <!DOCTYPE html><html><body><ol><li>Ander, C. H. &amp; Beltr=C3=A1n, M. Recep=
      tors for beginners. N. Invent. J. Med. 379, 64=E2=80=9373 (2018).</li>
      <li>Sorel, C. Cells off the shelf forge ahead. Nat. Inventions 40, 5=E2=80=938 (2022=
      ).</li></ol></body></html>
      ------MultipartBoundary--x----
      Content-Type: image/png
      Content-Transfer-Encoding: base64

      iVBORw0KGgo=

      ------MultipartBoundary--x------
      """
    let citations = read(page).citations
    #expect(citations.map(\.raw) == [Self.first, Self.second])
    #expect(citations.map(\.line) == [13, 15])
  }

  @Test func saysThatAPageHasNoList() {
    let reading = read("<html><body><p>Nothing was cited here in 2020.</p></body></html>")
    #expect(reading.citations.isEmpty)
    #expect(reading.diagnostics.map(\.kind) == [.noReferenceList])
  }

  @Test(arguments: [
    LongText(repeating: "<div>", 100_000), LongText(repeating: "<b><i>", 50_000),
    LongText(repeating: "<a>", 100_000) + LongText(repeating: "</q>", 100_000),
    LongText(repeating: "<", 200_000), LongText(repeating: "<li>", 100_000),
    LongText(repeating: "&", 200_000), LongText(repeating: "<!--", 50_000),
    LongText(repeating: "<ol><li>x 2001", 20_000),
    LongText(repeating: "<p>Li, A. T. Nature 1, 2 (2001). <b>", 500),
    LongText("<p>", repeating: "x 2001 ", 300_000),
    LongText(repeating: "<table><tr><td>", 30_000), "\u{0}\u{1}<", "",
  ])
  func hostilePagesAreReadWithoutCrash(_ long: LongText) {
    _ = read("<html><body>" + long.text)
  }

  /// Bytes of the fourth reference are overwritten; those before it are read as before.
  @Test func referencesSurviveMutations() throws {
    var random = SplitMix64(seed: 8)
    let sound = read(Self.nature).citations
    let start = try #require(Self.nature.range(of: "ref-CR4\">")).upperBound
    let end = try #require(Self.nature.range(of: "</p>", range: start..<Self.nature.endIndex))
    for _ in 0..<150 {
      var damaged = Array(Self.nature[start..<end.upperBound].utf8)
      for _ in 0..<4 {
        let place = Int.random(in: damaged.indices, using: &random)
        damaged[place] = "<>&/\"=' a%;\u{1}".utf8.randomElement(using: &random)!
      }
      let page =
        Self.nature[..<start] + String(decoding: damaged, as: UTF8.self)
        + Self.nature[end.upperBound...]
      let citations = ReferenceFormat.html.read(SourceText(name: "p", text: String(page))).citations
      #expect(citations.prefix(3).elementsEqual(sound.prefix(3)), "\(page)")
      #expect(citations.last?.reference == sound.last?.reference, "\(page)")
    }
  }

  @Test func keepsTheListBeforeElementsThatNestTooDeeply() {
    let page =
      "<html><body><ol><li>\(Self.first)</li><li>\(Self.second)</li></ol>"
      + String(repeating: "<div>", count: 5_000)
    let reading = read(page)
    #expect(reading.citations.map(\.raw) == [Self.first, Self.second])
    #expect(reading.diagnostics.map(\.kind) == [.nestedTooDeeply])
  }
}
