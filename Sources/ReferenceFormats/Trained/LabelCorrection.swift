import CitationTagging

/// Corrects labels that contradict what is printed around the words: a model looks at a few words at
/// once.
///
/// ```
/// D. Jablonowski. Faust: An environment for …       a title begins behind the last name
/// E. Williams. Optimizations, implementation and …  names have no words in small letters
/// Hutson, S. 2003 Reading the past                  a year before a title is no part of it
/// “Bad company,” New York Times                     a title in quotes ends with them
/// Proceedings of AAAI-93                            the year of a meeting is no volume
/// Artificial Intelligence, 19.                      a lone number behind a journal is its volume
/// ```
struct LabelCorrection {
  private let text: Printed
  private var tagging: CitationTagger.Tagging

  /// - Parameter text: from index 0.
  static func corrected(_ tagging: CitationTagger.Tagging, in text: Printed)
    -> CitationTagger.Tagging
  {
    guard tagging.tokens.count > 3 else { return tagging }
    var correction = LabelCorrection(text: text, tagging: tagging)
    correction.correctTitle()
    correction.correctNumbers()
    return correction.tagging
  }

  private mutating func correctTitle() {
    takeQuotedTitle()
    beginTitleBehindNames()
    endNamesInTitle()
    takeYearOffTitle()
  }

  private mutating func correctNumbers() {
    takeDayOfMonth()
    joinYearToMeeting()
    takeLoneNumberAsVolume()
  }

  // MARK: Tokens

  private var labels: [FieldLabel] { tagging.labels }
  private var count: Int { tagging.tokens.count }

  private func word(_ index: Int) -> Printed { text[tagging.tokens[index].range] }

  /// What stands before a token.
  private func gap(_ index: Int) -> Printed {
    let start = index == 0 ? 0 : tagging.tokens[index - 1].range.upperBound
    let end = index < count ? tagging.tokens[index].range.lowerBound : text.endIndex
    return text[min(start, end)..<end]
  }

  private mutating func label(_ range: Range<Int>, _ label: FieldLabel) {
    for index in range { tagging.labels[index] = label }
  }

  // MARK: Titles

  /// A title that begins with a quote ends with it, and is whole in between.
  private mutating func takeQuotedTitle() {
    guard let quoted = quotedTitle else { return }
    label(quoted, .title)
    var end = quoted.upperBound
    while end < count, labels[end] == .title { end += 1 }
    guard end > quoted.upperBound, gap(quoted.upperBound).contains(",") else { return }
    let isHeld = labels[end...].contains(.container)
    label(quoted.upperBound..<end, isHeld ? .other : .container)
  }

  private var quotedTitle: Range<Int>? {
    guard let (start, close) = openingQuote,
      let end = (start + 1..<count + 1).first(where: { gap($0).contains(close) }),
      end - start > 1, start == 0 || labels[start - 1] != .title
    else { return nil }
    let inside = labels[start..<end]
    let titles = inside.count { $0 == .title }
    let isElsewhere = labels[..<start].contains(.title) || labels[end...].contains(.title)
    guard titles > 0 || !isElsewhere && !inside.contains(.author),
      titles * 3 >= inside.count || !isElsewhere
    else { return nil }
    return start..<end
  }

  /// The first token in quotes, and the mark that closes them.
  private var openingQuote: (start: Int, close: Unicode.Scalar)? {
    for index in 0..<count {
      for mark in gap(index) {
        if let close = Self.quotes[mark] { return (index, close) }
      }
    }
    return nil
  }

