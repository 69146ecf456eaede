import References

/// The numbered style of Elsevier's journals:
///
/// ```
/// article = names ", " title ", " journal volume [ " (" issue ")" ] " (" year ") " pages "."
/// chapter = names ", " title ", in: " names " (Eds.), " book ", " publisher ", " place ", " year ", pp. " pages "."
/// book    = names ", " title [ ", " edition ] ", " publisher ", " place ", " year "."
/// online  = names ", " title ". " url ", " year " (accessed " date ")."
/// ```
public struct ElsevierStyle: ContainerReadingStyle {
  /// The value of `--style` that selects the style.
  public let name = "elsevier"
  var containers = ContainerTitle()

  /// The style has no options.
  public init() {}

  func read(_ text: Printed) -> CitationEntry {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    let start = readNames(&draft)
    let body = draft.text[start...].droppingTrailingStop
    let range = body.startIndex..<body.endIndex
    if let quoted = QuotedTitle(in: body), quoted.title.last == "," {
      draft.entry.strangeness += 0.3
    }
    if let holder = Self.holder(in: body) {
      readChapter(holder, range, &draft)
    } else if let issued = BracketedYear.last(in: body) {
      readArticle(issued, in: body, &draft)
    } else {
      readOther(range, &draft)
    }
    if draft.entry.reference.title == nil { draft.add(.noTitle) }
    draft.entry.isComplete = draft.entry.reference.year != nil
    return draft.entry
  }

  private func readNames(_ draft: inout CitationDraft) -> Int {
    let end = DirectNames.end(in: draft.all)
    guard end > draft.all.startIndex else {
      draft.add(.noAuthors)
      return draft.all.startIndex
    }
    draft.setAuthors(NameList(draft.text[..<end].trimmedOfMarks))
    return end
  }

  // MARK: Articles

  private func readArticle(
    _ issued: BracketedYear, in body: Printed, _ draft: inout CitationDraft
  ) {
    draft.setYear(issued.date)
    let after = body[issued.end...].trimmedOfMarks
    if !after.isEmpty {
      let locator = after.prefix { $0 != ";" }
      if PrintedLocator.read(locator) != nil {
        draft.setLocator(locator)
      } else if !after.has("in press", at: after.startIndex) {
        draft.entry.strangeness += 0.2
      }
    }
    var rest = body[..<issued.start].trimmed
    takeVolume(from: &rest, &draft)
    if draft.entry.reference.arxivID != nil, draft.entry.reference.volume == nil {
      draft.setTitle(rest)
      return
    }
    splitJournal(rest.droppingTrailingComma, &draft)
    if draft.entry.reference.volume == nil, draft.entry.reference.locator == nil,
      draft.entry.reference.doi == nil
    {
      draft.entry.strangeness += 0.15
    }
  }

  private func takeVolume(from rest: inout Printed, _ draft: inout CitationDraft) {
    if rest.last == ")", let open = rest.lastIndex(of: "("), rest.endIndex - open <= 24,
      rest[..<open].trimmed.lastWord.isPlainVolume
        || rest[..<open].trimmed.lastSupplementStart != nil
    {
      draft.setIssue(rest[(open + 1)..<(rest.endIndex - 1)])
      rest = rest[..<open].trimmed
    }
    var start = rest.lastWord.startIndex
    if let supplement = rest.lastSupplementStart, supplement > rest.startIndex {
      let word = rest[..<supplement].trimmed.lastWord
      start = word.isPlainVolume ? word.startIndex : supplement
    } else if !rest.lastWord.isPlainVolume {
      return
    }
    guard start > rest.startIndex else { return }
    var volume = rest[start...]
    rest = rest[..<start].trimmed
    if volume.last == "," { volume = volume.dropLast() }
    draft.setVolume(volume)
    for word: StaticString in ["vol.", "Vol."] where rest.hasSuffix(word) {
      rest = rest[..<rest.lastWord.startIndex].trimmed
    }
  }

