import Diagnostics
import References

/// Reads one citation in the style of the Nature journals, from the right as much as from the left:
///
/// ```
/// article      = names [ title ] container [ volume ] [ ", " locator ] " (" year ")."
/// chapter      = names [ title ] "in " book [ "(eds " names ")" ] [ locator ] " (" publisher ", " year ")."
/// book         = names title " (" publisher ", " year ")."
/// presentation = names title "Presented at " meeting " (" year ")."
/// preprint     = names title "Preprint at " server [ url ] " (" year ")."
/// thesis       = names title "PhD thesis, " university " (" year ")."
/// ```
///
/// What follows the citation's full stop is its annotation. Nothing here knows a journal by name.
public struct NatureStyle: ContainerReadingStyle {
  /// The value of `--style` that selects the style.
  public let name = "nature"
  var containers = ContainerTitle()

  typealias Entry = CitationEntry

  /// The style has no options.
  public init() {}

  var endsCitationsItself: Bool { true }

  /// Reads a citation without its list marker and link labels.
  func read(_ text: Printed) -> Entry {
    var entry = Entry()
    guard let issue = issue(of: text) else {
      entry.problems.append(.noYear)
      readBody(text, publisher: nil, into: &entry)
      takeIdentifiers(of: text, issue: nil, into: &entry)
      markPlaces(of: text, issue: nil, in: &entry)
      return entry
    }
    entry.reference.year = issue.year
    entry.isComplete = issue.isStopped
    let rest = text[issue.end...].trimmed
    entry.annotation = rest.isEmpty ? nil : rest.string
    readBody(text[..<issue.start].trimmed, publisher: issue.publisher, into: &entry)
    takeIdentifiers(of: text, issue: issue, into: &entry)
    markPlaces(of: text, issue: issue, in: &entry)
    if let annotation = entry.annotation, let place = text[issue.end...].place(of: annotation) {
      entry.mark(.annotation, place)
    }
    return entry
  }

  /// The parentheses that end the citation: the first that contain a year before a full stop,
  /// unless a title's own year stands before the journal ("Report of the committee (2017). Nature
  /// 1, 2 (2018).").
  private func issue(of text: Printed) -> CitationIssue? {
    guard let first = CitationIssue.find(in: text) else { return nil }
    guard first.isStopped, first.publisher == nil, !endsInPlace(text[..<first.start]),
      let second = CitationIssue.find(in: text[first.end...]), second.isStopped,
      second.publisher == nil,
      second.start - first.end < 120, endsInPlace(text[first.end..<second.start]),
      containers.split(CitationPlace(in: text[first.end..<second.start].trimmed).rest)?.title == nil
    else { return first }
    return second
  }

  /// Whether something before the year says where the work appeared.
  private func endsInPlace(_ text: Printed) -> Bool {
    let body = text.trimmed
    let place = CitationPlace(in: body)
    return place.volume != nil || place.locator != nil || body.urlStart != nil
      || CitationMarker.find(in: body) != nil || CitationMarker.thesis(in: body) != nil
  }

  /// The text between the start and the year.
  private func readBody(_ text: Printed, publisher: String?, into entry: inout Entry) {
    let names = NameReader(text: text).names()
    if names.creators.isEmpty { entry.problems.append(.noAuthors) }
    entry.mark(.authors, text[..<names.end])
    entry.reference.hasMoreAuthors = names.hasMore
    entry.reference.publisher = publisher
    var body = text[names.end...].trimmed
    if let end = EditorList.roleEnd(at: body.startIndex, in: body) {
      entry.reference.editors = names.creators
      body = body[end...].trimmed
    } else {
      entry.reference.authors = names.creators
    }
    if let marker = CitationMarker.find(in: body) ?? CitationMarker.thesis(in: body) {
      readMarked(body, marker, into: &entry)
    } else if let start = bookStart(in: body, hasPublisher: publisher != nil) {
      readContained(title: body[..<start], book: body[(start + 3)...], into: &entry)
    } else if publisher != nil {
      entry.reference.type = .book
      readBook(body, into: &entry)
    } else {
      readArticle(body, of: text, into: &entry)
    }
    if entry.reference.title == nil && entry.reference.type == .article {
      entry.problems.append(.noTitle)
    }
  }

