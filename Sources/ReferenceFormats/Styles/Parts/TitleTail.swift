import References

/// What citations print behind a title and is none of it: the edition, the translator, the version,
/// what kind of thing it is.
///
/// ```
/// A study of salt [Data set]          A study of salt (J. Roe, Trans.)      A study of salt [J]
/// A study of salt (5th ed.)           A study of salt. Translated by J. Roe
/// A study of salt (Version 1.2)       A study of salt, 2nd edn
/// A study of salt. Edited by J. Roe   A study of salt (Mar 14 version) [Large language model]
/// ```
struct TitleTail {
  private(set) var title: Printed
  private(set) var type: ReferenceType?
  private(set) var edition: Printed?
  private(set) var version: Printed?
  private(set) var translators: [Creator] = []
  private(set) var editors: [Creator] = []
  /// Whether letters in square brackets may be a code of GB/T 7714: an article's volume and pages
  /// contradict all of them but its own.
  private let mayHaveCode: Bool

  init(_ title: Printed, mayHaveCode: Bool = true) {
    self.title = title.trimmed
    self.mayHaveCode = mayHaveCode
    while takeBracket() || takePhrase() {}
  }

  /// Takes the tail off the title of a reading, where that is found in the text as it stands.
  static func take(from entry: inout CitationEntry, in text: Printed) {
    guard let place = entry.places.first(where: { $0.field == .title }),
      place.range.upperBound <= text.endIndex
    else { return }
    let slice = text[place.range]
    guard slice.titleText == entry.reference.title else { return }
    // The bracket that ends the tail may stand behind the field.
    var whole = slice
    if let close = text.at(slice.endIndex), close == ")" || close == "]" || close == ".",
      isOpen(slice)
    {
      let end = text[slice.endIndex...].prefix(12).firstIndex { $0 == ")" || $0 == "]" }
      if let end { whole = text[slice.startIndex...end] }
    }
    let isInJournal = entry.reference.volume != nil && entry.reference.locator != nil
    let tail = TitleTail(whole, mayHaveCode: !isInJournal)
    guard tail.title.endIndex < slice.endIndex, let title = tail.title.titleText, title.count > 2
    else { return }
    entry.reference.title = title
    entry.shorten(.title, to: tail.title.startIndex..<tail.title.endIndex)
    if let type = tail.type, [.article, .book, .webpage, .chapter].contains(entry.reference.type) {
      entry.reference.type = type
    }
    if let edition = tail.edition, entry.reference.edition == nil {
      entry.reference.edition = edition.nameText
    }
    if let version = tail.version, entry.reference.version == nil {
      entry.reference.version = version.nameText
    }
    if entry.reference.translators.isEmpty { entry.reference.translators = tail.translators }
    if entry.reference.editors.isEmpty { entry.reference.editors = tail.editors }
  }

  private static func isOpen(_ text: Printed) -> Bool {
    text.count { $0 == "(" || $0 == "[" } > text.count { $0 == ")" || $0 == "]" }
  }

  // MARK: Brackets

  private mutating func takeBracket() -> Bool {
    var end = title.endIndex
    while let last = title[..<end].last, last == "." || last == "," || last.isBlank { end -= 1 }
    guard let close = title[..<end].last, close == ")" || close == "]",
      let open = title[..<end].lastIndex(of: close == ")" ? "(" : "["), open > title.startIndex
    else { return false }
    let inside = title[(open + 1)..<(end - 1)].trimmed
    guard read(inside, isSquare: close == "]") else { return false }
    title = title[..<open].trimmed
    return true
  }

  private mutating func read(_ inside: Printed, isSquare: Bool) -> Bool {
    let words = inside.string.lowercased()
    if isSquare, let type = Self.codes[String(words.prefix { $0 != "/" })],
      mayHaveCode || type == .article
    {
      self.type = type
      return true
    }
    if isSquare, Self.genres.contains(words) { return true }
    if !isSquare, words.hasSuffix(" version"), words.contains(where: \.isNumber) {
      version = inside.dropLast(8)
      return true
    }
    if isEdition(inside) {
      edition = inside.words.first { $0.first?.isDigit == true } ?? inside.words.first
      return true
    }
    if words.hasPrefix("version ") || words.hasPrefix("v. ") || words.hasPrefix("release ") {
      version = inside.words.dropFirst().first
      return true
    }
    if let comma = inside.lastIndex(of: ","),
      Self.translatorWords.containsFolded(inside[(comma + 1)...].trimmed.prefix(while: \.isLetter))
    {
      translators = PrintedNames(inside[..<comma]).creators
      return true
    }
    if let type = PrintedKind.type(named: words), words.count < 90,
      isSquare || [.thesis, .patent, .report].contains(type)
    {
      self.type = type
      return true
    }
    return false
  }

