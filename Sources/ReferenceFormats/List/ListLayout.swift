import CitationTagging
import References

/// How a list shows where its citations begin, decided once for all of it.
///
/// ```
/// numbered     1. Doe …   [1] Doe …   1Doe …   the numbers count on
/// keyed        [NO12] Doe …
/// bulleted     - Doe …    • Doe …
/// flowing      a line that begins as citations do begins one, unless the one above is unfinished
/// paragraphs   a blank line ends each
/// lines        each line is one
/// hanging      what is not indented begins one
/// ```
///
/// Of those that the page allows, the one is chosen under which most of the text is citations and
/// fewest swallow another.
struct ListLayout {
  /// What begins the items of a page, and where.
  struct Starts {
    var lines: [Int]
    /// The markers of the items, or of none.
    var markers: [ListMarker?]
    var isMarked: Bool { markers.contains { $0 != nil } }

    /// Whether the numbers of three items or more follow one another without a gap.
    var countOn: Bool {
      let numbers = markers.compactMap { $0?.number }
      return numbers.count > 2 && numbers.count == markers.count
        && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }
  }

  let lines: [PageLine]
  /// Whether bullets stand before remarks, not before items.
  private let hasRemarkBullets: Bool

  /// As many lines decide.
  private static let sampleLength = 160

  init(lines: [PageLine]) {
    self.init(
      lines: lines, hasRemarkBullets: RemarkBullets.areUsed(in: lines.lazy.map(\.printed)))
  }

  private init(lines: [PageLine], hasRemarkBullets: Bool) {
    self.lines = lines
    self.hasRemarkBullets = hasRemarkBullets
  }

  // MARK: Choice

  func items(_ joint: LineJoint) -> [LayoutItem] {
    let sample =
      lines.count > Self.sampleLength
      ? Self(lines: Array(lines[..<Self.sampleLength]), hasRemarkBullets: hasRemarkBullets) : self
    let evidence = sample.lines.map { CitationEvidence($0.printed) }
    let whole = Dictionary(
      zip(sample.lines, evidence).filter(\.1.isWhole).map { ($0.0.number, $0.0.indent) },
      uniquingKeysWith: min)
    let candidates = sample.candidates(haveOneLine: sample.haveOneLine(evidence))
    let scored = candidates.map { candidate in
      let score = sample.score(candidate.starts(sample), joint, whole)
      return (candidate, score > 0 ? score * candidate.weight + 10 * (candidate.weight - 1) : score)
    }
    var best = scored[0]
    for next in scored.dropFirst() where next.1 > best.1 { best = next }
    return items(best.0.starts(self), joint)
  }

  private func items(_ starts: Starts, _ joint: LineJoint) -> [LayoutItem] {
    LayoutItems(lines: lines, starts: starts, joint: joint, hasRemarkBullets: hasRemarkBullets)
      .items
  }

  private struct Candidate {
    /// How much more a layout says that marks its items.
    let weight: Double
    let starts: (ListLayout) -> Starts
  }

  /// Those that say most about themselves come first.
  private func candidates(haveOneLine: Bool) -> [Candidate] {
    var all: [Candidate] = []
    if let numbers {
      all.append(Candidate(weight: numbers.countOn ? 2.4 : 1.6) { $0.numbers ?? $0.flowing })
    }
    if keys != nil { all.append(Candidate(weight: 1.5) { $0.keys ?? $0.flowing }) }
    if bullets != nil { all.append(Candidate(weight: 1.3) { $0.bullets ?? $0.flowing }) }
    if hanging != nil { all.append(Candidate(weight: 1.15) { $0.hanging ?? $0.flowing }) }
    all.append(Candidate(weight: 1.1) { $0.flowing })
    if paragraphs.lines.count > 1 { all.append(Candidate(weight: 1.05) { $0.paragraphs }) }
    let isBare = bullets == nil && hanging == nil
    all.append(Candidate(weight: isBare && haveOneLine ? 1.4 : 1) { $0.each })
    return all
  }

  /// Whether lines neither go on nor tell of works that others name: nearly all begin and end as
  /// items do, most may be one, and many surely are.
  private func haveOneLine(_ evidence: [CitationEvidence]) -> Bool {
    let fresh = lines.indices.dropFirst().count { index in
      lines[index].text.first?.isLower != true && lines[index - 1].isEnded
    }
    let items = evidence.count(where: \.mayBeItem)
    let whole = evidence.count(where: \.isWhole)
    return fresh * 10 >= (lines.count - 1) * 8 && items * 10 >= lines.count * 7
      && whole * 10 >= lines.count * 4
  }

