import CitationTagging
import Diagnostics
import References

/// The items of a list under its layout, read.
struct LayoutReading {
  let items: [LayoutItem]
  private let grammar: (any ReadableStyle)?
  private let habits: CitationTagger.Habits?
  /// As many items tell how the list prints.
  private static let sampleSize = 300

  init(_ items: [LayoutItem]) {
    self.items = items
    let texts = items.filter { !$0.isOutside }.map { $0.text[...] }
    grammar = ListDecision.grammar(for: texts)
    let tagger = TrainedReader.tagger
    habits = tagger.habits(of: texts.prefix(Self.sampleSize).map { Array($0)[...] })
  }

  private struct Entry {
    var item: LayoutItem
    var entry: CitationEntry
    /// Only its marker says that it is a citation.
    var isDoubtful = false
    /// The authors as printed, or those of the citation above that dashes stand for.
    var names: [Unicode.Scalar]

    /// Whether an item has the next number.
    func isFollowed(by next: LayoutItem) -> Bool {
      guard let number = item.marker?.number else { return false }
      return next.marker?.number == number + 1
    }

    init(item: LayoutItem, entry: CitationEntry, after last: Entry?, isDoubtful: Bool = false) {
      self.item = item
      self.entry = entry
      self.isDoubtful = isDoubtful
      let range = entry.places.first { $0.field == .authors }?.range
      names =
        LineStart.isSameAuthor(item.text[...])
        ? last?.names ?? [] : range.map { Array(item.text[$0]) } ?? []
    }
  }

  func reading() -> Reading {
    var reading = Reading()
    var inside: [LayoutItem] = []
    var outside: [LayoutItem] = []
    var entries: [Entry] = []
    let isMarkedList = items.count { $0.marker != nil } * 2 > items.count
    let isPlainList = !isMarkedList && isMostlyCitations
    let isLone = items.count == 1
    for item in items {
      let entry = entry(for: item, after: entries.last)
      let isMarked = item.marker != nil && item.text.count > 8
      if !item.isOutside, isCitation(entry, item) {
        entries.append(Entry(item: item, entry: entry, after: entries.last))
      } else if isMarked, isMarkedList, !item.isOutside,
        entry.hasAnything || entries.last?.isFollowed(by: item) == true
      {
        entries.append(Entry(item: item, entry: entry, after: entries.last, isDoubtful: true))
      } else if isLone, !item.isOutside, isAnything(item) {
        entries.append(Entry(item: item, entry: entry, after: entries.last))
      } else if isPlainList, !item.isOutside, isLikely(item) {
        let isDoubtful = !CitationEvidence(item.text[...]).mayBeItem
        entries.append(Entry(item: item, entry: entry, after: entries.last, isDoubtful: isDoubtful))
      } else if let last = entries.indices.last, isAbout(item) {
        entries[last].item.add(item)
      } else if entries.isEmpty {
        outside.append(item)
      } else {
        inside.append(item)
      }
    }
    // A page's own items stand above and below the list.
    while let last = entries.last, last.isDoubtful,
      entries.dropLast().last?.isFollowed(by: last.item) != true
    {
      outside.append(entries.removeLast().item)
    }
    while let first = entries.first, first.isDoubtful,
      entries.count < 2 || !first.isFollowed(by: entries[1].item)
    {
      outside.append(entries.removeFirst().item)
    }
    let end = entries.last?.item.line ?? 0
    outside += inside.filter { $0.line > end }
    inside.removeAll { $0.line > end }
    let areGraded =
      entries.contains { $0.item.marker?.stars == 2 || $0.item.grade != nil }
      || entries.contains { ($0.item.marker?.stars ?? 0) > 0 && $0.item.marker?.number != nil }
    let (left, trailing) = Self.takePageWords(from: &entries)
    inside += left
    outside += trailing
    let weight = ListDecision.weightOfDoubts(
      entries.filter { $0.entry.probability == nil }.map { ($0.item.text[...], $0.entry) })
    for entry in entries {
      append(entry, areGraded, to: &reading)
      reading.doubts.append(
        Reading.Doubt(cost: weight * entry.entry.doubt, range: entry.item.range))
    }
    reading.takePositions(entries.map(\.item.marker?.number))
    report(inside, .warning, &reading) { .unplaced(lines: $0) }
    report(outside, .note, &reading) { .passedOver(lines: $0) }
    return reading
  }

