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
    emit(Self.script(for: shell))
  }

  /// The parser's own script, which puts a space behind everything; a field or a parameter is no whole
  /// word, as its value follows at once.
  static func script(for shell: CompletionShell) -> String {
    let script = Ibid.completionScript(for: shell)
    return switch shell {
    case .bash: script + "\n" + bashEpilogue
    case .zsh: script.replacing(zshDescription, with: zshDescriptionWithoutSpace)
    default: script
    }
  }

  private static let bashEpilogue = """
    _ibid_without_space() {
        _ibid "${@}"
        if [[ "${#COMPREPLY[@]}" -eq 1 && "${COMPREPLY[0]}" == *[:=] ]]; then
            compopt +o filenames -o nospace
        fi
    }
    complete -o filenames -F _ibid_without_space ibid
    """

  private static let zshDescription = "_describe -V '' non_empty_completions --"
  private static let zshDescriptionWithoutSpace = """
    local -a suffix
        [[ "${#non_empty_completions[@]}" -eq 1 && "${non_empty_completions[1]}" == *[:=] ]] && suffix=(-S '')
        _describe -V '' non_empty_completions "${suffix[@]}" --
    """
}
