import Diagnostics

/// Keeps what is printed, and the notes, for an answer of the site.
final class RecordedConsole: Console {
  /// Bytes; a longer answer is none.
  static let most = 64 << 20

  let terminal = Terminal.none
  var messageForm = MessageForm.text
  private(set) var text = ""
  private(set) var messages: [Message] = []
  private(set) var isTooLong = false

  var isWanted: Bool { !isTooLong }

  func put(_ text: String) {
    isTooLong = isTooLong || self.text.utf8.count + text.utf8.count > Self.most
    if !isTooLong { self.text += text }
  }

  func note(_ message: Message) { messages.append(message) }

  func flush() {}
}