  private func splitJournal(_ rest: Printed, _ draft: inout CitationDraft) {
    guard let start = journalStart(in: rest) else {
      if draft.entry.reference.authors.isEmpty || rest.words.count > 8 {
        draft.setTitle(rest)
        draft.add(.noContainer)
      } else {
        draft.setContainer(rest)
      }
      return
    }
    draft.setTitle(rest[..<start])
    let journal = rest[start...]
    draft.setContainer(PreprintServer.name(in: journal) ?? journal)
    if PreprintServer.name(in: journal) != nil { draft.entry.reference.type = .preprint }
  }

  /// After the last comma, or a later question mark; a journal's own commas stand before its
  /// sections: "Acta Crystallogr., Sect. A".
  private func journalStart(in rest: Printed) -> Int? {
    var starts = rest.indices.filter { rest[$0] == "," && rest.at($0 + 1)?.isBlank == true }
      .suffix(8).map { rest.skippingBlanks($0 + 1) }
    let known = starts.first { containers.known.contains(rest[$0...].nameText ?? "") }
    if let known { return known }
    while starts.count > 1, let last = starts.last, Self.isSection(rest[last...]) {
      starts.removeLast()
    }
    let marks = rest.indices.filter {
      (rest[$0] == "?" || rest[$0] == "!") && rest.at($0 + 1)?.isBlank == true
    }.map { rest.skippingBlanks($0 + 1) }
    guard let last = starts.last else { return marks.last ?? stopStart(in: rest) }
    if let mark = marks.last, mark > last, rest.at(mark)?.isUpper == true { return mark }
    return last
  }

  private func stopStart(in rest: Printed) -> Int? {
    guard let split = containers.split(rest), split.title != nil else { return nil }
    return split.container.startIndex
  }

  private static func isSection(_ text: Printed) -> Bool {
    let words = text.words
    if words.count == 1 {
      return words[0].count == 1 || words[0].has("Cybern", at: words[0].startIndex)
    }
    return words.count <= 3
      && (text.has("Sect", at: text.startIndex) || text.has("Part ", at: text.startIndex)
        || text.has("Ser.", at: text.startIndex) || text.has("Suppl", at: text.startIndex))
  }

  // MARK: Chapters, books, web pages

  private static func holder(in body: Printed) -> (start: Int, end: Int)? {
    for phrase: StaticString in [", in: ", "? in: ", ". In: ", ". in: ", ", In: ", "? In: "] {
      if let place = body.first(phrase) { return (place + 1, place + phrase.utf8CodeUnitCount) }
    }
    return body.has("in: ", at: body.startIndex + 1) ? (body.startIndex, body.startIndex + 5) : nil
  }

  private func readChapter(
    _ holder: (start: Int, end: Int), _ range: Range<Int>, _ draft: inout CitationDraft
  ) {
    draft.setTitle(draft.text[range.lowerBound..<holder.start])
    takeLastYear(from: holder.end..<range.upperBound, &draft)
    HoldingBook.read(holder.end..<range.upperBound, separator: .comma, into: &draft)
  }

  /// Takes the year that stands after a comma, or before pages: ", 2009, pp. 1–2", ", 2016: pp. 1".
  private func takeLastYear(from range: Range<Int>, _ draft: inout CitationDraft) {
    let text = draft.text[range]
    var found: PrintedDate?
    for index in text.indices where text[index].isDigit {
      guard let date = PrintedDate(at: index, in: text) else { continue }
      let before = text[..<index].trimmed.last
      let after = text.at(date.range.upperBound)
      let isSet = before == "," || before == "(" || before == nil || before == "."
      let isClosed =
        after == nil || after == "," || after == ":" || after == ")" || after == "." || after == ";"
        || text[date.range.upperBound...].trimmed.isEmpty
      if isSet, isClosed || after!.isBlank { found = date }
    }
    guard let found else {
      if let any = PrintedDate.firstYear(in: text),
        let date = PrintedDate(at: any.range.lowerBound, in: text)
      {
        draft.setYear(date)
      } else {
        draft.add(.noYear)
      }
      return
    }
    draft.setYear(found)
    draft.blank(found.range)
  }

