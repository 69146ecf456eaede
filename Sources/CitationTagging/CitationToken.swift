/// A word or number of a citation, and the punctuation before it.
///
/// ```
/// J. Clin. Oncol. 30(4):1106–1127, e12
/// J │Clin │Oncol │30 │4 │1106 │1127 │e12      gaps: "" ". " ". " ". " "(" "):" "–" ", "
/// ```
public struct CitationToken: Sendable {
  /// In scalars of the text.
  public var range: Range<Int>
  var shape: Shape
  /// Of the word in lower case, and of its ends.
  var word: UInt32
  var prefix: UInt32
  var suffix: UInt32
  var shortSuffix: UInt32
  /// What stands between the token before and this one, without its blanks.
  var gap: Gap
  /// The value of a number of up to nine digits.
  var number = 0
  /// Whether the shape of the token is that of a number.
  public var isNumber: Bool { shape.isNumber }
  var isLink: Bool { shape == .link }
  /// The year that the token is, or 0.
  public var yearValue: Int { shape == .year ? number % 10_000 : 0 }
  /// What is open where the token stands.
  var isInBrackets = false
  var isInQuotes = false

  /// What a word looks like.
  enum Shape: UInt8, Sendable {
    case lower, shortLower, capitalised, shortCapitalised, initial, fewCapitals, capitals, mixed
    case digit, twoDigits, threeDigits, fourDigits, year, manyDigits, letterNumber, numberLetter
    case link, otherScript, hyphenated

    var isNumber: Bool { rawValue >= Shape.digit.rawValue && rawValue <= Shape.manyDigits.rawValue }
    var isCapitalised: Bool {
      rawValue >= Shape.capitalised.rawValue && rawValue <= Shape.mixed.rawValue
        || self == .hyphenated
    }
    var isLowerCase: Bool { self == .lower || self == .shortLower }
    var isName: Bool {
      self == .capitalised || self == .shortCapitalised || self == .hyphenated || self == .mixed
    }
  }
}

/// The punctuation between two tokens.
struct Gap: Hashable, Sendable {
  /// Up to seven marks, one a byte, blanks left out; 1 where there are only blanks.
  var marks: UInt64 = 0
  var hasBlank = false

  var hash: UInt32 {
    FeatureHash.of(UInt32(truncatingIfNeeded: marks), UInt32(truncatingIfNeeded: marks >> 32), 0x47)
  }

  func has(_ mark: Unicode.Scalar) -> Bool {
    var rest = marks
    while rest != 0 {
      if rest & 0xFF == UInt64(mark.value) { return true }
      rest >>= 8
    }
    return false
  }

  var isStop: Bool { marks == 0x2E }
  var isComma: Bool { marks == 0x2C }
  var isAmpersand: Bool { marks == 0x26 }

  mutating func append(_ mark: UInt8) {
    if marks >> 48 == 0 { marks = marks << 8 | UInt64(mark) }
  }

  /// Whether one thing ends here and another begins.
  var divides: Bool {
    var rest = marks
    while rest != 0 {
      switch UInt8(rest & 0xFF) {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "!"),
        UInt8(ascii: "n"):
        return true
      default: rest >>= 8
      }
    }
    return false
  }
}

/// Hashes of features; the same on every machine and in every version, as models hold them.
enum FeatureHash {
  @inline(__always)
  static func of(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt32 {
    var hash = first &* 0x9E37_79B1 ^ (second &+ 0x7F4A_7C15) &* 0x85EB_CA6B
    hash = (hash ^ (hash >> 15)) &+ third &* 0xC2B2_AE35
    hash = (hash ^ (hash >> 13)) &* 0x27D4_EB2F
    return hash ^ (hash >> 16)
  }
}
