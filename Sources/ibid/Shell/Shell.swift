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
  let index: ShellIndex
  let history: ShellHistory
  let context: Context
  let isInteractive: Bool
  /// The settings of this session.
  var said = Settings()
  /// Results of this session, the last one at the end.
  var results: [ShellResult] = []
  /// Queries within whose hits is searched.
  var narrowing: [Narrowing] = []
  /// What the next line begins with.
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
    _ index: ShellIndex, _ history: ShellHistory, _ context: Context, isInteractive: Bool
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
      let start = suggestedLine
      suggestedLine = ""
      switch lines.next(prompt: prompt, start: start) {
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
    while !text.hasPrefix(":"), QueryLines.isOpen(text) {
      switch lines.next(prompt: "   ... ", start: "") {
      case .cancelled: return nil
      case .end: return text
      case .text(let more):
        // An empty line shows what is missing.
        if more.allSatisfy(\.isWhitespace) { return text }
        text += "\n" + more
      }
    }
    return text
  }

  private func answer(_ line: String) throws {
    let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.isEmpty { return }
    if text.hasPrefix(":") { return try perform(text.dropFirst()) }
    if let number = Int(text), let result = results.last, result.hits.indices.contains(number - 1) {
      return try show(text)
    }
    // The line as typed, so that carets align with it.
    try search(SourceText(name: "query", text: line))
  }

  private func perform(_ line: Substring) throws {
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
    try command.action(self, arguments)
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

  var console: any Console { context.console }

  /// Lets an action print, through the pager where that is longer than the terminal.
  func present(_ action: (any Output) throws -> Void) rethrows {
    guard isInteractive, let pager = Pager(settings().pager) else { return try action(console) }
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
