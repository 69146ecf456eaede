/// Turns LaTeX as people write it in bibliographies into Unicode text.
///
/// `{\"O}zge and Aks{\i}n -- H$_2$O, \emph{in vitro}` is `Özge and Aksın – H2O, in vitro`.
///
/// Braces vanish, accents and symbols become letters, font commands vanish and leave their text,
/// math stands as plain characters, and runs of white space are one space. A command that nobody
/// knows leaves its argument, or itself where it has none. Work is done in one pass with a stack in
/// place of recursion.
struct LaTeXText {
  private var bytes = TextBytes()
  private var index = 0
  private var output: [UInt8] = []
  private var depth = 0
  /// What is to happen when the group of this depth ends.
  private var atGroupEnd: [(depth: Int, action: GroupEnd)] = []
  /// Accents that wait for their letter, the outermost first.
  private var accents: [LaTeXAccent] = []
  private var mathDepth = 0
  /// The math was begun by two dollars.
  private var isDisplayed = false
  private var keepsParagraphs = false
  private var isAddress = false
  private var keepsMarkup = false
  /// The brace here begins the argument of a command.
  private var beginsArgument = false
  /// An escaped `<` was met: databases escape their tags, too.
  private var hasEscapedTag = false

  private enum GroupEnd {
    case write(String)
    case endMath
  }

  /// The text of a value, without white space at its ends. Where paragraphs are kept, a blank line
  /// stays one; in an address, characters stand for themselves, but for braces and backslashes; where
  /// markup is kept, fonts, scripts and braces become the tags of CSL-JSON.
  mutating func text(
    of value: TextBytes, keepsParagraphs: Bool = false, isAddress: Bool = false,
    keepsMarkup: Bool = false
  ) -> String {
    bytes = value
    self.keepsMarkup = keepsMarkup
    beginsArgument = false
    self.keepsParagraphs = keepsParagraphs
    self.isAddress = isAddress
    hasEscapedTag = false
    index = 0
    output.removeAll(keepingCapacity: true)
    depth = 0
    mathDepth = 0
    atGroupEnd.removeAll(keepingCapacity: true)
    accents.removeAll(keepingCapacity: true)
    while index < bytes.count {
      copyPlainBytes()
      if index < bytes.count { readSpecial(bytes[index]) }
    }
    if !accents.isEmpty { flushAccents() }
    while let last = output.last, last.isBlank { output.removeLast() }
    let text = String(decoding: output, as: UTF8.self)
    if !hasEscapedTag { return text }
    return (keepsParagraphs ? Markup.paragraphs(text) : Markup.line(text)) ?? ""
  }

  // MARK: Plain text

  /// Most of a text, in one piece.
  private mutating func copyPlainBytes() {
    guard accents.isEmpty else { return }
    let bytes = bytes
    let start = index
    var end = start
    while end < bytes.count {
      if bytes[end].isPlainInLaTeX {
        end += 1
      } else if bytes[end] == 32, end > start, bytes.at(end + 1).isPlainInLaTeX {
        end += 2
      } else {
        break
      }
    }
    if end > start { output.append(contentsOf: bytes.slice(start..<end)) }
    index = end
  }

  private mutating func readSpecial(_ byte: UInt8) {
    if !accents.isEmpty, readAccented(byte) { return }
    switch byte {
    case UInt8(ascii: "{"): openGroup()
    case UInt8(ascii: "}"): closeGroup()
    case UInt8(ascii: "\\"): readCommand()
    case UInt8(ascii: "$") where isAddress: readDollar()
    case _ where isAddress && !byte.isBlank: write(byte)
    case UInt8(ascii: "$"): readDollar()
    case UInt8(ascii: "~"):
      index += 1
      writeSpace()
    case UInt8(ascii: "-"): readDashes()
    case UInt8(ascii: "`"), UInt8(ascii: "'"): readQuote(byte)
    case UInt8(ascii: "^"), UInt8(ascii: "_"): readScript(byte)
    case UInt8(ascii: "&"): readEntity()
    case UInt8(ascii: "<"): readTag()
    case _ where byte.isBlank: readBlanks()
    default: write(byte)
    }
  }

  private mutating func write(_ byte: UInt8) {
    output.append(byte)
    index += 1
  }

