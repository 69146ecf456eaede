import References

/// What became of a work, as titles and notes say it in files that have no field for it.
///
/// | in | retracted | corrected |
/// |---|---|---|
/// | a title | `RETRACTED: On tin`, `On tin (Retracted article. See vol. 3, 2001)` | |
/// | a note, a type | `Retracted Publication`, `Retraction in: …` | `Erratum in: …` |
///
/// A notice, `Retraction: On tin`, is a separate work that was not retracted.
enum StatusWords {
  static func status(of citation: Citation) -> PublicationStatus? {
    let reference = citation.reference
    if reference.title.map(saysRetracted) == true { return .retracted }
    let statements =
      citation.notes + reference.publicationTypes + [reference.genre].compactMap(\.self)
    if statements.isEmpty { return nil }
    let lines = statements.flatMap { $0.split(whereSeparator: \.isNewline) }.map { folded($0) }
    func holds(_ beginnings: [String]) -> Bool {
      lines.contains { line in beginnings.contains(where: line.hasPrefix) }
    }
    return holds(retractions) ? .retracted : holds(corrections) ? .corrected : nil
  }

  /// The words of a note, for a format without a field, that a work was retracted; nil where it was not,
  /// or its title says so.
  static func note(on reference: Reference) -> String? {
    guard reference.status == .retracted, reference.title.map(saysRetracted) != true else {
      return nil
    }
    return "Retracted Publication"
  }

  private static let retractions = [
    "retracted publication", "retracted article", "retraction in:", "retraction in ",
    "retracted by:",
  ]
  private static let corrections = [
    "erratum in:", "erratum in ", "correction in:", "corrected and republished",
    "published erratum appears in",
  ]

  private static func saysRetracted(_ title: String) -> Bool {
    // Few titles have the word at all.
    guard title.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "r") }),
      case let title = folded(title), title.contains("retracted")
    else { return false }
    return beginnings.contains(where: title.hasPrefix)
      || title.contains("(retracted article") || title.contains("[retracted article")
      || title.hasSuffix("[retracted]") || title.hasSuffix("(retracted)")
  }

  private static let beginnings = [
    "retracted:", "retracted article:", "retracted paper:", "[retracted]", "(retracted)",
    "retracted - ",
  ]
}