  /// Takes out what only seems to be about a citation: words that a page prints below several,
  /// headings, and what stands below the last one where no other has words in that place.
  private static func takePageWords(
    from entries: inout [Entry]
  ) -> (inside: [LayoutItem], trailing: [LayoutItem]) {
    var counts: [[Unicode.Scalar]: Int] = [:]
    for note in entries.lazy.flatMap(\.item.notes) { counts[note.text, default: 0] += 1 }
    var inside: [LayoutItem] = []
    var trailing: [LayoutItem] = []
    let last = entries.count - 1
    let isCustom = entries.dropLast().contains { !$0.item.notes.isEmpty } || entries.count == 1
    for index in entries.indices {
      let notes = entries[index].item.notes
      let kept = notes.filter { note in
        if note.isBehind { return true }
        if counts[note.text]! > 1, note.line.indent == entries[index].item.indent { return false }
        if index == last, !isCustom, note.line.indent <= entries[index].item.indent,
          !ListWords.isAnnounced(note.line.printed), note.line.text == note.text,
          entries[index].item.grade == nil, (entries[index].item.marker?.stars ?? 0) == 0
        {
          return false
        }
        return note.isPlaced || !note.isHeading
      }
      guard kept.count < notes.count else { continue }
      entries[index].item.notes = kept
      let dropped = notes.filter { note in !kept.contains { $0.line.number == note.line.number } }
        .map { LayoutItem($0) }
      if index == last { trailing += dropped } else { inside += dropped }
    }
    return (inside, trailing)
  }

  private func report(
    _ items: [LayoutItem], _ severity: Severity, _ reading: inout Reading,
    _ problem: (Int) -> ReadingProblem
  ) {
    guard let first = items.min(by: { $0.line < $1.line }) else { return }
    let lines = items.reduce(0) { $0 + $1.lineCount }
    reading.diagnostics.append(Diagnostic(severity, problem(lines), at: first.range))
  }

  private func isCitation(_ entry: CitationEntry, _ item: LayoutItem) -> Bool {
    guard entry.isCitation else {
      let isLone = items.count == 1 && entry.reference.title != nil
      let isPlaced =
        CitationStart.begins(item.text[...])
        && (entry.reference.volume ?? entry.reference.locator?.text) != nil
      return entry.reference.year != nil && (isLone || isPlaced)
    }
    return entry.probability == nil || LineStart.isSameAuthor(item.text[...])
      || CitationEvidence(item.text[...]).isCitation
      || CitationStart.begins(item.text[...])
  }

  /// Whether nearly all items of a list without marks are citations, so that the others are likely
  /// such, too.
  private var isMostlyCitations: Bool {
    let sample = items.lazy.filter { !$0.isOutside }.prefix(Self.sampleSize)
    let cited = sample.count { CitationEvidence($0.text[...]).mayBeItem }
    return cited > 1 && cited * 10 >= sample.count * 6
  }

  /// Whether an item names a work and what holds it, though no year; or where a work is found, though
  /// not which.
  private func isLikely(_ item: LayoutItem) -> Bool {
    let text = item.text[...]
    let evidence = CitationEvidence(text)
    if ListWords.isAnnounced(text) { return false }
    if evidence.mayBeItem { return true }
    guard evidence.fields.contains(.title), !isAbout(item) else { return false }
    let isHeld = !evidence.fields.isDisjoint(with: [.container, .publisher, .identifier, .note])
    return isHeld || evidence.beginsWithNames
      || text.words.count > 3 && text.contains(where: \.isDigit)
  }

