import References

/// Words that say what a thing without volume and pages is.
struct CitationMarker {
  let type: ReferenceType
  let start: Int
  let end: Int

  static func find(in body: Printed) -> CitationMarker? {
    guard body.contains("resented at ") || body.contains("Preprint a") else { return nil }
    for (word, type) in words {
      var from = body.startIndex
      while let start = body.first(word, from: from) {
        let end = start + word.utf8CodeUnitCount
        if start == body.startIndex || endsSentence(body[..<start]) {
          return CitationMarker(type: type, start: start, end: end)
        }
        from = end
      }
    }
    return nil
  }

  /// "PhD thesis, Univ. Cambridge", "Master’s dissertation, …": up to three words after a sentence.
  static func thesis(in body: Printed) -> CitationMarker? {
    guard
      let end = body.first("thesis, ").map({ $0 + 8 })
        ?? body.first("dissertation, ").map({ $0 + 14 })
    else { return nil }
    var start = body[..<(end - 2)].lastWord.startIndex
    for _ in 0..<3 where start > body.startIndex {
      if endsSentence(body[..<start]) {
        return CitationMarker(type: .thesis, start: start, end: end)
      }
      start = body[..<start].trimmed.lastWord.startIndex
    }
    return nil
  }

  private static func endsSentence(_ before: Printed) -> Bool {
    guard before.last?.isBlank == true, let mark = before.trimmed.last else { return false }
    return mark == "." || mark == "?" || mark == "!" || mark.isClosingMark
  }

  private static let words: [(StaticString, ReferenceType)] = [
    ("Presented at the ", .presentation), ("Presented at ", .presentation),
    ("Paper presented at the ", .presentation), ("Paper presented at ", .presentation),
    ("Poster presented at the ", .presentation), ("Poster presented at ", .presentation),
    ("Abstract presented at the ", .presentation), ("Abstract presented at ", .presentation),
    ("Preprint at ", .preprint), ("Preprint available at ", .preprint),
  ]
}
