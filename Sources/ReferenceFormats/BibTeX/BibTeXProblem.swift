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

  public var message: String {
    switch self {
    case .unclosedEntry: "this entry is not closed before the next one begins"
    case .unclosedValue(let field): "the value of '\(field)' is not closed"
    case .unclosedComment: "this comment is not closed; only its first line was left out"
    case .extraCloser: "this closes the entry before its last field"
    case .closedEarly(let field): "this closes the value of '\(field)' before its end"
    case .unexpectedText: "this text belongs to no field"
    case .commentedOut: "this is commented out with '%' and was left out"
    case .noKey: "this entry has no key"
    case .noComma: "a comma is missing here"
    case .noEquals(let field): "no '=' stands between '\(field)' and its value"
    case .noValue(let field): "'\(field)' has no value"
    case .noDelimiters(let field): "the value of '\(field)' stands in neither braces nor quotes"
    case .noFields: "this entry has no fields"
    case .noTitle: "this entry has no title"
    case .repeatedKey(let key): "another entry has the key '\(key)' too; both were kept"
    case .repeatedField(let field): "'\(field)' is given twice; the first was kept"
    case .undefinedMacro(let name): "no @string defines '\(name)'; it was kept as it stands"
    case .longMacro(let name): "the value of '\(name)' was cut off: it is longer than any name"
    case .noParent(let key): "no entry has the key '\(key)', from which this one takes fields"
    case .nameSeparator(let separator): "these names are separated by '\(separator)'"
    case .noYear(let text): "'\(text)' is no year"
    case .noDOI(let text): "'\(text)' is no DOI"
    }
  }

  public var hint: String? {
    switch self {
    case .unclosedEntry, .unclosedComment: "close it with '}'"
    case .unclosedValue: "close it as it was opened, with '}' or '\"'"
    case .extraCloser: "remove it"
    case .closedEarly: "write a quote as '{\"}', and remove a brace too many"
    case .noKey: "begin it with '@article{key,'"
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
