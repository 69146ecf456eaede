import Diagnostics
import References

/// Reads one citation in the style of the Nature journals, from the right as much as from the left:
///
/// ```
/// article      = names [ title ] container [ volume ] [ ", " locator ] " (" year ")."
/// chapter      = names [ title ] "in " book [ "(eds " names ")" ] [ locator ] " (" publisher ", " year ")."
/// book         = names title " (" publisher ", " year ")."
/// presentation = names title "Presented at " meeting " (" year ")."
/// preprint     = names title "Preprint at " server [ url ] " (" year ")."
/// thesis       = names title "PhD thesis, " university " (" year ")."
/// ```
///
/// What follows the citation's full stop is its annotation. Nothing here knows a journal by name.
struct NatureStyle {
  var containers = ContainerTitle()

  struct Entry {
    var reference = Reference()
    var annotation: String?
    var problems: [ReadingProblem] = []
    /// Where the title ends was one of several possibilities.
    var isAmbiguous = false
    /// The year stood in parentheses before a full stop, which ends a citation for certain.
    var isComplete = false

    /// 1 where every part was found, less for each that was not, 0 where nothing was.
    var confidence: Double {
      let cost = problems.reduce(isAmbiguous ? 0.05 : 0) { $0 + NatureStyle.cost(of: $1) }
      return max(0, ((1 - cost) * 100).rounded() / 100)
    }
  }

  /// Reads a citation without its list marker and link labels.
  func read(_ text: Printed) -> Entry {
    var entry = Entry()
    guard let issue = issue(of: text) else {
      entry.problems.append(.noYear)
      readBody(text, publisher: nil, into: &entry)
      return entry
    }
    entry.reference.year = issue.year
    entry.isComplete = issue.isStopped
    let rest = text[issue.end...].trimmed
    entry.annotation = rest.isEmpty ? nil : rest.string
    readBody(text[..<issue.start].trimmed, publisher: issue.publisher, into: &entry)
    return entry
  }

  /// The parentheses that end the citation: the first that hold a year before a full stop, unless a
  /// title's own year stands before the journal ("Report of the committee (2017). Nature 1, 2 (2018).").
  private func issue(of text: Printed) -> Issue? {
    guard let first = Issue.find(in: text) else { return nil }
    guard first.isStopped, first.publisher == nil, !endsInPlace(text[..<first.start]),
      let second = Issue.find(in: text[first.end...]), second.isStopped, second.publisher == nil,
      second.start - first.end < 120, endsInPlace(text[first.end..<second.start]),
      containers.split(Place(in: text[first.end..<second.start].trimmed).rest)?.title == nil
    else { return first }
    return second
  }

  /// Whether something before the year says where the work appeared.
  private func endsInPlace(_ text: Printed) -> Bool {
    let body = text.trimmed
    let place = Place(in: body)
    return place.volume != nil || place.locator != nil || body.urlStart != nil
      || Marker.find(in: body) != nil || Marker.thesis(in: body) != nil
  }

  private static func cost(of problem: ReadingProblem) -> Double {
    switch problem {
    case .noYear: 0.4
    case .noAuthors, .noContainer: 0.3
    case .noTitle: 0.1
    case .notACitation, .tooLong, .repairedEncoding: 1
    }
  }

  /// What stands between the start and the year.
  private func readBody(_ text: Printed, publisher: String?, into entry: inout Entry) {
    let names = NameReader(text: text).names()
    if names.creators.isEmpty { entry.problems.append(.noAuthors) }
    entry.reference.hasMoreAuthors = names.hasMore
    entry.reference.publisher = publisher
    var body = text[names.end...].trimmed
    if let end = EditorList.roleEnd(at: body.startIndex, in: body) {
      entry.reference.editors = names.creators
      body = body[end...].trimmed
    } else {
      entry.reference.authors = names.creators
    }
    if let marker = Marker.find(in: body) ?? Marker.thesis(in: body) {
      readMarked(body, marker, into: &entry)
    } else if let start = bookStart(in: body, hasPublisher: publisher != nil) {
      readContained(title: body[..<start], book: body[(start + 3)...], into: &entry)
    } else if publisher != nil {
      entry.reference.type = .book
      readBook(body, into: &entry)
    } else {
      readArticle(body, of: text, into: &entry)
    }
    if entry.reference.title == nil && entry.reference.type == .article {
      entry.problems.append(.noTitle)
    }
  }

