import References

/// Takes the quotation marks off a list that somebody answers in a message, and puts one before each
/// line of the answer, which so is about the citation above it.
///
/// ```
/// > Roe, A. (2019). A second title. Gut, 12, 1-9.      Roe, A. (2019). A second title. Gut, 12, 1-9.
/// Small sample.                                        > Small sample.
/// ```
enum QuotedMail {
  static func unquoted(_ lines: [PageLine]) -> [PageLine] {
    let starts = lines.map(isStart)
    let quoted = zip(lines, starts).count { isQuoted($0) && $1 }
    let bare = zip(lines, starts).count { !isQuoted($0) && $1 }
    guard quoted > 0, quoted > bare else { return lines }
    var result: [PageLine] = []
    var isAfterBlank = false
    var isInList = false
    for (var line, isStart) in zip(lines, starts) where !isHead(text(of: line)) {
      if isQuoted(line) {
        let text = text(of: line)
        guard !text.isEmpty else {
          isAfterBlank = true
          continue
        }
        line.indent = text.startIndex
        line.text = Array(text)
        isInList = isInList || isStart
      } else if isInList, !isStart {
        line.text = ["> "].flatMap(\.unicodeScalars) + line.text
      }
      line.isAfterBlank = line.isAfterBlank || isAfterBlank
      isAfterBlank = false
      result.append(line)
    }
    return result
  }

  private static func isQuoted(_ line: PageLine) -> Bool { line.text.first == ">" }

  private static func text(of line: PageLine) -> Printed {
    isQuoted(line)
      ? line.printed.drop { $0 == ">" || $0.isBlank }.trimmed : line.printed
  }

  /// "On 3 May 2022, Anna wrote:"
  private static func isHead(_ text: Printed) -> Bool {
    guard text.last == ":", text.count < 120 else { return false }
    let words = text.string.lowercased()
    return ["wrote", "schrieb", "a écrit", "escribió", "escreveu", "scritto", "schreef"].contains {
      words.contains($0)
    }
  }

  /// Whether a citation seems to begin.
  private static func isStart(_ line: PageLine) -> Bool {
    let text = text(of: line)
    if let marker = LineNumber.read(text) { return CitationStart.begins(text[marker.end...]) }
    return CitationStart.begins(text)
  }
}
