import ArgumentParser

/// A script that makes a shell ask `ibid complete` what a word may become. Nothing of a library stands
/// in it, and it evaluates nothing that it is told.
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