  // MARK: Articles

  private func readArticle(_ body: Printed, of text: Printed, into entry: inout Entry) {
    var place = Place(in: body)
    if place.volume == nil && place.locator == nil, let url = place.rest.urlStart {
      place.rest = place.rest[..<url].trimmed
    }
    entry.reference.volume = place.volume
    entry.reference.locator = place.locator
    let rest = givingBackJournal(place.rest, of: text, &entry.reference.authors)
    guard let split = containers.split(rest) else {
      entry.reference.title = title(place.rest)
      entry.problems.append(.noContainer)
      return
    }
    entry.isAmbiguous = split.isAmbiguous
    entry.reference.title = split.title.flatMap(title)
    entry.reference.container = split.container.droppingTrailingComma.string
    if place.volume == nil && place.locator == nil && body.urlStart == nil {
      entry.problems.append(.noContainer)
    }
  }

  /// "Xi, Y. J. Clin. Oncol. 30, 1–2": without a title, a last initial J. is the journal's.
  private func givingBackJournal(
    _ rest: Printed, of text: Printed, _ authors: inout [Creator]
  ) -> Printed {
    guard case .person(var name)? = authors.last, let given = name.given, given.hasSuffix(" J."),
      let split = containers.split(rest), split.title == nil, rest.startIndex - 3 > text.startIndex
    else { return rest }
    name.given = String(given.dropLast(3))
    authors[authors.count - 1] = .person(name)
    return text[(rest.startIndex - 3)..<rest.endIndex]
  }

  /// A title without its full stop; question and exclamation marks stay.
  private func title(_ text: Printed) -> String? {
    var title = text.trimmed
    if title.last == ".", !title.endsWithInitialism { title.removeLast() }
    return title.isEmpty ? nil : title.string
  }

  // MARK: Chapters and books

  /// The place of "in " before the book that holds a chapter, or nil.
  private func bookStart(in body: Printed, hasPublisher: Bool) -> Int? {
    let start = body.indices.last { index in
      (body.has("in ", at: index)
        || (body.has("In ", at: index) && (hasPublisher || body[index...].namesMeeting)))
        && body.at(index + 3).map { $0.isUpper || $0.isDigit } == true
        && (index == body.startIndex || endsTitle(body[..<index]))
    }
    guard let start, start > body.startIndex, !hasPublisher, EditorList.find(in: body) == nil
    else { return start }
    let place = Place(in: body)
    return place.volume != nil && place.locator != nil ? nil : start
  }

  private func endsTitle(_ before: Printed) -> Bool {
    guard before.last?.isBlank == true, let mark = before.trimmed.last else { return false }
    return mark == "." || mark == "?" || mark == "!" || mark.isClosingMark
  }

  private func readContained(title text: Printed, book: Printed, into entry: inout Entry) {
    entry.reference.title = title(text)
    var rest = book.trimmed
    if let editors = EditorList.find(in: rest) {
      entry.reference.editors = editors.creators
      let after = rest[editors.end...].trimmed
      entry.reference.locator = Place.locator(after.droppingLeadingComma)
      rest = rest[..<editors.start].trimmed
    } else {
      let place = Place(in: rest)
      entry.reference.locator = place.locator
      entry.reference.volume = place.volume
      rest = place.rest
    }
    if let volume = rest.first(" Vol. ") {
      let number = rest[(volume + 6)...].prefix { !$0.isBlank && $0 != "," }
      entry.reference.volume = number.string
      if number.endIndex == rest.endIndex { rest = rest[..<volume] }
    }
    let name = rest.trimmed.droppingTrailingComma
    entry.reference.container = name.isEmpty ? nil : name.string
    entry.reference.type = name.namesMeeting ? .conference : .chapter
    if name.isEmpty { entry.problems.append(.noContainer) }
  }

  private func readBook(_ body: Printed, into entry: inout Entry) {
    var rest = body
    if let editors = EditorList.find(in: body) {
      entry.reference.editors = editors.creators
      rest = body[..<editors.start].trimmed
    }
    if let edition = rest.editionStart { rest = rest[..<edition].trimmed }
    if let volume = rest.first(" Vol. ") {
      let number = rest[(volume + 6)...].prefix { !$0.isBlank && $0 != "," }
      entry.reference.volume = number.string
      rest = rest[..<volume].trimmed
    }
    entry.reference.title = title(rest.droppingTrailingComma)
  }

