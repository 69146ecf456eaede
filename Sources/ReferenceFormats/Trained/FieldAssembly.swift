import CitationTagging
import References

/// Makes a reference of the labelled words of a citation.
struct FieldAssembly {
  private let text: Printed
  private let draft: CitationDraft
  private let tagging: CitationTagger.Tagging
  private var spans: [Span] = []

  /// Neighbouring tokens of one label.
  private struct Span {
    var label: FieldLabel
    var tokens: Range<Int>
  }

  /// - Parameter text: from index 0.
  init(text: Printed, identifiers: CitationDraft, tagging: CitationTagger.Tagging) {
    self.text = text
    draft = identifiers
    self.tagging = tagging
    findSpans()
  }

  private mutating func findSpans() {
    for index in tagging.tokens.indices {
      let label = isTaken(index) ? .identifier : tagging.labels[index]
      if let last = spans.indices.last, spans[last].label == label {
        spans[last].tokens = spans[last].tokens.lowerBound..<index + 1
      } else {
        spans.append(Span(label: label, tokens: index..<index + 1))
      }
    }
  }

  /// Whether the token is part of an identifier, an address or a note on access.
  private func isTaken(_ index: Int) -> Bool {
    draft.text[tagging.tokens[index].range.lowerBound].isBlank
  }

  // MARK: Fields

  func entry() -> CitationEntry {
    var result = CitationDraft(text)
    result.entry = draft.entry
    if result.entry.reference.container == "arXiv" { result.entry.reference.container = nil }
    setNames(&result)
    if let title = title ?? titleBehindNames { result.setTitle(title) }
    setContainer(&result)
    setNumbers(&result)
    if let year = year ?? strayYear {
      result.setYear(year)
      if self.year == nil { result.entry.strangeness += 0.1 }
    }
    if let publisher = first(.publisher) { result.setPublisher(publisher) }
    setBookDetails(&result)
    setMonth(&result)
    setAnnotation(&result)
    result.entry.reference.type = type(of: result)
    result.entry.isComplete = true
    addProblems(&result)
    result.entry.probability = probability
    result.entry.weigh(probability(of:))
    return result.entry
  }

  /// How likely the least likely label of a stretch is.
  private func probability(of range: Range<Int>) -> Double {
    zip(tagging.tokens, tagging.probabilities).reduce(1) { least, token in
      range.overlaps(token.0.range) ? min(least, Double(token.1)) : least
    }
  }

  private func slice(_ span: Span) -> Printed {
    let first = tagging.tokens[span.tokens.lowerBound].range.lowerBound
    let last = tagging.tokens[span.tokens.upperBound - 1].range.upperBound
    return text[first..<last]
  }

  private func spans(_ label: FieldLabel) -> [Span] { spans.filter { $0.label == label } }

  private func first(_ label: FieldLabel) -> Printed? {
    spans(label).first.map { bracketed(slice($0)) }
  }

  /// The longest stretch, with those around it that only words of no field part from it: an acronym
  /// in brackets.
  private var title: Printed? {
    let titles = spans.indices.filter { spans[$0].label == .title }
    guard let longest = titles.max(by: { slice(spans[$0]).count < slice(spans[$1]).count }) else {
      return nil
    }
    var first = longest
    var last = longest
    while last + 2 < spans.count, spans[last + 2].label == .title, isAside(last + 1) { last += 2 }
    while first > 1, spans[first - 2].label == .title, isAside(first - 1) { first -= 2 }
    let start = slice(spans[first]).startIndex
    return bracketed(withMarks(text[start..<slice(spans[last]).endIndex]))
  }

  private func isAside(_ index: Int) -> Bool {
    let span = spans[index]
    return [.other, .note].contains(span.label) && span.tokens.count <= 2
  }

  /// With the question mark, or closing bracket, that ends it.
  private func withMarks(_ slice: Printed) -> Printed {
    var end = slice.endIndex
    while end < text.endIndex, text[end] == "?" || text[end] == "!" || text[end] == "+" { end += 1 }
    return text[slice.startIndex..<end]
  }

