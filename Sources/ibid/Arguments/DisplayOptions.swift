import ArgumentParser

/// How a command uses the terminal.
struct DisplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("When colours are printed.", valueName: "when"))
  var color: DisplayChoice?

  @Flag(help: "Print long output as it is, not through a pager.")
  var noPager = false

  var said: Settings {
    var said = Settings()
    said.color = color
    if noPager { said.pager = "" }
    return said
  }
}

extension DisplayChoice: ExpressibleByArgument {}
