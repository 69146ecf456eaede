/// Lets a query begin with a minus: `ibid search -review`.
///
/// Options of `ibid` are long (`--limit`), but for `-h` and `-0`. Every other word with one minus before it
/// is part of the query, and is hidden from the parser of options behind a mark.
enum QueryArguments {
  private static let mark: Character = "\u{1}"

  static func protected(_ arguments: [String]) -> [String] {
    guard
      ["search", "links", "facets", "export"].contains(arguments.first)
        || arguments.starts(with: ["queries", "save"])
    else { return arguments }
    return arguments.map { argument in
      let isSigned = argument.hasPrefix("-") && !argument.hasPrefix("--") && argument.count > 1
      return isSigned && !["-h", "-0"].contains(argument) ? "\(mark)\(argument)" : argument
    }
  }

  /// The query's text as it was typed.
  static func joined(_ words: [String]) -> String {
    words.map { $0.first == mark ? String($0.dropFirst()) : $0 }.joined(separator: " ")
  }
}
