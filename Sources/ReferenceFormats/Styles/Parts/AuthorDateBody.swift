import References

/// Reads what follows the year of an author–date citation.
struct AuthorDateBody {
  var draft: CitationDraft
  let containers: ContainerTitle
  /// False for "in press" and "n.d."
  let hasYear: Bool
  /// What the text says of journal, book or publisher is beyond doubt.
  private(set) var isSure = false

  init(draft: CitationDraft, containers: ContainerTitle, hasYear: Bool) {
    self.draft = draft
    self.containers = containers
    self.hasYear = hasYear
  }

  mutating func read(from start: Int) {
    let whole = draft.text[start...].droppingTrailingStop
    guard whole.hasWord || whole.contains(where: \.isDigit) else {
      draft.add(.noTitle)
      return
    }
    let range = whole.startIndex..<whole.endIndex
    if let quoted = QuotedTitle(in: whole) {
      readQuoted(quoted, in: range)
    } else {
      readPlain(in: range)
    }
    let reference = draft.entry.reference
    if reference.title == nil { draft.add(.noTitle) }
    switch reference.type {
    case .article: isSure = reference.volume != nil || reference.doi != nil
    case .chapter: isSure = reference.publisher != nil
    case .conference, .presentation, .preprint: isSure = reference.container != nil
    case .thesis, .report: isSure = reference.publisher != nil
    default: break
    }
  }

  private mutating func readQuoted(_ quoted: QuotedTitle, in range: Range<Int>) {
    draft.setTitle(quoted.title)
    let rest = draft.text[quoted.end..<max(quoted.end, range.upperBound)].trimmedOfMarks
    if let end = Self.inEnd(at: rest.startIndex, in: rest) {
      HoldingBook.read(end..<rest.endIndex, separator: .stop, into: &draft)
    } else if let place = TrailingPlace(in: rest) {
      setPlace(place)
      draft.setContainer(place.rest)
    } else {
      readRest(rest)
    }
  }

  private mutating func readPlain(in range: Range<Int>) {
    var text = draft.text[range]
    if let described = WorkDescription.find(in: text) {
      draft.entry.reference.type = described.type
      draft.setTitle(text[..<described.start])
      if let publisher = described.publisher { draft.setPublisher(publisher) }
      draft.blank(described.start..<described.end)
      readAfterDescription(draft.text[described.end..<range.upperBound].trimmedOfMarks)
      return
    }
    if let start = Self.holderStart(in: text) {
      draft.setTitle(text[..<start])
      let end = Self.inEnd(at: start, in: text) ?? start
      HoldingBook.read(end..<range.upperBound, separator: .stop, into: &draft)
      return
    }
    if let place = TrailingPlace(in: text) {
      readArticle(place)
      return
    }
    if let phrase = ThesisPhrase.find(in: text) {
      readThesis(phrase, in: text)
      return
    }
    BookDetails.take(from: &draft, in: range)
    text = draft.text[range].droppingTrailingStop
    readUnplaced(text)
  }

  // MARK: Articles

  private mutating func setPlace(_ place: TrailingPlace) {
    if let volume = place.volume { draft.setVolume(volume) }
    if let issue = place.issue { draft.setIssue(issue) }
    if let locator = place.locator { draft.setLocator(locator) }
    draft.entry.reference.type = .article
  }

  private mutating func readArticle(_ place: TrailingPlace) {
    setPlace(place)
    let rest = place.rest.droppingTrailingComma.trimmed
    guard let split = containers.split(rest), let title = split.title else {
      draft.setTitle(rest)
      draft.add(.noContainer)
      return
    }
    draft.entry.isAmbiguous = split.isAmbiguous
    draft.setTitle(title)
    draft.setContainer(split.container)
    if PreprintServer.name(in: split.container) != nil { draft.entry.reference.type = .preprint }
  }

  // MARK: Books, preprints, web pages

