/// What an item of a page prints, what of it is bold, and its links apart.
struct ItemPrint {
  private(set) var text: [UInt8] = []
  private(set) var labels: [String] = []
  private(set) var links: [PageLink] = []
  /// One a byte of `text`.
  private var styles: [Style] = []

  private enum Style {
    case plain, bold
    /// Raised, lowered or italic: it may interrupt bold text.
    case inset
    /// A link's label, or what only some readers are shown.
    case hidden
  }

  init(_ tree: MarkupTree, _ index: Int) {
    let range = tree.elements[index].text
    var all = [Style](repeating: .plain, count: range.count)
    for inside in tree.descendants(of: index) {
      let element = tree.elements[inside]
      let style = Self.style(of: element, in: tree)
      let places = element.text.clamped(to: range)
      let local = (places.lowerBound - range.lowerBound)..<(places.upperBound - range.lowerBound)
      if element.name == "a" {
        let isHidden = style == .hidden || local.contains { all[$0] == .hidden }
        addLink(element, in: tree, isLabel: isHidden)
      }
      guard style != .plain else { continue }
      for place in local where all[place] != .hidden { all[place] = style }
    }
    for (byte, style) in zip(tree.text[range], all) where style != .hidden {
      text.append(byte)
      styles.append(style)
    }
  }

  private static func style(of element: MarkupTree.Element, in tree: MarkupTree) -> Style {
    switch element.name {
    case "b", "strong": return .bold
    case "sup", "sub", "i", "em": return .inset
    case "ol", "ul": return .hidden
    case "a":
      let text = String(decoding: tree.text(of: element).prefix(200), as: UTF8.self)
      return LinkLabels.all(in: Array(text.unicodeScalars)[...]) == nil ? .plain : .hidden
    default:
      let hiding = [
        "c-article-references__links", "u-visually-hidden", "visually-hidden", "sr-only",
      ]
      return hiding.contains { element.has(class: $0) } ? .hidden : .plain
    }
  }

  private mutating func addLink(
    _ element: MarkupTree.Element, in tree: MarkupTree, isLabel: Bool
  ) {
    let label = MarkupText.line(tree.text(of: element))
    if let doi = element.attribute("data-doi") {
      links.append(PageLink(label: label ?? "", address: "https://doi.org/" + doi))
    }
    if let address = element.attribute("href") {
      links.append(PageLink(label: label ?? "", address: address))
    }
    if isLabel, let label { labels.append(label) }
  }

  /// Where the annotation begins: the bold text of several words that ends the item, after the year.
  /// Raised, lowered and italic text, punctuation and white space may interrupt it.
  var annotationStart: Int? {
    var start: Int?
    var index = text.count
    while index > 0 {
      index -= 1
      if styles[index] == .bold {
        start = index
      } else if styles[index] == .plain, !text[index].isXMLBlank, !text[index].isPunctuation {
        break
      }
    }
    guard let start, let annotation = MarkupText.line(text[start...]),
      annotation.split(separator: " ").count > 2,
      String(decoding: text[..<start], as: UTF8.self).firstYear != nil
    else { return nil }
    return start
  }
}

extension UInt8 {
  fileprivate var isPunctuation: Bool { ".,;:()[]/-+&'\"".utf8.contains(self) || self >= 0x80 }
}
