extension Creator {
  /// Reads a name as bibliographic files print it, the family name first: `Powell, Daniel J., Jr.`,
  /// `van Bruggen, A. H. C.`; a name without a comma is a literal.
  public init(inverted text: some StringProtocol) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingBlanks }
    guard parts.count > 1, !parts[0].isEmpty, parts.dropFirst().contains(where: { !$0.isEmpty })
    else {
      self = .literal(parts.first { !$0.isEmpty } ?? "")
      return
    }
    let rest = parts.dropFirst().filter { !$0.isEmpty }
    var suffix: String?
    var given = rest
    if rest.count > 1, let place = rest.firstIndex(where: Self.isSuffix) {
      suffix = given.remove(at: place)
    }
    self = .person(
      PersonalName(family: parts[0], given: given.joined(separator: ", "), suffix: suffix))
  }

  private static func isSuffix(_ text: String) -> Bool {
    ["jr", "sr", "ii", "iii", "iv", "v", "2nd", "3rd", "4th"].contains(
      text.lowercased().filter { $0 != "." })
  }
}

extension StringProtocol {
  /// The text with single spaces for every run of white space, none at its ends.
  fileprivate var trimmingBlanks: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
