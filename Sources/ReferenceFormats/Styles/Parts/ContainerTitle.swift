import Foundation

/// Finds where a title ends and its journal begins in "Title. J. Abbrev. Word".
///
/// Both hold full stops, so every place after one is a candidate; the journal is the longest tail
/// that reads as one. A tail does when each of its words is capitalised (or one of the small words
/// of titles) and each full stop inside it follows an abbreviation. What abbreviates is told by the
/// table of title word abbreviations, by shape (initials), and by the journals that the rest of the
/// list names beyond doubt.
struct ContainerTitle {
  /// Containers that other citations of the same list show without ambiguity.
  var known: Set<String> = []

  struct Split {
    /// Nil if all of the text is the container.
    var title: Printed?
    var container: Printed
    /// More than one place could be the right one.
    var isAmbiguous = false
  }

  /// Splits the text between the authors and the volume; nil if no journal ends it.
  func split(_ text: Printed) -> Split? {
    let boundaries = boundaries(in: text)
    if isContainerAlone(text) { return Split(title: nil, container: text) }
    guard let last = boundaries.last else {
      return isContainer(text, .shape) && text.words.count <= 4
        ? Split(title: nil, container: text) : nil
    }
    if boundaries.count == 1 { return split(text, at: last) }
    let tail = tailStart(in: text)
    let candidates = boundaries.drop { $0 < tail }
    let table = candidates.first { isContainer(text[$0...], .table) }
    let shape = candidates.first { isContainer(text[$0...], .shape) }
    if let table, shape == table { return split(text, at: table) }
    let likely = shape ?? candidates.first { isContainer(text[$0...], .loose) } ?? last
    let named =
      known.isEmpty ? nil : boundaries.first { $0 <= likely && known.contains(text[$0...].string) }
    return split(text, at: named ?? likely, isAmbiguous: true)
  }

  /// Where the last words that a container can hold begin; none begins before.
  private func tailStart(in text: Printed) -> Int {
    var start = text.endIndex
    for _ in 0..<Self.longestContainer {
      let word = text[..<start].trimmed.lastWord
      guard !word.isEmpty, isContainerWord(word) else { break }
      start = word.startIndex
    }
    return start
  }

  /// What it takes to believe that a word before a full stop is an abbreviation.
  private enum Evidence {
    /// The table has it, or it is an initial.
    case table
    /// Or it has an abbreviation's shape and ends one or two capitalised words.
    case shape
    /// Or it has that shape and ends up to three capitalised words.
    case loose
  }

  private func split(_ text: Printed, at start: Int, isAmbiguous: Bool = false) -> Split {
    Split(
      title: text[..<start].trimmed, container: text[start...].trimmed, isAmbiguous: isAmbiguous)
  }

  /// In words; no container begins further from the end.
  private static let longestContainer = 16

  private func boundaries(in text: Printed) -> [Int] { Self.boundaries(in: text) }

  /// The places at which a container could begin: after a sentence's end and white space.
  static func boundaries(in text: Printed) -> [Int] {
    var found: [Int] = []
    var index = text.startIndex
    while index < text.endIndex {
      defer { index += 1 }
      let scalar = text[index]
      guard scalar == "." || scalar == "?" || scalar == "!" || scalar == "…" else { continue }
      var end = index + 1
      while let mark = text.at(end), mark.isClosingMark { end += 1 }
      let next = text.skippingBlanks(end)
      guard next > end, next < text.endIndex else { continue }
      if scalar == ".", isInsideSentence(text[..<index]) { continue }
      found.append(next)
    }
    return Array(found.suffix(longestContainer))
  }

  /// A full stop after one of these never ends a title: "vs.", "St.", "e.g.".
  private static func isInsideSentence(_ before: Printed) -> Bool {
    let word = before.lastWord
    let bare = word.drop { !$0.isLetter && !$0.isDigit }
    if bare.count == 1, let letter = bare.first, letter.isLower { return true }
    return titleAbbreviations.contains(bare)
  }

