/// Words in Greek letters, spelled in Latin ones after ELOT 743: `Παπαδοπούλου` is `papadopoulou`.
enum GreekWord {
  /// Fewer letters are no word but names of things: `β`, `αβ`.
  private static let fewest = 3

  /// The text with each of its Greek words spelled in plain lower-case letters.
  static func transliterated(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isGreek($0) }) else { return text }
    var result = ""
    var word: [Unicode.Scalar] = []
    for scalar in folded(text).unicodeScalars {
      if isGreek(scalar) {
        word.append(scalar)
      } else {
        result += spelled(word)
        word = []
        result.unicodeScalars.append(scalar)
      }
    }
    return result + spelled(word)
  }

  private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    (0x370...0x3FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value)
  }

  private static func spelled(_ word: [Unicode.Scalar]) -> String {
    guard word.count >= fewest else { return String(String.UnicodeScalarView(word)) }
    var result = ""
    var index = 0
    while index < word.count {
      let next = index + 1 < word.count ? word[index + 1] : nil
      if let next, let pair = pair(word[index], next, before: word.dropFirst(index + 2).first) {
        result += index == 0 && pair == "mp" ? "b" : pair
        index += 2
      } else {
        result += letters[word[index]] ?? String(word[index])
        index += 1
      }
    }
    return result
  }

  /// Two letters that are one sound.
  private static func pair(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar, before third: Unicode.Scalar?
  ) -> String? {
    switch (first, second) {
    case ("ο", "υ"): "ou"
    case ("γ", "γ"): "ng"
    case ("γ", "ξ"): "nx"
    case ("γ", "χ"): "nch"
    case ("μ", "π"): "mp"
    case ("α", "υ"), ("ε", "υ"), ("η", "υ"):
      letters[first]! + (third.map(isVoiceless) ?? true ? "f" : "v")
    default: nil
    }
  }

  private static func isVoiceless(_ scalar: Unicode.Scalar) -> Bool {
    "θκξπστφχψ".unicodeScalars.contains(scalar)
  }

  private static let letters: [Unicode.Scalar: String] = [
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
  ]
}
