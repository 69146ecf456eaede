import Diagnostics
import References

extension ReferenceFormat {
  static let list = ReferenceFormat(
    name: "list", fileExtensions: ["txt", "md"],
    summary: "a pasted reference list in any citation style", readsPrint: true,
    recognizes: { _ in false },
    read: { source, emit in
      let reading = ReferenceList.read(source)
      for citation in reading.citations { emit(.citation(citation)) }
      for diagnostic in reading.diagnostics { emit(.diagnostic(diagnostic)) }
    })
}

/// Reads a pasted reference list: a page as people save it, with citations somewhere in it.
///
/// ```
/// page     = { noise | item }
/// item     = marker? citation annotation? { continuation } { labels }
/// marker   = "• " | "- " | "* " | "12. " | "[12] " | "1. 1 " …
/// labels   = "Article  CAS  PubMed  Google Scholar", on its own line or at the end of the item's
/// ```
///
/// The style is that of the whole list; a citation that another style reads much better falls back
/// to that. Items are found by layout, then read; an item that reads as no citation is noise at the
/// edges of the list, and is kept with what it has in the middle of it. A line without a marker that
/// reads as none is about the citation above it where it surely is, and else is passed over: the
/// reading says how many were.
public enum ReferenceList {
  /// Reads a whole list; layout, style and numbering are inferred from all of its items.
  public static func read(_ source: SourceText) -> Reading { read(source, areItemsKnown: false) }

  /// In what the trained reader reads without a fault, where no grammar knows the list: it is right more often than it is sure in styles
  /// that it knows little, and grammars are sure of what they misread.
  private static let trustInTrained = 0.5

  /// - Parameter areItemsKnown: whether each line is one item of the list, as a web page marks them.
  ///   A grammar that reads such a list keeps the items that it reads, and the trained reader takes
  ///   those that it leaves out: no other division into items competes.
  static func read(_ source: SourceText, areItemsKnown: Bool) -> Reading {
    if let foreign = ForeignFormat.of(source.text) {
      var reading = Reading()
      reading.diagnostics = [
        Diagnostic(.error, .foreign(name: foreign.name, remedy: foreign.remedy), at: 0..<0)
      ]
      return reading
    }
    return source.text.withBytes { bytes in
      let style = StyleRecognition.style(of: bytes)
      var segmenter = ListSegmenter(style: style)
      let items = segmenter.items(in: bytes)
      let list = ListReading(style: style, items: items, joint: segmenter.joint)
      var reading = list.reading()
      let agreement = list.agreement
      if !list.isSure(reading, agreement) {
        let page = PageLines.lines(of: bytes, name: source.name)
        // A long page of very short lines is no list.
        let mayBeList =
          page.lines.count < 100 || page.lines.count < 10_000 && page.lines.count * 12 < bytes.count
        if !page.lines.isEmpty, mayBeList {
          let layout = ListLayout(lines: page.lines).items(segmenter.joint)
          let other = LayoutReading(layout).reading()
          let trust = agreement < ListDecision.leastAgreement ? Self.trustInTrained : 0
          let belief = page.isMarkdown ? 0.2 : min(1, 0.2 + 0.9 * agreement)
          if areItemsKnown, agreement >= ListDecision.leastAgreement {
            reading.addCitations(of: other)
          } else if list.isQuoted
            || !list.isRead(reading, agreement, asFullyAs: other.withoutEmptyCitations)
              && other.withoutEmptyCitations.weight(trust: trust) >= reading.weight() * belief
          {
            reading = other
          }
        }
      }
      reading.settleDoubts(areFinal: !areItemsKnown)
      for range in segmenter.oversized {
        reading.diagnostics.append(
          Diagnostic(
            .warning, .tooLong(characters: range.count),
            at: range.lowerBound..<range.lowerBound + 1))
      }
      return reading
    }
  }
}

extension Reading {
  /// Whether there are citations alone, each surely read.
  fileprivate var isClean: Bool {
    diagnostics.isEmpty
      && citations.allSatisfy {
        $0.confidence >= 0.9 && $0.annotation == nil && ReadingCheck($0.reference).faults == 0
      }
  }

  /// Without what is called a citation and has nothing of one: that is left out by another name.
  fileprivate var withoutEmptyCitations: Reading {
    var reading = self
    reading.citations.removeAll { $0.confidence < 0.1 }
    for empty in citations where empty.confidence < 0.1 {
      reading.diagnostics.append(
        Diagnostic(.note, .passedOver(lines: 2), at: empty.line..<empty.line))
    }
    return reading
  }

