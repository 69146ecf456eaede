/// A command line as bash has it while it is typed, up to the cursor.
///
/// bash completes a part of the word: the text after the last character of `COMP_WORDBREAKS` that
/// no quote protects, or after a quote that is open. It puts what it is given there as it is, so
/// that part is quoted here.
///
/// ```
/// ibid search journal:\"N.\ E       word: journal:"N. E    part: \"N.\ E
/// ibid search 'cd19 journal:"N. E   word: cd19 journal:"N. E   part: cd19 journal:"N. E
/// ```
///
/// Source: rl_complete_internal, _rl_find_completion_word of readline; char_is_quoted of bash.
struct BashLine {
  enum Quote: CaseIterable {
    case none, single, double

    var mark: String {
      switch self {
      case .none: ""
      case .single: "'"
      case .double: "\""
      }
    }
  }

  /// Those before the cursor's, without their quotes.
  private(set) var words: [String] = []
  /// The one at the cursor, without its quotes.
  private(set) var word = ""
  /// The quote that is open at the cursor.
  private(set) var quote = Quote.none
  /// What bash replaces, as it was typed.
  var part: Substring { line[partStart...] }
  /// Whether the word names a file for `>` or `<`.
  private(set) var isRedirection = false

  /// The text of the word before the part.
  private var settled = ""
  private var settledBeforeQuote = ""
  private let line: String
  private let breaks: Set<Character>
  private var partStart: String.Index
  /// Where the part would begin without the quote that is open.
  private var partStartBeforeQuote: String.Index
  private var hasWord = false

  /// - Parameter breaks: the characters of `COMP_WORDBREAKS`.
  init(_ line: String, breaks: String) {
    self.line = line
    self.breaks = Set(breaks)
    partStart = line.startIndex
    partStartBeforeQuote = line.startIndex
    var index = line.startIndex
    while index < line.endIndex { take(&index) }
  }

  /// Takes one character, or two where the first is a backslash.
  private mutating func take(_ index: inout String.Index) {
    let character = line[index]
    index = line.index(after: index)
    switch (character, quote) {
    case ("'", .single), ("\"", .double):
      quote = .none
      (partStart, settled) = (partStartBeforeQuote, settledBeforeQuote)
    case (_, .single): word.append(character)
    case ("\\", _):
      hasWord = true
      guard index < line.endIndex else { return }
      let next = line[index]
      index = line.index(after: index)
      if quote == .double, !"$`\"\\\n".contains(next) { word.append("\\") }
      if next != "\n" { word.append(next) }
    case (_, .double): word.append(character)
    case ("'", .none), ("\"", .none):
      quote = character == "'" ? .single : .double
      hasWord = true
      (partStartBeforeQuote, settledBeforeQuote) = (partStart, settled)
      if breaks.contains(character) { (partStart, settled) = (index, word) }
    case (" ", .none), ("\t", .none), ("\n", .none): endWord(at: index)
    case (">", .none), ("<", .none):
      endWord(at: index)
      isRedirection = true
    default:
      word.append(character)
      hasWord = true
      if breaks.contains(character) { (partStart, settled) = (index, word) }
    }
  }

  private mutating func endWord(at index: String.Index) {
    (partStart, settled) = (index, "")
    guard hasWord else { return }
    if isRedirection { isRedirection = false } else { words.append(word) }
    word = ""
    hasWord = false
  }
}

extension BashLine {
  /// What bash is told: first what it should look for or do itself, then what may take the place of
  /// the part, a line each.
  ///
  /// A common beginning that goes beyond what was typed is completed so far; the next time what may
  /// follow is listed.
  func reply(_ completion: CommandLineCompletion) -> [String] {
    if isRedirection { return [CommandLineCompletion.Paths.files.rawValue] }
    let candidates = completion.candidates.filter { $0.text.hasPrefix(settled) }
    guard let first = candidates.first else { return [completion.paths.rawValue] }
    if candidates.count == 1 { return open(first.text, first.isOpen) }
    let common = candidates.dropFirst().reduce(first.text) { Self.commonStart($0, $1.text) }
    if common.count > word.count { return open(common, true) }
    let texts = candidates.map(\.text).filter { $0.hasPrefix(word) }.map(replacement)
    // bash types what these have in common, which may be half an escape: no more than was typed.
    let isCommon = texts.allSatisfy { $0.hasPrefix(texts[0].prefix(part.count + 1)) }
    return ["open"] + texts + (isCommon ? [String(part)] : [])
  }

  /// One text in place of the part; nothing is typed after it where something belongs there.
  private func open(_ text: String, _ isOpen: Bool) -> [String] {
    let text = replacement(text)
    // bash takes a quote at the end of the text for the closing one, so it is added there.
    if !isOpen { return ["none", text + quote.mark] }
    // bash closes a quote after the only candidate, so there are two.
    return quote == .none ? ["open", text] : ["open", text, text + "…"]
  }

  /// What was typed stays as it was typed, where the text begins so.
  private func replacement(_ text: String) -> String {
    text.hasPrefix(word)
      ? part + Self.quoted(String(text.dropFirst(word.count)), in: quote)
      : Self.quoted(String(text.dropFirst(settled.count)), in: quote)
  }

  private static func commonStart(_ a: String, _ b: String) -> String {
    String(zip(a, b).prefix { $0 == $1 }.map(\.0))
  }

  /// Text that bash reads as it is where it stands. In double quotes, `!` would ask the history even
  /// after a backslash.
  static func quoted(_ text: String, in quote: Quote) -> String {
    text.map { character in
      switch (quote, character) {
      case (.single, "'"): #"'\''"#
      case (.single, _): String(character)
      case (.double, "!"): #""'!'""#
      case (.double, "$"), (.double, "`"), (.double, "\""), (.double, "\\"): "\\\(character)"
      case (.double, _): String(character)
      case (.none, "\n"): #"$'\n'"#
      case (.none, _) where character.isPlainInShells: String(character)
      case (.none, _): "\\\(character)"
      }
    }.joined()
  }
}

extension Character {
  /// Has no special meaning to a shell in any position; non-ASCII characters never do.
  fileprivate var isPlainInShells: Bool {
    !isASCII || isLetter || isNumber || "_-./,:+@%=".contains(self)
  }
}
