/// `(and car (not (field year "2017..2020")))`
extension Query: CustomStringConvertible {
  public var description: String {
    switch self {
    case .word(let text): quotedUnlessPlain(text.text)
    case .exact(let text): "(exact \(quotedUnlessPlain(text.text)))"
    case .prefix(let text): "(prefix \(quotedUnlessPlain(text.text)))"
    case .pattern(let text): "(pattern \(quotedUnlessPlain(text.text)))"
    case .fuzzy(let text, let edits): "(fuzzy \(edits) \(quotedUnlessPlain(text.text)))"
    case .phrase(let text): "(phrase \(quoted(text.text)))"
    case .near(let parts, let distance, _): "(near \(distance) \(list(parts)))"
    case .regularExpression(let text): "(matches \(quoted(text.text)))"
    case .anchored(let query, let anchor): "(\(anchor.rawValue) \(query))"
    case .range(let text): "(range \(quoted(text.text)))"
    case .field(let name, let query): "(field \(name.text) \(query?.description ?? "nothing"))"
    case .boosted(let query, let factor): "(boost \(Self.number(factor)) \(query))"
    case .saved(let name, let arguments):
      "(saved \(name.text)\(arguments.map { " \(argument($0))" }.joined()))"
    case .and(let queries): "(and \(list(queries)))"
    case .or(let queries): "(or \(list(queries)))"
    case .not(let query): "(not \(query))"
    case .all: "all"
    }
  }

  private func list(_ queries: [Query]) -> String {
    queries.map(\.description).joined(separator: " ")
  }

  private func argument(_ argument: Argument) -> String {
    let value = quotedUnlessPlain(argument.value.text)
    return argument.name.map { "(\($0) \(value))" } ?? value
  }

  private func quotedUnlessPlain(_ text: String) -> String {
    text.contains { " ()\"".contains($0) } || text.isEmpty ? quoted(text) : text
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Without a fraction where there is none.
  static func number(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
  }
}
