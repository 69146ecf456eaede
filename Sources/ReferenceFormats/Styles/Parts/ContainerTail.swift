import References

/// What citations print behind the name of a journal or book and is none of it; and what is no such name at all.
///
/// ```
/// Artificial Intelligence, 32                   the volume
/// Theories of Race. Ed. Les Back                the editors
/// Random Fields (R. Chellappa, ed.)             the editors
/// Therapeutic Conditions (25–50)                the pages
/// European Urology Focus, Ahead of print        that it is not out yet
/// Dover Publications                            the publisher of a book
/// ```
enum ContainerTail {
  /// Takes the tail off the container of a reading.
  static func take(from entry: inout CitationEntry, in text: Printed) {
    guard entry.reference.container != nil,
      let place = entry.places.first(where: { $0.field == .container }),
      place.range.upperBound <= text.endIndex
    else { return }
    let whole = text[place.range].trimmed
    guard whole.nameText == entry.reference.container else { return }
    var name = whole
    takeHead(off: &name, &entry)
    takeBracket(off: &name, &entry)
    takePeople(off: &name, &entry)
    takeStatus(off: &name)
    takeVolume(off: &name, &entry)
    if name.isEmpty {
      entry.reference.container = nil
      if entry.reference.type == .chapter || entry.reference.type == .article {
        entry.reference.type = .book
      }
    } else if name.count < whole.count, let bare = name.nameText, name.count > 1 {
      entry.reference.container = bare
      entry.shorten(.container, to: name.startIndex..<name.endIndex)
    }
    settlePublisher(name, &entry)
  }

  // MARK: Tails

  /// "Pages 311–43 in Early Judaism", "In Major Problems in History".
  private static func takeHead(off name: inout Printed, _ entry: inout CitationEntry) {
    for word: StaticString in ["Pages ", "Pp. ", "pp. "] where name.has(word, at: name.startIndex) {
      let range = name[(name.startIndex + word.utf8CodeUnitCount)...].prefix { !$0.isBlank }
      guard range.isLooseRange, name.has(" in ", at: range.endIndex) else { return }
      if entry.reference.locator == nil { entry.reference.locator = PrintedLocator.read(range) }
      name = name[(range.endIndex + 4)...].trimmed
      return
    }
    let start = name.startIndex
    guard name.has("In ", at: start) || name.has("In: ", at: start), name.words.count > 3 else {
      return
    }
    let rest = name[(start + 3)...].trimmed
    if rest.first?.isUpper == true, !latin.contains(rest.words[0]) { name = rest }
  }

  private static let latin: WordSet = ["Vitro", "Vivo", "Silico", "Situ"]

  /// "(R. Chellappa, ed.", "(25–50)", "(New York: Library of America, 1983)".
  private static func takeBracket(off name: inout Printed, _ entry: inout CitationEntry) {
    guard let open = name.firstIndex(of: "("), open > name.startIndex + 3 else { return }
    let inside = name[(open + 1)...].prefix { $0 != ")" }.trimmed
    let words = inside.words
    let role = words.last?.letters ?? []
    if inside.isLooseRange, inside.allSatisfy({ $0.isDigit || $0.isDash || $0.isBlank }) {
      if entry.reference.locator == nil { entry.reference.locator = PrintedLocator.read(inside) }
    } else if words.count > 1, roles.containsFolded(role) || roles.containsFolded(words[0].letters)
    {
      if entry.reference.editors.isEmpty {
        let people =
          roles.containsFolded(role)
          ? inside[..<words[words.count - 1].startIndex] : inside[words[0].endIndex...]
        entry.reference.editors = PrintedNames(people).creators
      }
    } else if isPublisher(inside.trimmedOfMarks) {
      if entry.reference.publisher == nil {
        entry.reference.publisher = inside.trimmedOfMarks.nameText
      }
      let behind = name[inside.endIndex...].drop { !$0.isDigit }.trimmed
      if entry.reference.locator == nil, !behind.isEmpty, behind.allSatisfy(\.isDigit) {
        entry.reference.locator = PrintedLocator.read(behind)
      }
    } else if Imprint.hasPlace(inside), words.count > 1 {
      if entry.reference.publisher == nil, let imprint = Imprint(withoutYear(inside)) {
        entry.reference.publisher = imprint.publisher.nameText
        entry.reference.place = imprint.place?.nameText
      }
    } else {
      return
    }
    name = name[..<open].trimmed
  }

  private static func withoutYear(_ text: Printed) -> Printed {
    guard let year = PrintedDate.firstYear(in: text) else { return text }
    return text[..<year.range.lowerBound].trimmed.droppingTrailingComma
  }

