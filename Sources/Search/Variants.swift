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

  /// The known words in which each question mark of a pattern stands for a letter, commonest first.
  func forms(matching pattern: String) throws -> [String] {
    let pattern = Array(folded(pattern))
    return try beginning(with: String(pattern.prefix { $0 != "?" }))
      .filter { item in
        item.form.count == pattern.count
          && zip(item.form, pattern).allSatisfy { $1 == "?" || $0 == $1 }
      }
      .sorted { ($1.works, $0.form) < ($0.works, $1.form) }
      .map(\.form)
  }
}