  // MARK: Articles

  private func readArticle(_ body: Printed, of text: Printed, into entry: inout Entry) {
    var place = CitationPlace(in: body)
    if place.volume == nil && place.locator == nil, let url = place.rest.urlStart {
      place.rest = place.rest[..<url].trimmed
    }
    entry.reference.volume = place.volume
    entry.reference.locator = place.locator
    let rest = givingBackJournal(place.rest, of: text, &entry.reference.authors)
    guard let split = containers.split(rest) else {
      entry.reference.title = title(place.rest)
      entry.problems.append(.noContainer)
      return
    }
    entry.isAmbiguous = split.isAmbiguous
    entry.reference.title = split.title.flatMap(title)
    entry.reference.container = split.container.droppingTrailingComma.string
    if place.volume == nil && place.locator == nil && body.urlStart == nil {
      entry.problems.append(.noContainer)
    }
  }

  /// "Xi, Y. J. Clin. Oncol. 30, 1–2": without a title, a last initial J. is the journal's.
  private func givingBackJournal(
    _ rest: Printed, of text: Printed, _ authors: inout [Creator]
  ) -> Printed {
    guard case .person(var name)? = authors.last, let given = name.given, given.hasSuffix(" J."),
      let split = containers.split(rest), split.title == nil, rest.startIndex - 3 > text.startIndex
    else { return rest }
    name.given = String(given.dropLast(3))
    authors[authors.count - 1] = .person(name)
    return text[(rest.startIndex - 3)..<rest.endIndex]
  }

  /// A title without its full stop; question and exclamation marks stay.
  private func title(_ text: Printed) -> String? {
    var title = text.trimmed
    if title.last == ".", !title.endsWithInitialism { title.removeLast() }
    return title.isEmpty ? nil : title.string
  }

  // MARK: Chapters and books

  /// The place of "in " before the book that contains a chapter, or nil.
  private func bookStart(in body: Printed, hasPublisher: Bool) -> Int? {
    let start = body.indices.last { index in
      (body.has("in ", at: index)
        || (body.has("In ", at: index) && (hasPublisher || body[index...].namesMeeting)))
        && body.at(index + 3).map { $0.isUpper || $0.isDigit } == true
        && (index == body.startIndex || endsTitle(body[..<index]))
    }
    guard let start, start > body.startIndex, !hasPublisher, EditorList.find(in: body) == nil
    else { return start }
    let place = CitationPlace(in: body)
    return place.volume != nil && place.locator != nil ? nil : start
  }

  private func endsTitle(_ before: Printed) -> Bool {
    guard before.last?.isBlank == true, let mark = before.trimmed.last else { return false }
    return mark == "." || mark == "?" || mark == "!" || mark.isClosingMark
  }

  private func readContained(title text: Printed, book: Printed, into entry: inout Entry) {
    entry.reference.title = title(text)
    var rest = book.trimmed
    if let editors = EditorList.find(in: rest) {
      entry.reference.editors = editors.creators
      let after = rest[editors.end...].trimmed
      entry.reference.locator = CitationPlace.locator(after.droppingLeadingComma)
      rest = rest[..<editors.start].trimmed
    } else {
      let place = CitationPlace(in: rest)
      entry.reference.locator = place.locator
      entry.reference.volume = place.volume
      rest = place.rest
    }
    if let volume = rest.first(" Vol. ") {
      let number = rest[(volume + 6)...].prefix { !$0.isBlank && $0 != "," }
      entry.reference.volume = number.string
      if number.endIndex == rest.endIndex { rest = rest[..<volume] }
    }
    let name = rest.trimmed.droppingTrailingComma
    entry.reference.container = name.isEmpty ? nil : name.string
    entry.reference.type = name.namesMeeting ? .conference : .chapter
    if name.isEmpty { entry.problems.append(.noContainer) }
  }

