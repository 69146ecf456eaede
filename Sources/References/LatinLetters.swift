import Foundation

/// Text of other scripts in Latin letters, as ICU transliterates it.
enum LatinLetters {
  /// Greek letters stay: in titles they are signs.
  static func spelling(of text: String) -> String {
    // ICU makes a transliterator anew each time. Punctuation counts nowhere, whatever it becomes.
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII || greekLetterNames[$0] != nil || $0.isPunctuation
    }
    if isPlain { return text }
    let latin = text.applyingTransform(
      StringTransform("Any-Latin; Latin-ASCII; Lower"), reverse: false)
    return latin ?? text
  }

  /// Whether a text holds letters of another script; accents and Greek letters are none.
  static func areMissing(in text: String) -> Bool {
    text.utf8.contains { $0 >= 0xD0 }
      && text.unicodeScalars.contains {
        $0.value >= 0x0400 && !(0x1E00...0x2BFF).contains($0.value) && $0.properties.isAlphabetic
      }
  }
}

extension Reference {
  /// What is compared, in Latin letters where another script holds it: catalogues spell
  /// `О строении озёр` as `O stroenii ozer`.
  var inLatinLetters: Reference {
    var reference = self
    func spelled(_ text: String) -> String {
      LatinLetters.areMissing(in: text) ? LatinLetters.spelling(of: folded(text)) : text
    }
    func spelled(_ creator: Creator) -> Creator {
      switch creator {
      case .literal(let name): .literal(spelled(name))
      case .person(let name):
        .person(
          PersonalName(
            family: spelled(name.family), given: name.given.map(spelled), suffix: name.suffix))
      }
    }
    reference.title = title.map(spelled)
    reference.container = container.map(spelled)
    reference.authors = authors.map(spelled)
    reference.editors = editors.map(spelled)
    return reference
  }
}

extension Unicode.Scalar {
  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}
