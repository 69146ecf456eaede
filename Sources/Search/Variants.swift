import Diagnostics
import Index
import References

/// What words stand for that are not spelled out: `leuk?mia`, `relaspe~`.
extension Vocabulary {
  /// The most forms that one word stands for.
  static let mostForms = 100
  private static let mostNearForms = 20

  /// The known words that are spelled like one, other than itself.
  func forms(near text: String, within edits: Int, in fields: [Field]) throws -> [String] {
    try nearest(to: folded(text), within: edits, in: fields, limit: Self.mostNearForms)
  }

  /// The known words in which each question mark of a pattern stands for a letter and each star for
  /// any number of them, commonest first.
  func forms(matching pattern: String) throws -> [String] {
    let pattern = Array(folded(pattern))
    return try beginning(with: String(pattern.prefix { $0 != "?" && $0 != "*" }))
      .filter { Self.matches(Array($0.form)[...], pattern[...]) }
      .sorted { ($1.works, $0.form) < ($0.works, $1.form) }
      .map(\.form)
  }

  private static func matches(
    _ form: ArraySlice<Character>, _ pattern: ArraySlice<Character>
  ) -> Bool {
    guard let sign = pattern.first else { return form.isEmpty }
    if sign == "*" {
      return (form.startIndex...form.endIndex).contains {
        matches(form[$0...], pattern.dropFirst())
      }
    }
    guard let letter = form.first, sign == "?" || sign == letter else { return false }
    return matches(form.dropFirst(), pattern.dropFirst())
  }
}
