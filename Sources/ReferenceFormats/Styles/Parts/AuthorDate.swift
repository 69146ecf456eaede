import References

/// Reads citations with the year after the authors, as APA, Harvard and Chicago print them:
///
/// ```
/// citation = names date rest
/// date     = " (2017). " | " (2017) " | ", 2017. " | ". 2017. " | " (in press). " …
/// article  = title container volume [ issue ] [ pages ]
/// chapter  = title "In " book
/// book     = title [ "[Doctoral dissertation, …]" ] [ publisher ]
/// ```
struct AuthorDate {
  /// How a style sets the date apart.
  enum DateForm {
    /// "Powell, D. J. (2017). "
    case bracketedStop
    /// "Powell, D.J. (2017) "
    case bracketed
    /// "Powell, D.J., 2017. "
    case bareAfterComma
    /// "Powell, Daniel J. 2017. "
    case bareAfterStop
  }

  let containers: ContainerTitle
  let isInvertedFirst: Bool
  /// The forms of the style with what each departs from it.
  let forms: [DateForm: Double]

  func read(_ text: Printed) -> CitationEntry {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    guard let head = head(of: draft.all) else {
      draft.add(.noYear)
      if NameList(text.prefix(60)[...]).unsure > 0 { draft.add(.noAuthors) }
      draft.setTitle(draft.all)
      return draft.entry
    }
    draft.entry.strangeness += forms[head.form] ?? 0.3
    draft.setYear(head.date)
    var names = head.names
    let found: NameList
    if let role = EditorRole.find(in: names.suffix(16)[...]) {
      names = names[..<role.start]
      found = NameList(names, isInvertedFirst: isInvertedFirst)
      draft.setEditors(found)
    } else {
      found = NameList(names, isInvertedFirst: isInvertedFirst)
      draft.setAuthors(found)
    }
    if found.creators.isEmpty { draft.add(.noAuthors) }
    if found.unsure > max(1, found.creators.count / 2) { draft.entry.strangeness += 0.15 }
    var body = AuthorDateBody(draft: draft, containers: containers, hasYear: head.date.year != nil)
    body.read(from: head.end)
    draft = body.draft
    let reference = draft.entry.reference
    let lastWord = text.trimmed.lastWord
    let isStopped =
      lastWord.last == "."
      && (lastWord.count > 4 || lastWord.first?.isUpper == true
        || lastWord.contains(where: \.isDigit))
    draft.entry.isComplete =
      draft.entry.problems.isEmpty
      && (isStopped && body.isSure
        || reference.type == .article && reference.container != nil && reference.locator != nil
          && lastWord.last != ",")
      || reference.doi != nil || (reference.url != nil && reference.title != nil)
    return draft.entry
  }

  // MARK: The head

  private struct Head {
    let names: Printed
    let date: PrintedDate
    let form: DateForm
    /// Where the title begins.
    let end: Int
  }

  private func head(of text: Printed) -> Head? {
    let bracketed = bracketedHead(of: text)
    let bare =
      forms[.bareAfterComma] != nil || forms[.bareAfterStop] != nil ? bareHead(of: text) : nil
    guard let bracketed else { return bare }
    guard let bare, bare.date.range.lowerBound < bracketed.date.range.lowerBound else {
      return bracketed
    }
    return bare
  }

  private func bracketedHead(of text: Printed) -> Head? {
    var index = text.startIndex
    while let open = text[index...].firstIndex(of: "(") {
      index = open + 1
      guard let close = text[open...].prefix(44).firstIndex(of: ")"),
        let date = PrintedDate(filling: text[(open + 1)..<close])
      else { continue }
      let names = text[..<open].trimmed
      guard mayBeNames(names) else { return nil }
      let isStopped = text.at(close + 1) == "." || text.at(close + 1) == ":"
      let end = close + (isStopped || text.at(close + 1) == "," ? 2 : 1)
      guard text[end...].hasWord else { return nil }
      return Head(names: names, date: date, form: isStopped ? .bracketedStop : .bracketed, end: end)
    }
    return nil
  }

  /// A year after a comma or full stop and before a full stop.
  private func bareHead(of text: Printed) -> Head? {
    var index = text.startIndex + 3
    while index + 5 <= text.endIndex {
      defer { index += 1 }
      guard text[index].isDigit || text[index] == "n" || text[index] == "i" || text[index] == "F",
        text[index - 1].isBlank
      else { continue }
      let before = text[..<index].trimmed
      guard let mark = before.last, mark == "," || mark == "." || mark == ")" else { continue }
      guard let date = PrintedDate(at: index, in: text) ?? special(at: index, in: text),
        text.at(date.range.upperBound) == "." || text.at(date.range.upperBound) == ",",
        text.at(date.range.upperBound + 1)?.isBlank == true
      else { continue }
      let word = before.lastWord
      let isInitial = PersonParts.isPlainInitialsWord(word)
      let names = mark == "." && !isInitial ? before.dropLast() : before.droppingTrailingComma
      guard mayBeNames(names) else { return nil }
      return Head(
        names: names, date: date, form: mark == "," ? .bareAfterComma : .bareAfterStop,
        end: date.range.upperBound + 1)
    }
    return nil
  }

  private func special(at index: Int, in text: Printed) -> PrintedDate? {
    for phrase: StaticString in ["n.d", "in press", "Forthcoming", "forthcoming"]
    where text.has(phrase, at: index) {
      return PrintedDate(filling: text[index..<index + phrase.utf8CodeUnitCount])
    }
    return nil
  }

  /// Names contain no sentence: no stop between two small-lettered words, no digits but in groups.
  private func mayBeNames(_ names: Printed) -> Bool {
    guard !names.isEmpty,
      names.first!.isLetter || names.first!.isDigit || names.first!.isApostrophe
        || names.first == "(" || names.first == "“"
    else { return false }
    var index = names.startIndex
    var small = 0
    while index < names.endIndex {
      let scalar = names[index]
      if scalar == "?" || scalar == "!" || scalar == "“" && index > names.startIndex {
        return false
      }
      if scalar == ":" && names.at(index + 1)?.isBlank == true { return false }
      if scalar == ".", names.at(index + 1)?.isBlank == true, small >= 4 {
        let word = names[..<index].lastWord
        let next = names[names.skippingBlanks(index)...]
        if !word.first!.isUpper
          || index + 2 < names.endIndex && names.at(index + 2)?.isUpper == true
            && !next.isEmpty && word.count > 4
        {
          return false
        }
      }
      small = scalar.isLower ? small + 1 : 0
      index += 1
    }
    return true
  }
}
