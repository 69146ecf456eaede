import References

/// Reads citations as the National Library of Medicine and the American Medical Association print
/// them, whose year stands between journal and volume:
///
/// ```
/// article = names ". " title ". " journal ". " date ";" volume [ "(" issue ")" ] ":" pages "."
/// chapter = names ". " title ". In: " names ", editors. " book ". " [ place ": " ] publisher "; " year ". p. " pages
/// book    = names ". " title ". " [ edition ". " ] [ place ": " ] publisher "; " year "."
/// online  = names ". " title ". " site ". " [ "Published " date ". " ] url
/// ```
///
/// and the older form `names: title. journal 2017, 35:12–15.`
struct Medical {
  var containers = ContainerTitle()

  func read(_ text: Printed) -> CitationEntry {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    let anchor = MedicalDate.find(in: draft.all)
    let names = MedicalNames.read(
      draft.all, bodyEnd: anchor?.start ?? draft.all.endIndex, containers)
    if let names {
      if names.areEditors { draft.setEditors(names.list) } else { draft.setAuthors(names.list) }
      if names.list.unsure > max(1, names.list.creators.count / 2) {
        draft.entry.strangeness += 0.1
      }
    } else {
      draft.add(.noAuthors)
    }
    let start = names?.end ?? draft.all.startIndex
    if let anchor, anchor.start > start {
      readArticle(anchor, from: start, in: text, &draft)
    } else {
      readOther(from: start, in: text, &draft)
    }
    let reference = draft.entry.reference
    if reference.title == nil { draft.add(.noTitle) }
    if reference.year != nil, (reference.doi ?? reference.url ?? reference.arxivID) != nil {
      draft.entry.isComplete = true
    }
    return draft.entry
  }

  // MARK: Articles

  private func readArticle(
    _ anchor: MedicalDate, from start: Int, in text: Printed, _ draft: inout CitationDraft
  ) {
    draft.setYear(anchor.date)
    let body = draft.text[start..<anchor.start].droppingTrailingComma
    if let inStart = AuthorDateBody.holderStart(in: body), anchor.kind == .book {
      readChapter(inStart, anchor, from: start, &draft)
      return
    }
    if anchor.kind == .book {
      readBook(anchor, from: start, &draft)
      finish(at: anchor.end, in: text, &draft)
      return
    }
    if let volume = anchor.volume { draft.setVolume(volume) }
    if let issue = anchor.issue { draft.setIssue(issue) }
    if let locator = anchor.locator { draft.setLocator(locator) }
    splitJournal(body.trimmed, &draft)
    draft.entry.strangeness += anchor.strangeness
    finish(at: anchor.end, in: text, &draft)
  }

  private func splitJournal(_ body: Printed, _ draft: inout CitationDraft) {
    let text = body.droppingTrailingStopAfterJournal
    if draft.isOnline, text.isEmpty { return }
    guard let start = journalStart(in: text) else {
      draft.setTitle(text)
      draft.add(.noContainer)
      return
    }
    draft.setTitle(text[..<start])
    let journal = text[start...]
    draft.setContainer(journal)
    if PreprintServer.name(in: journal) != nil {
      draft.entry.reference.type = .preprint
      if let open = journal.firstIndex(of: "["), open > journal.startIndex {
        draft.setContainer(journal[..<open])
      }
    }
  }

  /// Journals contain no full stops here, but for lists that abbreviate with them.
  private func journalStart(in text: Printed) -> Int? {
    let bounds = ContainerTitle.boundaries(in: text)
    guard let last = bounds.last else { return nil }
    var before = text[..<last].trimmed
    let isStopped = before.last == "."
    if isStopped { before = before.dropLast() }
    let word = before.lastWord
    let isAbbreviated =
      isStopped && bounds.count > 1 && word.first?.isUpper == true && containers.abbreviates(word)
      && (text.last == "." || !text[last...].contains(where: \.isBlank))
    guard isAbbreviated else { return last }
    return containers.split(text)?.container.startIndex ?? last
  }

  // MARK: Books

