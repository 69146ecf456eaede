import Foundation

/// The part of JSON Schema 2020-12 that the schemas of this repository use; any other word is a failure,
/// so that nothing of a schema goes unchecked.
///
/// Source: JSON Schema: A Media Type for Describing JSON Documents, draft 2020-12, and its validation
/// vocabulary.
public struct JSONSchema {
  private let root: [String: Any]

  public init(_ data: Data) throws {
    guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    self.root = root
  }

  /// The names of the properties that a definition describes.
  public func properties(of definition: String) -> Set<String> {
    let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
    return Set((definitions[definition]?["properties"] as? [String: Any] ?? [:]).keys)
  }

  /// What in a document is not as the schema, or one of its definitions, has it: a line a failure.
  public func failures(of value: Any, definition: String? = nil) -> [String] {
    let schema: [String: Any] = definition.map { ["$ref": "#/$defs/\($0)"] } ?? root
    return failures(value, schema, at: "$")
  }

  private func failures(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    schema.flatMap { word, rule in failures(value, word, rule, schema, at: path) }
  }

  private func failures(
    _ value: Any, _ word: String, _ rule: Any, _ schema: [String: Any], at path: String
  ) -> [String] {
    switch word {
    case "$schema", "$defs", "title", "description": return []
    case "$ref":
      let name = (rule as? String ?? "").replacingOccurrences(of: "#/$defs/", with: "")
      guard let target = (root["$defs"] as? [String: [String: Any]])?[name] else {
        return ["\(path): the schema has no '\(name)'"]
      }
      return failures(value, target, at: path)
    case "type":
      let types = rule as? [String] ?? [rule as? String ?? ""]
      return types.contains(where: { Self.isOf($0, value) }) ? [] : ["\(path): no \(types)"]
    case "const", "enum":
      let values = word == "const" ? [rule] : rule as? [Any] ?? []
      let isThere = values.contains { ($0 as? NSObject) == (value as? NSObject) }
      return isThere ? [] : ["\(path): \(value) is none of \(values)"]
    case "anyOf":
      let results = (rule as? [[String: Any]] ?? []).map { failures(value, $0, at: path) }
      return results.contains(where: \.isEmpty) ? [] : results.flatMap(\.self)
    case "minimum":
      guard let number = value as? NSNumber, let least = rule as? NSNumber else { return [] }
      return number.doubleValue >= least.doubleValue ? [] : ["\(path): \(number) < \(least)"]
    case "minLength":
      guard let text = value as? String, let least = rule as? Int else { return [] }
      return text.count >= least ? [] : ["\(path): too short"]
    case "minItems":
      guard let items = value as? [Any], let least = rule as? Int else { return [] }
      return items.count >= least ? [] : ["\(path): too few items"]
    case "items":
      guard let items = value as? [Any], let rule = rule as? [String: Any] else { return [] }
      return items.enumerated().flatMap { failures($1, rule, at: "\(path)[\($0)]") }
    case "required":
      guard let object = value as? [String: Any], let names = rule as? [String] else { return [] }
      return names.filter { object[$0] == nil }.map { "\(path): '\($0)' is missing" }
    case "properties":
      guard let object = value as? [String: Any], let rules = rule as? [String: [String: Any]]
      else { return [] }
      return rules.flatMap { name, rule in
        object[name].map { failures($0, rule, at: "\(path).\(name)") } ?? []
      }
    case "additionalProperties":
      guard let object = value as? [String: Any] else { return [] }
      let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
      return object.filter { !known.contains($0.key) }.flatMap { name, value in
        if let rule = rule as? [String: Any] { return failures(value, rule, at: "\(path).\(name)") }
        return (rule as? Bool) == false ? ["\(path): '\(name)' is not described"] : []
      }
    default: return ["\(path): the word '\(word)' of the schema is not understood"]
    }
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    let number = value as? NSNumber
    // Foundation reads `true` and `1` alike as numbers; only their encoding tells them apart.
    let isBool = number.map { ["c", "B"].contains(String(cString: $0.objCType)) } ?? false
    switch type {
    case "null": return value is NSNull
    case "boolean": return isBool
    case "integer":
      return !isBool && number.map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": return !isBool && number != nil
    case "string": return value is String
    case "array": return value is [Any]
    case "object": return value is [String: Any]
    default: return false
    }
  }
}
