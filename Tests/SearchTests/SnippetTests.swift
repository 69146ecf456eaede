import Diagnostics
import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Search

@Suite struct SnippetTests {
  private static let long = """
    A founding paper. Relapsed leukaemia can combine acquired mutations of CD19 with skipping of \
    exon 2, leaving a shortened protein that the receptor no longer recognises; the loss of the \
    antigen is thus no accident of one clone but a way out that every patient's cells may find.
    """

  /// The passage as a person sees it, what is marked in brackets.
  private func marked(_ snippet: Snippet?) -> String? {
    snippet.map { snippet in
      var bytes = Array(snippet.text.utf8)
      for mark in snippet.marks.reversed() {
        bytes.insert(UInt8(ascii: "]"), at: mark.upperBound)
        bytes.insert(UInt8(ascii: "["), at: mark.lowerBound)
      }
      return "\(snippet.field): " + String(decoding: bytes, as: UTF8.self)
    }
  }

  private static let passages: [(query: String, text: String, width: Int, passage: String?)] = [
    ("loss", "An antigen loss.", 80, "annotation: An antigen [loss]."),
    (
      "antigen loss", long, 60,
      "annotation: …the [loss] of the [antigen] is thus no accident of…"
    ),
    ("founding", long, 40, "annotation: A [founding] paper. Relapsed leukaemia…"),
    ("find", long, 40, "annotation: …that every patient's cells may [find]."),
    ("leukemia", long, 40, "annotation: …Relapsed [leukaemia] can combine…"),
    ("TGF-beta", "A role of TGF-β here.", 80, "annotation: A role of [TGF-β] here."),
    ("mueller", "After Müller's work.", 80, "annotation: After [Müller]'s work."),
    ("PD1", "The PD-1 axis.\nAnd more.", 80, "annotation: The [PD-1] axis. And more."),
    (
      "axi-cel", "Axicabtagene ciloleucel (axi-cel) works.", 80,
      "annotation: [Axicabtagene ciloleucel] ([axi-cel]) works."
    ),
    ("\"antigen loss\"", "Loss, then antigen loss.", 80, "annotation: Loss, then [antigen loss]."),
    ("title:loss", "An antigen loss.", 80, "title: The [Loss] of all"),
  ]

  @Test(arguments: passages)
  func isTheBestPassage(_ query: String, _ text: String, _ width: Int, _ expected: String?) throws {
    let index = try TemporaryIndex([Citation("The Loss of all", annotation: text)])
    let result = try index.search(query)
    let work = try #require(result.hits.first?.work)
    #expect(marked(result.highlighter.snippet(of: work, width: width)) == expected)
  }

  @Test func whatIsNotAskedForHasNone() throws {
    let index = try TemporaryIndex([Citation("Loss", year: 2018)])
    for query in ["*", "year:2018", "-nothing"] {
      let result = try index.search(query)
      #expect(result.highlighter.snippet(of: result.hits[0].work, width: 80) == nil)
    }
  }

  /// Of a passage with all words and one with more occurrences of one, the first is better.
  @Test func mostWordsWin() throws {
    var citation = Citation("Nothing", annotation: "Loss and loss and loss and loss.")
    citation.reference.abstract = "Here the antigen is lost: an antigen loss."
    let result = try TemporaryIndex([citation]).search("antigen loss")
    let snippet = result.highlighter.snippet(of: result.hits[0].work, width: 80)
    #expect(snippet?.field == "abstract")
  }

  /// Whatever the text: no wider than asked for, marks on characters, in order, and of the text.
  @Test func fitsAndMarksWholeCharacters() throws {
    var random = SplitMix64(seed: 21)
    let words = [
      "loss", "Łódź", "中文字", "e\u{301}t\u{E9}", "👩‍🔬", "antigen", "\n", "\t", "\r\n", "\u{2028}",
      "a-b", "losses",
    ]
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 1...60, using: &random))
        .map { _ in words.randomElement(using: &random)! }.joined(separator: " ")
      let index = try TemporaryIndex([Citation("Some loss", annotation: text)])
      let result = try index.search("loss OR antigen")
      let width = Int.random(in: 20...90, using: &random)
      let snippet = try #require(result.highlighter.snippet(of: result.hits[0].work, width: width))
      #expect(snippet.text.displayWidth <= width, "\(width): \(snippet.text)")
      #expect(!snippet.text.contains { $0.isNewline })
      let source = SourceText(name: "", text: snippet.text)
      for mark in snippet.marks {
        #expect(["loss", "losses", "antigen"].contains(source[mark].lowercased()))
      }
      #expect(!snippet.marks.isEmpty)
      #expect(
        zip(snippet.marks, snippet.marks.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    }
  }
}
