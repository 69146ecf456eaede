/// LaTeX commands for a character or a word.
enum LaTeXSymbol {
  static let named: [String: String] = letters.merging(signs) { $1 }.merging(math) { $1 }
    .merging(more) { known, _ in known }.merging(greek) { $1 }.merging(words) { $1 }.merging(
      journals
    ) { $1 }

  private static let letters: [String: String] = [
    "AA": "Å", "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "NG": "Ŋ", "O": "Ø", "OE": "Œ",
    "SS": "ẞ", "TH": "Þ", "aa": "å", "ae": "æ", "dh": "ð", "dj": "đ", "i": "ı", "imath": "ı",
    "j": "ȷ", "jmath": "ȷ", "l": "ł", "ng": "ŋ", "o": "ø", "oe": "œ", "ss": "ß", "th": "þ",
    "textordfeminine": "ª", "textordmasculine": "º", "textschwa": "ə", "ohorn": "ơ", "uhorn": "ư",
    "OHORN": "Ơ", "UHORN": "Ư", "textcrh": "ħ",
  ]

  private static let signs: [String: String] = [
    "P": "¶", "S": "§", "copyright": "©", "dag": "†", "ddag": "‡", "dots": "…", "dotsc": "…",
    "euro": "€", "flq": "‹", "flqq": "«", "frq": "›", "frqq": "»", "glq": "‚", "glqq": "„",
    "grq": "‘", "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "hyphen": "-", "ldots": "…", "lq": "‘", "nbd": "-", "pounds": "£",
    "quotedblbase": "„", "quotesinglbase": "‚", "rq": "’", "slash": "/", "textasciiacute": "´",
    "textasciicircum": "^", "textasciigrave": "`", "textasciitilde": "~",
    "textasteriskcentered": "*",
    "textbackslash": "\\", "textbar": "|", "textbraceleft": "{", "textbraceright": "}",
    "textbullet": "•", "textcent": "¢", "textcopyright": "©", "textdagger": "†",
    "textdaggerdbl": "‡", "textdegree": "°", "textdollar": "$", "textellipsis": "…",
    "textemdash": "—", "textendash": "–", "texteuro": "€", "textexclamdown": "¡",
    "textgreater": ">", "texthyphen": "-", "textless": "<", "textmu": "µ", "textnumero": "№",
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textparagraph": "¶",
    "textperiodcentered": "·", "textpm": "±", "textquestiondown": "¿", "textquotedbl": "\"",
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
    "textquoteright": "’", "textquotesingle": "'", "textregistered": "®", "textsection": "§",
    "textsterling": "£", "texttimes": "×", "texttrademark": "™", "textunderscore": "_",
    "textvisiblespace": "␣", "texttildelow": "~", "textminus": "−", "textmultiply": "×",
    "textrightarrow": "→", "textleftarrow": "←", "textonesuperior": "¹", "texttwosuperior": "²",
    "textthreesuperior": "³", "textyen": "¥", "textlangle": "⟨", "textrangle": "⟩",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "backslash": "\\", "degree": "°",
    "celsius": "°C", "micro": "µ", "permil": "‰", "textperthousand": "‰", "colon": ":",
    "newblock": " ", "adddot": ".", "addcolon": ":", "addcomma": ",",
  ]

