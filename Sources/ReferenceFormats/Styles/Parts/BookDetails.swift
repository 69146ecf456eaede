/// What citations of books say beside title and publisher, wherever they say it: pages, volume and
/// edition. What is found is blanked.
///
/// ```
/// (2nd ed., Vol. 3, pp. 12–34)    pp. 83–95    p. 93-113    Vol. 2    fourth ed.    545 p.
/// ```
struct BookDetails {
  static func take(from draft: inout CitationDraft, in range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let isWordStart = index == range.lowerBound || !draft.text[index - 1].isNameScalar
      if isWordStart, draft.text[index].isNameScalar {
        let taken =
          takePages(at: index, &draft, range) ?? takeVolume(at: index, &draft, range)
          ?? takeEdition(at: index, &draft, range)
        if let taken {
          index = taken
          continue
        }
      }
      index += 1
    }
    blankEmptyBrackets(&draft, range)
  }

  private static func takePages(
    at index: Int, _ draft: inout CitationDraft, _ range: Range<Int>
  ) -> Int? {
    let text = draft.text[range]
    for word: StaticString in ["pp. ", "pp.", "pp ", "Pp. ", "p. ", "p.", "pages ", "S. ", "s. "]
    where text.has(word, at: index) {
      let start = text.skippingBlanks(index + word.utf8CodeUnitCount)
      let end = pagesEnd(from: start, in: text)
      let pages = text[start..<end]
      let isForeign = word.utf8Start[0] | 0x20 == UInt8(ascii: "s")
      guard pages.isLooseRange || !isForeign && (pages.isLocatorLike || pages.isRoman) else {
        continue
      }
      draft.setLocator(text[index..<end])
      draft.blank(index..<end)
      return end
    }
    return takePageCount(at: index, &draft, text)
  }

  /// Pages end at a bracket, a semicolon, a comma or full stop with white space after it.
  private static func pagesEnd(from start: Int, in text: Printed) -> Int {
    var end = start
    while let scalar = text.at(end) {
      if scalar == ")" || scalar == ";" || scalar == "]" || scalar == ":" { break }
      if scalar == "," || scalar == "." {
        guard let next = text.at(end + 1), !next.isBlank else { break }
      } else if scalar.isBlank {
        let next = text.skippingBlanks(end)
        let isAroundDash = text.at(next)?.isDash == true || text[end - 1].isDash
        guard isAroundDash else { break }
      }
      end += 1
    }
    return end
  }

  /// "545 p." is a page count, not a locator.
  private static func takePageCount(
    at index: Int, _ draft: inout CitationDraft, _ text: Printed
  ) -> Int? {
    let digits = text[index...].prefix(while: \.isDigit)
    guard (1...4).contains(digits.count) else { return nil }
    for word: StaticString in [" p.", " pp.", " pages"] where text.has(word, at: digits.endIndex) {
      let end = digits.endIndex + word.utf8CodeUnitCount
      guard text[end...].prefix(3).allSatisfy({ !$0.isDigit }) else { continue }
      draft.blank(index..<end)
      return end
    }
    return nil
  }

  private static func takeVolume(
    at index: Int, _ draft: inout CitationDraft, _ range: Range<Int>
  ) -> Int? {
    let text = draft.text[range]
    for word: StaticString in ["Vol. ", "vol. ", "Volume ", "volume ", "Vols. "]
    where text.has(word, at: index) {
      let start = text.skippingBlanks(index + word.utf8CodeUnitCount)
      var number = text[start...].prefix {
        $0.isDigit || $0.isLetter || $0.isDash || $0 == "." || $0 == "/"
      }
      while number.last == "." { number = number.dropLast() }
      guard number.isPlainVolume else { continue }
      draft.setVolume(number)
      draft.blank(index..<number.endIndex)
      return number.endIndex
    }
    return nil
  }

  /// "2nd ed.", "fourth edition", "Rev. ed.", "3rd edn".
  private static func takeEdition(
    at index: Int, _ draft: inout CitationDraft, _ range: Range<Int>
  ) -> Int? {
    let text = draft.text[range]
    let ordinal = text[index...].prefix { !$0.isBlank && $0 != "," && $0 != ")" }
    guard (2...9).contains(ordinal.count), isOrdinal(ordinal) else { return nil }
    let next = text.skippingBlanks(ordinal.endIndex)
    let word = text[next...].prefix(while: \.isLetter)
    guard editionWords.contains(word) else { return nil }
    draft.setEdition(ordinal)
    draft.blank(index..<word.endIndex)
    return word.endIndex
  }

  private static func isOrdinal(_ word: Printed) -> Bool {
    if word.first!.isDigit {
      let letters = word.drop(while: \.isDigit)
      return letters.isEmpty || letters.count == 2 && letters.allSatisfy(\.isLower)
    }
    return ordinals.containsFolded(word.last == "." ? word.dropLast() : word)
  }

  private static func blankEmptyBrackets(_ draft: inout CitationDraft, _ range: Range<Int>) {
    var open: Int?
    for index in range {
      switch draft.text[index] {
      case "(": open = index
      case ")":
        if let start = open { draft.blank(start..<index + 1) }
        open = nil
      case ",", ";", ".", ":": break
      case let scalar: if !scalar.isBlank { open = nil }
      }
    }
  }

  private static let editionWords: WordSet = ["ed", "edn", "edition", "Ed", "Edition", "eds"]

  private static let ordinals: WordSet = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "rev", "revised", "new", "intl", "international", "enlarged", "updated", "illustrated",
  ]
}

extension Unicode.Scalar {
  fileprivate var isNameScalar: Bool { isLetter || isDigit }
}
