import Foundation

/// A date as people type it, in the calendar of the place where they are:
///
/// | text | from when on |
/// |---|---|
/// | `2026-11-24` | the day's beginning |
/// | `2026-11-24T08:30` | the minute |
/// | `today`, `yesterday` | the day's beginning |
/// | `36h`, `7d`, `2w` | so many hours, days or weeks before now |
extension AdditionDate {
  /// What may be typed, for messages.
  public static let examples = ["2026-11-24", "2026-11-24T08:30", "today", "yesterday", "7d", "2w"]

  private static let units: [Character: Calendar.Component] = [
    "h": .hour, "d": .day, "w": .weekOfYear,
  ]

  /// Nil if the text is none of the above.
  ///
  /// - Parameter option: what messages say before the text: `--since`.
  public init?(_ text: String, option: String, now: Date = Date(), calendar: Calendar = .local) {
    guard let start = Self.start(text, now, calendar) else { return nil }
    self.init(seconds: Int(start.date.timeIntervalSince1970), text: "\(option) \(text)")
  }

  /// How long a period a date stands for.
  enum Precision { case day, minute, moment }

  /// The start of the period that a text stands for.
  static func start(
    _ text: String, _ now: Date, _ calendar: Calendar
  ) -> (date: Date, precision: Precision)? {
    let today = calendar.startOfDay(for: now)
    switch text {
    case "today": return (today, .day)
    case "yesterday":
      return calendar.date(byAdding: .day, value: -1, to: today).map { ($0, .day) }
    default:
      if let moment = span(text, now, calendar) { return (moment, .moment) }
      return day(text, calendar).map { ($0, text.contains("T") ? .minute : .day) }
    }
  }

  private static func span(_ text: String, _ now: Date, _ calendar: Calendar) -> Date? {
    guard let unit = text.last.flatMap({ units[$0] }), let count = number(text.dropLast(), 1...4)
    else { return nil }
    return calendar.date(byAdding: unit, value: -count, to: now)
  }

  private static func day(_ text: String, _ calendar: Calendar) -> Date? {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let day = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    let time = (parts.count == 1 ? "00:00" : parts[1])
      .split(separator: ":", omittingEmptySubsequences: false)
    guard day.count == 3, time.count == 2, let year = number(day[0], 4...4),
      let month = number(day[1], 2...2), let dayOfMonth = number(day[2], 2...2),
      let hour = number(time[0], 2...2), let minute = number(time[1], 2...2),
      hour < 24, minute < 60
    else { return nil }
    let components = DateComponents(
      year: year, month: month, day: dayOfMonth, hour: hour, minute: minute)
    guard let date = calendar.date(from: components),
      // 30 February would be taken for a day of March.
      calendar.component(.day, from: date) == dayOfMonth,
      calendar.component(.month, from: date) == month
    else { return nil }
    return date
  }

  /// Exactly this many ASCII digits.
  private static func number(_ text: Substring, _ count: ClosedRange<Int>) -> Int? {
    guard count.contains(text.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text)
  }
}

extension Calendar {
  /// Gregorian, whatever the user's own is, in the local time zone.
  public static var local: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .current
    return calendar
  }
}
