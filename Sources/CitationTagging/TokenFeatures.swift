/// What is seen of each token of a citation, as hashes: the word and its neighbours, what they look
/// like, the punctuation around them, where the token stands.
///
/// Every feature is a row of `Template`, so that a model and the program that made it agree.
struct TokenFeatures {
  private let tokens: [CitationToken]
  private let journals: [UInt8]
  private var chunks: [Chunk] = []
  /// The chunk of each token.
  private var chunkOf: [Int] = []
  private var firstYear: Int?
  private var hasQuotes = false
  private var form: UInt32 = 0
  /// How many full stops divide the citation before each token, and how many numbers stand there.
  private var sentenceCounts: [Int] = []
  private var numberCounts: [Int] = []
  /// For each token how many tokens further the next number stands, six at most.
  private var numberDistances: [UInt32] = []
  /// For each token whether an "and" stands before it: 0 none, 1 in its chunk, 2 in the chunk before,
  /// 3 further.
  private var conjunctionDistances: [UInt32] = []
  /// Where each token stands among the capitalised words before a number: 0 nowhere, 1 first,
  /// 2 inside, 3 last, 4 alone.
  private var runs: [UInt32] = []

  /// The number of features of a token, at most.
  static let most = 48
  /// Where among the features those are that tell of marks and shapes, not of words.
  static let ofForm = [8..<16, 18..<34]

  init(_ tokens: [CitationToken], journals: WordFilter) {
    self.tokens = tokens
    self.journals = JournalMatch.find(in: tokens, journals)
    firstYear = tokens.firstIndex { $0.shape == .year }
    hasQuotes = tokens.contains(where: \.isInQuotes)
    findChunks()
    findNumbers()
    findConjunctions()
    form = formOfNames()
  }

  // MARK: Chunks

  /// What stands between two marks that divide.
  private struct Chunk {
    var range: Range<Int>
    var kind: UInt32 = 0
  }

  private mutating func findChunks() {
    var start = 0
    chunkOf.reserveCapacity(tokens.count)
    for index in tokens.indices {
      if index > start, divides(before: index) {
        chunks.append(Chunk(range: start..<index))
        start = index
      }
      chunkOf.append(chunks.count)
      let ends = index == start && index > 0 && tokens[index].gap.has(".")
      sentenceCounts.append((sentenceCounts.last ?? 0) + (ends ? 1 : 0))
      numberCounts.append((numberCounts.last ?? 0) + (tokens[index].shape.isNumber ? 1 : 0))
    }
    if start < tokens.count { chunks.append(Chunk(range: start..<tokens.count)) }
    for index in chunks.indices { chunks[index].kind = kind(of: chunks[index].range) }
  }

  private func divides(before index: Int) -> Bool {
    let gap = tokens[index].gap
    if gap.divides { return true }
    guard gap.has(".") else { return false }
    let before = tokens[index - 1]
    let isAbbreviated =
      before.range.count <= 6 && !before.shape.isLowerCase && !before.shape.isNumber
      && !tokens[index].shape.isNumber
    return !isAbbreviated
  }

  /// Names, prose, abbreviations, numbers, …, and how long.
  private func kind(of range: Range<Int>) -> UInt32 {
    var initials = 0
    var capitalised = 0
    var lower = 0
    var numbers = 0
    var stops = 0
    var years = 0
    for index in range {
      switch tokens[index].shape {
      case .initial, .fewCapitals: initials += 1
      case .capitalised, .shortCapitalised, .hyphenated, .mixed, .capitals, .otherScript:
        capitalised += 1
      case .lower, .shortLower: lower += 1
      case .year: years += 1
      default: numbers += 1
      }
      if index > range.lowerBound, tokens[index].gap.has(".") { stops += 1 }
    }
    let count = range.count
    let kind: UInt32 =
      if numbers + years == count {
        years > 0 ? 1 : 2
      } else if lower == 0, initials > 0, numbers + years == 0 {
        capitalised == 0 ? 3 : capitalised <= 2 ? 4 : 5
      } else if lower * 3 >= count, lower > 1 { 6 } else if lower == count {
        7
      } else if stops > 0, numbers == 0 { 8 } else if capitalised == count {
        count == 1 ? 9 : count <= 3 ? 10 : 11
      } else if years > 0 { 12 } else if numbers > 0 { 13 } else { 14 }
    let length: UInt32 = count == 1 ? 0 : count <= 3 ? 1 : count <= 8 ? 2 : 3
    return kind * 4 + length
  }