  /// With the brackets and quotes that are open inside.
  private func bracketed(_ slice: Printed) -> Printed {
    var slice = slice
    for (open, close) in [("(", ")"), ("[", "]")] as [(Unicode.Scalar, Unicode.Scalar)] {
      let opens = slice.count { $0 == open }
      let closes = slice.count { $0 == close }
      if opens > closes, text.at(slice.endIndex) == close {
        slice = text[slice.startIndex..<slice.endIndex + 1]
      } else if closes > opens, slice.startIndex > 0, text[slice.startIndex - 1] == open {
        slice = text[(slice.startIndex - 1)..<slice.endIndex]
      }
    }
    let lastMark = text.at(slice.endIndex)
    if let lastMark, lastMark.isClosingMark, lastMark != ")", lastMark != "]",
      slice.contains(where: { $0 == "“" || $0 == "‘" || $0 == "«" }),
      !slice.contains(lastMark)
    {
      slice = text[slice.startIndex..<slice.endIndex + 1]
    }
    return slice
  }

  /// "Hobsbawm, E., ed. The Invention of Tradition. Cambridge: CUP, 1983": what is read as the book
  /// that holds a work is the work, where nothing says that it holds one.
  private var isBookAlone: Bool {
    (title ?? titleBehindNames) == nil && first(.container) != nil && first(.publisher) != nil
      && first(.volume) == nil && first(.issue) == nil && !announcesHolder
  }

  private func setContainer(_ result: inout CitationDraft) {
    if isBookAlone, let title = first(.container) {
      result.setTitle(withMarks(title))
      return
    }
    guard var container = first(.container) else { return }
    // "X.-M. J. Am. Chem. Soc.": the end of an initial.
    if container.startIndex > 0, text[container.startIndex - 1].isDash,
      container.at(container.startIndex + 1) == "."
    {
      container = container.dropFirst(2).trimmed
    }
    // The full stop of an abbreviation is the name's own.
    if text.at(container.endIndex) == ".", container.contains(".") || container.lastWord.count < 5,
      container.contains(where: { $0 == "." })
    {
      container = text[container.startIndex..<container.endIndex + 1]
    }
    result.setContainer(container)
  }

  private func setNumbers(_ result: inout CitationDraft) {
    if let volume = first(.volume).map(number), isVolume(volume), !isCountOfVolumes(volume) {
      if let bracket = volume.firstIndex(of: "("), volume.last == ")" {
        result.setVolume(volume[..<bracket])
        result.setIssue(volume[(bracket + 1)...].dropLast())
      } else if let stop = volume.firstIndex(of: "."), Self.isNumber(volume[..<stop]),
        Self.isNumber(volume[(stop + 1)...])
      {
        // "16.7" is the seventh issue.
        result.setVolume(volume[..<stop])
        result.setIssue(volume[(stop + 1)...])
      } else {
        result.setVolume(volume)
      }
    }
    if let issue = first(.issue).map(number), !issue.isEmpty { result.setIssue(issue) }
    guard let pages = first(.pages) else { return }
    let bare = PrintedLocator.withoutAnnouncement(Self.withoutCounter(pages)).0
    result.setLocator(Self.withoutAnnouncement(bare))
    if PrintedLocator.announcesArticle(pages), let locator = result.entry.reference.locator,
      !locator.isRange
    {
      result.entry.reference.locator = .articleNumber(locator.text)
    }
  }

  /// Words alone are none: "Bass" of "M. Bass, ed., Vol. 2".
  private func isVolume(_ text: Printed) -> Bool {
    text.contains(where: \.isDigit) || text.isRoman || text.count == 1
      || text.words.count < 4 && text.string.lowercased().hasPrefix("suppl")
  }

  /// "2 vols."
  private func isCountOfVolumes(_ number: Printed) -> Bool {
    text.has(" vols", at: number.endIndex) || text.has(" Bde", at: number.endIndex)
  }

  private static func isNumber(_ text: Printed) -> Bool {
    !text.isEmpty && text.allSatisfy(\.isDigit)
  }

