import Foundation

/// When colour, or links, are printed.
enum DisplayChoice: String, CaseIterable, Sendable { case auto, always, never }

/// The width at which text is wrapped.
enum TextWidth: Equatable, Sendable {
  /// The terminal's; other output is not wrapped.
  case ofTerminal
  /// `COLUMNS`, else the terminal's width, else 80; in pipes, too.
  case always
  case fixed(Int)
}

/// What a person wants of a terminal.
struct DisplaySettings: Sendable {
  var color = DisplayChoice.auto
  var hyperlinks = DisplayChoice.auto
  var width = TextWidth.ofTerminal
}

/// What text is shown on: a terminal, or a file or pipe that keeps it.
struct Terminal: Sendable {
  /// The width that text is wrapped at, in columns; nil if lines may have any length.
  let width: Int?
  /// Whether control characters would be obeyed, not kept.
  let isTerminal: Bool
  let hasColor: Bool
  /// Whether text may be a link that a click opens (OSC 8).
  let hasHyperlinks: Bool

  /// - Parameter isTerminal: whether it is a terminal; by default, if it has a width.
  init(width: Int?, isTerminal: Bool? = nil, hasColor: Bool, hasHyperlinks: Bool = false) {
    self.width = width
    self.isTerminal = isTerminal ?? (width != nil)
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
    let hasColor =
      switch settings.color {
      case .always: true
      case .never: false
      case .auto: isTerminal && !Self.isDumb(environment)
      }
    let hasHyperlinks =
      switch settings.hyperlinks {
      case .always: true
      case .never: false
      case .auto: isTerminal && hasColor && Self.opensHyperlinks(environment)
      }
    let width: Int? =
      switch settings.width {
      case .ofTerminal: isTerminal ? Self.columns(environment) : nil
      case .always: Self.columns(environment)
      case .fixed(let columns): columns
      }
    self.init(
      width: width, isTerminal: isTerminal, hasColor: hasColor, hasHyperlinks: hasHyperlinks)
  }

  /// Whether the terminal can only print lines; one of unknown type is assumed to.
  static func isDumb(_ environment: [String: String]) -> Bool {
    ["", "dumb"].contains(environment["TERM", default: ""])
  }

  static let widest = 10_000

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
  static var size: (rows: Int, columns: Int) { size(of: STDOUT_FILENO) ?? (0, 0) }

  /// The width of a terminal in columns; nil if the file is not a terminal or its width is unknown.
  static func width(of file: Int32) -> Int? {
    size(of: file).flatMap { $0.columns > 0 ? $0.columns : nil }
  }

  private static func size(of file: Int32) -> (rows: Int, columns: Int)? {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  static var height: Int { size.rows > 0 ? size.rows : 24 }
}
