/// The labels of the links that pages print after a citation.
enum LinkLabels {
  /// Every label of a line that holds nothing else, or nil.
  static func all(in text: Printed) -> [String]? {
    var labels: [String] = []
    var index = skippingSeparators(text.startIndex, in: text)
    while index < text.endIndex {
      guard let (label, end) = label(at: index, in: text) else { return nil }
      labels.append(label)
      index = skippingSeparators(end, in: text)
    }
    return labels.isEmpty ? nil : labels
  }

  /// The labels that end an item's line, and where its own text ends.
  static func trailing(in text: Printed) -> ([String], end: Int)? {
    let lastWord = text.droppingTrailingSeparators.lastWord.drop(while: isSeparator)
    guard lastWords.contains(lastWord) else { return nil }
    var start = text.endIndex
    var labels: [String]?
    for index in text.indices.reversed().prefix(160)
    where index > text.startIndex && text[index - 1].isBlank {
      guard let found = all(in: text[index...]) else { continue }
      labels = found
      start = index
    }
    let isBracketed = text.at(start) == "["
    let before = text[..<start].trimmed.droppingTrailingSeparators
    guard let labels, let mark = before.last,
      isBracketed || labels.count > 2 || before.lastWord.contains("://") || mark == "."
        || mark == ")" || mark.isClosingMark || mark == "?" || mark == "!",
      labels.count > 1 || labels == ["Google Scholar"] || before.suffix(2).first == ")"
    else { return nil }
    return (labels, before.endIndex)
  }

  private static func label(at index: Int, in text: Printed) -> (String, end: Int)? {
    for (label, scalars) in known where text[index] == scalars[0] {
      let end = index + scalars.count
      guard end <= text.endIndex, matches(text[index..<end], scalars),
        // Copied without the gaps of the page: "CrossRefView in Scopus".
        text.at(end).map({ $0.isBlank || isSeparator($0) || $0.isUpper }) ?? true
      else { continue }
      return (label, end)
    }
    return nil
  }

  /// White space of any kind stands for a label's space.
  private static func matches(_ text: Printed, _ label: [Unicode.Scalar]) -> Bool {
    zip(text, label).allSatisfy { $0 == $1 || ($1 == " " && $0.isBlank) }
  }

  private static func skippingSeparators(_ index: Int, in text: Printed) -> Int {
    var index = index
    while let scalar = text.at(index), scalar.isBlank || isSeparator(scalar) { index += 1 }
    return index
  }

  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "•", "·", ",", ";", "[", "]", "\u{2B}": true
    default: false
    }
  }

  /// Longer labels before those that begin them.
  private static let known = [
    "Google Scholar", "Google", "PubMed Central", "PubMed Abstract", "PubMed/NCBI", "PubMed",
    "PMC free article", "Free PMC article", "Article", "ADS", "CAS", "MathSciNet",
    "MATH", "zbMATH", "ChemPort", "ISI", "Web of Science", "Crossref Full Text",
    "CrossRef Full Text", "Crossref", "CrossRef", "Publisher Full Text", "Full Text PDF",
    "FREE Full Text", "Abstract/FREE Full Text", "Full Text", "Full text", "View PDF", "PDF",
    "View Article", "View article", "View in Scopus", "View Record in Scopus", "View in Article",
    "Medline", "MEDLINE", "Scopus", "Abstract", "Book", "Chapter", "Preprint", "SpringerLink",
    "Semantic Scholar", "Open URL", "NASA ADS", "Search Google Scholar", "Download PDF",
    "Europe PMC",
  ].map { (label: $0, scalars: Array($0.unicodeScalars)) }

  /// What the last word of a line must be for labels to end it.
  private static let lastWords = WordSet(
    Set(known.compactMap { $0.label.split(separator: " ").last.map(String.init) }))
}

extension ArraySlice where Element == Unicode.Scalar {
  fileprivate var droppingTrailingSeparators: Printed {
    var slice = self
    while let last = slice.last, last.isBlank || LinkLabels.isSeparator(last) { slice.removeLast() }
    return slice
  }
}
