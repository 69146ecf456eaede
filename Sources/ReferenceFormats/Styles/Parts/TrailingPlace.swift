import References

/// Volume, issue and pages at the end of an article's text, in the forms of the author–date styles:
///
/// ```
/// Journal, 377(26), 2545–2554        Journal 38, no. 2 (March): 1–10     Journal 38:3095–3106
/// Journal, 377(26), pp. 2545–2554    Journal 377 (26): 2545–54           Journal 38, 3095–3106
/// Journal, 12(3), Article e14019     Journal, 12                          Journal, vol. 3, no. 1, pp. 2–4
/// ```
struct TrailingPlace {
  /// The text before the volume.
  private(set) var rest: Printed
  private(set) var volume: Printed?
  private(set) var issue: Printed?
  private(set) var locator: Printed?

  /// Nil if no volume or pages end the text.
  init?(in body: Printed) {
    rest = body.droppingTrailingStop
    let whole = rest
    if let (before, found) = Self.lastPart(of: rest) {
      locator = found
      rest = before
      takeIssue()
      if takeVolume() { return }
      if issue == nil, locator!.isLooseRange || found.isAnnouncedLocator, rest.hasWord { return }
    }
    rest = whole
    locator = nil
    issue = nil
    takeIssue()
    guard takeVolume(), issue != nil || rest.last == "," || wasAnnounced else { return nil }
  }

  private var wasAnnounced = false

  /// The locator after the last comma or colon.
  private static func lastPart(of text: Printed) -> (Printed, Printed)? {
    var cut = text.endIndex
    while let mark = text[..<cut].lastIndex(where: { $0 == "," || $0 == ":" }),
      text.endIndex - mark <= 48
    {
      let after = text[(mark + 1)...].trimmed
      guard PrintedLocator.read(after) != nil, !after.isVolumeOrIssue else { return nil }
      let before = text[..<mark].trimmed
      if text[mark] == ",", isPageList(before, after) {
        cut = mark
        continue
      }
      return (before, after)
    }
    let word = text.lastWord
    let start = text[..<word.startIndex].trimmed
    if word.count > 2, word.isLooseRange, start.lastWord.isPlainVolume || start.last == ")" {
      return (start, word)
    }
    if start.hasSuffix("pp.") || start.hasSuffix("p.") {
      let begin = start.lastWord.startIndex
      return (start[..<begin].trimmed, text[begin...])
    }
    return nil
  }

  /// "12, 14–16" are pages of one article where a place stands before them.
  private static func isPageList(_ before: Printed, _ after: Printed) -> Bool {
    let word = before.lastWord
    guard word.allSatisfy(\.isDigit) || word.isLooseRange, !word.isEmpty, after.words.count == 1,
      after.isLooseRange || word.isLooseRange && after.allSatisfy(\.isDigit)
    else {
      return false
    }
    let earlier = before[..<word.startIndex].trimmed
    return earlier.last == ":" || earlier.hasSuffix("pp.")
      || earlier.last == "," && earlier.dropLast().lastWord.isVolumeOrIssue
  }

  private mutating func takeIssue() {
    rest = rest.droppingTrailingComma.trimmed
    takeBracketedDate()
    if rest.last == ")", let open = rest.lastIndex(of: "("), rest.endIndex - open <= 44 {
      let inside = rest[(open + 1)..<(rest.endIndex - 1)].trimmed
      let before = rest[..<open].trimmed
      guard before.lastWord.isPlainVolume || before.hasVolumeWord else { return }
      if !inside.isEmpty { issue = inside.withoutIssueWord }
      rest = before
      return
    }
    if let supplement = rest.lastSupplementStart {
      let before = rest[..<supplement].trimmed
      if before.hasSuffix("no.") {
        issue = rest[supplement...]
        rest = before[..<before.lastWord.startIndex].trimmed.droppingTrailingComma.trimmed
        return
      }
    }
    let word = rest.lastWord
    let before = rest[..<word.startIndex].trimmed
    guard word.count <= 12, word.contains(where: \.isDigit) else { return }
    for name: StaticString in ["no.", "No.", "nos.", "iss.", "issue", "Issue", "núm.", "n.", "Nr."]
    where before.hasSuffix(name) {
      issue = word
      rest = before[..<before.lastWord.startIndex].trimmed.droppingTrailingComma.trimmed
      return
    }
  }