  private func readChapter(
    _ inStart: Int, _ anchor: MedicalDate, from start: Int, _ draft: inout CitationDraft
  ) {
    draft.setTitle(draft.text[start..<inStart])
    let end = AuthorDateBody.inEnd(at: inStart, in: draft.all) ?? inStart
    if let locator = anchor.locator { draft.setLocator(locator) }
    let tail = draft.text[anchor.end...]
    if let pages = tail.first("p. ") ?? tail.first("pp. ") {
      BookDetails.take(from: &draft, in: pages..<tail.endIndex)
    }
    let range = end..<anchor.start
    HoldingBook.read(range, separator: .stop, into: &draft)
    if let book = draft.entry.reference.container, draft.text[range].contains("roceedings") {
      draft.entry.reference.type = .conference
      let parts = book.split(separator: ";", maxSplits: 1)
      if parts.count == 2 { draft.entry.reference.container = String(parts[0]) }
    }
    draft.entry.isComplete = true
  }

  private func readBook(_ anchor: MedicalDate, from start: Int, _ draft: inout CitationDraft) {
    draft.entry.reference.type = .book
    var body = draft.text[start..<anchor.start].trimmed
    if let described = WorkDescription.find(in: body) {
      draft.entry.reference.type = described.type
      draft.setTitle(body[..<described.start])
      let rest = draft.text[described.end..<anchor.start].trimmedOfMarks
      draft.setImprint(rest.lastSentence)
      return
    }
    let reports = draft.text[anchor.end...]
    if reports.contains("Report No") || reports.contains("Publication ")
      || body.contains("report. ")
    {
      draft.entry.reference.type = .report
    }
    if let phrase = ThesisPhrase.find(in: body) {
      draft.entry.reference.type = .thesis
      draft.setTitle(body[..<phrase.start])
      draft.setImprint(body[phrase.end...].trimmedOfMarks)
      return
    }
    BookDetails.take(from: &draft, in: start..<anchor.start)
    body = draft.text[start..<anchor.start].trimmed.droppingTrailingStop
    guard let split = Imprint.start(in: body) else {
      draft.setTitle(body)
      return
    }
    draft.setTitle(body[..<split])
    draft.setImprint(body[split...])
    if draft.isOnline, draft.entry.reference.url != nil, draft.entry.reference.type == .book,
      !Imprint.namesPublisher(body[split...]) || draft.entry.reference.authors.isEmpty
    {
      draft.entry.reference.type = .webpage
    }
  }

  // MARK: Other things

  /// No date before a volume or after a publisher: web pages, preprints, theses, talks.
  private func readOther(from start: Int, in text: Printed, _ draft: inout CitationDraft) {
    draft.entry.strangeness += 0.1
    let body = draft.text[start...].droppingTrailingStop
    let bounds = ContainerTitle.boundaries(in: body)
    let published = bounds.first { Self.isDateSentence(draft.text[$0..<body.endIndex]) }
    let year = published.flatMap { firstYear(in: draft.text[$0..<body.endIndex]) }
    if let year = year ?? lastYear(in: body) {
      draft.setYear(year)
      draft.blank(year.range)
    } else {
      draft.add(.noYear)
    }
    guard let titleEnd = bounds.first else {
      draft.setTitle(body)
      draft.add(.noContainer)
      return
    }
    draft.entry.reference.type = draft.entry.reference.arxivID != nil ? .preprint : .webpage
    let whole = draft.text[start..<body.endIndex]
    if let phrase = ThesisPhrase.find(in: whole) {
      draft.entry.reference.type = .thesis
      draft.setTitle(whole[..<phrase.start])
      draft.setImprint(whole[phrase.end...].trimmedOfMarks)
      return
    }
    for phrase: StaticString in [
      "Paper presented at", "Poster presented at", "Presented at", "Presentation at",
      "Abstract presented at",
    ] {
      guard let place = whole.first(phrase) else { continue }
      draft.entry.reference.type = .presentation
      draft.setTitle(whole[..<place])
      let meeting = whole[(place + phrase.utf8CodeUnitCount)...].prefix { $0 != ";" }
      draft.setContainer(meeting.drop { $0 == ":" || $0.isBlank })
      return
    }
    readOnline(whole, bounds, titleEnd, &draft)
  }

