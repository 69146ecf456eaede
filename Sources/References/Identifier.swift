/// Finds the public identifiers of works in text.
public enum Identifier {
  /// A scheme of identifiers; of a scheme that identifies works, a work has at most one.
  public enum Scheme: String, CaseIterable, Sendable {
    case doi, pmid, pmcid, arxiv, isbn, issn

    /// Whether a shared identifier means the same work. A book has an ISBN for each binding and
    /// shares it with its chapters; a journal shares its ISSN with its articles.
    public var identifiesWorks: Bool { self != .isbn && self != .issn }

    /// An identifier in the form in which it is compared: in one case, without resolver, hyphens or
    /// version; an ISBN-10 as ISBN-13. Text without an identifier of the scheme is only folded.
    public func normalized(_ text: String) -> String {
      switch self {
      case .doi: Identifier.doi(in: text) ?? text.lowercased()
      case .arxiv: Identifier.arxivID(in: "arxiv \(text)") ?? text.lowercased()
      case .pmid: text.filter(\.isNumber)
      case .pmcid: "PMC" + text.filter(\.isNumber)
      case .isbn: Identifier.isbn13(text.uppercased().filter { $0.isNumber || $0 == "X" })
      case .issn: text.uppercased().filter { $0.isNumber || $0 == "X" }
      }
    }

    /// Whether a text is an identifier of the scheme and nothing else.
    public func isOne(_ text: String) -> Bool {
      let form = normalized(text)
      return switch self {
      case .doi: Identifier.doi(in: text) == text.lowercased()
      case .arxiv: Identifier.arxivID(in: "arxiv \(text)") != nil
      case .pmid: (1...9).contains(form.count) && form == text
      case .pmcid: (4...12).contains(form.count) && form == text.uppercased()
      case .isbn: form.count == 13
      case .issn: form.count == 8
      }
    }

    /// A prefix of an identifier in the form in which it is compared.
    public func normalizedPrefix(_ text: String) -> String {
      switch self {
      case .doi, .arxiv: normalized(text)
      case .pmid, .pmcid, .isbn, .issn:
        (self == .pmcid ? "PMC" : "") + text.uppercased().filter { $0.isNumber || $0 == "X" }
      }
    }
  }

  /// The ISBN-13 of an ISBN-10, with its check digit; any other text unchanged.
  ///
  /// Source: ISO 2108: 978 before the first nine digits, then a digit that makes the sum of all,
  /// weighted 1 and 3 in turn, a multiple of ten.
  private static func isbn13(_ digits: String) -> String {
    guard digits.count == 10 else { return digits }
    let first = "978" + digits.prefix(9)
    let sum = first.compactMap(\.wholeNumberValue).enumerated()
      .reduce(0) { $0 + ($1.offset.isMultiple(of: 2) ? $1.element : 3 * $1.element) }
    return first + String((10 - sum % 10) % 10)
  }

  /// The DOI in a text, without resolver or trailing punctuation, in lower case:
  /// `https://doi.org/10.1038/NRD.2016.123.` is `10.1038/nrd.2016.123`. Nil if there is none.
  ///
  /// Source: ISO 26324: `10.`, four or more digits, a slash, any printable characters.
  public static func doi(in text: some StringProtocol) -> String? {
    let bytes = Array(text.utf8)
    var start = 0
    while let place = bytes[start...].firstRange(of: Array("10.".utf8))?.lowerBound {
      start = place + 3
      let isInsideNumber = place > 0 && (bytes[place - 1].isDigit || bytes[place - 1] == dot)
      let registrant = bytes[start...].prefix(longestPart).prefix { $0.isDigit || $0 == dot }
      let slash = registrant.endIndex
      guard !isInsideNumber, registrant.prefix(while: \.isDigit).count >= 4 else { continue }
      let isEscaped = bytes[slash...].starts(with: Array("%2F".utf8))
      guard isEscaped || bytes[slash...].first == UInt8(ascii: "/") else { continue }
      let rest = bytes[(slash + (isEscaped ? 3 : 1))...]
      let word = rest.prefix(longestName).prefix { $0 > 0x20 }
      let plain = isEscaped || word.contains(UInt8(ascii: "%")) ? unescaped(word) : word
      let excluded = hasBrackets(plain) ? notInDOI.subtracting("<>".utf8) : notInDOI
      let name = withoutPage(trimmed(withoutQuery(plain).prefix { !excluded.contains($0) }))
      if name.isEmpty { continue }
      return String(decoding: bytes[place..<slash] + [UInt8(ascii: "/")] + name, as: UTF8.self)
        .lowercased()
    }
    return nil
  }

