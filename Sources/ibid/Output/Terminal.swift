import Foundation

/// What standard output and standard error are connected to.
struct Terminal {
  /// Columns of standard output; nil where it is no terminal.
  let width: Int?
  let hasColor: Bool

  static func standardOutput(_ environment: [String: String]) -> Terminal {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasColor =
      isTerminal && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
    return Terminal(width: isTerminal ? columns(environment) : nil, hasColor: hasColor)
  }

  private static func columns(_ environment: [String: String]) -> Int {
    if let columns = environment["COLUMNS"].flatMap(Int.init), columns > 0 { return columns }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes lines to standard error, where notes, progress and errors go.
  static func note(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }
}

/// Text attributes that read on light and dark alike: none but bold, dim and a few plain colours.
struct Palette {
  let isOn: Bool

  func key(_ text: String) -> String { wrap(text, "36") }
  func title(_ text: String) -> String { wrap(text, "1") }
  func faint(_ text: String) -> String { wrap(text, "2") }
  func match(_ text: String) -> String { wrap(text, "1;31") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
