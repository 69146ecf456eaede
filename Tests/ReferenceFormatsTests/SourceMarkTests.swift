import References
import Testing

@testable import ReferenceFormats

@Suite struct SourceMarkTests {
  @Test(arguments: [
    ("Words.", "a/list.txt"), ("Words [in German]", "a.txt"), ("Two\nlines.", "b [1].bib"),
    ("Ends [from", "x"), ("", "x"),
  ])
  func readsBackAsItWas(_ annotation: String, _ source: String) {
    for annotator in [nil, "anna", "Li, A.; from Wu, B."] {
      let marked = SourceMark.text(annotation, source: source, annotator: annotator)
      let read = CitedAnnotation(annotation, annotator: annotator)
      #expect(marked != annotation)
      #expect(SourceMark.annotations(in: marked) == [read])
      #expect(SourceMark.annotations(in: marked + "\n\n" + marked) == [read, read])
      let unmarked = CitedAnnotation("Own words.\n\nMore.")
      #expect(SourceMark.annotations(in: marked + "\n\n" + unmarked.text) == [read, unmarked])
    }
  }

  @Test(arguments: [
    "Words [in German]", "Words.", "[from here]", "a [from [b]]", "x [from a] y",
    "x [from nowhere.txt]", "",
  ])
  func leavesOtherBracketsAlone(_ text: String) {
    #expect(SourceMark.annotations(in: text) == [CitedAnnotation(text)])
    #expect(SourceMark.text(text, source: "") == text)
  }
}