  /// Adds the citations of lines of which this reading has none.
  fileprivate mutating func addCitations(of other: Reading) {
    let known = Set(citations.map(\.line))
    let sure = zip(citations, doubts)
    let added = zip(other.citations, other.doubts).filter { !known.contains($0.0.line) }
    let all = (sure + added).sorted { $0.0.line < $1.0.line }
    citations = all.map(\.0)
    doubts = all.map(\.1)
    for index in citations.indices { citations[index].position = index + 1 }
  }

  /// How much of the page was read, and how surely.
  ///
  /// - Parameter trust: in what is read without a fault, however unsure its reader is of it.
  fileprivate func weight(trust: Double = 0) -> Double {
    let leftOut = diagnostics.reduce(0.0) { $0 + $1.kind.costOfLinesLeftOut }
    return citations.reduce(-min(leftOut, Double(citations.count) / 2)) { sum, citation in
      let check = ReadingCheck(citation.reference)
      if check.swallowsAnother { return sum - 1 }
      let isAnnotated = citation.annotation != nil
      let sureness = trust + (1 - trust) * citation.confidence
      return sum + (check.faults == 0 ? sureness : 0.2) + (isAnnotated ? 0.1 : 0)
    }
  }
}

/// The items of one list, read in its style.
private struct ListReading {
  let style: any ReadableStyle
  let joint: LineJoint
  var entries: [(item: ListItem, entry: CitationEntry)]

  init(style: any ReadableStyle, items: [ListItem], joint: LineJoint) {
    self.style = style
    self.joint = joint
    entries = items.map { ($0, ($0.entry ?? style.read($0.text[...])).settled(in: $0.text[...])) }
    entries = ListGrades.joiningAnnotations(entries)
  }

  func reading() -> Reading {
    var list = self
    list.resolveAmbiguities()
    return list.citations()
  }

  /// How often the grammar reads as the trained reader does.
  var agreement: Double {
    ListDecision.agreement(
      entries.filter { $0.entry.isCitation }.map { ($0.item.text[...], $0.entry) },
      isKnownStyle: true)
  }

  /// Whether most items begin as messages quote them or sites name their styles, which no grammar knows.
  var isQuoted: Bool {
    entries.count { entry in
      let text = entry.item.text[...]
      return text.first == ">" || CopiedPages.styleEnd(text) != nil
    } * 2 > entries.count
  }

  /// Whether the grammar read a list without annotations, and as many citations of it as a layout found,
  /// which does not tell all lines that it leaves out.
  func isRead(_ reading: Reading, _ agreement: Double, asFullyAs other: Reading) -> Bool {
    agreement >= ListDecision.leastAgreement
      && reading.citations.count == other.citations.count
      && zip(reading.citations, other.citations).allSatisfy { read, found in
        read.confidence >= 0.75 && ReadingCheck(read.reference).faults == 0
          && read.annotation == nil && found.annotation == nil
          && read.grade == nil && found.grade == nil
      }
  }

  /// Whether the grammar understood the list, all of it.
  func isSure(_ reading: Reading, _ agreement: Double) -> Bool {
    guard !isQuoted, !reading.citations.isEmpty, agreement >= ListDecision.leastAgreement,
      !reading.diagnostics.contains(where: { $0.kind.leavesOut })
    else { return false }
    if reading.citations.count < Self.longList {
      return reading.isClean && agreement >= 0.8
        && !entries.contains { $0.entry.leavesWords(of: $0.item.text[...]) }
    }
    if reading.citations.contains(where: { ReadingCheck($0.reference).swallowsAnother }) {
      return false
    }
    let sure = reading.citations.count { $0.confidence >= 0.8 }
    return sure * 20 >= reading.citations.count * 17
  }

  private mutating func citations() -> Reading {
    var reading = Reading()
    let marked = entries.count { $0.item.isMarked && $0.entry.isCitation }
    let isMarkedList = marked > entries.count { !$0.item.isMarked && $0.entry.isCitation }
    let region = citedRegion(isMarkedList: isMarkedList)
    fallBack(in: region)
    let list = ListParagraphs(entries, joint: joint) { index in
      let (item, entry) = entries[index]
      if item.isMarked { return region.contains(index) || entry.isCitation }
      guard entry.isCitation, !isMarkedList || region.contains(index) else { return false }
      return !isMarkedList || entry.confidence >= 0.6 || CitationStart.begins(item.text[...])
    }
    let grades = ListGrades(items: list.entries.map(\.item))
    let weight = ListDecision.weightOfDoubts(list.entries.map { ($0.item.text[...], $0.entry) })
    for (item, entry) in list.entries {
      append(item, entry, grade: grades.grade(of: item), to: &reading)
      reading.doubts.append(
        Reading.Doubt(cost: weight * doubt(of: entry, item), range: item.range))
    }
    reading.takePositions(list.entries.map(\.item.marker?.number))
    reading.report(list.inside, .warning) { .unplaced(lines: $0) }
    reading.report(list.outside, .note) { .passedOver(lines: $0) }
    return reading
  }