  /// The bytes of percent escapes: `%28` is a bracket.
  private static func unescaped(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes: [UInt8] = []
    var index = word.startIndex
    while index < word.endIndex {
      if word[index] == UInt8(ascii: "%"), index + 2 < word.endIndex,
        let byte = UInt8(String(decoding: word[index + 1...index + 2], as: UTF8.self), radix: 16),
        byte > 0x20
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(word[index])
        index += 1
      }
    }
    return bytes[...]
  }

  /// The ID of an arXiv preprint, without its version: `arXiv:2101.00001v2` is `2101.00001`,
  /// `arxiv.org/abs/hep-th/9901001` is `hep-th/9901001`. Nil if the text does not name arXiv.
  public static func arxivID(in text: some StringProtocol) -> String? {
    let bytes = Array(text.utf8)
    let lower = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard let name = lower.firstRange(of: Array("arxiv".utf8)) else { return nil }
    for start in name.upperBound..<bytes.count {
      let isInsideWord = start > 0 && (bytes[start - 1].isDigit || bytes[start - 1] == dot)
      if isInsideWord { continue }
      let word = lower[start...].prefix(longestPart).prefix {
        $0.isDigit || $0.isLetter || $0 == dot || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-")
      }
      if let id = newArxivID(word) ?? oldArxivID(word) { return id }
    }
    return nil
  }

  /// `2101.00001`: four digits, a full stop, four or five digits.
  private static func newArxivID(_ word: ArraySlice<UInt8>) -> String? {
    let left = word.prefix(while: \.isDigit)
    guard left.count == 4, word[left.endIndex...].first == dot else { return nil }
    let right = word[(left.endIndex + 1)...].prefix(while: \.isDigit)
    guard (4...5).contains(right.count) else { return nil }
    return String(decoding: word[word.startIndex..<right.endIndex], as: UTF8.self)
  }

  /// `hep-th/9901001`: an archive, a slash, seven digits.
  private static func oldArxivID(_ word: ArraySlice<UInt8>) -> String? {
    let archive = word.prefix { $0.isLetter || $0 == UInt8(ascii: "-") || $0 == dot }
    guard archive.count >= 2, archive.first?.isLetter == true,
      word[archive.endIndex...].first == UInt8(ascii: "/")
    else { return nil }
    let number = word[(archive.endIndex + 1)...].prefix(while: \.isDigit)
    guard number.count == 7 else { return nil }
    return String(decoding: word[word.startIndex..<number.endIndex], as: UTF8.self)
  }

  private static let dot = UInt8(ascii: ".")
  /// In bytes; no registrant of a DOI and no number of arXiv is longer, and no name of a DOI.
  private static let longestPart = 40
  private static let longestName = 500
  private static let notInDOI = Set("\"<>{}|\\^`".utf8)

  /// Whether a name is made from a serial's item, with angle brackets in it:
  /// `(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2`, or begins with its numbers.
  ///
  /// Source: ANSI/NISO Z39.56.
  private static func hasBrackets(_ name: ArraySlice<UInt8>) -> Bool {
    let isSICI = name.prefix(6).map { $0.isLetter ? $0 | 0x20 : $0 } == Array("(sici)".utf8)
    return name.contains(UInt8(ascii: ">"))
      && (isSICI || name.firstRange(of: Array(">3.0.".utf8)) != nil)
  }

  /// Without what an address has behind the DOI: `?utm_source=x`.
  private static func withoutQuery(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let mark = name.lastIndex(of: UInt8(ascii: "?")) else { return name }
    let key = name[(mark + 1)...].prefix { $0.isLetter || $0 == UInt8(ascii: "_") }
    return !key.isEmpty && name[key.endIndex...].first == UInt8(ascii: "=") ? name[..<mark] : name
  }

  /// What addresses at publishers put behind a DOI: `10.3389/fimmu.2018.00128/full`.
  private static let pages = [
    "/abstract", "/full", "/fulltext", "/pdf", "/epdf", "/summary", "/references", "/meta",
  ].map { Array($0.utf8) }

  private static func withoutPage(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = name.suffix(12).map { $0.isLetter ? $0 | 0x20 : $0 }
    let page = pages.first { end.suffix($0.count) == $0[...] && name.count > $0.count }
    return page.map { name.dropLast($0.count) } ?? name
  }

  /// Without what the sentence around it adds at its end: full stops, commas, a bracket that was
  /// opened before it.
  private static func trimmed(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var name = name
    while let last = name.last {
      let isUnopened =
        last == UInt8(ascii: ")") && name.count { $0 == last } > name.count { $0 == last - 1 }
        || last == UInt8(ascii: "]") && !name.contains(UInt8(ascii: "["))
      guard isUnopened || ".,;:'&?/".utf8.contains(last) else { break }
      name.removeLast()
    }
    return name
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (48...57).contains(self) }
  fileprivate var isLetter: Bool { (97...122).contains(self | 0x20) }
}
