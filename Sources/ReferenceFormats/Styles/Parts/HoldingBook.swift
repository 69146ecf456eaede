import References

/// Reads the book or proceedings that contain a chapter or paper: what follows "In".
///
/// ```
/// A. Editor & B. Editor (Eds.), Book (2nd ed., pp. 1–20). Publisher       APA
/// Editor, A. (ed.) Book. Place: Publisher, pp. 83–95                      Harvard
/// Book, edited by A. Editor and B. Editor, 167–95. Place: Publisher       Chicago
/// A. Editor (Ed.), Book, Publisher, Place, 2009, pp. 281–304              Elsevier
/// Editor A, Editor B, editors. Book. Place: Publisher; 2002. p. 93-113    Vancouver, AMA
/// Book, A. Editor, Ed. Place: Publisher, 1994, pp. 55–70                  IEEE
/// ```
struct HoldingBook {
  /// How a style sets the publisher apart from the book.
  enum Separator {
    /// A full stop: "Book. Place: Publisher".
    case stop
    /// Commas: "Book, Publisher, Place".
    case comma
  }

  static func read(_ range: Range<Int>, separator: Separator, into draft: inout CitationDraft) {
    if !takeEditorsBefore(range, &draft) { takeEditorsInside(range, &draft) }
    BookDetails.take(from: &draft, in: range)
    takeUnannouncedPages(range, &draft)
    let text = draft.text[range].trimmedOfMarks
    let (book, imprint) = separator == .stop ? splitAtStop(text) : splitAtComma(text)
    let isAbbreviated = book.droppingTrailingStop.contains(".")
    draft.setContainer(separator == .stop && !isAbbreviated ? book.droppingTrailingStop : book)
    if let imprint { draft.setImprint(imprint) }
    draft.entry.reference.type = book.namesMeeting || isProceedings(book) ? .conference : .chapter
    if draft.entry.reference.container == nil { draft.add(.noContainer) }
  }

  static func isProceedings(_ text: Printed) -> Bool {
    text.contains("Advances in Neural") || text.contains("Proc ") || text.contains("roceedings")
      || text.contains("Conf ") || text.contains("Symposia") || text.contains("onference")
  }

  // MARK: Editors

  /// "A. Editor & B. Editor (Eds.), " and "Editor A, Editor B, editors. " at the beginning.
  private static func takeEditorsBefore(_ range: Range<Int>, _ draft: inout CitationDraft) -> Bool {
    let text = draft.text[range]
    guard let role = EditorRole.find(in: text) else { return false }
    let names = NameList(text[..<role.start])
    guard names.unsure <= names.creators.count / 3 || role.isBracketed, !names.creators.isEmpty,
      text[..<role.start].count < 1200
    else { return false }
    draft.setEditors(names)
    draft.blank(range.lowerBound..<role.end)
    return true
  }

  /// "Book, edited by A. Editor, " and "Book, A. Editor and B. Editor, Eds. ".
  private static func takeEditorsInside(_ range: Range<Int>, _ draft: inout CitationDraft) {
    let text = draft.text[range]
    for phrase: StaticString in ["edited by ", "Edited by ", "ed. by ", "Ed. by "] {
      guard let start = text.first(phrase) else { continue }
      let names = start + phrase.utf8CodeUnitCount
      let end = editedByEnd(from: names, in: text)
      draft.setEditors(NameList(text[names..<end]))
      draft.blank(start..<end)
      return
    }
    takeTrailingEditors(range, &draft)
  }

  /// Names after "edited by" end at a full stop after a word, or at the comma before pages.
  private static func editedByEnd(from start: Int, in text: Printed) -> Int {
    var index = start
    while index < text.endIndex {
      switch text[index] {
      case ",":
        let next = text.skippingBlanks(index + 1)
        let word = text[next...].prefix { !$0.isBlank && $0 != "," }
        if text.at(next)?.isDigit == true || word.isLooseRange || text.has("pp", at: next)
          || text.has("vol", at: next)
        {
          return index
        }
      case "." where text.at(index + 1)?.isBlank ?? true:
        let word = text[start...index].lastWord
        let isNamePart = PersonParts.isPlainInitialsWord(word) || PersonParts.isSuffix(word)
        if !isNamePart || index + 1 == text.endIndex { return index }
      case ";", "(": return index
      default: break
      }
      index += 1
    }
    return text.endIndex
  }

  /// ", A. Editor and B. Editor, Eds." in the middle.
  private static func takeTrailingEditors(_ range: Range<Int>, _ draft: inout CitationDraft) {
    let text = draft.text[range]
    for phrase: StaticString in [", Eds.", ", Ed.", ", eds.", ", ed."] {
      guard let role = text.first(phrase) else { continue }
      var start: Int?
      var index = role
      while index > text.startIndex {
        index -= 1
        guard text[index] == "," || index == text.startIndex else { continue }
        let from = text[index] == "," ? index + 1 : index
        let names = NameList(text[from..<role])
        guard names.unsure == 0, names.creators.allSatisfy(\.isPerson),
          beginsWithInitials(text[from..<role])
        else { break }
        start = index
      }
      guard let start, start > text.startIndex else { return }
      draft.setEditors(NameList(text[(start + 1)..<role]))
      let end = role + phrase.utf8CodeUnitCount
      draft.blank(start..<end - 1)
      return
    }
  }

