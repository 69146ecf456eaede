/// Words by which lists tell what a line is.
enum ListWords {
  /// "Note:", "Annotation:", "Comment:", "> …", "#toread", "[TODO]", "TODO …": words about the
  /// citation above.
  static func isAnnounced(_ line: Printed) -> Bool {
    guard let first = line.first else { return false }
    if first == ">" || first == "#" && line.at(line.startIndex + 1)?.isLetter == true {
      return true
    }
    if isGrade(line) || arrowEnd(line) != nil || isBracketedRemark(line) { return true }
    let bare = first == "[" || first == "(" ? line.dropFirst() : line
    let word = bare.prefix { $0.isLetter }
    let end = bare.at(word.endIndex) == "." ? word.endIndex + 1 : word.endIndex
    let isMarked = bare.at(end) == ":" && announcers.containsFolded(word)
    return isMarked || opensRemark(line) || word.string == "TODO" || word.string == "FIXME"
      || beginsWithMy(line)
  }

  /// "Compare Hayek (1945), who …": a sentence that names another work.
  private static func opensRemark(_ line: Printed) -> Bool {
    for words: StaticString in [
      "Compare ", "See also ", "Cf. ", "cf. ", "Contradicts ", "Contrast ", "Builds on ",
      "Replies to ", "Responds to ", "Refutes ", "Confirms ", "Criticises ", "Criticizes ",
    ] where line.has(words, at: line.startIndex) {
      return line.words.count > 2
    }
    return false
  }

  /// "[read ch. 2]": a line in brackets that says something; years and link labels do not.
  private static func isBracketedRemark(_ line: Printed) -> Bool {
    guard let first = line.first, first == "[" || first == "(",
      line.last == (first == "[" ? "]" : ")"),
      line.dropFirst().firstIndex(where: { $0 == (first == "[" ? "]" : ")") }) == line.endIndex - 1
    else { return false }
    let words = line.dropFirst().dropLast().words
    return words.count > 1
      && words.count(where: { $0.count > 2 && $0.allSatisfy { $0.isLower || !$0.isLetter } }) > 0
      && PrintedDate.firstYear(in: line) == nil
  }

  /// Where the words behind an arrow begin: "→ read chapter 5".
  static func arrowEnd(_ line: Printed) -> Int? {
    guard let first = line.first else { return nil }
    if arrows.contains(first) { return line.skippingBlanks(line.startIndex + 1) }
    for arrow: StaticString in ["=> ", "-> ", "--> ", "==> "]
    where line.has(arrow, at: line.startIndex) {
      return line.startIndex + arrow.utf8CodeUnitCount
    }
    return nil
  }

  private static let arrows: Set<Unicode.Scalar> = ["→", "⇒", "➔", "➜", "↳", "►", "▸"]

  private static func beginsWithMy(_ line: Printed) -> Bool {
    line.has("My note", at: line.startIndex) || line.has("my note", at: line.startIndex)
  }

  private static let announcers: WordSet = [
    "note", "notes", "annotation", "annotations", "comment", "comments", "remark", "remarks",
    "summary",
    "notiz", "anmerkung", "kommentar", "nota", "remarque", "commentaire", "abstract", "todo", "see",
    "cf",
    "tags", "keywords", "anm", "bem", "bemerkung", "komm", "nb", "opmerking", "uwaga", "poznámka",
    "why", "relevance", "use", "takeaway", "commento", "comentário", "comentario", "kommentti",
    "anteckning", "примечание", "备注", "注",
  ]

  /// "References", "LITERATURE CITED:", "Literaturverzeichnis", "5. Works cited": what stands above a
  /// list.
  static func isHeading(_ line: Printed) -> Bool {
    guard line.count < 50, line.first?.isLetter == true || line.first?.isDigit == true else {
      return false
    }
    let words = line.drop { !$0.isLetter }.string.lowercased()
      .filter { $0.isLetter || $0 == " " }.split(separator: " ").joined(separator: " ")
    return headings.contains(words)
  }

  private static let headings: Set<String> = [
    "references", "reference", "reference list", "list of references", "references cited",
    "references and notes", "references and recommended reading", "references and further reading",
    "cited references", "literature cited", "literature", "works cited", "work cited",
    "works consulted", "sources", "bibliography", "annotated bibliography", "select bibliography",
    "selected bibliography", "reading list", "further reading", "recommended reading",
    "notes and references",
    "supplementary references", "endnotes", "citations",
    "literatur", "literaturverzeichnis", "literaturliste", "quellen", "quellenverzeichnis",
    "literaturangaben", "bibliographie", "bibliografie", "weiterführende literatur",
    "références", "references bibliographiques", "références bibliographiques", "ouvrages cités",
    "références citées", "littérature citée", "lectures recommandées",
    "bibliografía", "referencias", "referencias bibliográficas", "literatura citada",
    "obras citadas", "referências", "referências bibliográficas", "bibliografia", "riferimenti",
    "riferimenti bibliografici", "opere citate", "literatuur", "literatuurlijst",
    "geraadpleegde literatuur",
    "referenties", "bibliografi", "referenser", "litteratur", "litteraturlista", "källor",
    "referencer", "kilder", "litteraturliste", "referanser", "lähteet", "kirjallisuus",
    "literatura", "piśmiennictwo", "seznam literatury", "použitá literatura", "irodalom",
    "kaynakça", "kaynaklar", "литература", "список литературы", "βιβλιογραφία", "参考文献", "引用文献",
    "文献",
    "참고문헌",
  ]

  /// "Of outstanding interest", "of special interest": what bullets mean elsewhere.
  static func isGrade(_ line: Printed) -> Bool { grade(line) != nil }

  static func grade(_ line: Printed) -> Int? {
    let words = line.string.lowercased().filter { $0.isLetter || $0 == " " }
      .split(separator: " ").joined(separator: " ")
    return switch words {
    case "of outstanding interest", "outstanding interest", "of major importance",
      "highly recommended":
      2
    case "of special interest", "special interest", "of interest", "of considerable interest",
      "of importance":
      1
    default: nil
    }
  }

  /// Without the mark that announces it: "> lineage switch", "Note: lineage switch".
  static func withoutAnnouncement(_ line: Printed) -> Printed {
    var line = line
    while let first = line.first, first == ">" || first.isBlank { line = line.dropFirst() }
    if let end = arrowEnd(line) { return line[end...].trimmed }
    let word = line.prefix { $0.isLetter }
    if line.at(word.endIndex) == ":", labels.containsFolded(word) {
      return line[(word.endIndex + 1)...].trimmed
    }
    return line.trimmed
  }

  private static let labels: WordSet = ["annotation", "annotations"]
}
