import ArgumentParser

/// What a command works with.
struct Context {
  let settings: Settings
  let console: any Console
}

/// A command of the program: its options, a call into the library, what it prints.
protocol Command: ParsableCommand {
  func run(in context: Context) throws
}

/// A command that prints something to read, which may be longer than the terminal.
protocol DisplayingCommand: Command {
  var display: DisplayOptions { get }
  /// Whether all that it prints is one text to page through.
  var isPaged: Bool { get }
}

extension DisplayingCommand {
  var isPaged: Bool { true }
}
