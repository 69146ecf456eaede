extension StringProtocol {
  /// Columns that the text takes on a terminal, as `visible` shows it.
  public var displayWidth: Int {
    reduce(0) { $0 + $1.displayWidth }
  }
}

extension Character {
  /// Columns of one character on a terminal: none for combining marks, two for wide East Asian
  /// characters and emoji, however many of these are joined; for control characters, what stands for
  /// them.
  public var displayWidth: Int {
    if let byte = asciiValue, byte >= 0x20, byte < 0x7F { return 1 }
    var width = 0
    var base: Unicode.Scalar?
    var isJoined = false
    for scalar in unicodeScalars {
      let isPart =
        scalar.properties.isEmojiModifier || scalar.isRegionalIndicator
        || isJoined && scalar.properties.isEmoji
      if scalar == "\u{FE0F}", width == 1, base?.properties.isEmoji == true {
        // As a picture, not as a letter: ❤ and ❤️.
        width = 2
      } else if width == 0 || !isPart {
        let columns = scalar.displayWidth
        // Consonants that are joined are written in one another.
        if columns != 1 || width < 2 { width += columns }
        if base == nil { base = scalar }
      }
      isJoined = scalar == "\u{200D}"
    }
    return width
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    if isObeyedByTerminals { return escaped.unicodeScalars.count }
    if WideCharacters.contains(self) { return 2 }
    return isShownByItself ? 1 : 0
  }

  /// Whether it takes a place of its own. Signs that stand before or around numbers do, and so does the
  /// soft hyphen.
  private var isShownByItself: Bool {
    switch value {
    case 0..<0xAD, 0xAD, 0x600...0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD: true
    // Vowels and final consonants of Hangul, its fillers.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF, 0x3164, 0xFFA0: false
    default:
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: false
      default: true
      }
    }
  }

  fileprivate var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}

/// The text with every control character and every bidirectional override shown as a visible
/// escape, so that a source can never send a terminal a command: `\e[31m`, `\u{202E}`.
///
/// Tabs become a space; line ends are shown as `\n`, because a field is one line.
public func visible(_ text: some StringProtocol) -> String {
  guard text.unicodeScalars.contains(where: \.isObeyedByTerminals) else { return String(text) }
  var shown = ""
  for scalar in text.unicodeScalars {
    if scalar.isObeyedByTerminals {
      shown += scalar.escaped
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}

extension Unicode.Scalar {
  /// Control characters, and those that change the direction of text.
  public var isObeyedByTerminals: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// What is shown in place of a character that a terminal would obey.
  fileprivate var escaped: String {
    switch self {
    case "\t": " "
    case "\n": "\\n"
    case "\r": "\\r"
    case "\u{1B}": "\\e"
    default: "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    }
  }
}
