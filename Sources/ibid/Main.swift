import ArgumentParser

@main
enum Main {
  static func main() {
    do {
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

      Exit status: 0 found, 1 nothing found, 2 the request is wrong, 3 the library is missing, \
      locked or damaged.
      """,
    version: "0.1.0",
    subcommands: [
      IndexCommand.self, SearchCommand.self, ShowCommand.self, SourcesCommand.self,
      ReadCommand.self, AbbreviationsCommand.self, InitCommand.self,
    ])
}
