/// Words of an annotation that refer to another work.
public struct Mention: Equatable, Sendable {
  /// What a mention names, before it is resolved to a work.
  public enum Target: Equatable, Sendable {
    /// `Schuster et al. (2017)`: the first authors' family names as printed, whether others follow,
    /// and the year.
    case named(families: [String], hasOthers: Bool, year: Int)
    /// `ref. 12`: a position in the list of the source.
    case numbered(Int)
    /// `[@schuster2017]`, `\cite{schuster2017}`: the key of a work, in the library or in its
    /// source.
    case keyed(String)
  }

  /// What it names; resolving it to a work needs the index.
  public var target: Target
  /// As printed.
  public var text: String
  /// In the annotation, in bytes of UTF-8.
  public var range: Range<Int>

  /// Creates a mention at a range of UTF-8 bytes of the annotation.
  public init(target: Target, text: String, range: Range<Int>) {
    self.target = target
    self.text = text
    self.range = range
  }
}

extension Mention.Target {
  /// The name by which a note refers to its work: a key, `Smith & Roe (2019)`; nil for a number,
  /// which has meaning only within a list.
  public var name: String? {
    switch self {
    case .keyed(let key): key
    case .named(let families, let hasOthers, let year):
      families.joined(separator: " & ") + (hasOthers ? " et al." : "") + " (\(year))"
    case .numbered: nil
    }
  }
}

/// Finds the mentions in an annotation.
///
/// ```
/// named    = names [ others ] ( "(" years ")" | [ "," ] year )      a bare year needs others or brackets
/// names    = name [ ( "&" | "and" ) name ]
/// others   = "et al." | "and colleagues" | "and co-workers"
/// keyed    = "\cite{" key { "," key } "}" | "@" key | "[[@" key "]]" | "cite:" key
/// numbered = ( "ref." | "refs" | "reference" | "references" ) number { ( "," | "and" | "–" ) number }
/// ```
public enum MentionFinder {
  /// The mentions in an annotation, in the order of the text.
  public static func mentions(in text: String) -> [Mention] {
    let words = Words(text)
    return (named(words) + numbered(words) + keyed(text)).sorted {
      $0.range.lowerBound < $1.range.lowerBound
    }
  }

  // MARK: Names and years

  private static func named(_ words: Words) -> [Mention] {
    var mentions: [Mention] = []
    for index in words.all.indices {
      guard let year = words.year(at: index) else { continue }
      // (2017, 2019): the names stand before the first.
      if index > 0, words.year(at: index - 1) != nil,
        words.gap(before: index).allSatisfy({ ", ".contains($0) }),
        let before = mentions.last,
        before.range.upperBound >= words.all[index - 1].range.lowerBound,
        case .named(let families, let hasOthers, _) = before.target
      {
        mentions.append(
          Mention(
            target: .named(families: families, hasOthers: hasOthers, year: year),
            text: words.all[index].text, range: words.all[index].range))
      } else if let mention = mention(endingAt: index, year: year, words) {
        mentions.append(mention)
      }
    }
    return mentions
  }

  private static func mention(endingAt yearIndex: Int, year: Int, _ words: Words) -> Mention? {
    var index = yearIndex
    let gap = words.gap(before: yearIndex)
    let isBracketed = gap.hasSuffix("(") || gap.hasSuffix("[")
    guard gap.allSatisfy({ " .,([\u{A0}".contains($0) }) else { return nil }
    var hasOthers = false
    if let others = words.others(endingAt: index) {
      hasOthers = true
      index = others
    }
    guard let last = words.name(endingAt: index) else { return nil }
    var families = [last.name]
    var start = last.start
    if start > 0, ["&", "and"].contains(words.all[start - 1].text),
      let first = words.name(endingAt: start - 1)
    {
      families.insert(first.name, at: 0)
      start = first.start
    }
    // A bare year after a name: (Smith, 2019).
    let isInBrackets = words.isInBrackets(start, yearIndex)
    guard isBracketed || hasOthers || isInBrackets else { return nil }
    var end = words.all[yearIndex].range.upperBound
    if isBracketed, !isInBrackets, words.character(at: end) == ")" { end += 1 }
    let range = words.all[start].range.lowerBound..<end
    return Mention(
      target: .named(families: families, hasOthers: hasOthers, year: year),
      text: words.text(range), range: range)
  }

