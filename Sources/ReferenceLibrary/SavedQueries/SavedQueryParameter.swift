import QueryLanguage

/// A parameter of a saved query.
public struct SavedQueryParameter: Equatable, Sendable {
  /// What values a parameter accepts.
  public enum Kind: String, CaseIterable, Sendable {
    case text, year, number

    /// What a value is: "a year".
    var noun: String {
      switch self {
      case .text: "a text"
      case .year: "a year"
      case .number: "a whole number"
      }
    }

    func accepts(_ value: String) -> Bool {
      switch self {
      case .text: true
      case .year: value.count == 4 && value.utf8.allSatisfy { (48...57).contains($0) }
      case .number:
        (1...9).contains(value.count) && value.utf8.allSatisfy { (48...57).contains($0) }
      }
    }
  }

  /// The name between the braces: `since` of `{since}`.
  public let name: String
  /// What values are accepted; any text by default.
  public var kind = Kind.text
  /// Nil if a value is required.
  public var defaultValue: String?
  /// One line for the list of queries.
  public var description: String?

  /// Creates a parameter that accepts any text and requires a value.
  public init(name: String) {
    self.name = name
  }
}

/// A value for a parameter, which is selected by name or by position.
public struct SavedQueryValue: Sendable {
  /// The parameter; nil if the position selects it.
  public let name: String?
  /// The value, which is never read as syntax.
  public let text: String
  /// Where it was written.
  public let range: Range<Int>

  /// Creates a value; `range` is empty if it was not written in a query.
  public init(name: String?, text: String, at range: Range<Int> = 0..<0) {
    self.name = name
    self.text = text
    self.range = range
  }
}

extension SavedQuery {
  /// Values for all parameters, invented where there is no default.
  public var sampleValues: [String: String] {
    Dictionary(
      parameters.map { ($0.name, $0.defaultValue ?? ($0.kind == .text ? "text" : "2000")) },
      uniquingKeysWith: { $1 })
  }

  /// The values of all parameters: those given, the defaults of the others.
  ///
  /// - Parameter place: where the query is named, for what is missing.
  public func bind(
    _ given: [SavedQueryValue], at place: Range<Int> = 0..<0
  ) throws(QueryError) -> [String: String] {
    var values: [String: String] = [:]
    var next = 0
    for value in given {
      let parameter = try parameter(of: value, at: &next)
      guard parameter.kind.accepts(value.text) else {
        throw QueryError(
          .error,
          .wrongParameter(value.text, parameter: parameter.name, expected: parameter.kind.noun),
          at: value.range)
      }
      values[parameter.name] = value.text
    }
    for parameter in parameters where values[parameter.name] == nil {
      guard let text = parameter.defaultValue else {
        throw QueryError(.error, .missingParameter(parameter.name, saved: name), at: place)
      }
      values[parameter.name] = text
    }
    return values
  }

  private func parameter(
    of value: SavedQueryValue, at next: inout Int
  ) throws(QueryError) -> SavedQueryParameter {
    if let name = value.name {
      if let parameter = parameters.first(where: { $0.name == name }) { return parameter }
      throw QueryError(
        .error, .unknownParameter(name, known: parameters.map(\.name)), at: value.range)
    }
    guard next < parameters.count else {
      throw QueryError(
        .error, .tooManyArguments(most: parameters.count, saved: name), at: value.range)
    }
    next += 1
    return parameters[next - 1]
  }
}