  /// How the names that begin the citation are printed: the first shapes and gaps.
  private func formOfNames() -> UInt32 {
    var hash: UInt32 = 7
    for token in tokens.prefix(4) {
      let shape: UInt32 =
        token.shape == .initial
        ? 1
        : token.shape == .fewCapitals ? 2 : token.shape.isName ? 3 : token.shape.isLowerCase ? 4 : 5
      hash = FeatureHash.of(hash, shape, UInt32(truncatingIfNeeded: token.gap.marks & 0xFF))
    }
    return hash
  }

  // MARK: What stands near

  private mutating func findNumbers() {
    numberDistances = .init(repeating: 6, count: tokens.count)
    runs = .init(repeating: 0, count: tokens.count)
    var distance: UInt32 = 6
    for index in tokens.indices.reversed() {
      numberDistances[index] = distance
      guard tokens[index].shape.isNumber else {
        distance = min(distance + 1, 6)
        continue
      }
      distance = 0
      markRun(before: index)
    }
  }

  /// Names of journals stand before a volume or a year: "Geophys. Res. Lett. 12".
  private mutating func markRun(before number: Int) {
    var start = number
    var first = number
    while start > 0, number - start < Self.longestRun {
      let token = tokens[start - 1]
      let gap = tokens[start].gap
      let isJoined = gap.marks == 0 || gap.isStop || gap.isAmpersand
      guard isJoined || start == number && gap.isComma else { break }
      if token.shape.isCapitalised {
        first = start - 1
      } else if !Self.joiningWords.contains(token.word) {
        break
      }
      start -= 1
    }
    guard first < number else { return }
    for index in first..<number { runs[index] = 2 }
    runs[first] = 1
    runs[number - 1] = first == number - 1 ? 4 : 3
  }

  private mutating func findConjunctions() {
    conjunctionDistances.reserveCapacity(tokens.count)
    var last: Int?
    for index in tokens.indices {
      if tokens[index].gap.has("&") || Self.conjunctions.contains(tokens[index].word) {
        last = chunkOf[index]
      }
      conjunctionDistances.append(last.map { UInt32(min(chunkOf[index] - $0, 2)) + 1 } ?? 0)
    }
  }

  private static let longestRun = 12
  private static let conjunctions = words("and und et y e en og och i")
  private static let joiningWords = words(
    "of the and in for on de der des la le les et und für y e del di della do da van zur a")

  private static func words(_ text: StaticString) -> Set<UInt32> {
    let scalars = Array(text.description.unicodeScalars)
    return Set(CitationTokenizer.tokens(of: scalars[...]).map(\.word))
  }

  // MARK: Features

