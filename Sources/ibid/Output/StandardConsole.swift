import Diagnostics
import Foundation

/// Standard output and standard error. Lines go out as they come to a terminal, and in larger pieces
/// to a file or a pipe.
final class StandardConsole: Console {
  private static let fullBuffer = 1 << 16
  /// What is slow to come is not held back as well.
  private static let patience = Duration.milliseconds(100)

  var display = DisplaySettings() { didSet { kept = nil } }
  var messageForm = MessageForm.text
  private let isTerminal = isatty(STDOUT_FILENO) == 1
  private var buffer: [UInt8] = []
  /// The number of the error that ended the writing.
  private var error: Int32?
  private var lastSent = ContinuousClock.now

  /// A stream that is not a terminal does not change; reading the environment is slow.
  private var kept: Terminal?

  var terminal: Terminal {
    if let kept { return kept }
    let terminal = Terminal(isTerminal: isTerminal, display)
    if !isTerminal { kept = terminal }
    return terminal
  }

  var isWanted: Bool { error == nil }

  func put(_ text: String) {
    buffer += text.utf8
    if isTerminal || buffer.count >= Self.fullBuffer || lastSent.duration(to: .now) > Self.patience
    {
      send()
    }
  }

  func note(_ message: Message) {
    // Flush earlier output first, to keep the order.
    send()
    let text = messageForm.text(of: message, width: Terminal.width(of: STDERR_FILENO) ?? .max)
    try? FileHandle.standardError.write(contentsOf: Data("\(text)\n".utf8))
  }

  func flush() throws {
    send()
    // A program that has read enough closes its end of the pipe.
    guard let error, error != EPIPE else { return }
    throw Failure.wrongRequest(
      "cannot write to standard output: \(String(cString: strerror(error)))",
      hint: error == ENOSPC ? "the disk is full" : nil)
  }

  private func send() {
    defer {
      buffer.removeAll(keepingCapacity: true)
      lastSent = .now
    }
    guard error == nil else { return }
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        error = errno
        return
      }
    }
  }
}
