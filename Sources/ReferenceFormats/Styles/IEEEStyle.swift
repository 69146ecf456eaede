import References

/// The style of the Institute of Electrical and Electronics Engineers:
///
/// ```
/// article    = names ", “" title ",” " journal ", vol. " volume ", no. " issue ", pp. " pages ", " date "."
/// conference = names ", “" title ",” in " proceedings ", " place ", " date ", pp. " pages "."
/// chapter    = names ", “" title ",” in " book ", " names ", Eds. " place ": " publisher ", " year ", pp. " pages "."
/// book       = names ", " title ". " place ": " publisher ", " year "."
/// thesis     = names ", “" title ",” Ph.D. dissertation, " department ", " university ", " year "."
/// ```
public struct IEEEStyle: ReadableStyle {
  /// The value of `--style` that selects the style.
  public let name = "ieee"

  /// The style has no options.
  public init() {}

  func knowing(_ known: Set<String>) -> Self { self }

  func read(_ text: Printed) -> CitationEntry {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    if let open = openingQuote(of: draft.all), let quoted = QuotedTitle(in: draft.text[open...]) {
      readNames(draft.text[..<open], &draft)
      draft.setTitle(quoted.title)
      readAfterTitle(quoted.end..<draft.text.count, &draft)
    } else {
      readUnquoted(&draft)
    }
    if draft.entry.reference.year == nil, !(draft.isOnline && draft.entry.reference.url != nil) {
      draft.add(.noYear)
    }
    if draft.entry.reference.title == nil { draft.add(.noTitle) }
    draft.entry.isComplete = draft.entry.reference.year != nil || draft.entry.reference.url != nil
    return draft.entry
  }

  private func openingQuote(of text: Printed) -> Int? {
    text.firstIndex { $0 == "“" || $0 == "\"" || $0 == "„" } ?? text.first("``")
  }

  private func readNames(_ text: Printed, _ draft: inout CitationDraft) {
    let names = text.trimmedOfMarks
    guard !names.isEmpty else {
      draft.add(.noAuthors)
      return
    }
    let list = NameList(names)
    draft.setAuthors(list)
    if list.unsure > max(1, list.creators.count / 2) { draft.entry.strangeness += 0.15 }
    let isDirect = PersonParts.direct(names.prefix { $0 != "," }.trimmed) != nil
    if !isDirect, list.creators.contains(where: \.isPerson) { draft.entry.strangeness += 0.08 }
  }

  // MARK: After the title

  private func readAfterTitle(_ range: Range<Int>, _ draft: inout CitationDraft) {
    let rest = draft.text[range].trimmedOfMarks.droppingTrailingStop
    if let end = AuthorDateBody.inEnd(at: rest.startIndex, in: rest) {
      readHeld(end..<rest.endIndex, &draft)
    } else {
      readKeyed(rest, &draft)
    }
  }

  /// "journal, vol. 3, no. 2, pp. 1–2, Jan. 2020" and everything else that commas part.
  private func readKeyed(_ text: Printed, _ draft: inout CitationDraft) {
    let parts = KeyedPart.parts(of: text)
    var name: Printed?
    var isOpen = true
    for part in parts {
      let kind = KeyedPart.kind(of: part)
      if kind == .other {
        if isOpen { name = name.map { text[$0.startIndex..<part.endIndex] } ?? part }
        continue
      }
      isOpen = name == nil && kind == .thesis
      set(part, kind, &draft)
    }
    finish(name, &draft)
  }

  private func set(_ part: Printed, _ kind: KeyedPart.Kind, _ draft: inout CitationDraft) {
    let value = KeyedPart.value(of: part)
    switch kind {
    case .volume: draft.setVolume(value)
    case .issue: draft.setIssue(value)
    case .pages: draft.setLocator(part)
    case .date:
      if let year = PrintedDate.firstYear(in: part), draft.entry.reference.year == nil,
        let date = PrintedDate(at: year.range.lowerBound, in: part)
      {
        draft.setYear(date)
      }
    case .thesis: draft.entry.reference.type = .thesis
    case .report: draft.entry.reference.type = .report
    case .presentation:
      draft.entry.reference.type = .presentation
      draft.setContainer(value)
    case .note, .other: break
    }
  }

