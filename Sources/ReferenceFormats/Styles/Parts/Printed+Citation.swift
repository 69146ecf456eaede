extension ArraySlice where Element == Unicode.Scalar {
  /// The place of a URL or DOI that ends the text, or nil.
  var urlStart: Int? { first("https://") ?? first("http://") ?? first("doi:") }

  /// Two numbers with a dash between them, either with letters (`E2776–E2785`, `1958–1971.e15`,
  /// `512a–518a`) or both Roman (`xi–xvi`).
  var isRange: Bool {
    let dashes = indices.filter { self[$0].isDash && $0 > startIndex && $0 + 1 < endIndex }
    guard let dash = dashes.first(where: { self[$0] != "-" }) ?? dashes.first else { return false }
    let from = self[..<dash].trimmed
    let to = self[(dash + 1)...].trimmed
    if from.isRoman && to.isRoman { return true }
    return from.suffix(3).contains(where: \.isDigit) && to.prefix(3).contains(where: \.isDigit)
      && (self[dash] != "-" || from.first?.isLetter == to.first?.isLetter || to.contains("."))
      && (from.first?.isLetter == to.first?.isLetter || to.contains(where: { $0 == "." }))
  }

  var isRoman: Bool {
    !isEmpty && allSatisfy { "ivxlcIVXLC".unicodeScalars.contains($0) }
  }

  /// A range that ends the text, spaces around its dash included: "339 – 368".
  var endingRange: Printed? {
    let words = words.suffix(3)
    guard words.count == 3, let dash = words.dropFirst().first, dash.count == 1,
      dash[dash.startIndex].isDash
    else { return nil }
    let range = self[words.first!.startIndex...]
    return range.isRange ? range : nil
  }

  /// A publisher's item identifier: `S0140-6736(20)30183-5`.
  var isPublisherItem: Bool {
    count <= 40 && !contains(where: \.isBlank) && first == "S"
      && dropFirst().allSatisfy { $0.isDigit || $0.isDash || $0 == "(" || $0 == ")" || $0 == "X" }
      && contains("(")
  }

  /// Ends in `U.S.` or the like, whose full stop is its own.
  var endsWithInitialism: Bool {
    let word = lastWord
    return word.count >= 4 && word.contains(".")
      && word.split(separator: ".").allSatisfy { $0.count == 1 }
  }

  /// "2nd edn", "3rd ed." at the end.
  var editionStart: Int? {
    let words = words.suffix(2)
    guard let word = words.last?.string, ["edn", "ed.", "edn.", "edition"].contains(word),
      let number = words.first,
      number.first?.isDigit == true || EditionWords.ordinals.contains(number)
    else { return nil }
    return number.startIndex
  }

  var namesMeeting: Bool {
    let names: Set<String> = [
      "Proc.", "Proceedings", "Conf.", "Conference", "Symp.", "Symposium", "Workshop", "Congress",
      "Meeting",
    ]
    return words.contains { names.contains($0.string) }
  }

  var preprintServer: String? {
    let url = string.lowercased()
    let servers = ["arxiv.org": "arXiv", "biorxiv.org": "bioRxiv", "medrxiv.org": "medRxiv"]
    return servers.filter { url.contains("/\($0.key)") || url.contains(".\($0.key)") }.first?.value
  }

  var droppingTrailingComma: Printed { last == "," ? dropLast() : self[...] }

  var droppingLeadingComma: Printed { first == "," ? dropFirst().trimmed : self[...] }
}

extension String {
  /// The volume of "Vol. 12" is 12.
  var withoutVolumeWord: String {
    for word in ["Vol. ", "vol. ", "Volume "] where hasPrefix(word) {
      return String(dropFirst(word.count))
    }
    return self
  }
}

private enum EditionWords {
  static let ordinals: WordSet = [
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Revised", "Rev.", "Expanded", "Enlarged", "Updated", "International",
  ]
}
