import References

extension Reference {
  /// `2nd ed.`, `Rev. ed.`; nil for a first edition, which styles leave out, and where none is known.
  ///
  /// - Parameter word: what the style calls it.
  func edition(_ word: String) -> ReferenceText? {
    guard let edition, !edition.isEmpty else { return nil }
    guard let number = EditionText.number(edition) else {
      return ReferenceText("\(edition) \(word)")
    }
    return number == 1 ? nil : "\(EditionText.ordinal(number)) \(word)"
  }

  var placeText: ReferenceText? { place.map { ReferenceText($0) } }

  /// `Berlin: Springer`
  var imprint: ReferenceText? {
    let text = joined([placeText, publisherText], ": ")
    return text.isEmpty ? nil : text
  }
}

/// Numbers of editions, however they are printed: `2`, `2nd`, `Second`.
private enum EditionText {
  private static let words = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]
  private static let endings = ["", "st", "nd", "rd", "th", "."]

  /// Nil where more than a number is said: `2nd revised`.
  static func number(_ text: String) -> Int? {
    let text = text.lowercased()
    if let index = words.firstIndex(of: text) { return index + 1 }
    let digits = text.prefix(while: \.isNumber)
    return endings.contains(String(text[digits.endIndex...])) ? Int(digits) : nil
  }

  static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }
}
