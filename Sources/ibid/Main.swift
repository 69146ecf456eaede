import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

@main
enum Main {
  static func main() {
    // Whoever stops reading is told apart by the error of the next write, and ends nothing else.
    signal(SIGPIPE, SIG_IGN)
    let console = StandardConsole()
    let words = Array(CommandLine.arguments.dropFirst())
    // Before the arguments are parsed, so that errors in them are JSON, too.
    console.messageForm = MessageForm(words)
    exit(run(words, on: console))
  }

  /// Runs a command line and tells what went wrong, if it did.
  ///
  /// - Returns: the exit status.
  private static func run(_ words: [String], on console: StandardConsole) -> Int32 {
    let status = status(of: console) {
      try ResourceLimits.prepare()
      try perform(words, on: console)
    }
    // What is held back is printed whatever happened.
    return max(status, self.status(of: console) { try console.flush() })
  }

  /// Runs a command with the person's preferences, through a pager where it displays something.
  private static func perform(_ words: [String], on console: StandardConsole) throws {
    if words.count == 2, words[0] == "help", let topic = HelpTopic(words[1], console.terminal) {
      let context = Context(
        typed: Settings(), person: Settings(try .loaded()), console: console)
      return try presenting(isPaged: true, context) { $0.write(topic.text, end: "\n") }
    }
    let line = try ArgumentReader.line(words)
    var parsed = try line.command.parseAsRoot(line.words)
    guard let command = parsed as? any Command else { return try parsed.run() }
    let context = Context(
      typed: try command.said(),
      // While a line is typed, nothing that is wrong elsewhere is told.
      person: command is CompleteCommand ? Settings() : Settings(try .loaded()), console: console)
    console.display = context.settings.display
    try presenting(isPaged: (command as? any DisplayingCommand)?.isPaged ?? false, context) {
      try command.run(in: Context(typed: context.typed, person: context.person, console: $0))
    }
  }

  private static func presenting(
    isPaged: Bool, _ context: Context, _ action: (any Console) throws -> Void
  ) throws {
    let console = context.console
    guard isPaged, console.terminal.isTerminal, let pager = Pager(context.settings.pager) else {
      return try action(console)
    }
    try pager.presenting(on: console, action)
  }

  private static func status(of console: StandardConsole, _ action: () throws -> Void) -> Int32 {
    do {
      try action()
      return 0
    } catch let failure as Failure {
      console.note(failure.namedMessages)
      return failure.status.rawValue
    } catch let problem as ArgumentProblem {
      console.note(Message(problem))
      return Failure.Status.wrongRequest.rawValue
    } catch {
      // Of the argument parser: its help, or what it still finds wrong.
      let text = Ibid.message(for: error)
      if Ibid.exitCode(for: error) == .success {
        console.write(text.replacing(" SUBCOMMANDS:\n", with: ":\n"), end: "\n")
        return 0
      }
      console.note(.error(text))
      return Failure.Status.wrongRequest.rawValue
    }
  }
}

struct Ibid: ParsableCommand {
  /// The one place of the version, by Semantic Versioning; tags are `v` and this.
  static let version = "0.1.0"
  /// The date of this version, for the manual pages.
  static let released = "2026-11-24"

  static let configuration = CommandConfiguration(
    commandName: "ibid",
    abstract: "Full-text search over annotated references.",
    discussion: """
      Indexes reference lists with the annotations that their authors wrote, and answers boolean, \
      phrase and field queries, best match first.

        ibid search 'annotation:"antigen loss" year:2018..'
        ibid lookup draft.bib

      Given the key of a result, 'ibid show KEY' shows the work, 'ibid open KEY' its page, 'ibid note \
      KEY' writes a note, 'ibid similar KEY' finds similar works. 'ibid help COMMAND' has examples.

      'ibid help query' describes the query language, 'ibid help formats' the files that ibid \
      reads and writes, 'ibid help library' the library folder, and 'ibid help saved-queries' \
      saved queries.

      Exit status: \(Failure.Status.table.map { "\($0.code) \($0.meaning)" }.joined(separator: ", ")).
      """,
    version: version,
    subcommands: [CompleteCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Finding",
        subcommands: [
          SearchCommand.self, LookupCommand.self, SimilarCommand.self, RunCommand.self,
          QueriesCommand.self, ReplCommand.self,
        ]),
      CommandGroup(
        name: "Reading and annotating",
        subcommands: [
          ShowCommand.self, OpenCommand.self, NoteCommand.self, TagCommand.self, NotesCommand.self,
          DecideCommand.self,
        ]),
      CommandGroup(
        name: "Exporting and counting",
        subcommands: [
          ExportCommand.self, FacetsCommand.self, StatsCommand.self, LinksCommand.self,
        ]),
      CommandGroup(
        name: "Correcting a library",
        subcommands: [
          CheckCommand.self, FixCommand.self, DuplicatesCommand.self, MergeCommand.self,
          SplitCommand.self, AbbreviationsCommand.self,
        ]),
      CommandGroup(
        name: "Setting up",
        subcommands: [
          InitCommand.self, IndexCommand.self, SourcesCommand.self, ReadCommand.self,
          ConfigCommand.self, CompletionsCommand.self, ManualCommand.self,
        ]),
      CommandGroup(
        name: "Serving",
        subcommands: [ServeCommand.self, MCPCommand.self]),
    ])
}
