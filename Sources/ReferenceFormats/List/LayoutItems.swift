import CitationTagging
import References

/// One item of a list under a layout: the lines of a citation, and those about it.
struct LayoutItem {
  var line: Int
  var range: Range<Int>
  var marker: ListMarker?
  var indent: Int
  var text: [Unicode.Scalar]
  /// What stood behind the citation on its own line, with the marks around it.
  var remark: [Unicode.Scalar] = []
  /// What is said about the citation, behind it and in paragraphs below it.
  var notes: [Note] = []
  var grade: Int?
  var labels: [String] = []
  var lineCount = 1
  /// What was above the first item.
  var isOutside = false

  /// A paragraph below a citation, which may be about it.
  struct Note {
    var text: [Unicode.Scalar]
    /// Its first line.
    var line: PageLine
    /// Something says that it is about the citation: a mark, a label, its place under it.
    var isPlaced: Bool
    /// It stood on the citation's own line.
    var isBehind = false
  }
}

/// Makes items of the lines between one start and the next.
struct LayoutItems {
  private let lines: [PageLine]
  private let joint: LineJoint
  private let hasRemarkBullets: Bool
  private(set) var items: [LayoutItem] = []

  private static let longest = 32_768
  /// No citation has more; so reading stays linear in what was pasted.
  private static let mostLines = 40

  init(
    lines: [PageLine], starts: ListLayout.Starts, joint: LineJoint, hasRemarkBullets: Bool
  ) {
    self.lines = lines
    self.joint = joint
    self.hasRemarkBullets = hasRemarkBullets
    var bounds = starts.lines
    if let first = bounds.first, first > 0 {
      for index in 0..<first { items.append(outside(lines[index])) }
    }
    bounds.append(lines.count)
    for (index, marker) in starts.markers.enumerated() {
      add(bounds[index]..<bounds[index + 1], marker, isMarkedList: starts.isMarked)
    }
  }

  private func outside(_ line: PageLine) -> LayoutItem {
    LayoutItem(
      line: line.number, range: line.range, indent: line.indent, text: line.text, isOutside: true)
  }

  private mutating func add(_ range: Range<Int>, _ marker: ListMarker?, isMarkedList: Bool) {
    let first = lines[range.lowerBound]
    var item = LayoutItem(
      line: first.number, range: first.range, marker: marker, indent: first.indent,
      text: Array(marker.map { first.text[$0.end...] } ?? first.printed))
    var isAnnotation = false
    for index in range.dropFirst() {
      let line = lines[index]
      item.lineCount += 1
      if let labels = LinkLabels.all(in: line.printed) {
        item.labels += labels
        continue
      }
      if take(line, into: &item, &isAnnotation) {
        item.range = item.range.spanning(line.range)
      }
    }
    if let remark = TrailingRemark(in: item.text[...]) {
      item.notes.insert(
        LayoutItem.Note(text: Array(remark.words), line: first, isPlaced: true, isBehind: true),
        at: 0)
      item.remark = Array(item.text[remark.citationEnd...])
      item.text = Array(item.text[..<remark.citationEnd])
    }
    items.append(item)
  }

  /// False where the line says nothing.
  private mutating func take(
    _ line: PageLine, into item: inout LayoutItem, _ isAnnotation: inout Bool
  ) -> Bool {
    var text = line.printed
    if let grade = ListWords.grade(text) {
      item.grade = grade
      return true
    }
    guard text.contains(where: { $0.isLetter || $0.isDigit }) else {
      if !isAnnotation { grade(&item, bullets: text) }
      return false
    }
    if !isAnnotation {
      if item.text.isEmpty {
        item.text = Array(text)
        return true
      }
      let (bullets, rest) = margin(text)
      if bullets > 0, !CitationEvidence(item.text[...]).isComplete {
        item.grade = min(bullets, 2)
        text = rest
      }
      isAnnotation = begins(text, below: item, line)
      if !isAnnotation {
        guard item.text.count < Self.longest else { return true }
        let count = item.text.count
        joint.append(text, to: &item.text)
        // Fields on lines of their own are told apart by the lines.
        if line.isAfterBlank, item.text[min(count, item.text.count - 1)] == " " {
          item.text[count] = "\n"
        }
        return true
      }
    }
    let isParagraph =
      item.notes.isEmpty || line.isAfterBlank || ListWords.isAnnounced(text)
      || bulletEnd(text) != nil
    if isParagraph {
      let (bullets, rest) = margin(text)
      if bullets > 0 { item.grade = min(bullets, 2) }
      let words = ListWords.withoutAnnouncement(
        bulletEnd(text).map { text[$0...] } ?? (bullets > 0 ? rest : text))
      if !words.isEmpty {
        let isPlaced =
          ListWords.isAnnounced(text) || bulletEnd(text) != nil || bullets > 0
          || line.indent > item.indent || !line.isAfterBlank
        item.notes.append(LayoutItem.Note(text: Array(words), line: line, isPlaced: isPlaced))
      }
    } else {
      joint.append(text, to: &item.notes[item.notes.count - 1].text)
    }
    return true
  }