  private static let math: [String: String] = [
    "Im": "ℑ", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "Re": "ℜ", "Rightarrow": "⇒",
    "Vert": "‖", "aleph": "ℵ", "angle": "∠", "approx": "≈", "ast": "*", "asymp": "≍", "bot": "⊥",
    "bullet": "•", "cap": "∩", "cdot": "·", "cdots": "⋯", "circ": "∘", "cong": "≅", "cup": "∪",
    "dagger": "†", "ddagger": "‡", "diamond": "⋄", "div": "÷", "downarrow": "↓", "ell": "ℓ",
    "emptyset": "∅", "varnothing": "∅", "equiv": "≡", "exists": "∃", "forall": "∀", "ge": "≥",
    "geq": "≥", "geqslant": "≥", "gg": "≫", "gtrsim": "≳", "hbar": "ℏ", "in": "∈", "infty": "∞",
    "int": "∫", "langle": "⟨", "lbrackets": "[", "le": "≤", "leftarrow": "←", "gets": "←",
    "leftrightarrow": "↔", "leq": "≤", "leqslant": "≤", "lesssim": "≲", "ll": "≪",
    "longrightarrow": "⟶", "mapsto": "↦", "mid": "|", "mp": "∓", "nabla": "∇", "ne": "≠",
    "neg": "¬", "neq": "≠", "ni": "∋", "notin": "∉", "odot": "⊙", "oplus": "⊕", "otimes": "⊗",
    "parallel": "∥", "partial": "∂", "perp": "⊥", "pm": "±", "prime": "′", "prod": "∏",
    "propto": "∝", "rangle": "⟩", "rightarrow": "→", "rightleftharpoons": "⇌", "setminus": "∖",
    "sim": "∼", "simeq": "≃", "sqrt": "√", "star": "⋆", "subset": "⊂", "subseteq": "⊆",
    "sum": "∑", "supset": "⊃", "supseteq": "⊇", "surd": "√", "times": "×", "to": "→", "top": "⊤",
    "triangle": "△", "uparrow": "↑", "vdash": "⊢", "vee": "∨", "wedge": "∧", "lfloor": "⌊",
    "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "over": "/", "vert": "|", "sharp": "♯", "flat": "♭",
    "natural": "♮", "ltimes": "⋉", "rtimes": "⋊", "bowtie": "⋈", "models": "⊨", "square": "□",
    "arccos": "arccos", "arcsin": "arcsin", "arctan": "arctan", "arg": "arg", "cos": "cos",
    "cosh": "cosh", "det": "det", "dim": "dim", "exp": "exp", "gcd": "gcd", "inf": "inf",
    "ker": "ker", "lim": "lim", "limsup": "lim sup", "liminf": "lim inf", "ln": "ln", "log": "log",
    "max": "max", "min": "min", "mod": "mod", "sin": "sin", "sinh": "sinh", "sup": "sup",
    "tan": "tan", "tanh": "tanh",
  ]

  /// Rarer signs of `textcomp`, `amssymb`, `tipa` and `stix`, a name and its character each.
  private static let more: [String: String] = {
    let table = """
      ij ĳ IJ Ĳ textflorin ƒ textdiv ÷ textcurrency ¤ textlira ₤ textwon ₩ textnaira ₦ textpeso ₱
      textguarani ₲ textdong ₫ textbaht ฿ textcolonmonetary ₡ textinterrobang ‽
      textreferencemark ※ textestimated ℮ textrecipe ℞ textservicemark ℠ textmho ℧ textohm Ω
      textlnot ¬ textbrokenbar ¦ textopenbullet ◦ textbigcircle ◯ textmusicalnote ♪ textuparrow ↑
      textdownarrow ↓ textasciimacron ¯ textasciidieresis ¨ textasciibreve ˘ textasciicaron ˇ
      textacutedbl ˝ textfractionsolidus ⁄ textsurd √ textpertenthousand ‱ textdiscount ⁒
      textcopyleft 🄯 textcircledP ℗ textlquill ⁅ textrquill ⁆ textpilcrow ¶ textmarried ⚭
      textdivorced ⚮ textleaf ☙ textordmasculine º textordfeminine ª textthreequartersemdash —
      texttwelveudash – textbardbl ‖ textlbrackdbl ⟦ textrbrackdbl ⟧ textdblhyphen ⹀
      textesh ʃ textyogh ʒ texteng ŋ textopeno ɔ textinvscr ʁ textglotstop ʔ textturna ɐ
      textscripta ɑ textbeltl ɬ textltailn ɲ textrtailr ɽ textphi ɸ texttheta θ textbari ɨ
      textbaru ʉ textltailm ɱ textfishhookr ɾ textscr ʀ textscy ʏ textsci ɪ textupsilon ʊ
      textlengthmark ː textprimstress ˈ textsecstress ˌ texthtb ɓ texthtd ɗ texthtg ɠ
      therefore ∴ because ∵ wp ℘ Box □ Diamond ◇ lozenge ◊ blacksquare ■ bigstar ★ checkmark ✓
      clubsuit ♣ diamondsuit ♦ heartsuit ♥ spadesuit ♠ hslash ℏ eth ð beth ℶ gimel ℷ daleth ℸ
      complement ∁ nexists ∄ measuredangle ∡ sphericalangle ∢ digamma ϝ backprime ‵ dashv ⊣
      vDash ⊨ Vdash ⊩ nmid ∤ nparallel ∦ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ sqsubset ⊏
      sqsubseteq ⊑ sqsupset ⊐ sqsupseteq ⊒ sqcup ⊔ sqcap ⊓ lnot ¬ land ∧ lor ∨ uplus ⊎ amalg ⨿
      iff ⟺ implies ⟹ impliedby ⟸ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
      longleftarrow ⟵ longleftrightarrow ⟷ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩
      rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leadsto ⇝ rightsquigarrow ⇝ nearrow ↗
      searrow ↘ swarrow ↙ nwarrow ↖ Uparrow ⇑ Downarrow ⇓ updownarrow ↕ twoheadrightarrow ↠
      rightarrowtail ↣ upharpoonright ↾ circlearrowleft ↺ circlearrowright ↻ oint ∮ iint ∬ iiint ∭
      coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀ prec ≺
      succ ≻ preceq ⪯ succeq ⪰ approxeq ≊ lll ⋘ ggg ⋙ doteq ≐ triangleq ≜ coloneqq ≔ colonequals ≔
      eqcirc ≖ between ≬ pitchfork ⋔ smile ⌣ frown ⌢ ominus ⊖ oslash ⊘ circledast ⊛ boxtimes ⊠
      boxplus ⊞ dotplus ∔ rtimes ⋊ wr ≀ star ⋆ ddots ⋱ vdots ⋮ lvert | rvert | lVert ‖ rVert ‖
      lbrace { rbrace } ulcorner ⌜ urcorner ⌝ llbracket ⟦ rrbracket ⟧ lang ⟨ rang ⟩ bigcirc ◯
      triangleleft ◁ triangleright ▷ triangledown ▽ blacktriangle ▲ bigtriangleup △ Finv Ⅎ
      textcelsius ℃ textfemale ♀ textmale ♂ female ♀ male ♂ venus ♀ mars ♂ earth ⊕ sun ☉ leftmoon ☾
      dotsb … dotsm ⋯ ldotp . cdotp · lt < gt > nless ≮ ngtr ≯ nleq ≰ ngeq ≱ ncong ≇ nsim ≁
      upmu µ textohm Ω ohm Ω angstrom Å textlowering ˕ texthvlig ƕ textnrleg ƞ textdoublepipe ǂ
      """
    let words = table.split(whereSeparator: \.isWhitespace).map(String.init)
    return Dictionary(
      stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
    ) { first, _ in first }
  }()

