import Yams

/// A YAML mapping as used by reference files: keys with a text, a list or a mapping as value. Keys
/// match in any case.
package struct YAMLFacts {
  /// Why a text is no such mapping.
  struct Unreadable: Error {
    let reason: String
  }

  private let entries: [(name: String, node: Node)]

  package init() { entries = [] }

  init(_ mapping: Node.Mapping) {
    entries = mapping.compactMap { key, value in
      key.scalar.map { ($0.string.lowercased(), value) }
    }
  }

  /// - Throws: where the text is not YAML, or no mapping.
  init(_ text: String) throws(Unreadable) {
    guard let root = try Self.root(of: text) else {
      self.init()
      return
    }
    guard let mapping = root.mapping else {
      throw Unreadable(reason: "expected 'key: value' lines")
    }
    self.init(mapping)
  }

  /// The root of a text; nil if it holds nothing.
  static func root(of text: String) throws(Unreadable) -> Node? {
    // A few lines of nested aliases can expand to more than any memory.
    guard !text.contains(/(?:^|[\s\[{:,-])&\w/) else {
      throw Unreadable(reason: "anchors are not read")
    }
    guard !nestsTooDeeply(text) else { throw Unreadable(reason: "nested too deeply") }
    do {
      let node = try Yams.compose(yaml: text)
      return node?.null == nil ? node : nil
    } catch {
      throw Unreadable(reason: "invalid YAML")
    }
  }

  /// The parser calls itself for each level.
  private static let deepest = 100

  private static func nestsTooDeeply(_ text: String) -> Bool {
    var (brackets, dashes) = (0, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"): dashes += 1
      case UInt8(ascii: " "): break
      // An opening bracket in a text is never closed.
      case 0x0A: dashes = 0
      default: dashes = 0
      }
      if brackets > 10 * deepest || dashes > deepest { return true }
    }
    return false
  }

  var isEmpty: Bool { entries.isEmpty }

  func node(_ name: String) -> Node? { entries.first { $0.name == name.lowercased() }?.node }

  /// A text; nil if there is none, or an empty one.
  package func text(_ names: String...) -> String? {
    for name in names {
      if let text = node(name)?.plainText { return text }
    }
    return nil
  }

  /// The texts of a list, or one text.
  package func list(_ name: String) -> [String] {
    guard let node = node(name) else { return [] }
    guard let items = node.sequence else { return [node.plainText].compactMap(\.self) }
    return items.compactMap(\.plainText)
  }

  /// The mappings of a list, or one mapping.
  func mappings(_ name: String) -> [YAMLFacts] {
    guard let node = node(name) else { return [] }
    let items = node.sequence.map(Array.init) ?? [node]
    return items.compactMap { $0.mapping.map(YAMLFacts.init) }
  }
}

extension Node {
  /// A text as it is written, without white space around it; nil if there is none.
  var plainText: String? {
    guard let scalar, null == nil else { return nil }
    let text = scalar.string.trimmingWhitespace()
    return text.isEmpty ? nil : text
  }
}

extension String {
  fileprivate func trimmingWhitespace() -> String {
    let start = self.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