  private func readOther(_ range: Range<Int>, _ draft: inout CitationDraft) {
    takeLastYear(from: range, &draft)
    let text = draft.text[range].droppingTrailingStop
    let reference = draft.entry.reference
    if let phrase = ThesisPhrase.find(in: text) {
      draft.entry.reference.type = .thesis
      draft.setTitle(text[..<phrase.start])
      let rest = text[phrase.end...].trimmedOfMarks
      if rest.hasWord { draft.setImprint(rest) }
      return
    }
    if reference.arxivID != nil {
      draft.entry.reference.type = .preprint
      draft.setTitle(text.trimmedOfMarks)
      return
    }
    if reference.url != nil || draft.isOnline {
      draft.entry.reference.type = .webpage
      draft.setTitle(text.trimmedOfMarks)
      return
    }
    draft.entry.strangeness += 0.05
    draft.entry.reference.type = .book
    BookDetails.take(from: &draft, in: range)
    readBook(draft.text[range].droppingTrailingStop, &draft)
  }

  /// "Title, Publisher, Place": the publisher is told by its words; failing that, it is the last
  /// part before a place.
  private func readBook(_ text: Printed, _ draft: inout CitationDraft) {
    let commas = text.indices.filter { text[$0] == "," && text.at($0 + 1)?.isBlank == true }
    let publisher = commas.first { comma in
      let part = text[(comma + 1)...].prefix { $0 != "," }.trimmed
      return Imprint.namesPublisher(part) && part.first?.isUpper == true
    }
    if let comma = publisher {
      draft.setTitle(text[..<comma])
      draft.setImprint(text[(comma + 1)...])
      return
    }
    guard let last = commas.last else {
      draft.setTitle(text)
      draft.add(.noContainer)
      return
    }
    let isPlace = Imprint.isPlace(text[(last + 1)...].trimmed) || commas.count > 1
    let cut = isPlace ? commas.dropLast().last ?? last : last
    draft.setTitle(text[..<cut])
    if let imprint = Imprint(text[(cut + 1)...]) {
      draft.setPublisher(imprint.publisher.prefix { $0 != "," })
      if let place = imprint.place { draft.setPlace(place) }
    }
  }

  // MARK: Printing

  private static let names = NameJoint(first: .directTight, others: .directTight, more: ", et al.")

  var emphasis: StyleEmphasis { StyleEmphasis() }

  func parts(of reference: Reference) -> ReferenceText {
    let names = Self.names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role: ReferenceText =
      reference.authors.isEmpty && !reference.editors.isEmpty
      ? reference.editors.count > 1 ? " (Eds.)" : " (Ed.)" : ""
    let who = reference.leaders.isEmpty ? nil : names + role
    let text = reference.joined([who, reference.titleText, place(of: reference)], ", ")
    return reference.joined([text.asSentence, reference.isInArxiv ? nil : reference.link])
  }

  private func place(of reference: Reference) -> ReferenceText {
    let year = reference.yearText
    switch reference.type {
    case .chapter, .conference:
      let editors: ReferenceText? =
        reference.editors.isEmpty || reference.authors.isEmpty
        ? nil
        : Self.names.text(of: reference.editors)
          + (reference.editors.count > 1 ? " (Eds.)" : " (Ed.)")
      let pages: ReferenceText? = reference.locator.map { "\(reference.pageWord) \($0.text)" }
      let book = reference.joined(
        [editors, reference.containerText, reference.edition("ed.")], ", ")
      return reference.joined(
        [
          book.isEmpty ? nil : "in: \(book)", reference.publisherText, reference.placeText, year,
          pages,
        ], ", ")
    case .book, .report:
      return reference.joined(
        [reference.edition("ed."), reference.publisherText, reference.placeText, year], ", ")
    case .thesis: return reference.joined(["PhD thesis", reference.publisherText, year], ", ")
    case .webpage, .software, .dataset, .presentation:
      return reference.joined([reference.containerText, year], ", ")
    default:
      let issue: ReferenceText? = reference.issue.map { "(\($0))" }
      let journal = reference.isInArxiv ? reference.arxivText : reference.containerText
      guard let journal else { return year ?? "" }
      let dated: ReferenceText? = year.map { "(\($0))" }
      return reference.joined([
        journal, reference.volumeText, issue, dated,
        reference.locatorText,
      ])
    }
  }
}
