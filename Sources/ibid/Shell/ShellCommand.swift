import Diagnostics
import References
import Search

/// A command: a line that starts with ':'. `ShellCommand.all` is the one table of them: the shell,
/// its help and its completion read it.
struct ShellCommand: Sendable {
  /// The argument of a command, as far as it can be completed.
  enum Argument: Sendable {
    case none, text, query, key, savedQuery
    case word(@Sendable () -> [String])
  }

  let name: String
  /// Other names that are understood.
  let aliases: [String]
  /// As the help shows them: `N|KEY`.
  let arguments: String
  let argument: Argument
  let summary: String
  let action: @Sendable (Shell, String) throws -> Void

  private init(
    _ name: String, _ arguments: String = "", _ argument: Argument = .none, _ summary: String,
    aliases: [String] = [], _ action: @escaping @Sendable (Shell, String) throws -> Void
  ) {
    (self.name, self.aliases) = (name, aliases)
    (self.arguments, self.argument) = (arguments, argument)
    (self.summary, self.action) = (summary, action)
  }

  static let all: [ShellCommand] = [
    ShellCommand(
      "help", "[COMMAND|FIELD|TOPIC]",
      .word { all.map(\.name) + HelpTopic.names + Field.all.map(\.name) },
      "lists the commands; describes a command, a field, or "
        + HelpTopic.names.joined(separator: ", "),
      { try $0.help($1) }),
    ShellCommand("fields", "", .none, "lists the fields of a work", { shell, _ in shell.fields() }),
    ShellCommand(
      "show", "N|KEY", .key, "shows all details of a work; so does N alone", { try $0.show($1) }),
    ShellCommand(
      "open", "N|KEY", .key, "opens the web page of a work",
      { try $0.open($1) }),
    ShellCommand(
      "note", "N|KEY [TEXT]", .key, "writes a note on a work; without text, in VISUAL or EDITOR",
      { try $0.note($1) }),
    ShellCommand(
      "tag", "N|KEY [+TAG -TAG...]", .key, "adds tags to a work, or removes them",
      { try $0.tag($1) }),
    ShellCommand(
      "decide", "N|KEY DECISION [REASON]", .key,
      "records a screening decision on a work", { try $0.decide($1) }),
    ShellCommand(
      "more", "", .none, "shows the next hits", { shell, _ in try shell.more() }),
    ShellCommand(
      "last", "", .none, "shows the last result again", { shell, _ in try shell.last() }),
    ShellCommand(
      "back", "", .none, "returns to the previous result", aliases: ["b"],
      { shell, _ in try shell.back() }),
    ShellCommand(
      "in", "[QUERY]", .query, "restricts searches to the results of a query, or of the last one",
      { try $0.narrow($1) }),
    ShellCommand(
      "out", "", .none, "undoes the last restriction", { shell, _ in try shell.widen() }),
    ShellCommand(
      "similar", "N|KEY", .key, "finds similar works", { try $0.similar($1) }),
    ShellCommand(
      "facets", "FIELD", .word { Facet.allCases.map(\.rawValue) },
      "counts the hits by one of their fields", { try $0.facets($1) }),
    ShellCommand(
      "explain", "[QUERY]", .query, "shows how a query is parsed, and the parts of each score",
      { try $0.explain($1) }),
    ShellCommand(
      "limit", "[N|auto]", .word { ["auto"] }, "sets the hits per page; 'auto' fills the terminal",
      { try $0.set("limit", $1) }),
    ShellCommand(
      "sort", "[ORDER]", .word { HitOrder.allCases.map(\.rawValue) },
      "sets the order of results, also of the last", { try $0.sort($1) }),
    ShellCommand(
      "format", "[FORMAT]", .word { OutputFormat.allCases.map(\.rawValue) },
      "sets the output format",
      { try $0.set("format", $1) }),
    ShellCommand(
      "set", "[NAME VALUE]", .word { Setting.all(in: .shell).map(\.name) },
      "shows the settings, or changes one", { try $0.set($1) }),
    ShellCommand(
      "save", "NAME [--force]", .savedQuery,
      "saves the last query in the library, with its narrowing, sort order and match mode",
      { try $0.save($1) }),
    ShellCommand(
      "run", "NAME [VALUE...]", .savedQuery, "runs a saved query: :run since year=2018",
      { try $0.runSaved($1) }),
    ShellCommand(
      "queries", "", .none, "lists the saved queries", { shell, _ in try shell.queries() }),
    ShellCommand(
      "edit", "[NAME]", .savedQuery,
      "opens a saved query, or a new one, in VISUAL or EDITOR; without a name, the last query (also \\e)",
      { try $0.edit($1) }),
    ShellCommand(
      "export", "FILE", .text,
      "writes every hit of the last result: \(OutputFormat.endings)",
      { try $0.export($1) }),
    ShellCommand(
      "keep", "N|KEY...", .key, "adds works to the basket: :keep 1 3 5-7, :keep all",
      { try $0.keep($1) }),
    ShellCommand(
      "drop", "N|KEY...", .key, "removes works from the basket; 'all' empties it",
      { try $0.drop($1) }),
    ShellCommand(
      "basket", "", .none, "shows the basket as a result, to sort, narrow or export",
      { shell, _ in try shell.showBasket() }),
    ShellCommand(
      "once", "FILE", .text,
      "writes the output of the next line to a file; ':last | PROGRAM' pipes it",
      { shell, path in shell.once(path) }),
    ShellCommand(
      "library", "", .none, "describes the library: its path and sources",
      { shell, _ in try shell.library() }),
    ShellCommand(
      "index", "", .none, "reads changed sources and the configuration",
      { shell, _ in try shell.refresh() }),
    ShellCommand(
      "history", "[N]", .text, "lists recent lines", { try $0.pastLines($1) }),
    ShellCommand(
      "quit", "", .none, "leaves the shell; so does Ctrl-D", aliases: ["q", "exit"],
      { shell, _ in shell.quit() }),
  ]

  static func named(_ name: some StringProtocol) -> ShellCommand? {
    all.first { $0.name == name || $0.aliases.contains(String(name)) }
  }

  /// A command by its name or by a beginning that no other has.
  static func meant(by name: String) throws -> ShellCommand {
    if let command = named(name) { return command }
    let beginning = all.filter { !name.isEmpty && $0.name.hasPrefix(name) }
    if beginning.count == 1 { return beginning[0] }
    let near = nearest(to: name, among: all.map(\.name))
    let hint =
      beginning.count > 1
      ? beginning.map { "':\($0.name)'" }.joined(separator: " or ") + "?"
      : near.map { "did you mean ':\($0)'?" } ?? "':help' lists the commands"
    throw Failure.wrongRequest("unknown command ':\(name)'", hint: hint)
  }

  /// Whether a bar after it may be part of a query or a name.
  var takesBars: Bool {
    switch argument {
    case .query, .text: true
    case .key: ["note", "tag", "decide"].contains(name)
    case .none, .savedQuery, .word: false
    }
  }

  /// Whether it requires an argument.
  var isIncompleteAlone: Bool { !arguments.isEmpty && !arguments.hasPrefix("[") }

  /// `:show N|KEY`
  var usage: String { arguments.isEmpty ? ":\(name)" : ":\(name) \(arguments)" }
}
