import References

/// Reads the values of single fields.
enum BibTeXText {
  /// Without the full stop at its end; an ellipsis stays.
  static func withoutFullStop(_ title: String) -> String {
    title.utf8.last == UInt8(ascii: ".") && !title.hasSuffix("..")
      ? String(title.dropLast()) : title
  }

  /// A title with its subtitle: `City of Suspects: Crime in Mexico City, 1900–1931`.
  static func title(_ title: String, _ subtitle: String?) -> String {
    guard let subtitle else { return title }
    return title + (title.last.map { "?!:.…".contains($0) } == true ? " " : ": ") + subtitle
  }

  /// The digits at the beginning.
  static func number(_ text: String) -> String? {
    let digits = text.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? nil : String(digits)
  }

  /// What a field says, which may be one for the numbers of articles.
  static func locator(_ text: String, of field: BibTeXField) -> Locator? {
    let locator = Self.locator(text)
    guard field == .articleNumber, let locator, !locator.isRange else { return locator }
    return .articleNumber(locator.text)
  }

  /// `431--456, 791--823` and `30` are pages, `e14019` is the number of an article. Any dash, with or
  /// without blanks around it, is an en dash.
  static func locator(_ text: String) -> Locator? {
    if let locator = plainLocator(text) { return locator }
    if text.utf8.count < 12, text.withoutPlaceholder.isEmpty { return nil }
    var pages = String.UnicodeScalarView()
    var hasBlank = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "-", "–", "—", "‐", "‑", "‒", "−":
        if pages.last != "–" { pages.append("–") }
        hasBlank = false
      case " ": hasBlank = true
      default:
        if hasBlank, let last = pages.last, last != "–" { pages.append(" ") }
        hasBlank = false
        pages.append(scalar)
      }
    }
    while let last = pages.last, "–+,.".unicodeScalars.contains(last) { pages.removeLast() }
    while pages.first == "–" { pages.removeFirst() }
    var result = String(pages)
    for prefix in ["pp. ", "pp.", "p. ", "p.", "pp "]
    where result.lowercased().hasPrefix(prefix) && result.utf8.count > prefix.utf8.count {
      result.removeFirst(prefix.count)
      break
    }
    if result.isEmpty { return nil }
    let isRange = result.contains("–") || result.contains(",")
    return isRange ? .pages(result) : Locator(single: result)
  }

  /// A number, or two with a dash between them.
  private static func plainLocator(_ text: String) -> Locator? {
    let bytes = text.utf8
    guard let dash = bytes.firstIndex(where: { !$0.isASCIIDigit }) else {
      return text.isEmpty ? nil : Locator(single: text)
    }
    let rest = text[dash...]
    guard dash > text.startIndex, let first = rest.unicodeScalars.first,
      first == "-" || first == "–",
      case let end = rest.utf8.dropFirst(UTF8.width(first)), !end.isEmpty,
      end.allSatisfy(\.isASCIIDigit)
    else { return nil }
    return .pages(text[..<dash] + "–" + rest.dropFirst())
  }

  /// The DOI of a doi field, which may contain what a DOI in running text may not: `<`, `>`.
  static func doi(_ text: String) -> String? {
    if let doi = bareDOI(text) { return doi }
    if text.utf8.contains(UInt8(ascii: "$")) {
      let plain = text.replacing("$<$", with: "<").replacing("$>$", with: ">")
      if plain != text { return doi(plain) }
    }
    guard text.utf8.count < 2000, let doi = Identifier.doi(in: text) else { return nil }
    guard text.utf8.contains(UInt8(ascii: "<")) || text.utf8.contains(UInt8(ascii: ";")),
      let start = text.range(ofFirst: "10.")
    else { return doi }
    var whole = text[start...].prefix { !$0.isWhitespace }.lowercased()
    if whole.hasSuffix("</a>") { whole.removeLast(4) }
    return whole.hasPrefix(doi) && whole.offset(ofFirst: "10.", from: 3) == nil ? whole : doi
  }

  /// A DOI with nothing before, after or in it that has to be looked at.
  private static func bareDOI(_ text: String) -> String? {
    text.withBytes { bytes in
      guard bytes.starts(with: "10.", at: 0), let slash = bytes.firstIndex(of: UInt8(ascii: "/")),
        slash > 6, slash + 1 < bytes.count, bytes[3..<slash].allSatisfy(\.isASCIIDigit),
        bytes[slash...].allSatisfy({
          $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
            || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }),
        let last = bytes.last, last.isASCIILetter || last.isASCIIDigit
      else { return nil }
      return bytes.lowercased(0..<bytes.count)
    }
  }

  /// arXiv and those named after it, CoRR, SSRN.
  static func isPreprintServer(_ container: String) -> Bool {
    container.contains(anyCase: "rxiv") || container == "CoRR" || container == "SSRN"
  }

  /// The arXiv ID in the journal, volume, URL or DOI.
  static func arxivID(_ reference: Reference, more: String?) -> String? {
    for text in [reference.container, reference.url, reference.doi, more] {
      if let text, text.contains(anyCase: "arxiv"), let id = Identifier.arxivID(in: text) {
        return id
      }
    }
    guard let container = reference.container, isPreprintServer(container) else { return nil }
    for text in [reference.volume, reference.locator?.text, reference.issue] {
      if let text, let id = Identifier.arxivID(in: "arxiv:\(text)") { return id }
    }
    return nil
  }

  /// The first `http://…` in a text.
  static func address(in text: String) -> String? {
    guard let start = text.range(ofFirst: "http://") ?? text.range(ofFirst: "https://") else {
      return nil
    }
    let address = text[start...].prefix { !$0.isWhitespace && !"<>\"".contains($0) }
    return String(address.last == "." || address.last == "," ? address.dropLast() : address)
  }

  /// A value verbatim, but for braces, `\url{}`, and the backslashes that reference managers put
  /// before '_', '%', '&' and '#'.
  static func verbatim(_ value: TextBytes, _ latex: inout LaTeXText) -> String {
    let range = value.trimmed(0..<value.count)
    let text = value.slice(range)
    let isPlain = !text.contains {
      $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "{") || $0.isBlank
    }
    if isPlain { return unescaped(value.string(range)) }
    return unescaped(latex.text(of: text, isAddress: true))
  }

  /// `&amp;` in an address is '&'.
  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: ";")) else {
      return text
    }
    var result = ""
    text.withBytes { bytes in
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "&"),
          let (character, length) = HTMLRemnant.entity(in: bytes, at: index)
        {
          result += character
          index += length
        } else {
          let length = bytes.scalarLength(at: index)
          result += bytes.string(index..<index + length)
          index += length
        }
      }
    }
    return result
  }

  /// What a `type` or `entrysubtype` says of @misc and @online.
  static let kinds: [(word: StaticString, type: ReferenceType)] = [
    ("preprint", .preprint), ("presentation", .presentation), ("talk", .presentation),
    ("poster", .presentation), ("slides", .presentation), ("software", .software),
    ("computer program", .software), ("dataset", .dataset), ("data set", .dataset),
    ("thesis", .thesis), ("patent", .patent), ("webpage", .webpage), ("web page", .webpage),
  ]
}

extension String {
  fileprivate func range(ofFirst text: StaticString) -> Index? {
    offset(ofFirst: text).map { utf8.index(startIndex, offsetBy: $0) }
  }

  /// Bytes are compared, letters without regard to case; `text` is in lower-case ASCII.
  func contains(anyCase text: StaticString) -> Bool { offset(ofFirst: text) != nil }

  fileprivate func offset(ofFirst text: StaticString, from start: Int = 0) -> Int? {
    withBytes { bytes in
      text.withBytes { wanted in
        var index = start
        while index + wanted.count <= bytes.count {
          if bytes[index].lowercased == wanted[0] {
            var length = 1
            while length < wanted.count, bytes[index + length].lowercased == wanted[length] {
              length += 1
            }
            if length == wanted.count { return index }
          }
          index += 1
        }
        return nil
      }
    }
  }
}