  private func grade(_ item: inout LayoutItem, bullets: Printed) {
    let count = bullets.count { $0 == "•" || $0 == "*" }
    if count > 0, bullets.count <= 3 { item.grade = min(count, 2) }
  }

  /// The bullets that a page prints in the margin of a line.
  private func margin(_ text: Printed) -> (Int, Printed) {
    if hasRemarkBullets { return (0, text) }
    let bullets = text.prefix { $0 == "•" || $0 == "●" || $0 == "*" }
    guard (1...2).contains(bullets.count) else { return (0, text) }
    return (bullets.count, text[bullets.endIndex...].trimmed)
  }

  private func bulletEnd(_ text: Printed) -> Int? {
    if hasRemarkBullets, let end = RemarkBullets.end(in: text) { return end }
    guard let first = text.first,
      first.isDash || first == "*" || first == "+" || first == "◦" || first == "▪" || first == "o",
      text.at(text.startIndex + 1)?.isBlank == true
    else { return nil }
    return text.skippingBlanks(text.startIndex + 1)
  }

  // MARK: Where words about a citation begin

  private func begins(_ text: Printed, below item: LayoutItem, _ line: PageLine) -> Bool {
    if ListWords.isAnnounced(text) { return true }
    if Self.isIdentifier(text) || item.lineCount > Self.mostLines
      || LineJoint.isCut(item.text[...], before: text)
    {
      return false
    }
    let evidence = CitationEvidence(item.text[...])
    guard evidence.isCitation, evidence.hasYear else { return false }
    if bulletEnd(text) != nil { return hasRemarkBullets || evidence.isComplete }
    let last = item.text[...].trimmed.last!
    let isOpen =
      last == "," || last == ":" || last.isDash || last == "&" || last == ";" || last == "("
    if isOpen { return false }
    if !evidence.isComplete && !line.isAfterBlank { return false }
    var joined = item.text
    joint.append(text, to: &joined)
    let whole = CitationEvidence(joined[...])
    let gained = whole.fields.subtracting(evidence.fields).subtracting([
      .annotation, .note, .other, .series, .title, .author, .editor,
    ])
    // "Amsterdam: Elsevier." ends a chapter; "ACM 12, 10 (1969), 576–580" goes on with a journal.
    let places: Set<FieldLabel> = [
      .publisher, .place, .container, .volume, .issue, .pages, .identifier, .date,
    ]
    let found = gained.intersection(places)
    if found.count > 1 || !found.isDisjoint(with: [.publisher, .place]) && text.words.count < 7,
      share(of: .annotation, from: item.text.count, in: whole) == 0
    {
      return false
    }
    if isImprint(text) { return false }
    let isEnded =
      ".?!)]".unicodeScalars.contains(last) || last.isDigit || item.text[...].lastWord.contains("/")
    let isStated = share(of: .annotation, from: item.text.count, in: whole) > 0.5
    if isStated, isEnded { return true }
    let isContinued =
      text.first?.isLower == true || text.first?.isDigit == true || text.first == "("
    if line.isAfterBlank || line.indent > item.indent + 1 && isEnded && evidence.isComplete {
      return evidence.isComplete && (isEnded || text.words.count > 6 && gained.isEmpty)
        && (gained.isEmpty || !isContinued
          || share(of: .annotation, from: item.text.count, in: whole) > 0.3)
    }
    return isEnded && evidence.isComplete && (!isContinued || gained.isEmpty)
  }

  /// "Association for Computational Linguistics.": a publisher's name on the last line of a citation.
  private func isImprint(_ text: Printed) -> Bool {
    let words = text.words
    return words.count < 8 && text.last == "." && text.first?.isUpper == true
      && words.allSatisfy { $0.first?.isUpper == true || $0.count < 4 }
      && (Imprint.namesPublisher(text) || GroupName.isKnown(text))
  }

  private func share(of label: FieldLabel, from start: Int, in evidence: CitationEvidence) -> Double
  {
    var count = 0
    var all = 0
    for (token, found) in zip(evidence.tagging.tokens, evidence.tagging.labels)
    where token.range.lowerBound >= start {
      all += 1
      if found == label { count += 1 }
    }
    return all == 0 ? 0 : Double(count) / Double(all)
  }

  /// "doi: …", "https://…", "PMID: …", and what is left of one that was cut.
  private static func isIdentifier(_ text: Printed) -> Bool {
    let lower = text.prefix(14).string.lowercased()
    let isAnnounced = [
      "doi", "http", "www.", "pmid", "pmcid", "arxiv:", "10.", "available", "accessed", "retrieved",
      "issn", "isbn", "url",
    ]
    .contains(where: lower.hasPrefix)
    return isAnnounced && text.words.count < 12
      || text.words.count == 1 && (text.first?.isDigit == true || text.contains("/"))
  }
}
