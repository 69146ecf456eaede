import ArgumentParser
import Foundation
import ReferenceLibrary

struct ReplCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Explore a library: search, narrow, show, export.",
    discussion: """
      ibid repl
      printf '%s\\n' 'relapse year:2018..' ':facets year' | ibid repl

      Each line is a query, or a command if it starts with ':'; ':help' lists the commands. \
      Without a terminal, reads lines from standard input.
      """,
    aliases: ["shell"])

  @OptionGroup var libraryOptions: LibraryOptions

  @Flag(help: "Do not read or write the history file.")
  var noHistory = false

  @OptionGroup var display: DisplayOptions

  /// Each answer is paged by itself.
  var isPaged: Bool { false }

  func said() throws(Failure) -> Settings {
    var said = try display.said()
    if noHistory { said.keepsHistory = false }
    return said
  }

  func run(in context: Context) throws {
    let environment = ProcessInfo.processInfo.environment
    let index = LiveLibrary(try libraryOptions.opened(in: context))
    let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    let keepsHistory = isInteractive && context.settings.keepsHistory
    let history = ShellHistory(file: keepsHistory ? ShellHistory.file(environment) : nil)
    let shell = Shell(index, history, context, isInteractive: isInteractive)
    let lines: any LineReader =
      isInteractive ? EditedLines(history, completing: shell.completion) : PlainLines()
    shell.run(lines)
    if let status = shell.failure, !isInteractive { throw Failure(status) }
  }
}
