import CProgram
import Foundation
import ProgramTestSupport
import Testing

/// The built program on a pseudo-terminal that is its controlling one: what is typed reaches it as
/// from a keyboard, Ctrl-C as a signal where it is one. What it prints is waited for, never a time.
///
/// The terminal is opened by the program alone, so that its end is the end of what can be read.
final class TerminalSession {
  private let terminal: Int32
  private let library: TemporaryLibrary
  /// Nil once its status is known.
  private var child: pid_t?
  /// What was printed after everything that was waited for.
  private var output: [UInt8] = []

  /// Only a test that fails waits so long, in milliseconds.
  private static let patience: Int32 = 30_000

  /// - Parameter environment: besides what every program of the tests is given.
  init(
    _ arguments: [String] = ["repl"], of program: URL = Program.executable,
    in library: TemporaryLibrary, environment: [String: String] = [:], rows: UInt16 = 24,
    columns: UInt16 = 80
  ) throws {
    self.library = library
    var name = [CChar](repeating: 0, count: 128)
    terminal = terminal_open(&name, name.count)
    try #require(terminal >= 0)
    // A terminal that nobody has open may have no size.
    let held = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(held >= 0)
    defer { close(held) }
    resize(rows: rows, columns: columns)
    var all = Program.environment(in: library.folder)
    all.merge(["TERM": "vt100", "NO_COLOR": "1", "IBID_PAGER": ""]) { $1 }
    all["COLUMNS"] = nil
    all.merge(environment) { $1 }
    child = try Self.spawn(
      [program.path] + arguments, in: library.folder, all, terminal: name)
  }

  deinit {
    if let child {
      kill(child, SIGKILL)
      _ = Self.reap(child)
    }
    close(terminal)
  }

  func type(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  /// The program is told by the terminal.
  func resize(rows: UInt16, columns: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  /// Reads until a text has been printed, after everything that was waited for before.
  ///
  /// - Returns: what was printed before it.
  @discardableResult
  func wait(for text: String, _ place: SourceLocation = #_sourceLocation) throws -> String {
    let bytes = Array(text.utf8)
    while true {
      if let found = output.firstRange(of: bytes) {
        defer { output.removeSubrange(..<found.upperBound) }
        return String(decoding: output[..<found.lowerBound], as: UTF8.self)
      }
      try #require(
        readMore(), "\(text.debugDescription) was not printed, but: \(printed)",
        sourceLocation: place)
    }
  }

  /// Reads until the program has ended.
  ///
  /// - Returns: its exit status; 128 and the signal's number where a signal ended it.
  func status(_ place: SourceLocation = #_sourceLocation) throws -> Int32 {
    while readMore() {}
    try #require(
      hasEnded, "the program goes on, and has printed: \(printed)", sourceLocation: place)
    let child = try #require(self.child, sourceLocation: place)
    self.child = nil
    return Self.reap(child)
  }

  // MARK: Reading

  private var hasEnded = false

  private var printed: String { String(decoding: output, as: UTF8.self).debugDescription }

  /// False at the end of the program, or where nothing comes.
  private func readMore() -> Bool {
    var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    var count = poll(&ready, 1, Self.patience)
    if count == 0 { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    if count > 0 { count = Int32(read(terminal, &bytes, bytes.count)) }
    if count > 0 { output += bytes[..<Int(count)] }
    if count < 0, errno == EINTR { return true }
    // Where nobody has the terminal open any longer, one system reads nothing and the other fails.
    hasEnded = count <= 0
    return count > 0
  }

  // MARK: The program

  private static func reap(_ child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  private static func spawn(
    _ arguments: [String], in folder: URL, _ environment: [String: String], terminal: [CChar]
  ) throws -> pid_t {
    let words = arguments.map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for pointer in words + variables { free(pointer) } }
    var child: pid_t = 0
    let error = terminal_spawn(terminal, folder.path, words + [nil], variables + [nil], &child)
    try #require(error == 0, "\(arguments[0]) cannot be started: error \(error)")
    return child
  }
}
