/// What somebody decided about a work when screening works for a review.
public struct ScreeningDecision: Hashable, Sendable {
  /// What becomes of the work.
  public enum Verdict: String, CaseIterable, Sendable {
    case include, exclude, maybe
  }

  /// What becomes of the work.
  public let verdict: Verdict
  /// Why: `wrong population`; nil if no reason was given.
  public let reason: String?

  /// Creates a decision; an empty reason is none.
  public init(_ verdict: Verdict, reason: String? = nil) {
    self.verdict = verdict
    let words = reason.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    self.reason = words.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The decision under which a work is filed: `exclude/wrong population`.
  public init?(name: String) {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard let verdict = parts.first.flatMap(Verdict.init) else { return nil }
    self.init(verdict, reason: parts.count > 1 ? parts[1] : nil)
  }

  /// `exclude/wrong population`
  public var name: String { reason.map { "\(verdict.rawValue)/\($0)" } ?? verdict.rawValue }
}

extension ScreeningDecision: CustomStringConvertible {
  /// `exclude (wrong population)`
  public var description: String {
    reason.map { "\(verdict.rawValue) (\($0))" } ?? verdict.rawValue
  }
}
