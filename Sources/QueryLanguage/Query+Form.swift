extension Query {
  /// How the text of a leaf is to be found.
  ///
  /// A form is a case here with its signs and its name, a rule of the parser that reads the signs, a
  /// case of what the search makes of it, and a row of `QueryForm.all`, the help.
  public enum Form: Equatable, Sendable {
    /// One word, punctuation and all, in every inflection: `COVID-19`, `o'neill`, `C++`.
    case word
    /// A word that must match exactly: `=tumor`.
    case exact
    /// Words in quotes, in order: `"antigen loss"`.
    case phrase
    /// The first letters of a word: `immun*`.
    case prefix
    /// A word in which each `?` matches one letter: `leuk?mia`.
    case pattern
    /// A word and those spelled like it, one or two edits away: `tisagenlecluecel~2`.
    case fuzzy(edits: Int)
    /// A regular expression, only in a field: `title:/car[- ]?t/`.
    case expression
    /// A value in square brackets, only in a field: `[2015 TO 2020]`.
    case range
    /// Every work; in a field, every work that has it: `*`.
    case all
  }
}

extension Query.Form {
  /// The signs around the text in a query.
  var signs: (before: String, after: String) {
    switch self {
    case .word, .pattern, .all: ("", "")
    case .exact: ("=", "")
    case .phrase: ("\"", "\"")
    case .prefix: ("", "*")
    case .fuzzy(let edits): ("", "~\(edits)")
    case .expression: ("/", "/")
    case .range: ("[", "]")
    }
  }

  /// The name in an s-expression; nil if the text is printed alone.
  var name: String? {
    switch self {
    case .word, .all: nil
    case .exact: "exact"
    case .phrase: "phrase"
    case .prefix: "prefix"
    case .pattern: "pattern"
    case .fuzzy(let edits): "fuzzy \(edits)"
    case .expression: "matches"
    case .range: "range"
    }
  }

  /// Whether signs on both sides delimit the text, whatever it contains.
  var isDelimited: Bool { !signs.before.isEmpty && !signs.after.isEmpty }

  /// Whether it matches words, so that it can be an operand of NEAR.
  var canBeNear: Bool { [.word, .exact, .phrase, .prefix, .pattern].contains(self) }
}