  private func finish(_ name: Printed?, _ draft: inout CitationDraft) {
    let reference = draft.entry.reference
    switch reference.type {
    case .thesis, .report:
      if let name {
        let parts = KeyedPart.parts(of: name)
        let university = parts.first {
          $0.contains("Univ") || $0.contains("Inst") || $0.contains("College") || $0.contains("ETH")
        }
        let named = parts.first {
          !$0.has("Dept", at: $0.startIndex) && !$0.has("School", at: $0.startIndex)
            && !$0.has("Fac", at: $0.startIndex)
        }
        draft.setPublisher(university ?? named ?? parts[0])
      }
    case .presentation: break
    default:
      guard let name else {
        if reference.arxivID == nil {
          draft.add(.noContainer)
        } else {
          draft.entry.reference.type = .preprint
        }
        if reference.arxivID == nil, reference.url != nil { draft.entry.reference.type = .webpage }
        return
      }
      if let server = PreprintServer.name(in: name) {
        draft.entry.reference.type = .preprint
        draft.setContainer(server)
      } else {
        draft.setContainer(name)
        if reference.arxivID != nil { draft.entry.reference.type = .preprint }
        if reference.volume == nil, reference.locator == nil {
          if reference.url != nil || draft.isOnline {
            draft.entry.reference.type = .webpage
          } else if reference.doi == nil {
            draft.entry.strangeness += 0.1
          }
        }
      }
    }
  }

  /// Proceedings, or a book with its publisher.
  private func readHeld(_ range: Range<Int>, _ draft: inout CitationDraft) {
    BookDetails.take(from: &draft, in: range)
    takeYear(in: draft.text[range], &draft)
    let text = draft.text[range].trimmedOfMarks.droppingTrailingStop
    if let start = Imprint.start(in: text),
      Imprint.hasPlace(text[start...]) || text[..<start].trimmed.hasSuffix("Ed.")
        || text[..<start].trimmed.hasSuffix("Eds.")
    {
      HoldingBook.read(range, separator: .stop, into: &draft)
      if let publisher = draft.entry.reference.publisher,
        let comma = publisher.range(of: ", 1") ?? publisher.range(of: ", 2")
      {
        draft.entry.reference.publisher = String(publisher[..<comma.lowerBound])
      }
      return
    }
    let parts = KeyedPart.parts(of: text)
    var names: [Printed] = []
    for part in parts {
      let kind = KeyedPart.kind(of: part)
      if kind == .other { names.append(part) } else if kind != .date { set(part, kind, &draft) }
    }
    guard let name = Self.proceedings(names, in: text) else {
      draft.add(.noContainer)
      return
    }
    draft.setContainer(name)
    draft.entry.reference.type = .conference
  }

  private func takeYear(in text: Printed, _ draft: inout CitationDraft) {
    let parts = KeyedPart.parts(of: text)
    let dated = parts.last {
      KeyedPart.kind(of: $0) == .date && PrintedDate.firstYear(in: $0) != nil
    }
    guard let part = dated ?? parts.last(where: { PrintedDate.firstYear(in: $0) != nil }),
      let year = PrintedDate.firstYear(in: part),
      let date = PrintedDate(at: year.range.lowerBound, in: part)
    else { return }
    draft.setYear(date)
    if dated != nil { draft.blank(date.range) }
  }

  /// The meeting's name without the place after it: up to an acronym in brackets, or on from an
  /// abbreviated word to the next.
  private static func proceedings(_ parts: [Printed], in text: Printed) -> Printed? {
    guard let first = parts.first else { return nil }
    let near = parts.prefix(4)
    if let last = near.last(where: { $0.last == ")" }) {
      return text[first.startIndex..<last.endIndex]
    }
    guard first.last == "." else { return first }
    let last = near.last { $0.last == "." && !$0.endsWithInitialism }
    return text[first.startIndex..<(last ?? first).endIndex]
  }

  // MARK: Books