  /// Appends the hashes of the features of the token at an index.
  func append(_ index: Int, to hashes: inout [UInt32]) {
    let token = tokens[index]
    let before = index > 0 ? tokens[index - 1] : Self.outside
    let after = index + 1 < tokens.count ? tokens[index + 1] : Self.outside
    let earlier = index > 1 ? tokens[index - 2] : Self.outside
    let later = index + 2 < tokens.count ? tokens[index + 2] : Self.outside
    let gap = token.gap.hash
    let gapAfter = index + 1 < tokens.count ? after.gap.hash : 0x454E_44
    let shape = UInt32(token.shape.rawValue) + 1
    let shapeBefore = UInt32(before.shape.rawValue) + (index > 0 ? 1 : 77)
    let shapeAfter = UInt32(after.shape.rawValue) + (index + 1 < tokens.count ? 1 : 77)
    let chunk = chunkOf[index]
    let range = chunks[chunk].range
    let kind = chunks[chunk].kind
    let kindBefore = chunk > 0 ? chunks[chunk - 1].kind : 99
    let kindAfter = chunk + 1 < chunks.count ? chunks[chunk + 1].kind : 99
    let year: UInt32 = firstYear.map { index < $0 ? 0 : index == $0 ? 1 : 2 } ?? 3
    let yearPlace: UInt32 = firstYear.map { $0 * 3 < tokens.count * 2 ? 0 : 1 } ?? 2
    let quotes: UInt32 = token.isInQuotes ? 1 : hasQuotes ? 2 : 0
    let place = UInt32(index == range.lowerBound ? 0 : index == range.upperBound - 1 ? 2 : 1)
    let journal = UInt32(journals[index])
    func add(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0) {
      hashes.append(FeatureHash.of(first, second, template))
    }
    func both(_ one: UInt32, _ other: UInt32) -> UInt32 { FeatureHash.of(one, other, 0x3D) }
    add(1, token.word)
    add(2, before.word)
    add(3, after.word)
    add(4, before.word, token.word)
    add(5, token.word, after.word)
    add(6, token.prefix)
    add(7, token.suffix)
    add(8, token.shortSuffix, shape)
    add(9, shape, gap)
    add(10, shape, gapAfter)
    add(11, both(shape, gap), gapAfter)
    add(12, both(shapeBefore, shape), gap)
    add(13, both(shape, shapeAfter), gapAfter)
    add(14, shapeBefore << 16 | shape << 8 | shapeAfter)
    add(
      15, both(shape << 16 | shapeAfter << 8 | UInt32(later.shape.rawValue), gapAfter),
      index + 2 < tokens.count ? later.gap.hash : 1)
    add(
      16, both(UInt32(earlier.shape.rawValue) << 16 | shapeBefore << 8 | shape, before.gap.hash),
      gap)
    add(17, token.word, gap)
    add(18, token.word, gapAfter)
    add(19, UInt32(min(index, 12)), shape)
    add(20, year << 8 | yearPlace, shape)
    add(21, kindBefore << 16 | kind << 8 | kindAfter)
    add(22, kind << 8 | place, UInt32(min(chunk, 8)))
    add(23, quotes << 8 | place, kind)
    add(24, token.isInBrackets ? 1 : 0, shape << 8 | shapeAfter)
    add(25, journal, kind << 4 | place)
    add(26, journal, year << 8 | shapeAfter)
    add(27, year << 8 | quotes, kind)
    add(28, UInt32(min(tokens.count - index, 12)), shape)
    add(29, both(kind, form), year << 2 | place)
    add(30, both(kind, gapBefore(chunk)), gapAfterChunk(chunk))
    add(31, both(kindBefore, kind), gapBefore(chunk))
    add(32, both(kind, kindAfter), gapAfterChunk(chunk))
    add(33, form, UInt32(min(chunk, 5)) << 8 | year)
    add(
      34, quotes << 16 | year << 8 | (token.isInBrackets ? 1 : 0),
      UInt32(min(sentences(before: index), 5)))
    add(35, firstWord(of: chunk), place)
    add(36, before.word, gap)
    let conjunction = conjunctionDistances[index]
    let run = runs[index]
    add(45, both(kind, form), conjunction << 8 | year)
    add(46, numberDistances[index] << 8 | shape, journal)
    add(47, both(run, gap), shape)
    add(48, run << 8 | year, both(kind, gapAfter))
    if token.shape.isNumber || token.shape == .letterNumber || token.shape == .numberLetter {
      let rank = UInt32(numbersAfterYear(index))
      add(37, both(rank, gap), gapAfter)
      add(38, both(year << 8 | yearPlace, gap), gapAfter)
      add(39, both(before.word, gap), shape)
      let rises: UInt32 = before.shape.isNumber ? (token.number > before.number ? 1 : 2) : 0
      let risesAfter: UInt32 = after.shape.isNumber ? (after.number > token.number ? 1 : 2) : 0
      add(40, both(rises << 4 | risesAfter, gap), gapAfter)
      add(41, both(shapeBefore << 8 | shape, gap), both(shapeAfter, gapAfter))
      add(42, rank << 8 | UInt32(min(numbers(after: index), 4)), shape)
    } else {
      add(43, both(journal, gap), kindAfter)
      add(44, both(earlier.word, before.word), token.word)
    }
  }

  private static let outside = CitationToken(
    range: 0..<0, shape: .lower, word: 0x4E4F, prefix: 0, suffix: 0, shortSuffix: 0,
    gap: Gap(marks: 0x78))

  private func gapBefore(_ chunk: Int) -> UInt32 {
    chunk == 0 ? 1 : tokens[chunks[chunk].range.lowerBound].gap.hash
  }

  private func gapAfterChunk(_ chunk: Int) -> UInt32 {
    let end = chunks[chunk].range.upperBound
    return end < tokens.count ? tokens[end].gap.hash : 2
  }

  private func firstWord(of chunk: Int) -> UInt32 { tokens[chunks[chunk].range.lowerBound].word }

  /// How many full stops divide chunks before a token.
  private func sentences(before index: Int) -> Int { sentenceCounts[index] }

  private func numbersAfterYear(_ index: Int) -> Int {
    guard let firstYear else { return 7 }
    guard index > firstYear else { return index == firstYear ? 6 : 5 }
    return min(4, numberCounts[index] - numberCounts[firstYear])
  }

  private func numbers(after index: Int) -> Int { numberCounts.last! - numberCounts[index] }

}
