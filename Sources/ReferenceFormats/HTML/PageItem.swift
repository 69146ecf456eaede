import References

/// A link of a page.
struct PageLink {
  let label: String
  let address: String
}

/// One item of a page's reference list.
struct PageItem {
  /// As printed, annotation included, without the list's marker and the labels of links.
  var text: String
  /// The text before the annotation.
  var citation: String
  /// The bold text that ends the item.
  var annotation: String?
  /// The texts of its links, but for those that are part of the citation.
  var labels: [String] = []
  var links: [PageLink] = []
  /// Its range in the page, in bytes.
  var source: Range<Int>

  /// In bytes of text; what is longer is not a citation.
  static let longest = 20_000

  /// A line of a page that has no list.
  init(line: String, source: Range<Int>) {
    text = line
    citation = line
    self.source = source
  }

  /// Nil if nothing is printed, or too much.
  init?(_ tree: MarkupTree, _ index: Int) {
    guard tree.elements[index].text.count <= Self.longest else { return nil }
    let print = ItemPrint(tree, index)
    let start = Self.markerEnd(in: print.text)
    let split = max(print.annotationStart ?? print.text.count, start)
    guard let text = MarkupText.line(print.text[start...])?.withoutSeparators, !text.isEmpty else {
      return nil
    }
    self.text = text
    citation = MarkupText.line(print.text[start..<split])?.withoutSeparators ?? text
    annotation = MarkupText.line(print.text[split...])?.withoutSeparators
    labels = print.labels
    links = print.links
    source = tree.elements[index].source
  }

  /// The index after the marker that the page prints itself: "1.", "[1]", "1. 1".
  private static func markerEnd(in text: [UInt8]) -> Int {
    let start = text.firstIndex { !$0.isXMLBlank } ?? text.count
    let scalars = Array(String(decoding: text[start...].prefix(40), as: UTF8.self).unicodeScalars)
    guard let end = ListMarker.read(scalars[...], last: nil)?.end else { return start }
    return start + scalars[..<end].reduce(0) { $0 + UTF8.width($1) }
  }
}

extension String {
  /// Without the bars and empty brackets around links.
  fileprivate var withoutSeparators: String {
    var text = self[...]
    while let last = text.last {
      if last == " " || last == "|" || last == "•" || last == "·" {
        text.removeLast()
      } else if text.hasSuffix("[]") || text.hasSuffix("()") {
        text.removeLast(2)
      } else if text.hasSuffix("[ ]") || text.hasSuffix("( )") {
        text.removeLast(3)
      } else {
        break
      }
    }
    return String(text)
  }
}