  private func readUnquoted(_ draft: inout CitationDraft) {
    draft.entry.strangeness += 0.06
    let end = DirectNames.end(in: draft.all)
    if end > draft.all.startIndex {
      draft.setAuthors(NameList(draft.text[..<end].trimmedOfMarks))
    } else {
      draft.add(.noAuthors)
    }
    takeYear(in: draft.text[end...].droppingTrailingStop, &draft)
    BookDetails.take(from: &draft, in: end..<draft.text.count)
    let text = draft.text[end...].trimmedOfMarks.droppingTrailingStop
    draft.entry.reference.type = .book
    guard let start = Imprint.start(in: text) else {
      draft.setTitle(text)
      draft.add(.noContainer)
      return
    }
    draft.setTitle(text[..<start])
    draft.setImprint(text[start...])
    if !Imprint.hasPlace(text[start...]) {
      draft.entry.strangeness += 0.1
      if draft.entry.reference.url != nil { draft.entry.reference.type = .webpage }
    }
  }

  // MARK: Printing

  private static let names = NameJoint(
    first: .direct, others: .direct, pair: " and ", last: ", and ", most: 20, kept: 1)

  var emphasis: StyleEmphasis { .italicWorks }

  func parts(of reference: Reference) -> ReferenceText {
    let names = Self.names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role: ReferenceText =
      reference.authors.isEmpty && !reference.editors.isEmpty
      ? reference.editors.count > 1 ? ", Eds." : ", Ed." : ""
    let who = reference.leaders.isEmpty ? nil : names + role
    let year = reference.yearText
    if reference.type == .book || reference.type == .report {
      let imprint = reference.joined([reference.imprint, year], ", ")
      let title = reference.joined([reference.titleText, reference.edition("ed.")], ", ")
      return reference.joined([
        reference.joined([who, title.isEmpty ? nil : title.asSentence], ", "),
        imprint.isEmpty ? nil : imprint.asSentence,
      ])
    }
    let place = self.place(of: reference, year)
    let end: ReferenceText? = reference.doi.map { "doi: \($0)" }
    let isLast = place.isEmpty && end == nil
    let title = reference.titleText.map { $0.quoted("“", "”", mark: isLast ? "." : ",") }
    let text = reference.joined([who, reference.joined([title, place])], ", ")
    let link =
      reference.doi == nil && !reference.isInArxiv ? reference.url.map { ReferenceText($0) } : nil
    let cited = reference.joined([text, end], ", ")
    return reference.joined([cited.hasSuffix("”") ? cited : cited.asSentence, link])
  }

  private func place(of reference: Reference, _ year: ReferenceText?) -> ReferenceText {
    let pages: ReferenceText? = reference.locatorText.map {
      reference.isPaged ? "\(reference.pageWord) \($0)" : "Art. no. \($0)"
    }
    switch reference.type {
    case .chapter, .conference:
      let editors: ReferenceText? =
        reference.editors.isEmpty || reference.authors.isEmpty
        ? nil
        : Self.names.text(of: reference.editors)
          + (reference.editors.count > 1 ? ", Eds." : ", Ed.")
      let book = reference.joined(
        [reference.containerText.map { "in \($0)" }, reference.edition("ed."), editors], ", ")
      let imprint = reference.imprint
      let isJoined = imprint == nil
      let rest = reference.joined([imprint, year, pages], ", ")
      return isJoined ? reference.joined([book, rest], ", ") : book.asSentence + " " + rest
    case .thesis:
      return reference.joined(["Ph.D. dissertation", reference.publisherText, year], ", ")
    case .preprint:
      return reference.joined(
        [reference.arxivID == nil ? reference.containerText : nil, year, reference.arxivText], ", ")
    case .presentation:
      return reference.joined(
        [reference.containerText.map { "presented at the \($0)" }, year], ", ")
    default:
      let volume: ReferenceText? = reference.volumeText.map { "vol. \($0)" }
      let issue: ReferenceText? = reference.issue.map { "no. \($0)" }
      return reference.joined([reference.containerText, volume, issue, pages, year], ", ")
    }
  }
}
