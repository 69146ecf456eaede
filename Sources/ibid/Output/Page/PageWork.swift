import Index
import ReferenceFormats
import References
import Search

/// A work as pages show it: the reference as its style prints it, the title a link to the work's own
/// page, and what was written about it, with links to the works that are mentioned.
struct PageWork {
  let work: Work
  let highlighter: Highlighter?
  let options: WriterOptions
  /// Where the page shows a work.
  let address: (CitationKey) -> String

  /// The reference, and the address of its page where the style prints no title to link.
  var reference: String {
    let pieces = options.style.printed(work.reference).pieces
    let text = "<span data-text>\(pieces.map(html).joined())</span>"
    guard let page = work.reference.page, !pieces.contains(where: { $0.role == .title }) else {
      return text
    }
    return text + " <a href=\"\(page.html)\">\(page.html)</a>"
  }

  private func html(of piece: ReferenceText.Piece) -> String {
    let text = PageText(piece.text, marks: piece.marks(highlighter)).html
    let html =
      switch piece.emphasis {
      case .italic?: "<i>\(text)</i>"
      case .bold?: "<b>\(text)</b>"
      case nil: text
      }
    guard piece.role == .title, let page = work.reference.page else { return html }
    return "<a href=\"\(page.html)\">\(html)</a>"
  }

  /// What people wrote about it, each with its place.
  var annotations: String {
    work.annotations.map { annotation in
      let place = annotation.source.isEmpty ? "" : "\(annotation.source):\(annotation.line)"
      let author = annotation.annotator.map { ", \($0)" } ?? ""
      let text = PageText(
        annotation.text, marks: marks(annotation.text, of: "annotation"),
        links: links(in: annotation))
      return "<blockquote>\(line(text))<footer>\((place + author).html)</footer></blockquote>"
    }.joined(separator: "\n")
  }

  var abstract: String {
    guard let abstract = work.reference.abstract else { return "" }
    let text = PageText(abstract, marks: marks(abstract, of: "abstract"))
    return "<details><summary>Abstract</summary>\(line(text))</details>"
  }

  /// The mentions in its annotations whose works are known.
  var mentions: [(text: String, target: CitationKey)] {
    options.mentions[work.key, default: []].compactMap { mention in
      mention.target.map { (mention.text, $0) }
    }
  }

  /// Text that a filter reads.
  private func line(_ text: PageText) -> String { "<span data-text>\(text.html)</span>" }

  private func links(in annotation: Annotation) -> [PageText.Link] {
    var links: [PageText.Link] = []
    for mention in options.mentions[work.key, default: []] {
      guard let target = mention.target, mention.source == annotation.source,
        mention.line == annotation.line
      else { continue }
      links += annotation.text.places(of: mention.text)
        .filter { place in !links.contains { $0.range.overlaps(place) } }
        .map { PageText.Link(range: $0, address: address(target)) }
    }
    return links
  }

  private func marks(_ text: String, of field: String) -> [Range<Int>] {
    highlighter?.ranges(in: text, of: field) ?? []
  }
}

extension CitationKey {
  /// The address of a work on the page that shows it.
  var anchor: String { "work-\(description)" }
}
