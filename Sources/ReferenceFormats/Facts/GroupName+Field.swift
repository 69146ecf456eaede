/// Names of groups in a field for a name.
extension GroupName {
  private static let firms: Set<String> = [
    "inc", "incorporated", "ltd", "limited", "llc", "llp", "gmbh", "corp", "plc", "pty",
  ]

  /// Whether a word of a name is one of a group's.
  static func holds(_ name: some StringProtocol) -> Bool {
    name.split { !$0.isLetter }.contains { words.containsFolded(Array($0.unicodeScalars)[...]) }
  }

  /// Whether the commas of a name are a group's own: `Google, Inc.`, `National Institute for Health,
  /// Welfare and Sport`.
  static func hasOwnCommas(_ name: some StringProtocol) -> Bool {
    let parts = name.split(separator: ",")
    guard parts.count > 1, let last = parts.last else { return false }
    if firms.contains(last.lowercased().filter(\.isLetter)) { return true }
    let words = last.split(separator: " ")
    return holds(parts[0]) && words.count > 2 && words.contains("and")
  }
}
