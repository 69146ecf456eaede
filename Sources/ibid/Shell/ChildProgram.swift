import Foundation

/// Programs that the shell starts on the terminal, in its own process group: Foundation's `Process`
/// would give them another, which may not read from the terminal.
enum ChildProgram {
  /// Runs a program to its end.
  ///
  /// - Returns: its exit status, 128 and the signal's number where a signal ended it; nil if it
  ///   cannot be started.
  static func run(_ arguments: [String]) -> Int32? {
    guard let child = start(arguments) else { return nil }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  /// Starts a shell command that reads from the stream; close it with `pclose`.
  static func writing(to command: String) -> UnsafeMutablePointer<FILE>? {
    // The command and its children must die of SIGPIPE as usual.
    signal(SIGPIPE, SIG_DFL)
    defer { signal(SIGPIPE, SIG_IGN) }
    return popen(command, "w")
  }

  #if os(macOS)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  /// Whether a page can be opened: there is an opener, and a display for it.
  static var hasBrowser: Bool {
    #if !os(macOS)
      let environment = ProcessInfo.processInfo.environment
      let display =
        environment["WAYLAND_DISPLAY"] ?? environment["DISPLAY"] ?? environment["BROWSER"]
      if display?.isEmpty ?? true { return false }
    #endif
    return run(["/bin/sh", "-c", "command -v \(opener) >/dev/null"]) == 0
  }

  /// Opens a page with the system's opener, where there is one.
  static func openPage(_ address: String) {
    // The opener may stay as long as the browser: it is left to itself.
    _ = run([
      "/bin/sh", "-c", "command -v \(opener) >/dev/null && \(opener) \"$1\" >/dev/null 2>&1 &",
      "sh", address,
    ])
  }

  private static func start(_ arguments: [String]) -> pid_t? {
    var child: pid_t = 0
    let environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") }
    let words = arguments.map { strdup($0) }
    defer { for pointer in environment + words { free(pointer) } }
    return posix_spawnp(&child, arguments[0], nil, nil, words + [nil], environment + [nil]) == 0
      ? child : nil
  }
}
