import Foundation

extension JSON: Decodable {
  /// Reads one value; the order of an object's keys is lost.
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? value.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let items = try? value.decode([JSON].self) {
      self = .array(items)
    } else {
      self = .object(
        try value.decode([String: JSON].self).sorted { $0.key < $1.key }
          .map { (key: $0.key, value: $0.value) })
    }
  }

  /// The value of a text of RFC 8259; nil if it is invalid.
  init?(parsing text: String) {
    guard let value = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)) else {
      return nil
    }
    self = value
  }

  /// The value of a key; nil if this is no object or has no such key.
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// The strings of an array of strings; nil for anything else.
  var strings: [String]? {
    guard case .array(let items) = self else { return nil }
    let strings = items.compactMap(\.string)
    return strings.count == items.count ? strings : nil
  }

  var isNull: Bool { if case .null = self { true } else { false } }

  /// The same without the members of objects that are null, at any depth.
  var withoutNulls: JSON {
    switch self {
    case .object(let members):
      .object(members.filter { !$0.value.isNull }.map { ($0.key, $0.value.withoutNulls) })
    case .array(let items): .array(items.map(\.withoutNulls))
    default: self
    }
  }
}
