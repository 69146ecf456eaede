import ArgumentParser

/// How a command uses the terminal.
struct DisplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("When colours are printed.", valueName: "when"))
  var color: DisplayChoice?

  @Flag(help: "Print long output as it is, not through a pager.")
  var noPager = false
}

extension DisplayChoice: ExpressibleByArgument {}

/// A command that prints something to read, which may be longer than the terminal.
protocol DisplayingCommand: ParsableCommand {
  var display: DisplayOptions { get }
  /// Whether all that it prints is one text to page through.
  var isPaged: Bool { get }
}

extension DisplayingCommand {
  var isPaged: Bool { true }
}
