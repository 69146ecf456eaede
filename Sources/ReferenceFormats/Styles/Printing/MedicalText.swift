import References

/// Prints references as the National Library of Medicine and the American Medical Association do.
struct MedicalText {
  let names: NameJoint
  /// "editor", "ed".
  let editors: String
  /// The text before the pages of a chapter.
  let pages: String
  let doi: String
  /// Whether the place stands before a publisher.
  let showsPlaces: Bool

  func text(of reference: Reference) -> ReferenceText {
    let leaders = names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role: ReferenceText =
      reference.authors.isEmpty && !reference.editors.isEmpty ? ", \(role(reference))" : ""
    let who: ReferenceText? = reference.leaders.isEmpty ? nil : "\(leaders)\(role)."
    let link: ReferenceText? =
      reference.doi.map { "\(doi)\($0)" } ?? reference.url.map { "Available from: \($0)" }
    return reference.joined([who, body(of: reference), reference.isInArxiv ? nil : link])
  }

  private func role(_ reference: Reference) -> String {
    reference.editors.count > 1 ? editors + "s" : editors
  }

  private func body(of reference: Reference) -> ReferenceText {
    let title = reference.titleText?.asSentence
    let year = reference.yearText ?? ""
    let publisher = showsPlaces ? reference.imprint : reference.publisherText
    let imprint = reference.joined([publisher, year], "; ")
    let edition = reference.edition("ed.")
    switch reference.type {
    case .chapter, .conference:
      let editors: ReferenceText? =
        reference.editors.isEmpty || reference.authors.isEmpty
        ? nil
        : "\(names.text(of: reference.editors)), \(role(reference))."
      let holder = reference.joined([editors, reference.containerText?.asSentence, edition])
      let book = reference.joined([holder.isEmpty ? nil : "In: \(holder)", imprint])
      // Nothing is set off from a book that is not named.
      let mark = book.isEmpty ? String(pages.drop { ".: ".contains($0) }) : pages
      let located = book + (reference.locatorText.map { "\(mark)\($0)" } ?? "")
      return reference.joined([title, located.asSentence])
    case .book, .report: return reference.joined([title, edition, imprint.asSentence])
    case .thesis:
      return reference.joined([reference.titleText, "[dissertation].", imprint.asSentence])
    case .preprint:
      let server = reference.arxivText ?? reference.containerText.map { "\($0) [Preprint]" }
      return reference.joined([title, server?.asSentence, year.asSentence])
    case .webpage, .software, .dataset, .presentation:
      return reference.joined([
        title, reference.containerText?.asSentence, year.isEmpty ? nil : "Published \(year).",
      ])
    default:
      let issue: ReferenceText = reference.issue.map { "(\($0))" } ?? ""
      let volume = (reference.volumeText ?? "") + issue
      let pages: ReferenceText = reference.locatorText.map { ":\($0)" } ?? ""
      let place = reference.joined([year, volume], ";") + pages
      let journal =
        reference.shortContainer.map { ReferenceText($0, .container) } ?? reference.containerText
      return reference.joined([
        title, journal.map { $0.withoutStops + "." }, place.asSentence,
      ])
    }
  }
}
