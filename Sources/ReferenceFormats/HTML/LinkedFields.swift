import References

/// What the links beside a citation say about it.
///
/// A Google Scholar link carries the fields themselves,
/// `scholar_lookup?title=…&author=June%2CCH&journal=…&volume=379&pages=64-73&publication_year=2018`;
/// the others a DOI, a PubMed number or an address.
struct LinkedFields {
  private(set) var title: String?
  private(set) var authors: [Creator] = []
  private(set) var journal: String?
  private(set) var volume: String?
  private(set) var locator: Locator?
  private(set) var year: Int?
  private(set) var doi: String?
  private(set) var pmid: String?
  private(set) var arxivID: String?
  private(set) var url: String?

  init(_ links: [PageLink]) {
    for link in links {
      if link.address.contains("scholar_lookup?") {
        readScholar(link.address)
      } else {
        readAddress(link)
      }
    }
  }

  /// They say enough to be a citation by themselves.
  var namesWork: Bool { title != nil && (year != nil || !authors.isEmpty) }

  // MARK: Reading

  private mutating func readScholar(_ address: String) {
    guard let query = address.firstIndex(of: "?") else { return }
    for pair in address[address.index(after: query)...].split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2,
        let value = MarkupText.line(Array(String(parts[1]).percentDecoded(plusIsSpace: true).utf8))
      else { continue }
      switch parts[0] {
      case "title": title = value.withoutFinalStop
      case "author": authors.append(Self.creator(value))
      case "journal": journal = value
      case "volume": volume = value
      case "pages": locator = Locator(pages: value)
      case "publication_year": year = value.firstYear
      case "doi": doi = Identifier.doi(in: value) ?? doi
      default: break
      }
    }
  }

  private mutating func readAddress(_ link: PageLink) {
    let address = link.address.percentDecoded(plusIsSpace: false)
    if address.contains("doi.org/") { doi = doi ?? Identifier.doi(in: address) }
    pmid = pmid ?? Identifier.pmid(inURL: address)
    if address.contains("arxiv.org/") { arxivID = arxivID ?? Identifier.arxivID(in: address) }
    let isWorkItself =
      link.label == "Article" || link.label == "Full Text" || link.label == "Book"
      || link.label == address
    if isWorkItself, address.hasPrefix("http"), !address.contains("doi.org/") {
      url = url ?? link.address
    }
  }

  /// `June,CH` is June, C. H.; a name without a comma is a group's.
  private static func creator(_ text: String) -> Creator {
    guard case .person(var name) = Creator(inverted: text) else { return .literal(text) }
    if let given = name.given, given.count <= 5,
      given.allSatisfy({ $0.isUppercase || $0 == "-" })
    {
      name.given = given.split(separator: "-")
        .map { part in part.map { "\($0)." }.joined(separator: " ") }.joined(separator: "-")
    }
    return .person(name)
  }

  // MARK: Applying

  private static let costOfDisagreement = 0.1
  private static let confidenceOfLinks = 1.0

  /// Completes and overrules what was read from the printed text. Where both say the same, the
  /// printed form stays; each field in which they differ makes the citation less sure.
  func apply(to citation: inout Citation) {
    let disagreements = apply(to: &citation.reference)
    if namesWork { citation.confidence = max(citation.confidence, Self.confidenceOfLinks) }
    let confidence = citation.confidence - Double(disagreements) * Self.costOfDisagreement
    citation.confidence = (max(confidence, 0) * 100).rounded() / 100
  }

  private func apply(to reference: inout Reference) -> Int {
    let type = reference.type
    var count = 0
    if titleIsOfWork(reference) { count += overrule(&reference.title, title) }
    if type == .article { count += overrule(&reference.container, journal) }
    count += overrule(&reference.volume, volume)
    if let locator {
      let isSame = reference.locator.map { $0.text.letters == locator.text.letters }
      if isSame != true { reference.locator = locator }
      if isSame == false { count += 1 }
    }
    if let year {
      if let printed = reference.year, printed != year { count += 1 }
      reference.year = year
    }
    count += applyAuthors(to: &reference)
    reference.doi = doi ?? reference.doi
    reference.pmid = pmid ?? reference.pmid
    reference.arxivID = arxivID ?? reference.arxivID
    reference.url = reference.url ?? url
    return count
  }

  /// The link of a chapter gives the title of its book.
  private func titleIsOfWork(_ reference: Reference) -> Bool {
    switch reference.type {
    case .chapter, .conference, .presentation: false
    default: title?.letters != reference.container?.letters || reference.title == nil
    }
  }

  private func overrule(_ printed: inout String?, _ linked: String?) -> Int {
    guard let linked else { return 0 }
    guard let old = printed else {
      printed = linked
      return 0
    }
    if old.letters == linked.letters { return 0 }
    printed = linked
    return 1
  }

  /// The printed names stay where the link has the same families, or fewer of them.
  private func applyAuthors(to reference: inout Reference) -> Int {
    if authors.isEmpty || reference.type == .book && !reference.editors.isEmpty { return 0 }
    let printed = reference.authors.map(\.familyName.letters)
    let linked = authors.map(\.familyName.letters)
    let isSame = zip(printed, linked).allSatisfy {
      $0 == $1 || $0.hasSuffix($1) || $1.hasSuffix($0)
    }
    if isSame, printed.count >= linked.count { return 0 }
    let isLonger = isSame && reference.hasMoreAuthors
    reference.authors = isSame ? reference.authors + authors[printed.count...] : authors
    if isLonger { reference.hasMoreAuthors = false }
    return isSame || printed.isEmpty ? 0 : 1
  }
}

extension String {
  /// Its letters and digits alone, folded: what is compared.
  fileprivate var letters: String {
    folded(self).filter { $0.isLetter || $0.isNumber }
  }

  /// With `%2C` as a comma; what is not an escape stays.
  fileprivate func percentDecoded(plusIsSpace: Bool) -> String {
    var result: [UInt8] = []
    let bytes = Array(utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(plusIsSpace && bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
