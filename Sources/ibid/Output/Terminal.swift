import Diagnostics
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

  private static let widest = 10_000

  private static func columns(_ environment: [String: String]) -> Int {
    let typed = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    return min(typed ?? (size.columns > 0 ? size.columns : 80), widest)
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

  /// Writes a message to standard error, where notes, progress and errors go.
  static func note(_ message: Message) {
    if let sink = Output.sink { return sink.note(message) }
    standardErrorNote(message)
  }

  static func standardErrorNote(_ message: Message) {
    try? FileHandle.standardError.write(contentsOf: Data("\(message)\n".utf8))
  }
}
