/// What a command of LaTeX means to a reader of bibliographies.
enum LaTeXCommand {
  /// It is replaced with this text: `\ss`, `\alpha`.
  case symbol(String)
  case accent(LaTeXAccent)
  /// It changes how its argument looks; the argument stays.
  case plain
  /// Its argument is math.
  case math
  case quotes(String, String)
  /// Its argument is an address, in which nothing is a command.
  case verbatim
  /// It is removed with this many arguments; further arguments are kept.
  case dropped(Int)
  case space
  case paragraph

  /// The command with this name, without its backslash.
  static func named(_ name: String) -> LaTeXCommand? {
    if let symbol = LaTeXSymbol.named[name] { return .symbol(symbol) }
    if let command = all[name] { return command }
    return LaTeXAccent.named(name).map(LaTeXCommand.accent)
  }

  /// Commands that CSL has tags for.
  static let tags: [String: (name: String, attributes: String)] = {
    var tags: [String: (name: String, attributes: String)] = [
      "textsubscript": ("sub", ""), "textsuperscript": ("sup", ""),
      "textsc": ("span", #" style="font-variant:small-caps;""#),
      "scshape": ("span", #" style="font-variant:small-caps;""#),
    ]
    for name in [
      "emph", "textit", "mkbibemph", "mkbibitalic", "it", "itshape", "em", "textsl", "sl",
    ] {
      tags[name] = ("i", "")
    }
    for name in ["textbf", "bf", "bfseries", "mkbibbold"] { tags[name] = ("b", "") }
    return tags
  }()

  private static let all: [String: LaTeXCommand] = {
    var all: [String: LaTeXCommand] = [
      "ensuremath": .math, "enquote": .quotes("“", "”"), "mkbibquote": .quotes("“", "”"),
      "textquote": .quotes("“", "”"), "mkbibparens": .quotes("(", ")"), "frac": .quotes("", "/"),
      "tfrac": .quotes("", "/"), "dfrac": .quotes("", "/"),
      "href": .dropped(1), "noop": .dropped(1), "noopsort": .dropped(1), "SortNoop": .dropped(1),
      "sortnoop": .dropped(1), "label": .dropped(1), "textcolor": .dropped(1),
      "color": .dropped(1), "bibinfo": .dropped(1), "bibfield": .dropped(1), "begin": .dropped(1),
      "end": .dropped(1), "hspace": .dropped(1), "vspace": .dropped(1),
      "foreignlanguage": .dropped(1), "vphantom": .dropped(1), "hphantom": .dropped(1),
      "phantom": .dropped(1), "aftergroup": .dropped(0), "ignorespaces": .dropped(0),
      "selectlanguage": .dropped(1), "BibitemOpen": .dropped(0),
      "space": .space, "quad": .space, "qquad": .space, "newline": .space, "linebreak": .space,
      "item": .space, "thinspace": .space, "enspace": .space, "hfill": .space, "addspace": .space,
      "par": .paragraph, "url": .verbatim, "nolinkurl": .verbatim, "path": .verbatim,
    ]
    for name in appearance { all[name] = .plain }
    // As Pandoc marks a key, so that what is mentioned is known.
    for name in citing { all[name] = .quotes("[@", "]") }
    return all
  }()

  private static let citing = [
    "cite", "citep", "citet", "citealp", "citealt", "citeauthor", "citeyear", "parencite",
    "textcite",
    "autocite", "footcite", "fullcite", "supercite",
  ]

  private static let appearance = [
    "Big", "Bigg", "HUGE", "Huge", "LARGE", "Large", "MakeLowercase", "MakeUppercase", "allowbreak",
    "autocap", "bf", "bfseries", "big", "bigg", "bgroup", "bibfnamefont", "bibnamefont", "boldmath",
    "boldsymbol", "cal", "ce", "displaystyle", "egroup", "em", "emph", "footnotesize", "hbox",
    "huge", "hyperlink", "it", "itshape", "large", "left", "limits", "lowercase", "mathbb",
    "mathbf", "mathbin", "mathcal", "mathfrak", "mathit", "mathop", "mathord", "mathrel", "mathrm",
    "mathscr", "mathsf", "mathtt", "mbox", "mdseries", "middle", "mkbibbold", "mkbibemph",
    "mkbibitalic", "natexlab", "nobreak", "nocase", "normalfont", "normalsize", "operatorname",
    "protect", "relax", "right", "rm", "rmfamily", "sb", "sc", "scriptsize", "scshape",
    "sf", "sffamily", "sl", "slshape", "small", "sp", "subscript", "superscript", "text", "textbf",
    "textit", "textmd", "textnormal", "textrm", "textsc", "textsf", "textsl", "textsubscript",
    "textsuperscript", "texttt", "textup", "tiny", "tt", "ttfamily", "uline", "underline", "unskip",
    "uppercase", "upshape",
  ]
}
