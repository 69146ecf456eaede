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
    let substitution = Substitution(values: values)
    return try mapLeaves { leaf throws(QueryError) in try substitution.apply(to: leaf) }
      .map { query throws(QueryError) in
        guard case .saved(let name, let arguments) = query else { return query }
        return .saved(name: name, arguments: try substitution.apply(to: arguments))
      }
  }
}

private struct Substitution {
  let values: [String: String]

  func apply(to leaf: Query.Leaf) throws(QueryError) -> Query.Leaf {
    var leaf = leaf
    if leaf.form == .expression {
      leaf.text = try replaced(leaf.text, by: escaped)
      return leaf
    }
    let value = try searchable(leaf.text)
    if value == leaf.text { return leaf }
    leaf.text = value
    if leaf.form == .prefix { try checkPrefix(value) }
    let isOneWord = !leaf.form.isDelimited && leaf.form != .exact && leaf.form != .prefix
    if isOneWord, value.text.contains(where: \.isWhitespace) { leaf.form = .phrase }
    return leaf
  }

  func apply(to arguments: [Query.Argument]) throws(QueryError) -> [Query.Argument] {
    try arguments.map { argument throws(QueryError) in
      Query.Argument(name: argument.name, value: try replaced(argument.value))
    }
  }

  private func checkPrefix(_ value: Query.Text) throws(QueryError) {
    guard value.text.count(where: { $0.isLetter || $0.isNumber }) >= 2 else {
      throw QueryError(.error, .shortPrefix(value.text), at: value.range)
    }
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
  /// Whether a name is a letter followed by letters, digits, `-` or `_`.
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
