/// Placeholders of saved queries: `{name}` in a word, a phrase or a field's value.
extension Query {
  /// The query with each placeholder replaced by its value, which is text whatever it holds: no
  /// operator, no field, no bracket comes out of it. A word that becomes several is a phrase.
  ///
  /// ```
  /// title:{topic} year:{since}..     with topic = `loss) OR *`, since = `2018`
  /// (and (field title (phrase "loss) OR *")) (field year 2018..))
  /// ```
  ///
  /// - Throws: where a placeholder has no value, or a value leaves nothing to search for.
  public func substituting(_ values: [String: String]) throws(QueryError) -> Query {
    try rebuilt { leaf throws(QueryError) in try Substitution(values: values).apply(to: leaf) }
  }
}

private struct Substitution {
  let values: [String: String]

  func apply(to leaf: Query) throws(QueryError) -> Query {
    switch leaf {
    case .word(let text): return try words(text) { .word($0) }
    case .pattern(let text): return try words(text) { .pattern($0) }
    case .fuzzy(let text, let edits): return try words(text) { .fuzzy($0, edits: edits) }
    case .exact(let text): return .exact(try searchable(text))
    case .phrase(let text): return .phrase(try searchable(text))
    case .range(let text): return .range(try searchable(text))
    case .prefix(let text): return .prefix(try beginning(text))
    case .regularExpression(let text):
      return .regularExpression(try replaced(text, by: escaped))
    case .saved(let name, let arguments):
      var replacements: [Query.Argument] = []
      for argument in arguments {
        replacements.append(.init(name: argument.name, value: try replaced(argument.value)))
      }
      return .saved(name: name, arguments: replacements)
    default: return leaf
    }
  }

  private func words(
    _ text: Query.Text, _ make: (Query.Text) -> Query
  ) throws(QueryError) -> Query {
    let value = try searchable(text)
    if value == text { return make(text) }
    return value.text.contains(where: \.isWhitespace) ? .phrase(value) : make(value)
  }

  private func beginning(_ text: Query.Text) throws(QueryError) -> Query.Text {
    let value = try searchable(text)
    guard value.text.count(where: { $0.isLetter || $0.isNumber }) >= 2 else {
      throw QueryError(.error, .shortPrefix(value.text), at: text.range)
    }
    return value
  }

  /// A value without letters or digits would ask for nothing, and so for every work.
  private func searchable(_ text: Query.Text) throws(QueryError) -> Query.Text {
    let value = try replaced(text)
    guard value == text || value.text.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw QueryError(.error, .unsearchableValue(value.text), at: text.range)
    }
    return value
  }

  /// Replaces in one pass: braces inside a value are text.
  private func replaced(
    _ text: Query.Text, by transform: (String) -> String = { $0 }
  ) throws(QueryError) -> Query.Text {
    var result = ""
    var rest = text.text[...]
    while let open = rest.firstIndex(of: "{") {
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(of: "}"), ParameterName.isValid(inside[..<close]) else {
        result += rest[...open]
        rest = inside
        continue
      }
      let name = String(inside[..<close])
      guard let value = values[name] else {
        throw QueryError(
          .error, .unknownParameter(name, known: values.keys.sorted()), at: text.range)
      }
      result += rest[..<open] + transform(value)
      rest = inside[inside.index(after: close)...]
    }
    return Query.Text(result + rest, at: text.range)
  }

  /// A regular expression that finds the value itself.
  private func escaped(_ value: String) -> String {
    var escaped = ""
    for scalar in value.unicodeScalars {
      if scalar.isASCII, !scalar.properties.isAlphabetic, scalar.properties.numericType == nil,
        !scalar.properties.isWhitespace
      {
        escaped += "\\"
      }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}

/// Names of parameters: a letter, then letters, digits, `-` and `_`.
public enum ParameterName {
  public static func isValid(_ name: some StringProtocol) -> Bool {
    guard let first = name.unicodeScalars.first, isLetter(first) else { return false }
    return name.unicodeScalars.allSatisfy {
      isLetter($0) || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
