import ArgumentParser

/// How a command uses the terminal.
struct DisplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("When to print colours.", valueName: "when"))
  var color: DisplayChoice?

  @Flag(help: "Do not send long output through a pager.")
  var noPager = false

  var said: Settings {
    var said = Settings()
    said.color = color
    if noPager { said.pager = "" }
    return said
  }
}

extension DisplayChoice: ExpressibleByArgument {}
