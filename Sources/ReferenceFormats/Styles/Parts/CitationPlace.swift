import References

/// Volume and locator at the end of a citation's body: "Blood 134, 764–764".
struct CitationPlace {
  var rest: Printed
  var volume: String?
  var locator: Locator?

  init(in body: Printed) {
    rest = body
    var comma = body.lastIndex(of: ",")
    while let found = comma, let locator = Self.locator(body[(found + 1)...]) {
      let left = body[..<found]
      if let start = Self.volumeStart(in: left), start == left.startIndex || left[start - 1].isBlank
      {
        volume = left[start...].trimmed.string.withoutVolumeWord
        self.locator = locator
        rest = left[..<start].trimmed
        return
      }
      if Self.locator(left.lastWord) != nil, left[..<left.lastWord.startIndex].trimmed.last == "," {
        comma = left[..<left.lastWord.startIndex].lastIndex(of: ",")
        continue
      }
      break
    }
    let last = body.endingRange ?? body.lastWord
    if last.isRange, last.startIndex > body.startIndex, body[last.startIndex - 1].isBlank {
      locator = .pages(last.string)
      rest = body[..<last.startIndex].trimmed
    } else if let start = Self.volumeStart(in: body), start > body.startIndex,
      body[start - 1].isBlank
    {
      volume = body[start...].trimmed.string.withoutVolumeWord
      rest = body[..<start].trimmed
    }
  }

  /// The printed locator: one or several numbers or ranges, "Article 12", "Ch. 3".
  static func locator(_ text: Printed) -> Locator? {
    let text = text.trimmed
    guard text.count <= 40, text.contains(where: \.isDigit) || text.isRange,
      text.words.count <= 1 || isWorded(text) || text.endingRange?.startIndex == text.startIndex
    else { return text.isPublisherItem ? .articleNumber(text.string) : nil }
    return text.isRange ? .pages(text.string) : .articleNumber(text.string)
  }

  /// Several numbers with commas, or a word that announces one.
  private static func isWorded(_ text: Printed) -> Bool {
    let words = text.words
    let announcing: Set<String> = [
      "Article", "Art.", "art.", "abstr.", "abstract", "Ch.", "Chap.", "Chapter", "Abstr.",
      "Abstract", "no.", "No.", "Suppl.",
      "pp.", "p.", "Paper", "Unit", "Section", "Sect.", "ID", "Poster",
    ]
    if words.dropLast().allSatisfy({ announcing.contains($0.string) }) { return true }
    return words.allSatisfy { word in
      let bare = word.last == "," ? word.dropLast() : word
      return bare.isRange || bare.allSatisfy(\.isDigit)
    }
  }

  /// Where the volume that ends the text begins: "112", "2019", "112 (Suppl. 1)", "A24", "3(4)".
  private static func volumeStart(in text: Printed) -> Int? {
    var end = text.endIndex
    if text.last == ")" {
      guard let open = text.lastIndex(of: "("), text.endIndex - open <= 24 else { return nil }
      end = text[..<open].trimmed.endIndex
    }
    var word = text[..<end].lastWord
    if let supplement = supplementStart(before: word, in: text) {
      word = text[..<supplement].trimmed.lastWord
      guard isVolume(word) else { return supplement }
    }
    guard isVolume(word) else { return nil }
    let before = text[..<word.startIndex].trimmed
    let announcing = before.lastWord.string
    return ["Vol.", "vol.", "Volume"].contains(announcing)
      ? before.lastWord.startIndex : word.startIndex
  }

  /// The place of "Suppl." in "132 Suppl. 1", or nil.
  private static func supplementStart(before word: Printed, in text: Printed) -> Int? {
    let names = ["Suppl", "Suppl.", "suppl.", "Supplement", "Spec.", "Special"]
    if names.contains(word.string) { return word.startIndex }
    let previous = text[..<word.startIndex].trimmed.lastWord
    return names.contains(previous.string) ? previous.startIndex : nil
  }

  private static func isVolume(_ word: Printed) -> Bool {
    guard (1...14).contains(word.count) else { return false }
    guard word.contains(where: \.isDigit) else {
      return word.count >= 2 && word.allSatisfy { "IVXLC".unicodeScalars.contains($0) }
    }
    let letters = word.prefix { $0.isLetter }
    guard letters.count <= 3, letters.count < word.count else { return false }
    return word[letters.endIndex...].allSatisfy {
      $0.isDigit || $0.isDash || $0 == "/" || $0 == "." || $0.isLetter
    } && word.filter(\.isLetter).count <= 3
  }
}