  /// Whether the text reads as the name of a journal or book.
  private func isContainer(_ text: Printed, _ evidence: Evidence) -> Bool {
    let words = text.words
    guard let first = words.first, words.count <= Self.longestContainer,
      first.contains(where: \.isLetter),
      !isSmall(first) || first.first!.isUpper,
      !(first.count == 2 && first.first == "I" && first.last == ".")
    else { return false }
    var segmentLength = 0
    for (index, word) in words.enumerated() {
      guard isContainerWord(word) else { return false }
      segmentLength += 1
      guard let mark = word.last, index < words.count - 1 else { continue }
      if mark == "?" || mark == "!" || mark == ":" { return false }
      guard mark == "." else { continue }
      let bare = word.dropLast()
      let longest =
        switch evidence {
        case .table: 0
        case .shape: 2
        case .loose: 3
        }
      guard abbreviates(bare) || (segmentLength <= longest && mayAbbreviate(bare)) else {
        return false
      }
      segmentLength = 0
    }
    return true
  }

  /// A journal without a title before it: abbreviated from its first word on ("Phys. Rev. Lett."),
  /// or one or two plain capitalised words ("Nature"). "Oncogenes. Nature" is a title and a journal.
  private func isContainerAlone(_ text: Printed) -> Bool {
    let words = text.words
    guard !words.isEmpty else { return false }
    let isAcronym = words[0].count > 1 && words[0].allSatisfy(\.isUpper)
    let abbreviated = isAcronym && words.count > 2 ? words[1] : words[0]
    if words.count > 1, abbreviated.last == "." { return isContainer(text, .table) }
    return (1...2).contains(words.count)
      && words.allSatisfy { $0.first!.isUpper && $0.allSatisfy(\.isLetter) }
  }

  private func isContainerWord(_ word: Printed) -> Bool {
    let bare = word.drop { $0 == "(" || $0 == "“" || $0 == "‘" || $0 == "[" }
    guard let first = bare.first else { return true }
    if first.isUpper || first.isDigit || isSmall(bare) { return true }
    if first == "&" || first.isDash || first == "+" { return true }
    return bare.dropFirst().contains(where: \.isUpper)
      || bare.count == 3 && bare.has("npj", at: bare.startIndex)
  }

  private func isSmall(_ word: Printed) -> Bool {
    Self.smallWords.contains(word)
  }

  /// Initials and known abbreviations of title words.
  func abbreviates(_ word: Printed) -> Bool {
    let bare = word.drop { $0 == "(" }
    if bare.count == 1 { return true }
    if bare.contains(".") { return bare.split(separator: ".").allSatisfy { $0.count <= 2 } }
    let parts = bare.split { $0.isDash || $0 == "/" }
    guard let last = parts.last else { return false }
    if last.allSatisfy(\.isASCII) { return Self.abbreviations.containsFolded(last) }
    return Self.abbreviations.contains(
      Array(last.string.lowercased().folding().unicodeScalars)[...])
  }

  /// An unknown word of an abbreviation's shape: one capital, small letters, no plural or vowel at
  /// its end.
  private func mayAbbreviate(_ word: Printed) -> Bool {
    guard (2...9).contains(word.count), word.first!.isUpper, word.dropFirst().allSatisfy(\.isLower)
    else { return false }
    return !"aeiouys".unicodeScalars.contains(word.last!)
  }

  private static let abbreviations: WordSet = {
    let text = String(
      decoding: PackageResources.title_word_abbreviations_txt, as: UTF8.self)
    let lines = text.split(separator: "\n").lazy.filter { !$0.hasPrefix("#") }
    return WordSet(lines.flatMap { $0.split(separator: " ").map(String.init) })
  }()

  private static let smallWords: WordSet = [
    "a", "al", "an", "and", "at", "da", "das", "de", "degli", "dei", "del", "dell", "della", "den",
    "der", "des", "di", "die", "do", "dos", "du", "e", "el", "en", "et", "for", "from", "für", "i",
    "in", "la", "las", "le", "les", "los", "och", "of", "og", "on", "the", "to", "und", "van",
    "von", "with", "y", "zu", "zum", "zur", "ed.", "edn", "vol.",
  ]

  private static let titleAbbreviations: WordSet = [
    "St", "Mt", "Ft", "vs", "v", "cf", "ca", "Dr", "Mr", "Mrs", "Ms", "Prof", "No", "no", "Nos",
    "Fig", "Figs", "subsp", "ssp", "var", "approx", "aff", "e.g", "i.e", "resp", "incl",
  ]
}

extension String {
  /// Without accents; what the table of abbreviations is written in.
  fileprivate func folding() -> String {
    utf8.allSatisfy { $0 < 0x80 } ? self : folding(options: .diacriticInsensitive, locale: nil)
  }
}