  /// A long list in one style is its own evidence; a few citations are read twice.
  private func doubt(of entry: CitationEntry, _ item: ListItem) -> Double {
    let text = item.text[...]
    let oddities =
      0.3 * Double(ReadingCheck(entry.reference).faults) + (entry.leavesWords(of: text) ? 0.1 : 0)
    guard entries.count < Self.longList else { return oddities }
    return oddities + entry.compared(with: TrainedReader.read(text).checked).doubt
  }

  private static let longList = 100

  private func append(
    _ item: ListItem, _ entry: CitationEntry, grade: Int?, to reading: inout Reading
  ) {
    let below = item.annotation[...].trimmed.string.nilIfEmpty
    let annotations = [entry.annotation, below].compactMap(\.self)
    var citation = Citation(
      position: reading.citations.count + 1, line: item.line,
      raw: (item.text + item.remark)[...].string,
      reference: entry.reference,
      annotation: annotations.joined(separator: "\n\n").nilIfEmpty,
      labels: item.labels, confidence: entry.confidence)
    citation.grade = grade
    citation.fields = entry.fields(in: item.text)
    reading.citations.append(citation)
    reading.diagnostics += entry.problems.map { Diagnostic(.warning, $0, at: item.range) }
  }

  /// Reads the citations whose title could end in several places again, with the journals that the
  /// others name beyond doubt.
  private mutating func resolveAmbiguities() {
    guard entries.contains(where: \.entry.isAmbiguous) else { return }
    let sure = entries.lazy.filter { !$0.entry.isAmbiguous && $0.entry.reference.volume != nil }
    let known = Set(sure.compactMap(\.entry.reference.container))
    let informed = style.knowing(known)
    for index in entries.indices where entries[index].entry.isAmbiguous {
      let text = entries[index].item.text[...]
      var entry = informed.read(text).settled(in: text)
      if entry.reference.container.map(known.contains) ?? false { entry.isAmbiguous = false }
      entries[index].entry = entry
    }
  }

  /// Items that the list's style hardly reads, and another does well.
  private mutating func fallBack(in region: Range<Int>) {
    for index in region where entries[index].entry.confidence < 0.8 {
      let own = entries[index].entry
      for other in CitationStyles.readable where other.name != style.name {
        let text = entries[index].item.text[...]
        let entry = other.read(text).settled(in: text)
        let best = entries[index].entry.confidence
        if entry.isCitation, entry.confidence >= 0.85,
          entry.confidence > max(best, own.confidence + 0.15)
        {
          entries[index].entry = entry
        }
      }
    }
  }

  /// From the first to the last item that surely is a citation; in a list with markers, one with a
  /// marker.
  private func citedRegion(isMarkedList: Bool) -> Range<Int> {
    let isCited = { (index: Int) in
      entries[index].entry.isCitation && (entries[index].item.isMarked || !isMarkedList)
    }
    guard let first = entries.indices.first(where: isCited),
      let last = entries.indices.last(where: isCited)
    else { return 0..<0 }
    return first..<(last + 1 + countingOn(from: last))
  }

  /// How many items behind one count on with its number: a patent or a standard is one, though it has no
  /// authors or year.
  private func countingOn(from index: Int) -> Int {
    guard var number = entries[index].item.marker?.number else { return 0 }
    return entries[(index + 1)...].prefix { next in
      number += 1
      return next.item.marker?.number == number && next.item.text.count > 12
        && !ListWords.isHeading(next.item.text[...])
    }.count
  }
}

extension Reading {
  /// One diagnostic for all the lines that were left out, at the first of them.
  fileprivate mutating func report(
    _ items: [ListItem], _ severity: Severity,
    _ problem: (_ lines: Int) -> ReadingProblem
  ) {
    guard let first = items.first else { return }
    let lines = items.reduce(0) { $0 + $1.lineCount }
    diagnostics.append(Diagnostic(severity, problem(lines), at: first.range))
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}

extension ReadingProblem {
  /// Lines between citations cost more than a page's own around them.
  fileprivate var costOfLinesLeftOut: Double {
    switch self {
    case .unplaced(let lines): 0.4 * Double(lines)
    case .passedOver(let lines): 0.25 * Double(lines)
    default: 0
    }
  }

  /// Whether lines inside the list were left out.
  fileprivate var leavesOut: Bool {
    if case .unplaced = self { true } else { false }
  }
}
