/// An accent of LaTeX: `\"`, `\v`.
struct LaTeXAccent {
  /// The combining character that follows a letter in Unicode.
  let mark: Unicode.Scalar
  /// What it is when it has no letter.
  let alone: String

  /// The accent of a command, without its backslash.
  static func named(_ name: String) -> LaTeXAccent? { all[name] }

  /// The letter with the accent, in one character where Unicode has one.
  func applied(to letter: String) -> String {
    var scalars = letter.unicodeScalars
    guard !scalars.isEmpty else { return letter }
    let first = String(scalars.removeFirst())
    var accented = String.UnicodeScalarView(first.unicodeScalars)
    accented.append(mark)
    let composed = Self.composed[String(accented)].map(String.init) ?? String(accented)
    return composed + String(scalars)
  }

  /// Characters that a letter and marks compose. Strings are equal where they are canonically so,
  /// and thus a letter with its marks finds the character.
  private static let composed: [String: Unicode.Scalar] = {
    var composed: [String: Unicode.Scalar] = [:]
    for block in [0xC0...0x24F, 0x370...0x4FF, 0x1E00...0x1FFC] as [ClosedRange<UInt32>] {
      for scalar in block.lazy.compactMap(Unicode.Scalar.init)
      where scalar.properties.isAlphabetic {
        composed[String(scalar)] = composed[String(scalar)] ?? scalar
      }
    }
    return composed
  }()

  private static let all: [String: LaTeXAccent] = [
    "'": LaTeXAccent(mark: "\u{301}", alone: "´"), "`": LaTeXAccent(mark: "\u{300}", alone: "`"),
    "^": LaTeXAccent(mark: "\u{302}", alone: "^"), "\"": LaTeXAccent(mark: "\u{308}", alone: "\""),
    "~": LaTeXAccent(mark: "\u{303}", alone: "~"), "=": LaTeXAccent(mark: "\u{304}", alone: "¯"),
    ".": LaTeXAccent(mark: "\u{307}", alone: "˙"), "u": LaTeXAccent(mark: "\u{306}", alone: "˘"),
    "v": LaTeXAccent(mark: "\u{30C}", alone: "ˇ"), "H": LaTeXAccent(mark: "\u{30B}", alone: "˝"),
    "c": LaTeXAccent(mark: "\u{327}", alone: "¸"), "k": LaTeXAccent(mark: "\u{328}", alone: "˛"),
    "d": LaTeXAccent(mark: "\u{323}", alone: ""), "b": LaTeXAccent(mark: "\u{331}", alone: ""),
    "r": LaTeXAccent(mark: "\u{30A}", alone: "˚"), "t": LaTeXAccent(mark: "\u{361}", alone: ""),
    "G": LaTeXAccent(mark: "\u{30F}", alone: ""), "U": LaTeXAccent(mark: "\u{30E}", alone: ""),
    "h": LaTeXAccent(mark: "\u{309}", alone: ""), "f": LaTeXAccent(mark: "\u{311}", alone: ""),
    "textcommabelow": LaTeXAccent(mark: "\u{326}", alone: ","),
    "textogonekcentered": LaTeXAccent(mark: "\u{328}", alone: "˛"),
    "acute": LaTeXAccent(mark: "\u{301}", alone: "´"),
    "grave": LaTeXAccent(mark: "\u{300}", alone: "`"),
    "hat": LaTeXAccent(mark: "\u{302}", alone: "^"),
    "widehat": LaTeXAccent(mark: "\u{302}", alone: "^"),
    "tilde": LaTeXAccent(mark: "\u{303}", alone: "~"),
    "widetilde": LaTeXAccent(mark: "\u{303}", alone: "~"),
    "bar": LaTeXAccent(mark: "\u{304}", alone: "¯"),
    "dot": LaTeXAccent(mark: "\u{307}", alone: "˙"),
    "ddot": LaTeXAccent(mark: "\u{308}", alone: "¨"),
    "breve": LaTeXAccent(mark: "\u{306}", alone: "˘"),
    "check": LaTeXAccent(mark: "\u{30C}", alone: "ˇ"),
    "vec": LaTeXAccent(mark: "\u{20D7}", alone: ""),
    "overline": LaTeXAccent(mark: "\u{305}", alone: "‾"),
    "mathring": LaTeXAccent(mark: "\u{30A}", alone: "˚"),
    "dddot": LaTeXAccent(mark: "\u{20DB}", alone: ""),
    "textsubring": LaTeXAccent(mark: "\u{325}", alone: ""),
    "textsubumlaut": LaTeXAccent(mark: "\u{324}", alone: ""),
    "textsubtilde": LaTeXAccent(mark: "\u{330}", alone: ""),
    "textsubbar": LaTeXAccent(mark: "\u{331}", alone: ""),
    "textsubdot": LaTeXAccent(mark: "\u{323}", alone: ""),
    "textsubarch": LaTeXAccent(mark: "\u{32F}", alone: ""),
    "textsubwedge": LaTeXAccent(mark: "\u{32C}", alone: ""),
    "textsubbridge": LaTeXAccent(mark: "\u{32A}", alone: ""),
    "textsyllabic": LaTeXAccent(mark: "\u{329}", alone: ""),
    "textovercross": LaTeXAccent(mark: "\u{33D}", alone: ""),
    "textroundcap": LaTeXAccent(mark: "\u{311}", alone: ""),
    "textdotbreve": LaTeXAccent(mark: "\u{310}", alone: ""),
    "newtie": LaTeXAccent(mark: "\u{361}", alone: ""),
    "M": LaTeXAccent(mark: "\u{322}", alone: ""),
  ]
}