  /// "…. Ed. Les Back and John Solomos", "…, edited by J. Roe", "Trans. Alan Sheridan".
  private static func takePeople(off name: inout Printed, _ entry: inout CitationEntry) {
    guard entry.reference.volume == nil else { return }
    for index in name.indices
    where (index == name.startIndex || name[index - 1].isBlank)
      && "EeTtH".unicodeScalars.contains(name[index])
    {
      guard let phrase = announcements.first(where: { name.has($0, at: index) }) else { continue }
      let before = name[..<index].trimmed
      let isEnded =
        before.last.map { ".,?!;".unicodeScalars.contains($0) || $0.isClosingMark } ?? true
      let people = name[(index + phrase.utf8CodeUnitCount)...]
      let bare = people.last == "." ? people.dropLast() : people
      guard isEnded, arePeople(bare) else { continue }
      let names = PrintedNames(bare).creators
      let isOfTranslators = phrase.utf8Start[0] | 0x20 == UInt8(ascii: "t")
      if isOfTranslators {
        if entry.reference.translators.isEmpty { entry.reference.translators = names }
      } else if entry.reference.editors.isEmpty {
        entry.reference.editors = names
      }
      let endsSentence = before.last == "." && before.lastWord.count > 4
      name = endsSentence ? before.dropLast() : before
      return
    }
  }

  /// "Les Back and John Solomos"; but "Amer. Math. Soc.".
  private static func arePeople(_ text: Printed) -> Bool {
    let words = text.words
    return words.count > 1 && text.first?.isUpper == true
      && !words.contains { $0.last == "." && $0.letters.count > 2 }
      && !text.contains(where: \.isDigit)
  }

  private static let announcements: [StaticString] = [
    "Edited by ", "edited by ", "Ed. by ", "ed. by ", "Eds. ", "Ed. ", "Trans. ", "trans. ",
    "Translated by ", "translated by ", "Hrsg. von ",
  ]

  private static let roles: WordSet = [
    "ed", "eds", "editor", "editors", "hrsg", "hg", "dir", "coord", "org", "orgs",
  ]

  /// "…, in press", "…, Ahead of print", "… (submitted".
  private static func takeStatus(off name: inout Printed) {
    for status in statuses {
      let start = name.endIndex - status.utf8CodeUnitCount
      guard start > name.startIndex + 2, name[start...].string.lowercased() == status.description
      else { continue }
      let before = name[..<start].trimmed
      guard let mark = before.last, ",.(;".unicodeScalars.contains(mark) else { return }
      name = before.dropLast().trimmed
      return
    }
  }

  private static let statuses: [StaticString] = [
    "in press", "to appear", "ahead of print", "submitted", "forthcoming", "accepted",
    "epub ahead of print", "online first", "early access",
  ]

  /// "…, 32", where no volume was found.
  private static func takeVolume(off name: inout Printed, _ entry: inout CitationEntry) {
    guard entry.reference.volume == nil, entry.reference.type == .article else { return }
    let last = name.lastWord
    let before = name[..<last.startIndex].trimmed
    guard (1...3).contains(last.count), last.allSatisfy(\.isDigit), before.last == ",",
      before.count > 3
    else { return }
    entry.reference.volume = last.string
    entry.mark(.volume, last)
    name = before.dropLast().trimmed
  }

  // MARK: Publishers

  /// A book's publisher is no name of what holds it.
  private static func settlePublisher(_ name: Printed, _ entry: inout CitationEntry) {
    let reference = entry.reference
    guard reference.container != nil, reference.publisher == nil, reference.title != nil,
      reference.volume == nil, reference.issue == nil, reference.locator == nil,
      reference.month == nil, reference.url == nil,
      reference.editors.isEmpty, reference.type != .conference, isPublisher(name)
    else { return }
    entry.reference.publisher = reference.container
    entry.reference.container = nil
    if [.article, .chapter].contains(reference.type) { entry.reference.type = .book }
  }

  /// Whether a name ends as those of publishers do, and of nothing else.
  static func isPublisher(_ name: Printed) -> Bool {
    name.words.last.map { publisherWords.containsFolded($0.letters) } == true
  }

  /// The last words of publishers' names, which journals do not have.
  private static let publisherWords: WordSet = [
    "press", "publishing", "publishers", "publications", "verlag", "books", "springer", "wiley",
    "elsevier", "routledge", "springer-verlag", "prentice-hall", "mcgraw-hill", "north-holland",
    "dover", "kluwer", "erlbaum", "addison-wesley", "blackwell", "pearson", "gallimard", "suhrkamp",
    "einaudi", "laterza", "feltrinelli", "reinhold", "birkhäuser", "gruyter", "macmillan",
    "editorial", "paperbacks", "paperback", "ediciones", "éditions", "editora", "editore",
    "edizioni",
  ]
}