  private mutating func write(_ text: String) {
    output.append(contentsOf: text.utf8)
  }

  private mutating func writeSpace() {
    if let last = output.last, last != 32, last != 10 { output.append(32) }
  }

  private mutating func readBlanks() {
    var lines = 0
    while index < bytes.count, bytes[index].isBlank {
      if bytes[index] == 10 || (bytes[index] == 13 && bytes.at(index + 1) != 10) { lines += 1 }
      index += 1
    }
    if lines > 1 { writeParagraph() } else { writeSpace() }
  }

  private mutating func writeParagraph() {
    guard keepsParagraphs else { return writeSpace() }
    while output.last == 32 { output.removeLast() }
    if let last = output.last, last != 10 { output += [10, 10] }
  }

  /// `--` is an en dash, `---` an em dash, except in math.
  private mutating func readDashes() {
    let start = index
    while index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    switch index - start {
    case 2 where mathDepth == 0: write("–")
    case 3 where mathDepth == 0: write("—")
    default: output.append(contentsOf: bytes.slice(start..<index))
    }
  }

  /// Two backticks or two apostrophes are double quotes; after '?' or '!' a backtick turns them over.
  private mutating func readQuote(_ byte: UInt8) {
    if bytes.at(index + 1) == byte, mathDepth == 0 {
      write(byte == UInt8(ascii: "'") ? "”" : "“")
      index += 2
    } else if byte == UInt8(ascii: "`"), index > 0,
      let turned = ["?": "¿", "!": "¡"][Unicode.Scalar(bytes[index - 1])]
    {
      output.removeLast()
      write(turned)
      index += 1
    } else {
      write(byte)
    }
  }

  // MARK: Groups and math

