import Diagnostics
import Foundation
import QueryLanguage
import ReferenceLibrary

/// A session: lines are read and answered until it is over. Nothing that a line asks for ends it
/// but `:quit`.
///
/// A line is a query; one that begins with ':' is a command of `ShellCommand.all`; a number shows
/// that hit of the last result; an empty line asks for nothing.
final class Shell {
  let index: LiveLibrary
  let history: ShellHistory
  let context: Context
  let isInteractive: Bool
  /// The settings of this session.
  var said = Settings()
  /// Results of this session, the last one at the end.
  var results: [ShellResult] = []
  /// Queries within whose hits is searched.
  var narrowing: [Narrowing] = []
  /// Keys of the works in the basket, without duplicates.
  var basket: [String] = []
  /// Where the output of the current line goes, and of the next line that prints any.
  private var redirected: RedirectedConsole?
  private var nextTarget: RedirectedConsole.Target?
  /// What Tab inserts into the next line.
  var suggestedLine = ""
  /// The worst that a line came to.
  private(set) var failure: Failure.Status?
  private var isOver = false

  struct Narrowing {
    let query: SourceText
    let works: Int
  }

  private static let mostResults = 50

  init(
    _ index: LiveLibrary, _ history: ShellHistory, _ context: Context, isInteractive: Bool
  ) {
    self.index = index
    self.history = history
    self.context = context
    self.isInteractive = isInteractive
  }

  func run(_ lines: some LineReader) {
    // Until there is something to ask, an interrupt ends the program.
    attempt { _ = try index.current() }
    if isInteractive { index.interruption.start() }
    if isInteractive {
      console.note("':help' lists the commands, ':help query' the query language")
    }
    while !isOver {
      let suggestion = suggestedLine
      suggestedLine = ""
      switch lines.next(prompt: prompt, suggestion: suggestion) {
      case .end: isOver = true
      case .cancelled: continue
      case .text(let line):
        guard let text = completed(line, lines) else { continue }
        history.add(text)
        attempt { try answer(text) }
      }
    }
  }

  func quit() { isOver = true }

  // MARK: Lines

  /// The line with its continuation lines; nil if they were cancelled.
  private func completed(_ line: String, _ lines: some LineReader) -> String? {
    var text = line
    if isInteractive, !text.hasPrefix(":"), QueryLines.isOpen(text) {
      console.note(
        "an open quote or bracket continues the query; an empty line ends it, Ctrl-C drops it")
    }
    while !text.hasPrefix(":"), QueryLines.isOpen(text) {
      switch lines.next(prompt: "   ... ", suggestion: "") {
      case .cancelled: return nil
      case .end: return text
      case .text(let more):
        // An empty line shows what is missing.
        if more.allSatisfy(\.isWhitespace) { return text }
        // A command is meant as one; no word begins with a colon.
        if more.hasPrefix(":") {
          console.note("dropped the unfinished query '\(text)'")
          return more
        }
        text += "\n" + more
      }
    }
    return text
  }

  private func answer(_ line: String) throws {
    let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.isEmpty { return }
    if text.hasPrefix(":") { return try perform(text.dropFirst()) }
    if text == "\\e" { return try perform("edit") }
    if Self.bareCommands.contains(text) { return try perform(text[...]) }
    if let number = Int(text), isNumberOfHit(number) { return try show(text) }
    // The line as typed, so that carets align with it.
    try redirecting { try search(SourceText(name: "query", text: line)) }
    noteCommand(text)
  }

  /// `search dinosaur`, `ibid show june2018`: the words of the command line are words of a query here.
  private func noteCommand(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let found = results.last?.found else { return }
    let query = words[1]
    if ["search", "ibid", "find"].contains(words[0]) {
      console.note(
        .note(
          "'\(words[0])' is searched for as a word",
          hint: words[0] == "ibid"
            ? "commands begin with ':'; ':help' lists them" : "a query needs no command: \(query)"))
    } else if found.exactTotal == 0,
      ShellCommand.all.contains(where: { $0.name == words[0] && !$0.arguments.isEmpty })
    {
      console.note(
        .note(
          "'\(words[0])' is searched for as a word", hint: "the command is ':\(words[0]) \(query)'")
      )
    }
  }