  /// How much of the page is citations: their scalars, weighed with how sure they are.
  ///
  /// - Parameter whole: the numbers of the lines that are citations by themselves, with their indents.
  private func score(_ starts: Starts, _ joint: LineJoint, _ whole: [Int: Int]) -> Double {
    var score = 0.0
    for item in items(starts, joint) {
      let evidence = CitationEvidence(item.text[...])
      let count = Double(min(item.text.count, 400))
      // What stands deeper than the item's first line goes on with it: "PMLA, vol. 128, 2013, pp. 3–20."
      let hidden = (item.line + 1..<item.line + item.lineCount).count {
        whole[$0].map { $0 <= item.indent } == true
      }
      if evidence.swallows || hidden > 0 && item.marker == nil {
        score -= count
      } else if evidence.isCitation || evidence.isPlace || evidence.isStandard {
        // A standard names itself, whatever else is in the line.
        let quality = evidence.isStandard ? max(evidence.quality, 0.6) : evidence.quality
        score += count * (2 * quality - 1)
        score += 0.3 * Double(min(Self.words(about: item), 300))
      } else if !evidence.mayBeItem {
        score -= 0.3 * count
      }
    }
    return score
  }

  /// How many scalars of an item are about it; what begins as another item does counts against it.
  private static func words(about item: LayoutItem) -> Int {
    item.notes.reduce(0) { sum, note in
      let text = note.text[...]
      let isAnother = LineNumber.read(text) != nil || CitationStart.begins(text)
      return sum + (isAnother ? -3 : 1) * text.count
    }
  }

  // MARK: Markers

  /// Numbers that count on, from the first that another follows.
  var numbers: Starts? {
    var chain: [(line: Int, marker: ListMarker)] = []
    let all = lines.indices.compactMap { index in
      LineNumber.read(lines[index].printed).map { (line: index, marker: $0) }
    }
    var last: Int?
    for (place, next) in all.enumerated() {
      let number = next.marker.number!
      guard let previous = last else {
        let isFollowed = all[(place + 1)...].prefix(12).contains {
          abs($0.marker.number! - number) == 1
        }
        // `3GPP` is a name.
        let name = lines[next.line].printed.prefix { !$0.properties.isWhitespace }
        let isName = name.count(where: \.isUpper) > 1 && !name.contains(where: \.isLower)
        if isFollowed || all.count == 1 && next.line == 0 && !isName {
          chain.append(next)
          last = number
        }
        continue
      }
      let step = number - previous
      let restarts =
        number == 1 && all[(place + 1)...].prefix(6).contains { $0.marker.number! == 2 }
      if step == 1
        || step == -1 && chain.count > 1 && chain[1].marker.number! < chain[0].marker.number!
        || step == -1 && chain.count == 1 || (2...4).contains(step) && number < 2000 || restarts
      {
        chain.append(next)
        last = number
      }
    }
    guard let first = chain.first, chain.count > 1 || first.line == 0 else { return nil }
    chain = (chain + bulletedCitations(below: first.line)).sorted { $0.line < $1.line }
    return Starts(lines: chain.map(\.line), markers: chain.map(\.marker))
  }

  /// Citations behind bullets where the numbers stand: people add to a numbered list that way.
  private func bulletedCitations(below first: Int) -> [(line: Int, marker: ListMarker)] {
    lines.indices.dropFirst(first + 1).compactMap { index in
      guard lines[index].indent <= lines[first].indent,
        let marker = ListMarker.read(lines[index].printed, last: nil), marker.number == nil,
        marker.stars == 0, !CitationStart.isOpen(lines[index - 1].printed),
        CitationStart.begins(lines[index].printed[marker.end...])
      else { return nil }
      return (index, marker)
    }
  }

  /// "[NO12]", "[Smi04a]" before most of what begins.
  var keys: Starts? {
    let found = lines.indices.compactMap { index in
      LineNumber.key(lines[index].printed).map { (line: index, marker: $0) }
    }
    guard found.count > 1 || found.count == 1 && lines.count < 4 else { return nil }
    return Starts(lines: found.map(\.line), markers: found.map(\.marker))
  }

