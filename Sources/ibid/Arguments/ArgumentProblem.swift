import Diagnostics

/// What can be wrong in the words of a command line.
enum ArgumentProblem: Problem {
  case unknownCommand(String, known: [String])
  /// With the likely correction: `--format json`.
  case unknownOption(String, meant: String?, of: String)
  /// A field of queries, with what is meant: `year:2019`.
  case fieldAsOption(String, meant: String)
  /// A letter after a minus sign, and the option that may be meant.
  case shortOption(String, String?)
  /// An option as its usage has it: `--limit <n>`.
  case missingValue(String)
  case unexpectedValue(String)
  case unknownValue(String, of: String, known: [String])
  case missingOperand(String, usage: String)
  case unexpectedOperand(String, usage: String)

  var message: String {
    switch self {
    case .unknownCommand(let name, _): "unknown command '\(name)'"
    case .unknownOption(let name, _, let command): "unknown option '\(name)' for '\(command)'"
    case .shortOption(let name, _), .fieldAsOption(let name, _): "unknown option '\(name)'"
    case .missingValue(let usage): "expected a value: \(usage)"
    case .unexpectedValue(let flag): "\(flag) takes no value"
    case .unknownValue(let value, let name, _): "invalid value '\(value)' for \(name)"
    case .missingOperand(let name, _): "expected \(name)"
    case .unexpectedOperand(let word, _): "unexpected argument '\(word)'"
    }
  }

  var hint: String? {
    switch self {
    case .unknownCommand(let name, let known):
      Self.meant(by: name, among: known) ?? "'ibid help' lists the commands"
    case .unknownOption(_, let meant, let command):
      meant.map { "did you mean '\($0)'?" } ?? "'\(command) --help' lists its options"
    case .unknownValue(let value, _, let known):
      Self.meant(by: value, among: known)
        ?? "known values: \(known.joined(separator: ", "))"
    case .shortOption(let name, let meant):
      (meant.map { "did you mean '\($0)'? " } ?? "")
        + "to exclude a word, use NOT: NOT \(name.dropFirst())"
    case .missingOperand(_, let usage), .unexpectedOperand(_, let usage): "usage: \(usage)"
    case .fieldAsOption(_, let meant): "fields belong in the query: \(meant)"
    case .missingValue, .unexpectedValue: nil
    }
  }

  private static func meant(by name: String, among known: [String]) -> String? {
    MeantWord.meant(by: name, among: known).map { "did you mean '\($0)'?" }
  }
}
