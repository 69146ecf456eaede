/// The year in brackets before the pages: "38 (2020) 3095–3106".
struct BracketedYear {
  let date: PrintedDate
  let start: Int
  let end: Int

  /// The last brackets that contain a date and nothing else.
  static func last(in text: Printed) -> BracketedYear? {
    var limit = text.endIndex
    while let open = text[..<limit].lastIndex(of: "(") {
      limit = open
      guard let close = text[open...].prefix(30).firstIndex(of: ")"),
        let date = PrintedDate(filling: text[(open + 1)..<close]), date.year != nil,
        !text[open..<close].contains(where: \.isDash)
      else { continue }
      return BracketedYear(date: date, start: open, end: close + 1)
    }
    return nil
  }
}
