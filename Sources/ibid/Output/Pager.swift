import Diagnostics
import Foundation

/// The program that shows long output page by page: `IBID_PAGER`, else what the person's
/// configuration names, else `PAGER`, else `less`.
struct Pager {
  private let command: String

  /// Nil where the user wants none, the command is empty or `cat`, or has none by that name.
  init?(_ command: String) {
    if command.isEmpty || command == "cat" { return nil }
    let program = command.split(separator: " ").first.map(String.init) ?? ""
    guard program.contains("=") || Self.isInstalled(program) else { return nil }
    self.command = command
  }

  private static func isInstalled(_ program: String) -> Bool {
    if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  /// Runs an action, and shows what it prints through the pager if it is longer than the terminal.
  func presenting<T>(_ action: () throws -> T) rethrows -> T {
    let output = PagedOutput(command)
    defer { output.finish() }
    return try Output.$sink.withValue(output, operation: action)
  }
}

/// Prints what fits the terminal at the end, at once; hands what is longer to a pager as it comes.
///
/// Unchecked, as it is filled by one thread.
private final class PagedOutput: OutputSink, @unchecked Sendable {
  private let command: String
  private var text = ""
  private var rows = ScreenRows(columns: Terminal.size.columns)
  /// Said once the text is shown: the pager has the terminal for itself.
  private var notes: [Message] = []
  private var pager: UnsafeMutablePointer<FILE>?
  private var signals: [(number: Int32, action: sig_t?)] = []
  private(set) var isWanted = true

  init(_ command: String) { self.command = command }

  func write(_ text: String) {
    guard isWanted else { return }
    if pager != nil { return hand(text) }
    self.text += text
    rows.add(text)
    if rows.count >= Terminal.height, start() {
      hand(self.text)
      self.text = ""
    }
  }

  func note(_ message: Message) {
    if text.isEmpty && pager == nil { return Terminal.standardErrorNote(message) }
    notes.append(message)
  }

  func finish() {
    if let pager, pclose(pager) != 0 {
      notes.insert(.note("the pager '\(command)' failed; --no-pager prints without it"), at: 0)
    }
    for (number, action) in signals { signal(number, action) }
    if !text.isEmpty { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }
    for message in notes { Terminal.standardErrorNote(message) }
  }

  /// - Returns: false where no pager can be started; its shell says why.
  private func start() -> Bool {
    // As git does: leave where all fits, keep colours, leave the text on the screen.
    setenv("LESS", "FRX", 0)
    pager = popen(command, "w")
    guard pager != nil else { return false }
    // A pager that is left early closes its pipe; Ctrl-C is the pager's while it has the terminal.
    signals = [SIGPIPE, SIGINT].map { ($0, signal($0, SIG_IGN)) }
    return true
  }

  private func hand(_ text: String) {
    var text = text
    let isTaken = text.withUTF8 { bytes in
      fwrite(bytes.baseAddress, 1, bytes.count, pager) == bytes.count && fflush(pager) == 0
    }
    if !isTaken { isWanted = false }
  }
}

extension Terminal {
  /// Lines and columns of standard output as it is now, as it may be resized; 0 where unknown.
  static var size: (rows: Int, columns: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return (0, 0) }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  static var height: Int { size.rows > 0 ? size.rows : 24 }
}
