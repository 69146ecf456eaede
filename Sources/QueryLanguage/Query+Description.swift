/// `(and car (not (field year "2017..2020")))`
extension Query: CustomStringConvertible {
  /// The query as an s-expression: `(and car (not review))`.
  public var description: String {
    switch self {
    case .leaf(let leaf): description(of: leaf)
    case .near(let leaves, let distance, _):
      "(near \(distance) \(leaves.map(description).joined(separator: " ")))"
    case .field(let name, let query): "(field \(name.text) \(query?.description ?? "nothing"))"
    case .boosted(let query, let factor): "(boost \(Self.number(factor)) \(query))"
    case .saved(let name, let arguments):
      "(saved \(name.text)\(arguments.map { " \(argument($0))" }.joined()))"
    case .and(let queries): "(and \(list(queries)))"
    case .or(let queries): "(or \(list(queries)))"
    case .not(let query): "(not \(query))"
    }
  }

  private func description(of leaf: Leaf) -> String {
    let text = leaf.text.text
    let value =
      leaf.form == .all ? "all" : leaf.form.isDelimited ? quoted(text) : quotedUnlessPlain(text)
    let words = leaf.form.name.map { "(\($0) \(value))" } ?? value
    return leaf.anchor.map { "(\($0.rawValue) \(words))" } ?? words
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
