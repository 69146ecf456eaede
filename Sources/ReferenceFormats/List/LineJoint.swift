/// How two lines of one item become one: with a space, or without where a word or URL was cut.
struct LineJoint {
  /// Words that the whole list prints in one piece or with their hyphen.
  private var words: Set<String> = []

  /// Learns the hyphenated words of a text and the others.
  mutating func learn(_ text: String) {
    for word in text.split(whereSeparator: { $0.isWhitespace || ".,;:()".contains($0) }) {
      words.insert(word.lowercased())
    }
  }

  /// How a line goes on with what stands above it.
  private enum Cut {
    case betweenWords, insideAddress, insideRange, atHyphen
  }

  /// Adds a line to the lines above it.
  func append(_ line: Printed, to text: inout [Unicode.Scalar]) {
    let before = text[...].trimmed
    let last = before.lastWord
    let cut = Self.cut(last, line)
    if cut == .betweenWords {
      text += [" "] + line
      return
    }
    text.removeSubrange(before.endIndex...)
    if cut == .atHyphen, !keepsHyphen(left: last.dropLast(), right: line.prefix { $0.isLetter }) {
      text.removeLast()
    }
    text += line
  }

  /// Whether a line begins with the rest of a word, address or range of numbers that was cut.
  static func isCut(_ text: Printed, before line: Printed) -> Bool {
    cut(text.trimmed.lastWord, line) != .betweenWords
  }

  private static func cut(_ last: Printed, _ line: Printed) -> Cut {
    let goesOn = line.first.map { !$0.isUpper || last.last == "/" } == true
    if isInsideURL(last), goesOn, let mark = last.last, "-/_".unicodeScalars.contains(mark) {
      return .insideAddress
    }
    // "https://doi.org/10.1038/nmeth" and ".f.303"; "https://doi." and "org/10.1038/nmeth".
    if line.first == ".", line.at(line.startIndex + 1)?.isBlank == false, isInsideURL(last) {
      return .insideAddress
    }
    if last.has("https://doi.", at: last.startIndex), last.count == 12,
      line.has("org/", at: line.startIndex)
    {
      return .insideAddress
    }
    if isCutIdentifier(last), line.words.count < 3, line.first?.isUpper != true,
      line.contains(where: \.isDigit)
    {
      return .insideAddress
    }
    if last.last == "-" || last.last == "\u{2010}", last.count > 1, line.first?.isLower == true {
      return .atHyphen
    }
    if last.count > 1, last.last?.isDash == true, last.dropLast().last?.isDigit == true,
      line.first?.isDigit == true || line.first?.isUpper == true
    {
      return .insideRange
    }
    return .betweenWords
  }

  private static func isInsideURL(_ word: Printed) -> Bool {
    word.contains("://") || word.contains("doi.org/")
      || word.has("10.", at: word.startIndex) && word.contains("/")
  }

  /// "10.1234/epi." and "https://doi.org/10." go on in the next line.
  private static func isCutIdentifier(_ word: Printed) -> Bool {
    guard word.last == ".", let start = word.first("10.") else { return false }
    return start + 3 == word.endIndex || word[start...].contains("/")
  }

  /// Whether a hyphen at a line's end is the word's own: "single-" and "cell", but not "ther-" and
  /// "apy".
  private func keepsHyphen(left: Printed, right: Printed) -> Bool {
    let leftWord = left.drop { !$0.isLetter && !$0.isDigit }
    if leftWord.contains(where: { !$0.isLower }) && !leftWord.dropFirst().allSatisfy(\.isLower) {
      return true
    }
    if leftWord.contains(where: \.isDash) { return true }
    let one = leftWord.string.lowercased()
    let other = right.string
    if words.contains("\(one)-\(other)") { return true }
    if words.contains(one + other) { return false }
    if Self.prefixes.containsFolded(leftWord) || Self.tails.contains(right) { return true }
    return words.contains(one) && words.contains(other) && one.count > 2 && other.count > 3
  }

  private static let prefixes: WordSet = [
    "single", "cell", "high", "low", "long", "short", "anti", "non", "self", "well", "cross",
    "large",
    "small", "first", "second", "third", "two", "three", "four", "one", "real", "time", "dose",
    "double", "whole", "wide", "deep", "open", "full", "half", "multi", "post", "pre", "co", "semi",
    "quasi", "sex", "age", "evidence", "state", "end", "point", "light", "late", "early", "ultra",
    "phase", "placebo", "population", "genome", "next", "risk", "follow", "meta", "gene", "drug",
    "tumor", "tumour", "protein", "data", "model", "decision", "problem", "health",
  ]

  private static let tails: WordSet = [
    "based", "like", "specific", "related", "induced", "dependent", "mediated", "free", "positive",
    "negative", "derived", "engineered", "driven", "term", "scale", "level", "throughput",
    "resolution", "line", "of", "to", "in", "and", "the", "up", "wide", "analysis", "controlled",
    "blind", "associated", "targeted", "resistant", "sensitive", "deficient", "type", "cell",
    "cells",
    "uncertain", "independent", "directed", "aware", "guided", "supervised", "order", "dimensional",
    "making", "being", "year", "old", "art", "infected", "treated", "restricted",
  ]
}
