extension Creator {
  /// A printed name with particles before the family name wherever its source puts them:
  /// `Beethoven, Ludwig van` is `van Beethoven, Ludwig`.
  public static func withLeadingParticles(_ name: String) -> String {
    guard let comma = name.utf8.firstIndex(of: UInt8(ascii: ",")) else { return name }
    let given = name[comma...].dropFirst().split(separator: " ")
    let first = given.lastIndex { !particles.contains($0) }.map { $0 + 1 } ?? 0
    if comma == name.startIndex || first == 0 || first == given.count { return name }
    let moved = given[first...].joined(separator: " ")
    return "\(moved) \(name[..<comma]), \(given[..<first].joined(separator: " "))"
  }

  private static let particles: Set<Substring> = [
    "van", "von", "vom", "de", "den", "der", "del", "della", "di", "da", "das", "do", "dos", "du",
    "la", "le", "ten", "ter", "zu", "zur", "af", "av",
  ]
}
