/// Finds the entries of a .bib file and takes them apart.
///
/// ```
/// file     = { anything | "@" word ( "{" body "}" | "(" body ")" ) }
/// body     = key "," { name "=" value "," }            the last comma is optional
/// value    = part { "#" part }
/// part     = "{" balanced "}" | '"' balanced '"' | number | macro
/// ```
///
/// The text between entries is comment. An entry that these rules do not fit is read once more,
/// leniently, and no further than to the next line that begins with an entry.
struct BibTeXScanner {
  enum Block {
    case entry
    case strings
    case data
    /// A comment or a setting; it may contain problems.
    case aside
  }

  let bytes: TextBytes
  var index = 0
  /// The next line that begins with an entry, and from where it was looked for.
  private var nextLineHead = (from: 0, place: 0)
  /// Comments that went on to the end of the file.
  private var unclosedComments = 0
  /// How far values without an end were followed without a match, in all.
  private var wasted = 0
  /// How far the value that is being read was followed.
  var furthest = 0

  init(_ bytes: TextBytes) {
    self.bytes = bytes
  }

  /// Moves on to the next block and reads it; nil at the end of the text.
  mutating func next(_ entry: inout BibTeXEntry) -> Block? {
    guard let head = head(from: index) else {
      index = bytes.count
      return nil
    }
    entry.begin(head)
    if isCommentedOut(head) { return leaveOutLine(&entry) }
    switch kind(of: head) {
    case .aside:
      skipAside(&entry)
      return .aside
    case .strings: return read(&entry, as: .strings)
    case .data: return read(&entry, as: .data)
    case .entry: return read(&entry, as: .entry)
    }
  }

  private mutating func read(_ entry: inout BibTeXEntry, as block: Block) -> Block {
    let hasKey = block != .strings
    let isSound =
      readBody(&entry, hasKey: hasKey, escapesBraces: false)
      || (isPatient && readBody(&entry, hasKey: hasKey, escapesBraces: true))
    if !isSound {
      let limit = lineHead(from: entry.opener + 1)
      readDamagedBody(&entry, hasKey: hasKey, limit: limit)
      wasted += max(0, furthest - entry.end)
      furthest = 0
    }
    index = entry.end
    return block
  }

  /// Reading takes time in proportion to the text, however many values in it have no end: once too
  /// much was wasted on such, a value is followed no further than a few lines.
  private var isPatient: Bool { wasted < 2 * bytes.count + 1 << 20 }

  /// Up to where the end of a value is looked for.
  func reach(from start: Int) -> Int {
    isPatient ? bytes.count : min(bytes.count, start + 1 << 9)
  }

  private func kind(of head: BibTeXHead) -> BibTeXKind {
    BibTeXKind.named(bytes.lowercased(head.type)) ?? .entry(.other)
  }

  // MARK: Between entries

  /// The start of the next entry. Unknown words count at the start of a line only, so that an
  /// address (`name@host`) or a user's name is none.
  private func head(from start: Int) -> BibTeXHead? {
    var index = start
    while true {
      while index < bytes.count, bytes[index] != UInt8(ascii: "@") { index += 1 }
      if index >= bytes.count { return nil }
      if let head = head(at: index), head.isKnown || bytes.isLineStart(index) { return head }
      index += 1
    }
  }

  /// `@word{`, or `@word(` where the word is known.
  func head(at start: Int) -> BibTeXHead? {
    let before = bytes.at(start - 1)
    if before.isASCIILetter || before.isASCIIDigit || before == UInt8(ascii: ".") { return nil }
    let word = bytes.skippingBlanks(start + 1, bytes.count)
    var end = word
    while end < bytes.count, end - word < 40, isTypeByte(bytes[end]) { end += 1 }
    guard end > word, bytes[word].isASCIILetter else { return nil }
    let opener = bytes.skippingBlanks(end, bytes.count)
    let isParenthesis = bytes.at(opener) == UInt8(ascii: "(")
    guard isParenthesis || bytes.at(opener) == UInt8(ascii: "{") else { return nil }
    let isKnown = BibTeXKind.named(bytes.lowercased(word..<end)) != nil
    guard isKnown || !isParenthesis else { return nil }
    return BibTeXHead(
      start: start, type: word..<end, opener: opener, isParenthesis: isParenthesis,
      isKnown: isKnown)
  }

  private func isTypeByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  /// Whether an entry starts here, on a new line, so that reading can resume.
  func isLineHead(_ index: Int) -> Bool {
    bytes.isLineStart(index) && head(at: index) != nil
  }

  /// The first line head at or after a place, or the end of the text.
  private mutating func lineHead(from start: Int) -> Int {
    if (nextLineHead.from...max(nextLineHead.from, nextLineHead.place)).contains(start),
      nextLineHead.place > 0
    {
      return nextLineHead.place
    }
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "@") || !isLineHead(index) {
      index += 1
    }
    nextLineHead = (start, index)
    return index
  }

  // MARK: Asides

  /// A '%' begins the line, and either the entry ends on it or the next line begins so too; an
  /// entry that goes on without '%' is one for BibTeX as well.
  private func isCommentedOut(_ head: BibTeXHead) -> Bool {
    var before = head.start - 1
    var isMarked = false
    while before >= 0, !bytes[before].isNewline {
      guard bytes[before].isBlank || bytes[before] == UInt8(ascii: "%") else { return false }
      isMarked = isMarked || bytes[before] == UInt8(ascii: "%")
      before -= 1
    }
    guard isMarked else { return false }
    let end = bytes.endOfLine(head.start)
    let next = bytes.skippingBlanks(end, bytes.count)
    if bytes.at(next) == UInt8(ascii: "%") { return true }
    return bytes.at(bytes.trimmed(head.start..<end).upperBound - 1) == UInt8(ascii: "}")
  }

  private mutating func leaveOutLine(_ entry: inout BibTeXEntry) -> Block {
    entry.end = bytes.endOfLine(entry.start)
    entry.report(.commentedOut, at: entry.start..<entry.end, .note)
    index = entry.end
    return .aside
  }

  /// Comments may contain entries; those belong to the comment.
  private mutating func skipAside(_ entry: inout BibTeXEntry) {
    var depth = 0
    index = entry.opener
    let isBounded = unclosedComments > 3
    let opening = bytes[entry.opener]
    while index < bytes.count {
      let byte = bytes[index]
      if byte == opening { depth += 1 }
      if byte == entry.closer { depth -= 1 }
      if isBounded, byte == UInt8(ascii: "@"), isLineHead(index) { break }
      index += 1
      if depth == 0 {
        entry.end = index
        return
      }
    }
    unclosedComments += 1
    index = bytes.endOfLine(entry.opener)
    entry.end = index
    entry.report(.unclosedComment, at: entry.start..<entry.end)
  }
}
