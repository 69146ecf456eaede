/// The content of a field for the year.
enum PublicationYear {
  /// The first date that says something, where none has a year: `in press`.
  static func unread(among dates: [String]) -> String? {
    PublicationDate(among: dates).year == nil ? words(among: dates) : nil
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
