import ArgumentParser

struct CompletionsCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a script that makes a shell complete fields, keys, saved queries and files.",
    discussion: """
      bash:  ibid completions bash > ~/.local/share/bash-completion/completions/ibid
      zsh:   ibid completions zsh > ~/.zfunc/_ibid        (a folder of $fpath)
      fish:  ibid completions fish > ~/.config/fish/completions/ibid.fish
      """)

  @Argument(help: "The shell.")
  var shell: CompletionScript

  func run(in context: Context) { context.console.write(shell.text) }
}
