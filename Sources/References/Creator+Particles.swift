extension Creator {
  /// A printed name with particles before the family name wherever its source puts them:
  /// `Beethoven, Ludwig van` is `van Beethoven, Ludwig`.
  public static func withLeadingParticles(_ name: String) -> String {
    guard let match = name.wholeMatch(of: printedBehind) else { return name }
    return "\(match.3) \(match.1), \(match.2)"
  }

  nonisolated(unsafe) private static let printedBehind =
    /([^,]+), (.*\S) ((?:(?:van|von|vom|de|den|der|del|della|di|da|das|do|dos|du|la|le|ten|ter|zu|zur|af|av)(?: |$))+)/
    .ignoresCase(false)
}
