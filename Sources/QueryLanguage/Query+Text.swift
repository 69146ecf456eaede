extension Query {
  /// The query in its own language, in one way of writing it: reading that gives the same query.
  public var text: String { text(in: .query) }

  /// The operator around a part, which decides whether it needs brackets.
  private enum Position: Int, Comparable {
    case query, and, near, not, boosted, primary, value

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  private func text(in position: Position) -> String {
    binding < position ? "(\(unbracketed))" : unbracketed
  }

  /// How tightly the query's outermost operator binds.
  private var binding: Position {
    switch self {
    case .or: .query
    case .and: .and
    case .near(let leaves, _, _): leaves.areWordsOfQuotes ? .value : .near
    case .not: .not
    case .boosted: .boosted
    case .field, .saved: .primary
    case .leaf: .value
    }
  }

  private var unbracketed: String {
    switch self {
    case .leaf(let leaf): leaf.written
    case .near(let leaves, let distance, _): Self.near(leaves, distance)
    case .field(let name, let query): "\(name.text):\(query?.text(in: .value) ?? "")"
    case .boosted(let query, let factor):
      (query.endsBeforeCaret ? query.text(in: .primary) : "(\(query.text))")
        + "^\(Self.number(factor))"
    case .saved(let name, let arguments): "@\(name.text)\(Self.list(arguments))"
    case .and(let parts): parts.map { $0.text(in: .near) }.joined(separator: " ")
    case .or(let parts): parts.map { $0.text(in: .and) }.joined(separator: " OR ")
    case .not(let query): "-\(query.text(in: .boosted))"
    }
  }

  private static func near(_ leaves: [Leaf], _ distance: Int) -> String {
    if leaves.areWordsOfQuotes {
      return "\"\(leaves.map(\.text.text).joined(separator: " "))\"~\(distance)"
    }
    return leaves.map(\.written).joined(separator: " NEAR/\(distance) ")
  }

  private static func list(_ arguments: [Argument]) -> String {
    if arguments.isEmpty { return "" }
    let values = arguments.map { argument in
      let value = argument.value.text
      let isPlain = !value.isEmpty && !value.contains { ",()\"= ".contains($0) || $0.isWhitespace }
      return (argument.name.map { "\($0)=" } ?? "") + (isPlain ? value : "\"\(value)\"")
    }
    return "(\(values.joined(separator: ", ")))"
  }

  /// Whether a boost right after it is not a part of its text, as the `^6` of `10^6` is.
  private var endsBeforeCaret: Bool {
    switch self {
    case .leaf(let leaf):
      switch leaf.form {
      case .phrase: leaf.anchor == nil || leaf.anchor == .first
      case .expression: false
      case .range: true
      default: leaf.text.text.unicodeScalars.contains { $0.properties.isAlphabetic }
      }
    case .field(_, let query): query?.binding == .value && query?.endsBeforeCaret == true
    case .saved(_, let arguments): !arguments.isEmpty
    case .near, .boosted, .not, .and, .or: true
    }
  }
}

extension Query.Leaf {
  /// As the user would type it.
  fileprivate var written: String {
    if form == .exact, text.text.contains(where: \.isWhitespace) { return "=\"\(text.text)\"" }
    return (anchor == .first || anchor == .only ? "^" : "") + form.signs.before + text.text
      + form.signs.after + (anchor == .last || anchor == .only ? "$" : "")
  }
}

extension [Query.Leaf] {
  fileprivate var areWordsOfQuotes: Bool { allSatisfy { $0.form == .exact && $0.anchor == nil } }
}
