/// Finds the year in a date as files give it.
enum PublicationYear {
  /// The first number of four digits that can be a year; `20240501` begins with one.
  ///
  /// `2013 Sep 12`, `2024///`, `Spring 1998`, `[1867]` and `12/05/2017` have one, `n.d.` has none.
  static func first(in text: some StringProtocol) -> Int? {
    var digits = 0
    var year = 0
    for byte in Array(text.utf8) + [0] {
      if (48...57).contains(byte) {
        digits += 1
        if digits <= 4 { year = year * 10 + Int(byte - 48) }
        continue
      }
      if digits == 4 || digits == 6 || digits == 8, isYear(year) { return year }
      (digits, year) = (0, 0)
    }
    return nil
  }

  /// The year of the first date that has one.
  static func first(among dates: [String]) -> Int? {
    dates.lazy.compactMap { first(in: $0) }.first
  }

  /// The first date that says something, where none has a year: `in press`.
  static func unread(among dates: [String]) -> String? {
    first(among: dates) == nil ? words(among: dates) : nil
  }

  /// The first date that says something other than that there is none.
  static func words(among dates: [String]) -> String? {
    dates.first { $0.contains { $0.isLetter || $0.isNumber } && !saysThereIsNone($0) }
  }

  /// `n.d.`, `[no date]`.
  static func saysThereIsNone(_ text: String) -> Bool {
    let letters = text.lowercased().filter { $0.isLetter || $0.isNumber }
    return ["nd", "nodate", "undated", "sd", "oj"].contains(letters)
  }

  static func isYear(_ number: Int) -> Bool { (1000...2999).contains(number) }
}