  /// "5th ed.", "8e druk", "Expanded ed.", "4. Aufl.", "third edition".
  private func isEdition(_ text: Printed) -> Bool {
    let words = text.words
    guard (2...4).contains(words.count) else { return false }
    let last = words[words.count - 1].prefix(while: \.isLetter)
    guard Self.editionWords.containsFolded(last) else { return false }
    let first = words[0]
    return first.first?.isDigit == true
      || Self.ordinals.containsFolded(first.prefix(while: \.isLetter))
  }

  // MARK: Phrases

  /// "…. Translated by Jane Roe", "…, trans. by Jane Roe", "…, 2nd edn", "… 4. Aufl.".
  private mutating func takePhrase() -> Bool {
    for start in lastWordStarts where Self.translationStarts.contains(title[start]) {
      guard let phrase = Self.translations.first(where: { title.has($0, at: start) }),
        start > title.startIndex + 3,
        let mark = title[..<start].trimmed.last,
        ".,;!?".unicodeScalars.contains(mark) || mark.isClosingMark
      else { continue }
      let names = title[(start + phrase.utf8CodeUnitCount)...]
      guard names.words.count < 12, names.trimmed.first?.isUpper == true || names.contains("by ")
      else { continue }
      let name = names.first("by ").map { names[($0 + 3)...] } ?? names
      let people = PrintedNames(name.last == "." ? name.dropLast() : name).creators
      if phrase.isOfEditors { editors = people } else { translators = people }
      title = title[..<start].trimmed
      return true
    }
    // An edition behind a comma or full stop.
    guard let mark = title.dropLast().lastIndex(where: { $0 == "," || $0 == "." }) else {
      return false
    }
    for start in [mark, title[..<mark].lastIndex(where: { $0 == "," || $0 == "." })].compactMap(
      \.self)
    where start > title.startIndex + 4 {
      let part = title[(start + 1)...].trimmed
      guard title.at(start + 1)?.isBlank == true, isEdition(part) else { continue }
      edition = part.words.first { $0.first?.isDigit == true } ?? part.words.first
      title = title[..<start].trimmed
      return true
    }
    return false
  }

  /// Where the last words begin, in their order: a tail has no more.
  private var lastWordStarts: [Int] {
    var starts: [Int] = []
    var index = title.endIndex - 1
    while index > title.startIndex, starts.count < Self.mostWords {
      if title[index - 1].isBlank, !title[index].isBlank { starts.append(index) }
      index -= 1
    }
    return starts.reversed()
  }

  private static let mostWords = 14

  private static let translationStarts: Set<Unicode.Scalar> = [
    "T", "t", "Ü", "ü", "a", "p", "E", "e",
  ]

  private static let translations: [StaticString] = [
    "Translated by ", "Translated from ", "translated by ", "Trans. by ", "trans. by ", "Trans. ",
    "trans. ", "Transl. ", "transl. by ", "Übersetzt von ", "übers. von ", "Traduit par ",
    "trad. par ", "Traducción de ", "Trad. de ", "Tradução de ", "a cura di ", "przeł. ",
    "Edited and translated by ", "Edited by ", "edited by ", "Ed. by ", "ed. by ",
    "Edited and introduced by ",
  ]

  private static let translatorWords: WordSet = [
    "trans", "transl", "translator", "translators", "trad", "übers",
  ]

  private static let editionWords: WordSet = [
    "ed", "edn", "edition", "aufl", "auflage", "druk", "uppl", "upplagan", "vyd", "wyd", "éd",
    "edición", "edição", "edizione", "ediz", "изд", "edição", "painos",
  ]

  private static let ordinals: WordSet = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "rev", "revised", "new", "expanded", "enlarged", "updated", "international", "illustrated",
    "student", "abridged", "deluxe", "anniversary", "zweite", "dritte", "deuxième", "troisième",
  ]

  /// What stands in square brackets behind titles and is no kind of work.
  private static let genres: Set<String> = [
    "abstract", "letter", "editorial", "comment", "review", "correspondence", "internet", "online",
    "en ligne", "electronic resource", "электронный ресурс", "electronic version", "video",
    "audio podcast", "blog post", "tweet",
    "film", "motion picture", "dvd", "status update", "thumbnail with link attached",
    "large language model", "mobile app", "television series", "tv series", "news release",
    "press release", "supplementary material", "online first",
    "poster abstract", "meeting abstract", "letter to the editor", "web page", "webpage", "print",
    "et al", "in chinese", "in russian", "in german", "in japanese", "in french",
  ]

  /// The codes of GB/T 7714.
  private static let codes: [String: ReferenceType] = [
    "j": .article, "m": .book, "c": .conference, "d": .thesis, "r": .report, "s": .report,
    "p": .patent, "n": .article, "eb": .webpage, "db": .dataset, "cp": .software, "g": .chapter,
    "z": .other, "ds": .dataset,
  ]
}

extension StaticString {
  /// Whether the phrase announces those who edited a work, not those who translated it.
  fileprivate var isOfEditors: Bool { utf8Start[0] | 0x20 == UInt8(ascii: "e") }
}
