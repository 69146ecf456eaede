import Foundation

/// When colour, or links, are printed.
enum DisplayChoice: String, CaseIterable, Sendable { case auto, always, never }

/// What standard output is connected to, and what the user wants printed there.
struct Terminal {
  /// Columns of standard output; nil where it is no terminal.
  let width: Int?
  let hasColor: Bool
  /// Whether text may be a link that a click opens (OSC 8).
  let hasHyperlinks: Bool
  /// Whether control characters would be obeyed, not kept.
  var isTerminal: Bool { width != nil }

  init(width: Int?, hasColor: Bool, hasHyperlinks: Bool = false) {
    self.width = width
    self.hasColor = hasColor
    self.hasHyperlinks = hasHyperlinks
  }

  /// Standard output as it is now; it may be resized.
  static var standardOutput: Terminal {
    let environment = ProcessInfo.processInfo.environment
    let settings = Settings.current
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let isDumb = environment["TERM"] == "dumb"
    let hasColor =
      switch settings.color {
      case .always: true
      case .never: false
      case .auto: isTerminal && !isDumb
      }
    let hasHyperlinks =
      switch settings.hyperlinks {
      case .always: true
      case .never: false
      case .auto: isTerminal && hasColor && opensHyperlinks(environment)
      }
    return Terminal(
      width: isTerminal ? columns(environment) : nil, hasColor: hasColor,
      hasHyperlinks: hasHyperlinks)
  }

  private static func columns(_ environment: [String: String]) -> Int {
    if let columns = environment["COLUMNS"].flatMap(Int.init), columns > 0 { return columns }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Terminals do not tell whether they know OSC 8; those that do are known by what they set.
  static func opensHyperlinks(_ environment: [String: String]) -> Bool {
    let isSet = { (name: String) in !environment[name, default: ""].isEmpty }
    if ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].contains(where: isSet) {
      return true
    }
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"]
    if programs.contains(environment["TERM_PROGRAM", default: ""]) { return true }
    let terminals = ["xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour"]
    if terminals.contains(where: environment["TERM", default: ""].hasPrefix) { return true }
    return environment["VTE_VERSION"].flatMap(Int.init).map { $0 >= 5000 } ?? false
  }

  /// Writes a line to standard error, where notes, progress and errors go.
  static func note(_ text: String) {
    if let sink = Output.sink { return sink.note(text) }
    standardErrorNote(text)
  }

  static func standardErrorNote(_ text: String) {
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
