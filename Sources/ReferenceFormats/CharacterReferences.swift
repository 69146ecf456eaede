/// Resolves the character references of HTML and XML: `&eacute;`, `&#233;` and `&#xE9;` are `é`.
enum CharacterReferences {
  /// The text with every known reference resolved; what is none stays as it is.
  static func resolved(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return text.withBytes { bytes in
      var plain: [UInt8] = []
      plain.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = reference(at: index, in: bytes) {
          plain.append(contentsOf: String(scalar).utf8)
          index = end
        } else {
          plain.append(bytes[index])
          index += 1
        }
      }
      return String(decoding: plain, as: UTF8.self)
    }
  }

  /// Names are shorter, numbers too.
  private static let longest = 10

  private static func reference(at start: Int, in bytes: TextBytes) -> (Unicode.Scalar, Int)? {
    let rest = bytes[(start + 1)..<min(start + 1 + longest, bytes.count)]
    guard let semicolon = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: rest[..<semicolon], as: UTF8.self)
    return scalar(named: name).map { ($0, semicolon + 1) }
  }

  /// What stands between '&' and ';' as the character it means: `eacute`, `#233`, `#xE9`.
  static func scalar(named name: String) -> Unicode.Scalar? {
    name.hasPrefix("#") ? numbered(name.dropFirst()) : named[name]
  }

  private static func numbered(_ number: Substring) -> Unicode.Scalar? {
    let isHexadecimal = number.first == "x" || number.first == "X"
    let value = isHexadecimal ? UInt32(number.dropFirst(), radix: 16) : UInt32(number)
    guard let value, let scalar = Unicode.Scalar(value) else { return nil }
    return value < 0x20 || value == 0x7F ? " " : scalar
  }

  /// Those that bibliographies use. Latin letters are in the order of Latin-1, from U+00C0.
  private static let named: [String: Unicode.Scalar] = {
    var named: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
      "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
      "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "bull": "•",
      "dagger": "†", "Dagger": "‡", "prime": "′", "Prime": "″", "trade": "™", "reg": "®",
      "copy": "©", "deg": "°", "plusmn": "±", "micro": "µ", "middot": "·", "sup1": "¹",
      "sup2": "²", "sup3": "³", "frac12": "½", "frac14": "¼", "frac34": "¾", "para": "¶",
      "sect": "§", "iexcl": "¡", "iquest": "¿", "cent": "¢", "pound": "£", "yen": "¥",
      "euro": "€", "ordf": "ª", "ordm": "º", "minus": "−", "le": "≤", "ge": "≥", "ne": "≠",
      "asymp": "≈", "sim": "∼", "equiv": "≡", "infin": "∞", "radic": "√", "sum": "∑",
      "prod": "∏", "part": "∂", "nabla": "∇", "isin": "∈", "cap": "∩", "cup": "∪", "sub": "⊂",
      "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "harr": "↔", "rArr": "⇒",
      "thinsp": "\u{2009}", "ensp": "\u{2002}", "emsp": "\u{2003}", "shy": "\u{AD}",
      "zwj": "\u{200D}", "zwnj": "\u{200C}", "OElig": "Œ", "oelig": "œ", "Scaron": "Š",
      "scaron": "š", "Yuml": "Ÿ", "fnof": "ƒ", "thetasym": "ϑ", "Zcaron": "Ž", "zcaron": "ž",
      "Ccaron": "Č", "ccaron": "č", "cacute": "ć", "Cacute": "Ć", "lstrok": "ł", "Lstrok": "Ł",
      "nacute": "ń", "sacute": "ś", "Sacute": "Ś", "inodot": "ı", "gbreve": "ğ", "scedil": "ş",
      "ecaron": "ě", "rcaron": "ř", "uring": "ů", "amacr": "ā", "emacr": "ē", "imacr": "ī",
      "omacr": "ō", "umacr": "ū",
    ]
    let latin = """
      Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute
      Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml
      Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc
      euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash
      ugrave uacute ucirc uuml yacute thorn yuml
      """
    let greek = """
      alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho
      sigmaf sigma tau upsilon phi chi psi omega
      """
    for (offset, name) in latin.split(whereSeparator: \.isWhitespace).enumerated() {
      named[String(name)] = Unicode.Scalar(UInt32(0xC0 + offset))
    }
    for (offset, name) in greek.split(whereSeparator: \.isWhitespace).enumerated() {
      named[String(name)] = Unicode.Scalar(UInt32(0x3B1 + offset))
      if name != "sigmaf" {
        named[name.prefix(1).uppercased() + name.dropFirst()] =
          Unicode.Scalar(UInt32(0x391 + offset))
      }
    }
    return named
  }()
}
