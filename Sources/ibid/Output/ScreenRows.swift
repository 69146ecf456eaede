import Diagnostics

/// Counts the rows that text takes on a terminal, piece by piece as it comes; colours and links in it
/// take none.
struct ScreenRows {
  /// What an escape sequence waits for.
  private enum Escape {
    case none
    /// The character that identifies its kind.
    case kind
    /// CSI: a final byte, `@` to `~`.
    case control
    /// OSC: `ESC \`.
    case command
    case commandEnd
  }

  private let columns: Int
  private var column = 0
  private var escape = Escape.none
  /// The row that is not yet ended included.
  private(set) var count = 0

  init(columns: Int) { self.columns = max(columns, 1) }

  mutating func add(_ text: String) {
    for character in text where !isOfEscape(character) {
      if character.isNewline {
        if column == 0 { count += 1 }
        column = 0
      } else {
        let width = character.displayWidth
        if column == 0 || column + width > columns {
          count += 1
          column = 0
        }
        column += width
      }
    }
  }

  private mutating func isOfEscape(_ character: Character) -> Bool {
    switch escape {
    case .none:
      if character != "\u{1B}" { return false }
      escape = .kind
    case .kind: escape = character == "[" ? .control : character == "]" ? .command : .none
    case .control: if ("@"..."~").contains(character) { escape = .none }
    case .command: if character == "\u{1B}" { escape = .commandEnd }
    case .commandEnd: escape = .none
    }
    return true
  }
}
