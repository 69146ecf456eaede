import GRDB
import References

/// The journals, books and meetings of an index, to match titles with their abbreviations.
///
/// - An abbreviated title matches its full form, and the reverse, where they have as many words
///   (small ones and a country at the end left out) and each word of the one begins, or is a
///   contraction of, the word of the other: `N. Engl. J. Med.`, `Proc. Natl Acad. Sci. USA`.
/// - A word of letters matches the titles whose initials it spells: `nejm`, `pnas`, `jco`.
struct JournalTitles {
  private struct Title {
    /// As the index has them.
    let terms: [String]
    /// Of `terms`, those that tell titles apart.
    let words: [String]
    let initials: String
  }

  private let titles: [Title]

  static let none = JournalTitles()

  private init() { titles = [] }

  init(_ db: Database, _ analyzer: Analyzer) throws {
    let names = try String.fetchAll(
      db, sql: "SELECT DISTINCT container FROM citation WHERE container IS NOT NULL")
    titles = names.map { name in
      let terms = analyzer.words(in: name, as: .containers).flatMap { $0.parts.map(\.form) }
      let words = Self.telling(terms)
      return Title(terms: terms, words: words, initials: String(words.compactMap(\.first)))
    }
  }

  /// The terms of every title that a query's words name otherwise than word by word.
  func matching(_ query: [QueryWord]) -> [[String]] {
    let forms = query.flatMap { $0.parts.map(\.form) }
    let words = Self.telling(forms)
    let initials = forms.count == 1 && (2...7).contains(forms[0].count) ? forms[0] : nil
    return titles.filter { title in
      if let initials, title.words.count > 1, title.initials == initials { return true }
      return words.count > 1 && words.count == title.words.count && title.terms != forms
        && zip(words, title.words).allSatisfy {
          Self.abbreviates($0, $1) || Self.abbreviates($1, $0)
        }
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
    return words.count > 2 && countries.contains(words[words.count - 1])
      ? Array(words.dropLast()) : words
  }

  private static let countries: Set<String> = ["usa", "us", "uk", "america"]

  private static let smallWords: Set<String> = [
    "a", "an", "and", "de", "der", "des", "die", "du", "et", "for", "für", "in", "la", "le", "of",
    "on", "the", "to", "und",
  ]
}
