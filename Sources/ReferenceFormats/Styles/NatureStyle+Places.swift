import References

/// The ranges of the fields of a citation in Nature's style, and its identifiers.
extension NatureStyle {
  /// Marks what was read where it stands: the style prints its parts in one order, so each is looked
  /// for after the one before it.
  func markPlaces(of text: Printed, issue: CitationIssue?, in entry: inout CitationEntry) {
    let reference = entry.reference
    let end = issue?.start ?? text.endIndex
    var cursor = entry.places.first { $0.field == .authors }?.range.upperBound ?? text.startIndex
    let parts: [(ReadField.Name, String?)] = [
      (.title, reference.title), (.container, reference.container), (.volume, reference.volume),
      (.locator, reference.locator?.text),
    ]
    for (field, value) in parts {
      guard let value, cursor < end, let place = text[cursor..<end].place(of: value) else {
        continue
      }
      entry.mark(field, place)
      cursor = place.upperBound
    }
    guard let issue else { return }
    let inside = text[issue.start..<issue.end]
    if let publisher = reference.publisher, let place = inside.place(of: publisher) {
      entry.mark(.publisher, place)
    }
    if let year = PrintedDate.firstYear(in: inside.suffix(8)) ?? PrintedDate.firstYear(in: inside) {
      entry.mark(.year, year.range)
    }
  }

  /// Reads the identifiers of the citation, and those between it and its annotation.
  func takeIdentifiers(of text: Printed, issue: CitationIssue?, into entry: inout CitationEntry) {
    guard text.mayHoldIdentifier else { return }
    let end = issue?.end ?? text.endIndex
    Self.copyIdentifiers(of: text[..<end], to: &entry)
    let rest = text[end...]
    guard entry.annotation != nil, rest.mayHoldIdentifier else { return }
    var draft = CitationDraft(rest)
    CitedIdentifiers.take(from: &draft)
    let kept = draft.all.drop { $0.isBlank || ".,;".unicodeScalars.contains($0) }.startIndex
    let start = rest.startIndex + kept
    guard draft.text[..<kept].contains(where: \.isBlank), rest[..<start].mayHoldIdentifier else {
      return
    }
    Self.copyIdentifiers(of: rest[..<start], to: &entry)
    let words = rest[start...].trimmed
    entry.annotation = words.isEmpty ? nil : words.string
  }

  private static func copyIdentifiers(of text: Printed, to entry: inout CitationEntry) {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    let found = draft.entry.reference
    if entry.reference.doi == nil { entry.reference.doi = found.doi }
    if entry.reference.pmid == nil { entry.reference.pmid = found.pmid }
    if entry.reference.arxivID == nil { entry.reference.arxivID = found.arxivID }
    if entry.reference.url == nil { entry.reference.url = found.url }
    for place in draft.entry.places {
      let offset = text.startIndex
      entry.mark(
        place.field, place.range.lowerBound + offset..<place.range.upperBound + offset)
    }
  }
}

extension ArraySlice where Element == Unicode.Scalar {
  fileprivate var mayHoldIdentifier: Bool {
    contains("10.") || contains("http") || contains("rXiv:") || contains("PMID")
      || contains("www.")
  }

  /// The first place of a text that was read from this one, in which runs of white space may be
  /// single spaces.
  func place(of value: String) -> Range<Int>? {
    let scalars = Array(value.unicodeScalars)
    guard let first = scalars.first, scalars.count <= count else { return nil }
    var start = startIndex
    while start + scalars.count <= endIndex {
      if self[start] == first, self[start..<start + scalars.count].elementsEqual(scalars) {
        return start..<start + scalars.count
      }
      start += 1
    }
    return nil
  }
}
