import Diagnostics
import ReferenceFormats

/// A page of the manual, made from the tables that the program itself reads; printed as text by
/// `ibid help` and for `man` by `ibid manual`. `Manual.all` is the one table of them.
struct Manual: Sendable {
  struct Section: Sendable {
    let heading: String
    let blocks: [Block]
  }

  enum Block: Sendable {
    case subheading(String)
    case paragraph(String)
    /// A definition: a name or examples, and the meaning.
    case entry([String], String)
    /// Lines to type, or of a file.
    case example([String])
  }

  /// The name for `man`: `ibid-query`.
  let name: String
  /// The section of the manual: 1 for commands, 5 for files, 7 for the rest.
  let chapter: Int
  /// The topic of `ibid help`; nil if the argument parser prints its help.
  let topic: String?
  let summary: String
  let sections: @Sendable () -> [Section]

  static let all: [Manual] = [.commands, .query, .formats, .library, .savedQueries]

  /// The page with this name or topic.
  static func named(_ name: String) -> Manual? {
    all.first { $0.topic == name || $0.name == name }
  }
}

extension Manual {
  private static let widest = 98

  /// The page as plain text, not wider than the terminal.
  func text(width: Int?) -> String {
    let width = min(max(width ?? Self.widest, 20), Self.widest)
    return sections().map { section in
      section.heading + "\n\n"
        + section.blocks.map { $0.text(width: width) }.joined(separator: "\n\n")
    }.joined(separator: "\n\n")
  }
}

extension Manual.Block {
  fileprivate func text(width: Int) -> String {
    switch self {
    case .subheading(let text): text
    case .paragraph(let text): text.filled(width: width).joined(separator: "\n")
    case .entry(let terms, let text):
      (terms.map { "  \($0)" } + text.filled(width: width, indent: 6))
        .joined(separator: "\n")
    case .example(let lines): lines.map { "  \($0)" }.joined(separator: "\n")
    }
  }
}
