import Diagnostics
import Foundation

/// The program that shows long output page by page: `IBID_PAGER`, else `PAGER`, else `less`.
struct Pager {
  private let command: String

  /// Nil where the user wants none: the variable is empty or `cat`.
  init?(_ environment: [String: String]) {
    let command = environment["IBID_PAGER"] ?? environment["PAGER"] ?? "less"
    if command.isEmpty || command == "cat" { return nil }
    self.command = command
    // As git does: leave where all fits, keep colours, leave the text on the screen.
    setenv("LESS", "FRX", 0)
    // A pager that is left early closes its pipe. Caught, not ignored, as the pager would inherit that.
    signal(SIGPIPE) { _ in }
  }

  /// Shows a text; nothing is said of a pager that cannot be run, as its shell does.
  func show(_ text: String) {
    guard let pipe = popen(command, "w") else { return emit(text) }
    text.withCString { _ = fputs($0, pipe) }
    pclose(pipe)
  }
}

extension Terminal {
  /// Lines and columns of standard output as it is now, as it may be resized; 0 where unknown.
  static var size: (rows: Int, columns: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return (0, 0) }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  /// Lines that a text takes there, the colours in it left out.
  static func rows(of text: String) -> Int {
    let columns = max(size.columns, 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().reduce(0) {
      let parts = $1.split(separator: "\u{1B}", omittingEmptySubsequences: false)
      let shown = parts.dropFirst().reduce(parts[0].displayWidth) { width, part in
        width + part.drop { $0 != "m" }.dropFirst().displayWidth
      }
      return $0 + max(1, (shown + columns - 1) / columns)
    }
  }

  static var height: Int { size.rows > 0 ? size.rows : 24 }
}
