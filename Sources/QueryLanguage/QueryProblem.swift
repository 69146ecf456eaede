import Diagnostics

public typealias QueryError = Diagnostic<QueryProblem>

/// What can be wrong with a query, or is worth a note about it.
public enum QueryProblem: Problem {
  case empty
  case expected(String)
  case unexpectedClosingBracket
  case emptyGroup
  case missingOperand(of: String, isLeft: Bool)
  case shortPrefix(String)
  case tooDeep(limit: Int)
  case tooManyWords(limit: Int)
  case unknownField(String, suggestion: String)
  case missingValue(field: String, example: String)
  case notAYear(String)
  case notANumber(String)
  case reversedRange(from: Int, to: Int)
  case notAText(field: String, example: String)
  case nothingToSearch
  case notNear
  case anchoredNear
  case badBoost
  case badExpression(String)
  case notInField(String, field: String)
  case unknownSaved(String, suggestion: String? = nil)
  case savedCycle([String])
  case tooManySaved(deepest: Int, most: Int)
  case unknownParameter(String, known: [String])
  case missingParameter(String, saved: String)
  case tooManyArguments(most: Int, saved: String)
  case wrongParameter(String, parameter: String, expected: String)
  case unsearchableValue(String)
  case unknownValue(String, field: String, known: [String])
  /// A note: the text before a colon names no field.
  case literalColon(String)
  /// A note: a blank stands between a field's name and what may be its value.
  case colonBeforeBlank(String, example: String)
  /// A note: a bracket or quote without its counterpart.
  case unpaired(String)
  /// A note: a word of punctuation alone.
  case ignoredPunctuation(String)
  /// A note: OR beside an AND that nobody wrote.
  case mixedOperators(read: String)
  /// A note: an operator in small letters, which is a word.
  case lowercaseOperator(String)
  /// A note: a field's name behind its value.
  case pubMedTag(read: String)
  /// A note: brackets behind a word with the name of no field.
  case unknownTag(String)
  /// A filter of PubMed that asks for what no library knows.
  case unknownFilter(String)
  /// A note: a line of a database's search, in our own form.
  case ofDatabase(String, read: String)
  /// A field of a database that no library knows.
  case notInLibraries(String, database: String)
  /// A line of a search strategy that names other lines.
  case lineOfStrategy(String)
  /// A note: a mark for any letter where it stands for none.
  case literalMark(String)
  case noWork(String)
  case leadingStar(String)
  case starInPhrase(String)
  /// A note: a field and its value with another sign than a colon between.
  case fieldWithoutColon(String, meant: String)
  /// A note: more words match than are looked for.
  case tooManyForms(String, limit: Int)

  public var message: String {
    switch self {
    case .empty: "the query is empty"
    case .expected(let what): "expected '\(what)'"
    case .unexpectedClosingBracket: "unexpected ')'"
    case .emptyGroup: "nothing stands between '(' and ')'"
    case .missingOperand(let name, isLeft: true): "nothing stands before '\(name)'"
    case .missingOperand(let name, isLeft: false): "nothing stands after '\(name)'"
    case .shortPrefix(let letters): "'\(letters)*' begins too many words"
    case .tooDeep(let limit): "brackets are nested deeper than \(limit)"
    case .tooManyWords(let limit): "more than \(limit) words"
    case .unknownField(let name, _): "unknown field '\(name)'"
    case .missingValue(let field, _): "nothing stands after '\(field):'"
    case .notAYear(let text): "'\(text)' is not a year or a range of years"
    case .notANumber(let text): "'\(text)' is not a number or a range of numbers"
    case .reversedRange(let from, let to): "the range from \(from) to \(to) holds nothing"
    case .notAText(let field, _): "'\(field):' takes words, a phrase or a group of them"
    case .nothingToSearch: "the query holds no letter or digit to search for"
    case .literalColon(let name): "there is no field '\(name)'; searched as text"
    case .colonBeforeBlank(let name, _): "'\(name):' is text, as no value stands right behind it"
    case .unpaired(let mark): "'\(mark)' has no counterpart; read as text"
    case .ignoredPunctuation(let text): "'\(text)' holds no letter or digit; ignored"
    case .notNear: "only words and phrases can be near each other"
    case .anchoredNear: "words near each other have no place of their own"
    case .badBoost: "a weight is a number above 0, at most 1000"
    case .badExpression(let what): "not a regular expression: \(what)"
    case .notInField(let what, let field): "\(what) cannot be asked of '\(field):'"
    case .unknownSaved(let name, _): "there is no saved query '\(name)'"
    case .savedCycle(let names):
      "a saved query leads back to itself: \(names.joined(separator: " → "))"
    case .tooManySaved(let deepest, let most):
      "saved queries stand deeper than \(deepest) in each other, or are more than \(most)"
    case .unknownParameter(let name, _): "there is no parameter '\(name)'"
    case .missingParameter(let name, let saved): "'\(saved)' needs a value for '\(name)'"
    case .tooManyArguments(let most, let saved): "'\(saved)' takes no more than \(most) values"
    case .wrongParameter(let value, let parameter, let expected):
      "'\(value)' cannot be '\(parameter)', which is \(expected)"
    case .unsearchableValue(let value): "'\(value)' holds no letter or digit to search for"
    case .unknownValue(let value, let field, _): "'\(field):' does not know '\(value)'"
    case .mixedOperators(let read): "read as \(read)"
    case .lowercaseOperator(let word): "'\(word)' is searched for as a word"
    case .pubMedTag(let read): "read as \(read)"
    case .noWork(let text): "no work has '\(text)'"
    case .unknownTag(let tag): "'[\(tag)]' is not a tag of PubMed; searched as text"
    case .unknownFilter(let text): "'\(text)' is a filter of PubMed, which a library cannot answer"
    case .ofDatabase(let name, let read): "a line of \(name), read as \(read)"
    case .notInLibraries(let name, let database):
      "'\(name)' of \(database) asks for what a library does not know"
    case .lineOfStrategy(let line): "'\(line)' names another line of a search strategy"
    case .literalMark(let word): "'\(word)' is text: its '?' or '*' stands for no letters here"
    case .leadingStar(let word): "'\(word)': the beginning of a word cannot be left out"
    case .starInPhrase(let word): "'\(word)': only the last word of a phrase can be a prefix"
    case .fieldWithoutColon(let text, _): "'\(text)' is searched as text"
    case .tooManyForms(let word, let limit):
      "'\(word)' stands for many words; the commonest \(limit) are looked for"
    }
  }