  private static let greek: [String: String] = {
    let names = [
      "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
      "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "θ", "iota": "ι", "kappa": "κ",
      "varkappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π",
      "varpi": "π", "rho": "ρ", "varrho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ",
      "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
      "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
      "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    ]
    var all = names
    for (name, letter) in names {
      all["text" + name] = letter
      all["up" + name] = letter
    }
    return all
  }()

  private static let words: [String: String] = [
    "AmS": "AMS", "BibTeX": "BibTeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "TeX": "TeX",
    "XeTeX": "XeTeX", "BibLaTeX": "BibLaTeX", "biblatex": "biblatex", "ConTeXt": "ConTeXt",
    "LuaTeX": "LuaTeX", "pdfTeX": "pdfTeX", "METAFONT": "METAFONT", "MF": "METAFONT",
    "PiCTeX": "PiCTeX", "SliTeX": "SliTeX", "Cpp": "C++", "etal": "et al.",
    "bibrangedash": "–", "bibopenparen": "(", "bibcloseparen": ")",
  ]

  /// The journals as the exports of the Astrophysics Data System name them.
  private static let journals: [String: String] = [
    "aap": "Astronomy and Astrophysics", "aapr": "Astronomy and Astrophysics Reviews",
    "aaps": "Astronomy and Astrophysics Supplement Series", "aj": "The Astronomical Journal",
    "ao": "Applied Optics", "apj": "The Astrophysical Journal",
    "apjl": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series",
    "aplett": "Astrophysical Letters", "apss": "Astrophysics and Space Science",
    "araa": "Annual Review of Astronomy and Astrophysics", "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "gca": "Geochimica et Cosmochimica Acta", "grl": "Geophysical Research Letters",
    "iaucirc": "International Astronomical Union Circulars", "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "The Journal of Chemical Physics", "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy", "nar": "New Astronomy Reviews", "nat": "Nature",
    "nphysa": "Nuclear Physics A", "physrep": "Physics Reports", "physscr": "Physica Scripta",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "planss": "Planetary and Space Science", "pra": "Physical Review A",
    "prb": "Physical Review B", "prc": "Physical Review C", "prd": "Physical Review D",
    "pre": "Physical Review E", "prl": "Physical Review Letters",
    "procspie": "Proceedings of SPIE",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica", "skytel": "Sky and Telescope",
    "solphys": "Solar Physics", "sovast": "Soviet Astronomy", "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
  ]
}
