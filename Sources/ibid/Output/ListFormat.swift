import ArgumentParser

/// How lists of things other than works are printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, jsonl

  /// Prints items, each as lines for people or as JSON.
  func print<Item>(
    _ items: [Item], to output: any Output, lines: (Item) -> [StyledText], json: (Item) -> JSON
  ) {
    switch self {
    case .text: for item in items { output.print(lines(item)) }
    case .json: output.write(JSON.array(items.map(json)).line, end: "\n")
    case .jsonl: for item in items { output.write(json(item).line, end: "\n") }
    }
  }
}