  /// Without the words that announce it: "Vol. 12", "n° 3".
  private func number(_ slice: Printed) -> Printed {
    let slice = Self.withoutCounter(slice)
    guard let digit = slice.firstIndex(where: \.isDigit) else { return slice }
    var start = digit
    while start > slice.startIndex, slice[start - 1].isLetter || slice[start - 1].isDash {
      start -= 1
    }
    let lead = slice[start..<digit]
    return Self.announcers.containsFolded(lead) ? slice[digit...] : slice[start...]
  }

  /// Without the word that is printed behind it: "790号", "1-20頁".
  private static func withoutCounter(_ slice: Printed) -> Printed {
    guard let last = slice.last, counters.contains(last), slice.count > 1 else { return slice }
    return slice.dropLast()
  }

  private static let counters: Set<Unicode.Scalar> = [
    "号", "巻", "卷", "期", "頁", "页", "輯", "集", "с", "s",
  ]

  private static func withoutAnnouncement(_ slice: Printed) -> Printed {
    let slice = withoutCounter(slice)
    let word = slice.prefix { $0.isLetter || $0 == "." }
    // "S. 95" announces a page; "S95" is one.
    let isPart = word.count == 1 && slice.at(word.endIndex)?.isDigit == true
    guard !isPart, announcers.containsFolded(word.prefix { $0 != "." }) else { return slice }
    return slice[word.endIndex...].trimmed
  }

  private static let announcers: WordSet = [
    "v", "vol", "vols", "volume", "n", "no", "nos", "nr", "num", "number", "issue", "jg",
    "jahrgang",
    "bd", "band", "h", "heft", "p", "pp", "s", "seiten", "pages", "page", "pg", "t", "tome", "art",
    "article",
  ]

  /// The first year that is a date's.
  private var year: PrintedDate? {
    for span in spans(.date) {
      for index in span.tokens {
        if let date = PrintedDate(at: tagging.tokens[index].range.lowerBound, in: text) {
          return date
        }
      }
    }
    return nil
  }

  /// A year that stands in no other field, where no date was found: the last of them.
  private var strayYear: PrintedDate? {
    let taken: Set<FieldLabel> = [.title, .author, .container, .annotation, .pages, .volume]
    let places = tagging.tokens.indices.filter {
      tagging.tokens[$0].yearValue > 0 && !isTaken($0) && !taken.contains(tagging.labels[$0])
    }
    return places.last.flatMap { PrintedDate(at: tagging.tokens[$0].range.lowerBound, in: text) }
  }

  // MARK: Details

  private func setBookDetails(_ result: inout CitationDraft) {
    result.entry.reference.place = first(.place)?.nameText
    result.entry.reference.series = first(.series)?.nameText
    result.entry.reference.edition = first(.edition).flatMap(PrintedEdition.read)
    if let note = spans(.note).map(slice).first(where: Self.namesGenre) {
      let words = note.prefix { $0 != "," && !$0.isDigit && $0 != ":" }.trimmed
      let number = note[words.endIndex...].drop { $0.isBlank || ",.:".unicodeScalars.contains($0) }
      result.entry.reference.genre = words.nameText
      if number.contains(where: \.isDigit) { result.entry.reference.number = number.nameText }
    }
  }

  private static func namesGenre(_ note: Printed) -> Bool {
    let words = note.string.lowercased()
    return ThesisWords.names(note)
      || ["report", "tech. rep", "working paper", "discussion paper", "rapport", "bericht"].contains
      {
        words.contains($0)
      }
  }

  private func setMonth(_ result: inout CitationDraft) {
    let tokens = spans(.date).flatMap { Array($0.tokens) }.map { tagging.tokens[$0] }
    guard let name = tokens.firstIndex(where: { MonthName.number(text[$0.range]) != nil }) else {
      return
    }
    result.entry.reference.month = MonthName.number(text[tokens[name].range])
    let days = tokens.filter { text[$0.range].allSatisfy(\.isDigit) && $0.range.count <= 2 }
    guard days.count == 1, let day = Int(text[days[0].range].string), (1...31).contains(day) else {
      return
    }
    result.entry.reference.day = day
  }

