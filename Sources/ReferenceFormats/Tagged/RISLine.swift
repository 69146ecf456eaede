/// A line of RIS that has a tag: `TY  - JOUR`.
struct RISLine {
  let tag: Tag
  /// Without white space at its ends.
  let value: Range<Int>
  let style: Style

  /// How a record's lines are written, as its `TY` line shows.
  struct Style {
    /// Bytes of white space before the tag.
    var indentation = 0
    /// Blanks between the tag and the hyphen.
    var spacing = 2
  }

  /// Nil for a line without a tag in this style, which goes on with the value before it: a line of
  /// an abstract may begin with `T2 -weighted`.
  init?(_ bytes: TextBytes, _ line: Range<Int>, style: Style) {
    guard let shape = Shape(bytes, line), shape.isTagged(in: style, bytes) else { return nil }
    tag = shape.tag
    value = shape.value
    self.style = Style(indentation: shape.indentation, spacing: shape.spacing)
  }

  /// Whether a line begins a record, in any style.
  static func beginsRecord(_ bytes: TextBytes, _ line: Range<Int>) -> Bool {
    Shape(bytes, line).map { $0.tag == "TY" && $0.isBeginning(bytes) } ?? false
  }

  /// Tags that are read even where a record's style would make them text.
  private static let known: Set<Tag> = [
    "A1", "A2", "A3", "AB", "AU", "BT", "C7", "CY", "DA", "DO", "ED", "EP", "ID", "IS", "J2", "JA",
    "JF", "JO", "KW", "LA", "M1", "M3", "N1", "N2", "PB", "PY", "RN", "SN", "SP", "T1", "T2", "T3",
    "TI", "UR", "VL", "Y1", "Y2",
  ]
  /// Tags of more than two letters that programs write among those of two.
  private static let long: Set<Tag> = ["DOI", "PMID", "PMC", "PMCI", "ISSN", "ISBN", "LID", "AID"]

  /// Capitals, blanks and a hyphen at the beginning of a line, whatever they are.
  private struct Shape {
    let indentation: Int
    let tag: Tag
    let tagLength: Int
    let spacing: Int
    /// Whether the line has a hyphen, and white space or nothing after it.
    let hasHyphen: Bool
    let isHyphenApart: Bool
    let value: Range<Int>

    init?(_ bytes: TextBytes, _ line: Range<Int>) {
      var index = line.lowerBound
      func skipBlanks() -> Int {
        var blanks = 0
        while index < line.upperBound, case let length = bytes.blankLength(at: index), length > 0 {
          index += length
          blanks += 1
        }
        return blanks
      }
      indentation = skipBlanks()
      let start = index
      while index < line.upperBound, index - start < 5, Self.isTagByte(bytes[index]) { index += 1 }
      guard (2...4).contains(index - start), bytes[start] > 57 else { return nil }
      tag = Tag(bytes[start..<index])
      tagLength = index - start
      spacing = skipBlanks()
      let hyphen = index < line.upperBound ? bytes.dashLength(at: index) : 0
      hasHyphen = hyphen > 0
      index = min(index + hyphen, line.upperBound)
      isHyphenApart = index == line.upperBound || bytes.blankLength(at: index) > 0
      value = bytes.trimmed(index..<line.upperBound)
    }

    private static func isTagByte(_ byte: UInt8) -> Bool {
      (65...90).contains(byte) || (48...57).contains(byte)
    }

    func isTagged(in style: Style, _ bytes: TextBytes) -> Bool {
      if tag == "TY" { return isBeginning(bytes) }
      guard indentation <= style.indentation else { return false }
      if tag == "ER" { return value.isEmpty || (hasHyphen && spacing > 1) }
      guard hasHyphen else { return false }
      if tagLength > 2 { return isHyphenApart && long.contains(tag) }
      if spacing >= 2 { return true }
      guard isHyphenApart else { return false }
      let isCommon = spacing == style.spacing && spacing == 1
      return isCommon || (spacing >= min(style.spacing, 1) && known.contains(tag))
    }

    /// Two blanks before the hyphen, or one word in capitals after it.
    func isBeginning(_ bytes: TextBytes) -> Bool {
      guard hasHyphen else { return false }
      let isWord = value.count <= 12 && bytes[value].allSatisfy { (65...90).contains($0) }
      return spacing >= 2 ? value.count <= 40 : isWord && !value.isEmpty
    }
  }
}