  private func readOnline(
    _ whole: Printed, _ bounds: [Int], _ first: Int, _ draft: inout CitationDraft
  ) {
    let cut = whole.sentenceStart { Self.isDateSentence($0) } ?? whole.endIndex
    let body = whole[..<cut].trimmed
    if let server = PreprintServer.name(in: whole[first...]) {
      draft.entry.reference.type = .preprint
      let titleEnd = bounds.last { $0 <= server.startIndex } ?? first
      draft.setTitle(whole[..<titleEnd])
      draft.setContainer(server)
      return
    }
    guard let start = ContainerTitle.boundaries(in: body.droppingTrailingStop).last else {
      draft.setTitle(body)
      return
    }
    draft.setTitle(body[..<start])
    draft.setContainer(body[start...].droppingTrailingStop)
    if draft.entry.reference.url == nil, draft.entry.reference.doi != nil {
      draft.entry.reference.type = .article
    }
    if draft.entry.reference.url == nil && draft.entry.reference.doi == nil {
      draft.add(.noContainer)
    }
  }

  /// "Published March 3", "Updated 2020", "Preprint posted online March 3", "Epub".
  private static func isDateSentence(_ sentence: Printed) -> Bool {
    for word: StaticString in [
      "Published", "Updated", "Preprint posted", "Posted", "Epub", "Online ahead", "Last updated",
      "Reviewed", "Preprint. ", "Preprint",
    ]
    where sentence.has(word, at: sentence.startIndex) { return true }
    guard let date = PrintedDate(at: sentence.startIndex, in: sentence) else { return false }
    return sentence.at(date.range.upperBound).map { $0.isBlank || $0 == "." } ?? true
  }

  private func firstYear(in text: Printed) -> PrintedDate? {
    PrintedDate.firstYear(in: text).flatMap { PrintedDate(at: $0.range.lowerBound, in: text) }
  }

  private func lastYear(in text: Printed) -> PrintedDate? {
    var index = text.endIndex - 4
    while index >= text.startIndex {
      if text[index].isDigit, let date = PrintedDate(at: index, in: text),
        text.at(index - 1)?.isLetter != true || text.at(index - 1) == "c"
      {
        return date
      }
      index -= 1
    }
    return nil
  }

  // MARK: What follows

  /// Notes on publication are passed over; other words after the citation are an annotation.
  private func finish(at end: Int, in text: Printed, _ draft: inout CitationDraft) {
    draft.entry.isComplete = true
    let rest = draft.text[end...].trimmedOfMarks
    guard rest.count(where: \.isLetter) > 3, let first = rest.first,
      first.isUpper || first == "*" || first == "•" || first.isDigit || first == "“"
    else { return }
    for word: StaticString in [
      "Epub", "Erratum", "Report No", "Publication ", "Available", "Online ", "Review", "PubMed",
      "Located", "Discussion", "Published correction", "Retraction", "Pub ", "Sponsored",
    ]
    where rest.has(word, at: rest.startIndex) { return }
    draft.entry.annotation = text[rest.startIndex...].trimmed.string
    draft.entry.mark(.annotation, text[rest.startIndex...])
  }
}

extension ArraySlice where Element == Unicode.Scalar {
  /// "N Engl J Med." without its stop; "J. Clin. Oncol." keeps its own where others stand before it.
  fileprivate var droppingTrailingStopAfterJournal: Printed {
    guard last == "." else { return self[...] }
    let bare = dropLast()
    let before = bare[..<bare.lastWord.startIndex].trimmed
    return before.last == "." && bare.lastWord.count <= 8 && before.lastWord.count <= 9
      && before.lastWord.first?.isUpper == true && before.count(where: { $0 == "." }) > 1
      ? self[...] : bare
  }

  fileprivate var lastSentence: Printed {
    ContainerTitle.boundaries(in: self).last.map { self[$0...] } ?? self[...]
  }

  /// The start of the first sentence after the first that the condition holds for.
  fileprivate func sentenceStart(where holds: (Printed) -> Bool) -> Int? {
    ContainerTitle.boundaries(in: self).first { holds(self[$0...]) }
  }
}
