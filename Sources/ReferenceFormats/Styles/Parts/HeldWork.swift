import References

/// Parts a chapter or paper from the book that holds it, where a reader took both for one title or did
/// not see the book.
///
/// ```
/// Working memory. In G. H. Bower (Ed.), The psychology of learning (pp. 47–89). Academic Press.
/// “The Politics of Thought.” Pp. 1–20 in Black Feminist Thought, edited by J. Roe. New York: Routledge.
/// La democrazia invisibile, in Il futuro della democrazia, Einaudi, Torino 1984, pp. 75-100.
/// ```
struct HeldWork {
  /// The words between a title and what holds it.
  private let holder: Range<Int>
  private let title: Range<Int>

  static func settle(_ entry: inout CitationEntry, in text: Printed) {
    guard text.startIndex == 0, isPossible(entry.reference),
      let held = HeldWork(entry, in: text)
    else { return }
    held.divide(&entry, text)
  }

  private static func isPossible(_ reference: Reference) -> Bool {
    [.article, .book, .chapter, .conference, .webpage].contains(reference.type)
      && reference.issue == nil
      && (reference.volume == nil || reference.container == nil || reference.locator == nil)
  }

  /// Nil where the reading says itself what holds the work, or nothing does.
  private init?(_ entry: CitationEntry, in text: Printed) {
    let place = { (field: ReadField.Name) in entry.places.first { $0.field == field }?.range }
    let end = place(.annotation)?.lowerBound ?? text.endIndex
    let names = place(.authors)?.upperBound ?? 0
    var start = names
    if let year = place(.year), year.lowerBound >= names, year.lowerBound - names < 6 {
      start = year.upperBound
    }
    guard start < end, let holder = Self.holder(in: text[start..<end]) else { return nil }
    let read = place(.title)
    let coversHolder =
      read.map { $0.lowerBound < holder.lowerBound && $0.upperBound > holder.lowerBound } == true
    let isBehind = read.map { $0.lowerBound >= holder.upperBound } ?? true
    guard coversHolder || isBehind || entry.reference.container == nil else { return nil }
    if let read, read.lowerBound < holder.lowerBound { start = read.lowerBound }
    while start < holder.lowerBound, !text[start].isLetter, !text[start].isDigit { start += 1 }
    guard holder.lowerBound - start > 3 else { return nil }
    self.holder = holder
    title = start..<holder.lowerBound
  }

  // MARK: Where the book begins

  /// "In ", "in: ", "Pp. 1–20 in " behind the end of a title, with what only books have behind it.
  private static func holder(in text: Printed) -> Range<Int>? {
    for index in text.indices.dropFirst(4) where text[index - 1].isBlank {
      let before = text[..<index].trimmed
      guard let mark = before.last,
        ".,?!:".unicodeScalars.contains(mark) || mark.isClosingMark || mark == ")",
        let end = holderEnd(at: index, in: text), isBook(text[end...], isNamed: text[index] != "i")
      else { continue }
      return index..<end
    }
    return nil
  }

  private static func holderEnd(at index: Int, in text: Printed) -> Int? {
    for word: StaticString in [
      "In: ", "In ", "in: ", "in ", "[w:] ", "w: ", "dans ", "Dans ", "I ",
    ]
    where text.has(word, at: index) {
      let end = text.skippingBlanks(index + word.utf8CodeUnitCount)
      let next = text.at(end)
      return next?.isUpper == true || next?.isDigit == true
        || next.map { "«“‘\"'".unicodeScalars.contains($0) } == true
        ? end : nil
    }
    // "Pages 298–312 in P. J. den Boer, editors."
    for word: StaticString in ["Pages ", "Pp. ", "pages ", "pp. "] where text.has(word, at: index) {
      let range = text[(index + word.utf8CodeUnitCount)...].prefix { !$0.isBlank }
      if range.isLooseRange, text.has(" in ", at: range.endIndex) { return range.endIndex + 4 }
    }
    return nil
  }

  /// Whether words tell of editors, pages, a publisher or a meeting.
  private static func isBook(_ text: Printed, isNamed: Bool) -> Bool {
    if EditorRole.find(in: text) != nil { return true }
    for phrase: StaticString in [
      "edited by ", "ed. by ", ", ed. ", " ed ", "Eds.", "eds", "red. ", "roceedings", "Proc. ",
      "pp. ", " pp ", "p. ",
    ] where text.contains(phrase) { return true }
    return isNamed && Imprint.namesPublisher(text)
  }

  // MARK: The book

  private func divide(_ entry: inout CitationEntry, _ text: Printed) {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    for place in entry.places where place.field == .year || place.field == .annotation {
      draft.blank(place.range)
    }
    takeImprintInBrackets(&draft)
    let pages =
      text[holder].first("in ").map { text[holder.lowerBound..<$0] }
      ?? text[holder.lowerBound..<holder.lowerBound]
    HoldingBook.read(holder.upperBound..<text.endIndex, separator: .stop, into: &draft)
    let book = draft.entry.reference
    guard let container = book.container, container.count < 250 else { return }
    if pages.contains(where: \.isDigit) { draft.setLocator(pages.drop { !$0.isDigit }.trimmed) }
    let name = Self.withoutQuotes(text[title])
    guard let bare = name.titleText else { return }
    entry.reference.title = bare
    entry.reference.container = container
    entry.reference.type = book.type
    if !book.editors.isEmpty { entry.reference.editors = book.editors }
    if let publisher = book.publisher { entry.reference.publisher = publisher }
    if let place = book.place { entry.reference.place = place }
    if let volume = book.volume { entry.reference.volume = volume }
    if let edition = book.edition { entry.reference.edition = edition }
    if entry.reference.locator == nil || entry.reference.locator?.isRange != true,
      let locator = draft.entry.reference.locator
    {
      entry.reference.locator = locator
    }
    entry.replace([.title, .container, .editors, .publisher, .place], with: draft.entry.places)
    entry.mark(.title, name)
    entry.problems.removeAll { $0 == .noTitle || $0 == .noContainer }
    entry.strangeness += 0.05
  }

  /// "(London: Sage, 1997)" behind the book.
  private func takeImprintInBrackets(_ draft: inout CitationDraft) {
    let rest = draft.text[holder.upperBound...]
    guard
      let open = rest.indices.first(where: { index in
        rest[index] == "(" && rest[index...].prefix(120).contains(": ")
      }), let close = rest[open...].firstIndex(of: ")"), rest[open..<close].contains(": ")
    else { return }
    let inside = draft.text[(open + 1)..<close].trimmedOfMarks
    guard Imprint.hasPlace(inside) || Imprint.namesPublisher(inside) else { return }
    draft.setImprint(inside)
    draft.blank(open..<close + 1)
  }

  private static func withoutQuotes(_ text: Printed) -> Printed {
    var text = text.trimmed
    while let last = text.last, ".,".unicodeScalars.contains(last) || last.isBlank {
      text.removeLast()
    }
    guard let last = text.last, last.isClosingMark || last == "\"", last != ")", last != "]" else {
      return text
    }
    let opens: [Unicode.Scalar] = ["“", "‘", "«", "„", "\""]
    if !text.dropLast().contains(where: { opens.contains($0) }) { text.removeLast() }
    while let last = text.last, ".,".unicodeScalars.contains(last) || last.isBlank {
      text.removeLast()
    }
    return text
  }
}
