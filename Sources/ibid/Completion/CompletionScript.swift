import ArgumentParser

/// A script with which a shell calls `ibid complete` for candidates. It contains nothing of a
/// library, and evaluates nothing that it receives.
enum CompletionScript: String, CaseIterable, ExpressibleByArgument {
  case bash, zsh, fish

  var text: String {
    let bytes =
      switch self {
      case .bash: PackageResources.ibid_bash
      case .zsh: PackageResources.ibid_zsh
      case .fish: PackageResources.ibid_fish
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