  // MARK: Names

  private func setNames(_ result: inout CitationDraft) {
    if let range = authorRange {
      let names = PrintedNames(names(in: range))
      result.entry.reference.authors = names.creators
      result.entry.reference.hasMoreAuthors = names.hasMore || isFollowedByOthers(range)
      result.entry.mark(.authors, text[range])
    }
    if let range = range(of: .editor) {
      let names = PrintedNames(names(in: range))
      result.entry.reference.editors = names.creators
      if !names.creators.isEmpty { result.entry.mark(.editors, text[range]) }
    }
  }

  private var authorRange: Range<Int>? {
    guard let range = range(of: .author) else { return nil }
    guard let title = titleBehindNames else { return range }
    var end = title.startIndex
    while end > range.lowerBound, text[end - 1].isBlank || text[end - 1] == "." { end -= 1 }
    let isInitial = text[..<end].lastWord.suffix(2).first?.isLetter != true
    return range.lowerBound..<(isInitial && text.at(end) == "." ? end + 1 : end)
  }

  /// Words in small letters behind the full stop of the last name, where nothing else is a title:
  /// "UNICEF. Under-five mortality".
  private var titleBehindNames: Printed? {
    guard title == nil, let range = range(of: .author) else { return nil }
    let names = text[range]
    for index in names.indices.dropFirst(2)
    where names[index - 1] == "." && names[index].isBlank && names[index - 2].isLetter {
      let before = names[..<(index - 1)].lastWord
      let rest = names[index...].trimmed
      let words = rest.words
      let small = words.count {
        $0.count > 2 && $0.first!.isLower && !PersonParts.isParticle($0) && $0.string != "and"
      }
      guard before.count > 1, rest.first?.isUpper == true else { continue }
      if words.count > 1, small > 0 { return rest }
      // "Morrison, Toni. Beloved".
      let isWhole = before.count > 2 && before.contains(where: \.isLower)
      if isWhole, rest.count > 3, !rest.contains(","), !rest.contains(" and "), !rest.contains(";")
      {
        return rest
      }
    }
    return nil
  }

  /// From the first to the last token of a label that only words of no field part.
  private func range(of label: FieldLabel) -> Range<Int>? {
    guard let start = spans.firstIndex(where: { $0.label == label }) else { return nil }
    var end = start
    var index = start + 1
    while index < spans.count, spans[index].label == label || spans[index].label == .other {
      if spans[index].label == label { end = index }
      index += 1
    }
    let first = tagging.tokens[spans[start].tokens.lowerBound].range.lowerBound
    return first..<tagging.tokens[spans[end].tokens.upperBound - 1].range.upperBound
  }

  /// With the full stop of the last initial.
  private func names(in range: Range<Int>) -> Printed {
    let names = text[range]
    let last = names[(names.lastIndex { !$0.isLetter }.map { $0 + 1 } ?? names.startIndex)...]
    let isShort = last.count < 3 && last.allSatisfy(\.isUpper) || PersonParts.isSuffix(last)
    return text[
      range.lowerBound..<range.upperBound + (isShort && text.at(range.upperBound) == "." ? 1 : 0)]
  }

  private func isFollowedByOthers(_ range: Range<Int>) -> Bool {
    let rest = text[range.upperBound...].drop { $0.isBlank || $0 == "," || $0 == "." }
    return rest.prefix(5).string.lowercased() == "et al" || rest.first == "…"
  }

  // MARK: Words about it

  private func setAnnotation(_ result: inout CitationDraft) {
    guard let span = spans.last, span.label == .annotation, span.tokens.count > 1 || spans.count > 3
    else { return }
    var start = tagging.tokens[span.tokens.lowerBound].range.lowerBound
    while start > 0, !text[start - 1].isBlank, !".,;:)]".unicodeScalars.contains(text[start - 1]) {
      start -= 1
    }
    let words = text[start...].trimmed
    result.entry.annotation = words.string
    result.entry.mark(.annotation, words)
  }

  // MARK: Kinds

