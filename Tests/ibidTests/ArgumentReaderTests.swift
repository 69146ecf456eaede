import ArgumentParser
import Foundation
import Testing

@testable import ibid

@Suite struct ArgumentReaderTests {
  /// A line as it is typed, with `·` between words that hold blanks, and as it is handed on.
  private static let lines: [(typed: String, read: String)] = [
    ("", ""), ("--help", "--help"), ("-h", "--help"), ("help", "--help"),
    ("--version", "--version"),
    ("search -h", "search --help"), ("help search", "search --help"),
    ("help queries save", "queries save --help"), ("queries --help", "queries --help"),
    ("search a --version", "--version"),
    ("search cd19 relapse", "search -- cd19 relapse"),
    ("search a --limit 5 b", "search --limit=5 -- a b"),
    ("search a --limit=5", "search --limit=5 -- a"),
    ("search a --format JSON", "search --format=json -- a"),
    ("search a --format bib", "search --format=bibtex -- a"),
    ("search a --format MD", "search --format=markdown -- a"),
    ("search a --format json", "search --format=json -- a"),
    ("search -june", "search -- -june"), ("search - -- --x -h", "search -- - --x -h"),
    ("search -0 a", "search --null -- a"), ("search -0h a", "search -- -0h a"),
    ("show -0 k", "show --null -- k"), ("read -", "read -- -"),
    ("show·--template·- {title}·k", "show·--template=- {title}·--·k"),
    ("show --template --x-- k", "show --template=--x-- -- k"),
    ("show --template=--format k", "show --template=--format -- k"),
    ("search --explain a --explain", "search --explain --explain -- a"),
    ("search·a·--template·", "search·--template··--·a"),
    ("facets YEAR -xy", "facets -- year -xy"),
    ("facets Type,YEAR x", "facets -- type,year x"), ("queries", "queries list --"),
    ("queries --format jsonl", "queries list --format=jsonl --"),
    ("queries save n -ab c", "queries save -- n -ab c"), ("run n a=-1", "run -- n a=-1"),
    ("note·k·-5 degrees of frost", "note·--·k·-5 degrees of frost"),
    ("shell --no-history", "repl --no-history --"), ("export x.bib", "export -- x.bib"),
  ]

  @Test(arguments: lines)
  func reads(_ typed: String, _ read: String) throws {
    let line = try ArgumentReader.line(Self.words(typed))
    let commands = line.command == Ibid.self ? [] : Self.names(of: line.command)
    #expect(commands + line.words == Self.words(read))
  }

  /// `queries save`
  private static func names(of command: any ParsableCommand.Type) -> [String] {
    let isBelow = QueriesCommand.configuration.subcommands.contains { $0 == command }
    return (isBelow ? ["queries"] : []) + [command.commandName]
  }

  private static func words(_ line: String) -> [String] {
    line.contains("·")
      ? line.components(separatedBy: "·") : line.split(separator: " ").map(String.init)
  }

  private static let mistakes: [(typed: String, message: String, hint: String?)] = [
    ("serch a", "unknown command 'serch'", "did you mean 'search'?"),
    ("help qeury", "unknown command 'qeury'", "did you mean 'query'?"),
    ("import", "unknown command 'import'", "did you mean 'index'?"),
    ("find", "unknown command 'find'", "did you mean 'search'?"),
    ("queries rm", "unknown command 'rm'", "did you mean 'remove'?"),
    ("complet", "unknown command 'complet'", "'ibid help' lists the commands"),
    ("queries shwo x", "unknown command 'shwo'", "did you mean 'show'?"),
    (
      "search a --formt json", "unknown option '--formt' for 'ibid search'",
      "did you mean '--format'?"
    ),
    (
      "search a --generate-completion-script",
      "unknown option '--generate-completion-script' for 'ibid search'",
      "'ibid search --help' lists its options"
    ),
    ("--limit 5", "unknown option '--limit' for 'ibid'", "'ibid --help' lists its options"),
    ("show -x", "unknown option '-x' for 'ibid show'", "did you mean '-0'?"),
    ("search a --limit", "expected a value: --limit <n>", nil),
    ("search a --limit --explain", "expected a value: --limit <n>", nil),
    ("search a --explain=yes", "--explain takes no value", nil),
    ("search a --sort newst", "invalid value 'newst' for --sort", "did you mean 'newest'?"),
    ("search a --sort year", "invalid value 'year' for --sort", "did you mean 'newest'?"),
    ("search a --sort date", "invalid value 'date' for --sort", "did you mean 'newest'?"),
    ("search a --format yaml", "invalid value 'yaml' for --format", "did you mean 'csl-json'?"),
    ("search a --format txt", "invalid value 'txt' for --format", "did you mean 'text'?"),
    (
      "search a --json", "unknown option '--json' for 'ibid search'",
      "did you mean '--format json'?"
    ),
    (
      "search a --bib", "unknown option '--bib' for 'ibid search'",
      "did you mean '--format bibtex'?"
    ),
    (
      "search a --newest", "unknown option '--newest' for 'ibid search'",
      "did you mean '--sort newest'?"
    ),
    ("search a --year 2019", "unknown option '--year'", "fields belong in the query: year:2019"),
    (
      "export a.bib --author=june", "unknown option '--author'",
      "fields belong in the query: author:june"
    ),
    (
      "facets year --journal", "unknown option '--journal'",
      "fields belong in the query: journal:blood"
    ),
    ("search a --max 5", "unknown option '--max' for 'ibid search'", "did you mean '--limit'?"),
    (
      "sources --csv", "unknown option '--csv' for 'ibid sources list'",
      "'ibid sources list --help' lists its options"
    ),
    ("stats --format csv", "invalid value 'csv' for --format", "known values: text, json"),
    ("facets yaer", "invalid value 'yaer' for <fields>", "did you mean 'year'?"),
    ("facets type,yaer", "invalid value 'yaer' for <fields>", "did you mean 'year'?"),
    ("show", "expected <keys>...", "usage: ibid show <keys>..."),
    (
      "queries rename a", "expected <new-name>",
      "usage: ibid queries rename <saved-query> <new-name>"
    ),
    ("similar a b", "unexpected argument 'b'", "usage: ibid similar <key>"),
    ("sources x", "unknown command 'x'", "'ibid help' lists the commands"),
    (
      "search a -n 1", "unknown option '-n'",
      "did you mean '--limit'? to exclude a word, use NOT: NOT n"
    ),
    (
      "search a -n5", "unknown option '-n5'",
      "did you mean '--limit 5'? to exclude a word, use NOT: NOT n5"
    ),
    (
      "search a -fjson", "unknown option '-fjson'",
      "did you mean '--format json'? to exclude a word, use NOT: NOT fjson"
    ),
  ]

  @Test(arguments: mistakes)
  func refuses(_ typed: String, _ message: String, _ hint: String?) {
    let problem = #expect(throws: ArgumentProblem.self) {
      _ = try ArgumentReader.line(Self.words(typed))
    }
    #expect(problem?.message == message)
    #expect(problem?.hint == hint)
  }

  /// The argument parser finds nothing more to refuse in the words of a line.
  @Test(arguments: lines.map(\.typed))
  func theParserTakesWhatIsRead(_ typed: String) throws {
    let line = try ArgumentReader.line(Self.words(typed))
    if line.command == Ibid.self { return }
    #expect(throws: Never.self) { try line.command.parseAsRoot(line.words) }
  }
}
