import Diagnostics
import References

extension ReferenceFormat {
  static let html = ReferenceFormat(
    name: "html", fileExtensions: ["html", "htm", "xhtml", "mhtml", "mht"],
    summary: "a saved web page with a reference list", readsPrint: true,
    recognizes: WebPage.recognizes, read: { WebPage.read($0, $1) })
}

/// Reads the reference list of a saved page.
///
/// ```
/// <ol class="c-article-references">
///   <li class="c-article-references__item">
///     <p class="c-article-references__text">June, C. H. … <i>N. Engl. J. Med.</i> <b>379</b>, 64–73
///       (2018). <b>What the authors say of it, CD8</b><sup>+</sup><b> T cells included.</b></p>
///     <p class="c-article-references__links"> <a href="…doi.org…">Article</a> … </p>
/// ```
///
/// On other pages the list is the group of equal elements of which most read as citations, and
/// failing that the page's own lines. The citation's text is read as a pasted list is; what its links
/// say is surer and overrules that.
enum WebPage {
  static func recognizes(_ beginning: Substring) -> Bool {
    let text = beginning.prefix(4096).lowercased().drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if text.first == "<" {
      return ["<!doctype html", "<html", "<head>", "<body"].contains { text.contains($0) }
        || beginning.contains("c-article-references")
    }
    return MIMEPage.recognizes(text)
  }

  static func read(_ source: SourceText, _ emit: (Reading.Item) -> Void) {
    let page = MIMEPage(source)
    let (tree, stop) = page.text.withBytes { MarkupParser.html($0) }
    let list = PageList.find(in: tree)
    if let authors = authors(of: tree) { emit(.annotator(authors)) }
    source.text.withBytes { bytes in
      var lines = LineCounter(bytes)
      var position = 0
      var leftOut: [Range<Int>] = []
      for (index, item) in list.items.enumerated() {
        let range = page.original(item.source, limit: bytes.count)
        let line = lines.line(of: range.lowerBound)
        var problems = list.problems[index]
        if let citation = citation(of: item, list.citations[index], &problems) {
          position += 1
          emit(.citation(citation.placed(position, line)))
        } else {
          leftOut.append(range)
        }
        for problem in problems { emit(.diagnostic(Diagnostic(problem.0, problem.1, at: range))) }
      }
      if position > 0, let first = leftOut.first {
        emit(.diagnostic(Diagnostic(.note, .passedOver(lines: leftOut.count), at: first)))
      }
      if position == 0 { emit(.diagnostic(Diagnostic(.warning, .noReferenceList, at: 0..<0))) }
      if let stop {
        let place = page.original(stop..<stop, limit: bytes.count)
        emit(.diagnostic(Diagnostic(.warning, .nestedTooDeeply, at: place)))
      }
    }
  }

  /// Who wrote the page, from its head; the names verbatim there.
  private static func authors(of tree: MarkupTree) -> String? {
    for wanted in ["citation_author", "dc.creator", "author"] {
      let names = tree.elements.filter {
        $0.name == "meta" && $0.attribute("name")?.lowercased() == wanted
      }.compactMap { $0.attribute("content") }.filter { !$0.isEmpty }
      if !names.isEmpty { return names.joined(separator: "; ") }
    }
    return nil
  }

  /// What the printed text and the links say together; nil for an item that is not a citation.
  private static func citation(
    of item: PageItem, _ printed: Citation?, _ problems: inout [PageList.Problem]
  ) -> Citation? {
    let fields = LinkedFields(item.links)
    guard var citation = printed ?? (fields.namesWork ? Citation(of: item) : nil) else {
      return nil
    }
    citation.raw = item.text
    citation.labels += item.labels
    if let annotation = item.annotation {
      let words = [citation.annotation, annotation].compactMap(\.self).joined(separator: " ")
      citation.annotations = [CitedAnnotation(words)]
    }
    fields.apply(to: &citation)
    problems.removeAll { citation.reference.answers($0.1) }
    return citation
  }
}

extension Citation {
  /// A citation of which only the text is known.
  fileprivate init(of item: PageItem) {
    self.init(position: 0, line: 1, raw: item.text, confidence: 0)
  }

  fileprivate func placed(_ position: Int, _ line: Int) -> Citation {
    var citation = self
    citation.position = position
    citation.line = line
    return citation
  }
}

extension Reference {
  /// Whether what was missing in the printed text was found after all.
  fileprivate func answers(_ problem: ReadingProblem) -> Bool {
    switch problem {
    case .noYear: year != nil
    case .noAuthors: !authors.isEmpty || !editors.isEmpty
    case .noTitle: title != nil
    case .noContainer: container != nil && (volume != nil || locator != nil || doi != nil)
    default: false
    }
  }
}
