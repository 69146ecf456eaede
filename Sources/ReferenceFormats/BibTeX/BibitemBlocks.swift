import References

/// What the blocks of a `\bibitem` say, as BibTeX's standard styles write them: who, what, where.
///
/// ```
/// Ina Marlow and Ben Quill.
/// \newblock Tests of small boats.
/// \newblock {\em Journal of Invented Tests}, 4(2):1--9, 2020.
/// ```
struct BibitemBlocks {
  private(set) var reference = Reference()

  /// Nil if the blocks are others.
  init?(_ blocks: [String]) {
    guard blocks.count >= 3, let year = Self.year(in: blocks[2...].joined(separator: " ")) else {
      return nil
    }
    reference.authors = Self.names(blocks[0])
    guard !reference.authors.isEmpty else { return nil }
    reference.title = Markup.title(blocks[1])
    reference.year = year
    for block in blocks[2...] where reference.container == nil && reference.publisher == nil {
      readPlace(block)
    }
    let whole = blocks.joined(separator: " ")
    reference.doi = Identifier.doi(in: whole)
    reference.arxivID = Identifier.arxivID(in: whole)
  }

  private static func year(in text: String) -> Int? {
    text.matches(of: /\b(1[5-9]\d\d|20\d\d)\b/).last.flatMap { Int($0.1) }
  }

  /// `Ina Marlow, Ben Quill, and Pia Tarn.`
  private static func names(_ block: String) -> [Creator] {
    let text = block.hasSuffix(".") ? block.dropLast() : block[...]
    let people = String(text).replacing(", and ", with: " and ").components(separatedBy: " and ")
    return people.flatMap { part -> [Creator] in
      let names = part.split(separator: ",").map { String($0).singleSpaced }
      let areWhole = names.count > 1 && names.allSatisfy { $0.holds(" ") }
      if areWhole { return names.map { Creator(givenFirst: $0) } }
      return part.holds(",")
        ? [Creator(familyFirst: part)] : [Creator(givenFirst: part.singleSpaced)]
    }
  }

  /// A journal with volume and pages, a book that contains the thing, or a publisher.
  private mutating func readPlace(_ block: String) {
    let pages = /pages?\s+([^\s,.]+)/
    if let match = block.firstMatch(
      of: /^(.+?),\s*(\d+)(?:\(([^)]+)\))?(?::\s*([^\s,.]+))?,\s*(?:[A-Za-z]+\.?\s+)?\d{4}/)
    {
      reference.container = String(match.1)
      reference.volume = String(match.2)
      reference.issue = match.3.map(String.init)
      reference.locator = match.4.flatMap { PageRange.locator(start: String($0)) }
    } else if block.hasPrefix("In ") {
      let names = block.dropFirst(3)
      let editors = names.firstRange(of: /editors?,\s*/)
      reference.container = String(
        (editors.map { names[$0.upperBound...] } ?? names).prefix { $0 != "," })
      reference.type = .conference
    } else {
      let parts = block.split(separator: ",").map { String($0).singleSpaced }
        .filter { $0.firstYear == nil }
      reference.publisher = parts.first
      reference.place = parts.dropFirst().first
      reference.type = .book
    }
    if reference.locator == nil, let match = block.firstMatch(of: pages) {
      reference.locator = PageRange.locator(start: String(match.1))
    }
  }
}
