import ArgumentParser
import Diagnostics

@main
enum Main {
  static func main() {
    do {
      if CommandLine.arguments.dropFirst() == ["help", "query"] { return emit(QueryHelp.text) }
      try Ibid.checkCommand(Array(CommandLine.arguments.dropFirst()))
      var command = try Ibid.parseAsRoot(
        QueryArguments.protected(Array(CommandLine.arguments.dropFirst())))
      try command.run()
    } catch {
      Failure.exit(with: error)
    }
  }
}

struct Ibid: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ibid",
    abstract: "Full-text search over annotated references.",
    discussion: """
      Reads reference lists with what their authors wrote about each work, and answers boolean, \
      phrase and field-scoped questions, best first.

        ibid search 'annotation:"antigen loss" year:2018..'

      'ibid help query' tells all that can be asked.

      Exit status: 0 found, 1 nothing found, 2 the request is wrong, 3 the library is missing, \
      locked or damaged, 4 a saved query found something else than it expects.
      """,
    version: "0.1.0",
    subcommands: [
      IndexCommand.self, SearchCommand.self, RunCommand.self, QueriesCommand.self, ShowCommand.self,
      SimilarCommand.self, LinksCommand.self, DuplicatesCommand.self, CheckCommand.self,
      FacetsCommand.self,
      SourcesCommand.self, ReadCommand.self, AbbreviationsCommand.self, InitCommand.self,
      ReplCommand.self,
    ])
}

extension Ibid {
  /// Refuses a command that does not exist, with the one that was meant.
  static func checkCommand(_ arguments: [String]) throws {
    try check(arguments.first, among: configuration.subcommands)
    if arguments.first == QueriesCommand.configuration.commandName {
      try check(arguments.dropFirst().first, among: QueriesCommand.configuration.subcommands)
    }
  }

  private static func check(_ name: String?, among commands: [any ParsableCommand.Type]) throws {
    let names =
      commands.flatMap { command in
        [command.configuration.commandName].compactMap(\.self) + command.configuration.aliases
      } + ["help"]
    guard let name, !name.hasPrefix("-"), !names.contains(name) else { return }
    let near = names.filter { editDistance(name, $0) <= 2 }.min {
      editDistance(name, $0) < editDistance(name, $1)
    }
    let hint = near.map { "did you mean '\($0)'?" } ?? "'ibid help' lists the commands"
    throw Failure.wrongRequest("error: there is no command '\(visible(name))'\n  hint: \(hint)")
  }
}
