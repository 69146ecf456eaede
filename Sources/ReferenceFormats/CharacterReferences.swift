import CLibXML2

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

  /// The text between '&' and ';' as the character it means: `eacute`, `#233`, `#xE9`.
  static func scalar(named name: String) -> Unicode.Scalar? {
    if name.hasPrefix("#") { return numbered(name.dropFirst()) }
    return named[name] ?? htmlEntityLookup(name).flatMap { Unicode.Scalar($0.pointee.value) }
  }

  private static func numbered(_ number: Substring) -> Unicode.Scalar? {
    let isHexadecimal = number.first == "x" || number.first == "X"
    let value = isHexadecimal ? UInt32(number.dropFirst(), radix: 16) : UInt32(number)
    guard let value, let scalar = Unicode.Scalar(value) else { return nil }
    return value < 0x20 || value == 0x7F ? " " : scalar
  }

  /// Those that bibliographies use and HTML 4 has not.
  private static let named: [String: Unicode.Scalar] = [
    "apos": "'", "Zcaron": "Ž", "zcaron": "ž", "Ccaron": "Č", "ccaron": "č", "cacute": "ć",
    "Cacute": "Ć", "lstrok": "ł", "Lstrok": "Ł", "nacute": "ń", "sacute": "ś", "Sacute": "Ś",
    "inodot": "ı", "gbreve": "ğ", "scedil": "ş", "ecaron": "ě", "rcaron": "ř", "Rcaron": "Ř",
    "uring": "ů", "amacr": "ā", "emacr": "ē", "imacr": "ī", "omacr": "ō", "umacr": "ū",
    "ncaron": "ň", "tcaron": "ť", "dcaron": "ď", "zdot": "ż", "zacute": "ź", "aogon": "ą",
    "eogon": "ę", "dstrok": "đ", "Dstrok": "Đ", "odblac": "ő", "udblac": "ű", "ubreve": "ŭ",
    "abreve": "ă", "Idot": "İ", "tcedil": "ţ", "hyphen": "‐", "dash": "‐", "num": "#",
    "percnt": "%", "lpar": "(", "rpar": ")", "comma": ",", "period": ".", "colon": ":",
    "semi": ";", "excl": "!", "quest": "?", "lsqb": "[", "rsqb": "]", "lbrack": "[",
    "rbrack": "]", "plus": "+", "equals": "=", "ast": "*", "sol": "/", "bsol": "\\",
    "lowbar": "_", "dollar": "$", "commat": "@", "phiv": "ϕ", "epsi": "ε", "fflig": "ﬀ",
    "leqslant": "⩽", "geqslant": "⩾",
  ]
}
