import CitationTagging
import References

/// What speaks for a text's being one citation, and for where it ends.
struct CitationEvidence {
  /// Names first, a year, and what holds the work.
  private(set) var isCitation = false
  /// Names or a title, and no more of it need follow.
  private(set) var isComplete = false
  /// Where a work is found, be it named or not: "Leukemia (2009) 23, 1587–1597".
  private(set) var isPlace = false
  /// The number of a standard and its title: 3GPP TS 23.228: "IP Multimedia Subsystem".
  private(set) var isStandard = false
  /// Most of it is words about a work.
  private(set) var isRemark = false
  /// A second citation seems to begin inside.
  private(set) var swallows = false
  private(set) var beginsWithNames = false
  private(set) var hasYear = false
  /// How well the words fit one another, from 0 to 1.
  private(set) var quality = 0.0
  /// Where words about the citation begin, in scalars of the text.
  private(set) var annotationStart: Int?
  /// Which fields the text has.
  private(set) var fields: Set<FieldLabel> = []
  let tagging: CitationTagger.Tagging

  /// No citation is longer, in scalars; what stands behind is not looked at.
  static let longest = 2_048

  init(_ text: Printed) {
    let scalars = Array(text.prefix(Self.longest))
    tagging = TrainedReader.tagger.tag(scalars[...])
    weigh(scalars)
  }

  private mutating func weigh(_ text: [Unicode.Scalar]) {
    var last: FieldLabel?
    var sum = 0.0
    var count = 0
    var seen: Set<FieldLabel> = []
    for (index, label) in tagging.labels.enumerated() {
      let token = tagging.tokens[index]
      if label == .annotation {
        if annotationStart == nil { annotationStart = token.range.lowerBound }
      } else {
        annotationStart = nil
      }
      if label == .other || label == .annotation { continue }
      sum += Double(tagging.probabilities[index])
      count += 1
      if label == .date, token.holdsYear { hasYear = true }
      if label != last {
        if label == .author, hasYear, seen.contains(.author),
          seen.contains(.pages) || seen.contains(.volume) || seen.contains(.publisher)
        {
          swallows = true
        }
        if seen.isEmpty { beginsWithNames = label == .author || label == .editor }
        seen.insert(label)
        last = label
      }
    }
    fields = seen
    if !swallows { swallows = holdsSeveralPlaces(text) }
    let isHeld =
      seen.contains(.container) || seen.contains(.publisher) || seen.contains(.identifier)
      || seen.contains(.note)
    let isNamed = beginsWithNames || seen.contains(.title)
    let isPlaced =
      seen.contains(.volume) || seen.contains(.pages) || seen.contains(.publisher)
      || seen.contains(.identifier)
    isPlace =
      hasYear && seen.contains(.container) && (seen.contains(.volume) || seen.contains(.pages))
    isRemark = tagging.labels.count { $0 == .annotation } * 2 > tagging.labels.count
    isStandard = Self.beginsWithStandard(text[...])
    if isStandard {
      isRemark = false
      // Its own numbers look like another citation's.
      if text.count < 200 { swallows = false }
    }
    isCitation =
      isNamed && (hasYear || seen.contains(.identifier))
      && (seen.contains(.title) || seen.contains(.container))
    isComplete = isCitation && isHeld && (isPlaced || seen.contains(.container) && beginsWithNames)
    quality = count == 0 ? 0 : sum / Double(count)
    if !isCitation, !isPlace, !isStandard { quality *= 0.2 }
    if swallows { quality = 0 }
  }
}

extension CitationEvidence {
  /// Whether the text is a citation by itself, whatever stands above and below it.
  var isWhole: Bool {
    !isRemark && !swallows && quality > 0.6 && annotationStart == nil
      && (isPlace || isStandard || isComplete && hasYear)
  }

  /// Whether the text may be an item of a list that has little but citations: two things in it tell of
  /// a work.
  var mayBeItem: Bool {
    if isRemark || swallows { return false }
    if isStandard { return true }
    // "Gill et al. (2022)" is how a sentence names a work.
    let held = [
      fields.contains(.identifier),
      !fields.isDisjoint(with: [.container, .publisher, .series, .note]),
      !fields.isDisjoint(with: [.volume, .issue, .pages, .place]),
    ].count { $0 }
    let isNamed = beginsWithNames || fields.contains(.editor)
    return held > 1 || held == 1 && (hasYear || isNamed)
  }

  /// "ISO/IEC 23090-6: …", "3GPP TS 23.228: …", and no more capitals.
  private static func beginsWithStandard(_ text: Printed) -> Bool {
    let words = text.prefix(60).words
    guard words.count > 3, let body = words.first, body.count(where: \.isUpper) > 1,
      !body.contains(where: \.isLower)
    else { return false }
    let number = words.dropFirst().prefix(2).first { $0.contains(where: \.isDigit) }
    guard let number, number.count > 3, let last = number.last,
      PrintedDate(at: number.startIndex, in: text) == nil
    else { return false }
    return (last == ":" || last == ",") && !number.allSatisfy { $0.isLetter || $0 == last }
      && text[number.endIndex...].contains(where: \.isLower)
  }

  /// Whether two ranges of pages stand there, each behind a volume or year of its own.
  private func holdsSeveralPlaces(_ text: [Unicode.Scalar]) -> Bool {
    var ranges = 0
    var years = Set<Int>()
    let tokens = tagging.tokens
    for index in tokens.indices {
      let token = tokens[index]
      if token.holdsYear { years.insert(token.yearValue) }
      guard index > 0, token.isNumber, tokens[index - 1].isNumber, !token.holdsYear,
        !tokens[index - 1].holdsYear
      else { continue }
      let between = text[tokens[index - 1].range.upperBound..<token.range.lowerBound]
      if between.count == 1, between.first!.isDash { ranges += 1 }
    }
    return ranges > 1 && years.count > 1
  }
}

extension CitationToken {
  var holdsYear: Bool { (1500...2035).contains(yearValue) }
}
