import References

/// A citation during parsing: parsed parts of its text are blanked, so that the ranges of the rest
/// remain valid.
struct CitationDraft {
  private(set) var text: [Unicode.Scalar]
  var entry = CitationEntry()
  /// Something said that the thing was read on line: "[Internet]", "Accessed 3 March 2020".
  var isOnline = false

  init(_ text: Printed) {
    self.text = Array(text)
  }

  var all: Printed { text[...] }

  mutating func blank(_ range: Range<Int>) {
    for index in range { text[index] = " " }
  }

  mutating func blank(_ slice: Printed) { blank(slice.startIndex..<slice.endIndex) }

  // MARK: Fields

  mutating func setTitle(_ slice: Printed) {
    entry.reference.title = slice.titleText
    if entry.reference.title != nil { entry.mark(.title, slice) }
  }

  mutating func setContainer(_ slice: Printed) {
    entry.reference.container = slice.nameText
    if entry.reference.container != nil { entry.mark(.container, slice) }
  }

  mutating func setPublisher(_ slice: Printed) {
    entry.reference.publisher = slice.nameText
    if entry.reference.publisher != nil { entry.mark(.publisher, slice) }
  }

  mutating func setVolume(_ slice: Printed) {
    entry.reference.volume = slice.nameText
    if entry.reference.volume != nil { entry.mark(.volume, slice) }
  }

  mutating func setIssue(_ slice: Printed) {
    entry.reference.issue = slice.nameText
    if entry.reference.issue != nil { entry.mark(.issue, slice) }
  }

  mutating func setLocator(_ slice: Printed) {
    guard let locator = PrintedLocator.read(slice) else { return }
    entry.reference.locator = locator
    entry.mark(.locator, slice)
  }

  mutating func setYear(_ date: PrintedDate) {
    entry.reference.year = date.year
    if date.year != nil { entry.mark(.year, date.yearRange) }
  }

  mutating func setAuthors(_ names: NameList) {
    entry.reference.authors = names.creators
    entry.reference.hasMoreAuthors = names.hasMore
    if !names.creators.isEmpty { entry.mark(.authors, names.range) }
  }

  mutating func setEditors(_ names: NameList) {
    entry.reference.editors = names.creators
    if !names.creators.isEmpty { entry.mark(.editors, names.range) }
  }

  mutating func add(_ problem: ReadingProblem) { entry.problems.append(problem) }
}

extension ArraySlice where Element == Unicode.Scalar {
  /// A title as people would copy it: without its full stop; other marks stay.
  var titleText: String? {
    var title = trimmed
    // "1957. — Les dinosauriens"
    while let first = title.first, first.isDash, title.at(title.startIndex + 1)?.isBlank == true {
      title = title.dropFirst().trimmed
    }
    while let last = title.last {
      let isStop = last == "." && !title.endsWithInitialism && !title.endsWithEllipsis
      guard isStop || last.isBlank || last == "," || last == ";" || last == ":" else { break }
      title.removeLast()
    }
    return title.isEmpty ? nil : title.collapsed
  }

  /// The name of a journal, book or publisher, without the punctuation around it.
  var nameText: String? {
    var name = trimmed
    while let last = name.last {
      let isLoose = last == "." && (name.dropLast().last.map { $0.isBlank || $0 == "." } ?? true)
      guard isLoose || last == "," || last == ";" || last == ":" || last.isBlank else { break }
      name.removeLast()
    }
    while let first = name.first, ",;:.".unicodeScalars.contains(first) || first.isBlank {
      name.removeFirst()
    }
    return name.isEmpty ? nil : name.collapsed
  }

  private var endsWithEllipsis: Bool { count >= 3 && suffix(3).allSatisfy { $0 == "." } }
}
