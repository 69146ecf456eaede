import References

/// The journals, books and meetings of an index, to match titles with their abbreviations.
///
/// - An abbreviated title matches its full form, and the reverse, where they have as many words
///   (small ones and a country at the end left out) and each word of the one begins, or is a
///   contraction of, the word of the other: `N. Engl. J. Med.`, `Proc. Natl Acad. Sci. USA`.
/// - A word of letters matches the titles whose initials it spells: `nejm`, `pnas`, `jco`.
/// - An alias of `Resources/journal-aliases.txt` matches its title, in full or abbreviated, and the
///   title it.
package struct JournalTitles {
  private struct Title {
    /// As the index has them.
    let terms: [String]
    /// Of `terms`, those that tell titles apart.
    let words: [String]
    let initials: String
  }

  private let titles: [Title]

  package static let none = JournalTitles()

  private init() { titles = [] }

  /// - Parameter names: as printed.
  package init(_ names: [String], _ analyzer: Analyzer) {
    titles = names.map { name in
      let terms = analyzer.words(in: ContainerName.bare(name), as: .containers)
        .flatMap { $0.parts.map(\.form) }
      let words = Self.telling(terms)
      return Title(terms: terms, words: words, initials: String(words.compactMap(\.first)))
    }
  }

  /// The terms of every title that a query's words name otherwise than word by word.
  package func matching(_ query: [QueryWord]) -> [[String]] {
    let forms = query.flatMap { $0.parts.map(\.form) }
    let aliased = Self.aliases.flatMap { alias, title in
      if forms == [alias] { return matching(title) + [title] }
      return forms == title || abbreviate(forms, title) ? [[alias]] : []
    }
    return matching(forms) + aliased
  }

  /// Titles by their aliases, as terms.
  private static let aliases: [(String, [String])] = {
    let analyzer = Analyzer()
    func terms(_ text: Substring) -> [String] {
      analyzer.words(in: ContainerName.bare(text.trimmingPrefix(" ")), as: .containers)
        .flatMap { $0.parts.map(\.form) }
    }
    let text = String(decoding: PackageResources.journal_aliases_txt, as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let sides = line.split(separator: "=")
      return (terms(sides[0]).joined(), terms(sides[1]))
    }
  }()

  /// Whether one title is the other's abbreviation, word by word.
  private func abbreviate(_ forms: [String], _ others: [String]) -> Bool {
    let (words, titleWords) = (Self.telling(forms), Self.telling(others))
    return words.count > 1 && words.count == titleWords.count
      && zip(words, titleWords).allSatisfy {
        Self.abbreviates($0, $1) || Self.abbreviates($1, $0)
      }
  }

  private func matching(_ forms: [String]) -> [[String]] {
    let initials = forms.count == 1 && (2...7).contains(forms[0].count) ? forms[0] : nil
    return titles.filter { title in
      if let initials, title.words.count > 1, title.initials == initials { return true }
      return title.terms != forms && abbreviate(forms, title.terms)
    }.map(\.terms)
  }

  /// Whether a word stands for another: it begins it, or has its first and last letters and some
  /// between them in order (`natl`).
  private static func abbreviates(_ short: String, _ long: String) -> Bool {
    if long.hasPrefix(short) { return true }
    guard short.count > 2, short.first == long.first, short.last == long.last else { return false }
    var rest = Substring(long)
    for letter in short {
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: place)...]
    }
    return true
  }

  private static func telling(_ terms: [String]) -> [String] {
    let words = terms.filter { !smallWords.contains($0) }
    let country = countries.first {
      words.count > $0.count + 1 && words.suffix($0.count) == $0[...]
    }
    return words.dropLast(country?.count ?? 0)
  }

  /// As `telling` leaves them.
  private static let countries = [
    ["united", "states", "america"], ["united", "kingdom"], ["u", "s"], ["u", "k"], ["usa"], ["us"],
    ["uk"], ["america"],
  ]

  private static let smallWords: Set<String> = [
    "a", "an", "and", "de", "der", "des", "die", "du", "et", "for", "für", "in", "la", "le", "of",
    "on", "the", "to", "und",
  ]
}
