import References

/// A line of a page that may be part of a list.
struct PageLine {
  /// Counted from 1.
  var number: Int
  /// In bytes of the source.
  var range: Range<Int>
  /// Without white space at its ends.
  var text: [Unicode.Scalar]
  var indent: Int
  /// Blank lines, or a page's end, above it.
  var isAfterBlank: Bool

  var printed: Printed { text[...] }

  /// The line, cut before each number that counts on with a citation behind it: a list that lost its
  /// line ends.
  var items: [PageLine] {
    guard text.count > 120, let first = LineNumber.read(printed), var number = first.number else {
      return [self]
    }
    var starts = [0]
    for index in (first.end..<text.count).dropFirst()
    where text[index].isDigit || text[index] == "[" {
      guard text[index - 1].isBlank, let marker = LineNumber.read(text[index...]),
        marker.number == number + 1, marker.end - index > String(number).count + 1,
        CitationStart.begins(text[marker.end...])
          || GroupName.isKnown(text[marker.end...].prefix(40))
      else { continue }
      starts.append(index)
      number += 1
    }
    guard starts.count > 1 else { return [self] }
    return zip(starts, starts.dropFirst() + [text.count]).map { start, end in
      var line = self
      line.text = Array(text[start..<end].trimmed)
      line.isAfterBlank = start == 0 && isAfterBlank
      return line
    }
  }
}

extension Range<Int> {
  /// From the start of one range to the end of the other. What goes on in the next column goes on higher
  /// up the page.
  func spanning(_ other: Range) -> Range {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}

/// The lines of a page as its reader sees them: columns side by side one below the other, without the
/// heads and numbers of pages.
enum PageLines {
  /// Longer lines are no citations.
  static let longest = 32_768

  /// - Parameter name: of the file, which tells whether it is Markdown.
  static func lines(of bytes: TextBytes, name: String) -> (lines: [PageLine], isMarkdown: Bool) {
    let all = withoutBackLinks(printed(bytes))
    let isMarkdown = MarkdownText.isUsed(in: all, name: name)
    let lines = isMarkdown ? MarkdownText.plain(all) : inOneColumn(QuotedMail.unquoted(all))
    return (withoutPageMatter(singleSpaced(lines.flatMap(\.items))), isMarkdown)
  }

  /// "^ a b Doe, Jane (1976)": the marks that lead back to a page's text begin a citation each.
  private static func withoutBackLinks(_ lines: [PageLine]) -> [PageLine] {
    let isLinked = { (line: PageLine) in line.printed.has("^ ", at: 0) }
    guard lines.count(where: isLinked) > 1 else { return lines }
    return lines.map { line in
      guard isLinked(line) else { return line }
      var line = line
      var rest = line.printed.dropFirst(2)
      while let letter = rest.first, letter.isLower, rest.at(rest.startIndex + 1)?.isBlank == true {
        rest = rest.dropFirst(2)
      }
      line.text = Array(rest.trimmed)
      line.isAfterBlank = true
      return line
    }.filter { !$0.text.isEmpty }
  }

  /// The lines of a manuscript with a blank line below each, without these.
  private static func singleSpaced(_ lines: [PageLine]) -> [PageLine] {
    let spaced = lines.count(where: \.isAfterBlank)
    let continued = lines.count { $0.text.first.map { $0.isLower || $0.isDigit } == true }
    guard lines.count > 5, spaced * 10 >= lines.count * 9, continued * 5 >= lines.count,
      !lines.contains(where: { LineNumber.read($0.printed) != nil })
    else { return lines }
    return lines.map { line in
      var line = line
      line.isAfterBlank = false
      return line
    }
  }

  private static func printed(_ bytes: TextBytes) -> [PageLine] {
    var lines: [PageLine] = []
    var isAfterBlank = true
    var number = 0
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 10, bytes[end] != 13, bytes[end] != 12 { end += 1 }
      number += 1
      let all = Array(
        bytes.string(start..<end)
          .unicodeScalars.filter { $0.value != 0xAD && $0.value != 0xFEFF })
      let text = all[...].trimmed
      if text.isEmpty || end - start > longest {
        isAfterBlank = true
      } else {
        lines.append(
          PageLine(
            number: number, range: start..<end, text: Array(text), indent: text.startIndex,
            isAfterBlank: isAfterBlank))
        isAfterBlank = false
      }
      if end < bytes.count, bytes[end] == 12 {
        isAfterBlank = true
        number -= 1
      }
      let isCRLF = end + 1 < bytes.count && bytes[end] == 13 && bytes[end + 1] == 10
      start = end + (isCRLF ? 2 : 1)
    }
    return lines
  }

  // MARK: Columns