  // MARK: Presentations, preprints, theses

  private func readMarked(_ body: Printed, _ marker: Marker, into entry: inout Entry) {
    entry.reference.type = marker.type
    entry.reference.title = title(body[..<marker.start])
    let after = body[marker.end...].trimmed
    let name = (after.urlStart.map { after[..<$0] } ?? after).trimmed.droppingTrailingComma
    switch marker.type {
    case .thesis: entry.reference.publisher = name.isEmpty ? nil : name.string
    case .preprint: entry.reference.container = name.isEmpty ? after.preprintServer : name.string
    default: entry.reference.container = name.isEmpty ? nil : name.string
    }
  }
}

// MARK: - Parts

/// The parentheses that end a citation: `(2017)`, `(Elsevier, 2022)`.
private struct Issue {
  let year: Int
  let publisher: String?
  let start: Int
  /// After the full stop.
  let end: Int
  let isStopped: Bool

  /// The first parentheses that end in a year and are followed by a full stop; failing that, the
  /// last that hold just a year.
  static func find(in text: Printed) -> Issue? {
    var fallback: Issue?
    for open in text.indices where text[open] == "(" {
      guard let close = text[open...].prefix(160).firstIndex(of: ")"),
        let (year, publisher) = contents(text[(open + 1)..<close])
      else { continue }
      let isStopped = text.at(close + 1) == "."
      let end = isStopped ? close + 2 : close + 1
      let found = Issue(
        year: year, publisher: publisher, start: open, end: end, isStopped: isStopped)
      if isStopped || text[end...].allSatisfy(\.isBlank) { return found }
      if publisher == nil { fallback = found }
    }
    return fallback
  }

  /// A year, alone or after a publisher and a comma; a letter may follow it (`2017a`).
  private static func contents(_ text: Printed) -> (Int, publisher: String?)? {
    var digits = text.trimmed
    if let last = digits.last, last.isLower { digits.removeLast() }
    let yearText = digits.suffix(4)
    guard yearText.count == 4, yearText.allSatisfy(\.isDigit),
      let year = Int(yearText.string), (1450...2199).contains(year)
    else { return nil }
    let before = digits[..<yearText.startIndex].trimmed
    if before.isEmpty { return (year, nil) }
    guard before.last == ",", before.first?.isUpper == true else {
      return Self.months.contains(before.string) ? (year, nil) : nil
    }
    return (year, before.dropLast().trimmed.string)
  }

  private static let months: Set<String> = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

/// Volume and locator at the end of a citation's body: "Blood 134, 764–764".
private struct Place {
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

/// "(eds Smith, J. & Jones, K.)", "(ed. Nima, R.)".
private struct EditorList {
  let creators: [Creator]
  let start: Int
  let end: Int

  static func find(in text: Printed) -> EditorList? {
    for open in text.indices where text[open] == "(" {
      guard let word = announcement(at: open + 1, in: text),
        let close = text[open...].firstIndex(of: ")")
      else { continue }
      let names = NameReader(text: text[word..<close]).names()
      let rest = text[max(names.end, word)..<close].trimmed
      let creators = names.creators.isEmpty ? [Creator.literal(rest.string)] : names.creators
      return EditorList(creators: creators, start: open, end: close + 1)
    }
    return nil
  }

  /// The end of "(eds)" or "(ed.)", which makes editors of the names before it.
  static func roleEnd(at index: Int, in text: Printed) -> Int? {
    for role: StaticString in ["(eds)", "(eds.)", "(ed.)", "(ed)", "(Eds)", "(Ed.)", "(Eds.)"]
    where text.has(role, at: index) {
      return index + role.utf8CodeUnitCount
    }
    return nil
  }

  private static func announcement(at index: Int, in text: Printed) -> Int? {
    for word: StaticString in ["eds. ", "eds ", "ed. ", "ed ", "Eds. ", "Eds ", "Ed. "]
    where text.has(word, at: index) {
      return index + word.utf8CodeUnitCount
    }
    return nil
  }
}

/// Words that say what a thing without volume and pages is.
private struct Marker {
  let type: ReferenceType
  let start: Int
  let end: Int

  static func find(in body: Printed) -> Marker? {
    for (word, type) in words {
      var from = body.startIndex
      while let start = body.first(word, from: from) {
        let end = start + word.utf8CodeUnitCount
        if start == body.startIndex || endsSentence(body[..<start]) {
          return Marker(type: type, start: start, end: end)
        }
        from = end
      }
    }
    return nil
  }

