/// The lines of a list that are no items of it: words about the citation above them, or headings,
/// menus and whatever else a page prints between citations.
///
/// ```
/// 1. Doe, J. A study of things. Nature 1, 2–3 (2004).
/// This work was the first to show that relapse follows.     about the citation above
///
/// Clinical trials                                           passed over
///
/// 2. Roe, A. …
/// ```
///
/// Only sentences below a citation are about it. Those that stand below the last one may be the
/// page's, unless other citations have theirs in the same place.
struct ListParagraphs {
  typealias Entry = (item: ListItem, entry: CitationEntry)

  /// The items of the list, with what stands below them.
  private(set) var entries: [Entry] = []
  /// What was passed over between two of them.
  private(set) var inside: [ListItem] = []
  /// What was passed over above the first and below the last.
  private(set) var outside: [ListItem] = []

  private let joint: LineJoint

  /// Lines without a blank one between them.
  private struct Paragraph {
    var lines: [ListItem]
    var text: [Unicode.Scalar]
  }

  /// What stands below an item.
  private struct Gap {
    /// Its place among `entries`, nil above the first.
    let above: Int?
    var paragraphs: [Paragraph] = []
  }

  /// More than these between two citations are an article's own text.
  private static let mostParagraphs = 3
  /// In scalars.
  private static let longestParagraph = 4_096

  init(_ all: [Entry], joint: LineJoint, isItem: (Int) -> Bool) {
    self.joint = joint
    var gaps = [Gap(above: nil)]
    for (index, entry) in all.enumerated() {
      if isItem(index) {
        entries.append(entry)
        gaps.append(Gap(above: entries.count - 1))
      } else {
        add(entry.item, to: &gaps[gaps.count - 1])
      }
    }
    place(gaps)
  }

  private func add(_ item: ListItem, to gap: inout Gap) {
    let last = gap.paragraphs.count - 1
    if last >= 0, !item.isMarked, let above = gap.paragraphs[last].lines.last, !above.isMarked,
      above.line + above.lineCount == item.line, above.labels.isEmpty
    {
      joint.append(item.text[...], to: &gap.paragraphs[last].text)
      gap.paragraphs[last].lines.append(item)
    } else {
      gap.paragraphs.append(Paragraph(lines: [item], text: item.text))
    }
  }

  private mutating func place(_ gaps: [Gap]) {
    // A page's own words are the same below every citation.
    var counts: [[Unicode.Scalar]: Int] = [:]
    for paragraph in gaps.lazy.flatMap(\.paragraphs) { counts[paragraph.text, default: 0] += 1 }
    var isCustom = entries.count == 1 && gaps[0].paragraphs.isEmpty
    for (index, gap) in gaps.enumerated() {
      let isLast = index == gaps.count - 1
      let count =
        gap.above.map { above in
          let words = gap.paragraphs.prefix {
            counts[$0.text] == 1 && isAbout(entries[above], $0)
          }
          if isLast, let first = words.first { return isCustom || isIndented(first, above) ? 1 : 0 }
          return words.count > Self.mostParagraphs ? 0 : words.count
        } ?? 0
      for paragraph in gap.paragraphs.prefix(count) { annotate(gap.above!, with: paragraph) }
      isCustom = isCustom || count > 0
      let rest = gap.paragraphs.dropFirst(count).flatMap(\.lines).filter(Self.saysSomething)
      if gap.above == nil || isLast { outside += rest } else { inside += rest }
    }
  }

  // MARK: Words about a citation

  private func isIndented(_ paragraph: Paragraph, _ above: Int) -> Bool {
    paragraph.lines[0].indent > entries[above].item.indent
  }

  /// Whether a paragraph is a sentence about the citation above it.
  private func isAbout(_ above: Entry, _ paragraph: Paragraph) -> Bool {
    let text = paragraph.text[...].trimmed
    guard above.entry.isCitation, !paragraph.lines[0].isMarked,
      text.count <= Self.longestParagraph, let mark = text.last,
      ".!?…".unicodeScalars.contains(mark) || mark == ")" || mark.isClosingMark,
      !text.lastWord.contains("://")
    else { return false }
    let words = text.words
    if paragraph.lines[0].indent > above.item.indent { return words.count > 1 }
    let small = words.count { $0.first?.isLower == true }
    return words.count > 3 && small * 3 >= words.count && !CitationStart.begins(text)
  }

  private mutating func annotate(_ index: Int, with paragraph: Paragraph) {
    if !entries[index].item.annotation.isEmpty { entries[index].item.annotation += ["\n", "\n"] }
    entries[index].item.annotation += paragraph.text
    entries[index].item.labels += paragraph.lines.flatMap(\.labels)
    let end = paragraph.lines.last?.range.upperBound ?? 0
    entries[index].item.range = entries[index].item.range.lowerBound..<end
  }

  /// Rules and empty bullets say nothing.
  private static func saysSomething(_ item: ListItem) -> Bool {
    item.text.contains { $0.properties.isAlphabetic || $0.isDigit }
  }
}
