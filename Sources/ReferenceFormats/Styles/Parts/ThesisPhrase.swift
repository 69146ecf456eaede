/// "PhD thesis", "[Doctoral dissertation, Univ. of X]", "PhD diss.", "M.S. thesis": what makes a
/// thesis of a title.
struct ThesisPhrase {
  let start: Int
  let end: Int

  static func find(in text: Printed) -> ThesisPhrase? {
    for word: StaticString in ["thesis", "dissertation", "diss.", "Thesis", "Dissertation"] {
      var from = text.startIndex
      while let place = text.first(word, from: from) {
        from = place + 1
        var end = place + word.utf8CodeUnitCount
        guard place == text.startIndex || !text[place - 1].isLetter,
          text.at(end)?.isLetter != true, let start = start(before: place, in: text)
        else { continue }
        if text[start] == "(" || text[start] == "[" { end = closing(from: end, in: text) ?? end }
        return ThesisPhrase(start: start, end: end)
      }
    }
    return nil
  }

  /// Where the words of the degree begin: after a full stop, a comma or at a bracket.
  private static func start(before place: Int, in text: Printed) -> Int? {
    var index = place
    for _ in 0..<5 {
      let before = text[..<index].trimmed
      guard let last = before.last else { return index }
      if last == "(" || last == "[" { return before.endIndex - 1 }
      let word = before.lastWord
      if last == "," { return index }
      if last.isClosingMark || last == "?" || last == "!" { return index }
      if last == ".", !degrees.contains(word) { return index }
      let bare = word.drop { $0 == "[" || $0 == "(" }
      guard degrees.contains(bare) || degreeWords.containsFolded(bare) else { return nil }
      if bare.startIndex > word.startIndex { return word.startIndex }
      index = word.startIndex
    }
    return nil
  }

  private static func closing(from index: Int, in text: Printed) -> Int? {
    text[index...].firstIndex { $0 == ")" || $0 == "]" }.map { $0 + 1 }
  }

  private static let degrees: WordSet = [
    "Ph.D.", "Ph.", "M.S.", "M.Sc.", "M.A.", "Sc.D.", "D.Phil.", "B.S.", "B.A.", "Dr.", "M.Eng.",
  ]

  private static let degreeWords: WordSet = [
    "phd", "doctoral", "master’s", "master's", "masters", "master", "msc", "ma", "ms", "mphil",
    "dphil", "unpublished", "bachelor’s", "bachelor's", "bsc", "ba", "honors", "honours", "md",
    "published", "undergraduate", "diploma", "habilitation", "of", "philosophy", "doctor",
  ]
}
