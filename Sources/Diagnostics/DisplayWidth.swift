extension StringProtocol {
  /// Columns that the text takes on a terminal: wide East Asian characters and emoji two, combining
  /// marks none.
  public var displayWidth: Int {
    reduce(0) { $0 + $1.displayWidth }
  }
}

extension Character {
  /// Columns of one character on a terminal; that of its first scalar, as terminals count.
  public var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.isASCII { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return first.isWide ? 2 : 1
    }
  }
}

extension Unicode.Scalar {
  /// East Asian Wide or Fullwidth, by block (Unicode Standard Annex 11).
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}

/// The text with every control character and every bidirectional override shown as a visible
/// escape, so that a source can never send a terminal a command: `\e[31m`, `\u{202E}`.
///
/// Tabs become a space; line ends are shown as `\n`, because a field is one line.
public func visible(_ text: some StringProtocol) -> String {
  guard text.unicodeScalars.contains(where: \.isObeyedByTerminals) else { return String(text) }
  var shown = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\t": shown += " "
    case "\n": shown += "\\n"
    case "\r": shown += "\\r"
    case "\u{1B}": shown += "\\e"
    case _ where scalar.isObeyedByTerminals:
      shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    default: shown.unicodeScalars.append(scalar)
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
}
