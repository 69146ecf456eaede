import References

/// Prints references as the National Library of Medicine and the American Medical Association do.
struct MedicalText {
  let names: NameJoint
  /// "editor", "ed".
  let editors: String
  /// The text before the pages of a chapter.
  let pages: String
  let doi: String

  func text(of reference: Reference) -> String {
    let leaders = names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role = reference.authors.isEmpty && !reference.editors.isEmpty ? ", " + role(reference) : ""
    let who = reference.leaders.isEmpty ? nil : leaders + role + "."
    let link = reference.doi.map { doi + $0 } ?? reference.url.map { "Available from: \($0)" }
    return reference.joined([who, body(of: reference), reference.isInArxiv ? nil : link])
  }

  private func role(_ reference: Reference) -> String {
    reference.editors.count > 1 ? editors + "s" : editors
  }

  private func body(of reference: Reference) -> String {
    let title = reference.title?.asSentence
    let year = reference.year.map(String.init) ?? ""
    let imprint = reference.joined([reference.publisher, year], "; ")
    switch reference.type {
    case .chapter, .conference:
      let editors =
        reference.editors.isEmpty || reference.authors.isEmpty
        ? nil
        : names.text(of: reference.editors) + ", " + role(reference) + "."
      let holder = reference.joined([editors, reference.container?.asSentence])
      let book = reference.joined([holder.isEmpty ? nil : "In: \(holder)", imprint])
      let located = book + (reference.locator.map { pages + $0.text } ?? "")
      return reference.joined([title, located.asSentence])
    case .book, .report: return reference.joined([title, imprint.asSentence])
    case .thesis:
      return reference.joined([reference.title, "[dissertation].", imprint.asSentence])
    case .preprint:
      let server = reference.arxivText ?? reference.container.map { "\($0) [Preprint]" }
      return reference.joined([title, server?.asSentence, year.asSentence])
    case .webpage, .software, .dataset, .presentation:
      return reference.joined([
        title, reference.container?.asSentence, year.isEmpty ? nil : "Published \(year).",
      ])
    default:
      let issue = reference.issue.map { "(\($0))" } ?? ""
      let volume = (reference.volume ?? "") + issue
      let place =
        reference.joined([year, volume], ";") + (reference.locator.map { ":" + $0.text } ?? "")
      let journal = reference.shortContainer ?? reference.container
      return reference.joined([title, journal.map { $0.withoutStops + "." }, place.asSentence])
    }
  }
}
