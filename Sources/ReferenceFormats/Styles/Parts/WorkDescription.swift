import References

/// The words in brackets after a title that say what the thing is:
/// "[Doctoral dissertation, Univ. of X]", "[Computer software]", "(Report No. 12)".
struct WorkDescription {
  let type: ReferenceType
  let publisher: Printed?
  let start: Int
  let end: Int

  static func find(in text: Printed) -> WorkDescription? {
    var index = text.startIndex
    while index < text.endIndex {
      let scalar = text[index]
      if scalar == "[" || scalar == "(", let close = closing(of: index, in: text) {
        let inside = text[(index + 1)..<close]
        if let type = type(of: inside) {
          return WorkDescription(
            type: type, publisher: type == .thesis ? publisher(in: inside) : nil, start: index,
            end: close + 1)
        }
        index = close
      }
      index += 1
    }
    return nil
  }

  private static func closing(of index: Int, in text: Printed) -> Int? {
    let mark: Unicode.Scalar = text[index] == "[" ? "]" : ")"
    return text[index...].prefix(160).firstIndex(of: mark)
  }

  private static func type(of inside: Printed) -> ReferenceType? {
    for (word, type) in words where inside.contains(word) { return type }
    return nil
  }

  private static func publisher(in inside: Printed) -> Printed? {
    inside.firstIndex(of: ",").map { inside[($0 + 1)...].trimmed }
  }

  private static let words: [(StaticString, ReferenceType)] = [
    ("octoral dissertation", .thesis), ("thesis", .thesis), ("dissertation", .thesis),
    ("Thesis", .thesis), ("Dissertation", .thesis),
    ("Paper presentation", .presentation), ("Conference session", .presentation),
    ("Conference presentation", .presentation), ("Poster", .presentation),
    ("Keynote", .presentation), ("presentation]", .presentation),
    ("omputer software", .software), ("Software", .software), ("Mobile app", .software),
    ("Data set", .dataset), ("Dataset", .dataset), ("data set", .dataset), ("dataset", .dataset),
    ("Preprint", .preprint), ("preprint", .preprint), ("Manuscript", .preprint),
    ("Report No", .report), ("Technical Report", .report), ("Technical report", .report),
    ("Publication No", .report), ("Tech. Rep", .report), ("NBER Working Paper", .report),
    ("Working Paper", .report), ("Report", .report),
  ]
}
