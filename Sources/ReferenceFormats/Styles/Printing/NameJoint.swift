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

  func text(of creators: [Creator], hasMore: Bool = false) -> String {
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

  /// "“Title.”" and "“Title?”": the mark inside the quotes where the title has none.
  func quoted(_ open: String, _ close: String, mark: String) -> String {
    let isMarked = hasSuffix("?") || hasSuffix("!")
    return open + self + (isMarked ? "" : mark) + close
  }

  /// Without the full stops of abbreviations.
  var withoutStops: String { filter { $0 != "." } }
}

extension Reference {
  /// The parts that are there, with a separator between them.
  func joined(_ parts: [String?], _ separator: String = " ") -> String {
    parts.compactMap { $0?.isEmpty == true ? nil : $0 }.joined(separator: separator)
  }

  /// `https://doi.org/…`, or the URL.
  var link: String? { doi.map { "https://doi.org/\($0)" } ?? url }

  var isPaged: Bool { locator?.pages != nil }

  /// `pp.` before several pages, `p.` before one or before a number.
  var pageWord: String { locator?.isRange == true ? "pp." : "p." }

  /// Authors, or the editors where there are none.
  var leaders: [Creator] { authors.isEmpty ? editors : authors }

  /// Whether the archive is where the work is, not where a copy of it is.
  var isInArxiv: Bool { arxivID != nil && (type == .preprint || container == nil) }

  /// The preprint's number with its server's name, `arXiv:2101.00001`.
  var arxivText: String? { arxivID.map { "arXiv:\($0)" } }
}
