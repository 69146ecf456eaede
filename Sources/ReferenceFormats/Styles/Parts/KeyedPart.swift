/// One of the parts between commas: "vol. 38", "Jan. 2020".
enum KeyedPart {
  enum Kind { case volume, issue, pages, date, thesis, report, presentation, note, other }

  /// Cut at commas outside of brackets.
  static func parts(of text: Printed) -> [Printed] {
    var parts: [Printed] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "(", "[": depth += 1
      case ")", "]": depth = max(0, depth - 1)
      case "," where depth == 0 && text.at(index + 1)?.isBlank ?? true:
        parts.append(text[start..<index].trimmed)
        start = index + 1
      default: break
      }
    }
    parts.append(text[start...].trimmed)
    return parts.filter { !$0.isEmpty }
  }

  static func kind(of part: Printed) -> Kind {
    for (word, kind) in keys where part.has(word, at: part.startIndex) {
      if kind == .report && !part.contains(where: \.isDigit) { return .other }
      return kind
    }
    if part.contains("thesis") || part.contains("dissertation") { return .thesis }
    if PrintedDate.firstYear(in: part) != nil
      || PrintedDate.months.containsFolded(part.prefix { $0.isLetter }) && part.count <= 14,
      PrintedDate.isDateMatter(part)
    {
      return .date
    }
    if part.allSatisfy({ $0.isDigit || $0.isDash || $0 == "." }) { return .note }
    return .other
  }

  /// Without the word that announces it.
  static func value(of part: Printed) -> Printed {
    for (word, kind) in keys where part.has(word, at: part.startIndex) {
      let rest = part[(part.startIndex + word.utf8CodeUnitCount)...].trimmed
      return kind == .presentation && rest.has("the ", at: rest.startIndex)
        ? rest.dropFirst(4) : rest
    }
    return part
  }

  private static let keys: [(StaticString, Kind)] = [
    ("vol. ", .volume), ("vol.", .volume), ("Vol. ", .volume), ("no. ", .issue), ("no.", .issue),
    ("No. ", .issue), ("pp. ", .pages), ("pp.", .pages), ("p. ", .pages), ("Art. no. ", .pages),
    ("Art. No. ", .pages), ("art. no. ", .pages), ("Art. no.", .pages), ("Paper ", .pages),
    ("presented at the ", .presentation), ("presented at ", .presentation), ("Ph.D. ", .thesis),
    ("M.S. ", .thesis), ("M.Sc. ", .thesis), ("PhD ", .thesis), ("Tech. Rep", .report),
    ("Rep. ", .report), ("early access", .note), ("to be published", .note),
    ("unpublished", .note), ("submitted for publication", .note),
    ("accepted for publication", .note),
    ("ser. ", .note), ("ch. ", .note), ("sec. ", .note), ("in press", .note), ("doi", .note),
    ("preprint", .note),
  ]
}