  public var hint: String? {
    switch self {
    case .empty, .nothingToSearch: "type words to find works that hold them all: antigen loss"
    case .colonBeforeBlank(_, let example): "the field is asked without it: \(example)"
    case .unpaired, .expected, .emptyGroup, .tooDeep, .tooManyWords, .literalColon,
      .ignoredPunctuation,
      .notInField, .pubMedTag, .tooManyForms:
      nil
    case .unknownTag, .noWork, .ofDatabase: nil
    case .unknownFilter, .notInLibraries: "leave it out"
    case .lineOfStrategy:
      "save each line as a query, and name these: @bees (@heat OR @cold)"
    case .literalMark:
      "they stand for letters behind at least two others, outside of quotes: leuk?mia, tum*r"
    case .leadingStar: "give what it begins with, or a regular expression: title:/[a-z]*ase/"
    case .starInPhrase(let word): "for example: \(word) NEAR/1 loss"
    case .fieldWithoutColon(_, let meant): "a field has a colon behind it: \(meant)"
    case .notNear: "for example: relapse NEAR/5 \"antigen loss\""
    case .anchoredNear: "'^' stands before a word or a phrase: title:^\"antigen loss\""
    case .badBoost: "for example: cd19^3"
    case .badExpression: "for example: title:/car[- ]?t/"
    case .unknownSaved(_, let suggestion):
      suggestion.map { "did you mean '@\($0)'?" } ?? "in quotes it is text"
    case .unknownParameter(_, let known):
      known.isEmpty ? "it takes none" : "known are: \(known.joined(separator: ", "))"
    case .missingParameter(let name, _): "for example: \(name)=2020"
    case .savedCycle, .tooManySaved, .tooManyArguments, .wrongParameter, .unsearchableValue: nil
    case .unknownValue(_, _, let known): "known are: \(known.joined(separator: ", "))"
    case .mixedOperators: "brackets say otherwise"
    case .lowercaseOperator(let word): "the operator is written in capitals: \(word.uppercased())"
    case .unexpectedClosingBracket: "remove it, or put '(' where its group begins"
    case .missingOperand(let name, _) where name.allSatisfy(\.isLetter):
      "to search for the word, put it in quotes: \"\(name.lowercased())\""
    case .missingOperand: nil
    case .shortPrefix: "give at least two letters before '*'"
    case .unknownField(_, let suggestion): "did you mean '\(suggestion):'?"
    case .missingValue(_, let example): "for example: \(example)"
    case .notAYear: "for example: year:2017, year:2015..2020, year:>=2019"
    case .notANumber: "for example: lists:2, lists:>=2, highlighted:1..3"
    case .reversedRange(let from, let to): "did you mean \(to)..\(from)?"
    case .notAText(_, let example): "for example: \(example)"
    }
  }
}