  private func type(of result: CitationDraft) -> ReferenceType {
    let reference = result.entry.reference
    let notes = (spans(.note) + spans(.other)).map(slice)
    if notes.contains(where: ThesisWords.names) { return .thesis }
    if reference.arxivID != nil, reference.volume == nil { return .preprint }
    if let container = reference.container {
      let scalars = Array(container.unicodeScalars)[...]
      let isPart = announcesHolder
      if scalars.namesMeeting || isPart && Meeting.isKnown(scalars),
        isPart || reference.volume == nil || !Meeting.isJournal(scalars)
      {
        return .conference
      }
      if PreprintServer.name(in: scalars) != nil, reference.volume == nil { return .preprint }
      let isHeld =
        !reference.editors.isEmpty && reference.issue == nil
        || reference.publisher != nil
          && (reference.volume == nil || isPart && reference.issue == nil)
        || isPart && reference.volume == nil && reference.issue == nil && reference.url == nil
      if isHeld { return .chapter }
      return result.isOnline && reference.volume == nil && reference.locator == nil
        && reference.url != nil && reference.doi == nil ? .webpage : .article
    }
    if reference.url != nil, result.isOnline || reference.publisher == nil { return .webpage }
    if reference.publisher != nil { return .book }
    if reference.url != nil { return .webpage }
    return reference.place != nil && reference.volume == nil ? .book : .article
  }

  /// Whether "In" or the like stands before what holds the work.
  private var announcesHolder: Bool {
    guard let index = spans.firstIndex(where: { $0.label == .container || $0.label == .editor }),
      spans[index].tokens.lowerBound > 0
    else { return false }
    let before = tagging.tokens[spans[index].tokens.lowerBound - 1].range
    let words = text[before]
    if tagging.labels[spans[index].tokens.lowerBound - 1] == .title { return false }
    return Self.holders.containsFolded(words.trimmed)
      || Self.holders.containsFolded(slice(spans[index]).words.first ?? [])
  }

  private static let holders: WordSet = ["in", "w", "dans", "en", "em", "i", "im", "v", "в"]

  private func addProblems(_ result: inout CitationDraft) {
    let reference = result.entry.reference
    if reference.year == nil { result.add(.noYear) }
    if reference.authors.isEmpty && reference.editors.isEmpty { result.add(.noAuthors) }
    let isHeld =
      reference.container != nil || reference.publisher != nil || reference.url != nil
      || reference.arxivID != nil
    if !isHeld, reference.type != .thesis { result.add(.noContainer) }
    if reference.title == nil, reference.volume == nil { result.add(.noTitle) }
  }

  /// How likely all labels are, words of no field and remarks left out.
  private var probability: Double {
    let words = zip(tagging.labels, tagging.probabilities).filter {
      $0.0 != .other && $0.0 != .annotation
    }
    let least = words.map(\.1).min() ?? 0
    return Double(max(tagging.probability, min(least, 1) * least))
  }
}

/// An edition as printed, its number alone: "2nd edn", "third edition", "4., überarb. Aufl.".
private enum PrintedEdition {
  static func read(_ text: Printed) -> String? {
    let digits = text.prefix(while: \.isDigit)
    if !digits.isEmpty { return digits.string }
    let first = text.words.first?.string.lowercased()
    if let place = ordinals.firstIndex(where: { $0 == first }) { return String(place + 1) }
    let words = text.words.filter { !names.containsFolded($0.prefix(while: \.isLetter)) }
    return words.isEmpty
      ? nil : text[words[0].startIndex..<words[words.count - 1].endIndex].nameText
  }

  private static let ordinals = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]
  private static let names: WordSet = [
    "ed", "edn", "edition", "éd", "édition", "aufl", "auflage", "ausgabe", "edición", "edição",
    "edizione", "druk",
  ]
}

/// The words that name a thesis.
private enum ThesisWords {
  static func names(_ text: Printed) -> Bool {
    let words = text.string.lowercased()
    return ["thesis", "dissertation", "diss.", "thèse", "tesis", "tese", "diplomarbeit", "tesi "]
      .contains {
        words.contains($0)
      }
  }
}
