/// A tag of an element that occurs in titles, abstracts and notes: `<jats:italic>`, `</sup>`,
/// `<span class="nocase">`, `<br/>`. Any other `<` is a sign: `p<0.05`, `if a<b then c>d`.
struct MarkupTag {
  enum Element {
    /// Formats words.
    case inline
    /// Begins or ends a line.
    case block
    /// A block that introduces the next.
    case heading
    /// Its contents are not text.
    case skipped
  }

  let element: Element
  let isClosing: Bool
  let isEmpty: Bool
  /// After the `>`.
  let end: Int

  /// How long the attributes of a tag may be, in bytes; beyond that a `<` is a `<`.
  private static let longest = 1 << 10

  init?(at start: Int, in bytes: TextBytes) {
    var index = start + 1
    isClosing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    let rest = bytes[index..<min(index + Self.longest, bytes.count)]
    let fullName = rest.prefix { Self.isNameByte($0) }
    index = fullName.endIndex
    guard let element = Self.element(String(decoding: fullName, as: UTF8.self).lowercased()),
      let close = rest[index...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let attributes = rest[index..<close].filter { $0 > 0x20 }
    guard attributes.isEmpty || attributes == [UInt8(ascii: "/")] || attributes.contains(0x3D),
      !attributes.contains(UInt8(ascii: "<"))
    else { return nil }
    self.element = element
    isEmpty = attributes.last == UInt8(ascii: "/")
    end = close + 1
    let name = String(decoding: fullName, as: UTF8.self).lowercased()
    if !isClosing, attributes.isEmpty, Self.words.contains(name),
      bytes.at(end) != UInt8(ascii: "<"),
      !Self.isClosed(fullName, from: end, in: bytes, within: 1 << 11)
    {
      return nil
    }
    if !isClosing, attributes.isEmpty, fullName.count == 1, bytes.isLetterOrDigit(at: start - 1),
      bytes.isLetterOrDigit(at: end), !Self.isClosed(fullName, from: end, in: bytes)
    {
      return nil
    }
  }

  /// Whether the end tag of an element follows; without it, `i<b>j` compares.
  private static func isClosed(
    _ name: Slice<TextBytes>, from start: Int, in bytes: TextBytes,
    within longest: Int = MarkupTag.longest
  ) -> Bool {
    let wanted = [UInt8(ascii: "<"), UInt8(ascii: "/")] + name + [UInt8(ascii: ">")]
    let limit = min(start + longest, bytes.count)
    return (start..<limit).contains { bytes[$0] == wanted[0] && bytes.has(wanted, at: $0) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || (48...58).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// Names that people put between angle brackets, too, `see <title>`: elements only where an end tag
  /// follows, or another element begins.
  private static let words: Set<String> = [
    "abstract", "alternatives", "annotation", "big", "cite", "code", "font", "list", "math", "none",
    "roman", "script", "sec", "section", "small", "span", "strong", "style", "table", "title",
    "underline",
  ]

  /// The element of a name, with or without the prefix of a vocabulary.
  private static func element(_ name: String) -> Element? {
    guard let colon = name.firstIndex(of: ":") else { return elements[name] }
    let element = elements[String(name[name.index(after: colon)...])]
    return element ?? (name.hasPrefix("jats:") || name.hasPrefix("mml:") ? .inline : nil)
  }

  private static let elements: [String: Element] = {
    var elements: [String: Element] = [:]
    let inline = """
      a abbr alternatives b bold big cite code em ext-link font i inf inline-formula inline-graphic
      it italic math mi mn mo mover mrow mspace mstyle msub msubsup msup mtext munder munderover
      named-content monospace roman s sans-serif sc scp semantics small span strike strong
      styled-content sub sup tt u underline xref mfrac msqrt mfenced mtable mtr mtd mmultiscripts
      mprescripts none
      """
    let block = """
      abstract blockquote br dd disp-formula div dl dt hr li linebreak list list-item ol p pre sec section
      table tbody td th thead tr ul
      """
    for name in inline.split(whereSeparator: \.isWhitespace) { elements[String(name)] = .inline }
    for name in block.split(whereSeparator: \.isWhitespace) { elements[String(name)] = .block }
    for name in ["title", "h1", "h2", "h3", "h4", "h5", "h6"] { elements[name] = .heading }
    for name in ["tex-math", "annotation", "script", "style"] { elements[name] = .skipped }
    return elements
  }()
}

extension MarkupTag.Element {
  var isBlock: Bool { self == .block || self == .heading }
}

extension TextBytes {
  fileprivate func isLetterOrDigit(at index: Int) -> Bool {
    at(index).isASCIILetter || at(index).isASCIIDigit
  }
}
