extension Query {
  /// The query in its own language, in one way of writing it: reading that gives the same query.
  public var text: String { text(in: .query) }

  /// What stands around a part, and so what needs brackets.
  private enum Position: Int, Comparable {
    case query, and, near, not, value

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  private func text(in position: Position) -> String {
    let text = unbracketed
    return binding < position ? "(\(text))" : text
  }

  /// How tightly the query's outermost operator binds.
  private var binding: Position {
    switch self {
    case .or: .query
    case .and: .and
    case .near(let parts, _, _): parts.allSatisfy(\.isWordOfQuotes) ? .value : .near
    case .not: .not
    default: .value
    }
  }

  private var isWordOfQuotes: Bool { if case .exact = self { true } else { false } }

  private var unbracketed: String {
    switch self {
    case .word(let text): text.text
    case .exact(let text): "=\(text.text)"
    case .prefix(let text): "\(text.text)*"
    case .pattern(let text): text.text
    case .fuzzy(let text, let edits): "\(text.text)~\(edits)"
    case .phrase(let text): "\"\(text.text)\""
    case .near(let parts, let distance, _): near(parts, distance)
    case .regularExpression(let text): "/\(text.text)/"
    case .anchored(let query, .first): "^\(query.text(in: .value))"
    case .anchored(let query, .last): "\(query.text(in: .value))$"
    case .range(let text): "[\(text.text)]"
    case .field(let name, let query): "\(name.text):\(query?.text(in: .value) ?? "")"
    case .boosted(let query, let factor): "\(query.text(in: .value))^\(Self.number(factor))"
    case .saved(let name, let arguments): "@\(name.text)\(list(arguments))"
    case .and(let parts): parts.map { $0.text(in: .near) }.joined(separator: " ")
    case .or(let parts): parts.map { $0.text(in: .and) }.joined(separator: " OR ")
    case .not(let query): "-\(query.text(in: .value))"
    case .all: "*"
    }
  }

  private func near(_ parts: [Query], _ distance: Int) -> String {
    if parts.allSatisfy(\.isWordOfQuotes) {
      let words = parts.map { if case .exact(let text) = $0 { text.text } else { "" } }
      return "\"\(words.joined(separator: " "))\"~\(distance)"
    }
    return parts.map { $0.text(in: .not) }.joined(separator: " NEAR/\(distance) ")
  }

  private func list(_ arguments: [Argument]) -> String {
    if arguments.isEmpty { return "" }
    let values = arguments.map { argument in
      let value = argument.value.text
      let isPlain = !value.isEmpty && !value.contains { ",()\"= ".contains($0) || $0.isWhitespace }
      return (argument.name.map { "\($0)=" } ?? "") + (isPlain ? value : "\"\(value)\"")
    }
    return "(\(values.joined(separator: ", ")))"
  }
}