  /// The bullets that stand farthest left.
  var bullets: Starts? {
    if hasRemarkBullets { return nil }
    let found = lines.indices.compactMap { index -> (line: Int, marker: ListMarker)? in
      let marker = ListMarker.read(lines[index].printed, last: nil)
      return marker.flatMap { $0.number == nil ? (index, $0) : nil }
    }
    guard let indent = found.map({ lines[$0.line].indent }).min() else { return nil }
    let outer = found.filter { lines[$0.line].indent <= indent + 1 }
    guard outer.count > 1 || outer.first?.line == 0 else { return nil }
    return Starts(lines: outer.map(\.line), markers: outer.map(\.marker))
  }

  // MARK: Without markers

  private static func unmarked(_ lines: [Int]) -> Starts {
    Starts(lines: lines, markers: lines.map { _ in nil })
  }

  /// All lines but those that plainly go on: "and their\nchildren", "2009,\n12–15".
  var each: Starts {
    Self.unmarked(
      lines.indices.filter { index in
        if index > 0, isRemark(lines[index]) { return false }
        guard index > 0, !lines[index].isAfterBlank, let first = lines[index].text.first,
          first.isLower || first.isDigit || first == "("
        else { return true }
        return lines[index - 1].isEnded || CitationEvidence(lines[index].printed).mayBeItem
      })
  }

  var paragraphs: Starts {
    Self.unmarked(
      lines.indices.filter { $0 == 0 || lines[$0].isAfterBlank && !isRemark(lines[$0]) })
  }

  private func isRemark(_ line: PageLine) -> Bool {
    hasRemarkBullets && RemarkBullets.end(in: line.printed) != nil
  }

  /// Nil where all lines, or none, are indented.
  var hanging: Starts? {
    let least = lines.map(\.indent).min() ?? 0
    let outer = lines.indices.filter { lines[$0].indent == least && !isRemark(lines[$0]) }
    guard outer.count < lines.count, outer.first == 0, outer.count > 1 || lines.count < 6 else {
      return nil
    }
    return Self.unmarked(outer)
  }

  /// A line that begins as citations do begins one; so does the line after a blank one.
  var flowing: Starts {
    let haveCapitals = beginInCapitals
    var starts: [Int] = []
    var above: [Unicode.Scalar] = []
    for (index, line) in lines.enumerated() {
      if starts.isEmpty
        || !isRemark(line)
          && (begins(line, after: above)
            || haveCapitals && line.beginsInCapitals && !CitationStart.isOpen(above[...]))
      {
        starts.append(index)
        above = line.text
      } else if above.count < 4_000 {
        above += [" "] + line.text
      }
    }
    return Self.unmarked(starts)
  }

  /// Whether most lines begin with a family in capitals: "FREIRE, Paulo", "BRASIL. Lei".
  private var beginInCapitals: Bool {
    let starts = lines.filter { LineStart.begins($0.printed) }
    return starts.count > 3 && starts.count(where: \.beginsInCapitals) * 10 >= starts.count * 7
  }

  private func begins(_ line: PageLine, after above: [Unicode.Scalar]) -> Bool {
    guard LineStart.begins(line.printed) || isWhole(line) else { return false }
    guard let last = above[...].trimmed.last else { return true }
    let evidence = CitationEvidence(above[...])
    if evidence.isWhole, isWhole(line) { return true }
    // A list of names, or a line without its end, goes on.
    if CitationStart.isOpen(above[...]) { return false }
    return CitationStart.beginsDated(line.printed) && CitationStart.beginsDated(above[...])
      || ".?!)]”\"".unicodeScalars.contains(last) || last.isDigit || last == "/"
      || above[...].lastWord.contains("/") || evidence.isComplete
  }

  /// Whether a line is a citation by itself, a title or a journal first.
  private func isWhole(_ line: PageLine) -> Bool {
    guard line.text[0].isLower == false else { return false }
    let evidence = CitationEvidence(line.printed)
    return evidence.isWhole && (evidence.isPlace || evidence.isStandard)
  }
}

extension PageLine {
  fileprivate var beginsInCapitals: Bool {
    let word = text.prefix { $0.isLetter }
    return word.count > 2 && word.allSatisfy(\.isUpper)
  }