  private func readBook(_ body: Printed, into entry: inout Entry) {
    var rest = body
    if let editors = EditorList.find(in: body) {
      entry.reference.editors = editors.creators
      rest = body[..<editors.start].trimmed
    }
    if let edition = rest.editionStart { rest = rest[..<edition].trimmed }
    if let volume = rest.first(" Vol. ") {
      let number = rest[(volume + 6)...].prefix { !$0.isBlank && $0 != "," }
      entry.reference.volume = number.string
      rest = rest[..<volume].trimmed
    }
    entry.reference.title = title(rest.droppingTrailingComma)
  }

  // MARK: Presentations, preprints, theses

  private func readMarked(_ body: Printed, _ marker: CitationMarker, into entry: inout Entry) {
    entry.reference.type = marker.type
    entry.reference.title = title(body[..<marker.start])
    let after = body[marker.end...].trimmed
    let name = (after.urlStart.map { after[..<$0] } ?? after).trimmed.droppingTrailingComma
    switch marker.type {
    case .thesis: entry.reference.publisher = name.isEmpty ? nil : name.string
    case .preprint: entry.reference.container = name.isEmpty ? after.preprintServer : name.string
    default: entry.reference.container = name.isEmpty ? nil : name.string
    }
  }

  // MARK: Printing

  private static let names = NameJoint(
    first: .inverted, others: .inverted, pair: " & ", last: " & ", most: 5, kept: 1)

  var emphasis: StyleEmphasis {
    StyleEmphasis(container: .italic, volume: .bold, titles: [.book, .report])
  }

  func parts(of reference: Reference) -> ReferenceText {
    let names = Self.names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role: ReferenceText? =
      reference.authors.isEmpty && !reference.editors.isEmpty
      ? reference.editors.count > 1 ? "(eds)" : "(ed.)" : nil
    let who = role == nil ? names.asSentence : names
    let year = reference.yearText ?? "n.d."
    let end: ReferenceText? = reference.publisherText.map { "(\($0), \(year))." } ?? "(\(year))."
    return reference.joined(
      [who, role, body(of: reference)] + [reference.type == .thesis ? "(\(year))." : end])
  }

  private func body(of reference: Reference) -> ReferenceText {
    let title = reference.titleText?.asSentence
    let place = reference.joined([reference.volumeText, reference.locatorText], ", ")
    switch reference.type {
    case .book: return reference.titleText ?? ""
    case .chapter, .conference:
      let editors: ReferenceText? =
        reference.authors.isEmpty || reference.editors.isEmpty
        ? nil
        : "(\(reference.editors.count > 1 ? "eds" : "ed.") \(Self.names.text(of: reference.editors)))"
      return reference.joined([
        title, reference.containerText.map { "in \($0)" }, editors, reference.locatorText,
      ])
    case .thesis:
      return reference.joined([
        title, reference.joined(["PhD thesis", reference.publisherText], ", "),
      ])
    case .preprint:
      let server: ReferenceText =
        reference.arxivID.map { "https://arxiv.org/abs/\($0)" }
        ?? reference.joined([reference.containerText, reference.link])
      return reference.joined([title, server.isEmpty ? nil : "Preprint at \(server)"])
    case .presentation:
      return reference.joined([title, reference.containerText.map { "Presented at \($0)" }])
    default:
      if reference.containerText == nil, place.isEmpty, reference.link == nil {
        return reference.titleText ?? ""
      }
      return reference.joined([
        title, reference.containerText, place.isEmpty ? reference.link : place,
      ])
    }
  }
}
