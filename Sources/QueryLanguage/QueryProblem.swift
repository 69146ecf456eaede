import Diagnostics

/// A problem of a query with its range in the query's text.
public typealias QueryError = Diagnostic<QueryProblem>

/// What can be wrong with a query, or deserves a note.
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
  case notADate(String)
  case reversedDates(String)
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
  /// A note: the text before a colon is not the name of a field.
  case literalColon(String)
  /// A note: a space separates a field name from what may be its value.
  case colonBeforeBlank(String, example: String)
  /// A note: an unmatched bracket or quote.
  case unpaired(String)
  /// A note: a word of punctuation alone.
  case ignoredPunctuation(String)
  /// A note: OR next to an implicit AND.
  case mixedOperators(read: String)
  /// A note: an operator in small letters, which is a word.
  case lowercaseOperator(String)
  /// A note: a saved query whose file asks for fewer words than it requires within another query.
  case savedStrictly(String, match: String)
  /// A note: a PubMed tag after its value.
  case pubMedTag(read: String)
  /// A note: brackets after a word that contain no known tag.
  case unknownTag(String)
  /// A PubMed filter that a library cannot evaluate.
  case unknownFilter(String)
  /// A note: a query in the syntax of a bibliographic database.
  case ofDatabase(String, read: String)
  /// A field of a database that searches data no library has.
  case notInLibraries(String, database: String)
  /// A note: a part of a database's line that is not searched for.
  case ignoredPart(String)
  /// A note: an operator of a database that finds words in one order, or a phrase with wildcards.
  case anyOrder(String)
  /// A note: a word of a database's line is searched for as one that finds more.
  case widened(String, read: String)
  /// An operator as another database writes it.
  case foreignOperator(String, database: String, example: String)
  /// A line of a search strategy that refers to other lines.
  case lineOfStrategy(String)
  /// A note: a wildcard where it is text.
  case literalMark(String)
  case noWork(String)
  case leadingStar(String)
  case starInPhrase(String)
  /// A note: a field and its value separated by something other than a colon.
  case fieldWithoutColon(String, meant: String)
  /// A note: a range of years without the name of its field, which is searched as text.
  case bareYears(String, meant: String)
  /// A note: the same, read as years.
  case readAsYears(String, read: String)
  /// A note: more words match than are searched for.
  case tooManyForms(String, limit: Int)

  /// One line that quotes the user's own words.
  public var message: String {
    switch self {
    case .empty: "the query is empty"
    case .expected(let what): "expected '\(what)'"
    case .unexpectedClosingBracket: "unexpected ')'"
    case .emptyGroup: "expected a query between '(' and ')'"
    case .missingOperand(let name, isLeft: true): "expected a term before '\(name)'"
    case .missingOperand(let name, isLeft: false): "expected a term after '\(name)'"
    case .shortPrefix(let letters): "'\(letters)*' matches too many words"
    case .tooDeep(let limit): "brackets are nested more than \(limit) levels deep"
    case .tooManyWords(let limit): "the query has more than \(limit) words"
    case .unknownField(let name, _): "unknown field '\(name)'"
    case .missingValue(let field, _): "expected a value after '\(field):'"
    case .notAYear(let text): "'\(text)' is not a year or a range of years"
    case .notANumber(let text): "'\(text)' is not a number or a range of numbers"
    case .reversedRange(let from, let to): "empty range: \(from) is after \(to)"
    case .notADate(let text): "'\(text)' is not a date or a range of dates"
    case .reversedDates(let text): "empty range: '\(text)' ends before it starts"
    case .notAText(let field, _): "'\(field):' takes words, a phrase or a group"
    case .nothingToSearch: "the query has no letters or digits to search for"
    case .literalColon(let name): "unknown field '\(name)'; searched as text"
    case .colonBeforeBlank(let name, _):
      "'\(name):' is searched as text because no value follows it directly"
    case .unpaired(let mark): "unmatched '\(mark)'; read as text"
    case .ignoredPunctuation(let text): "'\(text)' has no letters or digits; ignored"
    case .notNear: "NEAR takes only words and phrases"
    case .anchoredNear: "a proximity search cannot be anchored"
    case .badBoost: "a boost is a number above 0 and at most 1000"
    case .badExpression(let what): "invalid regular expression: \(what)"
    case .notInField(let what, let field): "'\(field):' does not support \(what)"
    case .unknownSaved(let name, _): "no saved query named '\(name)'"
    case .savedCycle(let names):
      "saved queries refer to each other in a cycle: \(names.joined(separator: " → "))"
    case .tooManySaved(let deepest, let most):
      "the query nests saved queries more than \(deepest) deep, or uses more than \(most)"
    case .unknownParameter(let name, _): "unknown parameter '\(name)'"
    case .missingParameter(let name, let saved): "'\(saved)' requires a value for '\(name)'"
    case .tooManyArguments(0, let saved): "'\(saved)' takes no values"
    case .tooManyArguments(let most, let saved):
      "'\(saved)' takes at most \(most) \(most == 1 ? "value" : "values")"
    case .wrongParameter(let value, let parameter, let expected):
      "invalid value '\(value)' for '\(parameter)': expected \(expected)"
    case .unsearchableValue(let value): "'\(value)' has no letters or digits to search for"
    case .unknownValue(let value, let field, _): "unknown value '\(value)' for '\(field):'"
    case .mixedOperators(let read): "read as \(read)"
    case .lowercaseOperator(let word): "'\(word)' is searched for as a word"
    case .savedStrictly(let name, let match):
      "'@\(name)' requires all of its words here; its own 'match: \(match)' holds where it is the whole query"
    case .pubMedTag(let read): "read as \(read)"
    case .noWork(let text): "no work matches '\(text)'"
    case .unknownTag(let tag): "'[\(tag)]' is not a PubMed tag; searched as text"
    case .unknownFilter(let text): "'\(text)' is a PubMed filter that a library cannot evaluate"
    case .ofDatabase(let name, let read): "\(name) syntax, read as \(read)"
    case .notInLibraries(let name, let database):
      "'\(name)' of \(database) searches data that a library does not have"
    case .ignoredPart(let text): "'\(text)' is ignored"
    case .anyOrder(let text): "'\(text)' matches the words in any order here"
    case .widened(let text, let read): "'\(text)' is searched as '\(read)'"
    case .foreignOperator(let text, let database, _):
      "'\(text)' is not an operator of \(database)"
    case .lineOfStrategy(let line): "'\(line)' refers to another line of a search strategy"
    case .literalMark(let word):
      "'\(word)' is searched as text: '?' and '*' are not wildcards here"
    case .leadingStar(let word): "'\(word)': a wildcard cannot start a word"
    case .starInPhrase(let word): "'\(word)': only the last word of a phrase can be a prefix"
    case .fieldWithoutColon(let text, _), .bareYears(let text, _):
      "'\(text)' is searched as text"
    case .readAsYears(let text, let read): "'\(text)' is read as \(read)"
    case .tooManyForms(let word, let limit):
      "'\(word)' matches many words; only the \(limit) most common are searched for"
    }
  }

  /// A correction to type, or an example.
  public var hint: String? {
    switch self {
    case .empty, .nothingToSearch: "type words to find works that contain all of them: antigen loss"
    case .colonBeforeBlank(_, let example): "to search the field, remove the space: \(example)"
    case .unpaired, .expected, .emptyGroup, .tooDeep, .tooManyWords, .literalColon,
      .ignoredPunctuation,
      .notInField, .pubMedTag, .tooManyForms, .savedStrictly:
      nil
    case .unknownTag, .noWork, .ofDatabase, .ignoredPart, .anyOrder, .widened: nil
    case .foreignOperator(_, _, let example): "for example: \(example)"
    case .unknownFilter, .notInLibraries: "remove it from the query"
    case .lineOfStrategy:
      "save each line as a query and refer to it by name: @bees (@heat OR @cold)"
    case .literalMark:
      "a wildcard needs two letters before it, outside quotes: leuk?mia, tum*r"
    case .leadingStar: "type its first letters, or use a regular expression: title:/[a-z]*ase/"
    case .starInPhrase(let word): "for example: \(word) NEAR/1 loss"
    case .fieldWithoutColon(_, let meant): "a colon follows a field's name: \(meant)"
    case .bareYears(_, let meant): "to search by year: \(meant)"
    case .readAsYears(let text, _): "to search for the text, put it in quotes: \"\(text)\""
    case .notNear: "for example: relapse NEAR/5 \"antigen loss\""
    case .anchoredNear: "put '^' before a word or a phrase: title:^\"antigen loss\""
    case .badBoost: "for example: cd19^3"
    case .badExpression: "for example: title:/car[- ]?t/"
    case .unknownSaved(_, let suggestion):
      suggestion.map { "did you mean '@\($0)'?" } ?? "to search for the text, put it in quotes"
    case .unknownParameter(_, let known):
      known.isEmpty
        ? "the query takes no parameters" : "known parameters: \(known.joined(separator: ", "))"
    case .missingParameter(let name, _): "for example: \(name)=2020"
    case .savedCycle, .tooManySaved, .tooManyArguments, .wrongParameter, .unsearchableValue: nil
    case .unknownValue(_, _, let known): "known values: \(known.joined(separator: ", "))"
    case .mixedOperators: "use brackets to group the terms differently"
    case .lowercaseOperator(let word): "write the operator in capitals: \(word.uppercased())"
    case .unexpectedClosingBracket: "remove it, or add '(' where its group starts"
    case .missingOperand(let name, _) where name.allSatisfy(\.isLetter):
      "to search for the word, put it in quotes: \"\(name.lowercased())\""
    case .missingOperand: nil
    case .shortPrefix: "type at least two letters before '*'"
    case .unknownField(_, let suggestion): "did you mean '\(suggestion):'?"
    case .missingValue(_, let example): "for example: \(example)"
    case .notAYear: "for example: year:2017, year:2015..2020, year:>=2019"
    case .notANumber: "for example: lists:2, lists:>=2, highlighted:1..3"
    case .notADate:
      "for example: added:today, added:7d, added:>2026-01-31, added:2026-01..2026-03"
    case .reversedDates: "put the earlier date first: added:2026-01..2026-03"
    case .reversedRange(let from, let to): "did you mean \(to)..\(from)?"
    case .notAText(_, let example): "for example: \(example)"
    }
  }
}
