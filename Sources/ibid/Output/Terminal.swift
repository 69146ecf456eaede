import Foundation

/// When colour, or links, are printed.
enum DisplayChoice: String, CaseIterable, Sendable { case auto, always, never }

/// What a person wants of a terminal.
struct DisplaySettings: Sendable {
  var color = DisplayChoice.auto
  var hyperlinks = DisplayChoice.auto
}

/// What text is shown on: a terminal, or a file or pipe that keeps it.
struct Terminal: Sendable {
  /// The width in columns; nil if it is not a terminal.
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

  /// Something that keeps every byte.
  static let none = Terminal(width: nil, hasColor: false)
}

extension Terminal {
  /// Standard output as it is now.
  init(isTerminal: Bool, _ settings: DisplaySettings) {
    let environment = ProcessInfo.processInfo.environment
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
      case .auto: isTerminal && hasColor && Self.opensHyperlinks(environment)
      }
    self.init(
      width: isTerminal ? Self.columns(environment) : nil, hasColor: hasColor,
      hasHyperlinks: hasHyperlinks)
  }

  private static let widest = 10_000

  private static func columns(_ environment: [String: String]) -> Int {
    let typed = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    return min(typed ?? (size.columns > 0 ? size.columns : 80), widest)
  }

  /// Terminals do not report support for OSC 8; those with support are recognized by their
  /// environment.
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

  /// Lines and columns of standard output as it is now, as it may be resized; 0 where unknown.
  static var size: (rows: Int, columns: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return (0, 0) }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  static var height: Int { size.rows > 0 ? size.rows : 24 }
}
