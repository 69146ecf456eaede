/// Reads the text between an entry's delimiters where braces, quotes or commas are missing.
///
/// A value ends at the latest where a line begins with `name = {`, an entry at the latest where the
/// next one begins. The first thing found wrong is reported.
extension BibTeXScanner {
  func readDamagedBody(_ entry: inout BibTeXEntry, hasKey: Bool, limit: Int) {
    entry.clearBody()
    entry.isDamaged = true
    var index = entry.opener + 1
    if hasKey { index = readKey(&entry, limit: limit) }
    while true {
      index = skippingCommas(index, limit)
      guard index < limit else { break }
      let isCloser = bytes[index] == entry.closer
      if isCloser, !fieldFollows(closerAt: index, limit) {
        entry.end = index + 1
        if entry.problems.isEmpty { entry.report(.unexpectedText, at: index..<index + 1) }
        return
      }
      let name = fieldName(at: index, limit)
      if let value = damagedValueStart(after: name, limit) {
        index = readDamagedValue(&entry, name: name, at: value, limit: limit)
      } else {
        let next = nextField(index + 1, limit)
        reportFirst(
          isCloser ? .extraCloser : .unexpectedText,
          at: isCloser ? index..<index + 1 : bytes.trimmed(index..<next), &entry)
        index = next
      }
    }
    entry.end = bytes.trimmed(entry.start..<limit).upperBound
    reportFirst(.unclosedEntry, at: entry.start..<entry.opener + 1, &entry)
  }

  private func reportFirst(
    _ problem: BibTeXProblem, at range: Range<Int>, _ entry: inout BibTeXEntry
  ) {
    if entry.problems.isEmpty { entry.report(problem, at: range) }
  }

  private func damagedValueStart(after name: Range<Int>, _ limit: Int) -> Int? {
    guard !name.isEmpty else { return nil }
    let index = bytes.skippingBlanks(name.upperBound, limit)
    guard index < limit else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "="): return bytes.skippingBlanks(index + 1, limit)
    case UInt8(ascii: "{"), UInt8(ascii: "\""): return index
    default: return nil
    }
  }

  private func readDamagedValue(
    _ entry: inout BibTeXEntry, name: Range<Int>, at start: Int, limit: Int
  ) -> Int {
    let firstPart = entry.parts.count
    var index = start
    while index < limit {
      let (part, end) = damagedPart(&entry, name: name, at: index, limit: limit)
      if !part.range.isEmpty { entry.parts.append(part) }
      let next = bytes.skippingBlanks(end, limit)
      guard next < limit, bytes[next] == UInt8(ascii: "#") else {
        append(&entry, name: name, firstPart: firstPart)
        return end
      }
      index = bytes.skippingBlanks(next + 1, limit)
    }
    append(&entry, name: name, firstPart: firstPart)
    return index
  }

  /// One part of a value, and where it ends: at its delimiter, if something sensible follows; where
  /// the next field begins, if the delimiter is missing.
  private func damagedPart(
    _ entry: inout BibTeXEntry, name: Range<Int>, at start: Int, limit: Int
  ) -> (BibTeXEntry.Part, end: Int) {
    let isQuoted = bytes[start] == UInt8(ascii: "\"")
    guard isQuoted || bytes[start] == UInt8(ascii: "{") else {
      return undelimitedPart(entry, at: start, limit: limit)
    }
    var depth = isQuoted ? 1 : 0
    var index = start + (isQuoted ? 1 : 0)
    var mayStartField = false
    while index < limit {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case 10, 13, UInt8(ascii: ","): mayStartField = true
      default:
        if mayStartField, !byte.isBlank {
          if startsField(index, limit) {
            return unclosed(&entry, name: name, start: start, end: index)
          }
          mayStartField = false
        }
      }
      let isEnd = isQuoted ? byte == UInt8(ascii: "\"") : byte == UInt8(ascii: "}") && depth <= 0
      if isEnd {
        if endsValue(index + 1, closer: entry.closer, limit) {
          return (BibTeXEntry.Part(range: start + 1..<index, isWord: false), index + 1)
        }
        reportFirst(.closedEarly(field: bytes.string(name)), at: index..<index + 1, &entry)
      }
      index += 1
    }
    return unclosed(&entry, name: name, start: start, end: limit)
  }

  /// What may follow a value: the end, a comma, '#', or the next field.
  private func endsValue(_ start: Int, closer: UInt8, _ limit: Int) -> Bool {
    let next = bytes.skippingBlanks(start, limit)
    guard next < limit else { return true }
    switch bytes[next] {
    case UInt8(ascii: ","), UInt8(ascii: "#"), UInt8(ascii: "}"), closer: return true
    default: return startsField(next, limit)
    }
  }

  private func unclosed(
    _ entry: inout BibTeXEntry, name: Range<Int>, start: Int, end: Int
  ) -> (BibTeXEntry.Part, end: Int) {
    reportFirst(.unclosedValue(field: bytes.string(name)), at: start..<start + 1, &entry)
    var text = bytes.trimmed(start + 1..<end)
    while let last = text.last, bytes[last] == UInt8(ascii: ",") || bytes[last].isBlank {
      text = text.lowerBound..<last
    }
    return (BibTeXEntry.Part(range: text, isWord: false), end)
  }

  /// Up to a comma, the closer or the end of the line.
  private func undelimitedPart(
    _ entry: BibTeXEntry, at start: Int, limit: Int
  ) -> (BibTeXEntry.Part, end: Int) {
    var index = start
    while index < limit, !bytes[index].isNewline, bytes[index] != UInt8(ascii: ","),
      bytes[index] != UInt8(ascii: "#"), bytes[index] != entry.closer
    {
      index += 1
    }
    let text = bytes.trimmed(start..<index)
    let isWord = !text.contains { bytes[$0].isBlank }
    return (BibTeXEntry.Part(range: text, isWord: isWord), index)
  }

  /// Where the next field begins that stands after a comma or at the beginning of a line, or where
  /// a closer ends the entry.
  private func nextField(_ start: Int, _ limit: Int) -> Int {
    var index = start
    var mayStartField = true
    while index < limit {
      let byte = bytes[index]
      if byte.isNewline || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") {
        mayStartField = true
      } else if mayStartField, !byte.isBlank {
        if startsField(index, limit) { return index }
        mayStartField = false
      }
      index += 1
    }
    return limit
  }
}
