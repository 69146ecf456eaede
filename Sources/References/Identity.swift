/// Whether two references name the same work.
///
/// The same DOI, PubMed or arXiv number is sure, unless the titles have nothing in common, as those of
/// chapters that share their book's; two that differ are two works. Else the same folded title and
/// first author are needed, and one of locator, volume or year must agree; without titles, container,
/// first author, locator and year must.
public struct Identity: Sendable {
  /// References that may be the same work by what they print share this text.
  public let bucket: String
  /// DOI, PubMed and arXiv numbers, each with its kind before it.
  public let numbers: [String: String]
  private let evidence: [String: String]
  private let words: Set<Substring>

  public init(_ reference: Reference) {
    let author = (reference.authors.first ?? reference.editors.first)?.familyName ?? ""
    let name = Self.letters(reference.title ?? reference.container ?? "")
    bucket = "\(reference.title == nil ? "in " : "")\(name)|\(Self.letters(author))"
    numbers = ["DOI": reference.doi, "PubMed": reference.pmid, "arXiv": reference.arxivID]
      .compactMapValues(\.self)
    words = Set(folded(reference.title ?? "").split { !$0.isLetter && !$0.isNumber })
    var evidence: [String: String] = [:]
    if reference.title == nil {
      evidence["place and year"] = "\(reference.locator?.text ?? "")|\(reference.year ?? 0)"
    } else {
      evidence["pages"] = reference.locator.map { folded($0.text) }
      evidence["volume"] = reference.volume.map { folded($0) }
      evidence["year"] = reference.year.map(String.init)
    }
    self.evidence = evidence
  }

  /// What both have in common that makes them the same work: `DOI`, or `title, first author, year`.
  /// Nil where they are not the same.
  public func evidence(for other: Identity) -> String? {
    let shared = numbers.keys.filter { other.numbers[$0] != nil }.sorted()
    if let same = shared.first(where: { numbers[$0] == other.numbers[$0] }) {
      return hasNothingInCommon(with: other) ? nil : same
    }
    // A preprint has numbers of its own, but no two DOIs are one work.
    guard shared.isEmpty, bucket == other.bucket else { return nil }
    let details = evidence.keys.filter { evidence[$0] == other.evidence[$0] }.sorted()
    if details.isEmpty && !(evidence.isEmpty && other.evidence.isEmpty) { return nil }
    return (["title", "first author"] + details).joined(separator: ", ")
  }

  public func matches(_ other: Identity) -> Bool { evidence(for: other) != nil }

  private func hasNothingInCommon(with other: Identity) -> Bool {
    let few = min(words.count, other.words.count)
    return few > 0 && words.intersection(other.words).count * 4 < few
  }

  private static func letters(_ text: String) -> String {
    var letters = String.UnicodeScalarView()
    for scalar in folded(text).unicodeScalars {
      let isKept =
        scalar.isASCII
        ? ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isKept { letters.append(scalar) }
    }
    return String(letters)
  }
}
