import References

/// The style of the American Psychological Association:
///
/// ```
/// Powell, D. J., Jr., & June, C. H. (2017). Title. Journal, 377(26), 2545–2554. https://doi.org/…
/// ```
public struct APAStyle: ContainerReadingStyle {
  /// The value of `--style` that selects the style.
  public let name = "apa"
  var containers = ContainerTitle()

  /// The style has no options.
  public init() {}

  func read(_ text: Printed) -> CitationEntry {
    AuthorDate(containers: containers, isInvertedFirst: false, forms: [.bracketedStop: 0]).read(
      text)
  }

  // MARK: Printing

  private static let names = NameJoint(
    first: .invertedWithCommas, others: .invertedWithCommas, pair: ", & ", last: ", & ",
    most: 20, kept: 19, more: ", … ", keepsLast: true)
  private static let editors = NameJoint(first: .direct, others: .direct, pair: " & ", last: ", & ")

  var emphasis: StyleEmphasis {
    StyleEmphasis(
      container: .italic, volume: .italic,
      titles: [.book, .report, .thesis, .webpage, .software, .dataset, .preprint, .presentation])
  }

  func parts(of reference: Reference) -> ReferenceText {
    let names = Self.names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role: ReferenceText =
      reference.authors.isEmpty && !reference.editors.isEmpty
      ? reference.editors.count > 1 ? " (Eds.)." : " (Ed.)." : ""
    let year: ReferenceText = "(\(reference.yearText ?? "n.d."))."
    let link = reference.isInArxiv ? nil : reference.link
    // If nobody is named, the title takes their place.
    if reference.leaders.isEmpty, let title = reference.titleText {
      var rest = reference
      rest.title = nil
      return reference.joined([title.asSentence, year, body(of: rest), link])
    }
    let who = reference.leaders.isEmpty ? nil : (names + role).asSentence
    return reference.joined([who, year, body(of: reference), link])
  }

  private func body(of reference: Reference) -> ReferenceText {
    let title = reference.titleText?.asSentence
    switch reference.type {
    case .chapter, .conference:
      let editors: ReferenceText? =
        reference.editors.isEmpty || reference.authors.isEmpty
        ? nil
        : Self.editors.text(of: reference.editors)
          + (reference.editors.count > 1 ? " (Eds.)," : " (Ed.),")
      let details = reference.joined(
        [
          reference.edition("ed."),
          reference.locatorText.map { "\(reference.pageWord) \($0)" },
        ], ", ")
      let pages: ReferenceText? = details.isEmpty ? nil : "(\(details))"
      let holder = reference.joined([editors, reference.containerText])
      if holder.isEmpty, let pages, let title = reference.titleText {
        return reference.joined([
          title, pages.asSentence, reference.publisherText?.asSentence,
        ])
      }
      let book = reference.joined([holder.isEmpty ? nil : "In \(holder)", pages]).asSentence
      return reference.joined([title, book, reference.publisherText?.asSentence])
    case .thesis:
      let school: ReferenceText = reference.publisherText.map { ", \($0)" } ?? ""
      return reference.joined([reference.titleText, "[Doctoral dissertation\(school)]."])
    case .presentation:
      return reference.joined([
        reference.titleText, "[Paper presentation].", reference.containerText?.asSentence,
      ])
    case .preprint:
      let number: ReferenceText? = reference.arxivID.map { "arXiv preprint arXiv:\($0)." }
      return reference.joined([title, number ?? reference.containerText?.asSentence])
    case .book, .report:
      let edition: ReferenceText? = reference.edition("ed.").map { "(\($0))." }
      let head = edition == nil ? title : reference.joined([reference.titleText, edition])
      return reference.joined([
        head, (reference.publisherText ?? reference.containerText)?.asSentence,
      ])
    case .webpage, .software, .dataset:
      return reference.joined([
        title, (reference.publisherText ?? reference.containerText)?.asSentence,
      ])
    default:
      let issue: ReferenceText = reference.issue.map { "(\($0))" } ?? ""
      let locator = reference.locatorText.map { reference.isPaged ? $0 : "Article \($0)" }
      let place = reference.joined(
        [reference.containerText, reference.volumeText.map { $0 + issue }, locator], ", ")
      return reference.joined([title, place.isEmpty ? nil : place.asSentence])
    }
  }
}
