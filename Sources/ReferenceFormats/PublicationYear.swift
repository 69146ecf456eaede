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

  static func isYear(_ number: Int) -> Bool { (1000...2999).contains(number) }
}
