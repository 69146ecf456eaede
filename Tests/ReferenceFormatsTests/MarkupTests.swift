import References
import Testing

@testable import ReferenceFormats

@Suite struct MarkupTests {
  @Test(arguments: [
    ("CD8<sup>+</sup> T&nbsp;cells", "CD8+ T cells"),
    ("<jats:italic>In vivo</jats:italic> <scp>CAR</scp>", "In vivo CAR"),
    ("p<0.05, a <b and c> d, n<m", "p<0.05, a <b and c> d, n<m"),
    ("&lt;i&gt;E. coli&lt;/i&gt; &amp;eacute;", "E. coli é"),
    ("&#233; &#xE9; &Auml; &beta; &Omega; &unknown; &", "é é Ä β Ω &unknown; &"),
    ("<mml:math><mml:mi>x</mml:mi></mml:math><tex-math>$x$</tex-math>", "x"),
    ("a <style> that is never closed", "a <style> that is never closed"),
    ("  two \t\n\u{A0}lines\u{2009} here ", "two lines here"),
    ("line<br/>break", "line break"), ("u<p in weasels>q", "u<p in weasels>q"),
    ("if a<b then lemurs>c", "if a<b then lemurs>c"), ("i<b>j", "i<b>j"), ("a<b>c</b>d", "acd"),
    ("<- key ->", "<- key ->"), ("p < 0.05 and x > 3", "p < 0.05 and x > 3"),
    ("&lt; 5 &hearts; &zcaron;", "< 5 ♥ ž"),
  ])
  func becomesPlain(_ marked: String, _ plain: String) {
    #expect(Markup.line(marked) == plain)
  }

  @Test(arguments: [
    ("A title.", "A title"), ("A title?", "A title?"), ("A title...", "A title..."),
    ("Health in the U.S.", "Health in the U.S."), ("Of E. coli.", "Of E. coli"), ("…", "…"),
  ])
  func titlesLoseTheirFullStop(_ printed: String, _ title: String) {
    #expect(Markup.title(printed) == title)
  }

  @Test(arguments: [
    (
      "We test.<br />They float.<p>They sink.</p><ul><li>tin</li><li>wood</li></ul>",
      "We test.\nThey float.\nThey sink.\n\ntin\n\nwood"
    ),
    ("one\n\n\ntwo <b>bold</b>", "one\n\ntwo bold"),
  ])
  func paragraphsStayApart(_ marked: String, _ plain: String) {
    #expect(Markup.paragraphs(marked) == plain)
  }

  @Test func nothingIsNil() {
    #expect(Markup.line(" \n ") == nil)
    #expect(Markup.title(".") == nil)
    #expect(Markup.paragraphs("<p></p>") == nil)
  }
}

@Suite struct AngleBracketTests {
  /// Names of elements that people write between angle brackets stay where nothing closes them.
  @Test(arguments: [
    ("see <none>; then", "see <none>; then"),
    ("CONCLUSIONS: &lt;none&gt;.", "CONCLUSIONS: <none>."),
    ("the <title> and a <code>", "the <title> and a <code>"), ("<section> 3", "<section> 3"),
    ("<title>One</title> two", "One: two"), ("<strong>One</strong> two", "One two"),
    ("<code>x</code> <i>y</i>", "x y"), ("a<br>b", "a b"), ("m<none/>n", "mn"),
  ])
  func wordsInAngleBracketsStay(_ text: String, _ line: String) {
    #expect(Markup.line(text) == line)
  }
}

@Suite struct PageRangeTests {
  @Test(arguments: [
    ("280", "284", "280–284"), ("280-4", nil, "280–4"), ("280-284", "284", "280–284"),
    ("12", "12-24", "12–24"), ("e12", "e15", "e12–e15"), ("pp. 4 – 9", nil, "4–9"),
    ("12-5, 18", nil, "12–5, 18"), ("iv-ix", nil, "iv–ix"), ("1279‐1297", nil, "1279–1297"),
    ("101-10; discussion 110", nil, "101–10; discussion 110"), ("4--9", nil, "4–9"),
    ("30", nil, "30"), ("30", "30", "30"), ("", "9", "9"), ("p. 4310", nil, "4310"),
    ("S12", nil, "S12"), ("iv", nil, "iv"),
  ])
  func readsPages(_ start: String, _ end: String?, _ pages: String) {
    #expect(PageRange.locator(start: start, end: end) == .pages(pages))
  }

  @Test(arguments: [
    ("e123", nil), ("14316", "14316"), ("", "i200"), ("S1-late", nil), ("A12", nil),
  ])
  func readsNumbers(_ start: String, _ end: String?) {
    let number = start.isEmpty ? end ?? "" : start
    #expect(PageRange.locator(start: start, end: end) == .articleNumber(number))
  }

  @Test func nothingIsNil() {
    #expect(PageRange.locator(start: " ", end: "") == nil)
  }
}
