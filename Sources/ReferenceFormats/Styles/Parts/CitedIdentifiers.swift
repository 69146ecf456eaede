import References

/// Finds the DOI, the PubMed and arXiv numbers, the URL and the notes on access of a citation, and
/// blanks them, with the words that announce them, before the rest is read:
///
/// ```
/// doi: 10.1000/x   https://doi.org/10.1000/x   PMID: 123; PMCID: PMC45   arXiv preprint arXiv:2101.00001
/// Available from: https://…   Retrieved March 3, 2020, from https://…   (accessed 3 March 2020)
/// [Internet]   [cited 2020 Mar 3]   [Online]. Available: https://…
/// ```
struct CitedIdentifiers {
  /// Reads the identifiers of the whole text into the draft's reference.
  static func take(from draft: inout CitationDraft) {
    var reader = CitedIdentifiers(draft: draft)
    reader.scan()
    draft = reader.draft
  }

  private var draft: CitationDraft

  private mutating func scan() {
    var index = 0
    let end = draft.text.count
    while index < end {
      let scalar = draft.text[index]
      if !isTrigger(scalar) || (index > 0 && draft.text[index - 1].isWordScalar) {
        index += 1
        continue
      }
      index = max(index + 1, take(at: index) ?? index)
    }
  }

  private func isTrigger(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "h", "H", "w", "d", "D", "1", "P", "p", "a", "A", "R", "r", "(", "[", "U", "I", "M": true
    default: false
    }
  }

  /// The index after what begins here and was taken, or nil.
  private mutating func take(at index: Int) -> Int? {
    switch draft.text[index] {
    case "h", "H", "w": takeURL(at: index, from: index)
    case "d", "D": takeDOI(at: index)
    case "1": takeBareDOI(at: index, from: index)
    case "P", "p": takePubMed(at: index)
    case "a", "A": takeArXiv(at: index) ?? takeAccess(at: index)
    case "R", "r": takeRetrieved(at: index)
    case "I": takeISBN(at: index)
    case "M": takeReview(at: index)
    case "U": takeAnnounced(at: index, by: ["URL: ", "URL "])
    case "(": takeBracketedAccess(at: index, close: ")")
    case "[": takeBracketedAccess(at: index, close: "]")
    default: nil
    }
  }

  private var text: Printed { draft.all }

  private mutating func blank(_ range: Range<Int>) -> Int {
    draft.blank(range)
    return range.upperBound
  }

  // MARK: URLs and DOIs

  private mutating func takeURL(at index: Int, from start: Int) -> Int? {
    let isURL =
      text.has("http", at: index)
      && (text.has("://", at: index + 4) || text.has("s://", at: index + 4))
      || text.has("HTTP", at: index) && text.contains("://")
      || text.has("www.", at: index)
    guard isURL else { return nil }
    let end = urlEnd(from: index)
    let url = text[index..<end]
    guard url.count > 8 else { return nil }
    keep(url)
    return blank(start..<end)
  }

  private mutating func keep(_ url: Printed) {
    let string = url.string
    let range = url.startIndex..<url.endIndex
    if url.contains("10."), let doi = doi(in: url) {
      set(doi: doi, range)
      if url.contains("doi.org") { return }
    }
    if url.contains("arxiv"), let id = Identifier.arxivID(in: string) {
      draft.entry.reference.arxivID = id
      draft.entry.mark(.arxivID, range)
    }
    if url.contains("ncbi.nlm.nih.gov/pubmed/") || url.contains("pubmed.ncbi.nlm.nih.gov/") {
      let digits = url.split(separator: "/").last { $0.allSatisfy(\.isDigit) }
      if let digits { set(pmid: digits) }
    }
    if draft.entry.reference.url == nil {
      draft.entry.reference.url = string
      draft.entry.mark(.url, range)
    }
  }

  /// Up to white space, without the punctuation of the sentence around it.
  private func urlEnd(from start: Int) -> Int {
    var end = start
    while end < text.endIndex, !text[end].isBlank, !"<>\"“”".unicodeScalars.contains(text[end]) {
      end += 1
    }
    if end < text.endIndex, text[end] == "<" || text[end] == ">" { end = sicEnd(from: end) }
    while end > start, let last = text.at(end - 1) {
      let isUnopened =
        last == ")" && !text[start..<end].contains("(")
        || last == "]" && !text[start..<end].contains("[")
      guard isUnopened || ".,;:".unicodeScalars.contains(last) else { break }
      end -= 1
    }
    return end
  }

  /// DOIs of the nineties hold angle brackets: `10.1002/(SICI)1097-0258(19980815)17:15<1661::AID…`.
  private func sicEnd(from start: Int) -> Int {
    var end = start
    while end < text.endIndex, !text[end].isBlank { end += 1 }
    return text[..<end].contains("(SICI)") ? end : start
  }

  private mutating func takeDOI(at index: Int) -> Int? {
    guard text.has("doi", at: index) || text.has("DOI", at: index) || text.has("Doi", at: index)
    else { return nil }
    var start = index + 3
    if text.has(".org/", at: start) { return takeBareDOI(at: start + 5, from: index) }
    while let scalar = text.at(start), scalar == ":" || scalar.isBlank { start += 1 }
    return takeBareDOI(at: start, from: index) ?? takeURL(at: start, from: index)
  }

  private mutating func takeBareDOI(at index: Int, from start: Int) -> Int? {
    guard text.has("10.", at: index), text.at(index + 3)?.isDigit == true,
      text.at(index + 6)?.isDigit == true
    else { return nil }
    let end = urlEnd(from: index)
    guard text[index..<end].contains("/"), let doi = doi(in: text[index..<end])
    else { return nil }
    set(doi: doi, index..<end)
    return blank(start..<end)
  }

  private func doi(in text: Printed) -> String? {
    guard text.contains("(SICI)"), let start = text.first("10.") else {
      return Identifier.doi(in: text.string)
    }
    return text[start...].string.lowercased()
  }

  private mutating func set(doi: String, _ range: Range<Int>) {
    if draft.entry.reference.doi != nil { return }
    draft.entry.reference.doi = doi
    draft.entry.mark(.doi, range)
    if doi.hasPrefix("10.48550/arxiv."), draft.entry.reference.arxivID == nil {
      draft.entry.reference.arxivID = Identifier.arxivID(in: doi)
    }
  }

  // MARK: PubMed and arXiv

  private mutating func takePubMed(at index: Int) -> Int? {
    if text.has("PMCID", at: index) || text.has("pmcid", at: index) {
      return takeNumber(after: index + 5, from: index, prefix: "PMC", isPMID: false)
    }
    if text.has("PubMed PMID", at: index) {
      return takeNumber(after: index + 11, from: index, prefix: "", isPMID: true)
    }
    if text.has("PubMed Central PMCID", at: index) {
      return takeNumber(after: index + 20, from: index, prefix: "PMC", isPMID: false)
    }
    if text.has("PMID", at: index) || text.has("pmid", at: index) {
      return takeNumber(after: index + 4, from: index, prefix: "", isPMID: true)
    }
    return nil
  }

  private mutating func takeNumber(
    after index: Int, from start: Int, prefix: StaticString, isPMID: Bool
  ) -> Int? {
    var place = index
    while let scalar = text.at(place), scalar == ":" || scalar.isBlank { place += 1 }
    if text.has(prefix, at: place) { place += prefix.utf8CodeUnitCount }
    let digits = text[place...].prefix(while: \.isDigit)
    guard (1...9).contains(digits.count) else { return nil }
    if isPMID { set(pmid: digits) }
    let isClosed = text.at(digits.endIndex) == ";" || text.at(digits.endIndex) == "."
    return blank(start..<digits.endIndex + (isClosed ? 1 : 0))
  }

  private mutating func set(pmid digits: Printed) {
    if draft.entry.reference.pmid != nil { return }
    draft.entry.reference.pmid = digits.string
    draft.entry.mark(.pmid, digits)
  }

  /// "arXiv:2101.00001v2 [cs.CL]", "arXiv preprint arXiv:hep-th/9901001".
  private mutating func takeArXiv(at index: Int) -> Int? {
    guard
      text.has("arXiv", at: index) || text.has("ArXiv", at: index) || text.has("arxiv", at: index)
    else { return nil }
    var place = index + 5
    for word: StaticString in [
      " preprint arXiv", " e-print arXiv", " preprint", " e-prints", ", arXiv", ". arXiv",
    ]
    where text.has(word, at: place) {
      place += word.utf8CodeUnitCount
      break
    }
    while let scalar = text.at(place), scalar == ":" || scalar.isBlank || scalar == "," {
      place += 1
    }
    let word = text[place...].prefix { !$0.isBlank && $0 != "," && $0 != ";" && $0 != ")" }
    guard word.count >= 8, word.contains(where: \.isDigit),
      let id = Identifier.arxivID(in: "arXiv:" + word.string)
    else { return nil }
    draft.entry.reference.arxivID = id
    draft.entry.mark(.arxivID, word)
    var end = word.endIndex
    if text.has(" [", at: end), let close = text[end...].prefix(24).firstIndex(of: "]") {
      end = close + 1
    }
    if draft.entry.reference.container == nil {
      draft.entry.reference.container = "arXiv"
      draft.entry.reference.type = .preprint
    }
    if text[end - 1] == "." { end -= 1 }
    return blank(index..<end)
  }

  // MARK: Books and reviews

  /// "ISBN 0-486-67260-3", "ISBN-13: 978-0-521-63338-3".
  private mutating func takeISBN(at index: Int) -> Int? {
    guard text.has("ISBN", at: index) else { return nil }
    var place = index + 4
    for kind: StaticString in ["-10", "-13"] where text.has(kind, at: place) { place += 3 }
    while let scalar = text.at(place), scalar == ":" || scalar.isBlank { place += 1 }
    let number = text[place...].prefix { $0.isDigit || $0.isDash || $0 == "X" || $0 == "O" }
    guard (9...17).contains(number.count), number.count(where: \.isDigit) > 8 else { return nil }
    draft.entry.reference.isbn.append(number.string)
    return blank(index..<number.endIndex)
  }

  /// "MR0423716", "MR 340258 (49 #5013)": where Mathematical Reviews has the work.
  private mutating func takeReview(at index: Int) -> Int? {
    guard text.has("MR", at: index) else { return nil }
    let start = text.skippingBlanks(text.at(index + 2) == ":" ? index + 3 : index + 2)
    let digits = text[start...].prefix(while: \.isDigit)
    guard (5...8).contains(digits.count) else { return nil }
    var end = digits.endIndex
    if text.has(" (", at: end), let close = text[end...].prefix(20).firstIndex(of: ")"),
      text[end..<close].contains("#")
    {
      end = close + 1
    }
    return blank(index..<end)
  }

  // MARK: Access

  /// "Available from: https://…", "Accessed March 3, 2020."
  private mutating func takeAccess(at index: Int) -> Int? {
    if text.has("Accessed", at: index) || text.has("accessed", at: index) {
      return takeDate(after: index + 8, from: index)
    }
    return takeAnnounced(
      at: index,
      by: [
        "Available from: ", "Available from ", "Available at: ", "Available at ", "Available: ",
        "Available online at: ", "Available online at ", "Available online: ", "Available via ",
        "Available online ", "available from: ", "available at: ", "available at ",
        "available online at ",
      ])
  }

  private mutating func takeAnnounced(at index: Int, by phrases: [StaticString]) -> Int? {
    for phrase in phrases where text.has(phrase, at: index) {
      let end = text.skippingBlanks(index + phrase.utf8CodeUnitCount)
      if let after = takeURL(at: end, from: index) ?? takeDOI(at: end) {
        draft.blank(index..<end)
        draft.isOnline = true
        return after
      }
    }
    return nil
  }

  /// "Retrieved from https://…", "Retrieved March 3, 2020, from https://…".
  private mutating func takeRetrieved(at index: Int) -> Int? {
    guard text.has("Retrieved ", at: index) || text.has("retrieved ", at: index) else { return nil }
    let window = text[index...].prefix(60)
    guard let from = window.first("from ") else { return takeDate(after: index + 9, from: index) }
    var url = text.skippingBlanks(from + 5)
    if !text.has("http", at: url), !text.has("www.", at: url) {
      guard let place = text[url...].prefix(60).first("http") else { return nil }
      url = place
    }
    draft.isOnline = true
    return takeURL(at: url, from: index)
  }

  /// A date of access up to its year or full stop.
  private mutating func takeDate(after index: Int, from start: Int) -> Int? {
    var place = index
    while let scalar = text.at(place), scalar == ":" || scalar.isBlank { place += 1 }
    if text.has("on ", at: place) { place += 3 }
    let window = text[place...].prefix(30)
    guard let year = PrintedDate.firstYear(in: window),
      PrintedDate.isDateMatter(text[place..<year.range.lowerBound].filter { $0 != "," }[...])
    else { return nil }
    var end = year.range.upperBound
    let rest = text[end...].prefix(20)
    if let stop = rest.firstIndex(where: { $0 == "." || $0 == ")" || $0 == ";" || $0 == "]" }),
      PrintedDate.isDateMatter(text[end..<stop])
    {
      end = stop
    }
    draft.isOnline = true
    if let mark = text.at(end), mark == "." || mark == ";" { end += 1 }
    return blank(start..<end)
  }

  /// "(accessed 3 March 2020)", "[cited 2020 Mar 3]", "[Internet]".
  private mutating func takeBracketedAccess(at index: Int, close: Unicode.Scalar) -> Int? {
    let word = text[(index + 1)...].prefix { $0.isLetter }
    guard Self.accessWords.containsFolded(word),
      let end = text[index...].prefix(80).firstIndex(of: close),
      close == "]" || text[index..<end].contains(where: \.isDigit)
    else { return nil }
    draft.isOnline = true
    return blank(index..<(text.at(end + 1) == "." && close == "]" ? end + 1 : end + 1))
  }

  private static let accessWords: WordSet = [
    "internet", "online", "cited", "accessed", "updated", "retrieved", "viewed", "last", "access",
  ]
}

extension Unicode.Scalar {
  fileprivate var isWordScalar: Bool { isLetter || isDigit || self == "." || self == "/" }
}
