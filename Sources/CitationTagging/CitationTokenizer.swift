/// Cuts a citation into words and numbers.
struct CitationTokenizer {
  private let text: ArraySlice<Unicode.Scalar>
  private var tokens: [CitationToken] = []
  private var depth = 0
  private var isQuoted = false

  static func tokens(of text: ArraySlice<Unicode.Scalar>) -> [CitationToken] {
    var tokenizer = CitationTokenizer(text: text)
    tokenizer.scan()
    return tokenizer.tokens
  }

  private init(text: ArraySlice<Unicode.Scalar>) {
    self.text = text
    tokens.reserveCapacity(text.count / 5 + 1)
  }

  private mutating func scan() {
    var index = text.startIndex
    var gap = Gap()
    while index < text.endIndex {
      let scalar = text[index]
      if scalar.isWordPart {
        let end = wordEnd(from: index)
        tokens.append(token(index..<end, after: gap))
        gap = Gap()
        index = end
      } else if scalar.isControl {
        index = controlEnd(from: index)
      } else {
        add(scalar, at: index, to: &gap)
        index += 1
      }
    }
  }

  /// A control character is nothing to a reader, nor is what it introduces: `ESC [ 31 m`.
  private func controlEnd(from start: Int) -> Int {
    guard text[start] == "\u{1B}", start + 1 < text.endIndex, text[start + 1] == "[" else {
      return start + 1
    }
    var end = start + 2
    while end < text.endIndex, (0x20...0x3F).contains(text[end].value) { end += 1 }
    return end < text.endIndex && (0x40...0x7E).contains(text[end].value) ? end + 1 : start + 1
  }

  private mutating func add(_ scalar: Unicode.Scalar, at index: Int, to gap: inout Gap) {
    switch scalar {
    case "(", "[": depth += 1
    case ")", "]": depth = max(0, depth - 1)
    default: break
    }
    if scalar.isSpace {
      gap.hasBlank = true
      // A field may stand on a line of its own.
      if scalar == "\n" { gap.append(UInt8(ascii: "n")) }
      return
    }
    let mark = self.mark(scalar, at: index)
    if mark == UInt8(ascii: "<") { isQuoted = true }
    if mark == UInt8(ascii: ">") { isQuoted = false }
    gap.append(mark)
  }

  /// Marks of one kind are one; `<` opens quotes and `>` closes them.
  private func mark(_ scalar: Unicode.Scalar, at index: Int) -> UInt8 {
    switch scalar {
    case "“", "«", "„", "‹", "『", "「": return UInt8(ascii: "<")
    case "”", "»", "›", "』", "」": return UInt8(ascii: ">")
    case "\"", "'", "‘", "’", "`":
      let opens =
        index + 1 < text.endIndex && !text[index + 1].isSpace
        && (index == text.startIndex || text[index - 1].isSpace || text[index - 1] == "(")
      return UInt8(ascii: opens ? "<" : ">")
    case "，", "、": return UInt8(ascii: ",")
    case "。", "．": return UInt8(ascii: ".")
    case "：": return UInt8(ascii: ":")
    case "；": return UInt8(ascii: ";")
    case "（": return UInt8(ascii: "(")
    case "）": return UInt8(ascii: ")")
    case "…": return UInt8(ascii: "~")
    default: break
    }
    if scalar.isHyphen { return UInt8(ascii: "-") }
    return scalar.isASCII ? UInt8(scalar.value) : UInt8(ascii: "*")
  }

  // MARK: Words

  private func wordEnd(from start: Int) -> Int {
    if let end = linkEnd(from: start) { return end }
    var index = start + 1
    while index < text.endIndex {
      let scalar = text[index]
      if scalar == ",", let end = thousandsEnd(from: start, comma: index) { return end }
      if !scalar.isWordPart {
        let joins =
          (scalar == "-" || scalar == "\u{2010}" || scalar == "\u{2011}" || scalar.isApostrophe)
          && text[index - 1].isWordLetter && index + 1 < text.endIndex
          && text[index + 1].isWordLetter
        if !joins { break }
      }
      index += 1
    }
    return index
  }

  /// The end of `2,000` in `2,000 years of mining`. A word follows: `393,705-708` is a volume and pages.
  private func thousandsEnd(from start: Int, comma: Int) -> Int? {
    guard (1...3).contains(comma - start), text[start..<comma].allSatisfy(\.isNumeral) else {
      return nil
    }
    var end = comma
    while end + 3 < text.endIndex, text[end] == ",",
      text[(end + 1)...(end + 3)].allSatisfy(\.isNumeral)
    {
      end += 4
    }
    guard end > comma, end + 1 < text.endIndex, text[end].isSpace || text[end].isHyphen,
      text[end + 1].isWordLetter
    else { return nil }
    return end
  }

  private func linkEnd(from start: Int) -> Int? {
    let isLink =
      begins("http", at: start) || begins("www.", at: start) || begins("ftp:", at: start)
      || begins("10.", at: start) && start + 8 < text.endIndex && text[start + 3].isNumeral
        && text[start + 6].isNumeral && text[start..<min(start + 12, text.endIndex)].contains("/")
    guard isLink else { return nil }
    var end = start
    while end < text.endIndex, !text[end].isSpace, text[end] != "<", text[end] != ">" { end += 1 }
    while end > start, !text[end - 1].isWordPart, text[end - 1] != "/" { end -= 1 }
    return end
  }

