import ArgumentParser
import Diagnostics

struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a script that makes a shell complete fields, keys, saved queries and files.",
    discussion: """
      bash:  ibid completions bash > ~/.local/share/bash-completion/completions/ibid
      zsh:   ibid completions zsh > ~/.zfunc/_ibid        (a folder of $fpath)
      fish:  ibid completions fish > ~/.config/fish/completions/ibid.fish
      """)

  @Argument(
    help: "The shell: \(CompletionShell.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(CompletionShell.allCases.map(\.rawValue)))
  var shell: String

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      let known = CompletionShell.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure.wrongRequest(
        "error: there are no completions for '\(visible(self.shell))'\n  hint: known are \(known)")
    }
    emit(Ibid.completionScript(for: shell))
  }
}