  /// A text without volume and pages: a title and, after its last sentence's end, who published it.
  private mutating func readUnplaced(_ text: Printed) {
    guard let start = Imprint.start(in: text) else {
      draft.setTitle(text)
      let isLinked = draft.isOnline || draft.entry.reference.url != nil
      draft.entry.reference.type = isLinked ? .webpage : .book
      if !isLinked, draft.entry.reference.doi == nil, draft.entry.reference.arxivID == nil {
        draft.add(.noContainer)
      }
      if draft.entry.reference.arxivID != nil { draft.entry.reference.type = .preprint }
      return
    }
    draft.setTitle(text[..<start])
    readRest(text[start...].trimmedOfMarks)
  }

  /// What follows a title when it is not a journal with its volume.
  private mutating func readRest(_ rest: Printed) {
    let reference = draft.entry.reference
    if !rest.hasWord {
      draft.entry.reference.type =
        reference.arxivID != nil ? .preprint : reference.url != nil ? .webpage : .book
      if reference.arxivID == nil && reference.url == nil { draft.add(.noContainer) }
    } else if let server = PreprintServer.name(in: rest), !Imprint.hasPlace(rest) {
      draft.entry.reference.type = .preprint
      draft.setContainer(server)
    } else if let phrase = ThesisPhrase.find(in: rest) {
      draft.entry.reference.type = .thesis
      draft.setPublisher(rest[phrase.end...])
    } else if Imprint.hasPlace(rest) || Imprint.namesPublisher(rest) && reference.url == nil {
      draft.entry.reference.type = .book
      isSure = true
      draft.setImprint(rest)
    } else if reference.doi != nil || !hasYear {
      draft.entry.reference.type = .article
      draft.setContainer(rest)
    } else if reference.url != nil || draft.isOnline {
      draft.entry.reference.type = .webpage
      draft.setContainer(rest)
    } else {
      draft.entry.reference.type = .book
      draft.setImprint(rest)
    }
  }

  private mutating func readThesis(_ phrase: ThesisPhrase, in text: Printed) {
    draft.entry.reference.type = .thesis
    draft.setTitle(text[..<phrase.start])
    let inside = text[phrase.start..<phrase.end]
    let rest = text[phrase.end...].trimmedOfMarks
    if inside.first == "(" || inside.first == "[", let comma = inside.firstIndex(of: ",") {
      draft.setPublisher(inside[(comma + 1)...].dropLast())
    } else if rest.hasWord {
      draft.setImprint(rest)
    }
  }

  private mutating func readAfterDescription(_ rest: Printed) {
    guard rest.hasWord else { return }
    switch draft.entry.reference.type {
    case .presentation: draft.setContainer(rest.firstNamePart)
    case .thesis:
      if draft.entry.reference.publisher == nil { draft.setImprint(rest) }
    case .preprint: draft.setContainer(PreprintServer.name(in: rest) ?? rest)
    case .article:
      if let place = TrailingPlace(in: rest) {
        setPlace(place)
        draft.setContainer(place.rest)
      } else {
        draft.setContainer(rest)
      }
    case .webpage: draft.setContainer(rest)
    default: draft.setImprint(rest)
    }
  }

  // MARK: Chapters

  /// The index after "In ", "in: " and the like, or nil.
  static func inEnd(at index: Int, in text: Printed) -> Int? {
    for word: StaticString in ["In: ", "in: ", "In ", "in "] where text.has(word, at: index) {
      return index + word.utf8CodeUnitCount
    }
    return nil
  }

  /// Where "In" begins a book that contains a chapter, after the title's end.
  static func holderStart(in text: Printed) -> Int? {
    ContainerTitle.boundaries(in: text).first { bound in
      guard let end = inEnd(at: bound, in: text), let first = text.at(end) else { return false }
      if text.has("In: ", at: bound) || text.has("in: ", at: bound) { return true }
      guard first.isUpper || first.isDigit || !first.isASCII else { return false }
      let after = text[end...]
      return EditorRole.find(in: after) != nil || after.contains("pp.") || after.contains(" p. ")
        || after.namesMeeting || after.contains("edited by") || HoldingBook.isProceedings(after)
    }
  }
}

extension ArraySlice where Element == Unicode.Scalar {
  /// Up to a comma that a place follows: "Tandem Meetings, Orlando, FL" is held at Orlando.
  fileprivate var firstNamePart: Printed {
    guard let comma = firstIndex(of: ",") else { return self[...] }
    return self[..<comma]
  }
}
