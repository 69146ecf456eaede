import Diagnostics
import Foundation

/// What the parser of options says of a mistake, in the words of the other messages:
///
/// ```
/// error: the value 'pdf' is invalid for '--format <format>'
///   hint: known are text, json, jsonl
/// ```
struct ParserMessage {
  let text: String

  /// - Parameter message: `Error: …`, then perhaps a list of values, a line of help, usage, and where
  ///   to read more.
  init(_ message: String) {
    let lines = message.split(separator: "\n").map(String.init)
    guard let first = lines.first, first.hasPrefix(Self.mark) else {
      text = message
      return
    }
    let values = lines.compactMap { $0.hasPrefix("  - ") ? String($0.dropFirst(4)) : nil }
    let more = lines.first { $0.hasPrefix("  See ") }?.split(separator: "'").dropFirst().first
    let typed = first.split(separator: "'").dropFirst().first.map(String.init) ?? ""
    if let meant = first.range(of: ". Did you mean ") {
      let name = first[meant.upperBound...].filter { $0 != "'" && $0 != "?" }
      text =
        "error: " + Self.sentence(first[..<meant.lowerBound].dropFirst(Self.mark.count))
        + "\n  hint: did you mean '\(name)'?"
      return
    }
    let hint =
      values.isEmpty
      ? more.map { "'\($0)' tells what there is" }
      : nearest(to: typed.lowercased(), among: values).map { "did you mean '\($0)'?" }
        ?? "known are \(values.joined(separator: ", "))"
    text =
      "error: " + Self.sentence(first.dropFirst(Self.mark.count))
      + (hint.map { "\n  hint: \($0)" } ?? "")
  }

  private static let mark = "Error: "

  /// Without a capital, a full stop and the announcement of a list.
  private static func sentence(_ text: Substring) -> String {
    var text = String(text)
    if let end = text.range(of: ". Please provide one of the following:") {
      text.removeSubrange(end.lowerBound...)
    }
    if text.hasSuffix(".") { text.removeLast() }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