  /// Whether an item may end with it.
  fileprivate var isEnded: Bool {
    text.last.map { ".?!)]”\"".unicodeScalars.contains($0) || $0.isDigit } == true
      || printed.lastWord.contains("/")
  }
}

/// Whether a line begins as citations do.
enum LineStart {
  static func begins(_ line: Printed) -> Bool {
    if line.count < 12 || ListWords.isAnnounced(line) { return false }
    if isSameAuthor(line) { return true }
    guard
      line.first.map({ $0.isUpper || $0 == "“" || $0 == "\"" || $0 == "[" || $0.isLower }) == true
    else { return false }
    let evidence = CitationEvidence(line)
    if CitationStart.begins(line), evidence.beginsWithNames { return true }
    if CitationStart.beginsDated(line) { return true }
    return evidence.beginsWithNames && evidence.isCitation && evidence.quality > 0.6
      && line.first?.isLower != true
  }

  /// "———. (2003)": the author above.
  static func isSameAuthor(_ line: Printed) -> Bool {
    let dashes = line.prefix { $0.isDash || $0 == "_" }
    return dashes.count >= 2 && line.count > 12 || dashes.count == 1 && line.first == "\u{2E3A}"
  }
}

/// The numbers and keys that begin lines.
enum LineNumber {
  /// "12." "[12]" "12)" "(12)" "12" "12Doe" "¹²Doe", with bullets or without; also alone on a line.
  static func read(_ text: Printed) -> ListMarker? {
    var index = text.startIndex
    var stars = 0
    func takeStars() {
      while let scalar = text.at(index), scalar == "•" || scalar == "*" || scalar == "●" {
        stars += 1
        index += 1
      }
    }
    takeStars()
    index = text.skippingBlanks(index)
    let open = text.at(index)
    let isBracketed = open == "[" || open == "("
    if isBracketed { index += 1 }
    var value = 0
    let start = index
    while let scalar = text.at(index), let digit = digit(scalar), index - start < 4 {
      value = value * 10 + digit
      index += 1
    }
    guard index > start, text.at(index)?.isDigit != true, value > 0 else { return nil }
    let isRaised = text[start].value > 0x7F
    takeStars()
    let mark = text.at(index)
    var isMarked = false
    if isBracketed {
      guard mark == "]" || mark == ")" else { return nil }
      index += 1
      isMarked = true
      if text.at(index) == "." { index += 1 }
    } else if mark == "." || mark == ")" || mark == ":" || mark == "\t" {
      index += 1
      isMarked = true
    }
    var end = text.skippingBlanks(index)
    // "[1] a) Nicolaou …": the first of several citations under a number.
    if isMarked, text.has("a) ", at: end) { end = text.skippingBlanks(end + 3) }
    index = end
    takeStars()
    let rest = text.skippingBlanks(index)
    if rest == text.endIndex {
      return isMarked ? ListMarker(end: rest, number: value, stars: min(stars, 2)) : nil
    }
    let next = text[rest]
    let begins =
      next.isLetter || next == "“" || next == "\"" || next == "‘" || next.isDash || next == "["
      || next == "«" || next == "’" || next == "'"
      || isMarked && next.isDigit && text[rest...].words[0].contains(where: \.isLetter)
    guard begins, isMarked && end > index - stars - 1 || next.isUpper || isRaised else {
      return nil
    }
    if !isMarked, !isRaised, value > 999 { return nil }
    return ListMarker(end: rest, number: value, stars: min(stars, 2))
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isDigit { return Int(scalar.value) - 48 }
    return switch scalar.value {
    case 0xB9: 1
    case 0xB2, 0xB3: Int(scalar.value) - 0xB0
    case 0x2070, 0x2074...0x2079: Int(scalar.value) - 0x2070
    default: nil
    }
  }

  /// "[NO12] ", "[Smi04a]", "[Smith 2004] ".
  static func key(_ text: Printed) -> ListMarker? {
    guard text.first == "[", let close = text.prefix(40).firstIndex(of: "]"),
      close > text.startIndex + 1
    else {
      return nil
    }
    let inside = text[(text.startIndex + 1)..<close]
    guard inside.first!.isLetter || inside.first == "@", inside.contains(where: \.isDigit),
      inside.words.count < 4
    else {
      return nil
    }
    var end = close + 1
    if text.at(end) == ":" { end += 1 }
    return ListMarker(end: text.skippingBlanks(end), number: nil, stars: 0)
  }
}