  private static func beginsWithInitials(_ text: Printed) -> Bool {
    var text = text.trimmed
    if text.has("and ", at: text.startIndex) { text = text.dropFirst(4).trimmed }
    return PersonParts.isInitialsWord(text.prefix { !$0.isBlank })
  }

  /// Chicago's ", 167–95." after the book.
  private static func takeUnannouncedPages(_ range: Range<Int>, _ draft: inout CitationDraft) {
    guard draft.entry.reference.locator == nil else { return }
    let text = draft.text[range]
    for index in text.indices where text[index] == "," || text[index] == ":" {
      let start = text.skippingBlanks(index + 1)
      guard text.at(start)?.isDigit == true || text[index] == "," else { continue }
      let word = text[start...].prefix { !$0.isBlank && $0 != "," && $0 != ";" }
      let bare = word.last == "." ? word.dropLast() : word
      guard bare.isLooseRange, bare.count >= 3, word.last == "." || word.endIndex == text.endIndex
      else { continue }
      draft.setLocator(bare)
      draft.blank(index..<bare.endIndex)
      return
    }
  }

  // MARK: Book and publisher

  /// "Book. Place: Publisher": the last sentence is the imprint.
  private static func splitAtStop(_ text: Printed) -> (Printed, Printed?) {
    guard let start = Imprint.start(in: text) else { return (text, nil) }
    return (text[..<start], text[start...])
  }

  /// "Book, Publisher, Place, 2009": what follows the first comma before a publisher.
  private static func splitAtComma(_ text: Printed) -> (Printed, Printed?) {
    var text = text.droppingTrailingStop
    if let year = PrintedDate(at: text.lastWord.startIndex, in: text),
      year.range.upperBound == text.endIndex
    {
      text = text[..<text.lastWord.startIndex].droppingTrailingStop
    }
    let commas = text.indices.filter { text[$0] == "," && text.at($0 + 1)?.isBlank == true }
    let isPublisher = { (comma: Int) in
      Imprint.namesPublisher(text[(comma + 1)...].prefix { $0 != "," })
    }
    if let comma = commas.first(where: isPublisher) {
      return (text[..<comma], text[(comma + 1)...])
    }
    guard let last = commas.last else {
      if let start = Imprint.start(in: text), Imprint.hasPlace(text[start...]) {
        return (text[..<start], text[start...])
      }
      return (text, nil)
    }
    let isPlace = Imprint.isPlace(text[(last + 1)...].trimmed) || commas.count > 1
    let cut = isPlace ? commas.dropLast().last ?? last : last
    return (text[..<cut], text[(cut + 1)...])
  }
}

/// The word that makes editors of the names before it.
struct EditorRole {
  let start: Int
  let end: Int
  let isBracketed: Bool

  /// "(Eds.)," "(ed.)" ", editors." ", eds."
  static func find(in text: Printed) -> EditorRole? {
    for open in text.indices where text[open] == "(" {
      let word = text[(open + 1)...].prefix { $0.isLetter || $0 == "." }
      guard words.containsFolded(word.last == "." ? word.dropLast() : word),
        text.at(word.endIndex) == ")"
      else { continue }
      var end = word.endIndex + 1
      while let mark = text.at(end), mark == "," || mark == "." || mark == ":" { end += 1 }
      return EditorRole(start: open, end: end, isBracketed: true)
    }
    for phrase: StaticString in [", editors", ", editor", ", eds", ", ed."] {
      guard let start = text.first(phrase) else { continue }
      var end = start + phrase.utf8CodeUnitCount
      guard text.at(end)?.isLetter != true else { continue }
      while let mark = text.at(end), mark == "," || mark == "." || mark == ":" { end += 1 }
      return EditorRole(start: start, end: end, isBracketed: false)
    }
    return nil
  }

  static let words: WordSet = [
    "ed", "eds", "editor", "editors", "hrsg", "comp", "comps", "hg", "red", "org", "orgs", "dir",
    "dirs", "coord", "coords", "éd", "éds", "cur", "ред",
  ]
}

extension Imprint {
  /// Where the publisher, with its place or without, begins after a sentence's end.
  static func start(in text: Printed) -> Int? {
    let bounds = ContainerTitle.boundaries(in: text)
    guard let last = bounds.last else { return nil }
    let fitting = bounds.last { bound in
      let before = text[..<bound].trimmed.lastWord
      return !(before.count == 2 && before.first!.isUpper)
    }
    return fitting ?? last
  }
}

extension Creator {
  var isPerson: Bool { if case .person = self { true } else { false } }
}

extension ArraySlice where Element == Unicode.Scalar {
  /// Without white space and punctuation at both ends, of brackets only unpaired ones.
  var trimmedOfMarks: Printed {
    var slice = trimmed
    while let first = slice.first, ",.;:".unicodeScalars.contains(first) || first.isBlank {
      slice.removeFirst()
    }
    while let last = slice.last, ",;:".unicodeScalars.contains(last) || last.isBlank {
      slice.removeLast()
    }
    return slice
  }
}
