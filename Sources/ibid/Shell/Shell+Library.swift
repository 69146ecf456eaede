import Diagnostics
import Foundation
import QueryLanguage
import ReferenceLibrary
import References
import Search

/// Commands about the library, its saved queries and the shell itself.
extension Shell {
  // MARK: Help

  func help(_ topic: String) throws {
    if let topic = HelpTopic(topic, console.terminal) {
      return present { $0.write(topic.text, end: "\n") }
    }
    if let field = Field.named(topic) { return console.print(Self.lines(of: field)) }
    if !topic.isEmpty {
      let command = try ShellCommand.meant(
        by: topic.first == ":" ? String(topic.dropFirst()) : topic)
      return console.print(["\(command.usage)", "  \(command.summary)"])
    }
    let width = ShellCommand.all.map(\.usage.count).max() ?? 0
    let indent = String(repeating: " ", count: width + 4)
    present { output in
      output.print(["A line is a query; a number shows that hit; commands can be abbreviated:", ""])
      for command in ShellCommand.all {
        let usage = command.usage.padding(toLength: width + 2, withPad: " ", startingAt: 0)
        let lines = Self.lines(of: command.summary, width: Terminal.size.columns - width - 4)
        for (index, line) in lines.enumerated() {
          output.print(StyledText((index == 0 ? "  " + usage : indent) + line))
        }
      }
    }
  }

