import References

/// The author–date style of the Chicago manual:
///
/// ```
/// Powell, Daniel J., Jr., and Carl H. June. 2017. “Title.” Journal 377 (26): 2545–54. https://doi.org/…
/// ```
public struct ChicagoStyle: ContainerReadingStyle {
  /// The value of `--style` that selects the style.
  public let name = "chicago"
  var containers = ContainerTitle()

  /// The style has no options.
  public init() {}

  func read(_ text: Printed) -> CitationEntry {
    AuthorDate(
      containers: containers, isInvertedFirst: true,
      forms: [.bareAfterStop: 0, .bareAfterComma: 0.1, .bracketed: 0.15]
    ).read(text)
  }

  // MARK: Printing

  private static let names = NameJoint(
    first: .invertedFull, others: .full, pair: ", and ", last: ", and ", most: 10, kept: 7,
    more: ", et al.")
  private static let editors = NameJoint(first: .full, others: .full, pair: " and ", last: ", and ")

  var emphasis: StyleEmphasis { .italicWorks }

  func parts(of reference: Reference) -> ReferenceText {
    let names = Self.names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role: ReferenceText =
      reference.authors.isEmpty && !reference.editors.isEmpty
      ? reference.editors.count > 1 ? ", eds." : ", ed." : ""
    let who = reference.leaders.isEmpty ? nil : (names + role).asSentence
    let year = (reference.yearText ?? "n.d") + "."
    let link = reference.isInArxiv ? nil : reference.link
    // If nobody is named, the title takes their place.
    if reference.leaders.isEmpty, let title = reference.titleText {
      var rest = reference
      rest.title = nil
      let isQuoted = ![.book, .report].contains(reference.type)
      return reference.joined([
        isQuoted ? title.quoted("“", "”", mark: ".") : title.asSentence, year, body(of: rest), link,
      ])
    }
    return reference.joined([who, year, body(of: reference), link])
  }

  private func body(of reference: Reference) -> ReferenceText {
    let title = reference.titleText.map { $0.quoted("“", "”", mark: ".") }
    switch reference.type {
    case .chapter, .conference:
      let editors: ReferenceText? =
        reference.editors.isEmpty || reference.authors.isEmpty
        ? nil
        : "edited by \(Self.editors.text(of: reference.editors))"
      let book =
        reference.joined(
          [
            reference.containerText.map { "In \($0)" }, reference.edition("ed."), editors,
            reference.locatorText,
          ], ", "
        ).asSentence
      return reference.joined([title, book, reference.imprint?.asSentence])
    case .book, .report:
      return reference.joined([
        reference.titleText?.asSentence, reference.edition("ed."), reference.imprint?.asSentence,
      ])
    case .thesis:
      return reference.joined([
        title, reference.joined(["PhD diss.", reference.publisherText], ", ").asSentence,
      ])
    case .webpage, .software, .dataset, .presentation:
      return reference.joined([title, reference.containerText?.asSentence])
    case .preprint:
      return reference.joined([
        title,
        reference.arxivID.map { "arXiv preprint arXiv:\($0)." }
          ?? reference.containerText?.asSentence,
      ])
    default:
      let issue: ReferenceText? = reference.issue.map { "(\($0))" }
      let place = reference.joined([reference.containerText, reference.volumeText, issue])
      let located = reference.joined([place, reference.locatorText], ": ")
      return reference.joined([title, located.isEmpty ? nil : located.asSentence])
    }
  }
}