  // MARK: Keys

  /// As LaTeX, Pandoc, Obsidian and Org mark them. An `@` by itself has a key with a digit after
  /// it: other words are somebody's name.
  private static func keyed(_ text: String) -> [Mention] {
    guard text.contains("@") || text.contains("cite") else { return [] }
    var mentions: [Mention] = []
    var starts: Set<Int> = []
    func add(_ keys: Substring) {
      for key in keys.split(whereSeparator: { ",; &".contains($0) }) {
        let key = key.drop { $0 == "@" }
        let range =
          text.utf8.distance(
            from: text.startIndex, to: key.startIndex)..<text.utf8.distance(
            from: text.startIndex, to: key.endIndex)
        if !key.isEmpty, starts.insert(range.lowerBound).inserted {
          mentions.append(Mention(target: .keyed(String(key)), text: String(key), range: range))
        }
      }
    }
    // A pattern is compiled where it is used, which takes longer than most texts do to read.
    func holds(_ sign: String) -> Bool { text.utf8.firstRange(of: sign.utf8) != nil }
    if holds("\\"), holds("cite") {
      for match in text.matches(of: /\\[a-zA-Z]*cite[a-zA-Z]*\*?(?:\[[^\]]*\])*\{([^{}]+)\}/) {
        add(match.1)
      }
    }
    if holds("cite"), holds(":") {
      for match in text.matches(of: /\bcite[a-z]*:(&?[\w][\w.\/-]*\w)/) { add(match.1) }
    }
    if holds("[@"), holds(",") {
      for match in text.matches(of: /\[@([\w:.-]+(?:,[\w:.-]+)+)\]/) { add(match.1) }
    }
    // From one key to the next, so that a long text is read once.
    var (isInBrackets, place) = (false, text.startIndex)
    while let sign = text[place...].firstIndex(of: "@") {
      let before = text[..<sign]
      let isAddress = before.last.map { $0.isLetter || $0.isNumber || $0 == "." } ?? false
      if let mark = before[place...].last(where: { $0 == "[" || $0 == "]" }) {
        isInBrackets = mark == "["
      }
      place = text.index(after: sign)
      let key = key(in: text[place...])
      if !isAddress, isInBrackets || key.contains(where: \.isNumber) { add(key) }
    }
    return mentions
  }

  /// The key behind an `@`, in braces or not: letters, digits and some signs between them.
  private static func key(in text: Substring) -> Substring {
    func isWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber || letter == "_" }
    let text = text.first == "{" ? text.dropFirst() : text
    guard text.first.map(isWord) ?? false else { return "" }
    var key = text.prefix { isWord($0) || ":.#$%&+?<>~/-".contains($0) }
    while let last = key.last, !isWord(last) { key.removeLast() }
    return key
  }

  // MARK: Numbers

  private static let longestRange = 20

  private static func numbered(_ words: Words) -> [Mention] {
    var mentions: [Mention] = []
    for index in words.all.indices where words.isReferenceWord(at: index) {
      var next = index + 1
      while next < words.all.count {
        let word = words.all[next]
        if ["and", "&", "to"].contains(word.text) {
          next += 1
          continue
        }
        guard let numbers = numbers(word.text) else { break }
        for number in numbers {
          let start = next == index + 1 ? words.all[index].range.lowerBound : word.range.lowerBound
          let range = start..<word.range.upperBound
          mentions.append(
            Mention(target: .numbered(number), text: words.text(range), range: range))
        }
        next += 1
      }
    }
    return mentions
  }

  /// `12`, `45`, `48–50`.
  private static func numbers(_ text: String) -> [Int]? {
    let ends = text.split { "–-".contains($0) }.map { Int($0) }
    switch ends.count {
    case 1: return ends[0].flatMap { (1...9999).contains($0) ? [$0] : nil }
    case 2:
      guard let from = ends[0], let to = ends[1], from < to, to - from < longestRange else {
        return nil
      }
      return Array(from...to)
    default: return nil
    }
  }
}

