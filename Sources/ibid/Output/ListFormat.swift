import ArgumentParser

/// How lists of things other than works are printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, jsonl

  /// Prints items, each as a line of text or as JSON.
  func write<Item>(_ items: [Item], line: (Item) -> String, json: (Item) -> JSON) {
    switch self {
    case .text: for item in items { emit(line(item)) }
    case .json: emit(JSON.array(items.map(json)).line)
    case .jsonl: for item in items { emit(json(item).line) }
    }
  }
}
