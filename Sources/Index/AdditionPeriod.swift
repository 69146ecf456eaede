import Foundation

/// A period in which works were added to a library, as typed after `added:`.
///
/// | text | works added |
/// |---|---|
/// | `today`, `2026-11-24`, `2026-11`, `2026` | on that day, in that month or year |
/// | `7d`, `<7d`; `>7d` | in the last seven days; earlier |
/// | `>2026-11-24`, `>=today`, `<2026`, `<=2026-11` | later or earlier |
/// | `2026-11-01..2026-11-24`, `7d..`, `..2026` | both ends included |
public struct AdditionPeriod: Equatable, Sendable {
  /// In seconds since 1970; `end` is excluded.
  public let from: Int
  public let end: Int

  /// Whether it ends before it starts.
  public var isReversed: Bool { end <= from }

  init(from: Int, end: Int) {
    (self.from, self.end) = (from, end)
  }
}

extension AdditionPeriod {
  /// Nil if the text is none of the above.
  public init?(_ text: String, now: Date = Date(), calendar: Calendar = .local) {
    func span(_ text: some StringProtocol) -> Span? {
      Span(text.trimmingCharacters(in: .whitespaces), now, calendar)
    }
    for sign in [">=", "<=", ">", "<"] where text.hasPrefix(sign) {
      guard let span = span(text.dropFirst(sign.count)) else { return nil }
      self = span.compared(by: sign)
      return
    }
    for separator in ["..", " TO ", " to "] {
      guard let place = text.firstRange(of: separator) else { continue }
      let (left, right) = (text[..<place.lowerBound], text[place.upperBound...])
      if left.isEmpty && right.isEmpty { return nil }
      guard let first = left.isEmpty ? .always : span(left),
        let last = right.isEmpty ? .always : span(right)
      else { return nil }
      self.init(from: first.from, end: last.end)
      return
    }
    guard let span = span(text) else { return nil }
    self = span.isAge ? span.compared(by: "<") : Self(from: span.from, end: span.end)
  }

  /// The period of a single date: a day, a month, a year, or a moment some time ago.
  private struct Span {
    static let always = Span(from: .min, end: .max)

    let from: Int
    let end: Int
    var isAge = false

    private init(from: Int, end: Int) { (self.from, self.end) = (from, end) }

    init?(_ text: String, _ now: Date, _ calendar: Calendar) {
      let lengths: [(component: Calendar.Component, added: String)] = [
        (.day, ""), (.month, "-01"), (.year, "-01-01"),
      ]
      for (component, added) in lengths {
        guard let start = AdditionDate.start(text + added, now, calendar) else { continue }
        guard let end = calendar.date(byAdding: component, value: 1, to: start.date) else {
          return nil
        }
        isAge = start.precision == .moment
        from = Int(start.date.timeIntervalSince1970)
        self.end =
          switch start.precision {
          case .moment: from
          case .minute: from + 60
          case .day: Int(end.timeIntervalSince1970)
          }
        return
      }
      return nil
    }

    /// A smaller age is a later time.
    func compared(by sign: String) -> AdditionPeriod {
      switch sign {
      case "<" where isAge, "<=" where isAge: AdditionPeriod(from: from, end: .max)
      case ">" where isAge, ">=" where isAge: AdditionPeriod(from: .min, end: from)
      case ">=": AdditionPeriod(from: from, end: .max)
      case ">": AdditionPeriod(from: end, end: .max)
      case "<=": AdditionPeriod(from: .min, end: end)
      default: AdditionPeriod(from: .min, end: from)
      }
    }
  }
}
