import References

/// The author–date style of Harvard, with its many dialects:
///
/// ```
/// Powell, D.J. and June, C.H. (2017) ‘Title’, Journal, 377(26), pp. 2545–2554. doi: 10.1000/x
/// Powell, D.J. and June, C.H., 2017. Title. Journal, 377(26), pp.2545–2554.
/// Powell, D.J., June, C.H., 2017. Title. J. Abbrev. 377, 2545–2554.
/// Powell DJ, June CH (2017) Title. J Abbrev 377:2545–2554
/// ```
public struct HarvardStyle: ContainerReadingStyle {
  /// The value of `--style` that selects the style.
  public let name = "harvard"
  var containers = ContainerTitle()

  /// The style has no options.
  public init() {}

  func read(_ text: Printed) -> CitationEntry {
    AuthorDate(
      containers: containers, isInvertedFirst: false,
      forms: [.bracketed: 0, .bareAfterComma: 0, .bracketedStop: 0.1]
    ).read(text)
  }

  // MARK: Printing

  private static let names = NameJoint(
    first: .invertedTight, others: .invertedTight, pair: " and ", last: " and ", most: 20, kept: 1)

  var emphasis: StyleEmphasis {
    StyleEmphasis(
      container: .italic, titles: [.book, .report, .thesis, .webpage, .software, .dataset])
  }

  func parts(of reference: Reference) -> ReferenceText {
    let names = Self.names.text(of: reference.leaders, hasMore: reference.hasMoreAuthors)
    let role: ReferenceText? =
      reference.authors.isEmpty && !reference.editors.isEmpty
      ? reference.editors.count > 1 ? "(eds.)" : "(ed.)" : nil
    let year: ReferenceText = "(\(reference.yearText ?? "no date"))"
    let link: ReferenceText? =
      reference.doi.map { "doi: \($0)" } ?? reference.url.map { "Available at: \($0)." }
    let shownLink = reference.isInArxiv ? nil : link
    // If nobody is named, the title takes their place.
    if reference.leaders.isEmpty, let title = reference.titleText {
      var rest = reference
      rest.title = nil
      let isQuoted = ![.book, .report, .thesis, .webpage, .software, .dataset]
        .contains(reference.type)
      let end = reference.joined([body(of: rest), shownLink])
      return reference.joined([
        isQuoted ? "‘\(title)’" : title, end.isEmpty ? year + "." : year, end,
      ])
    }
    return reference.joined([names, role, year, body(of: reference), shownLink])
  }

  private func body(of reference: Reference) -> ReferenceText {
    /// With a comma before what follows, else with a full stop.
    func titled(_ parts: [ReferenceText?]) -> ReferenceText {
      let rest = reference.joined(parts)
      guard let title = reference.titleText else { return rest }
      return rest.isEmpty ? "‘\(title.asSentence)’" : "‘\(title)’, \(rest)"
    }
    let pages = reference.locatorText.map {
      reference.isPaged ? "\(reference.pageWord) \($0)" : $0
    }
    switch reference.type {
    case .chapter, .conference:
      let editors: ReferenceText? =
        reference.editors.isEmpty || reference.authors.isEmpty
        ? nil
        : Self.names.text(of: reference.editors)
          + (reference.editors.count > 1 ? " (eds.)" : " (ed.)")
      let publisher = reference.imprint
      let container = reference.joined([reference.containerText, reference.edition("edn")], ", ")
      let holder = reference.joined([editors, container])
      let book: ReferenceText = holder.isEmpty ? "" : "in \(holder)"
      return titled([
        publisher == nil ? reference.joined([book, pages], ", ").asSentence : book.asSentence,
        publisher.map { reference.joined([$0, pages], ", ").asSentence },
      ])
    case .book, .report:
      return reference.joined([
        reference.titleText?.asSentence, reference.edition("edn."), reference.imprint?.asSentence,
      ])
    case .thesis:
      return reference.joined([
        reference.titleText?.asSentence, "PhD thesis.", reference.publisherText?.asSentence,
      ])
    case .webpage, .software, .dataset:
      return reference.joined([
        reference.titleText?.asSentence, reference.containerText?.asSentence,
      ])
    case .preprint:
      return titled([
        reference.arxivID.map { "arXiv preprint arXiv:\($0)." }
          ?? reference.containerText?.asSentence
      ])
    case .presentation: return titled([reference.containerText?.asSentence])
    default:
      let issue: ReferenceText = reference.issue.map { "(\($0))" } ?? ""
      let place = reference.joined(
        [reference.containerText, reference.volumeText.map { $0 + issue }, pages], ", ")
      return titled([place.asSentence])
    }
  }
}
