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

  /// The reference in one line of plain text, without a number or bullet.
  public func text(of reference: Reference) -> String {
    let names = Self.names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role =
      reference.authors.isEmpty && !reference.editors.isEmpty
      ? reference.editors.count > 1 ? " (Eds.)." : " (Ed.)." : ""
    let year = "(\(reference.year.map(String.init) ?? "n.d."))."
    let link = reference.isInArxiv ? nil : reference.link
    // If nobody is named, the title takes their place.
    if reference.leaders.isEmpty, let title = reference.title {
      var rest = reference
      rest.title = nil
      return reference.joined([title.asSentence, year, body(of: rest), link])
    }
    let who = reference.leaders.isEmpty ? nil : (names + role).asSentence
    return reference.joined([who, year, body(of: reference), link])
  }

  private func body(of reference: Reference) -> String {
    let title = reference.title?.asSentence
    switch reference.type {
    case .chapter, .conference:
      let editors =
        reference.editors.isEmpty || reference.authors.isEmpty
        ? nil
        : Self.editors.text(of: reference.editors)
          + (reference.editors.count > 1 ? " (Eds.)," : " (Ed.),")
      let pages = reference.locator.map { "(\(reference.pageWord) \($0.text))" }
      let holder = reference.joined([editors, reference.container])
      if holder.isEmpty, let pages, let title = reference.title {
        return reference.joined([title, pages.asSentence, reference.publisher?.asSentence])
      }
      let book = reference.joined([holder.isEmpty ? nil : "In \(holder)", pages]).asSentence
      return reference.joined([title, book, reference.publisher?.asSentence])
    case .thesis:
      let school = reference.publisher.map { ", \($0)" } ?? ""
      return reference.joined([reference.title, "[Doctoral dissertation\(school)]."])
    case .presentation:
      return reference.joined([
        reference.title, "[Paper presentation].", reference.container?.asSentence,
      ])
    case .preprint:
      let number = reference.arxivID.map { "arXiv preprint arXiv:\($0)." }
      return reference.joined([title, number ?? reference.container?.asSentence])
    case .book, .report, .webpage, .software, .dataset:
      return reference.joined([title, (reference.publisher ?? reference.container)?.asSentence])
    default:
      let issue = reference.issue.map { "(\($0))" } ?? ""
      let locator = reference.locator.map { reference.isPaged ? $0.text : "Article \($0.text)" }
      let place = reference.joined(
        [reference.container, reference.volume.map { $0 + issue }, locator], ", ")
      return reference.joined([title, place.isEmpty ? nil : place.asSentence])
    }
  }
}