/// The words of an annotation with their ranges.
private struct Words {
  struct Word {
    let text: String
    let range: Range<Int>
  }

  let all: [Word]
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var words: [Word] = []
    var start: Int?
    var offset = 0
    for scalar in text.unicodeScalars {
      let isWord =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "&'’-–".unicodeScalars.contains(scalar)
      if isWord, start == nil { start = offset }
      if !isWord, let first = start {
        words.append(
          Word(text: String(decoding: bytes[first..<offset], as: UTF8.self), range: first..<offset))
        start = nil
      }
      offset += UTF8.width(scalar)
    }
    if let first = start {
      words.append(
        Word(text: String(decoding: bytes[first...], as: UTF8.self), range: first..<offset))
    }
    all = words
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func character(at offset: Int) -> Character? {
    offset < bytes.count ? Character(UnicodeScalar(bytes[offset])) : nil
  }

  /// The text between a word and the previous one.
  func gap(before index: Int) -> String {
    let start = index > 0 ? all[index - 1].range.upperBound : 0
    return text(start..<all[index].range.lowerBound)
  }

  /// `2017`, `2017a`.
  func year(at index: Int) -> Int? {
    let word = all[index].text
    guard word.count == 4 || (word.count == 5 && word.last?.isLetter == true),
      let year = Int(word.prefix(4)), (1800...2100).contains(year)
    else { return nil }
    return year
  }

  /// The start of an "et al" or "and colleagues" that ends before an index.
  func others(endingAt index: Int) -> Int? {
    guard index >= 2 else { return nil }
    let (first, second) = (all[index - 2].text, all[index - 1].text.lowercased())
    if first == "et", second == "al" { return index - 2 }
    let isOthers = ["colleagues", "co-workers", "coworkers", "others"].contains(second)
    return first == "and" && isOthers ? index - 2 : nil
  }

  /// The family name that ends before an index, with particles, and its start.
  func name(endingAt index: Int) -> (name: String, start: Int)? {
    guard index > 0, isName(all[index - 1].text) else { return nil }
    let end = index < all.count ? gap(before: index) : ""
    guard end.allSatisfy({ " ,.([\u{A0}".contains($0) }) else { return nil }
    var start = index - 1
    while start > 0, Self.particles.contains(all[start - 1].text), gap(before: start) == " " {
      start -= 1
    }
    return (text(all[start].range.lowerBound..<all[index - 1].range.upperBound), start)
  }

  private func isName(_ word: String) -> Bool {
    guard let first = word.first, first.isUppercase, word.count > 1 else { return false }
    return !Self.notNames.contains(word) && word.contains { $0.isLowercase }
  }

  /// Whether both words are within the same bracket.
  func isInBrackets(_ start: Int, _ end: Int) -> Bool {
    let before = bytes[..<all[start].range.lowerBound].suffix(200)
    guard let open = before.lastIndex(where: { $0 == 0x28 || $0 == 0x5B || $0 == 0x29 }) else {
      return false
    }
    return bytes[open] != 0x29
      && !bytes[all[start].range.lowerBound..<all[end].range.lowerBound].contains(0x28)
  }

  func isReferenceWord(at index: Int) -> Bool {
    ["ref", "refs", "reference", "references"].contains(all[index].text.lowercased())
  }

  private static let particles: Set<String> = [
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "ten",
    "ter", "al", "el", "Van", "Von", "De", "Di", "La", "Le",
  ]

  /// Capitalized words before years that are not names.
  private static let notNames: Set<String> = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "In", "Since", "Until", "By", "From", "The", "During",
    "After", "Before", "And", "See", "Spring", "Summer", "Autumn", "Winter",
  ]
}
