import References

/// The text of one column as the index stores it: the kind of its words in a first byte (none for
/// prose), its items with a boundary between them.
enum ColumnText {
  private static let namesMark: UInt8 = 0x01
  private static let containersMark: UInt8 = 0x02

  /// Composes items into a column's text.
  static func compose(_ items: [String], as kind: Field.TextKind) -> String {
    if items.isEmpty { return "" }
    let mark =
      switch kind {
      case .prose: ""
      case .names: "\u{1}"
      case .containers: "\u{2}"
      }
    let text = items.map(withoutMarks).joined(separator: "\u{1E}")
    // Boundaries on both sides, so that a whole title can be asked for.
    return kind == .containers ? "\(mark)\u{1E}\(text)\u{1E}" : mark + text
  }

  private static func withoutMarks(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 3 || $0 == Analyzer.boundary }) else { return text }
    return text.replacing(#/[\u{0}-\u{2}\u{1E}]/#, with: " ")
  }

  /// The kind of a column's words, and the text behind the mark.
  static func split(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (Field.TextKind, UnsafeBufferPointer<UInt8>) {
    switch text.first {
    case namesMark?: (.names, UnsafeBufferPointer(rebasing: text.dropFirst()))
    case containersMark?: (.containers, UnsafeBufferPointer(rebasing: text.dropFirst()))
    default: (.prose, text)
    }
  }
}
