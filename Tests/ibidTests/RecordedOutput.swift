@testable import ibid

/// Keeps what is printed.
final class RecordedOutput: Output {
  let terminal: Terminal
  let isWanted = true
  private(set) var text = ""

  init(_ terminal: Terminal = .none) { self.terminal = terminal }

  func put(_ text: String) { self.text += text }
}
