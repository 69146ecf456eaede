import Diagnostics

/// What can be wrong with one entry of a .bib file. The entry is kept with what could be read.
public enum BibTeXProblem: Problem {
  case unclosedEntry
  case unclosedValue(field: String)
  case unclosedComment
  case extraCloser
  case closedEarly(field: String)
  case unexpectedText
  case commentedOut
  case noKey
  case noComma
  case noEquals(field: String)
  case noValue(field: String)
  case noDelimiters(field: String)
  case noFields
  case noTitle
  case repeatedKey(String)
  case repeatedField(String)
  case undefinedMacro(String)
  case longMacro(String)
  case noParent(key: String)
  case nameSeparator(String)
  case noYear(in: String)
  case noDOI(in: String)

  /// One line about the entry, field or value in the range.
  public var message: String {
    switch self {
    case .unclosedEntry: "this entry is not closed before the next one starts"
    case .unclosedValue(let field): "the value of '\(field)' is not closed"
    case .unclosedComment: "this comment is not closed; only its first line was skipped"
    case .extraCloser: "this closes the entry before its last field"
    case .closedEarly(let field): "this closes the value of '\(field)' before its end"
    case .unexpectedText: "this text does not belong to a field"
    case .commentedOut: "skipped this text: commented out with '%'"
    case .noKey: "this entry has no citation key"
    case .noComma: "expected a comma here"
    case .noEquals(let field): "expected '=' between '\(field)' and its value"
    case .noValue(let field): "'\(field)' has no value"
    case .noDelimiters(let field): "the value of '\(field)' is in neither braces nor quotes"
    case .noFields: "this entry has no fields"
    case .noTitle: "this entry has no title"
    case .repeatedKey(let key): "duplicate citation key '\(key)'; both entries were kept"
    case .repeatedField(let field): "duplicate field '\(field)'; the first was kept"
    case .undefinedMacro(let name): "undefined @string '\(name)'; kept verbatim"
    case .longMacro(let name): "the value of '\(name)' was truncated: too long for a name"
    case .noParent(let key):
      "undefined citation key '\(key)', from which this entry inherits fields"
    case .nameSeparator(let separator): "these names are separated by '\(separator)'"
    case .noYear(let text): "invalid year '\(text)'"
    case .noDOI(let text): "invalid DOI '\(text)'"
    }
  }

  /// What to write in the file instead.
  public var hint: String? {
    switch self {
    case .unclosedEntry, .unclosedComment: "close it with '}'"
    case .unclosedValue: "close it with the matching '}' or '\"'"
    case .extraCloser: "remove it"
    case .closedEarly: "write a quote as '{\"}', and remove any extra brace"
    case .noKey: "start it with '@article{key,'"
    case .noEquals(let field), .noValue(let field), .noDelimiters(let field):
      "write '\(field) = {…},'"
    case .undefinedMacro(let name): "define '@string{\(name) = {…}}', or put the value in braces"
    case .nameSeparator: "separate names with ' and '"
    case .unexpectedText, .commentedOut, .noComma, .noFields, .noTitle, .repeatedKey,
      .repeatedField, .longMacro,
      .noParent, .noYear, .noDOI:
      nil
    }
  }
}
