import ArgumentParser

struct CompletionsCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a completion script for bash, zsh or fish.",
    discussion: """
      bash:  ibid completions bash > ~/.local/share/bash-completion/completions/ibid
      zsh:   ibid completions zsh > ~/.zfunc/_ibid        (a folder in $fpath)
      fish:  ibid completions fish > ~/.config/fish/completions/ibid.fish
      """)

  @Argument(help: "The shell.")
  var shell: CompletionScript

  func run(in context: Context) { context.console.write(shell.text) }
}