  /// Whether a text that is all there is has two things of a citation.
  private func isAnything(_ item: LayoutItem) -> Bool {
    let evidence = CitationEvidence(item.text[...])
    return evidence.isStandard || !evidence.isRemark && evidence.fields.count > 1
  }

  /// Whether an item that is no citation is words about the one above.
  private func isAbout(_ item: LayoutItem) -> Bool {
    let text = item.text[...]
    if ListWords.isAnnounced(text) { return true }
    let words = text.words
    // A title in quotes: 3GPP TS 23.228: "IP Multimedia Subsystem".
    let isTitled = words.prefix(4).contains { word in
      word.first.map { $0 == "\"" || $0 == "“" || $0 == "„" || $0 == "«" } == true
    }
    if isTitled { return false }
    let small = words.count { $0.first?.isLower == true }
    return words.count > 2 && small * 3 >= words.count
      && (text.last.map { ".!?…)".unicodeScalars.contains($0) } == true || words.count > 6)
  }

  private func entry(for item: LayoutItem, after last: Entry?) -> CitationEntry {
    let text = item.text[...]
    guard LineStart.isSameAuthor(text), let last, !last.entry.reference.authors.isEmpty else {
      return ListDecision.entry(grammar?.read(text), text, habits)
    }
    let rest = text.drop { $0.isDash || $0 == "_" || $0 == "." || $0 == "," || $0.isBlank }
    let isStopped =
      text.drop { $0.isDash || $0 == "_" || $0.isBlank }.first == "." && last.names.last != "."
    let joint: [Unicode.Scalar] = isStopped ? [".", " "] : [" "]
    var entry = TrainedReader.read((last.names + joint + rest)[...], habits).checked
    entry.forgetPlaces()
    entry.reference.authors = last.entry.reference.authors
    return entry
  }

  private func append(_ entry: Entry, _ areGraded: Bool, to reading: inout Reading) {
    let item = entry.item
    let below = item.notes.map { $0.text[...].string }
    let annotation = ([entry.entry.annotation].compactMap(\.self) + below).joined(separator: "\n\n")
    var citation = Citation(
      position: reading.citations.count + 1, line: item.line,
      raw: (item.text + item.remark)[...].string.replacing("\n", with: " "),
      reference: entry.entry.reference, annotation: annotation.isEmpty ? nil : annotation,
      labels: item.labels, confidence: entry.entry.confidence)
    let stars = item.marker.map(\.stars) ?? 0
    citation.grade = item.grade ?? (areGraded && stars > 0 ? stars : nil)
    citation.fields = entry.entry.fields(in: item.text)
    reading.citations.append(citation)
    reading.diagnostics += entry.entry.problems.map { Diagnostic(.warning, $0, at: item.range) }
  }
}

extension CitationEntry {
  /// Enough to keep an item that the list marks as one of its own.
  fileprivate var hasAnything: Bool {
    reference.title != nil || reference.year != nil || !reference.authors.isEmpty
  }
}

extension LayoutItem {
  /// What was left out of an item.
  fileprivate init(_ note: Note) {
    self.init(
      line: note.line.number, range: note.line.range, indent: note.line.indent, text: note.text)
  }

  /// An item that is about this one.
  fileprivate mutating func add(_ other: LayoutItem) {
    let line = PageLine(
      number: other.line, range: other.range, text: other.text, indent: other.indent,
      isAfterBlank: true)
    notes.append(Note(text: other.text, line: line, isPlaced: false))
    notes += other.notes
    range = range.spanning(other.range)
  }
}

extension LayoutItem.Note {
  /// A few words that are no sentence.
  fileprivate var isHeading: Bool {
    let words = text[...].words
    return words.count < 5 && text.last.map { !".!?)…”".unicodeScalars.contains($0) } == true
  }
}