  /// "38, no. 2 (March)": a month between the issue and the pages.
  private mutating func takeBracketedDate() {
    guard rest.last == ")", let open = rest.lastIndex(of: "("), open > rest.startIndex,
      rest[open - 1].isBlank,
      rest[(open + 1)...].contains(where: \.isLetter),
      PrintedDate.isDateMatter(rest[(open + 1)..<(rest.endIndex - 1)])
    else { return }
    rest = rest[..<open].trimmed.droppingTrailingComma.trimmed
  }

  private mutating func takeVolume() -> Bool {
    var text = rest
    let isSupplement = text.lastSupplementStart
    if let start = isSupplement, start > text.startIndex {
      let word = text[..<start].trimmed.lastWord
      guard word.isPlainVolume else { return false }
      volume = text[word.startIndex...]
      text = text[..<word.startIndex]
    } else {
      let word = text.lastWord
      guard word.isPlainVolume, word.startIndex > text.startIndex else { return false }
      volume = word
      text = text[..<word.startIndex]
    }
    text = text.trimmed
    for name: StaticString in ["vol.", "Vol.", "Volume", "volume", "vols."]
    where text.hasSuffix(name) {
      wasAnnounced = true
      text = text[..<text.lastWord.startIndex].trimmed
      break
    }
    rest = text
    return rest.hasWord
  }
}

extension ArraySlice where Element == Unicode.Scalar {
  var droppingTrailingStop: Printed {
    var slice = trimmed
    while let last = slice.last, last == "." || last == "," || last == ";" || last.isBlank {
      slice.removeLast()
    }
    return slice
  }

  func hasSuffix(_ text: StaticString) -> Bool {
    let start = endIndex - text.utf8CodeUnitCount
    return has(text, at: start)
      && (start == startIndex || !self[start].isLetter || !self[start - 1].isLetter)
  }

  var hasWord: Bool { contains(where: \.isLetter) }

  /// A volume as a word: `377`, `A24`, `38B`, `2019`, `12–13`, `XIV`, `s2-12`.
  var isPlainVolume: Bool {
    guard (1...10).contains(count), let last, last != "." && last != "," else { return false }
    guard contains(where: \.isDigit) else {
      return allSatisfy { "IVXLC".unicodeScalars.contains($0) }
    }
    let letters = count(where: \.isLetter)
    return letters <= 3 && letters < count
      && allSatisfy { $0.isDigit || $0.isLetter || $0.isDash || $0 == "/" || $0 == "." }
  }

  fileprivate var hasVolumeWord: Bool { lastSupplementStart != nil }

  /// "Suppl 1" or "Suppl." at the end: where it begins.
  var lastSupplementStart: Int? {
    let word = lastWord
    if Self.supplements.contains(word) { return word.startIndex }
    let before = self[..<word.startIndex].trimmed.lastWord
    return word.count <= 4 && Self.supplements.contains(before) ? before.startIndex : nil
  }

  static var supplements: WordSet { supplementWords }

  /// A volume with its issue, `12(3)`, that a comma set apart from the journal.
  var isVolumeOrIssue: Bool {
    last == ")" && contains("(") && prefix(while: { $0 != "(" }).isPlainVolume
  }

  fileprivate var isAnnouncedLocator: Bool { PrintedLocator.withoutAnnouncement(self).isAnnounced }

  fileprivate var withoutIssueWord: Printed {
    for word: StaticString in ["no. ", "No. ", "no ", "issue ", "Issue "]
    where has(word, at: startIndex) {
      return self[(startIndex + word.utf8CodeUnitCount)...].trimmed
    }
    return self
  }
}

private let supplementWords: WordSet = [
  "Suppl", "Suppl.", "suppl", "suppl.", "Supplement", "supplement", "Supp", "Supp.", "Spec.",
  "Special", "SUPPL", "SUPPL.", "Pt", "Pt.", "Part",
]
