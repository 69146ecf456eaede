import ArgumentParser

/// How a command uses the terminal.
struct DisplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("When to print colours.", valueName: "when"))
  var color: DisplayChoice?

  @Option(
    help: ArgumentHelp(
      "Wrap text at <n> columns, in pipes too; 'auto' is COLUMNS, else the terminal's width, else 80.",
      valueName: "n"))
  var width: String?

  @Flag(help: "Do not send long output through a pager.")
  var noPager = false

  /// - Throws: `Failure` if a value is invalid.
  func said() throws(Failure) -> Settings {
    var said = Settings()
    try said.say("width", width)
    said.color = color
    if noPager { said.pager = "" }
    return said
  }
}

extension DisplayChoice: ExpressibleByArgument {}