  /// A gutter is where three blanks or more stand at one place in most lines, text on both sides.
  private static func inOneColumn(_ lines: [PageLine]) -> [PageLine] {
    guard lines.count >= 4, let gutter = gutter(of: lines) else { return lines }
    var left: [PageLine] = []
    var right: [PageLine] = []
    for line in lines {
      let place = gutter - line.indent
      if place <= 0 {
        var whole = line
        whole.indent -= gutter
        right.append(whole)
        continue
      }
      guard place < line.text.count else {
        left.append(line)
        continue
      }
      let one = line.text[..<place].trimmed
      let rest = line.text[place...]
      let other = rest.trimmed
      var half = line
      half.text = Array(one)
      left.append(half)
      half.text = Array(other)
      half.indent = other.startIndex - place
      half.isAfterBlank = false
      right.append(half)
    }
    return left + right
  }

  private static func gutter(of lines: [PageLine]) -> Int? {
    var counts: [Int: Int] = [:]
    for line in lines {
      var blanks = 0
      for (place, scalar) in line.text.enumerated() {
        if scalar == " " {
          blanks += 1
          continue
        }
        if blanks >= 3 { counts[line.indent + place, default: 0] += 1 }
        blanks = 0
      }
    }
    // The right column's own hanging indent starts a little further on.
    let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    guard let best else { return nil }
    let near = counts.filter { abs($0.key - best.key) <= 6 }
    let total = near.values.reduce(0, +)
    guard total * 5 >= lines.count * 3, best.key > 20 else { return nil }
    return near.keys.min()
  }

  // MARK: Pages

  private static func withoutPageMatter(_ lines: [PageLine]) -> [PageLine] {
    var counts: [[Unicode.Scalar]: Int] = [:]
    // No page has two heads, one below the other.
    var neighbours: Set<[Unicode.Scalar]> = []
    var above: [Unicode.Scalar] = []
    for line in lines where line.text.count < 100 {
      let letters = letters(of: line)
      counts[letters, default: 0] += 1
      if letters == above { neighbours.insert(letters) }
      above = letters
    }
    var kept: [PageLine] = []
    var isAfterHeading = false
    for var line in lines {
      let letters = letters(of: line)
      if letters.count > 8, (counts[letters] ?? 0) > 2, line.text.count < 100,
        !holdsSmallPrint(line), !neighbours.contains(letters)
      {
        continue
      }
      if ListWords.isHeading(line.printed) {
        isAfterHeading = true
      } else if !isHead(line) {
        line.isAfterBlank = line.isAfterBlank || isAfterHeading
        isAfterHeading = false
        kept.append(line)
      }
    }
    return kept
  }

  /// A page's number at one side of a line, and few words at the other.
  private static func isNumberAtEdge(_ text: Printed) -> Bool {
    let words = text.words
    guard (2...8).contains(words.count), let first = words.first, let last = words.last else {
      return false
    }
    let isNumber = { (word: Printed) in word.count < 5 && word.allSatisfy(\.isDigit) }
    return isNumber(first) && words[1].startIndex - first.endIndex > 5
      || isNumber(last) && last.startIndex - words[words.count - 2].endIndex > 5
  }

  private static func letters(of line: PageLine) -> [Unicode.Scalar] {
    line.text.filter(\.isLetter)
  }

  private static func holdsSmallPrint(_ line: PageLine) -> Bool {
    LinkLabels.all(in: line.printed) != nil || ListWords.isAnnounced(line.printed)
      || line.printed.contains("10.") || line.printed.contains("://")
  }

  /// "PNAS | March 2, 2010 | vol. 107 | no. 9 | 4041", "714          Palaeontology, Vol. 62".
  private static func isRunningHead(_ text: Printed) -> Bool {
    guard text.count < 100, text.contains(where: \.isDigit) else { return false }
    let bars = text.count { $0 == "|" }
    return bars > 1 && bars * 4 >= text.words.count - bars || isNumberAtEdge(text)
  }

  /// "REVIEWS", "305 | MAY 2015 | VOLUME 12 www.example.org", "Page 12 of 30".
  private static func isHead(_ line: PageLine) -> Bool {
    guard line.text.count < 100 else { return false }
    let text = line.printed
    if isRunningHead(text) { return true }
    let words = text.words
    if text.contains("|"), text.contains(where: \.isDigit),
      words.allSatisfy({ !$0.contains(where: \.isLower) || $0.contains(".") && $0.contains("w") })
    {
      return true
    }
    if words.count <= 3, words.allSatisfy({ $0.count > 3 && $0.allSatisfy(\.isUpper) }) {
      return true
    }
    if words.count == 1, text.allSatisfy(\.isDigit), text.count < 5, line.isAfterBlank {
      return true
    }
    return words.count <= 4 && words[0].string.lowercased() == "page"
      && text.contains(where: \.isDigit)
  }
}
