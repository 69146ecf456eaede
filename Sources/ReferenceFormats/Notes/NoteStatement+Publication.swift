/// What a title page, a catalogue or a publisher says of a work, and programs put into its note:
///
/// ```
/// With a foreword by C. Tarn      Translated from the German by C. Tarn      2nd revised edition
/// In Russian, with English summary      Art. no. 1234      [Erratum: Ponds 720, 1 (2013)]
/// The 3rd Conference on Ponds      Selected papers from POND 2019      R package version 3.3.2
/// ```
///
/// It is a phrase; where there is a verb, a person speaks.
extension NoteStatement {
  /// - Parameter text: as printed.
  static func isOfPublication(_ text: Substring) -> Bool {
    var bare = text
    while let last = bare.last, ".;,]\"”".contains(last) { bare.removeLast() }
    while let first = bare.first, "[\"“".contains(first) { bare.removeFirst() }
    let lower = bare.lowercased()
    if phrasesOfPublication.contains(lower) { return true }
    let words = lower.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard (1...14).contains(words.count), !words.contains(where: verbs.contains),
      !lower.contains("!"), !lower.contains("?")
    else { return false }
    return beginningsOfPublication.contains(where: lower.hasPrefix) || isLanguage(words)
      || isEdition(words) || isArticleNumber(words) || isVersion(words) || isMeeting(bare)
  }

  /// `In Russian`, `Text in German and French`, `Article in Chinese with English abstract`
  private static func isLanguage(_ words: [String]) -> Bool {
    words.contains(where: languages.contains)
      && words.allSatisfy { languages.contains($0) || wordsOfLanguages.contains($0) }
  }

  /// `1st edition`, `Second, revised ed.`
  private static func isEdition(_ words: [String]) -> Bool {
    guard words.count > 1, let last = words.last, ["edition", "ed", "edn"].contains(last) else {
      return false
    }
    return words.dropLast().allSatisfy { isOrdinal($0) || wordsOfEditions.contains($0) }
  }

  /// `Art. no. 1234`, `Article 1234`, `Paper No. e12`
  private static func isArticleNumber(_ words: [String]) -> Bool {
    let names = words.dropLast()
    guard let number = words.last, number.contains(where: \.isNumber), let first = names.first,
      ["art", "article", "paper"].contains(first)
    else { return false }
    return names.dropFirst().allSatisfy { ["no", "nr", "number", "id"].contains($0) }
  }

  /// `R package version 3.3.2`
  private static func isVersion(_ words: [String]) -> Bool {
    guard let place = words.firstIndex(of: "version"), place < 3, words.count > place + 1 else {
      return false
    }
    let isNamed = place == 0 || ["package", "software", "toolbox"].contains(words[place - 1])
    return isNamed && words[(place + 1)...].allSatisfy { $0.contains(where: \.isNumber) }
  }

  /// `The 3rd Conference on Ponds`, `Proceedings of the 2019 Workshop on Boats`: the name of a meeting
  /// that is counted or dated, in capitals.
  private static func isMeeting(_ text: Substring) -> Bool {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    let isNamed = words.contains { meetings.contains($0.lowercased()) }
    let isCounted = words.contains { isOrdinal($0.lowercased()) || $0.count == 4 && Int($0) != nil }
    return isNamed && isCounted && words.count > 2
      && words.allSatisfy { word in
        word.first?.isLowercase == false || wordsOfTitles.contains(String(word))
      }
  }

  private static func isOrdinal(_ word: String) -> Bool {
    if ordinals.contains(word) { return true }
    let digits = word.prefix { $0.isNumber }
    return !digits.isEmpty && ["st", "nd", "rd", "th"].contains(word.dropFirst(digits.count))
  }

  private static let ordinals: Set<String> = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "annual", "biennial",
  ]

  private static let meetings: Set<String> = [
    "conference", "workshop", "symposium", "congress", "colloquium", "meeting", "proceedings",
    "convention", "seminar",
  ]

  private static let wordsOfTitles: Set<String> = [
    "a", "an", "and", "at", "by", "de", "for", "from", "in", "la", "of", "on", "the", "to", "with",
  ]

  private static let wordsOfEditions: Set<String> = [
    "and", "rev", "revised", "enl", "enlarged", "expanded", "updated", "new", "corrected",
    "reprint",
    "reprinted", "paperback", "hardcover", "hardback", "international", "student", "american",
    "british", "english", "german", "french", "online", "electronic", "kindle", "special",
  ]

  private static let languages: Set<String> = [
    "arabic", "bulgarian", "catalan", "chinese", "croatian", "czech", "danish", "dutch", "english",
    "estonian", "finnish", "french", "german", "greek", "hebrew", "hindi", "hungarian",
    "indonesian", "italian", "japanese", "korean", "latin", "latvian", "lithuanian", "norwegian",
    "persian", "polish", "portuguese", "romanian", "russian", "serbian", "slovak", "slovenian",
    "spanish", "swedish", "thai", "turkish", "ukrainian", "vietnamese", "deutsch", "englisch",
    "französisch", "russisch",
  ]

  private static let wordsOfLanguages: Set<String> = [
    "in", "text", "article", "with", "and", "abstract", "abstracts", "summary", "summaries",
    "language", "languages", "original", "auf", "beitrag", "mit", "zusammenfassung",
  ]

  /// Words with which a person speaks.
  private static let verbs: Set<String> = [
    "am", "are", "but", "could", "did", "do", "does", "good", "had", "has", "have", "he", "her",
    "his", "i", "is", "it", "me", "must", "my", "not", "our", "read", "see", "she", "should",
    "that",
    "they", "too", "very", "was", "we", "were", "which", "who", "why", "would", "you", "your",
  ]

  private static let phrasesOfPublication: Set<String> = [
    "arxiv preprint", "biorxiv preprint", "medrxiv preprint", "conference proceedings",
    "extended abstract", "includes index", "includes indexes", "invited paper", "peer reviewed",
    "peer-reviewed", "special issue", "supplement", "caption title",
  ]

  private static let beginningsOfPublication: [String] = [
    "addendum:", "corrigendum:", "edited by ", "erratum-ibid", "erratum:", "exported from http",
    "first published ", "foreword by ", "illustrated by ", "illustrations by ", "introduction by ",
    "originally published ", "papers from ", "papers presented at ",
    "preface by ", "proceedings of ", "reprint of ", "reprinted from ",
    "reprinted in ", "rev. ed. of", "revision of ", "selected papers ", "special issue on ",
    "text by ", "translated by ", "translated from ", "translation by ", "translation of ",
    "with a foreword ", "with a preface ", "with an introduction ", "with contributions by ",
  ]
}