  /// What people type to leave a program or to get help; in quotes it is a query.
  private static let bareCommands = ["quit", "exit", "help"]

  /// Years and larger numbers are queries, unless there are so many hits.
  private func isNumberOfHit(_ number: Int) -> Bool {
    guard let total = results.last?.found.total, total > 0 else { return false }
    return (1...max(total, 999)).contains(number)
  }

  private func perform(_ line: Substring) throws {
    guard let bar = line.firstRange(of: " | "), command(of: line)?.takesBars == false else {
      return try performAlone(line)
    }
    nextTarget = .program(String(line[bar.upperBound...]))
    try redirecting { try performAlone(line[..<bar.lowerBound]) }
  }

  private func command(of line: Substring) -> ShellCommand? {
    try? ShellCommand.meant(by: String(line.prefix { $0 != " " }))
  }

  /// `:once FILE` sends the next output there.
  func once(_ path: String) {
    nextTarget = .file(UserFolders.expanded(path, ProcessInfo.processInfo.environment))
  }

  var isRedirected: Bool { redirected != nil }

  /// Runs an action with its output redirected, if that was requested.
  private func redirecting(_ action: () throws -> Void) throws {
    guard let target = nextTarget, redirected == nil else { return try action() }
    nextTarget = nil
    // The program's output must follow what was printed before.
    try context.console.flush()
    let console = try RedirectedConsole(to: target, context.console)
    redirected = console
    defer {
      redirected = nil
      console.close()
    }
    try action()
  }

  private func performAlone(_ line: Substring) throws {
    let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let arguments = words.count > 1 ? String(words[1]).trimmingCharacters(in: .whitespaces) : ""
    let command = try ShellCommand.meant(by: words.first.map(String.init) ?? "")
    if !arguments.isEmpty, command.arguments.isEmpty {
      throw Failure.wrongRequest("':\(command.name)' takes no argument")
    }
    if arguments.isEmpty, command.isIncompleteAlone {
      throw Failure.wrongRequest(
        "':\(command.name)' requires an argument: \(command.arguments)",
        hint: "\(command.usage) \(command.summary)")
    }
    if command.name == "once" { return try command.action(self, arguments) }
    try redirecting { try command.action(self, arguments) }
  }

  /// Tells what went wrong, and goes on.
  private func attempt(_ action: () throws -> Void) {
    do {
      try action()
    } catch let error as Failure {
      console.note(error.messages)
      if error.status != .nothingFound { failure = error.status }
    } catch {
      console.note(.error("\(error)"))
      failure = .noLibrary
    }
    // Flush the answer before the next prompt.
    if (try? console.flush()) == nil || !console.isWanted { isOver = true }
  }

  // MARK: Results

  func remember(_ result: ShellResult) {
    results.append(result)
    if results.count > Self.mostResults { results.removeFirst() }
  }

  var console: any Console { redirected ?? context.console }

  /// Lets an action print, through the pager where that is longer than the terminal.
  func present(_ action: (any Output) throws -> Void) rethrows {
    guard isInteractive, !isRedirected, let pager = Pager(settings().pager) else {
      return try action(console)
    }
    try pager.presenting(on: console, action)
  }

  // MARK: Prompt

  /// `ibid 224> `, or within what `:in` named `ibid 12 of 224 [relapse]> `.
  private var prompt: String {
    guard isInteractive else { return "" }
    let works = index.workCount.map(String.init) ?? "?"
    guard let last = narrowing.last else { return "ibid \(works)> " }
    let query = narrowing.map(\.query.text).joined(separator: ", ")
    let shown = query.count > 30 ? query.prefix(29) + "…" : query
    return "ibid \(last.works) of \(works) [\(visible(shown))]> "
  }

  /// What the word before the cursor may become; nothing where the index cannot be read.
  var completion: (String) -> Completion {
    let saved = savedQueries
    return { [index] line in
      Completion(
        of: line, saved: saved.completions,
        values: { index.values(of: $0, beginning: $1) })
    }
  }

  var savedQueries: SavedQueryFolder { SavedQueryFolder(index.library, FileSetting.ofSavedQueries) }
}
