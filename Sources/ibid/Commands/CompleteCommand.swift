import ArgumentParser

/// Called by the scripts of `ibid completions` while a line is typed.
///
/// Printed are lines: first what the shell should look for itself (`files`, `folders`), then what the
/// word may become, with what that does after a tab; to bash, what it may put there as it is.
struct CompleteCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "Complete a command line.", shouldDisplay: false)

  @Argument var shell: CompletionScript
  /// Those of the line, without quotes, the one at the cursor last; of bash, its `COMP_WORDBREAKS` and
  /// its line up to the cursor.
  @Argument var words: [String] = []

  func run(in context: Context) {
    let console = context.console
    switch shell {
    case .bash where words.count == 2:
      let line = BashLine(words[1], breaks: words[0])
      let completion = CommandLineCompletion(of: line.word, after: Array(line.words.dropFirst()))
      for text in line.reply(completion) { console.write(text, end: "\n") }
    case .bash: break
    case .zsh, .fish:
      let completion = CommandLineCompletion(of: words.last ?? "", after: words.dropLast())
      console.write(completion.paths.rawValue, end: "\n")
      for item in completion.candidates {
        console.write(item.text + (item.summary.map { "\t\($0)" } ?? ""), end: "\n")
      }
    }
  }
}
