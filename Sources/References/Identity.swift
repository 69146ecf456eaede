/// Whether two references name the same work.
///
/// The same DOI, PubMed or arXiv number is sure, unless the titles have nothing in common, as those of
/// chapters that share their book's; two that differ are two works. Else what they print decides:
///
/// ```
/// title and first author   pages, volume or year must agree
/// title alone              the year and one of container, pages, volume, publisher and address must
///                          agree, and none of these may differ
/// no title                 container, volume, first page, first author and year must agree
/// ```
///
/// What is not there never agrees; only volumes, which a chapter's book has none of, may be missing
/// on both sides.
public struct Identity: Sendable {
  /// References that may be the same work by what they print share this text; empty for those that
  /// print too little.
  public let bucket: String
  /// DOI, PubMed and arXiv numbers, each with its kind before it.
  public let numbers: [String: String]
  /// What the references of one bucket have in common.
  private let common: [String]
  /// What else is printed and tells works apart.
  private let details: [String: String]
  /// Whether no detail may differ.
  private let isStrict: Bool
  private let words: Set<Substring>

  public init(_ reference: Reference) {
    let title = Self.letters(reference.title)
    let author = Self.letters((reference.authors.first ?? reference.editors.first)?.familyName)
    let container = Self.letters(reference.container)
    let volume = reference.volume.map { folded($0) }
    let pages = reference.locator.map { folded($0.text) }
    let year = reference.year.map(String.init)
    let parts: [String?]
    var details: [String: String?] = [:]
    switch (title, author) {
    case (let title?, let author?):
      parts = [title, author]
      common = ["title", "first author"]
      details = ["pages": pages, "volume": volume, "year": year]
    case (let title?, nil):
      parts = [title, "", year]
      common = ["title", "year"]
      details = [
        "pages": pages, "volume": volume, "container": container, "address": reference.url,
        "publisher": Self.letters(reference.publisher),
      ]
    case (nil, _):
      let page = pages.map { String($0.prefix { $0 != "-" }) }
      parts = ["", container, volume ?? "", page, author, year]
      common =
        ["container"] + (volume == nil ? [] : ["volume"]) + ["first page", "first author", "year"]
    }
    isStrict = title != nil && author == nil
    self.details = details.compactMapValues(\.self)
    let known = parts.compactMap(\.self)
    let isEnough = known.count == parts.count && !(isStrict && self.details.isEmpty)
    bucket = isEnough ? known.joined(separator: "|") : ""
    numbers = ["DOI": reference.doi, "PubMed": reference.pmid, "arXiv": reference.arxivID]
      .compactMapValues(\.self)
    words = Set(folded(reference.title ?? "").split { !$0.isLetter && !$0.isNumber })
  }

  /// What both have in common that makes them the same work: `DOI`, or `title, first author, year`.
  /// Nil where they are not the same.
  public func evidence(for other: Identity) -> String? {
    let kinds = numbers.keys.filter { other.numbers[$0] != nil }.sorted()
    if let same = kinds.first(where: { numbers[$0] == other.numbers[$0] }) {
      return hasNothingInCommon(with: other) ? nil : same
    }
    // A preprint has numbers of its own, but no two DOIs are one work.
    guard kinds.isEmpty, !bucket.isEmpty, bucket == other.bucket else { return nil }
    let shared = details.keys.filter { other.details[$0] != nil }
    let agreeing = shared.filter { details[$0] == other.details[$0] }.sorted()
    if agreeing.isEmpty && !(details.isEmpty && other.details.isEmpty) { return nil }
    if isStrict && agreeing.count < shared.count { return nil }
    return (common + agreeing).joined(separator: ", ")
  }

  public func matches(_ other: Identity) -> Bool { evidence(for: other) != nil }

  private func hasNothingInCommon(with other: Identity) -> Bool {
    let few = min(words.count, other.words.count)
    return few > 0 && words.intersection(other.words).count * 4 < few
  }

  /// The folded letters and digits of a text; nil where there are none.
  private static func letters(_ text: String?) -> String? {
    guard let text else { return nil }
    var letters = String.UnicodeScalarView()
    for scalar in folded(text).unicodeScalars {
      let isKept =
        scalar.isASCII
        ? ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isKept { letters.append(scalar) }
    }
    return letters.isEmpty ? nil : String(letters)
  }
}