  private static let quotes: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "«": "»", "\"": "\"",
  ]

  /// Names have no words in small letters, and no colon follows a part of one: there the title begins,
  /// behind the full stop or colon that ends the last name.
  private mutating func beginTitleBehindNames() {
    guard let first = labels.firstIndex(of: .author) else { return }
    var end = first
    while end < count, labels[end] == .author || labels[end] == .other { end += 1 }
    while end > first, labels[end - 1] == .other { end -= 1 }
    // Behind a year the names are over.
    guard end == count || labels[end] != .date || !labels.contains(.title) else { return }
    let next = labels[end...].prefix(3).firstIndex { $0 != .other }.flatMap {
      labels[$0] == .title ? $0 : nil
    }
    guard next != nil || !labels.contains(.title) else { return }
    guard let start = (first + 1..<end).first(where: { begins(at: $0, end, hasTitle: next != nil) })
    else { return }
    if let next {
      label(start..<next, .title)
      return
    }
    // Up to the next mark, without a title that was found.
    let stop = (start + 1..<end).first { gap($0).contains { $0 == "." || $0 == "," } } ?? end
    label(start..<stop, .title)
    let rest = stop..<end
    if !rest.isEmpty {
      label(
        rest,
        Imprint.namesPublisher(
          text[
            tagging.tokens[stop].range.lowerBound..<tagging.tokens[end - 1].range.upperBound])
          ? .publisher : .other)
    }
  }

  /// Whether a title begins at a token between names.
  private func begins(at index: Int, _ end: Int, hasTitle: Bool) -> Bool {
    let mark = gap(index).first
    let before = word(index - 1)
    if endsInitials(before: index) { return true }
    if hasTitle, endsBareName(before: index) { return true }
    guard word(index).first?.isUpper == true || word(index).first?.isDigit == true else {
      return false
    }
    let rest = text[
      tagging.tokens[index].range.lowerBound..<tagging.tokens[end - 1].range.upperBound]
    if mark == ":" { return before.count > 1 && hasTitle && gap(index).last?.isBlank == true }
    guard mark == ".", gap(index).last?.isBlank == true, before.count > 1,
      before.contains(where: \.isLower), !Self.abbreviations.containsFolded(before),
      word(index).count > 1, hasTitle || !GroupName.isKnown(rest)
    else { return false }
    if (index + 1...end).contains(where: { $0 < count && gap($0).first == ":" }), hasTitle {
      return true
    }
    return (index + 1..<end).contains { isProse($0) }
  }

  /// "Becke, A. D. Density functionals", "et al. Gaussian 16": behind inverted initials, and behind others,
  /// a word is no name.
  private func endsInitials(before index: Int) -> Bool {
    let gap = gap(index)
    guard gap.first == ".", gap.last?.isBlank == true, gap.allSatisfy({ $0 == "." || $0.isBlank }),
      word(index).count > 2, word(index).first?.isUpper == true,
      !PersonParts.isParticle(word(index)), !PersonParts.isSuffix(word(index))
    else { return false }
    if index > 2, Self.al.containsFolded(word(index - 1)), Self.et.containsFolded(word(index - 2)) {
      return true
    }
    // "D. Gannon, W. Jalby" is not inverted.
    guard let first = labels.firstIndex(of: .author), word(first).count > 1 else { return false }
    var family = index - 1
    while family > first, word(family).count == 1, word(family).first!.isUpper {
      let marks = self.gap(family)
      family -= 1
      if marks.contains(",") {
        return word(family).count > 1 && word(family).contains(where: \.isLower)
          && (family == first || word(family - 1).count > 1
            || self.gap(family).contains { ",;&".unicodeScalars.contains($0) })
      }
      if marks.contains(";") { return false }
    }
    return false
  }

  /// "Sutton RS, Barto AG. Reinforcement learning".
  private func endsBareName(before index: Int) -> Bool {
    let initials = word(index - 1)
    return index > 1 && (2...3).contains(initials.count) && initials.allSatisfy(\.isUpper)
      && gap(index).first == "." && gap(index).last?.isBlank == true
      && gap(index - 1).allSatisfy(\.isBlank) && word(index - 2).contains(where: \.isLower)
      && word(index).count > 2 && word(index).contains(where: \.isLower)
  }

  /// A word in small letters that names do not have.
  private func isProse(_ index: Int) -> Bool {
    let word = word(index)
    return word.count > 1 && word.first!.isLower && !PersonParts.isParticle(word)
      && !Self.namesWords.containsFolded(word)
  }

  private static let namesWords: WordSet = [
    "and", "und", "et", "al", "ed", "eds", "others", "with", "for", "the", "on", "behalf", "of",
    "dir", "hrsg", "hg", "jr", "sr", "editors", "editor", "director", "producer", "trans", "by",
    "och", "og", "en", "oraz", "ua", "filho", "neto", "coord", "org", "orgs", "comp", "del",
  ]

  private static let conjunctions: WordSet = ["and", "und", "et", "y"]
  private static let et: WordSet = ["et"]
  private static let al: WordSet = ["al"]

  private static let abbreviations: WordSet = [
    "jr", "sr", "st", "dr", "prof", "eds", "ed", "al", "inc", "co", "ltd", "univ", "dept", "nat",
    "int", "assoc", "soc", "mr", "mrs", "ph", "chr", "th", "yu", "ya", "jun", "sen", "dir", "hrsg",
  ]

  /// "and Scott Hutson 2003 Reading the past", "T. Desprats. A KQML-CORBA architecture": the title
  /// begins with the last of the names.
  private mutating func endNamesInTitle() {
    guard let first = labels.firstIndex(of: .title), first > 0 else { return }
    var end = first
    while end < count, labels[end] == .title { end += 1 }
    let window = first + 1..<min(first + 9, end)
    guard !window.isEmpty else { return }
    if Self.et.containsFolded(word(first)), Self.al.containsFolded(word(first + 1)) {
      label(first..<first + 2, .author)
      return
    }
    guard labels[first - 1] == .author || labels[first - 1] == .other && first > 1 else { return }
    let isJoined =
      Self.conjunctions.containsFolded(word(first)) || gap(first).contains("&")
    if isJoined, !labels.contains(.date),
      let year = window.first(where: { tagging.tokens[$0].holdsYear }), year + 1 < end
    {
      label(first..<year, .author)
      label(year..<year + 1, .date)
    } else if word(first).count == 1, gap(first + 1).first == ".",
      isJoined || labels[first - 1] == .author,
      let stop = window.dropFirst().first(where: { index in
        gap(index).first == "." && word(index - 1).count > 1
          && (first + 1..<index).allSatisfy { word($0).first?.isUpper == true }
      })
    {
      label(first..<stop, .author)
    }
  }

  /// A year at either end of a title is its date, where there is no other.
  private mutating func takeYearOffTitle() {
    guard !labels.contains(.date), let first = labels.firstIndex(of: .title),
      let last = labels.lastIndex(of: .title), last - first > 1
    else { return }
    if tagging.tokens[first].holdsYear, first > 0, labels[first - 1] == .author,
      !gap(first + 1).contains("-")
    {
      tagging.labels[first] = .date
    } else if tagging.tokens[last].holdsYear, gap(last).contains(",") || gap(last).contains("(") {
      tagging.labels[last] = .date
    }
  }

  // MARK: Numbers

  /// "New York Times, November 3, A1": a number behind the name of a month is its day.
  private mutating func takeDayOfMonth() {
    for index in 1..<count where labels[index] == .volume || labels[index] == .issue {
      guard (1...2).contains(word(index).count), word(index).allSatisfy(\.isDigit),
        gap(index).allSatisfy({ $0.isBlank || $0 == "." }),
        MonthName.number(word(index - 1)) != nil, labels[index - 1] != .title
      else { continue }
      tagging.labels[index] = .date
      if labels[index - 1] == .container { tagging.labels[index - 1] = .date }
    }
  }

  /// "Supercomputing '88", "Proceedings of AAAI-93", "CHI 90": the year of the meeting.
  private mutating func joinYearToMeeting() {
    for index in 1..<count where labels[index] == .volume && labels[index - 1] == .container {
      let token = tagging.tokens[index]
      guard token.isNumber, word(index).count == 2 || token.holdsYear, isYear(token),
        gap(index).allSatisfy({
          $0.isBlank || $0.isDash || $0.isApostrophe || "/*".unicodeScalars.contains($0)
        }),
        gap(index).contains(where: \.isApostrophe) || namesMeeting(before: index)
      else { continue }
      tagging.labels[index] = .container
    }
  }

  /// Whether the words before a token are called as meetings are.
  private func namesMeeting(before index: Int) -> Bool {
    var first = index - 1
    while first > 0, labels[first - 1] == .container { first -= 1 }
    let name = text[
      tagging.tokens[first].range.lowerBound..<tagging.tokens[index - 1].range.upperBound]
    return name.contains("Proc") || name.contains("onf") || Meeting.isKnown(name)
      || gap(index).contains(where: \.isDash) && name.last?.isUpper == true
  }

  /// Whether a number is that of the year, or its last two digits.
  private func isYear(_ token: CitationToken) -> Bool {
    guard let number = Int(text[token.range].string) else { return false }
    return tagging.tokens.contains { other in
      other.holdsYear && other.range != token.range
        && (other.yearValue == number || other.yearValue % 100 == number)
    } || !tagging.tokens.contains { $0.holdsYear }
  }

  /// "Artificial Intelligence, 19." has no pages.
  private mutating func takeLoneNumberAsVolume() {
    let pages = labels.indices.filter { labels[$0] == .pages }
    guard pages.count == 1, let page = pages.first, page > 0, !labels.contains(.volume),
      labels[page - 1] == .container, word(page - 1).count > 2, word(page).count < 4,
      word(page).allSatisfy(\.isDigit),
      gap(page).allSatisfy({ $0.isBlank || $0 == "," || $0 == "." })
    else { return }
    tagging.labels[page] = .volume
  }
}