  /// Braces around words keep their case.
  private mutating func openGroup() {
    depth += 1
    index += 1
    if keepsMarkup, !beginsArgument, mathDepth == 0, isRoomy, bytes.at(index) != UInt8(ascii: "\\")
    {
      open("span", #" class="nocase""#)
    }
    beginsArgument = false
  }

  /// A tag that is closed at the end of the group which is open.
  private mutating func open(_ tag: String, _ attributes: String = "") {
    write("<\(tag)\(attributes)>")
    atGroupEnd.append((depth, .write("</\(tag)>")))
  }

  private mutating func closeGroup() {
    index += 1
    while let last = atGroupEnd.last, last.depth >= depth {
      atGroupEnd.removeLast()
      switch last.action {
      case .write(let text): write(text)
      case .endMath: mathDepth = max(0, mathDepth - 1)
      }
    }
    depth = max(0, depth - 1)
  }

  /// A dollar that another one answers begins or ends math; `$5` alone is money.
  ///
  /// Source: pandoc's rule: no white space after the first, none before the second, and no digit
  /// after it; but signs alone are math: `$-$50`.
  private mutating func readDollar() {
    if mathDepth > 0 {
      index += 1
      if isDisplayed, bytes.at(index) == UInt8(ascii: "$") { index += 1 }
      mathDepth -= 1
      return
    }
    isDisplayed = bytes.at(index + 1) == UInt8(ascii: "$")
    let start = isDisplayed ? index + 2 : index + 1
    guard !bytes.at(start).isBlank, hasClosingDollar(from: start) else {
      return write(bytes[index])
    }
    mathDepth += 1
    index = start
  }

  private func hasClosingDollar(from start: Int) -> Bool {
    var index = start
    var hasMarkup = false
    var hasWords = false
    while index < bytes.count, index - start < 1 << 11 {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        hasMarkup = true
        index += 1
      case UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "{"): hasMarkup = true
      case UInt8(ascii: "$"):
        if index == start { return false }
        return hasMarkup
          || (!bytes[index - 1].isBlank && !(hasWords && bytes.at(index + 1).isASCIIDigit))
      case let byte: hasWords = hasWords || byte.isASCIILetter || byte.isASCIIDigit
      }
      index += 1
    }
    return false
  }

  /// Subscripts and superscripts of math become plain characters.
  private mutating func readScript(_ byte: UInt8) {
    guard mathDepth > 0 else { return write(byte) }
    index += 1
    if keepsMarkup, writeScript(byte == UInt8(ascii: "^") ? "sup" : "sub") { return }
    var next = index
    while bytes.at(next) == UInt8(ascii: "{") { next += 1 }
    if byte == UInt8(ascii: "^"), bytes.starts(with: "\\circ", at: next),
      !bytes.at(next + 5).isASCIILetter
    {
      write("°")
      depth += next - index
      index = bytes.skippingBlanks(next + 5, bytes.count)
    }
  }

  /// A script of one character or in braces, in tags; false for commands that are no script.
  private mutating func writeScript(_ tag: String) -> Bool {
    if bytes.at(index) == UInt8(ascii: "{"), isRoomy, !bytes.starts(with: "{\\circ", at: index) {
      depth += 1
      index += 1
      open(tag)
      return true
    }
    guard bytes.at(index).isASCIILetter || bytes.at(index).isASCIIDigit else { return false }
    write("<\(tag)>")
    write(bytes[index])
    write("</\(tag)>")
    return true
  }

  // MARK: Commands

  private mutating func readCommand() {
    let next = bytes.at(index + 1)
    if next.isASCIILetter { return readWordCommand() }
    index += 2
    switch next {
    case 0:
      index = bytes.count
      write("\\")
    case UInt8(ascii: "&"):
      index -= 1
      readEntity()
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "#"), UInt8(ascii: "_"):
      output.append(next)
    case UInt8(ascii: "("), UInt8(ascii: "["): mathDepth += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"): mathDepth = max(0, mathDepth - 1)
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "\\"): writeSpace()
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "@"),
      UInt8(ascii: "<"), UInt8(ascii: ">"):
      break
    case _ where next.isBlank: writeSpace()
    default:
      if let accent = LaTeXAccent.named(String(UnicodeScalar(next))), isRoomy {
        accents.append(accent)
      } else {
        index -= 1
      }
    }
  }

  private mutating func readWordCommand() {
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index].isASCIILetter { index += 1 }
    let name = bytes.string(start..<index)
    let isStarred = bytes.at(index) == UInt8(ascii: "*")
    let end = isStarred ? index + 1 : index
    let argument = bytes.skippingBlanks(end, bytes.count)
    let hasArgument = bytes.at(argument) == UInt8(ascii: "{")
    beginsArgument = hasArgument
    defer { if bytes.at(index) != UInt8(ascii: "{") { beginsArgument = false } }
    if keepsMarkup, isRoomy, let tag = LaTeXCommand.tags[name] {
      index = argument
      if hasArgument {
        depth += 1
        index += 1
      }
      return open(tag.name, tag.attributes)
    }
    switch LaTeXCommand.named(name) {
    case .symbol(let text)?:
      write(text)
      index = argument
    case .accent(let accent)?:
      if isRoomy { accents.append(accent) }
      index = argument
    case .plain?: index = argument
    case .math?:
      index = argument
      if hasArgument, isRoomy {
        mathDepth += 1
        atGroupEnd.append((depth + 1, .endMath))
      }
    case .quotes(let opening, let closing)?:
      index = argument
      if hasArgument, isRoomy {
        write(isStarred ? "‘" : opening)
        atGroupEnd.append((depth + 1, .write(isStarred ? "’" : closing)))
      }
    case .verbatim?:
      index = skippingGroups(1, from: argument)
      if hasArgument { writeVerbatim(argument + 1..<max(argument + 1, index - 1)) }
    case .dropped(let count)?:
      index = skippingGroups(count, from: argument)
      if index == argument, bytes.starts(with: "\\{", at: argument) { skipEscapedGroup() }
    case .space?:
      index = argument
      writeSpace()
    case .paragraph?:
      index = argument
      writeParagraph()
    case nil:
      index = hasArgument ? argument : end
      if !hasArgument { output.append(contentsOf: bytes.slice(start - 1..<end)) }
    }
  }

  /// Text with commands nested deeper than this is not text.
  private var isRoomy: Bool { atGroupEnd.count < 100 && accents.count < 8 }

  /// An address: of its characters, those that LaTeX needs written with a backslash lose it.
  private mutating func writeVerbatim(_ range: Range<Int>) {
    for place in range {
      let byte = bytes[place]
      let isEscape =
        byte == UInt8(ascii: "\\") && place + 1 < range.upperBound
        && !bytes[place + 1].isASCIILetter
      if !isEscape, byte != UInt8(ascii: "{"), byte != UInt8(ascii: "}"), !byte.isBlank {
        output.append(byte)
      }
    }
  }

  /// The place after this many groups; an unclosed brace ends with the value.
  private func skippingGroups(_ count: Int, from start: Int) -> Int {
    var index = start
    for _ in 0..<count {
      let opening = bytes.skippingBlanks(index, bytes.count)
      guard bytes.at(opening) == UInt8(ascii: "{") else { break }
      var depth = 0
      index = opening
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "{") { depth += 1 }
        if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
        index += 1
        if depth == 0 { break }
      }
    }
    return index
  }

  /// `\vphantom\{\}`: braces that stand for themselves, for programs that count them.
  private mutating func skipEscapedGroup() {
    while index < bytes.count, !bytes.starts(with: "\\}", at: index) { index += 1 }
    index = min(index + 2, bytes.count)
  }

  // MARK: Accents

  /// Reads what follows an accent; false if it is another accent or an opening brace.
  private mutating func readAccented(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"): return false
    case UInt8(ascii: "\\"):
      let next = bytes.at(index + 1)
      if next.isASCIILetter { return readAccentedSymbol() }
      if LaTeXAccent.named(String(UnicodeScalar(next))) != nil { return false }
      flushAccents()
      return false
    case _ where byte.isBlank:
      index += 1
      return true
    case _ where byte.isASCIILetter || byte >= 0x80:
      let end = index + bytes.scalarLength(at: index)
      writeAccented(bytes.string(index..<end))
      index = end
      return true
    default:
      flushAccents()
      return false
    }
  }

  /// `\'\i`, `\'{\ae}`: the letter of the command takes the accent.
  private mutating func readAccentedSymbol() -> Bool {
    let start = index + 1
    var end = start
    while end < bytes.count, bytes[end].isASCIILetter { end += 1 }
    switch LaTeXCommand.named(bytes.string(start..<end)) {
    case .symbol(let text)?:
      index = bytes.skippingBlanks(end, bytes.count)
      writeAccented(text == "ı" ? "i" : text == "ȷ" ? "j" : text)
      return true
    case .accent?, .plain?: return false
    default:
      flushAccents()
      return false
    }
  }

  private mutating func writeAccented(_ letter: String) {
    var letter = letter
    while let accent = accents.popLast() { letter = accent.applied(to: letter) }
    beginsArgument = false
    write(letter)
  }

  /// An accent without a letter is kept as a character: `\~{}` is `~`.
  private mutating func flushAccents() {
    for accent in accents { write(accent.alone) }
    accents.removeAll(keepingCapacity: true)
  }

  // MARK: HTML

  /// `&amp;` and its like, which databases leave in their exports.
  private mutating func readEntity() {
    guard let (text, length) = HTMLRemnant.entity(in: bytes, at: index) else {
      return write(bytes[index])
    }
    write(text)
    index += length
    hasEscapedTag = hasEscapedTag || text == "<"
  }

  /// Tags vanish, those of blocks leave a line end; any other `<` is a sign.
  private mutating func readTag() {
    guard let tag = MarkupTag(at: index, in: bytes) else { return write(bytes[index]) }
    index = tag.end
    if tag.element.isBlock { writeLineEnd() }
  }

  private mutating func writeLineEnd() {
    guard keepsParagraphs else { return writeSpace() }
    while output.last == 32 { output.removeLast() }
    if let last = output.last, last != 10 { output.append(10) }
  }
}

extension UInt8 {
  /// An ordinary character in any context.
  fileprivate var isPlainInLaTeX: Bool {
    switch self {
    case 0...32, UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"), UInt8(ascii: "$"),
      UInt8(ascii: "~"), UInt8(ascii: "-"), UInt8(ascii: "`"), UInt8(ascii: "'"),
      UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "&"), UInt8(ascii: "<"):
      false
    default: true
    }
  }
}

extension TextBytes {
  func starts(with text: StaticString, at start: Int) -> Bool {
    text.withBytes { has($0, at: start) }
  }

  /// How many bytes the character at a place has.
  func scalarLength(at start: Int) -> Int {
    var end = start + 1
    while end < count, self[end] & 0xC0 == 0x80 { end += 1 }
    return end - start
  }
}
