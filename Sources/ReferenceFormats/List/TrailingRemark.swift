/// Words about a citation that stand behind it on its own line, in brackets or behind a dash or an
/// arrow.
///
/// ```
/// Doe J. A study of salt. Gut. 2004;1(2):3-9. [old numbers, replace]
/// Doe J. A study of salt. Gut. 2004;1(2):3-9. — Small sample.
/// ```
struct TrailingRemark {
  /// Where the citation ends.
  let citationEnd: Int
  let words: Printed

  /// Nil where all of the text belongs to the citation.
  init?(in text: Printed) {
    let text = text.trimmed
    guard text.count > Self.shortestCitation,
      let (end, words) = Self.bracketed(text) ?? Self.afterMark(text)
    else { return nil }
    let evidence = CitationEvidence(text[..<end])
    guard evidence.isComplete || evidence.isPlace else { return nil }
    citationEnd = end
    self.words = words
  }

  private static let shortestCitation = 40

  // MARK: Brackets

  private static func bracketed(_ text: Printed) -> (end: Int, words: Printed)? {
    guard let last = text.last, last == "]" || last == ")",
      let open = opening(of: text.endIndex - 1, in: text), open > text.startIndex
    else { return nil }
    let citation = text[..<open].trimmed
    let words = text[(open + 1)..<(text.endIndex - 1)].trimmed
    guard let mark = citation.last, isRemark(words, isSquare: last == "]") else { return nil }
    let isEnded =
      ".?!".unicodeScalars.contains(mark) || mark.isClosingMark
      || citation.lastWord.contains("/")
    let isInside = mark.isDigit || mark == ")" || mark == "]"
    guard isEnded || isInside && isProse(words) else { return nil }
    return (citation.endIndex, words)
  }

  private static func opening(of close: Int, in text: Printed) -> Int? {
    let (open, mark): (Unicode.Scalar, Unicode.Scalar) =
      text[close] == "]" ? ("[", "]") : ("(", ")")
    var depth = 0
    for index in text.indices.reversed() where index <= close {
      if text[index] == mark { depth += 1 }
      if text[index] == open { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private static func isRemark(_ words: Printed, isSquare: Bool) -> Bool {
    let all = words.words
    guard let first = all.first, words.contains(where: \.isLetter),
      !isBibliographic(first), !words.contains("://")
    else { return false }
    if isProse(words) { return true }
    if PrintedDate.firstYear(in: words) != nil {
      // "(Nobel 1992)"; but "(Edinburgh, 1958)" and "(London: Fontana, 1977)".
      return all.count > 1 && first.first?.isLetter == true && !words.contains(":")
        && !words.contains(",") && !MonthName.isMonth(first)
    }
    if let mark = words.last, mark == "!" || mark == "?" { return true }
    return isSquare && all.count > 1 || all.count > 1 && first.first?.isLower == true
  }

  /// Several words, many of them in small letters.
  private static func isProse(_ words: Printed) -> Bool {
    let all = words.words
    let small = all.count {
      $0.count > 1 && $0.allSatisfy { $0.isLower || !$0.isLetter } && $0.contains(where: \.isLower)
    }
    return all.count > 2 && small > 1 && small * 3 >= all.count && !isBibliographic(all[0])
  }

  // MARK: Dashes and arrows

  private static func afterMark(_ text: Printed) -> (end: Int, words: Printed)? {
    var index = text.startIndex + shortestCitation
    var marks = 0
    // A text with more dashes parts its own fields with them.
    while index < text.endIndex, marks < mostMarks {
      defer { index += 1 }
      guard text[index - 1].isBlank, let end = markEnd(at: index, in: text),
        text.at(end)?.isBlank == true
      else { continue }
      marks += 1
      let citation = text[..<index].trimmed
      let words = text[end...].trimmed
      guard let mark = citation.last,
        ".?!)]/".unicodeScalars.contains(mark) || mark.isDigit || mark.isClosingMark
          || citation.lastWord.contains("/"),
        PrintedDate.firstYear(in: citation) != nil || citation.lastWord.contains("/")
      else { continue }
      let isArrow = !text[index].isDash && text[index] != "/"
      guard isArrow && words.contains(where: \.isLetter) || isSaid(words) else { continue }
      return (citation.endIndex, words)
    }
    return nil
  }

  private static let mostMarks = 12

  private static func markEnd(at index: Int, in text: Printed) -> Int? {
    if let arrow = ListWords.arrowEnd(text[index...]) { return arrow - 1 }
    if text.has("--", at: index) || text.has("//", at: index) { return index + 2 }
    return text[index] == "—" || text[index] == "–" ? index + 1 : nil
  }

  private static func isSaid(_ words: Printed) -> Bool {
    let all = words.words
    guard let first = all.first, first.first?.isLetter == true || first.first == "“",
      !isBibliographic(first)
    else { return false }
    if all.count == 1 { return false }
    let small = all.count {
      $0.contains(where: \.isLower) && $0.allSatisfy { $0.isLower || !$0.isLetter }
    }
    return small * 2 >= all.count || isProse(words)
  }

  private static func isBibliographic(_ word: Printed) -> Bool {
    let bare = word.drop { !$0.isLetter }.prefix { $0.isLetter || $0.isApostrophe }
    return bare.isEmpty || bibliographicWords.containsFolded(bare) || MonthName.isMonth(bare)
  }

  /// What citations themselves print in brackets, or behind dashes.
  private static let bibliographicWords: WordSet = [
    "abgerufen", "abstract", "access", "accessed", "accesso", "acesso", "aktualisierungsdatum",
    "article", "arxiv", "available", "bd", "bibcode", "cit", "cited", "computer", "conference",
    "consulta", "consultado", "consulté", "correction", "corrigendum", "crossref", "data",
    "dataset", "dir", "disponible", "disponível", "dissertation", "doctoral", "doi", "dostęp",
    "ed", "edited", "editor", "editorial", "editors", "eds", "en", "epub", "erratum", "final",
    "forthcoming", "funded", "geraadpleegd", "google", "hrsg", "hg", "im", "in", "inpress",
    "inspire",
    "internet", "isbn", "issn", "item", "last", "letter", "manuscript", "master", "master’s",
    "master's", "medline", "no", "nr", "online", "original", "originally", "p", "paper", "patent",
    "phd", "pmcid", "pmid", "poster", "pp", "preprint", "press", "presentation", "pubmed",
    "published", "release", "report", "reprint", "reprinted", "retrieved", "revised",
    "scholar", "software", "sponsored", "submitted", "suppl", "supported", "supplement",
    "supplementary",
    "technical", "thesis", "tillgänglig", "trans", "translated", "translation", "unpublished",
    "updated", "url", "version", "video", "viewed", "vol", "volume", "web", "with", "working",
    "zugriff", "s", "с", "т", "вып", "дата", "режим",
  ]
}
