import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

@main
enum Main {
  static func main() {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments.count == 2, arguments[0] == "help", let topic = HelpTopic(arguments[1]) {
        return try show(topic)
      }
      var command = try Ibid.parseAsRoot(ArgumentReader.canonical(arguments))
      try run(&command)
    } catch {
      Failure.exit(with: error)
    }
  }

  /// Runs a command with the person's preferences, through a pager where it displays something.
  private static func run(_ command: inout any ParsableCommand) throws {
    guard Ibid.holds(type(of: command)) else { return try command.run() }
    var settings = Settings(try Preferences.loaded())
    guard let displaying = command as? any DisplayingCommand else {
      return try Settings.$current.withValue(settings) { try command.run() }
    }
    settings.color = displaying.display.color ?? settings.color
    try Settings.$current.withValue(settings) {
      let isPaged = displaying.isPaged && !displaying.display.noPager
      try present(isPaged: isPaged, settings) { try command.run() }
    }
  }

  private static func show(_ topic: HelpTopic) throws {
    try present(isPaged: true, Settings(Preferences.loaded())) { emit(topic.text) }
  }

  private static func present(
    isPaged: Bool, _ settings: Settings, _ action: () throws -> Void
  ) rethrows {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    guard isPaged, isTerminal, let pager = Pager(settings.pager) else { return try action() }
    try pager.presenting(action)
  }
}

struct Ibid: ParsableCommand {
  /// When this version was made, for its manual.
  static let released = "2026-11-24"

  static let configuration = CommandConfiguration(
    commandName: "ibid",
    abstract: "Full-text search over annotated references.",
    discussion: """
      Reads reference lists with what their authors wrote about each work, and answers boolean, \
      phrase and field-scoped questions, best first.

        ibid search 'annotation:"antigen loss" year:2018..'

      'ibid help query' tells all that can be asked, 'ibid help formats' what is read and written.

      Exit status: \(Failure.Status.table.map { "\($0.code) \($0.meaning)" }.joined(separator: ", ")).
      """,
    version: "0.1.0",
    subcommands: [
      SearchCommand.self, RunCommand.self, QueriesCommand.self, ShowCommand.self,
      SimilarCommand.self, FacetsCommand.self, StatsCommand.self, LinksCommand.self,
      CheckCommand.self, DuplicatesCommand.self, ExportCommand.self, ReplCommand.self,
      IndexCommand.self, SourcesCommand.self, ReadCommand.self, AbbreviationsCommand.self,
      InitCommand.self, ConfigCommand.self, CompletionsCommand.self, CompleteCommand.self,
      ManualCommand.self,
    ])
}

extension Ibid {
  /// Whether a command is one of the program's own, not the help.
  static func holds(_ command: any ParsableCommand.Type) -> Bool {
    func all(_ parent: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
      let children = parent.configuration.subcommands
      return children + children.flatMap(all)
    }
    return all(Ibid.self).contains { $0 == command }
  }
}