  /// "PhD thesis, Univ. Cambridge", "Master’s dissertation, …": up to three words after a sentence.
  static func thesis(in body: Printed) -> Marker? {
    guard
      let end = body.first("thesis, ").map({ $0 + 8 })
        ?? body.first("dissertation, ").map({ $0 + 14 })
    else { return nil }
    var start = body[..<(end - 2)].lastWord.startIndex
    for _ in 0..<3 where start > body.startIndex {
      if endsSentence(body[..<start]) { return Marker(type: .thesis, start: start, end: end) }
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

extension ArraySlice where Element == Unicode.Scalar {
  /// The place of a URL or DOI that ends the text, or nil.
  fileprivate var urlStart: Int? { first("https://") ?? first("http://") ?? first("doi:") }

  /// Two numbers with a dash between them, either with letters (`E2776–E2785`, `1958–1971.e15`,
  /// `512a–518a`) or both Roman (`xi–xvi`).
  fileprivate var isRange: Bool {
    let dashes = indices.filter { self[$0].isDash && $0 > startIndex && $0 + 1 < endIndex }
    guard let dash = dashes.first(where: { self[$0] != "-" }) ?? dashes.first else { return false }
    let from = self[..<dash].trimmed
    let to = self[(dash + 1)...].trimmed
    if from.isRoman && to.isRoman { return true }
    return from.suffix(3).contains(where: \.isDigit) && to.prefix(3).contains(where: \.isDigit)
      && (self[dash] != "-" || from.first?.isLetter == to.first?.isLetter || to.contains("."))
      && (from.first?.isLetter == to.first?.isLetter || to.contains(where: { $0 == "." }))
  }

  fileprivate var isRoman: Bool {
    !isEmpty && allSatisfy { "ivxlcIVXLC".unicodeScalars.contains($0) }
  }

  /// A range that ends the text, spaces around its dash included: "339 – 368".
  fileprivate var endingRange: Printed? {
    let words = words.suffix(3)
    guard words.count == 3, let dash = words.dropFirst().first, dash.count == 1,
      dash[dash.startIndex].isDash
    else { return nil }
    let range = self[words.first!.startIndex...]
    return range.isRange ? range : nil
  }

  /// A publisher's item identifier: `S0140-6736(20)30183-5`.
  fileprivate var isPublisherItem: Bool {
    count <= 40 && !contains(where: \.isBlank) && first == "S"
      && dropFirst().allSatisfy { $0.isDigit || $0.isDash || $0 == "(" || $0 == ")" || $0 == "X" }
      && contains("(")
  }

  /// Ends in `U.S.` or the like, whose full stop is its own.
  fileprivate var endsWithInitialism: Bool {
    let word = lastWord
    return word.count >= 4 && word.contains(".")
      && word.split(separator: ".").allSatisfy { $0.count == 1 }
  }

  /// "2nd edn", "3rd ed." at the end.
  fileprivate var editionStart: Int? {
    let words = words.suffix(2)
    guard let word = words.last?.string, ["edn", "ed.", "edn.", "edition"].contains(word),
      let number = words.first, number.first?.isDigit == true || number.first?.isUpper == true
    else { return nil }
    return number.startIndex
  }

  fileprivate var namesMeeting: Bool {
    let names: Set<String> = [
      "Proc.", "Proceedings", "Conf.", "Conference", "Symp.", "Symposium", "Workshop", "Congress",
      "Meeting",
    ]
    return words.contains { names.contains($0.string) }
  }

  fileprivate var preprintServer: String? {
    let url = string.lowercased()
    let servers = ["arxiv.org": "arXiv", "biorxiv.org": "bioRxiv", "medrxiv.org": "medRxiv"]
    return servers.filter { url.contains("/\($0.key)") || url.contains(".\($0.key)") }.first?.value
  }

  fileprivate var droppingTrailingComma: Printed { last == "," ? dropLast() : self[...] }

  fileprivate var droppingLeadingComma: Printed { first == "," ? dropFirst().trimmed : self[...] }
}

extension String {
  /// The volume of "Vol. 12" is 12.
  fileprivate var withoutVolumeWord: String {
    for word in ["Vol. ", "vol. ", "Volume "] where hasPrefix(word) {
      return String(dropFirst(word.count))
    }
    return self
  }
}
