/// Whether two references name the same work, from what they print alone.
///
/// Same folded title and same first author are needed, and one of locator, volume or year must
/// agree; without titles, container, first author, locator and year must.
public struct Identity: Sendable {
  /// References that may be the same work share this text; others cannot be.
  public let bucket: String
  private let evidence: Set<String>

  public init(_ reference: Reference) {
    let author = (reference.authors.first ?? reference.editors.first)?.familyName ?? ""
    let name = Self.letters(reference.title ?? reference.container ?? "")
    bucket = "\(reference.title == nil ? "in " : "")\(name)|\(Self.letters(author))"
    var evidence: Set<String> = []
    if reference.title == nil {
      evidence.insert("\(reference.locator?.text ?? "")|\(reference.year ?? 0)")
    } else {
      if let locator = reference.locator { evidence.insert("locator \(folded(locator.text))") }
      if let volume = reference.volume { evidence.insert("volume \(folded(volume))") }
      if let year = reference.year { evidence.insert("year \(year)") }
    }
    self.evidence = evidence
  }

  /// True where the buckets are the same and a detail agrees, or neither prints any.
  public func matches(_ other: Identity) -> Bool {
    guard bucket == other.bucket else { return false }
    return !evidence.isDisjoint(with: other.evidence)
      || (evidence.isEmpty && other.evidence.isEmpty)
  }

  private static func letters(_ text: String) -> String {
    var letters = String.UnicodeScalarView()
    for scalar in folded(text).unicodeScalars {
      let isKept =
        scalar.isASCII
        ? ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isKept { letters.append(scalar) }
    }
    return String(letters)
  }
}
