import ArgumentParser
import ReferenceLibrary

/// What a command works with.
struct Context {
  /// What is said on the command line.
  let typed: Settings
  /// What the person who runs the program has said once for all.
  let person: Settings
  let console: any Console

  var settings: WholeSettings { WholeSettings(said: typed.over(ofOutput).over(person)) }

  /// What holds of the place that the output goes to.
  private var ofOutput: Settings { console.terminal.isTerminal ? Settings() : .ofPipes }

  /// With what a saved query says, which the command line overrules.
  func settings(of query: SavedQuery) -> WholeSettings {
    WholeSettings(
      said: typed.over(Settings(query)).over(.ofSavedQueries).over(ofOutput).over(person))
  }
}

/// A command of the program: its options, a call into the library, what it prints.
protocol Command: ParsableCommand {
  /// What its options say.
  ///
  /// - Throws: `Failure` where a value cannot be.
  func said() throws(Failure) -> Settings
  func run(in context: Context) throws
}

extension Command {
  func said() throws(Failure) -> Settings { Settings() }
}

/// A command that prints something to read, which may be longer than the terminal.
protocol DisplayingCommand: Command {
  var display: DisplayOptions { get }
  /// Whether all that it prints is one text to page through.
  var isPaged: Bool { get }
}

extension DisplayingCommand {
  var isPaged: Bool { true }

  func said() throws(Failure) -> Settings { try display.said() }
}
