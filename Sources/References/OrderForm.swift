/// Sort keys that order texts, compared byte by byte, as in a bibliography: word by word, ignoring
/// quotes and brackets; letters with accents and strokes with their base letter, after it if nothing
/// else differs; numbers by value; titles without their leading article.
///
/// ```
/// 9 lives  <  10 lives  <  “Apples”  <  Å-bands  <  [The] Badger
/// ```
///
/// Source: the primary and secondary weights of the Unicode Collation Algorithm's root table (UTS 10);
/// the original letters, after `separator`, stand in for the secondary weights.
public enum OrderForm {
  /// Sorts before every other character of a key.
  private static let separator = "\u{1}"
  /// Between the parts of a key; sorts before the space between words.
  private static let partSeparator = "\u{2}"

  /// By family name, then by the first letter of the given name, so that initials and full given names
  /// sort alike.
  public static func of(_ creator: Creator) -> String {
    let initial: String =
      if case .person(let name) = creator { name.given.map { String($0.prefix(1)) } ?? "" } else {
        ""
      }
    let family = creator.familyName
    let form = letters(family) + partSeparator + letters(initial)
    return form + accents(of: family)
  }

  /// - Parameter language: the language of the text, by any of its names; nil if unknown.
  public static func of(title: String, in language: String?) -> String {
    let language = language.map(LanguageCode.primary)
    let form = withoutArticle(letters(withoutElision(title, language)), language)
    return form + accents(of: title)
  }

  // MARK: Articles

  /// Articles by language code.
  private static let articles: [String: Set<Substring>] = [
    "en": ["a", "an", "the"],
    "de": ["der", "die", "das", "ein", "eine"],
    "fr": ["le", "la", "les", "un", "une"],
    "es": ["el", "la", "los", "las", "un", "una"],
    "it": ["il", "lo", "la", "i", "gli", "le", "un", "una", "uno"],
    "pt": ["o", "a", "os", "as", "um", "uma"],
    "nl": ["de", "het", "een"],
    "sv": ["en", "ett"], "da": ["en", "et", "den", "det"], "nb": ["en", "et", "den", "det"],
  ]

  /// If the language is unknown, only articles that rarely start an English title or a name: "El Niño"
  /// keeps its first word.
  private static let articlesAnywhere: Set<Substring> = [
    "a", "an", "the", "der", "das", "ein", "eine", "les", "une", "gli", "het", "een",
  ]

  /// Articles that an apostrophe joins to their word: `L'eau`, `Un'altra`.
  private static let elisions = ["fr": ["l'"], "it": ["l'", "un'"]]

  private static func withoutElision(_ title: String, _ language: String?) -> String {
    guard let elisions = language.flatMap({ elisions[$0] }) else { return title }
    let text = folded(title).drop { !$0.isLetter && !$0.isNumber }
    return elisions.first(where: text.hasPrefix).map { String(text.dropFirst($0.count)) } ?? title
  }

  private static func withoutArticle(_ words: String, _ language: String?) -> String {
    let first = words.prefix { $0 != " " }
    guard first.endIndex < words.endIndex else { return words }
    let known = language.flatMap { articles[$0] } ?? articlesAnywhere
    return known.contains(first) ? String(words[first.endIndex...].dropFirst()) : words
  }

  // MARK: Letters

  /// Folded words with a space between; numbers are prefixed with their length, so that 9 sorts before 10.
  private static func letters(_ text: String) -> String {
    var form = ""
    form.reserveCapacity(text.utf8.count)
    var digits = ""
    var isWithinWord = false
    func endNumber() {
      guard !digits.isEmpty else { return }
      let number = digits.drop { $0 == "0" }
      let length = min(number.count, 99)
      form += length < 9 ? "\(length)" : length == 9 ? "909" : "9\(length)"
      form += number
      digits = ""
    }
    for scalar in folded(text).unicodeScalars {
      if scalar.isASCIIDigit {
        if digits.isEmpty, !isWithinWord, !form.isEmpty { form += " " }
        digits.unicodeScalars.append(scalar)
        isWithinWord = true
      } else if scalar.isPartOfWord {
        endNumber()
        if !isWithinWord, !form.isEmpty { form += " " }
        form.unicodeScalars.append(scalar)
        isWithinWord = true
      } else if scalar != "'" {
        endNumber()
        isWithinWord = false
      }
    }
    endNumber()
    return form
  }

  /// The original letters, if folding changed any; otherwise empty.
  private static func accents(of text: String) -> String {
    if text.unicodeScalars.allSatisfy({ $0.isASCII || !$0.properties.isAlphabetic }) { return "" }
    return separator + text.lowercased().filter { $0.isLetter || $0 == " " }
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  fileprivate var isPartOfWord: Bool {
    if isASCII { return ("a"..."z").contains(self) }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .spacingMark, .nonspacingMark:
      return true
    default: return false
    }
  }
}
