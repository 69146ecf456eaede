import References

/// What sites print around citations that are copied from their pages, and lists that print an author above
/// several works: made lines of one citation each.
///
/// ```
/// APA<tab>Sen, A. (2001). …                   Sen, A. (2001). …
/// Deep learning                               Deep learning↵Y LeCun, G Hinton - nature, 2015 - nature.com
/// Y LeCun, G Hinton - nature, 2015 - nature.com
/// Cited by 75,123 Related articles
/// Binford, Lewis R.                           Binford, Lewis R. 1962 Archaeology as Anthropology. …
///   1962   Archaeology as Anthropology. …
/// ```
enum CopiedPages {
  static func plain(_ lines: [PageLine]) -> [PageLine] {
    underAuthors(searchResults(lines.map(withoutStyle)))
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

  // MARK: Results of a search

  /// A title, and below it "names - journal, year - site".
  private static func searchResults(_ lines: [PageLine]) -> [PageLine] {
    guard lines.contains(where: { isSource($0.printed) }) else { return lines }
    var result: [PageLine] = []
    var isInResult = false
    for line in lines {
      if isSource(line.printed), var title = result.popLast() {
        let name = withoutKind(title.printed)
        title.text = Array(name) + ["\n"] + line.text
        title.range = title.range.spanning(line.range)
        title.isAfterBlank = true
        result.append(title)
        isInResult = true
      } else if isInResult,
        line.printed.has("Cited by ", at: 0) || line.printed.has("Related ", at: 0)
      {
        continue
      } else {
        var line = line
        line.isAfterBlank = line.isAfterBlank || isInResult
        isInResult = false
        result.append(line)
      }
    }
    return result
  }

  private static func isSource(_ text: Printed) -> Bool {
    let parts = text.parts(between: " - ")
    guard (2...3).contains(parts.count), text.count < 300, parts[0].count < 120,
      PrintedDate.firstYear(in: parts[1]) != nil, !parts[0].contains(where: \.isDigit)
    else { return false }
    let names = parts[0].last == "…" ? parts[0].dropLast() : parts[0]
    return names.split(separator: ",").allSatisfy { part in
      let words = part.trimmed.words
      return (2...4).contains(words.count) && (1...3).contains(words[0].count)
        && words[0].allSatisfy(\.isUpper)
    }
  }

  /// "[PDF] Random forests", "[BOOK][B] The elements".
  private static func withoutKind(_ text: Printed) -> Printed {
    var text = text
    while text.first == "[", let close = text.firstIndex(of: "]"), close - text.startIndex < 12 {
      text = text[(close + 1)...].trimmed
    }
    return text
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

extension ArraySlice where Element == Unicode.Scalar {
  /// The stretches between a text's occurrences.
  fileprivate func parts(between mark: StaticString) -> [Printed] {
    var parts: [Printed] = []
    var rest = self
    while let place = rest.first(mark) {
      parts.append(rest[..<place].trimmed)
      rest = rest[(place + mark.utf8CodeUnitCount)...]
    }
    return parts + [rest.trimmed]
  }
}
