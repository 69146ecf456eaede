import Testing

@testable import ReferenceFormats

@Suite struct SourceMarkTests {
  @Test(arguments: [
    ("Words.", "a/list.txt"), ("Words [in German]", "a.txt"), ("Two\nlines.", "b [1].bib"),
    ("Ends [from", "x"), ("", "x"),
  ])
  func readsBackAsItWas(_ annotation: String, _ source: String) {
    let marked = SourceMark.text(annotation, source: source)
    #expect(marked != annotation)
    #expect(SourceMark.removed(from: marked) == annotation)
    let two = marked + "\n\n" + marked
    #expect(SourceMark.removed(from: two) == annotation + "\n\n" + annotation)
  }

  @Test(arguments: [
    "Words [in German]", "Words.", "[from here]", "a [from [b]]", "x [from a] y",
    "x [from nowhere.txt]", "",
  ])
  func leavesOtherBracketsAlone(_ text: String) {
    #expect(SourceMark.removed(from: text) == text)
    #expect(SourceMark.text(text, source: "") == text)
  }
}
