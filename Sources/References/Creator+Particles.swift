extension Creator {
  /// A printed name with particles before the family name wherever its source puts them:
  /// `Beethoven, Ludwig van` is `van Beethoven, Ludwig`.
  public static func withLeadingParticles(_ name: String) -> String {
    guard let comma = name.utf8.firstIndex(of: UInt8(ascii: ",")) else { return name }
    if let closed = closedUp(name, at: comma) { return "\(closed) \(name)" }
    let given = name[comma...].dropFirst().split(separator: " ")
    let first = given.lastIndex { !particles.contains($0) }.map { $0 + 1 } ?? 0
    if comma == name.startIndex || first == 0 || first == given.count { return name }
    let moved = given[first...].joined(separator: " ")
    return "\(moved) \(name[..<comma]), \(given[..<first].joined(separator: " "))"
  }

  /// `王小明` of `王, 小明`: nobody writes a blank in such a name. Nil for other scripts.
  private static func closedUp(_ name: String, at comma: String.Index) -> String? {
    guard (name.unicodeScalars.first?.value ?? 0) >= 0x3040 else { return nil }
    let whole = name.unicodeScalars.filter { $0 != "," && !$0.properties.isWhitespace }
    guard
      whole.allSatisfy({
        (0x3040...0x9FFF).contains($0.value) || (0xAC00...0xD7A3).contains($0.value)
      })
    else { return nil }
    return String(String.UnicodeScalarView(whole))
  }

  private static let particles: Set<Substring> = [
    "van", "von", "vom", "de", "den", "der", "del", "della", "di", "da", "das", "do", "dos", "du",
    "la", "le", "ten", "ter", "zu", "zur", "af", "av",
  ]
}
