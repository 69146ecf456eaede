import Diagnostics

/// One entry verbatim in the text. Nothing of it is copied: its parts are places in the bytes.
///
/// ```
/// @article{knuth1984,                       type, key
///   journal = jan # " and " # {nothing},    field: a name, and parts that '#' joins
/// }
/// ```
struct BibTeXEntry {
  struct Field {
    let name: Range<Int>
    /// What it means; nil if the reader has no use for it.
    let meaning: BibTeXField?
    /// Which of the entry's parts make its value.
    let parts: Range<Int>
  }

  struct Part {
    let range: Range<Int>
    /// A number or the name of a macro, in place of text between delimiters.
    let isWord: Bool
  }

  struct Found {
    let severity: Severity
    let problem: BibTeXProblem
    let range: Range<Int>
  }

  /// The offset of '@'.
  var start = 0
  /// The offset after the closing delimiter.
  var end = 0
  var type = 0..<0
  /// The offset of the opening delimiter.
  var opener = 0
  var closer = UInt8(ascii: "}")
  var key: Range<Int>?
  var fields: [Field] = []
  var parts: [Part] = []
  var problems: [Found] = []
  /// The entry could not be read by the rules.
  var isDamaged = false

  mutating func begin(_ head: BibTeXHead) {
    (start, type, opener) = (head.start, head.type, head.opener)
    closer = UInt8(ascii: head.isParenthesis ? ")" : "}")
    end = head.opener + 1
    problems.removeAll(keepingCapacity: true)
    isDamaged = false
    clearBody()
  }

  /// Forgets what was read after the opening delimiter, so that it can be read in another way.
  mutating func clearBody() {
    key = nil
    fields.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    problems.removeAll(keepingCapacity: true)
  }

  /// Only the first missing comma is reported.
  mutating func report(
    _ problem: BibTeXProblem, at range: Range<Int>,
    _ severity: Severity = .warning
  ) {
    if problem == .noComma, problems.contains(where: { $0.problem == .noComma }) { return }
    problems.append(Found(severity: severity, problem: problem, range: range))
  }
}

/// The beginning of an entry: `@article{`.
struct BibTeXHead {
  let start: Int
  let type: Range<Int>
  let opener: Int
  let isParenthesis: Bool
  let isKnown: Bool
}
