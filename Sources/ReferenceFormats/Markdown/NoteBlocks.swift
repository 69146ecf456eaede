/// The paragraphs and list items of a file of notes, in Markdown or Org, with the headings above them.
///
/// ```
/// file    = { heading | block | code | blank }
/// heading = "#"… " " text        in Markdown       "*"… " " text   in Org
/// block   = line { line }        a list item, a row of a table and a quotation are each one
/// code    = what stands between two fences; said by nobody
/// ```
struct NoteBlocks {
  struct Block {
    /// Without the marks of lists and quotations, lines as they are.
    var text: String
    /// Of its beginning, from 1.
    let line: Int
    /// The nearest above.
    let heading: String?
    /// Whether it is an item of a list.
    let isItem: Bool
  }

  private(set) var all: [Block] = []
  /// Of the file: its first heading of the highest rank, if nothing stands above it.
  private(set) var title: String?

  private let isOrg: Bool
  private var heading: String?
  private var fence: Substring?
  private var open: Block?

  /// - Parameter firstLine: the number of the text's first line.
  init(_ text: some StringProtocol, firstLine: Int = 1) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
    isOrg = lines.contains { line in
      let line = line.lowercased()
      return line.hasPrefix("#+") && line.contains(":") || line == ":properties:"
    }
    for (offset, line) in lines.enumerated() { take(line, firstLine + offset) }
    close()
  }

  private mutating func take(_ line: Substring, _ number: Int) {
    let bare = line.drop { $0 == " " || $0 == "\t" }
    if let fence {
      if bare.lowercased().hasPrefix(fence) { self.fence = nil }
      return
    }
    if let fence = Self.fence(of: bare) {
      close()
      self.fence = fence
      return
    }
    if bare.isEmpty || isOrg && (line.hasPrefix("#+") || line.hasPrefix(":")) { return close() }
    if let heading = heading(of: line) {
      close()
      if title == nil, all.isEmpty { title = heading }
      self.heading = heading
      return
    }
    let (text, isItem) = Self.withoutMark(bare)
    if isItem || bare.hasPrefix("|") { close() }
    if open == nil {
      open = Block(text: String(text), line: number, heading: heading, isItem: isItem)
    } else {
      open!.text += "\n" + text
    }
  }

  private mutating func close() {
    if let block = open { all.append(block) }
    open = nil
  }

  private func heading(of line: Substring) -> String? {
    let mark: Character = isOrg ? "*" : "#"
    let marks = line.prefix { $0 == mark }
    let rest = line[marks.endIndex...]
    guard (1...6).contains(marks.count), rest.first == " " else { return nil }
    let text = rest.drop { $0 == " " }
    return text.isEmpty ? nil : String(text)
  }

  /// What ends the code that a line begins.
  private static func fence(of line: Substring) -> Substring? {
    if line.hasPrefix("```") { return "```" }
    if line.hasPrefix("~~~") { return "~~~" }
    return line.lowercased().hasPrefix("#+begin_src") ? "#+end_src" : nil
  }

  /// The text after `- `, `* `, `12. `, `> `, and whether an item of a list begins.
  private static func withoutMark(_ line: Substring) -> (Substring, isItem: Bool) {
    if line.hasPrefix(">") { return (line.dropFirst().drop { $0 == " " || $0 == ">" }, false) }
    for mark in ["- ", "* ", "+ ", "• "] where line.hasPrefix(mark) {
      return (line.dropFirst(2).drop { $0 == " " }, true)
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line[digits.endIndex...]
    if (1...3).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") {
      return (rest.dropFirst(2), true)
    }
    return (line, false)
  }
}