  private func begins(_ ascii: StaticString, at index: Int) -> Bool {
    guard index + ascii.utf8CodeUnitCount <= text.endIndex else { return false }
    return ascii.withUTF8Buffer { bytes in
      bytes.indices.allSatisfy { text[index + $0].value == UInt32(bytes[$0]) }
    }
  }

  private func token(_ range: Range<Int>, after gap: Gap) -> CitationToken {
    var token = CitationToken(
      range: range, shape: .lower, word: 0, prefix: 0, suffix: 0, shortSuffix: 0, gap: gap)
    token.isInBrackets = depth > 0
    token.isInQuotes = isQuoted
    var counts = Counts()
    var hash: UInt32 = 0x811C_9DC5
    for (place, index) in range.enumerated() {
      let scalar = text[index]
      counts.add(scalar, isFirst: place == 0)
      hash = (hash ^ scalar.folded) &* 0x0100_0193
      if place == 2 { token.prefix = hash }
      if scalar.isNumeral, place < 9 { token.number = token.number * 10 + Int(scalar.value) - 48 }
    }
    token.word = hash ^ (hash >> 15)
    if range.count < 3 { token.prefix = token.word }
    token.suffix = ending(of: range, 3)
    token.shortSuffix = ending(of: range, 2)
    token.shape = counts.shape(number: token.number, isLink: isLink(range))
    if token.shape == .year { token.word = 0x5945_4152 }
    if token.shape == .link { token.word = 0x4C49_4E4B }
    return token
  }

  private func isLink(_ range: Range<Int>) -> Bool {
    range.count > 6
      && (text[range.lowerBound..<range.upperBound].contains("/")
        || begins("www.", at: range.lowerBound))
  }

  private func ending(of range: Range<Int>, _ length: Int) -> UInt32 {
    text[max(range.lowerBound, range.upperBound - length)..<range.upperBound]
      .reduce(0x811C_9DC5) { ($0 ^ $1.folded) &* 0x0100_0193 }
  }

  /// The letters and digits of a word.
  private struct Counts {
    var upper = 0
    var lower = 0
    var digits = 0
    var others = 0
    var hyphens = 0
    var beginsUpper = false
    var beginsDigit = false

    mutating func add(_ scalar: Unicode.Scalar, isFirst: Bool) {
      if scalar.isNumeral {
        digits += 1
        if isFirst { beginsDigit = true }
      } else if scalar.isUpperLetter {
        upper += 1
        if isFirst { beginsUpper = true }
      } else if scalar.isLowerLetter {
        lower += 1
      } else if scalar.isHyphen {
        hyphens += 1
      } else {
        others += 1
      }
    }

    func shape(number: Int, isLink: Bool) -> CitationToken.Shape {
      if isLink { return .link }
      let letters = upper + lower
      if digits > 0 {
        if letters == 0 {
          return switch digits {
          case 1: .digit
          case 2: .twoDigits
          case 3: .threeDigits
          case 4: others == 0 && (1500...2035).contains(number) ? .year : .fourDigits
          default: .manyDigits
          }
        }
        if digits == 4, lower == 1, beginsDigit, (1500...2035).contains(number / 1) { return .year }
        return beginsDigit ? .numberLetter : .letterNumber
      }
      if letters == 0 { return .otherScript }
      if others > letters { return .otherScript }
      if upper == 0 { return lower > 3 ? .lower : .shortLower }
      if upper == 1, lower == 0 { return .initial }
      if lower == 0 { return upper + hyphens <= 4 ? .fewCapitals : .capitals }
      if hyphens > 0, beginsUpper { return .hyphenated }
      if beginsUpper, upper == 1 { return lower <= 2 ? .shortCapitalised : .capitalised }
      return .mixed
    }
  }
}

extension Unicode.Scalar {
  var isNumeral: Bool { (0x30...0x39).contains(value) }
  var isUpperLetter: Bool {
    isASCII ? (65...90).contains(value) : properties.isUppercase
  }
  var isLowerLetter: Bool {
    isASCII ? (97...122).contains(value) : properties.isLowercase
  }
  var isWordLetter: Bool {
    isASCII ? (65...90).contains(value) || (97...122).contains(value) : properties.isAlphabetic
  }
  var isApostrophe: Bool { self == "'" || self == "’" || self == "ʼ" || self == "ʹ" }
  var isHyphen: Bool { self == "-" || (0x2010...0x2015).contains(value) || value == 0x2212 }
  var isSpace: Bool {
    value == 0x20 || (0x09...0x0D).contains(value) || value == 0xA0
      || (0x2000...0x200B).contains(value) || value == 0x202F || value == 0x3000
      || value == 0x2028 || value == 0xFEFF
  }
  var isControl: Bool { value < 0x20 && !isSpace || (0x7F...0x9F).contains(value) }
  var isWordPart: Bool {
    isASCII
      ? (48...57).contains(value) || (65...90).contains(value) || (97...122).contains(value)
      : properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }
  /// In lower case, for hashing alone.
  var folded: UInt32 {
    if isASCII { return (65...90).contains(value) ? value | 0x20 : value }
    if (0xC0...0xDE).contains(value) { return value | 0x20 }
    if value < 0x180 || !properties.isUppercase {
      return (0x100..<0x180).contains(value) ? value | 1 : value
    }
    return properties.lowercaseMapping.unicodeScalars.first?.value ?? value
  }
}
