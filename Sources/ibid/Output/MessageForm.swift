import Diagnostics

/// The form of errors, warnings and notes on standard error.
enum MessageForm {
  /// For people.
  case text
  /// One JSON object per line, for programs that asked for JSON.
  case json

  /// The form that a command line asks for, even if the rest of it is invalid.
  init(_ words: [String]) {
    let words = words.prefix { $0 != "--" }
    let values = zip(words, words.dropFirst() + [""]).compactMap { word, next in
      word == "--format" ? next : word.hasPrefix("--format=") ? String(word.dropFirst(9)) : nil
    }
    let format = values.last.flatMap { OutputFormat(rawValue: $0.lowercased()) }
    self = format.map(MessageForm.init) ?? .text
  }

  /// The form that goes with an output format.
  init(_ format: OutputFormat) { self = [.json, .jsonl].contains(format) ? .json : .text }

  /// The text of a message.
  ///
  /// - Parameter width: the width of the terminal.
  func text(of message: Message, width: Int) -> String {
    switch self {
    case .text: message.lines(width: width).joined(separator: "\n")
    case .json: message.json.line
    }
  }
}
