import References

/// What sites print around citations that are copied from their pages, and lists that print an author above
/// several works: made lines of one citation each.
///
/// ```
/// APA<tab>Sen, A. (2001). …                   Sen, A. (2001). …
/// Binford, Lewis R.                           Binford, Lewis R. 1962 Archaeology as Anthropology. …
///   1962   Archaeology as Anthropology. …
/// ```
enum CopiedPages {
  static func plain(_ lines: [PageLine]) -> [PageLine] {
    underAuthors(lines.map(withoutStyle))
  }

  // MARK: Styles

  /// Where a citation begins behind the name of its style and a tab, as Google Scholar copies them.
  static func styleEnd(_ text: Printed) -> Int? {
    let name = text.prefix { $0.isLetter || $0 == " " }
    guard text.at(name.endIndex) == "\t", styles.contains(name.trimmed) else { return nil }
    return text.skippingBlanks(name.endIndex)
  }

  private static let styles: WordSet = [
    "MLA", "APA", "Chicago", "Harvard", "Vancouver", "ISO 690", "AMA", "IEEE",
  ]

  private static func withoutStyle(_ line: PageLine) -> PageLine {
    guard let start = styleEnd(line.printed) else { return line }
    var line = line
    line.text = Array(line.text[start...])
    line.isAfterBlank = true
    return line
  }

  // MARK: Authors above their works

  /// Indented lines that begin with a year and a gap are works of the author above.
  private static func underAuthors(_ lines: [PageLine]) -> [PageLine] {
    guard lines.count(where: { startsWithYear($0) }) > 1 else { return lines }
    var result: [PageLine] = []
    var author: PageLine?
    for (index, line) in lines.enumerated() {
      let isAbove =
        index + 1 < lines.count && startsWithYear(lines[index + 1]) && !startsWithYear(line)
        && line.indent < lines[index + 1].indent && line.text.count < 120
        && !line.text.contains(where: \.isDigit)
      if isAbove {
        author = line
      } else if let author, startsWithYear(line), line.indent > author.indent {
        var work = line
        let year = line.printed.prefix { !$0.isBlank }
        work.text = author.text + [" "] + year + [" "] + line.printed[year.endIndex...].trimmed
        work.range = author.range.spanning(line.range)
        work.indent = author.indent
        work.isAfterBlank = true
        result.append(work)
      } else {
        if line.indent <= author?.indent ?? -1 { author = nil }
        result.append(line)
      }
    }
    return result
  }

  private static func startsWithYear(_ line: PageLine) -> Bool {
    guard line.indent > 0, PrintedDate.year(at: 0, in: line.printed) != nil else { return false }
    let gap = line.printed.dropFirst(line.text.count > 4 && line.text[4].isLower ? 5 : 4)
    return gap.prefix(while: \.isBlank).count > 1 && gap.contains(where: \.isLetter)
  }
}
