import References

/// How a style joins the names of a citation.
struct NameJoint {
  let first: NameForm
  let others: NameForm
  /// Between two names, and before the last of more.
  var pair = ", "
  var last = ", "
  /// More names than this are cut after `kept`, with "et al."
  var most = Int.max
  var kept = Int.max
  var more = " et al."
  /// Whether the last of names that are cut stands after `more`.
  var keepsLast = false

  func text(of creators: [Creator], hasMore: Bool = false) -> ReferenceText {
    ReferenceText(joined(creators, hasMore: hasMore), .names)
  }

  private func joined(_ creators: [Creator], hasMore: Bool) -> String {
    let isCut = creators.count > most
    let shown = isCut ? Array(creators.prefix(kept)) : creators
    let names = shown.enumerated().map { index, creator in
      (index == 0 ? first : others).text(of: creator)
    }
    if isCut, keepsLast, let last = creators.last, !hasMore {
      return names.joined(separator: ", ") + more + others.text(of: last)
    }
    if isCut || hasMore { return names.joined(separator: ", ") + (keepsLast ? " et al." : more) }
    guard let final = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + (names.count == 2 ? pair : last) + final
  }
}

extension String {
  /// With a full stop where none of its own ends it.
  var asSentence: String {
    isEmpty || hasSuffix(".") || hasSuffix("?") || hasSuffix("!") || hasSuffix("…")
      ? self : self + "."
  }
}

extension Reference {
  /// The parts that are there, with a separator between them.
  func joined(_ parts: [ReferenceText?], _ separator: String = " ") -> ReferenceText {
    .joined(parts, separator)
  }

  // Parts with their roles; nil where they are not known.

  var titleText: ReferenceText? { title.map { ReferenceText($0, .title) } }
  var containerText: ReferenceText? { container.map { ReferenceText($0, .container) } }
  var volumeText: ReferenceText? { volume.map { ReferenceText($0, .volume) } }
  var publisherText: ReferenceText? { publisher.map { ReferenceText($0) } }
  var yearText: ReferenceText? { year.map { ReferenceText(String($0)) } }
  var locatorText: ReferenceText? { locator.map { ReferenceText($0.text) } }

  /// `https://doi.org/…`, or the URL.
  var link: ReferenceText? {
    (doi.map { "https://doi.org/\($0)" } ?? url).map { ReferenceText($0) }
  }

  var isPaged: Bool { locator?.pages != nil }

  /// `pp.` before several pages, `p.` before one or before a number.
  var pageWord: String { locator?.isRange == true ? "pp." : "p." }

  /// Authors, or the editors where there are none.
  var leaders: [Creator] { authors.isEmpty ? editors : authors }

  /// Whether the archive is where the work is, not where a copy of it is.
  var isInArxiv: Bool { arxivID != nil && (type == .preprint || container == nil) }

  /// The preprint's number with its server's name, `arXiv:2101.00001`.
  var arxivText: ReferenceText? { arxivID.map { "arXiv:\($0)" } }
}
