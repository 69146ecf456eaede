import References

/// The JSON Schema of what `--format json` prints: the resource, with a property for each fact of
/// `Fact.all` in the place of `"$facts"`.
enum ResultSchema {
  static let text: String = {
    let resource = String(decoding: PackageResources.result_schema_json, as: UTF8.self)
    let facts = Fact.all.map { "        \"\($0.name)\": \($0.schema.line)," }
    return resource.replacing(
      #"        "$facts": true,"#, with: facts.joined(separator: "\n"))
  }()
}

extension Fact {
  fileprivate var schema: JSON {
    .object(shape + [("description", .string(summary))])
  }

  private var shape: [(key: String, value: JSON)] {
    switch value {
    case .text: [("type", ["string", "null"])]
    case .number: [("type", ["integer", "null"])]
    case .flag: [("type", "boolean")]
    case .choice(_, let names):
      [("enum", .array(names.map(JSON.string) + (isOptional ? [.null] : [])))]
    case .list: Self.list(of: ["type": "string"])
    case .creators: Self.list(of: ["$ref": "#/$defs/creator"])
    case .others: Self.list(of: ["$ref": "#/$defs/other"])
    }
  }

  /// Null, or items of a shape.
  private static func list(of item: JSON) -> [(key: String, value: JSON)] {
    [("anyOf", [["type": "null"], ["type": "array", "minItems": .integer(1), "items": item]])]
  }
}