  /// Cut at spaces; whole where no width is known, or hardly any.
  private static func lines(of text: String, width: Int) -> [String] {
    guard width >= 20 else { return [text] }
    return text.split(separator: " ").reduce(into: []) { lines, word in
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
  }

  func fields() {
    present { output in
      for field in Field.all { output.print(Self.lines(of: field)) }
    }
  }

  private static func lines(of field: Field) -> [StyledText] {
    let names = ([field.name] + field.aliases).joined(separator: ", ")
    return ["\(names)", "  \(field.summary): \(field.example)"]
  }

  func pastLines(_ count: String) throws {
    guard let number = count.isEmpty ? 20 : Int(count), number > 0 else {
      throw Failure.wrongRequest("'\(count)' is not a number of lines")
    }
    present { output in
      for line in history.lines.suffix(number) { output.print("\(line)") }
    }
  }

  // MARK: Library

  func library() throws {
    console.print("\(index.library.folder.path)")
    let (works, sources) = try index.reading { database in
      (try database.workCount(), try database.sources())
    }
    console.print("\(counted(works, "work")) from \(counted(sources.count, "source")):")
    for source in sources { console.print("  \(source.line)") }
  }

  func refresh() throws {
    let summary = try index.refresh()
    console.note(Message(summary.text))
  }

  // MARK: Saved queries

  /// `:save NAME`, `:save NAME --force`.
  func save(_ line: String) throws {
    try index.requireLibrary()
    var words = line.split(separator: " ").map(String.init)
    let isForced = words.contains("--force")
    words.removeAll { $0 == "--force" }
    guard let name = words.first, words.count == 1 else {
      throw Failure.wrongRequest(
        "':save' takes one name", hint: ":save antigen-loss, :save antigen-loss --force")
    }
    let result = try lastResult()
    guard case .query(let question) = result.request.subject else {
      throw Failure.wrongRequest("the last result did not come from a query")
    }
    let (text, messages) = try savedText(of: result, question)
    do {
      try savedQueries.save(name, text, replacing: isForced)
    } catch SavedQueryFileError.exists(let name, isReplaceable: true) {
      throw Failure.wrongRequest(
        "saved query '\(name)' already exists", hint: "':save \(name) --force' replaces it")
    } catch {
      try Failure.translating { () throws -> Void in throw error }
    }
    console.note("saved as '\(name)'; run it with ':run \(name)'")
    for message in messages { console.note(message) }
    if result.found.total == 0 { console.note(ReproducedQuery.nothingFound) }
  }

  /// A saved query that reproduces a result: its narrowing, match mode, sort order and limit.
  private func savedText(
    of result: ShellResult, _ question: Question
  ) throws -> (String, [Message]) {
    func within(_ query: String) -> String {
      let parts = result.narrowing.map(\.query.ownText) + [query]
      return parts.count == 1 ? query : parts.map { "(\($0))" }.joined(separator: "\n")
    }
    // Beside others, a line of a database is written in our own language, which all of them share.
    let isOfDatabase = !result.narrowing.isEmpty && QueryParser.isOfDatabase(question.source)
    let query = isOfDatabase ? question.parsed.query.text : question.asQuery
    let typed = within(query)
    let options = result.request.options
    var request = result.request
    request.options.since = nil
    let reproduced = try index.asking { searcher in
      try ReproducedQuery(
        typed, spelledOut: within(result.found.spelledOut(query)),
        finding: searcher.answer(request) { try $0.keys() }, as: options.matching, searcher)
    }
    var kept = Settings()
    if options.sort != .relevance { kept.sort = options.sort }
    kept.matching = reproduced.matching
    kept.limit = said.limit
    return (kept.frontMatter() + reproduced.text + "\n", reproduced.messages(typed: typed))
  }

  /// `:run NAME VALUE...`, each value by itself or as `parameter=value`; in quotes it may contain
  /// blanks.
  func runSaved(_ line: String) throws {
    let words = line.wordsInQuotes
    let query = try Failure.translating { try savedQueries.load(words.first ?? line) }
    let values = words.dropFirst().map { word -> SavedQueryValue in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return SavedQueryValue(
        name: parts.count > 1 ? String(parts[0]) : nil, text: String(parts[parts.count - 1]))
    }
    do throws(QueryError) {
      _ = try query.bind(values)
    } catch {
      throw error.plainFailure
    }
    // As a query names it, so that what was found can be narrowed, counted and saved.
    let arguments = values.map {
      Query.Argument(name: $0.name, value: Query.Text($0.text, at: $0.range))
    }
    let text = Query.saved(
      name: Query.Text(query.name, at: 0..<0), arguments: arguments
    ).text
    try search(SourceText(name: "query", text: text), Settings(query).over(.ofSavedQueries))
  }

  func queries() throws {
    let saved = savedQueries
    let names = saved.names()
    guard !names.isEmpty else {
      throw Failure(.nothingFound, "no saved queries; save the last query with ':save NAME'")
    }
    for name in names {
      let description = (try? saved.load(name))?.description
      console.print(StyledText(name + (description.map { "  \($0)" } ?? "")))
    }
  }

  /// `:edit NAME` edits a saved query; `:edit` edits the last query and runs it.
  func edit(_ name: String) throws {
    if name.isEmpty { return try editQuery() }
    guard isInteractive else {
      _ = try Failure.translating { try savedQueries.text(of: name) }
      let file = index.library.queriesFolder.appendingPathComponent("\(name).query")
      return console.print("\(file.path)")
    }
    try index.requireLibrary()
    try EditQuery.edit(name, in: index.opened)
    console.note("saved '\(name)'; run it with ':run \(name)'")
  }

  private func editQuery() throws {
    guard isInteractive else {
      throw Failure.wrongRequest("editing the last query requires a terminal", hint: ":edit NAME")
    }
    let text = try Editor.edited(results.last?.source?.text ?? "", ending: "query")
    guard !text.isEmpty else { return console.note("the query is empty") }
    history.add(text)
    try search(SourceText(name: "query", text: text))
  }
}

extension SourceText {
  /// A query in our own language; as typed where it is in no other.
  fileprivate var ownText: String {
    guard QueryParser.isOfDatabase(self), let parsed = try? QueryParser.parse(self) else {
      return text
    }
    return parsed.query.text
  }
}

extension Question {
  /// In the query language, even if it was read as text.
  fileprivate var asQuery: String { isText ? parsed.query.text : text }
}

extension String {
  /// Its words; spaces within quotes do not separate words, and the quotes are removed.
  fileprivate var wordsInQuotes: [String] {
    var words = [""]
    var isQuoted = false
    for character in self {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words.filter { !$0.isEmpty }
  }
}
